"""What a review shows of a finding: its passages in one order with numbers, and the words for where it stands."""

from __future__ import annotations

from itertools import zip_longest

from rich.console import Group, RenderableType
from rich.text import Text

from factcheck.cli.colours import BLUE, GREEN, RED
from factcheck.cli.render import NAMES, STYLES, card, heading, line, percent, side_title, source_line, spell
from factcheck.review import Mark, Step
from factcheck.text.plural import counted
from factcheck.types import Conclusion, Decision, Evidence, Finding, Shelf, Stance

MARK_STYLES = {"supports": GREEN, "conflicts": RED, "irrelevant": BLUE}

CONCLUSION_KEYS = {
    "s": Conclusion.SUPPORTED,
    "c": Conclusion.CONFLICTING,
    "m": Conclusion.MIXED,
    "n": Conclusion.NOT_ENOUGH,
}
MARK_KEYS = {"s": Mark.SUPPORTS, "c": Mark.CONFLICTS, "i": Mark.IRRELEVANT}


def shown_order(finding: Finding) -> tuple[int, ...]:
    """Positions in ``finding.evidence`` in the order shown: both sides in turn, then later, undated, undecided."""
    place = {id(item): number for number, item in enumerate(finding.evidence)}
    order: list[Evidence] = []
    for shelf in (Shelf.IN_TIME, Shelf.LATER, Shelf.UNDATED):
        sides = (finding.side(Stance.SUPPORTS, shelf), finding.side(Stance.CONFLICTS, shelf))
        order += [item for pair in zip_longest(*sides) for item in pair if item is not None]
    for shelf in Shelf:
        order += finding.side(Stance.NEUTRAL, shelf)
    return tuple(place[id(item)] for item in order)


def shelf_title(item: Evidence, finding: Finding) -> str:
    """Under which heading a passage stands; empty for what decides."""
    set_apart = apart(item, finding)
    if item.stance is not Stance.NEUTRAL:
        return set_apart
    return "Nearest passages, undecided" + (f": {set_apart[0].lower()}{set_apart[1:]}" if set_apart else "")


def apart(item: Evidence, finding: Finding) -> str:
    """Why a passage isn't counted, whatever it says; empty for one that is in time."""
    if item.shelf is Shelf.LATER:
        return f"Later than {spell(finding.claim.as_of)} (not counted)"
    return "Undated (not counted)" if item.shelf is Shelf.UNDATED else ""


def by(entry: Decision) -> str:
    """`` by ann``: colleagues mark the same passages, so a mark always has its name."""
    return f" by {line(entry.reviewer)}" if entry.reviewer else ""


def progress(step: Step) -> str:
    """``claim 3 of 40, 2 decided``."""
    text = f"claim {step.number} of {step.total}, {step.decided} decided"
    return f"{text}, {step.skipped} skipped" if step.skipped else text


def verdict(step: Step) -> str:
    """What is decided on this claim, in words; empty when nothing is."""
    entry = step.standing.verdict
    if entry is None:
        return ""
    who = by(entry)
    if step.standing.conclusion is None:
        return f"skipped{who}"
    then = f" (the program said {entry.machine.replace('_', ' ')} then)"
    same = entry.machine == step.finding.conclusion.value
    return f"decided: {entry.value.replace('_', ' ')}{who}{'' if same else then}"


def passages(step: Step) -> list[RenderableType]:
    """The passages as numbered cards, from 1, each with the heading it stands under and the reviewer's mark."""
    finding = step.finding
    cards: list[RenderableType] = []
    title = ""
    for number, place in enumerate(shown_order(finding), 1):
        item, mark = finding.evidence[place], step.marks[place]
        parts: list[RenderableType] = []
        if shelf_title(item, finding) != title:
            title = shelf_title(item, finding)
            parts.append(Text(title, style="bold"))
        if mark is not None:
            text = Text.assemble((f"[{number}] marked: ", "bold"))
            text.append(mark.value, style=f"bold {MARK_STYLES.get(mark.value, '')}")
            text.append(by(mark))
            parts.append(text)
        parts.append(card(item, finding, number=number))
        cards.append(Group(*parts))
    return cards


def top(step: Step) -> RenderableType:
    """The claim with the program's finding, what was decided, the notes, and what stands behind each side."""
    parts: list[RenderableType] = [heading(step.finding)]
    decided = verdict(step)
    if decided:
        conclusion = step.standing.conclusion
        parts.append(Text(decided, style=STYLES[conclusion] if conclusion else "bold"))
    parts += [Text(f"note: {line(note.value)}", style="italic") for note in step.standing.notes]
    finding = step.finding
    parts += [side_title(finding, stance) for stance in (Stance.SUPPORTS, Stance.CONFLICTS) if finding.side(stance)]
    return Group(*parts, Text())


def plain_lines(step: Step) -> list[str]:
    """A finding for a line-by-line reader: one fact a line, nothing that needs eyes or a width."""
    finding = step.finding
    said = NAMES[finding.conclusion].lower()
    lines = [f"Claim: {line(finding.claim.text)}"]
    if finding.claim.as_of:
        lines.append(f"As of: {spell(finding.claim.as_of)}")
    if finding.claim.speaker:
        lines.append(f"Said by: {line(finding.claim.speaker)}")
    lines.append(f"The program says: {said}, {percent(finding.confidence)}. {line(finding.reason.text)}")
    if verdict(step):
        lines.append(verdict(step).capitalize())
    lines += [f"Note: {line(note.value)}" for note in step.standing.notes]
    for number, place in enumerate(shown_order(finding), 1):
        lines += _plain_passage(step, number, place)
    return lines


def _plain_passage(step: Step, number: int, place: int) -> list[str]:
    item, mark = step.finding.evidence[place], step.marks[place]
    title = apart(item, step.finding)
    head = f"Passage {number}: {NAMES[item.stance].lower()}, {percent(item.probability)}, {source_line(item)}"
    lines = [f"{head}. {title}" if title else head, f"Title: {line(item.report.title)}"]
    if item.before:
        lines.append(f"Before: {line(item.before)}")
    lines.append(f"Quote: “{line(item.quote)}”")
    if item.after:
        lines.append(f"After: {line(item.after)}")
    lines += [f"Check {check.rule}, {check.outcome.value}: {line(check.detail)}" for check in item.checks]
    if len(item.origin.reports) > 1:
        lines.append(f"One text in {counted(len(item.origin.reports), 'report')}, counted once")
    if item.report.url:
        lines.append(f"Address: {line(item.report.url)}")
    if mark is not None:
        lines.append(f"Marked: {mark.value}{by(mark)}")
    return lines
