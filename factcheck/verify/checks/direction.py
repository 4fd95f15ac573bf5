"""Direction: up against down, first against last, before against after, and other opposites.

Each family is a pair of word sets. A text that has both sides of a pair says
nothing about direction as a whole, so such a pair is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.negation import _DIRECT as NEGATIONS
from factcheck.verify.checks.reading import Reading, Word

RULE = "direction"
ALIKE = 0.5

_PAIRS: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = tuple(
    (name, frozenset(one.split()), frozenset(other.split()))
    for name, one, other in (
        ("up or down",
         "rose rise rises risen rising grew grow grows grown growing climbed climb climbs jumped jump surged surge soared "
         "increased increase increases increasing gained gains widened raised raises doubled tripled expanded",
         "fell fall falls fallen falling dropped drop drops declined decline declines shrank shrunk shrink plunged slumped "
         "decreased decrease decreases slid slipped tumbled narrowed lowered lowers halved reduced reduces cut contracted"),
        ("higher or lower", "higher larger bigger", "lower smaller"),
        ("faster or slower", "faster quicker", "slower"),
        ("win or lose", "won wins win winning victory", "lost loses lose losing defeat defeated"),
        ("accept or reject", "accepted accepts approved approves approve adopted passed endorsed backed upheld granted",
         "rejected rejects reject vetoed overturned quashed dismissed refused blocked"),
        ("open or close", "opened opens open reopened reopens reopen", "closed closes close shut shuts"),
        ("start or end", "began begins begin started starts start launched resumed resumes",
         "ended ends end stopped stops halted suspended cancelled"),
        ("guilty or cleared", "convicted guilty", "acquitted cleared innocent"),
        ("admit or deny", "admitted admits admit conceded concedes acknowledged acknowledges confirmed confirms",
         "denied denies deny denying"),
        ("strengthen or weaken", "strengthened strengthens", "weakened weakens"),
        ("profit or loss", "profit profits", "loss losses"),
        ("surplus or deficit", "surplus", "deficit"),
        ("import or export", "imported imports import", "exported exports export"),
        ("for or against", "supported supports supporting favour favours", "opposed opposes opposing"),
        ("alive or dead", "survived survives alive", "died dead"),
        ("hire or dismiss", "appointed hired", "sacked fired dismissed"),
    )
)  # fmt: skip
_OF = {
    word: (number, side)
    for number, (_, one, other) in enumerate(_PAIRS)
    for side, words in enumerate((one, other))
    for word in words
}


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Compare each family of opposites that both texts use on one side only."""
    ours, theirs = _sides(claim), _sides(passage)
    if not ours or not theirs:
        return
    covered = passage.covered(_without(claim, ours))
    for number, (side, mine) in ours.items():
        if number not in theirs:
            continue
        other_side, other = theirs[number]
        if side == other_side or covered < ALIKE or not _same_subject(claim, passage, mine, other):
            continue
        detail = f"“{mine.low}” in the claim, “{other.low}” in the report: opposite"
        yield Check(RULE, CheckOutcome.DIFFERS, detail, (Span(mine.start, mine.end),), (Span(other.start, other.end),))


def _sides(reading: Reading) -> dict[int, tuple[int, Word]]:
    """Family → the side that the text takes and its word; families used on both sides or negated are left out."""
    found: dict[int, tuple[int, Word]] = {}
    mixed: set[int] = set()
    for at, word in enumerate(reading.words):
        entry = _OF.get(word.low)
        if entry is None:
            continue
        number, side = entry
        negated = any(w.low in NEGATIONS or w.low in ("failed", "refused") for w in reading.words[max(0, at - 4) : at])
        if negated or (number in found and found[number][0] != side):
            mixed.add(number)
        found.setdefault(number, (side, word))
    return {number: entry for number, entry in found.items() if number not in mixed}


def _without(claim: Reading, sides: dict[int, tuple[int, Word]]) -> frozenset[str]:
    return claim.stems - {word.stem for _, word in sides.values()}


def _same_subject(claim: Reading, passage: Reading, mine: Word, other: Word) -> bool:
    """Whether a content word close to the claim's direction word is also close to the passage's."""
    before_mine = _before(claim, mine, 4)
    return bool(before_mine & _before(passage, other, 7))


def _before(reading: Reading, word: Word, reach: int) -> frozenset[str]:
    at = reading.words.index(word)
    content = [w.stem for w in reading.words[:at] if w.sentence == word.sentence and w.content]
    return frozenset(content[-reach:])
