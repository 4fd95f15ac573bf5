"""What leaves the program: findings as JSON, result rows as JSONL and CSV, and reading them back.

The field names are a contract; docs/formats.md describes every one.
"""

from factcheck.report.jsontext import dump_line
from factcheck.report.records import article_to_dict, claim_to_dict, finding_from_dict, finding_to_dict, report_to_dict

__all__ = ["article_to_dict", "claim_to_dict", "dump_line", "finding_from_dict", "finding_to_dict", "report_to_dict"]
