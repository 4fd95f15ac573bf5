"""Another name or another day in the report: what differs is then perhaps another thing's, and only a caution."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.text.dates import DateKind, DateMention
from factcheck.text.names import Name, same_name
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks import dating, negation
from factcheck.verify.checks.naming import clearly_a_name, is_present
from factcheck.verify.checks.reading import Reading

_END = re.compile(r"[.!?]\s")
_PLACE = dict.fromkeys("in at near around outside across within on".split(), "at") | dict.fromkeys(
    "to into towards".split(), "to"
)
_OTHER_PREPOSITIONS = frozenset("from of by with against for between over under".split())
_LOOSE = frozenset(("", "at", "of"))
"""Places in a sentence that ``Acme's`` may stand for: ``Acme``, ``at Acme``, ``of Acme``."""


def temper(
    found: tuple[Check, ...], claim: Reading, passage: Reading, *, before: str, planned: tuple[Check, ...] = ()
) -> tuple[Check, ...]:
    """Turn ``differs`` into a caution where the passage has another name, or another day, for the claim's.

    So too where it negates what ``planned``, the findings on modality, say was only refused ahead.

    A day that differs is the rule of dates' own finding; but where the deed
    or its figure differs as well, two events are likelier than two slips.
    """
    if all(check.outcome is not CheckOutcome.DIFFERS for check in found):
        return found
    text = f"{passage.text} {before}".lower()
    missing = [n for n in claim.names if clearly_a_name(n, claim) and not is_present(n, passage, text)]
    day = _another_day(claim, passage)
    deed = any(c.outcome is CheckOutcome.DIFFERS and c.rule != dating.RULE for c in found)
    ahead = {span for check in planned for span in check.quote_spans}
    tempered = []
    for check in found:
        if check.outcome is CheckOutcome.DIFFERS and check.rule == negation.RULE and ahead & set(check.quote_spans):
            check = replace(check, outcome=CheckOutcome.CAUTION, detail=f"{check.detail}, but only ahead of it")
        if check.outcome is CheckOutcome.DIFFERS:
            swapped = _another_name(missing, check, claim, passage) or (day if deed else None)
            if swapped is not None:
                detail = f"{check.detail}, but “{swapped[1]}” stands there for “{swapped[0]}”"
                check = replace(check, outcome=CheckOutcome.CAUTION, detail=detail)
        tempered.append(check)
    return tuple(tempered)


def _another_name(missing: list[Name], check: Check, claim: Reading, passage: Reading) -> tuple[str, str] | None:
    """A name that the passage lacks, and one in the same place of the sentence that the claim lacks."""
    if not missing:
        return None
    sentence = _sentence(passage, check.quote_spans[0].start) if check.quote_spans else None
    ours = claim.text.lower()
    for other in passage.names:
        if sentence is not None and _sentence(passage, other.start) != sentence:
            continue
        if not clearly_a_name(other, passage) or is_present(other, claim, ours):
            continue
        for name in missing:
            if _speaks(other, passage) and not _speaks(name, claim):
                continue
            if _alike(_place(claim, name), _place(passage, other)) and not same_name(name.core, other.core):
                return name.text, other.text
    return None


def _sentence(reading: Reading, offset: int) -> int:
    """Number of the sentence around an offset, where a figure may stand, which is no word."""
    before = next((w for w in reversed(reading.words) if w.start <= offset), None)
    after = next((w for w in reading.words if w.end > offset), None)
    if before is None or after is None:
        return (before or after or reading.words[0]).sentence
    ended = _END.search(reading.text, before.end, offset) is not None
    return after.sentence if ended else before.sentence


def _speaks(name: Name, reading: Reading) -> bool:
    """Whether a name is only that of who says it."""
    return any(
        a.speaker_span is not None and a.speaker_span.start < name.end and name.start < a.speaker_span.end
        for a in reading.attributions
    )


def _place(reading: Reading, name: Name) -> str:
    """The preposition that a name stands behind, "'s" for a possessive, or ""."""
    if reading.text[name.end : name.end + 2] in ("'s", "’s"):
        return "'s"
    before = next((w for w in reversed(reading.words) if w.end <= name.start), None)
    if before is None or name.start - before.end > 1:
        return ""
    return _PLACE.get(before.low, before.low if before.low in _OTHER_PREPOSITIONS else "")


def _alike(one: str, other: str) -> bool:
    return one == other or (one == "'s" and other in _LOOSE) or (other == "'s" and one in _LOOSE)


def _another_day(claim: Reading, passage: Reading) -> tuple[str, str] | None:
    """A date of the claim and one of the passage, where no two of them can be the same day."""
    said = {_sentence(passage, a.content.start): a.content for a in passage.attributions}
    theirs = [d for d in passage.dates if not _of_the_saying(d, passage, said)]
    pairs = [(ours, other) for ours in claim.dates for other in theirs]
    if not pairs or not all(_apart(ours, other, claim, passage) for ours, other in pairs):
        return None
    ours, other = pairs[0]
    return claim.text[ours.start : ours.end], passage.text[other.start : other.end]


def _of_the_saying(mention: DateMention, passage: Reading, said: dict[int, Span]) -> bool:
    """``Police said on Tuesday that ...``: the day is that of the saying. ``said`` is by number of the sentence."""
    content = said.get(_sentence(passage, mention.start))
    if content is None:
        return False
    return not content.start <= mention.start < content.end or passage.text.startswith(" that ", mention.end)


def _apart(ours: DateMention, other: DateMention, claim: Reading, passage: Reading) -> bool:
    """Whether two dates can't be the same day; unresolved weekdays and months go by their names."""
    overlap = ours.overlaps(other)
    if overlap is not None:
        return not overlap
    if ours.kind is not other.kind or ours.kind not in (DateKind.WEEKDAY, DateKind.MONTH):
        return False
    return _bare(claim, ours) != _bare(passage, other)


def _bare(reading: Reading, mention: DateMention) -> str:
    """The weekday or the month of a mention: ``last Monday`` → ``mon``."""
    words = [w for w in reading.text[mention.start : mention.end].split() if w[0].isupper()]
    return words[0][:3].lower() if words else ""
