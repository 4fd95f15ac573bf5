"""Options that several commands share, said once."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.errors import ExitCode, UsageError
from factcheck.types import Conclusion, Stance


class FailOn(StrEnum):
    """Findings that make the command exit with 1."""

    CONFLICTING = "conflicting"
    NOT_ENOUGH = "not-enough"
    MIXED = "mixed"


class Only(StrEnum):
    """One side of the evidence."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"

    @property
    def stance(self) -> Stance:
        """The stance it means."""
        return Stance(self.value)


IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index",
        help="Index folder. Without it: FACTCHECK_INDEX, then ./index, then your user data folder.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Judge as of this day; later and undated reports are shown apart."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON (docs/formats.md) instead of a screen.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=30, help="Passages shown on each side.")]
OutletOption = Annotated[
    list[str] | None,
    typer.Option("--outlet", metavar="NAME", help="Only reports of this outlet (repeatable).", show_default=False),
]
FailOnOption = Annotated[
    list[FailOn] | None,
    typer.Option("--fail-on", help="Exit with 1 when a finding is this (repeatable).", show_default=False),
]
StanceModelOption = Annotated[
    str | None,
    typer.Option(
        "--stance-model", metavar="MODEL", help="Another three-way NLI cross-encoder: a folder or a hub name."
    ),
]


RESULT_ENDINGS = ("", ".jsonl", ".ndjson", ".csv")
"""Names of result files by what is written: JSON lines, but for .csv."""

STDOUT_NAMES = ("-", "/dev/stdout")


def result_file(output: Path | None) -> Path | None:
    """The result file that ``-o`` names; ``None`` for standard output, also where it is named.

    Raises:
        UsageError: its ending promises another form than the two that are written.
    """
    if output is None or str(output) in STDOUT_NAMES:
        return None
    if output.suffix.lower() not in RESULT_ENDINGS:
        raise UsageError(
            f"{output}: results are written as .jsonl or .csv, not as {output.suffix}",
            f"Name another file with -o, e.g.: -o {output.with_suffix('.csv').name}",
        )
    return output


def one_side(only: Iterable[Only] | None) -> Stance | None:
    """The side to show, where one was named.

    Raises:
        UsageError: both were named, which is no choice.
    """
    sides = {side.stance for side in only or ()}
    if len(sides) > 1:
        raise UsageError("--only takes one side", "Without --only both are shown.")
    return next(iter(sides), None)


def fail_if(wanted: Iterable[FailOn] | None, conclusions: Iterable[Conclusion]) -> None:
    """Leave with exit code 1 when one of ``conclusions`` is one of ``wanted``."""
    meant = {Conclusion(value.value.replace("-", "_")) for value in wanted or ()}
    if meant & set(conclusions):
        raise typer.Exit(ExitCode.FAILED_ON)
