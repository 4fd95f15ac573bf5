"""Undoing: the report tells how what the claim tells was undone later, which shows that it was done.

A council that repeals a charge has approved one before; an appeal that quashes
a verdict leaves it true that there was one.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.text.tense import speaks_of_now
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import NEGATIVE, Reading

RULE = "undoing"
ALIKE = 0.34
"""Least share of the claim's other content words that the passage, or the sentence before it, has to have."""

_DECIDED = frozenset(
    "approved adopted agreed passed endorsed backed accepted imposed introduced ordered granted awarded authorised "
    "authorized signed enacted ratified decreed licensed announced".split()
)
_JUDGED = frozenset("convicted sentenced jailed fined acquitted cleared found ruled awarded ordered".split())
_APPOINTED = frozenset("appointed elected named hired chosen nominated".split())
_UNDONE: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        _DECIDED,
        frozenset(
            "repeal repealed repeals scrap scrapped scraps rescind rescinded revoke revoked overturned reversed annul "
            "annulled abolish abolished lift lifted cancel cancelled canceled withdrew withdrawn quashed".split()
        ),
    ),
    (_JUDGED, frozenset("quash quashed overturned annulled pardoned reversed".split())),
    (_APPOINTED, frozenset("resign resigned resigns dismissed sacked fired ousted removed quit".split())),
)
_UNDOINGS = frozenset().union(*(undoing for _, undoing in _UNDONE))
_NOT = NEGATIVE - _UNDOINGS - frozenset("against dismissed quit withdrawn withdrew cancelled end ends stop".split())


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Caution where a past decision, verdict or appointment of the claim is undone in the passage.

    Not for a claim about how things stand, which an undoing ends, nor for one that tells of
    an undoing itself; and not where the passage has a negative, which may deny the deed.
    """
    if speaks_of_now(claim.text) or any(w.low in _UNDOINGS or w.low in _NOT for w in claim.words):
        return
    if any(w.low in _NOT for w in passage.words):
        return
    for deeds, undoings in _UNDONE:
        deed = next((w for w in claim.words if w.low in deeds), None)
        undone = next((w for w in passage.words if w.low in undoings), None)
        if deed is None or undone is None or passage.covered(claim.stems - {deed.stem}) < ALIKE:
            continue
        yield Check(
            RULE,
            CheckOutcome.CAUTION,
            f"“{undone.low}” in the report: it undoes “{deed.low}”, and leaves it true that it was so before",
            (Span(deed.start, deed.end),),
            (Span(undone.start, undone.end),),
        )
        return
