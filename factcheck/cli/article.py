"""``factcheck article``: the claims of an article, each checked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import (
    AsOfOption,
    FailOnOption,
    IndexOption,
    JsonOption,
    LimitOption,
    OutletOption,
    StanceModelOption,
    fail_if,
)

if TYPE_CHECKING:
    from rich.console import Console

    from factcheck.types import ArticleClaim, Report
    from factcheck.workbench import ArticleFinding


def article(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A .txt, .md, .html or .jsonl article; - is stdin.")],
    as_of: AsOfOption = None,
    index: IndexOption = None,
    claims_only: Annotated[bool, typer.Option("--claims-only", help="List the claims without checking them.")] = False,
    max_claims: Annotated[
        int | None,
        typer.Option("--max-claims", min=1, help="At most so many claims, the worthiest.", show_default=False),
    ] = None,
    limit: LimitOption = 3,
    outlet: OutletOption = None,
    json_: JsonOption = False,
    fail_on: FailOnOption = None,
    stance_model: StanceModelOption = None,
) -> None:
    """Take the check-worthy claims out of an article and check each, as of the article's date.

    The article itself and its copies never count as evidence for their own claims.

    \b
    Examples:
      factcheck article story.txt
      factcheck article page.html --claims-only
      curl -s https://example.org/story | factcheck article - --json
    """
    from factcheck.cli.language import note_language
    from factcheck.corpus import read_article
    from factcheck.errors import UsageError
    from factcheck.workbench import ArticleFinding, article_claims, read_day

    if claims_only and fail_on:
        raise UsageError("--fail-on needs findings, and --claims-only makes none", "Leave out one of the two.")
    report = read_article(file, sys.stdin.buffer.read(MAX_STDIN)) if file == "-" else read_article(file)
    day = read_day(as_of) if as_of else None
    note_language(report.text, "the article")
    if claims_only:
        found = [ArticleFinding(item, None) for item in article_claims(report, as_of=day, limit=max_claims)]
        _show(report, found, json_=json_)
        return
    found = _check(report, day, index, max_claims, limit, outlet, stance_model, show=not json_)
    if json_:
        _show(report, found, json_=True)
    fail_if(fail_on, [item.finding.conclusion for item in found if item.finding])


MAX_STDIN = 16 * 1024 * 1024
"""Bytes of an article read from standard input."""


def _check(
    report: Report,
    day: object,
    index: object,
    max_claims: int | None,
    limit: int,
    outlet: list[str] | None,
    stance_model: str | None,
    *,
    show: bool,
) -> list[ArticleFinding]:
    """Check claim by claim, showing each as soon as it is done."""
    from factcheck.cli.claim import warn
    from factcheck.cli.output import out
    from factcheck.config import CheckOptions
    from factcheck.workbench import Workbench

    found: list[ArticleFinding] = []
    console = out() if show else None
    with Workbench.open(index, stance_model=stance_model) as bench:  # type: ignore[arg-type]
        options = CheckOptions(limit=limit, outlets=tuple(outlet or ()))
        bench.require_outlets(options.outlets)
        if console is not None:
            _title(report, console)
        for item in bench.check_article(report, as_of=day, limit=max_claims, options=options):  # type: ignore[arg-type]
            found.append(item)
            if console is not None:
                _show_one(item, console, len(found))
        warn(bench)
    if console is not None:
        _summary(found, console)
    return found


def _show(report: Report, found: list[ArticleFinding], *, json_: bool) -> None:
    if json_:
        from factcheck.cli.output import print_json
        from factcheck.report.records import article_to_dict

        print_json(article_to_dict(report, [(item.claim, item.finding) for item in found]))
        return
    from factcheck.cli.output import out

    console = out()
    _title(report, console)
    for number, item in enumerate(found, 1):
        _listed(item.claim, console, number)
    if not found:
        console.print("No check-worthy claims found.")


def _title(report: Report, console: Console) -> None:
    from rich.text import Text

    from factcheck.cli.render import line, spell

    text = Text(line(report.title), style="bold")
    parts = [line(report.outlet or ""), spell(report.date), line(report.author or "")]
    text.append("\n" + " · ".join(part for part in parts if part), style="dim")
    console.print(text)
    console.print()


def _listed(item: ArticleClaim, console: Console, number: int) -> None:
    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.render import line, percent

    text = Text(line(item.claim.text))
    about = [f"worthiness {percent(item.worthiness)}", f"characters {item.start}–{item.end}"]
    if item.claim.speaker:
        about.insert(0, f"said by {line(item.claim.speaker)}")
    text.append(f"  ({', '.join(about)})", style="dim")
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")  # a long claim goes on beside its number, not under it
    row.add_row(Text(f"{number:>3}.", style="bold"), text)
    console.print(row)


def _show_one(item: ArticleFinding, console: Console, number: int) -> None:
    from rich.rule import Rule

    from factcheck.cli.render import render_finding

    console.print(Rule(f" {number} ", style="dim", align="left", characters="─"))
    if item.finding is not None:
        render_finding(item.finding, console)
    console.print()


def _summary(found: list[ArticleFinding], console: Console) -> None:
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.render import NAMES, STYLES, line, summary_table

    console.print(Rule(" summary ", style="dim", align="left"))
    if not found:
        console.print("No check-worthy claims found.")
        return
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for number, item in enumerate(found, 1):
        if item.finding is not None:
            kind = item.finding.conclusion
            table.add_row(str(number), Text(NAMES[kind], style=STYLES[kind]), Text(line(item.finding.claim.text)))
    console.print(table)
    console.print()
    console.print(summary_table(item.finding for item in found if item.finding))
