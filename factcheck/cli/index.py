"""``factcheck index``: build, add, remove, info, verify."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.options import IndexOption, JsonOption
from factcheck.errors import ExitCode, UsageError
from factcheck.text.plural import counted

if TYPE_CHECKING:
    from factcheck.indexing import Summary
    from factcheck.store import Problem
    from factcheck.types import Encoder, IndexStats, Skipped

SHOWN = 10
"""Skipped records and problems that are told one by one on a screen; ``--json`` has all of them."""

app = typer.Typer(
    no_args_is_help=True,
    help="Make and tend the index of earlier reports that claims are checked against.",
    pretty_exceptions_enable=False,
)

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES...",
        help="Files or folders with .jsonl (also .jsonl.gz), .csv, .tsv, .txt, .md or .html reports; - is stdin.",
        show_default=False,
    ),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first record that can't be read.")]
EncoderOption = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="MODEL",
        help="Another sentence-transformers model: a folder or a hub name.",
        show_default=False,
    ),
]


@app.command()
def build(
    sources: Sources,
    index: IndexOption = None,
    strict: StrictOption = False,
    encoder: EncoderOption = None,
    json_: JsonOption = False,
) -> None:
    """Make the index hold these reports and no others.

    Reports that are there already and unchanged aren't embedded again; those
    that aren't in SOURCES go; decisions of reviewers stay. After an
    interruption the same command goes on where it stopped.

    \b
    Examples:
      factcheck index build reports/
      factcheck index build archive.jsonl wire/ --index ~/archive-index
      zcat archive.jsonl.gz | factcheck index build - --strict
    """
    from factcheck.config import new_index
    from factcheck.indexing import build as make

    where = new_index(index)
    _index_sources(make, "build", where, sources, _load_encoder(encoder), strict=strict, json_=json_)


@app.command()
def add(sources: Sources, index: IndexOption = None, strict: StrictOption = False, json_: JsonOption = False) -> None:
    """Add reports; those with a known id and changed content replace what was there.

    What is there already changes nothing. After an interruption the same command
    goes on where it stopped.

    \b
    Examples:
      factcheck index add today.jsonl
      factcheck index add story.html notes/ --index ~/archive-index
    """
    from factcheck.config import CATALOG, new_index
    from factcheck.indexing import add as extend
    from factcheck.indexing import info as look

    where = new_index(index)
    name = look(where).encoder if (where / CATALOG).is_file() else None
    _index_sources(extend, "add", where, sources, _load_encoder(name or None), strict=strict, json_=json_)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of reports.", show_default=False)],
    index: IndexOption = None,
    json_: JsonOption = False,
) -> None:
    """Remove reports by id; decisions about them stay.

    \b
    Example:
      factcheck index remove wire-2023-0331-17
    """
    from factcheck.config import find_index
    from factcheck.indexing import remove as take_out

    where = find_index(index)
    removed, unknown = take_out(where, ids)
    if json_:
        from factcheck.cli.output import print_json

        print_json({"index": str(where), "removed": removed, "unknown": unknown})
    else:
        _say(f"{counted(removed, 'report')} removed from {where}")
    if unknown:
        raise UsageError(
            f"no report with the id {', '.join(unknown)}", "The ids of evidence are shown by: factcheck claim … --json"
        )


@app.command()
def info(index: IndexOption = None, json_: JsonOption = False) -> None:
    """Show what the index holds: counts, dates, outlets, languages, model, size.

    \b
    Example:
      factcheck index info --json
    """
    from factcheck.config import find_index
    from factcheck.indexing import info as look

    stats = look(find_index(index))
    if json_:
        from factcheck.cli.output import print_json

        print_json(_stats_object(stats))
    else:
        _tell_stats(_stats_rows(stats))


@app.command()
def verify(
    index: IndexOption = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Rebuild what can be rebuilt; nothing is embedded again.")
    ] = False,
    json_: JsonOption = False,
) -> None:
    """Prove the index sound: hashes, offsets, words, origins, vectors, cache, manifest.

    Exits with 3 when something is wrong.

    \b
    Examples:
      factcheck index verify
      factcheck index verify --repair
    """
    from factcheck.cli.output import RichProgress, print_json
    from factcheck.config import find_index
    from factcheck.indexing import verify as prove

    where = find_index(index)
    done, problems = prove(where, repair=repair, progress=RichProgress())
    if json_:
        listed = [
            {"kind": p.kind.value, "text": p.text, "report": p.report_id or None, "repairable": p.repairable}
            for p in problems
        ]
        print_json({"index": str(where), "sound": not problems, "repaired": done, "problems": listed})
    else:
        _tell_problems(where, done, problems)
    if problems:
        raise typer.Exit(ExitCode.INDEX)


def _load_encoder(name: str | None) -> Encoder:
    from factcheck.models import load_encoder

    return load_encoder(name)


def _index_sources(
    work: Callable[..., Summary],
    verb: str,
    where: Path,
    sources: list[str],
    encoder: Encoder,
    *,
    strict: bool,
    json_: bool,
) -> None:
    """Run ``build`` or ``add`` and tell what became of everything, also when interrupted."""
    from factcheck.cli.output import RichProgress, note
    from factcheck.indexing import Interrupted

    stdin = sys.stdin.buffer if "-" in sources else None
    try:
        summary = work(where, sources, encoder, strict=strict, stdin=stdin, progress=RichProgress())
    except Interrupted as stop:
        if json_:
            _tell_summary(where, stop.summary, json_=True, interrupted=True)
        note(
            f"Interrupted: {counted(stop.summary.added + stop.summary.replaced, 'report')} newly kept."
            " The index is sound; the same command goes on from there:"
            f" factcheck index {verb} {shlex.join(sources)} --index {shlex.quote(str(where))}"
        )
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    _tell_summary(where, summary, json_=json_, interrupted=False)


def _tell_summary(where: Path, summary: Summary, *, json_: bool, interrupted: bool) -> None:
    if json_:
        from factcheck.cli.output import print_json

        print_json(
            {
                "index": str(where),
                "interrupted": interrupted,
                "read": summary.read,
                "kept": summary.kept,
                "added": summary.added,
                "replaced": summary.replaced,
                "unchanged": summary.unchanged,
                "removed": summary.removed,
                "passages": summary.passages,
                "undated": summary.undated,
                "unread_dates": summary.unread_dates,
                "skipped": [{"source": s.source, "line": s.line, "reason": s.reason} for s in summary.skipped],
                "seconds": summary.seconds,
            }
        )
        return
    changes = {
        "added": summary.added,
        "replaced": summary.replaced,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
    }
    told = ", ".join(f"{number:,} {what}" for what, number in changes.items() if number)
    _say(f"{counted(summary.read, 'report')} read: {told or 'nothing new'}")
    if summary.passages:
        _say(f"{counted(summary.passages, 'passage')} embedded, {summary.seconds:,.1f} s in all")
    _say(f"index: {where}")
    _tell_skipped(summary.skipped)
    _tell_undated(summary.undated, summary.unread_dates)


def _tell_skipped(skipped: list[Skipped]) -> None:
    from factcheck.cli.output import note
    from factcheck.text.safe import display

    if not skipped:
        return
    note(f"{counted(len(skipped), 'record')} skipped:")
    for one in skipped[:SHOWN]:
        place = one.source if one.line is None else f"{one.source}:{one.line}"
        note(display(f"  {place}: {one.reason}"))
    if len(skipped) > SHOWN:
        note(f"  and {len(skipped) - SHOWN:,} more; all of them with --json")


def _tell_undated(count: int, dates: dict[str, str]) -> None:
    """Dates that can't be read: nothing is lost, but reports without a date never decide a claim with a day."""
    from factcheck.cli.output import note
    from factcheck.text.safe import display

    if not count:
        return
    note(
        f"{counted(count, 'date')} can't be read, so {'its report is' if count == 1 else 'their reports are'} undated:"
    )
    for report, raw in list(dates.items())[:SHOWN]:
        note(display(f"  {report}: {raw[:80]}"))
    if count > SHOWN:
        note(f"  and {count - SHOWN:,} more")
    note("  Write dates as YYYY-MM-DD; one that can be read in two ways (3/4/2024) counts as none.")


