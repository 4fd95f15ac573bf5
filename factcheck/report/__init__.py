"""What leaves the program: findings as JSON, result rows as JSONL and CSV, and reading them back.

The field names are a contract; docs/formats.md describes every one.
"""

from factcheck.report.jsontext import dump_line
from factcheck.report.records import article_to_dict, claim_to_dict, finding_from_dict, finding_to_dict, report_to_dict
from factcheck.report.results import read_findings
from factcheck.report.resume import DoneRow, read_done
from factcheck.report.rows import CSV_HEADER, BatchRow, RowStatus, batch_row_to_dict, error_row, row_to_dict
from factcheck.report.writers import CsvWriter, JsonlWriter, RowWriter, open_writer

__all__ = [
    "CSV_HEADER",
    "BatchRow",
    "CsvWriter",
    "DoneRow",
    "JsonlWriter",
    "RowStatus",
    "RowWriter",
    "article_to_dict",
    "batch_row_to_dict",
    "claim_to_dict",
    "dump_line",
    "error_row",
    "finding_from_dict",
    "finding_to_dict",
    "open_writer",
    "read_done",
    "read_findings",
    "report_to_dict",
    "row_to_dict",
]
