"""The rows of a batch result: one for every input row, in order, as JSON or as CSV cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from factcheck.errors import FactcheckError
from factcheck.report.records import claim_to_dict, finding_to_dict
from factcheck.text.safe import csv_cell
from factcheck.types import Claim, Evidence, Finding, Stance

_SIDE = ("quote", "source", "date", "url", "probability")

CSV_HEADER = (
    "row",
    "line",
    "id",
    "claim",
    "as_of",
    "status",
    "finding",
    "confidence",
    "reason",
    "support_origins",
    "conflict_origins",
    *(f"top_support_{name}" for name in _SIDE),
    *(f"top_conflict_{name}" for name in _SIDE),
    "error",
)
"""Columns of a CSV result, always all of them, always in this order."""

MAX_CELL = 32_000
"""Characters; a spreadsheet's own limit is 32,767, and Python's csv reader stops at 131,072."""


class RowStatus(StrEnum):
    """Whether an input row could be checked."""

    OK = "ok"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What became of one input row.

    ``row`` counts input rows from 1, ``line`` is where the row starts in the
    file. Exactly one of ``finding`` and ``error`` is there; ``claim`` is what
    could be read of a row that failed.
    """

    row: int
    line: int
    id: str
    finding: Finding | None = None
    error: FactcheckError | None = None
    claim: Claim | None = None

    @property
    def status(self) -> RowStatus:
        """``ok`` with a finding, else ``error``."""
        return RowStatus.ERROR if self.finding is None else RowStatus.OK


def batch_row_to_dict(row: BatchRow) -> dict[str, object]:
    """A result row as JSON; the keys are the same for good rows and for errors."""
    if row.finding is not None:
        return row_to_dict(row.row, row.line, row.id, row.finding)
    error = row.error or FactcheckError("not checked")
    return error_row(row.row, row.line, row.id, error.message, error.hint, claim=row.claim)


def row_to_dict(row: int, line: int, row_id: str, finding: Finding) -> dict[str, object]:
    """The result of a row that was checked: its place, then the finding's own fields."""
    return {**_place(row, line, row_id, RowStatus.OK, None), **finding_to_dict(finding)}


def error_row(
    row: int, line: int, row_id: str, message: str, hint: str = "", *, claim: Claim | None = None
) -> dict[str, object]:
    """The result of a row that couldn't be checked: why, and the finding's fields empty."""
    return {
        **_place(row, line, row_id, RowStatus.ERROR, {"message": message, "hint": hint}),
        "claim": None if claim is None else claim_to_dict(claim),
        "finding": None,
        "confidence": None,
        "reason": None,
        "evidence": [],
        "counts": {},
        "models": {},
        "index": {},
        "seconds": 0.0,
    }


def batch_row_to_cells(row: BatchRow) -> list[str]:
    """A result row as the cells of :data:`CSV_HEADER`, safe to open in a spreadsheet."""
    finding, claim = row.finding, row.finding.claim if row.finding is not None else row.claim
    cells: dict[str, object] = {
        "row": row.row,
        "line": row.line,
        "id": row.id,
        "claim": claim.text if claim else "",
        "as_of": claim.as_of if claim and claim.as_of else "",
        "status": row.status.value,
    }
    if finding is not None:
        cells["finding"] = finding.conclusion.value
        cells["confidence"] = f"{finding.confidence:.4f}"
        cells["reason"] = finding.reason.text
        cells["support_origins"] = finding.counts.get("support_origins", "")
        cells["conflict_origins"] = finding.counts.get("conflict_origins", "")
        cells |= _top("top_support", finding.side(Stance.SUPPORTS))
        cells |= _top("top_conflict", finding.side(Stance.CONFLICTS))
    elif row.error is not None:
        cells["error"] = _sentences(row.error.message, row.error.hint)
    return [cell(str(cells.get(name, ""))) for name in CSV_HEADER]


def cell(text: str) -> str:
    """Text as a CSV cell: no formula, and no longer than spreadsheets take."""
    safe = csv_cell(text)
    return safe if len(safe) <= MAX_CELL else safe[: MAX_CELL - 1] + "…"


def _sentences(message: str, hint: str) -> str:
    """Message and hint in one cell: JSON has them apart, here a full stop must do it."""
    stop = "." if hint and not message.rstrip().endswith((".", "!", "?", "…")) else ""
    return f"{message.rstrip()}{stop} {hint}".strip()


def _place(row: int, line: int, row_id: str, status: RowStatus, error: Mapping[str, str] | None) -> dict[str, object]:
    return {"row": row, "line": line, "id": row_id, "status": status.value, "error": error}


def _top(prefix: str, side: tuple[Evidence, ...]) -> dict[str, object]:
    """The best in-time passage of one side, or nothing."""
    if not side:
        return {}
    best = side[0]
    return {
        f"{prefix}_quote": best.quote,
        f"{prefix}_source": best.report.outlet or best.report.title,
        f"{prefix}_date": best.report.date or "",
        f"{prefix}_url": best.report.url or "",
        f"{prefix}_probability": f"{best.probability:.4f}",
    }
