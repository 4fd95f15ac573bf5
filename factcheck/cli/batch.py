"""``factcheck batch``: a file of claims, one result row for every input row."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import (
    AsOfOption,
    FailOnOption,
    IndexOption,
    LimitOption,
    OutletOption,
    StanceModelOption,
    fail_if,
    result_file,
)
from factcheck.text.plural import counted
from factcheck.text.safe import display

if TYPE_CHECKING:
    from factcheck.claims.files import ClaimRow
    from factcheck.config import CheckOptions
    from factcheck.report.resume import DoneRow
    from factcheck.report.rows import BatchRow
    from factcheck.report.writers import RowWriter
    from factcheck.types import Conclusion
    from factcheck.workbench import Workbench


MOST_JOBS = 4
"""Claims at once without ``--jobs``: each takes some 150 MB, and the cores beyond are shared out among them."""


def batch(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=".txt one claim a line, .csv, .tsv or .jsonl; - is stdin.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Result file: .jsonl or .csv. Without it JSON lines go to stdout.",
            show_default=False,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Keep the findings that -o already has; try its error rows again and go on."),
    ] = False,
    as_of: AsOfOption = None,
    index: IndexOption = None,
    limit: LimitOption = 5,
    outlet: OutletOption = None,
    fail_on: FailOnOption = None,
    stance_model: StanceModelOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "-j",
            "--jobs",
            min=1,
            help="Claims checked at once.  [default: one for each core, at most 4]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check a file of claims: one result row for every input row, in order.

    A row that can't be checked is reported by line and carried as an error row.
    --as-of holds for rows that have no as_of of their own.

    \b
    Examples:
      factcheck batch speech.txt --as-of 2023-03-31 -o results.jsonl
      factcheck batch claims.csv -o results.csv --resume
      factcheck batch claims.jsonl | jq -r '[.id, .finding] | @tsv'
      factcheck review results.jsonl
    """
    from factcheck.claims.files import read_claims
    from factcheck.cli.language import note_languages
    from factcheck.config import CheckOptions
    from factcheck.errors import UsageError
    from factcheck.models.runtime import cores
    from factcheck.workbench import Workbench, read_day

    output = result_file(output)
    if resume and output is None:
        raise UsageError("--resume needs the result file", "Name it with -o results.jsonl")
    if (
        output is not None
        and output.exists()
        and not resume
        and output.stat().st_size
        and output.resolve() == file.resolve()
    ):
        raise UsageError(f"{output} is the input file", "Name another file with -o.")
    day = read_day(as_of) if as_of else None
    rows = read_claims(file, sys.stdin.buffer.read() if str(file) == "-" else None)
    if day is not None:
        rows = [_dated(row, day) for row in rows]
    note_languages({row.row: row.claim.text for row in rows if row.claim is not None})
    options = CheckOptions(limit=limit, outlets=tuple(outlet or ()))
    with Workbench.open(index, stance_model=stance_model, jobs=jobs or min(cores(), MOST_JOBS)) as bench:
        bench.require_outlets(options.outlets)  # before the result file is begun
        found = _run(bench, rows, options, output, resume)
    _closing_table(found, output, index)
    fail_if(fail_on, (conclusion for conclusion in found if conclusion is not None))


def _dated(row: ClaimRow, day: object) -> ClaimRow:
    from dataclasses import replace

    if row.claim is None or row.claim.as_of is not None:
        return row
    return replace(row, claim=replace(row.claim, as_of=day))  # type: ignore[arg-type]


def _run(
    bench: Workbench, rows: list[ClaimRow], options: CheckOptions, output: Path | None, resume: bool
) -> list[Conclusion | None]:
    """Write every row; return what was found for each, those of an earlier run included, ``None`` for an error."""
    from factcheck.cli.output import RichProgress, note
    from factcheck.report.mending import RowMender

    writer, done = _writer(output, resume)
    check_same_input(rows, done, output)
    if done and output is not None:
        _check_same_making(bench, done, options, output)
    found = {row.row: row.conclusion for row in done}
    again = [row for row in rows[: len(done)] if found[row.row] is None]
    if done:
        note(_going_on(len(done), len(again), len(rows)))
    turns: list[tuple[list[ClaimRow], RowWriter]] = [(rows[len(done) :], writer)]
    if output is not None and again:
        turns.append((again, RowMender(output)))
    try:
        with RichProgress().task("checking", len(rows)) as advance:
            advance(len(done) - len(again))
            for some, sink in turns:
                try:
                    for result in _results(bench, some, options):
                        sink.write(result)
                        found[result.row] = result.finding.conclusion if result.finding else None
                        advance()
                        if result.finding is None:
                            note(
                                display(f"row {result.row}: {result.error.message if result.error else 'not checked'}")
                            )
                finally:
                    if output is not None:  # stdout stays open
                        sink.close()
    except KeyboardInterrupt:
        hint = "; the same command with --resume goes on" if output else ""
        written = f"{len(found):,} of {counted(len(rows), 'row')} {'is' if len(rows) == 1 else 'are'} written"
        note(f"interrupted: {written}{hint}")
        raise
    return list(found.values())


