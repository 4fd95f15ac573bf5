"""Numbers: does the passage give the claim's figure, or another one for the same thing?

``differs`` is said only where unit and thing counted match, the words around
do, no number of the passage agrees, and the claim's figure can't be a sum,
difference or share of the passage's own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from factcheck.text.names import Name
from factcheck.text.quantities import TOLERANCE, Quantity, QuantityKind
from factcheck.text.tallies import find_tallies
from factcheck.text.tense import speaks_of_now
from factcheck.text.tolls import find_tolls
from factcheck.text.words import stem
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.counted import is_a_part, same_deed, same_thing
from factcheck.verify.checks.direction import UP_OR_DOWN
from factcheck.verify.checks.figures import relation
from factcheck.verify.checks.reading import Reading

RULE = "numbers"
ALIKE = 0.5
"""Least share of the claim's content words that the passage must have before its number counts as another figure."""

AKIN = 0.25
"""The same share for a caution that another figure stands there."""

_RECKONING = frozenset(
    "each every twice double thrice half another apiece respectively times doubled tripled halved".split()
)
_TURNING = frozenset(
    "not never none no nobody didn't hasn't wasn't without longer shorter together combined altogether "
    "in-between".split()
)

_ANOTHER_VOTE = frozenset(
    "repeal repealed overturn overturned reverse reversed rescind rescinded revoke revoked scrap scrapped veto vetoed "
    "amendment amendments amended recount reconsider reconsidered rerun replay second".split()
)
"""Words of a passage that has the votes on undoing or changing a thing, or a second ballot."""

_PLAIN_NAMES = frozenset(
    "cost price sum amount total figure estimate value worth level rate average maximum minimum tune bill".split()
)
"""Words in front of ``of 12 million`` that don't say which of a story's sums it is."""

_OF_TOLLS = frozenset(
    stem(word)
    for word in (
        "toll death dead killed died killing lives lost life people persons victims casualties fatalities "
        "injured wounded hurt missing number count total stands stood rose risen reached put known "
        "confirmed official officially now far least more than about nearly over"
    ).split()
)
"""Stems that say that a number is a toll, and nothing of what."""

_COUNTS = 0.02
"""Part of the larger of two figures from which the smaller one makes a difference: 412 million and 9 is 412 million."""

_FAR = 20.0
"""Times by which two sums may be apart before they are taken for different things."""


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Compare each quantity of the claim, and each tally, with those of the passage."""
    tallies = list(_tallies(claim, passage))
    yield from tallies
    if not claim.quantities or not passage.quantities:
        return
    told = [span for check in tallies for span in check.claim_spans]
    for quantity in claim.quantities:
        if any(span.start <= quantity.start < span.end for span in told):
            continue  # "19 votes to 14" has been compared as a whole
        found = (
            _toll(quantity, claim, passage)
            or _compare(quantity, claim, passage)
            or _other_figure(quantity, claim, passage)
        )
        if found is not None:
            yield found


def _tallies(claim: Reading, passage: Reading) -> Iterator[Check]:
    """``19 to 14`` against ``19 votes to 14``: one tally a text, or it can't be told which is meant."""
    ours, theirs = find_tallies(claim.text), find_tallies(passage.text)
    if len(ours) != 1 or not theirs:
        return
    one = ours[0]
    same = [t for t in theirs if (t.more, t.fewer) == (one.more, one.fewer)]
    if not same and (len(theirs) > 1 or passage.covered(claim.stems) < ALIKE):
        return
    if any(w.low in _TURNING for w in claim.words) and not same:
        return
    other = same[0] if same else theirs[0]
    outcome = CheckOutcome.AGREES if same else CheckOutcome.DIFFERS
    words = "agrees" if same else "differs"
    if not same and {w.low for w in passage.words} & _ANOTHER_VOTE - {w.low for w in claim.words}:
        outcome, words = CheckOutcome.CAUTION, "perhaps of another vote"
    yield Check(
        RULE, outcome,
        f"“{claim.text[one.start : one.end]}” in the claim, “{passage.text[other.start : other.end]}” in the report: "
        + words,
        (Span(one.start, one.end),), (Span(other.start, other.end),),
    )  # fmt: skip