def _tell_problems(where: Path, done: list[str], problems: list[Problem]) -> None:
    for line in done:
        _say(f"repaired: {line}")
    if not problems:
        _say(f"The index {where} is sound.")
        return
    _say(f"The index {where} has {counted(len(problems), 'problem')}:")
    for problem in problems[:SHOWN]:
        _say(f"  {problem.kind.value}: {problem.text}")
    if len(problems) > SHOWN:
        _say(f"  and {len(problems) - SHOWN:,} more; all of them with --json")
    if any(problem.repairable for problem in problems):
        _say(f"Repair what can be repaired with: factcheck index verify --repair --index {shlex.quote(str(where))}")
    if any(problem.report_id and not problem.repairable for problem in problems):
        _say("Damaged reports are put right by --repair and then: factcheck index add SOURCES")
    if any(not problem.report_id and not problem.repairable for problem in problems):
        _say_how_to_start_anew(where)


def _say_how_to_start_anew(where: Path) -> None:
    """What is left to do where no repair can help."""
    from factcheck.indexing import decisions_readable

    option = f"--index {shlex.quote(str(where))}"
    _say("This can't be repaired: put back a copy of the index, or build it anew from the reports.")
    if decisions_readable(where):
        _say(f"First save the reviewers' decisions: factcheck review export {option} -o decisions.csv")
    else:
        _say("The reviewers' decisions can't be read any more.")
    _say(f"Then move {where} away, and build it: factcheck index build SOURCES {option}")


