"""Pairing: the same names, figures or dates, but each beside what the other has in the report.

"Sunak resigned as health secretary and Javid as chancellor" has every word of a report that has it the
other way round; so has "Rovers beat United" of one in which United won.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from factcheck.text.names import same_name
from factcheck.text.subjects import ROLE_HINTS
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import NEGATIVE, Reading

RULE = "pairing"

_CUTS = frozenset("and while whereas but or then".split())
"""Words between two pairs."""
_STOPS = frozenset(",;:.!?—–()")
_PASSIVE = frozenset("was were been being is are be by from of".split())
"""Words between two names that may turn subject and object round."""
_BOTH_WAYS = frozenset("met meets married with and or between versus joined in on at to for".split())
"""Words of which it makes no difference who comes first, or that put something else between."""
_LONGEST_VERB = 4
"""Words that may stand between two names of which one does something to the other."""

_LONGEST_PHRASE = 4
"""Words after the first of what is told to go with a name, figure or date."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A name, figure or date, with the content stems that stand with it in its part of the sentence."""

    start: int
    end: int
    part: int
    stems: frozenset[str]


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Say where two names, figures or dates of the claim have changed places in the passage; agreement isn't told."""
    for mine, theirs, side_by_side in (
        (_names(claim), _names(passage), False),
        (_figures(claim), _figures(passage), True),
        (_dates(claim), _dates(passage), True),
    ):
        for (a, other_a), (b, other_b) in combinations(_matches(claim, passage, mine, theirs), 2):
            together = a.part == b.part
            if together != (other_a.part == other_b.part) or (together and not side_by_side):
                continue  # what goes with which of two names in one clause can't be told by how near it stands
            found = _crossed(claim, passage, (a, b), (other_a, other_b))
            if found is not None:
                yield found
                return
    turned = _turned(claim, passage)
    if turned is not None:
        yield turned


def _crossed(
    claim: Reading, passage: Reading, mine: tuple[_Anchor, _Anchor], theirs: tuple[_Anchor, _Anchor]
) -> Check | None:
    """Both of the claim's stand in the passage beside what the other has, and neither beside its own.

    Beside the one that comes first in both, the subject may stand too, which is that of both.
    """
    if mine[0].start > mine[1].start:
        mine, theirs = (mine[1], mine[0]), (theirs[1], theirs[0])
    a, b = mine[0].stems - mine[1].stems, mine[1].stems - mine[0].stems
    other_a, other_b = theirs[0].stems - theirs[1].stems, theirs[1].stems - theirs[0].stems
    if theirs[0].start < theirs[1].start:
        a, other_a = a - other_a, other_a - a
    if a & other_a or b & other_b or not a & other_b or not b & other_a:
        return None
    with_a, with_b = _word(claim, a & other_b, mine[0]), _word(passage, b & other_a, theirs[0])
    detail = f"“{_text(claim, mine[0])}” goes with “{with_a}” in the claim, with “{with_b}” in the report"
    return _differs(detail, mine, theirs)


def _turned(claim: Reading, passage: Reading) -> Check | None:
    """``A beat B`` in the claim, ``B beat A`` in the passage."""
    mine, theirs = _names(claim), _names(passage)
    for first, second, verbs, passive in _deeds(claim, mine):
        met = [(one, other, one_passive) for one, other, stems, one_passive in _deeds(passage, theirs) if stems & verbs]
        same = [m for m in met if _same(claim, first, passage, m[0]) and _same(claim, second, passage, m[1])]
        back = [m for m in met if _same(claim, first, passage, m[1]) and _same(claim, second, passage, m[0])]
        straight = [m for m in same if m[2] == passive] + [m for m in back if m[2] != passive]
        crossed = [m for m in back if m[2] == passive] + [m for m in same if m[2] != passive]
        if crossed and not straight:
            one, other, _ = crossed[0]
            detail = (
                f"“{_text(claim, first)}” and “{_text(claim, second)}” have changed places: "
                f"“{passage.text[min(one.start, other.start) : max(one.end, other.end)]}” in the report"
            )
            return _differs(detail, (first, second), (one, other))
    return None