def _toll(quantity: Quantity, claim: Reading, passage: Reading) -> Check | None:
    """Two tolls of one kind, however they are put; where the passage has several others, none is said to differ."""
    ours = [(harm, q) for harm, q in find_tolls(claim.text, claim.quantities) if q == quantity]
    if not ours or any(w.low in _TURNING for w in claim.words):
        return None
    if not _same_event(claim, passage):
        return None
    theirs = [q for harm, q in find_tolls(passage.text, passage.quantities) if harm is ours[0][0]]
    same = [q for q in theirs if relation(quantity, q) == "agrees"]
    if same:
        return _say(CheckOutcome.AGREES, quantity, same[0], claim, passage)
    if len(theirs) != 1 or relation(quantity, theirs[0]) != "differs" or is_a_part(quantity, theirs[0], passage):
        return None
    return _say(CheckOutcome.DIFFERS, quantity, theirs[0], claim, passage)


def _same_event(claim: Reading, passage: Reading) -> bool:
    """Whether a toll in the passage may be of the claim's event.

    Where both name something, a name of the claim has to stand in the passage, the sentence before or
    the headline; and a quarter of the claim's words in the first two, or half of those that say what it
    is a toll of in all three.
    """
    around = passage.stems | passage.context | passage.headline
    if claim.names and passage.names and not any(_named(name, around) for name in claim.names):
        return False
    event = claim.stems - _OF_TOLLS
    of_it = bool(event) and len(event & around) >= ALIKE * len(event)
    return of_it or passage.covered(claim.stems) >= AKIN


def _named(name: Name, stems: frozenset[str]) -> bool:
    """Whether a word of the name is among the stems."""
    return any(stem(word.lower()) in stems for word in name.text.split())


def _compare(quantity: Quantity, claim: Reading, passage: Reading) -> Check | None:
    comparable = [q for q in passage.quantities if _same_unit(quantity, q)]
    denied = [q for q in comparable if _denied(q, passage)]
    comparable = [q for q in comparable if q not in denied]
    agreeing = [q for q in comparable if relation(quantity, q) == "agrees"]
    if agreeing:
        best = max(agreeing, key=lambda q: _likeness(quantity, q, claim, passage))
        now = _replaced(best, comparable, passage)
        if now is not None and relation(quantity, now) == "differs" and speaks_of_now(claim.text):
            return _say(CheckOutcome.DIFFERS, quantity, now, claim, passage, "no longer so")
        if quantity.kind is QuantityKind.ORDINAL and not same_thing(quantity, best):
            return None
        if _better_rival(quantity, best, comparable, claim, passage):
            return None
        if not same_thing(quantity, best) and _likeness(quantity, best, claim, passage) < 0.2:
            return None
        since = f"agrees, but “{passage.text[now.start : now.end]}” took its place" if now is not None else ""
        return _say(CheckOutcome.AGREES, quantity, best, claim, passage, since)
    if quantity.kind is QuantityKind.ORDINAL or quantity.kind is QuantityKind.MULTIPLE:
        return None
    if denied and passage.covered(claim.stems) >= ALIKE:
        same = [q for q in denied if q.value == quantity.value and q.comparator is quantity.comparator]
        if same and not any(w.low in _TURNING for w in claim.words):
            return _say(CheckOutcome.DIFFERS, quantity, same[0], claim, passage, "the report says that it isn’t")
    if passage.covered(claim.stems) < ALIKE or _reckoned(quantity, claim, passage):
        return None
    rivals = [
        q
        for q in comparable
        if relation(quantity, q) == "differs"
        and not _change_and_level(quantity, q, claim, passage)
        and same_thing(quantity, q)
        and not is_a_part(quantity, q, passage)
        and same_deed(quantity, q, claim, passage)
        and not _of_another_name(quantity, q, claim, passage)
    ]
    if not rivals or _derivable(quantity, passage.quantities):
        return None
    best = max(rivals, key=lambda q: _likeness(quantity, q, claim, passage))
    if _likeness(quantity, best, claim, passage) < 0.4 or _open_question(quantity, comparable):
        return None
    return _say(CheckOutcome.DIFFERS, quantity, best, claim, passage)


