"""Negation: the same deed affirmed on one side and denied on the other.

The deed is the first content word governed by ``not``, ``never``, ``failed to``
or ``refused to`` (for ``no`` and ``nobody``: the words of its clause). Nothing
is said unless the other text has that word plainly: alone, with no negative,
doubting or limiting word anywhere in its sentence. News copy negates in many
ways ("yet to", "ruled out", "baseless"), and each is enough to be silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import NEGATIVE, Reading, Word

RULE = "negation"
ALIKE = 0.6
"""Least share of the claim's content words that the passage must have."""

ALIKE_NO = 0.75
"""The same for ``no`` and ``nobody``, whose deed is less certain."""

_NOT = frozenset(
    "not never cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't hasn't haven't hadn't "
    "couldn't".split()
)
_NO = frozenset("no nobody none".split())
_TO = frozenset("failed fails refused refuses".split())
# Behind a negation these say that something else is negated; elsewhere that time, number or share is at issue.
_LIMITING = frozenset(
    "only just all every everyone both yet necessarily always until unless more fewer less longer least than before "
    "previously earlier first again second other another though except enough further so such even since".split()
)
_DOUBT = frozenset(
    "whether if asked may might could should would will plans planned due expected intended considering seek wants "
    "unclear rumour rumours talk claims claimed alleged allegedly accused according suspected believes thought "
    "hoped".split()
)
_SKIPPED = frozenset("been be being have had yet so any ever the a an to".split())


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Compare the polarity of a deed that is negated in exactly one of the texts."""
    if len(claim.stems) < 3 or passage.covered(claim.stems) < ALIKE:
        return
    mine = _deed(claim)
    theirs = [deed for deed in _deeds(passage) if deed[1].stem in claim.stems]
    if mine is not None and not theirs:
        cue, deed = mine
        if cue.low in _NO and passage.covered(claim.stems) < ALIKE_NO:
            return
        plain = _plain(passage, deed, claim)
        if plain is not None:
            detail = f"the claim negates “{deed.low}” (“{cue.low}”), the report doesn’t: “{plain.low}”"
            spans = (Span(cue.start, cue.end), Span(deed.start, deed.end))
            yield Check(RULE, CheckOutcome.DIFFERS, detail, spans, (Span(plain.start, plain.end),))
    elif mine is None and len(theirs) == 1:
        cue, deed = theirs[0]
        plain = _plain(claim, deed, passage)
        if plain is not None and cue.low not in _NO and not _limited(passage, deed.sentence):
            detail = f"the report negates “{deed.low}” (“{cue.low}”), the claim doesn’t: “{plain.low}”"
            spans = (Span(cue.start, cue.end), Span(deed.start, deed.end))
            yield Check(RULE, CheckOutcome.DIFFERS, detail, (Span(plain.start, plain.end),), spans)


def _deed(reading: Reading) -> tuple[Word, Word] | None:
    """The one negated deed of a claim; ``None`` if there is none, or more than one, or it is limited."""
    deeds = _deeds(reading)
    negatives = sum(w.low in NEGATIVE for w in reading.words)
    if len(deeds) != 1 or negatives > 1 or _limited(reading, deeds[0][1].sentence):
        return None
    return deeds[0]


def _limited(reading: Reading, sentence: int) -> bool:
    return any(w.low in _LIMITING for w in reading.words if w.sentence == sentence)


def _deeds(reading: Reading) -> list[tuple[Word, Word]]:
    """Each negation with the first content word that it governs."""
    words, found = reading.words, []
    for at, cue in enumerate(words):
        direct = cue.low in _NOT or cue.low in _NO
        verbal = cue.low in _TO and at + 1 < len(words) and words[at + 1].low == "to"
        if not direct and not verbal:
            continue
        for word in words[at + 1 : at + 6]:
            if word.clause != cue.clause or word.low in _LIMITING:
                break
            if word.content:
                found.append((cue, word))
                break
            if cue.low in _NOT and word.low not in _SKIPPED:
                break
    return found


def _plain(reading: Reading, deed: Word, other: Reading) -> Word | None:
    """The deed where it stands once and plainly, in a sentence free of negative, doubting and limiting words."""
    places = [w for w in reading.words if w.stem == deed.stem]
    if len(places) != 1:
        return None
    word = places[0]
    sentence = [w for w in reading.words if w.sentence == word.sentence]
    if any(w.low in NEGATIVE or w.low in _LIMITING for w in sentence):
        return None
    ours = {w.low for w in other.words}
    if any(w.low in _DOUBT and w.low not in ours and reading.text[w.start : w.end] != "May" for w in sentence):
        return None
    return word
