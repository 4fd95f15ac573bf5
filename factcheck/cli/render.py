"""Findings on a screen: cards of evidence, both sides equally in view.

From :data:`TWO_COLUMNS` columns on, support stands left and conflict right;
below that the cards alternate by rank, so that the best conflict is never
further down than second. Everything that came from a corpus goes through
``text.safe.display`` and into ``rich.text.Text`` objects, never through markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.cli.colours import AMBER, BLUE, GREEN, MAGENTA, RED
from factcheck.cli.marking import deciding_spans
from factcheck.text.plural import counted
from factcheck.text.premise import short_date
from factcheck.text.safe import display
from factcheck.types import Check, CheckOutcome, Conclusion, Evidence, Finding, Shelf, Stance

if TYPE_CHECKING:
    from factcheck.verify.weigh import Step

TWO_COLUMNS = 110

STYLES = {
    Conclusion.SUPPORTED: f"bold {GREEN}",
    Conclusion.CONFLICTING: f"bold {RED}",
    Conclusion.MIXED: f"bold {MAGENTA}",
    Conclusion.NOT_ENOUGH: f"bold {BLUE}",
    Stance.SUPPORTS: GREEN,
    Stance.CONFLICTS: RED,
    Stance.NEUTRAL: BLUE,
}

NAMES = {
    Conclusion.SUPPORTED: "SUPPORTED",
    Conclusion.CONFLICTING: "CONFLICTING",
    Conclusion.MIXED: "MIXED",
    Conclusion.NOT_ENOUGH: "NOT ENOUGH EVIDENCE",
    Stance.SUPPORTS: "SUPPORTS",
    Stance.CONFLICTS: "CONFLICTS",
    Stance.NEUTRAL: "UNDECIDED",
}

SIGNS = {Stance.SUPPORTS: "+", Stance.CONFLICTS: "-", Stance.NEUTRAL: "?"}
OUTCOME_SIGNS = {CheckOutcome.AGREES: "=", CheckOutcome.DIFFERS: "≠", CheckOutcome.CAUTION: "!"}
OUTCOME_STYLES = {CheckOutcome.AGREES: GREEN, CheckOutcome.DIFFERS: RED, CheckOutcome.CAUTION: AMBER}

RELATED_SHOWN = 3


def line(text: str) -> str:
    """Corpus text for one place on the screen: neutralised, on one line."""
    return " ".join(display(text).split())


def spell(day: date | None) -> str:
    """A day for people, or that there is none."""
    return short_date(day) if day else "no date"


def render_finding(finding: Finding, console: Console, *, only: Stance | None = None) -> None:
    """Print one finding: the conclusion with its reason, the evidence, and what was set apart."""
    console.print(heading(finding))
    support = () if only is Stance.CONFLICTS else finding.side(Stance.SUPPORTS)
    conflict = () if only is Stance.SUPPORTS else finding.side(Stance.CONFLICTS)
    if support or conflict:
        console.print()
        _both_sides(finding, support, conflict, console)
    if (not support and not conflict) or finding.conclusion is Conclusion.NOT_ENOUGH:
        _related(finding, console)
    _apart(finding, console, only)
    console.print(_footer(finding))


def heading(finding: Finding) -> RenderableType:
    """The claim, and the finding in one line with its reason."""
    claim = Text.assemble(("Claim  ", "dim"))
    claim.append(line(finding.claim.text), style="bold")
    about = [f"as of {spell(finding.claim.as_of)}"] if finding.claim.as_of else []
    if finding.claim.speaker:
        about.append(f"said by {line(finding.claim.speaker)}")
    if about:
        claim.append(f"  ({', '.join(about)})", style="dim")
    result = Text()
    result.append(NAMES[finding.conclusion], style=STYLES[finding.conclusion])
    result.append(f"  {percent(finding.confidence)}  ")
    result.append(line(finding.reason.text))
    return Group(claim, result)


def percent(value: float) -> str:
    """``0.873`` → ``87 %``."""
    return f"{round(value * 100)} %"


def _both_sides(finding: Finding, support: Sequence[Evidence], conflict: Sequence[Evidence], console: Console) -> None:
    plain = marks_unseen(console)
    if console.width >= TWO_COLUMNS and support and conflict:
        table = Table.grid(padding=(0, 2), expand=True)
        # a table's own way with a word that is too long is to cut it; quotes and addresses must stay whole
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        table.add_row(side_title(finding, Stance.SUPPORTS), side_title(finding, Stance.CONFLICTS))
        for left, right in zip_longest(support, conflict):
            table.add_row(
                card(left, finding, plain=plain) if left else Text(),
                card(right, finding, plain=plain) if right else Text(),
            )
        console.print(table)
        return
    for stance, items in ((Stance.SUPPORTS, support), (Stance.CONFLICTS, conflict)):
        if items:
            console.print(side_title(finding, stance))
    console.print()
    for pair in zip_longest(support, conflict):
        for item in pair:
            if item is not None:
                console.print(card(item, finding, plain=plain))
    if not support or not conflict:
        missing = Stance.CONFLICTS if not conflict else Stance.SUPPORTS
        count = finding.counts.get(missing.value, 0)
        if not count:
            console.print(
                Text(
                    f"No report in time {missing.value} {'with it' if missing is Stance.CONFLICTS else 'it'}.",
                    style="dim",
                )
            )


def marks_unseen(console: Console) -> bool:
    """Whether marks in a quote can't be told: no colour is wanted, or the stream has none (a pipe, ``TERM=dumb``)."""
    return console.no_color or console.color_system is None


