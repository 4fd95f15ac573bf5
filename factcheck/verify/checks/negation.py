"""Negation: the same deed affirmed on one side and denied on the other.

A deed is a verb that both texts share. Its polarity is the number of negations
that govern it, modulo two ("did not fail to pay" pays). Nothing is said unless
the texts share most of their other words, and the deed stands with its own
words in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import Reading, Word

RULE = "negation"
ALIKE = 0.6

_DIRECT = frozenset(
    "not n't never no none nobody nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't "
    "won't wouldn't hasn't haven't hadn't couldn't shouldn't".split()
)
_VERBAL = frozenset(
    "fail failed fails refuse refused refuses decline declined declines denied denies deny denying unable".split()
)
_QUALIFIED = frozenset(
    "only just all every everyone both yet necessarily always until unless more fewer less longer least".split()
)
_REACH = 5


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Compare the polarity of the verbs and key words that both texts share."""
    ours, theirs = _negated(claim), _negated(passage)
    if not ours and not theirs:
        return
    if len(claim.stems) < 3 or passage.covered(claim.stems) < ALIKE:
        return
    if _qualified(claim) or _qualified(passage):
        return
    shared = _shared(claim, passage)
    differing: list[tuple[Word, Word]] = []
    for mine, other in shared:
        if (mine.index in ours) != (other.index in theirs):
            differing.append((mine, other))
    same = [pair for pair in shared if pair not in differing]
    if not differing or not _governs(differing, same, ours, theirs):
        return
    mine, other = differing[0]
    cue = ours.get(mine.index) or theirs.get(other.index)
    if cue is None:
        return
    side = "the claim" if mine.index in ours else "the report"
    claim_spans = (
        (Span(cue.start, cue.end), Span(mine.start, mine.end)) if side == "the claim" else (Span(mine.start, mine.end),)
    )
    quote_spans = (
        (Span(other.start, other.end),)
        if side == "the claim"
        else (Span(cue.start, cue.end), Span(other.start, other.end))
    )
    detail = f"{side} negates “{mine.low if side == 'the claim' else other.low}” (“{cue.low}”), {_other(side)} doesn’t"
    yield Check(RULE, CheckOutcome.DIFFERS, detail, claim_spans, quote_spans)


def _other(side: str) -> str:
    return "the report" if side == "the claim" else "the claim"


def _negated(reading: Reading) -> dict[int, Word]:
    """Index of each content word under an odd number of negations → the cue nearest to it."""
    cues = [(at, w) for at, w in enumerate(reading.words) if w.low in _DIRECT or w.low in _VERBAL]
    negated: dict[int, Word] = {}
    counts: dict[int, int] = {}
    for at, cue in cues:
        seen = 0
        for word in reading.words[at + 1 :]:
            if word.clause != cue.clause or seen >= _REACH:
                break
            if word.content and word.low not in _VERBAL:
                seen += 1
                counts[word.index] = counts.get(word.index, 0) + 1
                negated[word.index] = cue
    return {index: cue for index, cue in negated.items() if counts[index] % 2 == 1}


def _qualified(reading: Reading) -> bool:
    """``not only``, ``not all``, ``no longer``, ``no more than``, ``not until`` negate something else."""
    words = reading.words
    return any(w.low in _DIRECT and k + 1 < len(words) and words[k + 1].low in _QUALIFIED for k, w in enumerate(words))


def _shared(claim: Reading, passage: Reading) -> list[tuple[Word, Word]]:
    """Content words that each text has exactly once, in claim order."""
    ours: dict[str, list[Word]] = {}
    theirs: dict[str, list[Word]] = {}
    for word in claim.words:
        if word.content:
            ours.setdefault(word.stem, []).append(word)
    for word in passage.words:
        if word.content:
            theirs.setdefault(word.stem, []).append(word)
    return [(w[0], theirs[s][0]) for s, w in ours.items() if len(w) == 1 and len(theirs.get(s, ())) == 1]


def _governs(
    differing: list[tuple[Word, Word]], same: list[tuple[Word, Word]], ours: dict[int, Word], theirs: dict[int, Word]
) -> bool:
    """Whether the differing words are the governed ones on both sides: none of the shared words is negated alike."""
    both_negated = any(mine.index in ours and other.index in theirs for mine, other in same)
    one_sided = {mine.index in ours for mine, _ in differing}
    return not both_negated and len(one_sided) == 1
