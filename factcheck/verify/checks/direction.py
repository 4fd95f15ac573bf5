"""Direction: up against down, first against last, before against after, and other opposites.

Each family is a pair of word sets. A text that has both sides of a pair says
nothing about direction as a whole, so such a pair is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.text.words import stem
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.naming import clearly_a_name
from factcheck.verify.checks.reading import Reading, Word

RULE = "direction"
NEGATIONS = frozenset(
    "not never no none nobody nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't "
    "weren't "
    "won't wouldn't hasn't haven't hadn't couldn't failed refused declined".split()
)
ALIKE = 0.5

_PAIRS: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = tuple(
    (name, frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for name, one, other in (
        ("up or down",
         "rose rise rises risen rising grew grow grows grown growing climbed climb climbs jumped jump surged surge "
         "soared "
         "increased increase increases increasing gained gains widened raised raises raising doubled tripled expanded",
         "fell fall falls fallen falling dropped drop drops declined decline declines shrank shrunk shrink plunged "
         "slumped "
         "decreased decrease decreases slid slipped tumbled narrowed lowered lowers halved reduced reduces cut "
         "contracted"),
        ("faster or slower", "faster quicker", "slower"),
        ("win or lose", "won wins win winning victory", "lost loses lose losing defeat defeated"),
        ("accept or reject", "accepted accepts approved approves approve adopted passed endorsed backed upheld granted",
         "rejected rejects reject vetoed overturned quashed dismissed refused blocked"),
        ("open or close", "opened opens open reopened reopens reopen", "closed closes close shut shuts"),
        ("start or end", "began begins begin started starts start launched resumed resumes",
         "ended ends end stopped stops halted suspended cancelled suspended"),
        ("guilty or cleared", "convicted guilty", "acquitted cleared innocent"),
        ("admit or deny", "admitted admits admit conceded concedes acknowledged acknowledges confirmed confirms",
         "denied denies deny denying"),
        ("strengthen or weaken", "strengthened strengthens", "weakened weakens"),
        ("profit or loss", "profit profits", "loss losses"),
        ("surplus or deficit", "surplus", "deficit"),
        ("import or export", "imported imports import", "exported exports export"),
        ("for or against", "supported supports supporting favour favours", "opposed opposes opposing"),
        ("hire or dismiss", "appointed hired", "sacked fired dismissed"),
    )
)  # fmt: skip
UP_OR_DOWN = _PAIRS[0][1] | _PAIRS[0][2]
"""Stems of verbs of change."""
_TRANSITIVE = frozenset(("accept or reject", "guilty or cleared", "admit or deny", "up or down", "hire or dismiss"))
"""Families whose object tells as well as the subject does whether the same deed is meant."""
_FREELY_WORDED = frozenset(("admit or deny",))
"""Families whose object is a statement, which each text words in its own way."""
_IDLE = frozenset("almost found later further well".split())
"""Content words that stand between a subject and its verb without being part of it."""
_DETERMINERS = frozenset("a an the its his her their this that these those s own".split())
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
        entry = _entry(reading, word)
        if entry is None:
            continue
        number, side = entry
        negated = any(w.low in NEGATIONS for w in reading.words[max(0, at - 4) : at])
        if negated or (number in found and found[number][0] != side):
            mixed.add(number)
        found.setdefault(number, (side, word))
    return {number: entry for number, entry in found.items() if number not in mixed}


def _entry(reading: Reading, word: Word) -> tuple[int, int] | None:
    """Family and side of a word; ``up`` and ``down`` count only in front of a number."""
    if word.low in ("up", "down"):
        following = reading.tokens[word.index + 1 : word.index + 2]
        return (0, int(word.low == "down")) if following and following[0].is_number else None
    return _OF.get(word.stem) if word.content else None


def _without(claim: Reading, sides: dict[int, tuple[int, Word]]) -> frozenset[str]:
    return claim.stems - {word.stem for _, word in sides.values()}


def _same_subject(claim: Reading, passage: Reading, mine: Word, other: Word) -> bool:
    """Whether what rises, is approved or ends in the claim stands in the passage's words about its opposite too."""
    family = _PAIRS[_OF.get(mine.stem, (0, 0))[0]][0]
    if family not in _FREELY_WORDED and not _same_topic(claim, passage, mine, other):
        return False
    if family == "guilty or cleared" and _of_another_charge(claim, passage, mine, other):
        return False
    if _before(claim, mine, 4) & _before(passage, other, 7):
        return True
    if family not in _TRANSITIVE:
        return False
    around_mine = claim.near(mine.start, mine.end, 6)
    return len(around_mine & passage.near(other.start, other.end, 8)) >= max(3, len(around_mine) // 2)


def _same_topic(claim: Reading, passage: Reading, mine: Word, other: Word) -> bool:
    """Whether the claim's topic stands in front of the passage's word or is its object: profit isn't sales.

    The topic is the object (``raised its policy rate``), or else the last words
    of the subject, without names. Of two objects one must be a shorter form of
    the other, and the passage's subject may be one of the claim's.
    """
    ours, theirs = _object(claim, mine), _object(passage, other)
    if ours and theirs:
        return ours <= theirs or theirs <= ours
    topic, subject = ours or _subject(claim, mine), _subject(passage, other)
    behind = theirs or (_behind(passage, other) if ours else frozenset())  # "accepted by 311 votes an offer"
    return topic <= _before(passage, other, 9) | behind | passage.context or (bool(subject) and subject <= topic)


def _object(reading: Reading, word: Word) -> frozenset[str]:
    """Stems of the words right behind a verb, up to a preposition, a figure or a date."""
    at = reading.words.index(word) + 1
    found: list[str] = []
    end = word.end
    for following in reading.words[at : at + 7]:
        gap = reading.text[end : following.start]
        dated = any(d.start <= following.start < d.end for d in reading.dates)
        if following.clause != word.clause or dated or any(c.isdigit() or c in ",()" for c in gap):
            break
        if following.content:
            found.append(following.stem)
        elif following.low not in _DETERMINERS:
            break
        end = following.end
    return frozenset(found)


def _subject(reading: Reading, word: Word) -> frozenset[str]:
    """Stems of at most three words in front of a verb, in its clause, without names, dates and adverbs."""
    skipped = [(n.start, n.end) for n in reading.names if clearly_a_name(n, reading)]
    skipped += [(d.start, d.end) for d in reading.dates]
    found: list[str] = []
    for w in reversed(reading.words[: reading.words.index(word)]):
        if (w.clause, w.sentence) != (word.clause, word.sentence) or w.low == "that" or len(found) == 3:
            break
        idle = not w.content or w.low.endswith("ly") or w.low in _IDLE
        if not idle and not any(start <= w.start < end for start, end in skipped):
            found.append(w.stem)
    return frozenset(found)


def _of_another_charge(claim: Reading, passage: Reading, mine: Word, other: Word) -> bool:
    """Whether both say of what somebody was found guilty or cleared, and no word of it is the same."""
    ours, theirs = _charge(claim, mine), _charge(passage, other)
    return bool(ours) and bool(theirs) and not ours & theirs


def _charge(reading: Reading, word: Word) -> frozenset[str]:
    """Stems behind the first ``of`` that follows a word in its clause."""
    of = next((w for w in reading.words if w.start >= word.end and w.low == "of" and w.clause == word.clause), None)
    return _behind(reading, of) if of is not None else frozenset()


def _behind(reading: Reading, word: Word) -> frozenset[str]:
    """Stems of the clause behind a word, without dates."""
    dates = [(d.start, d.end) for d in reading.dates]
    return frozenset(
        w.stem
        for w in reading.words
        if w.start >= word.end
        and (w.clause, w.sentence) == (word.clause, word.sentence)
        and w.content
        and not any(start <= w.start < end for start, end in dates)
    )


def _before(reading: Reading, word: Word, reach: int) -> frozenset[str]:
    at = reading.words.index(word)
    content = [w.stem for w in reading.words[:at] if w.sentence == word.sentence and w.content]
    return frozenset(content[-reach:])
