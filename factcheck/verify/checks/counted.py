"""What a number counts: the same thing, the same deed, or only a part of the whole."""

from __future__ import annotations

from factcheck.text.quantities import Quantity, QuantityKind
from factcheck.text.words import stem
from factcheck.verify.checks.naming import looks_past
from factcheck.verify.checks.reading import Reading, Word

_ANYBODY = frozenset("person victim casualty injure die".split())
"""Stems for people of whatever kind; ``12 dead`` and ``12 injured`` are told apart by the deed."""

_KINDS = tuple(
    frozenset(map(stem, kind.split()))
    for kind in (
        "man men", "woman", "child", "civilian", "soldier", "passenger", "worker employee staff", "resident villager",
        "student pupil", "prisoner", "patient", "member", "voter", "migrant refugee", "guest",
    )
)  # fmt: skip
_PEOPLE = _ANYBODY.union(*_KINDS)

_DEEDS = {
    word: words[0]
    for words in (
        [stem(w) for w in group.split()]
        for group in (
            "kill die dead death perish fatal slain",
            "injure wound hurt",
            "arrest detain custody",
            "sack dismiss fire shed axe",
            "free release",
        )
    )
    for word in words
}
"""Stems of deeds that are told in several words, and one word for each."""

_AUXILIARIES = frozenset("is are was were be been being has have had will would could may might must".split())
_PASSIVE = frozenset("is are was were be been being".split())
_PASSING = frozenset("more other others also of the still already to then later".split())
"""Words between what is counted and the deed that say nothing about it."""
_JOINING = frozenset("and his her its their the a other".split())


def same_thing(one: Quantity, other: Quantity) -> bool:
    """Whether both count the same thing, as far as the words behind them tell."""
    if one.kind is QuantityKind.AGE:
        return bool(set(one.nouns) & set(other.nouns))
    if one.kind in (QuantityKind.SHARE, QuantityKind.MONEY, QuantityKind.MEASURE):
        return True
    ours, theirs = set(one.nouns[:2]), set(other.nouns[:2])
    if ours & theirs:
        return True
    return bool(ours & _PEOPLE) and bool(theirs & _PEOPLE) and one.nouns[1:2] == other.nouns[1:2]


def is_a_part(claimed: Quantity, reported: Quantity, passage: Reading) -> bool:
    """Whether one count may be of a part of the other's people, so that both are true.

    Men and women are never compared; ``four children`` may be among six people,
    and ``the pilot and five passengers`` or ``five ... and a sixth`` are six.
    """
    if claimed.kind is not QuantityKind.COUNT or reported.kind is not QuantityKind.COUNT:
        return False
    ours, theirs = _kind(claimed), _kind(reported)
    if ours and theirs and ours != theirs:
        return True
    if ours != theirs and (reported.value < claimed.value if theirs else claimed.value < reported.value):
        return True
    return claimed.value - reported.value == 1 and (
        _joined(reported, passage)
        or any(q.kind is QuantityKind.ORDINAL and q.value == claimed.value for q in passage.quantities)
    )


def _kind(quantity: Quantity) -> frozenset[str]:
    """The one kind of people that is counted; empty for people at large, and for things."""
    nouns = set(quantity.nouns[:2])
    return next((kind for kind in _KINDS if kind & nouns), frozenset())


def _joined(quantity: Quantity, passage: Reading) -> bool:
    """Whether one more stands in front: ``a mother and her five children``."""
    before = [w.low for w in passage.words if w.end <= quantity.start][-3:]
    while before and before[-1] in _JOINING:
        if before.pop() == "and":
            return True
    return False


def same_deed(claimed: Quantity, reported: Quantity, claim: Reading, passage: Reading) -> bool:
    """Whether what happened to the claim's count stands with the passage's: killed isn't injured.

    For counts only, and only where the claim's deed is found; what is near the
    passage's number counts, unless that has a passive of its own.
    """
    if claimed.kind is not QuantityKind.COUNT or reported.kind is not QuantityKind.COUNT:
        return True
    wanted, _ = _deeds(claimed, claim)
    if not wanted:
        return True
    theirs, certain = _deeds(reported, passage)
    if wanted & theirs:
        return True
    return not certain and bool(wanted & {_deed(s) for s in passage.near(reported.start, reported.end, 8)})


def _deeds(quantity: Quantity, reading: Reading) -> tuple[set[str], bool]:
    """The deeds that may govern a count, and whether it is for certain one of them: ``12 people were killed``."""
    at = next((i for i, w in enumerate(reading.words) if w.start >= quantity.end), None)
    home = reading.words[at] if at is not None else None
    behind = [] if at is None else [w for w in reading.words[at : at + 10] if _together(w, home)]
    told, passive = _behind(quantity, behind)
    found = {_deed(s) for s in (*told, *(n for n in quantity.nouns if n in _DEEDS))}
    if passive:
        return found, True
    skipped = [(n.start, n.end) for n in reading.names] + [(d.start, d.end) for d in reading.dates]
    for word in reversed(reading.words[:at]):
        if not _together(word, home):
            break
        named = any(start <= word.start < end for start, end in skipped)
        if word.end <= quantity.start and word.content and not named and not word.low.endswith("ly"):
            return found | {_deed(word.stem)}, False
    return found, False


def _together(word: Word, home: Word | None) -> bool:
    return home is None or (word.clause, word.sentence) == (home.clause, home.sentence)


def _behind(quantity: Quantity, behind: list[Word]) -> tuple[list[str], bool]:
    """Stems of what is told right behind the thing counted, up to a preposition, and whether it is a passive."""
    counted, people = set(quantity.nouns[:3]), bool(set(quantity.nouns[:1]) & _PEOPLE)
    told: list[str] = []
    passive = False
    for at, word in enumerate(behind):
        noun = word.stem in counted and not (at and (people or looks_past(word)))
        if noun and not passive and not told:
            continue
        if word.low in _AUXILIARIES:
            passive = passive or (word.low in _PASSIVE and not told)
        elif word.content:
            told.append(word.stem)
        elif word.low not in _PASSING:
            break
        if len(told) == 2:
            break
    return told, passive and bool(told)


def _deed(word: str) -> str:
    return _DEEDS.get(word, word)
