"""Whether an interrupted batch may go on: rows that were made in another way don't belong into the same file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import InputError
from factcheck.report.resume import DoneRow, Made
from factcheck.text.plural import counted
from factcheck.types import IndexStats

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Making:
    """How the rows still to come are made."""

    stats: IndexStats
    stance_sha256: str
    limit: int
    outlets: tuple[str, ...]


def check_same_making(done: Sequence[DoneRow], now: Making, output: Path) -> list[str]:
    """Compare the rows of a result with how those behind them would be made.

    A row keeps its index, its models and its evidence, and no more is compared: that it was made with ``--outlet``
    is no more than likely where there is none now. CSV keeps none of these.

    Returns:
        Warnings: what may be another index or a missing ``--outlet``, and what can't be known.

    Raises:
        InputError: naming the first row that was made in another way, and what differs.
    """
    findings = [row for row in done if row.conclusion is not None]
    for row in findings:
        differs = _difference(row.made, now) if row.made else ""
        if differs:
            raise InputError(
                f"{output}, row {row.row}: {differs}",
                "Give the same options as before, run it without --resume, or name another file with -o.",
            )
    if any(row.in_cells for row in findings):
        return [
            "a CSV result doesn't keep with which index, --outlet, --limit and stance model it was made;"
            " see that they are the same as before"
        ]
    warnings = [told] if (told := _one_outlet(findings, now)) else []
    changed = next((row.made for row in reversed(findings) if row.made and not _is_same_index(row.made, now)), None)
    if changed is None:
        return warnings
    if _is_same_place(changed, now):
        return [
            *warnings,
            f"the index changed since: it had {counted(changed.reports, 'report')} then, now {now.stats.reports:,}",
        ]
    return [*warnings, f"the rows that are done were made with the index {changed.index}, now it is {now.stats.path}"]


def _difference(made: Made, now: Making) -> str:
    """What is certain to differ, in words; empty when nothing is."""
    if made.stance_sha256 != now.stance_sha256:
        return "made with another stance model"
    if made.encoder_sha256 != now.stats.encoder_sha256:
        return "made with another encoder"
    if not _is_same_place(made, now) and not _is_same_size(made, now):
        return f"made with the index {made.index} ({counted(made.reports, 'report')}), not with {now.stats.path}"
    if now.limit < made.limit_from or (made.limit_to is not None and now.limit > made.limit_to):
        return f"made with --limit {made.limit_to or made.limit_from}, not with {now.limit}"
    wanted = {name.casefold() for name in now.outlets}
    others = sorted(outlet for outlet in made.outlets if outlet.casefold() not in wanted)
    if wanted and others:
        return f"made without this --outlet: it has evidence of {others[0] or 'an unknown outlet'}"
    return ""


def _one_outlet(findings: Sequence[DoneRow], now: Making) -> str:
    """What to say where earlier rows look as if ``--outlet`` had been given, and now it isn't.

    All evidence of several rows is of one outlet, of an index that has more.
    """
    made = [row.made for row in findings if row.made and row.made.outlets]
    seen = frozenset[str]().union(*(one.outlets for one in made))
    if now.outlets or len(made) < _SEVERAL or len(seen) > 1 or "" in seen or len(now.stats.outlets) < _SEVERAL:
        return ""
    name = next(iter(seen))
    return f"all evidence of the rows that are done is of {name}; if they were made with --outlet, give it again"


def _is_same_index(made: Made, now: Making) -> bool:
    return _is_same_place(made, now) and _is_same_size(made, now)


def _is_same_place(made: Made, now: Making) -> bool:
    return Path(made.index).resolve() == Path(now.stats.path).resolve()


def _is_same_size(made: Made, now: Making) -> bool:
    return (made.reports, made.passages) == (now.stats.reports, now.stats.passages)