def _going_on(done: int, again: int, total: int) -> str:
    """What of an earlier run is kept, and what is still to do."""
    told = f"{counted(done, 'row')} {'is' if done == 1 else 'are'} done already"
    told += f", going on with row {done + 1:,}" if done < total else ""
    if again:
        told += f"; {counted(again, 'error row')} among them {'is' if again == 1 else 'are'} tried again"
    return told


def _writer(output: Path | None, resume: bool) -> tuple[RowWriter, list[DoneRow]]:
    from factcheck.report.writers import JsonlWriter, open_writer

    if output is None:
        return JsonlWriter(sys.stdout), []
    return open_writer(output, resume=resume)


def check_same_input(rows: list[ClaimRow], done: list[DoneRow], output: Path | None) -> None:
    """Refuse to go on behind findings that came from other claims; an error row is tried again, whatever it was.

    Raises:
        InputError: naming the first row that differs.
    """
    from factcheck.errors import InputError

    for row, old in zip(rows, done, strict=False):
        if old.conclusion is not None and (row.claim is None or not old.is_for(row.claim)):
            raise InputError(
                f"{output}, row {old.row}: a result for another claim than line {row.line} of the input has now"
                + _other_claim(row, old),
                "The input or --as-of changed since; run it without --resume, or name another file with -o.",
            )
    if len(done) > len(rows):
        raise InputError(
            f"{output} has {counted(len(done), 'row')}, the input only {len(rows):,}",
            "Run it without --resume, or name another file.",
        )


def _check_same_making(bench: Workbench, done: list[DoneRow], options: CheckOptions, output: Path) -> None:
    """Refuse to go on behind rows of another index, model, limit or outlet; warn where that can't be known."""
    from factcheck.cli.batch_resume import Making, check_same_making
    from factcheck.cli.output import note

    now = Making(bench.stats, bench.stance.sha256, options.limit, options.outlets)
    for warning in check_same_making(done, now, output):
        note(f"warning: {display(warning)}")


def _other_claim(row: ClaimRow, old: DoneRow) -> str:
    """In what an earlier row's claim differs, where it is only the day: the likeliest slip is another --as-of."""
    from dataclasses import replace

    if row.claim is None or not replace(old, as_of=row.claim.as_of).is_for(row.claim):
        return ""
    then, today = (str(day) if day else "no day" for day in (old.as_of, row.claim.as_of))
    return f" (judged as of {then}, now as of {today})"


def _results(bench: Workbench, rows: list[ClaimRow], options: CheckOptions) -> Iterator[BatchRow]:
    return bench.each(rows, lambda one, row: _result(one, row, options))


def _result(bench: Workbench, row: ClaimRow, options: CheckOptions) -> BatchRow:
    from factcheck.errors import InputError
    from factcheck.report.rows import BatchRow
    from factcheck.types import Claim

    if row.claim is None:
        error = InputError(row.problem, "Mend the row and run the file again.")
        return BatchRow(row.row, row.line, row.id, error=error, claim=Claim(row.text, id=row.id) if row.text else None)
    return BatchRow(row.row, row.line, row.id, finding=bench.check(row.claim, options=options))


def _closing_table(found: list[Conclusion | None], output: Path | None, index: Path | None) -> None:
    """How many of each kind, on stderr: stdout has the rows."""
    from collections import Counter

    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.colours import AMBER
    from factcheck.cli.output import err
    from factcheck.cli.render import NAMES, STYLES
    from factcheck.types import Conclusion

    tally = Counter(found)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for kind in Conclusion:
        table.add_row(Text(NAMES[kind], style=STYLES[kind]), str(tally[kind]))
    table.add_row(Text("errors", style=AMBER), str(tally[None]))
    table.add_row(Text("rows", style="bold"), str(len(found)))
    console = err()
    console.print(table)
    if output is not None:
        console.print(Text(_written(output, index), style="dim"), soft_wrap=True)


def _written(output: Path, index: Path | None) -> str:
    """Where the rows are, and the command that takes them."""
    if output.suffix.lower() == ".csv":
        return f"written to {output}; to go through them with factcheck review, write a .jsonl file"
    where = ["--index", str(index)] if index else []
    return f"written to {output}; go through them with: " + shlex.join(["factcheck", "review", str(output), *where])
