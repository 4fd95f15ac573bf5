"""Dates: does the passage date the same event otherwise?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from factcheck.text.dates import DateKind, DateMention
from factcheck.text.premise import short_date
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import Reading

RULE = "dates"
ALIKE = 0.6


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Compare each date of the claim with those of the passage."""
    for mention in claim.dates:
        if mention.first is None:
            continue
        matching = [d for d in passage.dates if mention.overlaps(d)]
        if matching:
            best = min(matching, key=_width)
            if best.kind in (DateKind.DAY, DateKind.WEEKDAY) or best.kind is mention.kind:
                yield _say(CheckOutcome.AGREES, mention, best, claim, passage)
            continue
        rival = _rival(mention, claim, passage)
        if rival is not None:
            yield _say(CheckOutcome.DIFFERS, mention, rival, claim, passage)


def _width(mention: DateMention) -> int:
    return (mention.last - mention.first).days if mention.first and mention.last else 10**6


def _rival(mention: DateMention, claim: Reading, passage: Reading) -> DateMention | None:
    """The only date of the passage, of the same kind, behind the same preposition, with the same words before it."""
    if len(passage.dates) != 1 or len(claim.dates) != 1 or passage.covered(claim.stems) < ALIKE:
        return None
    other = passage.dates[0]
    if mention.overlaps(other) is None or DateKind.RELATIVE in (mention.kind, other.kind):
        return None
    if _may_be_one(mention, other):
        return None
    exact = {DateKind.DAY, DateKind.WEEKDAY}
    if mention.kind is not other.kind and not {mention.kind, other.kind} <= exact:
        return None
    if _preposition(claim, mention) != _preposition(passage, other):
        return None
    ours, theirs = claim.near(mention.start, mention.end, 5), passage.near(other.start, other.end, 7)
    return other if len(ours & theirs) >= max(1, (len(ours) + 1) // 2) else None


def _may_be_one(mention: DateMention, other: DateMention) -> bool:
    """Whether a weekday, day or month named without its year may be the other's after all.

    Each is read as the last one before the day of its own text. That needn't be
    meant ("the trial opens on Monday"), and makes two days of the same words.
    """
    if not mention.year_given and not other.year_given and _name(mention) == _name(other):
        return True
    later, other_later = _next(mention), _next(other)
    return any(one.overlaps(two) for one, two in ((later, other), (mention, other_later), (later, other_later)))


def _name(mention: DateMention) -> tuple[DateKind, int, int]:
    """What a weekday, day or month is called, whatever its week or year."""
    day = mention.first or date.min
    if mention.kind is DateKind.WEEKDAY:
        return mention.kind, 0, day.weekday()
    return mention.kind, day.month, day.day


def _next(mention: DateMention) -> DateMention:
    """The next weekday, day or month of that name; the same where its year is given, or there is none."""
    if mention.year_given or mention.first is None or mention.last is None:
        return mention
    try:
        if mention.kind is DateKind.WEEKDAY:
            week = timedelta(days=7)
            return replace(mention, first=mention.first + week, last=mention.last + week)
        first, last = (day.replace(year=day.year + 1) for day in (mention.first, mention.last))
    except (OverflowError, ValueError):
        return mention
    return replace(mention, first=first, last=last)


def _preposition(reading: Reading, mention: DateMention) -> str:
    before = [w for w in reading.words if w.end <= mention.start]
    low = before[-1].low if before else ""
    return {"on": "at", "in": "at", "of": "at", "at": "at", "last": "at"}.get(low, low)


def _say(outcome: CheckOutcome, mention: DateMention, other: DateMention, claim: Reading, passage: Reading) -> Check:
    ours, theirs = claim.text[mention.start : mention.end], passage.text[other.start : other.end]
    day = f" ({short_date(other.first)})" if other.kind is DateKind.WEEKDAY and other.first else ""
    words = "agrees" if outcome is CheckOutcome.AGREES else "differs"
    return Check(
        RULE, outcome, f"“{ours}” in the claim, “{theirs}”{day} in the report: {words}",
        (Span(mention.start, mention.end),), (Span(other.start, other.end),),
    )  # fmt: skip
