"""Quantities in running text: value, bounds, unit and what is counted.

Follows the reading of round numbers in newsrooms: ``about``, ``nearly``, ``two
dozen`` and ``a third`` hold within about ten per cent, ``more than`` and
``fewer than`` are strict.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from factcheck.text.dates import DateMention, find_dates
from factcheck.text.measures import has_minus, read_unit
from factcheck.text.numerals import Numeral, QuantityKind, read_numeral
from factcheck.text.spelled import low_at
from factcheck.text.units import BEFORE_NUMBER, CURRENCY_SIGNS, NAME_LIKE, NOT_COUNTED, NOUN_STOP
from factcheck.text.words import Token, stem, tokenise

__all__ = ["TOLERANCE", "Comparator", "Quantity", "QuantityKind", "find_quantities"]

TOLERANCE = 0.10
"""Share by which a round number may be off."""

_BY_TO = 2.0
"""Times by which the second figure of ``by 15 to 20`` may be more, if both are to be a range."""


class Comparator(StrEnum):
    """How a number is bounded by the words around it."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    FEWER_THAN = "fewer than"
    AT_MOST = "at most"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its meaning.

    ``low`` and ``high`` bound it (infinite where open, tolerance not included);
    ``unit`` is a base unit (``kg``, ``s``, ``usd``, ``percent``), empty for
    counts, to which ``value`` is converted; ``nouns`` are stems of what is
    counted; ``step`` is the precision with which the number is written (10 for
    ``1,230``); ``rounded`` says that the wording itself is approximate.
    """

    start: int
    end: int
    kind: QuantityKind
    value: float
    low: float
    high: float
    comparator: Comparator
    unit: str = ""
    nouns: tuple[str, ...] = ()
    step: float = 1.0
    rounded: bool = False


def find_quantities(
    text: str, tokens: list[Token] | None = None, dates: list[DateMention] | None = None
) -> list[Quantity]:
    """All quantities of a text, in order; ``tokens`` and ``dates`` save work where they are known.

    Left out are dates and years, times of day, scores, and numbers that are
    part of a name (``No. 5``, ``Article 5``, ``F-16``, ``Vornholm 2``).
    """
    tokens = tokenise(text) if tokens is None else tokens
    taken = [(d.start, d.end) for d in (find_dates(text) if dates is None else dates)]
    found: list[Quantity] = []
    at, dates_at = 0, 0
    while at < len(tokens):
        while dates_at < len(taken) and taken[dates_at][1] <= tokens[at].start:
            dates_at += 1
        if dates_at < len(taken) and taken[dates_at][0] <= tokens[at].start:
            at += 1
            continue
        number = read_numeral(tokens, at)
        if number is None:
            at += 1
            continue
        quantity, at = _finish(tokens, number)
        if quantity is not None:
            found.append(quantity)
    return found


def _finish(tokens: list[Token], number: Numeral) -> tuple[Quantity | None, int]:
    """Unit, comparator, range and nouns around a number."""
    if number.kind is QuantityKind.COUNT:
        read_unit(tokens, number)
    if _is_part_of_a_name(tokens, number):
        return None, number.after
    comparator, first, rounded = _comparator(tokens, number)
    low = high = number.value
    after = number.after
    upper = _range_end(tokens, number, comparator)
    if upper is not None:
        if upper.kind is number.kind is QuantityKind.COUNT or upper.unit == number.unit or not number.unit:
            number.kind, number.unit, low, high = upper.kind, upper.unit, number.value, upper.value
        after, comparator = upper.after, Comparator.BETWEEN
        if high <= low:
            return None, after
    elif comparator is Comparator.MORE_THAN or comparator is Comparator.AT_LEAST:
        high = math.inf
    elif comparator is Comparator.FEWER_THAN or comparator is Comparator.AT_MOST:
        low = -math.inf
    if low_at(tokens, after) == "or" and low_at(tokens, after + 1) in ("so", "more", "fewer", "less"):
        last = low_at(tokens, after + 1)
        if last == "so":
            comparator, rounded = Comparator.ABOUT, True
        else:
            comparator = Comparator.AT_LEAST if last == "more" else Comparator.AT_MOST
            low, high = (low, math.inf) if last == "more" else (-math.inf, high)
        after += 2
    quantity = Quantity(
        tokens[first].start, tokens[after - 1].end, number.kind, number.value, low, high, comparator, number.unit,
        _nouns(tokens, after), number.step, rounded or number.rounded,
    )  # fmt: skip
    return quantity, after


def _is_part_of_a_name(tokens: list[Token], number: Numeral) -> bool:
    """``No. 5``, ``Article 5``, ``F-16``, ``Vornholm 2``, ``section 12``, scores such as ``3-1``."""
    if number.kind is not QuantityKind.COUNT or not tokens[number.first].is_number:
        return False
    if low_at(tokens, number.after) in ("p.m.", "a.m.", "pm", "am", "o'clock"):
        return True
    before = tokens[number.first - 1] if number.first else None
    if before is None:
        return False
    glued = before.end == tokens[number.first].start
    if glued and before.text in "-:/" and number.first > 1 and tokens[number.first - 2].text[0].isalnum():
        return True
    if before.text == "." and low_at(tokens, number.first - 2) in ("no", "nos", "art", "p", "pp"):
        return True
    if before.low in NAME_LIKE or (glued and before.is_word):
        return True
    follower = tokens[number.after] if number.after < len(tokens) else None
    if follower and follower.text in "-–" and follower.start == tokens[number.after - 1].end:
        following = tokens[number.after + 1] if number.after + 1 < len(tokens) else None
        if (
            following
            and following.is_number
            and number.value < 100
            and following.text.isdecimal()
            and int(following.text[:9]) < number.value
        ):
            return True
    is_name = before.text[0].isupper() and before.is_word and number.first > 1 and before.low not in BEFORE_NUMBER
    return is_name and not (follower and follower.is_word and stem(follower.low) != follower.low)


_ONE_WORD = {
    "about": Comparator.ABOUT,
    "around": Comparator.ABOUT,
    "roughly": Comparator.ABOUT,
    "approximately": Comparator.ABOUT,
    "some": Comparator.ABOUT,
    "nearly": Comparator.ABOUT,
    "almost": Comparator.ABOUT,
    "circa": Comparator.ABOUT,
    "estimated": Comparator.ABOUT,
    "over": Comparator.MORE_THAN,
    "above": Comparator.MORE_THAN,
    "exceeding": Comparator.MORE_THAN,
    "exceeded": Comparator.MORE_THAN,
    "exceeds": Comparator.MORE_THAN,
    "under": Comparator.FEWER_THAN,
    "below": Comparator.FEWER_THAN,
    "nearing": Comparator.ABOUT,
}
_TWO_WORDS = {
    "more than": Comparator.MORE_THAN, "greater than": Comparator.MORE_THAN, "higher than": Comparator.MORE_THAN,
    "upwards of": Comparator.MORE_THAN, "excess of": Comparator.MORE_THAN, "at least": Comparator.AT_LEAST,
    "minimum of": Comparator.AT_LEAST, "fewer than": Comparator.FEWER_THAN, "less than": Comparator.FEWER_THAN,
    "lower than": Comparator.FEWER_THAN, "up to": Comparator.AT_MOST, "at most": Comparator.AT_MOST,
    "many as": Comparator.AT_MOST, "much as": Comparator.AT_MOST, "maximum of": Comparator.AT_MOST,
    "close to": Comparator.ABOUT, "just under": Comparator.ABOUT, "just over": Comparator.ABOUT,
    "little over": Comparator.ABOUT, "little under": Comparator.ABOUT,
    "well over": Comparator.MORE_THAN, "good many": Comparator.ABOUT, "not quite": Comparator.ABOUT,
}  # fmt: skip
_NEGATED = {
    Comparator.MORE_THAN: Comparator.AT_MOST, Comparator.FEWER_THAN: Comparator.AT_LEAST,
}  # fmt: skip

_TAKES_OVER = frozenset(
    "hand hands handed handing take takes took taken taking turn turns turned turning hang hung charge control rule "
    "ruled rules".split()
)
"""Words whose "over" is theirs, and doesn't say that a number is more."""


