"""Taking decisions out of an index, as text."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.types import Decision


class ExportFormat(StrEnum):
    """How decisions are written."""

    JSONL = "jsonl"
    CSV = "csv"


def exported(decisions: list[Decision], form: ExportFormat, for_training: bool) -> tuple[str, int]:
    """The text of an export, and how many rows it has."""
    import io

    from factcheck.report.tables import write_csv, write_jsonl
    from factcheck.review import DECISION_FIELDS, TRAINING_FIELDS, decision_rows, training_rows

    rows = training_rows(decisions) if for_training else decision_rows(decisions)
    fields = TRAINING_FIELDS if for_training else DECISION_FIELDS
    stream = io.StringIO(newline="")
    count = write_csv(stream, fields, rows) if form is ExportFormat.CSV else write_jsonl(stream, rows)
    return stream.getvalue(), count


def put(text: str, output: Path | None) -> None:
    """Write to stdout in UTF-8, or to a file that appears whole or not at all."""
    from factcheck.report.files import write_whole

    data = text.encode("utf-8", "backslashreplace")
    if output is not None:
        write_whole(output, data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