def _other_figure(quantity: Quantity, claim: Reading, passage: Reading) -> Check | None:
    """Caution where the passage lacks the claim's figure but has another of the same thing.

    Too little else is alike to say that it differs: the passage may speak of
    something else, or take its subject from the sentences before.
    """
    comparable = [q for q in passage.quantities if _same_unit(quantity, q)]
    if quantity.kind in (QuantityKind.ORDINAL, QuantityKind.MULTIPLE) or passage.covered(claim.stems) < AKIN:
        return None
    if any(relation(quantity, q) != "differs" for q in comparable) or _derivable(quantity, passage.quantities):
        return None
    rivals = [q for q in comparable if same_thing(quantity, q) and not _change_and_level(quantity, q, claim, passage)]
    if not rivals:
        return None
    best = max(rivals, key=lambda q: _likeness(quantity, q, claim, passage))
    return _say(CheckOutcome.CAUTION, quantity, best, claim, passage, "perhaps of something else")


def _change_and_level(one: Quantity, other: Quantity, claim: Reading, passage: Reading) -> bool:
    """``profit of 358 million`` and ``cut its profit by 54 million``: how much it is and by how much it changed."""
    ours, theirs = _changes_by(one, claim), _changes_by(other, passage)
    if ours == theirs:
        return False
    level, reading = (other, passage) if ours else (one, claim)
    return _word_before(level, reading) == "to" or not UP_OR_DOWN & reading.sentence_at(level.start)


def _changes_by(quantity: Quantity, reading: Reading) -> bool:
    """Whether a figure is the size of a change: ``rose by 3``, not ``rose 3``, ``rose to 3`` or ``sold by 3 firms``."""
    return _word_before(quantity, reading) == "by" and bool(UP_OR_DOWN & reading.sentence_at(quantity.start))


def _word_before(quantity: Quantity, reading: Reading) -> str:
    return next((w.low for w in reversed(reading.words) if w.end <= quantity.start), "")


def _denied(quantity: Quantity, passage: Reading) -> bool:
    """``520, not 600``, ``£84 rather than £118``: a figure that the passage itself takes back."""
    words = [w.low for w in passage.words if quantity.start - 14 <= w.start < quantity.start][-2:]
    return words[-1:] == ["not"] or words in (["rather", "than"], ["instead", "of"])


def _replaced(quantity: Quantity, comparable: list[Quantity], passage: Reading) -> Quantity | None:
    """The figure that took another's place: 30 months in ``cut from four years to 30 months``."""
    before = passage.text[: quantity.start].rstrip().rpartition(" ")[2].lower()
    if before != "from":
        return None
    return next((q for q in comparable if passage.text[quantity.end : q.start].strip() == "to"), None)


def _better_rival(
    quantity: Quantity, best: Quantity, comparable: list[Quantity], claim: Reading, passage: Reading
) -> bool:
    """Whether another figure stands clearly nearer to the claim's words than the one that agrees."""
    likeness = _likeness(quantity, best, claim, passage)
    return any(
        same_thing(quantity, q)
        and relation(quantity, q) == "differs"
        and _likeness(quantity, q, claim, passage) > likeness + 0.2
        for q in comparable
    )


def _same_unit(one: Quantity, other: Quantity) -> bool:
    if one.kind is QuantityKind.ORDINAL or other.kind is QuantityKind.ORDINAL:
        return one.kind is other.kind
    if one.kind is other.kind:
        return one.unit == other.unit
    kinds = {one.kind, other.kind}
    if kinds == {QuantityKind.MONEY, QuantityKind.COUNT}:  # "from 412 million kroner to 455 million"
        bare = one if one.kind is QuantityKind.COUNT else other
        return bare.value >= 1000 and not bare.nouns
    return False