def _stats_object(stats: IndexStats) -> dict[str, Any]:
    return {
        "path": stats.path,
        "format": stats.format,
        "reports": stats.reports,
        "passages": stats.passages,
        "origins": stats.origins,
        "decisions": stats.decisions,
        "undated": stats.undated,
        "first_date": stats.first_date.isoformat() if stats.first_date else None,
        "last_date": stats.last_date.isoformat() if stats.last_date else None,
        "outlets": dict(stats.outlets),
        "languages": dict(stats.languages),
        "encoder": {"name": stats.encoder, "sha256": stats.encoder_sha256, "dimension": stats.dimension},
        "bytes_on_disk": stats.bytes_on_disk,
        "updated": stats.updated.isoformat() if stats.updated else None,
    }


def _tell_stats(rows: list[tuple[str, str]]) -> None:
    """One fact a line; a terminal that is too narrow gets them wrapped beside their names."""
    if not sys.stdout.isatty():
        for name, value in rows:
            _say(f"{name:<10} {value}")
        return
    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.output import out
    from factcheck.text.safe import display

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(min_width=10, no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(name, Text(display(value)))
    out().print(table)


def _stats_rows(stats: IndexStats) -> list[tuple[str, str]]:
    dates = f"{stats.first_date} to {stats.last_date}" if stats.first_date else "none"
    undated = f", {stats.undated:,} undated" if stats.undated else ""
    return [
        ("index", stats.path),
        (
            "reports",
            f"{stats.reports:,} of {counted(stats.origins, 'origin')} (copies of one text are one)",
        ),
        ("passages", f"{stats.passages:,}"),
        ("dates", dates + undated),
        ("outlets", _most(stats.outlets)),
        ("languages", _most(stats.languages)),
        ("encoder", f"{stats.encoder} ({stats.dimension} dimensions, sha256 {stats.encoder_sha256[:12]}…)"),
        ("decisions", f"{stats.decisions:,} standing"),
        ("on disk", f"{stats.bytes_on_disk / 1e6:,.1f} MB, format {stats.format}"),
        ("updated", f"{stats.updated:%Y-%m-%d %H:%M} UTC" if stats.updated else "never"),
    ]


def _most(counts: Any) -> str:
    """The most frequent first; the rest as a number."""
    named = [f"{name or '(none)'} {count:,}" for name, count in counts.items()]
    more = f", and {len(named) - SHOWN:,} more" if len(named) > SHOWN else ""
    return ", ".join(named[:SHOWN]) + more if named else "none"


def _say(line: str) -> None:
    """One line on stdout, safe to show, wrapped only by a terminal."""
    from factcheck.text.safe import display

    typer.echo(display(line))