def side_title(finding: Finding, stance: Stance) -> Text:
    """A side and what stands behind all of it, said once: ``CONFLICTS: 2 independent origins conflict``."""
    key = "support_origins" if stance is Stance.SUPPORTS else "conflict_origins"
    count = finding.counts.get(key, 0)
    one, several = ("says so", "say so") if stance is Stance.SUPPORTS else ("conflicts", "conflict")
    told = f"1 origin {one}" if count == 1 else f"{count} independent origins {several}"
    return Text(f"{NAMES[stance]}: {told}", style=f"bold {STYLES[stance]}")


def card(item: Evidence, finding: Finding, *, number: int | None = None, plain: bool = False) -> RenderableType:
    """One piece of evidence: stance and source, the quote in its context, the checks, the origin and address.

    ``number`` is shown in front, for picking it; ``plain`` names the deciding words in a line of their own, for
    where marks in the quote can't be seen.
    """
    head = Text()
    if number is not None:
        head.append(f"[{number}] ", style="bold")
    head.append(f"{SIGNS[item.stance]} {NAMES[item.stance]} ", style=f"bold {STYLES[item.stance]}")
    head.append(f"{percent(item.probability)}  ", style=STYLES[item.stance])
    head.append(source_line(item))
    body: list[RenderableType] = [quote_text(item, finding)]
    words = deciding_words(item, finding) if plain else []
    if words:
        body.append(Text("deciding words: " + ", ".join(f"“{word}”" for word in words), style="dim"))
    body += [check_line(check) for check in item.checks]
    body.append(origin_line(item))
    return Group(head, Padding(Group(*body), (0, 0, 1, 2)))


def source_line(item: Evidence) -> str:
    """Outlet · date · author · title."""
    report = item.report
    parts = [line(report.outlet or "unknown outlet"), spell(report.date)]
    if report.author:
        parts.append(line(report.author)[:60])
    return " · ".join(parts)


def quote_text(item: Evidence, finding: Finding) -> Text:
    """The exact quote in quotation marks, deciding words marked, a sentence of context on each side dimmed."""
    text = Text()
    if item.before:
        text.append(line(item.before) + " ", style="dim")
    text.append("“")
    place = 0
    for span, style in deciding_spans(item, finding.claim.text):
        text.append(_inline(item.quote[place : span.start]))
        text.append(_inline(item.quote[span.start : span.end]), style=style)
        place = span.end
    text.append(_inline(item.quote[place:]))
    text.append("”")
    if item.after:
        text.append(" " + line(item.after), style="dim")
    return text


def _inline(part: str) -> str:
    """Part of a quote: neutralised, line breaks as spaces, outer spaces kept."""
    return display(part).replace("\n", " ")


def deciding_words(item: Evidence, finding: Finding) -> list[str]:
    """The marked words in order, for where marks can't be seen (a pipe, a screen reader)."""
    words = [line(item.quote[s.start : s.end]) for s, _ in deciding_spans(item, finding.claim.text)]
    return list(dict.fromkeys(words))


