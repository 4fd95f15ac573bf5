"""Quoted wording: words that the claim puts in quotation marks must stand in the report."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from factcheck.text.words import STOPWORDS, Token, stem, tokenise
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import Reading

RULE = "quoted wording"
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,600})[\"”»]|(?<![\w’'])[‘']([^‘’'\"“”]{8,600})[’'](?!\w)")
_GAP = re.compile(r"\[[^\]]{0,80}\]|\(\.\.\.\)|…|\.\.\.")


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Look for each quotation of the claim, piece by piece between ellipses and brackets, in the passage."""
    theirs = [t for t in passage.tokens if t.text[0].isalnum()]
    if not theirs:
        return
    for match in _QUOTED.finditer(claim.text):
        group = 1 if match.group(1) is not None else 2
        span = Span(match.start(group), match.end(group))
        pieces = [[t for t in tokenise(p) if t.text[0].isalnum()] for p in _GAP.split(match.group(group))]
        pieces = [p for p in pieces if p]
        if not pieces:
            continue
        found = [_find(p, theirs) for p in pieces]
        whole = [f for f in found if f is not None]
        if len(whole) == len(found):
            yield Check(
                RULE,
                CheckOutcome.AGREES,
                f"the report has the quoted words: “{match.group(group).strip()}”",
                (span,),
                tuple(whole),
            )
        elif len(pieces) == 1 and len(pieces[0]) >= 4:
            near = _near_miss(pieces[0], theirs, passage, span, match.group(group).strip())
            if near is not None:
                yield near


def _find(piece: list[Token], theirs: list[Token]) -> Span | None:
    words = [t.low for t in piece]
    first, size = words[0], len(words)
    for at in range(len(theirs) - size + 1):
        if theirs[at].low == first and all(theirs[at + k].low == words[k] for k in range(1, size)):
            return Span(theirs[at].start, theirs[at + size - 1].end)
    return None


def _near_miss(piece: list[Token], theirs: list[Token], passage: Reading, span: Span, quoted: str) -> Check | None:
    """The closest stretch of the passage, when it is close enough to be the same utterance."""
    ours, other = [t.low for t in piece], [t.low for t in theirs[:400]]
    blocks = [
        b for b in difflib.SequenceMatcher(None, ours, other, autojunk=False).get_matching_blocks() if b.size
    ]  # fmt: skip
    same = sum(b.size for b in blocks)
    if not blocks or same < 0.6 * len(ours):
        return None
    start, end = (
        blocks[0].b - blocks[0].a,
        blocks[-1].b + blocks[-1].size + (len(ours) - blocks[-1].a - blocks[-1].size),
    )
    start, end = max(0, start), min(len(other), end)
    if end - start > 1.5 * len(ours) + 2:
        return None
    left, right = _meaning(ours), _meaning(other[start:end])
    wording = passage.text[theirs[start].start : theirs[end - 1].end]
    where = Span(theirs[start].start, theirs[end - 1].end)
    detail = f"the claim quotes “{quoted}”, the report has “{wording}”"
    outcome = CheckOutcome.CAUTION if left == right else CheckOutcome.DIFFERS
    return Check(RULE, outcome, detail, (span,), (where,))


def _meaning(words: list[str]) -> set[str]:
    kept = {"not", "no", "never", "none", "cannot", "nobody", "nothing"}
    return {stem(w) for w in words if w in kept or w not in STOPWORDS}