def _comparator(tokens: list[Token], number: Numeral) -> tuple[Comparator, int, bool]:
    """The comparator in front of a number, the token it starts at, and whether it makes the number a round one."""
    first = number.first
    before = low_at(tokens, first - 1)
    if before in ("a", "an", "the"):
        return (
            (Comparator.ABOUT, first - 1, True)
            if low_at(tokens, first - 2) in _ONE_WORD
            else (Comparator.EXACTLY, first, False)
        )
    pair = f"{low_at(tokens, first - 2)} {before}"
    comparator = _TWO_WORDS.get(pair)
    start = first - 2
    if comparator is None:
        comparator, start = _ONE_WORD.get(before), first - 1
        if before == "estimated" and low_at(tokens, first - 2) != "an":
            comparator = None
        if comparator is None:
            return Comparator.EXACTLY, first, False
        if before == "over" and low_at(tokens, first - 2) in _TAKES_OVER:
            return Comparator.EXACTLY, first, False  # "handed over 19 prisoners"
        if before in ("over", "under", "around") and number.unit in ("s", "month"):
            return Comparator.ABOUT, first, True  # "over two days" may mean during them
    elif low_at(tokens, start - 1) in ("slightly", "little", "just") and comparator in (
        Comparator.MORE_THAN,
        Comparator.FEWER_THAN,
    ):
        return Comparator.ABOUT, start - 1, True
    elif low_at(tokens, start - 1) in ("no", "not") and comparator in _NEGATED:
        return _NEGATED[comparator], start - 1, False
    return comparator, start, comparator is Comparator.ABOUT


