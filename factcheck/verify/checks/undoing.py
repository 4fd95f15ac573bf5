"""Undoing: the report tells how what the claim tells was undone later, which shows that it was done.

A council that repeals a charge has approved one before; an appeal that quashes
a verdict leaves it true that there was one.
"""

from __future__ import annotations

import re
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
_THROWN_OUT = re.compile(
    r"\b(?:thr[eo]w(?:s|n)? out|str(?:uck|ikes?) down|d(?:oes|id|one) away with|axe[ds]|ditche[ds])\b", re.IGNORECASE
)
"""What is done to a thing that is there as well as to one that is only proposed."""
_WAS_THERE = re.compile(
    r"\bhad (?:\w+ ){0,2}(?:brought in|introduced|approved|adopted|passed|imposed|enacted|voted|set up|"
    r"put in place|agreed|ordered|granted)\b",
    re.IGNORECASE,
)
"""What shows that it was there."""
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
        if deed is None or passage.covered(claim.stems - {deed.stem}) < ALIKE:
            continue
        undone = next((Span(w.start, w.end) for w in passage.words if w.low in undoings), None)
        if undone is None and deeds is _DECIDED:
            undone = _thrown_out(passage.text)
        if undone is None:
            continue
        word = passage.text[undone.start : undone.end].lower()
        yield Check(
            RULE,
            CheckOutcome.CAUTION,
            f"“{word}” in the report: it undoes “{deed.low}”, and leaves it true that it was so before",
            (Span(deed.start, deed.end),),
            (undone,),
        )
        return


def _thrown_out(passage: str) -> Span | None:
    """Where a passage tells of the end of something that it shows to have been there."""
    found = _THROWN_OUT.search(passage)
    return Span(*found.span()) if found and _WAS_THERE.search(passage, found.end()) else None