def _deeds(reading: Reading, names: list[_Anchor]) -> Iterator[tuple[_Anchor, _Anchor, frozenset[str], bool]]:
    """Neighbouring names with what the one does to the other: stems between them, and whether it is done ``by``."""
    for first, second in pairwise(names):
        between = [w for w in reading.words if first.end <= w.start < second.start]
        gap = reading.text[first.end : second.start]
        if not 0 < len(between) <= _LONGEST_VERB or any(mark in gap for mark in _STOPS | {'"', "“", "”"}):
            continue
        lows = {w.low for w in between}
        if lows & (_BOTH_WAYS | NEGATIVE | ROLE_HINTS) or gap.startswith(("'s", "’s")):
            continue
        passive = "by" in lows
        if not passive and lows & _PASSIVE:
            continue  # "Ann is the sister of Bob"
        stems = frozenset(w.stem for w in between if w.content)
        if stems:
            yield first, second, stems, passive


def _same(claim: Reading, mine: _Anchor, passage: Reading, theirs: _Anchor) -> bool:
    return same_name(_text(claim, mine), _text(passage, theirs))


def _text(reading: Reading, anchor: _Anchor) -> str:
    return reading.text[anchor.start : anchor.end]


def _word(reading: Reading, stems: frozenset[str], anchor: _Anchor) -> str:
    """The words with these stems as they are written, if they are one phrase beside the anchor, else the nearest."""
    words = [w for w in reading.words if w.stem in stems]
    first, last = words[0], words[-1]
    beside = anchor.end <= first.start or last.end <= anchor.start
    if not beside or last.index - first.index > _LONGEST_PHRASE:
        first = last = min(words, key=lambda w: abs(w.start - anchor.start))
    return reading.text[first.start : last.end]


def _differs(detail: str, mine: tuple[_Anchor, _Anchor], theirs: tuple[_Anchor, _Anchor]) -> Check:
    spans = [tuple(Span(a.start, a.end) for a in sorted(both, key=lambda a: a.start)) for both in (mine, theirs)]
    return Check(RULE, CheckOutcome.DIFFERS, detail, spans[0], spans[1])


def _names(reading: Reading) -> list[_Anchor]:
    return _anchors(reading, [(n.start, n.end) for n in reading.names])


def _figures(reading: Reading) -> list[_Anchor]:
    return _anchors(reading, [(q.start, q.end) for q in reading.quantities])


def _dates(reading: Reading) -> list[_Anchor]:
    return _anchors(reading, [(d.start, d.end) for d in reading.dates if d.first is not None])


def _anchors(reading: Reading, spans: list[tuple[int, int]]) -> list[_Anchor]:
    """Each span with the content words of its part of the sentence; of two in one part each has those nearer it."""
    if len(spans) < 2:
        return []
    part_of = _parts(reading)
    places = [next((i for i, t in enumerate(reading.tokens) if t.end > start), 0) for start, _ in spans]
    stems: list[set[str]] = [set() for _ in spans]
    for word in reading.words:
        if not word.content or any(start <= word.start < end for start, end in spans):
            continue
        near = [(abs(place - word.index), i) for i, place in enumerate(places) if part_of[place] == part_of[word.index]]
        if near:
            stems[min(near)[1]].add(word.stem)
    return [
        _Anchor(start, end, part_of[place], frozenset(found))
        for (start, end), place, found in zip(spans, places, stems, strict=True)
    ]


def _parts(reading: Reading) -> list[int]:
    """For each token the number of its part: sentences are cut at stops and conjunctions."""
    part, parts = 0, []
    for token in reading.tokens:
        part += token.low in _CUTS or token.text in _STOPS
        parts.append(part)
    return parts


def _matches(
    claim: Reading, passage: Reading, mine: list[_Anchor], theirs: list[_Anchor]
) -> Iterator[tuple[_Anchor, _Anchor]]:
    """The claim's names, figures or dates that the passage has once, each with where it stands there."""
    for one in mine:
        found = [other for other in theirs if _alike(claim, one, passage, other)]
        if len(found) == 1:
            yield one, found[0]


def _alike(claim: Reading, one: _Anchor, passage: Reading, other: _Anchor) -> bool:
    for a in claim.quantities:
        if a.start == one.start:
            return any(
                b.start == other.start and a.kind is b.kind and a.value == b.value and a.unit == b.unit
                for b in passage.quantities
            )
    for day in claim.dates:
        if day.start == one.start:
            return any(d.start == other.start and bool(day.overlaps(d)) for d in passage.dates)
    return _same(claim, one, passage, other)