def _of_another_name(one: Quantity, other: Quantity, claim: Reading, passage: Reading) -> bool:
    """Whether the passage calls its sum of money something that the claim doesn't: ``a penalty of 1.2 million``.

    Then it is another thing's, and so it is where one is many times the other,
    unless they have the same digits: ``1.2 billion`` for ``1.2 million`` is a slip.
    """
    if one.kind is not QuantityKind.MONEY or other.kind is not QuantityKind.MONEY:
        return False
    name = _name_of(other, passage)
    low, high = sorted((abs(one.value), abs(other.value)))
    if name and name not in claim.stems:
        return True
    if not low:
        return False
    places = math.log10(high / low)
    return high > low * _FAR and abs(places - round(places)) > 0.01


def _name_of(quantity: Quantity, reading: Reading) -> str:
    """Stem of the noun in ``penalty of 1.2 million``, ``order worth 3 million``, ``3 million in damages``, or ""."""
    before = [w for w in reading.words if w.end <= quantity.start][-2:]
    if len(before) == 2 and before[1].low in ("of", "worth") and quantity.start - before[1].end <= 2:
        noun = before[0]
        if noun.content and noun.low not in _PLAIN_NAMES and noun.stem not in _PLAIN_NAMES:
            return noun.stem
    after = [w for w in reading.words if w.start >= quantity.end][:2]
    if (
        len(after) == 2
        and after[0].low == "in"
        and after[0].start - quantity.end <= 2
        and after[1].content
        and after[1].low == reading.text[after[1].start : after[1].end]  # "in Arden" is a place
    ):
        return after[1].stem
    return ""


def _likeness(one: Quantity, other: Quantity, claim: Reading, passage: Reading) -> float:
    """Share of the words near the claim's number that stand near (half weight: with) the passage's."""
    wanted = claim.near(one.start, one.end) - set(one.nouns[:1])
    if not wanted:
        return 0.5
    close = passage.near(other.start, other.end, 8)
    sentence = passage.sentence_at(other.start)
    return sum(1.0 if s in close else 0.6 if s in sentence else 0.0 for s in wanted) / len(wanted)


def _derivable(quantity: Quantity, others: list[Quantity]) -> bool:
    """Whether the claim's number is a sum, difference or share of two of the passage's, or close to it."""
    values = [q.value for q in others[:12]]
    for i, x in enumerate(values):
        for y in values[i + 1 :]:
            results = [x * y, x * y / 100]
            if min(abs(x), abs(y)) > _COUNTS * max(abs(x), abs(y)):
                results += [x + y, abs(x - y)]
            if x and y:
                results += [100 * x / y, 100 * y / x, 100 * abs(x - y) / x, 100 * abs(x - y) / y]
            if any(abs(r - quantity.value) <= TOLERANCE * max(quantity.value, 1e-9) for r in results):
                return True
    return False


def _reckoned(quantity: Quantity, claim: Reading, passage: Reading) -> bool:
    """Whether the claim may have done sums with the passage's figure, or negates or compares its own."""
    if any(w.low in _RECKONING for w in passage.words):
        return True
    if quantity.kind is QuantityKind.SHARE and any(
        q.kind is QuantityKind.SHARE and abs(100 - q.value - quantity.value) <= TOLERANCE * quantity.value
        for q in passage.quantities
    ):
        return True
    return any(w.low in _TURNING for w in claim.words if w.start < quantity.end)


def _open_question(quantity: Quantity, comparable: list[Quantity]) -> bool:
    """More than two other figures of the unit: which one is meant can't be told."""
    return len(comparable) > 2 or any(relation(quantity, q) == "unclear" for q in comparable)


def _say(
    outcome: CheckOutcome, one: Quantity, other: Quantity, claim: Reading, passage: Reading, words: str = ""
) -> Check:
    ours, theirs = claim.text[one.start : one.end], passage.text[other.start : other.end]
    words = words or ("agrees" if outcome is CheckOutcome.AGREES else "differs")
    return Check(
        RULE, outcome, f"“{ours}” in the claim, “{theirs}” in the report: {words}",
        (Span(one.start, one.end),), (Span(other.start, other.end),),
    )  # fmt: skip
