"""Flat rows as JSON lines or as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from factcheck.report.jsontext import dump_line
from factcheck.report.rows import cell


def write_jsonl(stream: TextIO, rows: Iterable[Mapping[str, object]]) -> int:
    """Write one JSON object a line and return how many there were."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last count is what is returned
        stream.write(dump_line(row) + "\n")
    return count


def write_csv(stream: TextIO, fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write a header and one line a row, cells safe to open in a spreadsheet; return the number of rows.

    The stream must have been opened with ``newline=""``.
    """
    writer = csv.writer(stream)
    writer.writerow(fields)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        values = (row.get(name) for name in fields)
        writer.writerow(["" if value is None else cell(str(value)) for value in values])
    return count
