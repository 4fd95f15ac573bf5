"""``factcheck review``: go through findings and decide; and take the decisions away."""

from __future__ import annotations

import getpass
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from factcheck.cli.options import AsOfOption, IndexOption
from factcheck.cli.review_export import ExportFormat
from factcheck.text.plural import counted

if TYPE_CHECKING:
    from factcheck.review import DecisionSink, Reviewer, ReviewSession
    from factcheck.types import Finding

_DEFAULT = "findings"


class _ReviewGroup(TyperGroup):
    """``review RESULTS`` is short for ``review findings RESULTS``; a file called export is ``./export``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        # what the hidden default command takes belongs on this page: it is how people call it
        own, self.params = self.params, [*self.commands[_DEFAULT].params, *self.params]
        try:
            super().format_help(ctx, formatter)
        finally:
            self.params = own


app = typer.Typer(
    cls=_ReviewGroup,
    no_args_is_help=True,
    subcommand_metavar="| export",
    help="""Go through findings one key at a time, and keep what you decide.

    Accept or change each finding, mark passages, write notes, undo. Every answer is kept at once in the index,\
 and the next time goes on where you stopped. In a pipe, or with --plain, it asks line by line.

    \b
    Examples:
      factcheck review results.jsonl
      factcheck review --claim "The bridge opened in May." --as-of 2023-03-31
      printf '1\\n3\\n0\\n' | factcheck review results.jsonl
      factcheck review export -o decisions.csv
    """,
)


@app.command(_DEFAULT, hidden=True)
def findings(
    results: Annotated[
        Path | None,
        typer.Argument(
            metavar="RESULTS", help="What batch -o (.jsonl), claim --json or article --json wrote.", show_default=False
        ),
    ] = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="TEXT", help="Check this claim first, then review it.")
    ] = None,
    as_of: AsOfOption = None,
    index: IndexOption = None,
    plain: Annotated[bool, typer.Option("--plain", help="Ask line by line, as for a screen reader.")] = False,
    reviewer: Annotated[
        str | None,
        typer.Option(envvar="FACTCHECK_REVIEWER", help="Your name, kept with each decision. Without it: your login."),
    ] = None,
) -> None:
    """Review the findings in RESULTS, or of one claim."""
    from factcheck.errors import UsageError

    if (results is None) == (claim is None):
        raise UsageError(
            "review needs either a file of results or --claim",
            "Make results with: factcheck batch CLAIMS -o results.jsonl",
        )
    if as_of is not None and claim is None:
        raise UsageError("--as-of goes with --claim", "The results in a file have their own as-of dates.")
    name = reviewer or login()
    if claim is not None:
        from factcheck.cli.claim import warn
        from factcheck.cli.language import note_language
        from factcheck.workbench import Workbench

        note_language(claim, "the claim")
        with Workbench.open(index) as bench:
            finding = bench.check(claim, as_of=as_of)
            warn(bench)
            _review([finding], bench.store, name, plain, index, None)
        return
    from factcheck.config import find_index
    from factcheck.store import open_store

    store = open_store(find_index(index))
    try:
        _review(load(results or Path()), store, name, plain, index, results)
    finally:
        store.close()


@app.command()
def export(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File to write, .jsonl or .csv; stdout without it.", show_default=False),
    ] = None,
    form: Annotated[
        ExportFormat | None, typer.Option("--format", help="Form; otherwise by the file's name, else jsonl.")
    ] = None,
    for_training: Annotated[
        bool,
        typer.Option("--for-training", help="Marked passages as claim, evidence, label: input of factcheck train."),
    ] = False,
    index: IndexOption = None,
) -> None:
    """Write every decision in the index, standing or not, oldest first.

    \b
    Examples:
      factcheck review export -o decisions.csv
      factcheck review export | jq 'select(.state == "standing")'
      factcheck review export --for-training -o ours.jsonl
    """
    from factcheck.cli.options import result_file
    from factcheck.cli.output import note
    from factcheck.cli.review_export import exported, put
    from factcheck.config import find_index
    from factcheck.store import open_store

    if form is None:
        output = result_file(output)
    store = open_store(find_index(index))
    try:
        decisions = store.decisions()
    finally:
        store.close()
    if form is None:
        form = ExportFormat.CSV if output is not None and output.suffix.lower() == ".csv" else ExportFormat.JSONL
    text, count = exported(decisions, form, for_training)
    put(text, output)
    what = counted(count, "training pair" if for_training else "decision")
    note(f"{what} written to {output}" if output else what)


def login() -> str:
    """The login name, or ``unknown`` where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no entry in the password database, as in some containers
        return "unknown"


def load(path: Path) -> list[Finding]:
    """The findings of a result file; what can't be reviewed is told on stderr.

    Raises:
        InputError: there is none.
        UsageError: standard input is named, which the answers come from.
    """
    from factcheck.cli.output import note
    from factcheck.errors import InputError, UsageError
    from factcheck.report import read_findings
    from factcheck.text.safe import one_line
    from factcheck.types import Skipped

    if str(path) == "-":
        raise UsageError(
            "review reads your answers from standard input, so the results must be a file",
            "Write them first: factcheck batch CLAIMS -o results.jsonl",
        )
    if path.suffix.lower() == ".csv":
        raise InputError(
            f"{path}: a CSV result has no passages to review",
            "Make JSON lines: factcheck batch CLAIMS -o results.jsonl",
        )
    found: list[Finding] = []
    for item in read_findings(path):
        if isinstance(item, Skipped):
            place = f"line {item.line}: " if item.line else ""
            note(f"left out: {item.source}, {place}{one_line(item.reason)[:200]}")
        else:
            found.append(item)
    if not found:
        raise InputError(
            f"{path} has no finding to review", "Make results with: factcheck batch CLAIMS -o results.jsonl"
        )
    return found


def _review(
    found: list[Finding], sink: DecisionSink, name: str, plain: bool, index: Path | None, results: Path | None
) -> None:
    """Ask until done; the closing line comes even after Ctrl-C."""
    from factcheck.review import ReviewSession

    session = ReviewSession(found, sink, name)
    try:
        if plain or not _is_terminal():
            session.run(_plain_reviewer())
        else:
            _one_key(session)
    finally:
        _closing(session, index, results)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _plain_reviewer() -> Reviewer:
    from factcheck.cli.review_plain import PlainReviewer

    def read() -> str | None:
        text = sys.stdin.readline()
        return text.rstrip("\r\n") if text else None

    def say(text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    return PlainReviewer(read, say)


def _one_key(session: ReviewSession) -> None:
    from factcheck.cli.keyboard import RealTerminal
    from factcheck.cli.output import out
    from factcheck.cli.review_keys import KeyReviewer

    with RealTerminal() as terminal:
        session.run(KeyReviewer(terminal, out))


def _closing(session: ReviewSession, index: Path | None, results: Path | None) -> None:
    """Where it stands, and the two commands to go on with."""
    from factcheck.cli.output import note

    now = session.summary()
    where = ["--index", str(index)] if index else []
    note(f"{now.decided} of {now.total} decided, {now.skipped} skipped, {now.open} open")
    if results is not None and (now.open or now.skipped):
        note("go on with: " + shlex.join(["factcheck", "review", str(results), *where]))
    if now.made:
        note(
            "take the decisions away with: "
            + shlex.join(["factcheck", "review", "export", *where, "-o", "decisions.csv"])
        )
