"""Quoted wording: words that the claim puts in quotation marks must stand in the report."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.text.units import NUMBER_WORDS
from factcheck.text.words import STOPWORDS, Token, stem, tokenise
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import Reading

RULE = "quoted wording"
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,600})[\"”»]|(?<![\w’'])[‘']([^‘’'\"“”]{8,600})[’'](?!\w)")
_GAP = re.compile(r"\[[^\]]{0,80}\]|\(\.\.\.\)|…|\.\.\.")


_SHORT = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_ENDINGS = {"'re": "are", "'m": "am", "'ll": "will", "'ve": "have"}
_MAGNITUDES = frozenset("hundred thousand million billion trillion dozen".split())
_TURNING = frozenset("not no never none nobody nothing".split())
"""Stop words that change what is said, wherever one of them is put in or left out."""
_EXCHANGED = _MAGNITUDES | frozenset("all some none most more less fewer before after over under above below".split())
"""Stop words that change what is said where one stands for another: ``all`` for ``some``."""


class _Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    start: int
    end: int
    low: str


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Look for each quotation of the claim, piece by piece between ellipses and brackets, in the passage."""
    theirs = _words(passage.tokens)
    if not theirs or not _QUOTED.search(claim.text):
        return
    spoken = _spoken(theirs, passage.text)
    for match in _QUOTED.finditer(claim.text):
        group = 1 if match.group(1) is not None else 2
        span = Span(match.start(group), match.end(group))
        pieces = [p for p in (_words(tokenise(p)) for p in _GAP.split(match.group(group))) if p]
        if not pieces:
            continue
        found = [_find(p, theirs) or _find(p, spoken) for p in pieces]
        whole = [f for f in found if f is not None]
        quoted = match.group(group).strip()
        if len(whole) == len(found):
            yield Check(
                RULE, CheckOutcome.AGREES, f"the report has the quoted words: “{quoted}”", (span,), tuple(whole)
            )
        elif len(pieces) == 1 and len(pieces[0]) >= 4:
            near = _near_miss(pieces[0], spoken, passage, span, quoted)
            near = near or _near_miss(pieces[0], theirs, passage, span, quoted)
            if near is not None:
                yield near


def _words(tokens: list[Token]) -> list[_Word]:
    """Words and numbers, with contractions opened and number words in digits."""
    words: list[_Word] = []
    for token in tokens:
        if token.text[0].isalnum():
            words.extend(_Word(token.start, token.end, low) for low in _opened(token.low))
    return words


def _opened(low: str) -> tuple[str, ...]:
    """``won't`` → ``will``, ``not``; ``we're`` → ``we``, ``are``; ``twenty`` → ``20``."""
    if low in _SHORT:
        return _SHORT[low], "not"
    if low.endswith("n't"):
        return low[:-3], "not"
    stem_, mark, ending = low.rpartition("'")
    if mark and mark + ending in _ENDINGS:
        return stem_, _ENDINGS[mark + ending]
    if low in NUMBER_WORDS and low not in ("one", "both"):
        return (f"{NUMBER_WORDS[low]:.0f}",)
    return (low,)


def _spoken(words: list[_Word], text: str) -> list[_Word]:
    """The words within the passage's quotation marks: a quotation goes on behind ``Kovac said``."""
    inside = [m.span() for m in _QUOTED.finditer(text)]
    return [w for w in words if any(start <= w.start and w.end <= end for start, end in inside)]


def _find(piece: list[_Word], theirs: list[_Word]) -> Span | None:
    words = [w.low for w in piece]
    first, size = words[0], len(words)
    for at in range(len(theirs) - size + 1):
        if theirs[at].low == first and all(theirs[at + k].low == words[k] for k in range(1, size)):
            return Span(theirs[at].start, theirs[at + size - 1].end)
    return None


def _near_miss(piece: list[_Word], theirs: list[_Word], passage: Reading, span: Span, quoted: str) -> Check | None:
    """The closest stretch of the passage, when it is close enough to be the same utterance."""
    ours, other = [w.low for w in piece], [w.low for w in theirs[:400]]
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
    wording = passage.text[theirs[start].start : theirs[end - 1].end]
    where = Span(theirs[start].start, theirs[end - 1].end)
    detail = f"the claim quotes “{quoted}”, the report has “{wording}”"
    outcome = CheckOutcome.DIFFERS if _other_meaning(ours, other[start:end]) else CheckOutcome.CAUTION
    return Check(RULE, outcome, detail, (span,), (where,))


def _other_meaning(ours: list[str], theirs: list[str]) -> bool:
    """Whether words of meaning differ, or a number or a word such as ``all`` stands in another's place."""
    if _meaning(ours) != _meaning(theirs):
        return True
    left, right = ({w for w in words if w in _EXCHANGED or w.isdecimal()} for words in (ours, theirs))
    return bool(left - right and right - left)


def _meaning(words: list[str]) -> set[str]:
    return {stem(w) for w in words if w in _TURNING or (w not in STOPWORDS and not w.isdecimal())}