def _range_end(tokens: list[Token], number: Numeral, comparator: Comparator) -> Numeral | None:
    """The upper number of ``between 15 and 16 billion``, ``15 to 16``, ``15-16`` or ``five or six``.

    The lower one takes the magnitude and the unit that stand behind the upper one alone.
    """
    joiner, before = low_at(tokens, number.after), low_at(tokens, number.first - 1)
    either = joiner == "or"
    if number.kind is QuantityKind.ORDINAL or (comparator is not Comparator.EXACTLY and not either):
        return None
    if either and comparator not in (Comparator.EXACTLY, Comparator.ABOUT):
        return None
    is_range = (joiner == "and" and before == "between") or (joiner in ("to", "-", "–") and before != "from")
    if not (is_range or either) or number.after + 1 >= len(tokens):
        return None
    at = number.after + 1
    if at + 1 < len(tokens) and (low_at(tokens, at) in CURRENCY_SIGNS or has_minus(tokens, at + 1)):
        at += 1
    upper = read_numeral(tokens, at)
    if upper is None or upper.kind is not QuantityKind.COUNT:
        return None
    behind = upper.after
    read_unit(tokens, upper)
    bare = number.kind is QuantityKind.COUNT and not number.unit
    if not bare and (upper.kind, upper.unit) not in ((number.kind, number.unit), (QuantityKind.COUNT, "")):
        return None  # "fell by a third to 318 million"
    lower = replace(number, after=behind) if bare and number.scale == 1 else replace(number)
    if lower.after == behind:
        read_unit(tokens, lower)
    elif number.scale == 1:
        lower.value, lower.scale = lower.value * upper.scale, upper.scale
    if lower.value > upper.value and number.scale == 1:
        lower.value /= lower.scale  # "500,000 to one million"
    if either and (lower.value >= upper.value or upper.unit != lower.unit):
        return None
    if before == "by" and joiner == "to" and upper.value > _BY_TO * lower.value:
        return None  # "cut by 2 million to 5 million", and not "up by 15 to 20 per cent"
    number.value, number.step = lower.value, lower.step
    return upper


def _nouns(tokens: list[Token], at: int) -> tuple[str, ...]:
    """Stems of the words behind a number that may say what is counted."""
    nouns: list[str] = []
    for token in tokens[at : at + 9]:
        word = token.low
        if word in ("of", "the", "its", "their", "his", "her", "'", "s", "’", "-"):
            continue
        if not token.is_word or word in NOUN_STOP or len(nouns) == 4:
            break
        if word not in NOT_COUNTED:
            nouns.append(stem(word))
    return tuple(nouns)