def check_line(check: Check) -> Text:
    """``= numbers: 24 in the claim, 'two dozen' in the report: agrees``."""
    text = Text.assemble((f"{OUTCOME_SIGNS[check.outcome]} ", f"bold {OUTCOME_STYLES[check.outcome]}"))
    text.append(f"{check.rule}: {line(check.detail)}")
    return text


def origin_line(item: Evidence) -> Text:
    """The report's title and id, how often it was printed, and the address; whole, so that they can be copied."""
    text = Text(style="dim")
    text.append(f"{line(item.report.title)} [{line(item.report.id)}]")
    printed = len(item.origin.reports)
    if printed > 1:
        text.append(f" · one text in {counted(printed, 'report')}, counted once")
    if item.report.url:
        text.append(f"\n{line(item.report.url)}")
    return text


def _related(finding: Finding, console: Console) -> None:
    """On-topic passages that decide nothing: what "silent" rests on."""
    related = finding.side(Stance.NEUTRAL)[:RELATED_SHOWN]
    if not related:
        return
    console.print()
    console.print(Text("Nearest passages, undecided", style=f"bold {BLUE}"))
    for item in related:
        console.print(_short(item, finding))


def _apart(finding: Finding, console: Console, only: Stance | None) -> None:
    """Later and undated reports, which never decide."""
    titles = {
        Shelf.LATER: f"Later than {spell(finding.claim.as_of)} (not counted)",
        Shelf.UNDATED: "Undated (not counted)",
    }
    for shelf, title in titles.items():
        items = [
            e
            for stance in (Stance.CONFLICTS, Stance.SUPPORTS)
            if only in (None, stance)
            for e in finding.side(stance, shelf)
        ]
        if items:
            console.print()
            console.print(Text(title, style="bold"))
            for item in items:
                console.print(_short(item, finding))


def _short(item: Evidence, finding: Finding) -> RenderableType:
    text = Text.assemble((f"{SIGNS[item.stance]} ", f"bold {STYLES[item.stance]}"))
    if item.stance is not Stance.NEUTRAL:
        text.append(f"{item.stance.value} {percent(item.probability)}  ", style=STYLES[item.stance])
    text.append(source_line(item) + "  ", style="dim")
    text.append(f"“{line(item.quote)}”")
    return Padding(text, (0, 0, 0, 2))


def _footer(finding: Finding) -> Text:
    counts, reports = finding.counts, int(finding.index.get("reports", 0))
    return Text(
        f"\n{counted(counts.get('weighed', 0), 'passage')} weighed out of {counted(reports, 'report')}"
        f" in {finding.seconds:.2f} s · probabilities are the model's, not a judgement of the source",
        style="dim",
    )


def render_steps(steps: Sequence[Step], console: Console) -> None:
    """Print how each candidate was reckoned, in the order of the search, under the fitted numbers."""
    from factcheck.report.explain import rules, step_lines
    from factcheck.verify.fitted import POLICY, WEIGHING

    console.print()
    console.print(Text(f"How it came about: {len(steps)} candidates in the order of the search", style="bold"))
    for rule in rules(WEIGHING, POLICY):
        console.print(Padding(Text(rule, style="dim"), (0, 0, 0, 2)))
    for place, step in enumerate(steps, 1):
        item = step.evidence
        console.print()
        head = Text.assemble((f"{place:>2} ", "bold"))
        head.append(f"{SIGNS[item.stance]} ", style=f"bold {STYLES[item.stance]}")
        head.append(f"{source_line(item)} [{line(item.report.id)[:60]}]")
        console.print(head)
        console.print(Padding(Text(f"“{line(item.quote)}”"), (0, 0, 0, 3)))
        for text in step_lines(step):
            console.print(Padding(Text(text, style="dim"), (0, 0, 0, 3)))
        for check in item.checks:
            console.print(Padding(check_line(check), (0, 0, 0, 3)))


def summary_table(findings: Iterable[Finding]) -> Table:
    """The closing table: how many findings of each kind."""
    tally = dict.fromkeys(Conclusion, 0)
    for finding in findings:
        tally[finding.conclusion] += 1
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for conclusion, count in tally.items():
        table.add_row(Text(NAMES[conclusion], style=STYLES[conclusion]), str(count))
    return table
