"""Numbers in digits and words, read from tokens: ``1,230``, ``twenty-four``, ``a third``, ``19th``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.spelled import SCALES, cardinal, low_at, part_behind
from factcheck.text.units import FRACTION_WORDS, MEASURES, NOUN_STOP, NUMBER_WORDS, ORDINAL_WORDS, ROUND_COUNTS
from factcheck.text.words import Token


class QuantityKind(StrEnum):
    """What a number measures."""

    COUNT = "count"
    SHARE = "share"
    """Per cent or a fraction; the value is in per cent."""
    MONEY = "money"
    MEASURE = "measure"
    AGE = "age"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"


@dataclass(slots=True)
class Numeral:
    """A number while it is being read: token range, value, precision, and the magnitude read behind it."""

    first: int
    after: int
    value: float
    step: float
    rounded: bool = False
    kind: QuantityKind = QuantityKind.COUNT
    unit: str = ""
    scale: float = 1.0


_PART_STEP = 0.2
"""How exact a number is that ends in ``and a half``: from 2.4 to 2.6 is two and a half."""
_VAGUE = frozenset("several few many numerous".split())
_FEWER_THAN_SCALES = {"dozen": 12.0, "hundred": 100.0}


def read_numeral(tokens: list[Token], at: int) -> Numeral | None:
    """The number that starts at a token, in digits or words, or ``None``."""
    token = tokens[at]
    if token.is_number:
        return _digits(tokens, at)
    if not token.is_word:
        return None
    word = token.low
    if word in ("a", "an", "one", "half") or word in NUMBER_WORDS or word in ROUND_COUNTS or word in ("both", "once"):
        return _fraction(tokens, at) or _in_words(tokens, at)
    if word in ("dozens", "hundreds", "thousands", "tens", "scores", "millions", "billions"):
        return None
    if word in ORDINAL_WORDS:
        return Numeral(at, at + 1, ORDINAL_WORDS[word], 1, kind=QuantityKind.ORDINAL)
    if word in ("twice", "double", "thrice", "triple"):
        value = 2.0 if word in ("twice", "double") else 3.0
        return Numeral(at, at + 1, value, 1, kind=QuantityKind.MULTIPLE)
    return None


def _digits(tokens: list[Token], at: int) -> Numeral | None:
    text = tokens[at].text
    whole, point, decimals = text.replace(",", "").partition(".")
    if "." in decimals or len(whole) > 15 or len(decimals) > 9:
        return None
    if point and "," not in text and text.count(".") == 1 and low_at(tokens, at + 1) in ("am", "pm", "a.m.", "p.m."):
        return None
    value = float(whole + point + decimals)
    step = 10.0 ** -len(decimals) if point else 10.0 ** (len(whole) - len(whole.rstrip("0") or whole))
    after = at + 1
    glued = after < len(tokens) and tokens[after].start == tokens[at].end
    follower = low_at(tokens, after)
    if glued and follower in ("st", "nd", "rd", "th"):
        return Numeral(at, after + 1, value, 1, kind=QuantityKind.ORDINAL)
    if glued and follower in (":", "/") and number_at(tokens, after + 1):
        return None
    if glued and follower == "s":
        return None
    part = part_behind(tokens, after) if not point else None
    if part is not None:
        return Numeral(at, part[1], value + part[0], _PART_STEP)
    return Numeral(at, after, value, step)


def number_at(tokens: list[Token], at: int) -> bool:
    """Whether there is a token with digits at that place."""
    return 0 <= at < len(tokens) and tokens[at].is_number


def _fraction(tokens: list[Token], at: int) -> Numeral | None:
    """``a third of``, ``two thirds``, ``half``, ``one in fifty``, ``three quarters``."""
    word = low_at(tokens, at)
    of_a_point = _of_a_point(tokens, at)
    if of_a_point is not None:
        return of_a_point
    if word == "half":
        if low_at(tokens, at - 1) in ("and", "first", "second", "other") or _ends_a_number(tokens, at - 1):
            return None
        of_one = _of_one(tokens, at, at + 1, 0.5)
        if of_one is not None:
            return of_one
        if low_at(tokens, at + 1) in ("hour", "past", "time", "-", "year"):
            return None
        return Numeral(at, at + 1, 50.0, 5, rounded=True, kind=QuantityKind.SHARE, unit="percent")
    if _ends_a_number(tokens, at):
        return None
    top = 1.0 if word in ("a", "an") else NUMBER_WORDS.get(word, 0.0)
    if not 0 < top < 20:
        return None
    next_at = at + 2 if low_at(tokens, at + 1) == "-" else at + 1
    part = FRACTION_WORDS.get(low_at(tokens, next_at).removesuffix("s"))
    if part is not None and (top > 1) == low_at(tokens, next_at).endswith("s"):
        of_one = _of_one(tokens, at, next_at + 1, top / part)
        if of_one is not None:
            return of_one
        follower = low_at(tokens, next_at + 1)
        compared = low_at(tokens, at - 1) in (
            "than",
            "about",
            "nearly",
            "almost",
            "over",
            "by",
            "least",
            "under",
            "around",
            "only",
        )
        if (
            top == 1
            and not compared
            and follower
            not in (
                "of",
                "fewer",
                "more",
                "less",
                "lower",
                "higher",
                "cheaper",
                "to",
                "in",
                ",",
                ".",
                ";",
                "",
            )
        ):
            return None  # "a third straight title" is an ordinal
        return Numeral(at, next_at + 1, 100.0 * top / part, 5, rounded=True, kind=QuantityKind.SHARE, unit="percent")
    if low_at(tokens, at + 1) in ("in", "of", "out") and word not in ("a", "an"):
        below = at + 2 + (low_at(tokens, at + 1) == "out")
        bottom = NUMBER_WORDS.get(low_at(tokens, below), 0.0)
        if number_at(tokens, below) and tokens[below].text.isdecimal():
            bottom = float(tokens[below].text[:9])
        if bottom > top and low_at(tokens, at + 1) == "in":
            return Numeral(at, below + 1, 100 * top / bottom, 1, rounded=True, kind=QuantityKind.SHARE, unit="percent")
    return None


def _of_a_point(tokens: list[Token], at: int) -> Numeral | None:
    """``half a percentage point``, ``a quarter of a percent``: percentage points."""
    words = [t.low for t in tokens[at : at + 7]]
    if words[:1] == ["half"]:
        value, used = 0.5, 1
    elif len(words) > 1 and words[0] in ("a", "three", "two") and words[1].removesuffix("s") in FRACTION_WORDS:
        value, used = NUMBER_WORDS.get(words[0], 1.0) / FRACTION_WORDS[words[1].removesuffix("s")], 2
    else:
        return None
    used += words[used : used + 1] == ["of"]
    rest = words[used:]
    for unit in (["percent"], ["percentage"], ["per", "cent"]):
        if rest[:1] in (["a"], ["one"]) and rest[1 : 1 + len(unit)] == unit:
            end = used + 1 + len(unit)
            end += words[end : end + 1] == ["point"]
            return Numeral(at, at + end, value, 0.05, rounded=True, kind=QuantityKind.MEASURE, unit="point")
    return None


def _ends_a_number(tokens: list[Token], at: int) -> bool:
    """``an hour and a half``: no half of anything, unlike ``and a half of the men``."""
    return (
        low_at(tokens, at - 1) == "and"
        and low_at(tokens, at) == "a"
        and low_at(tokens, at + 1) in FRACTION_WORDS
        and low_at(tokens, at + 2) != "of"
    )


def _of_one(tokens: list[Token], first: int, at: int, part: float) -> Numeral | None:
    """``half a million``, ``half-dozen``, ``a quarter of a mile``: a part of a magnitude or a unit, not of a whole."""
    behind = at
    while low_at(tokens, behind) in ("-", "of", "a", "an") and behind < at + 3:
        behind += 1
    between, word = [t.low for t in tokens[at:behind]], low_at(tokens, behind)
    article = "a" in between or "an" in between
    if "of" in between and not article:
        return None
    if word in _FEWER_THAN_SCALES:
        return Numeral(first, behind + 1, part * _FEWER_THAN_SCALES[word], 1, rounded=True)
    if word in SCALES or (article and word in MEASURES):
        return Numeral(first, behind, part, part / 10, rounded=True)
    return None


def _in_words(tokens: list[Token], at: int) -> Numeral | None:
    """``twenty-four``, ``two hundred and six``, ``two dozen``, ``a couple of``, ``one million``, ``two and a half``."""
    word = low_at(tokens, at)
    if word in ROUND_COUNTS:
        vague = word == "score" or low_at(tokens, at - 1) in _VAGUE  # "several dozen" is no dozen
        return None if vague else _round_count(tokens, at, at, 1.0)
    if word in ("a", "an") and low_at(tokens, at + 1) in ROUND_COUNTS:
        return _round_count(tokens, at, at + 1, 1.0)
    read = cardinal(tokens, at)
    if read is None:
        return None
    value, after = read
    if low_at(tokens, after) in ROUND_COUNTS:
        return _round_count(tokens, at, after, value)
    scale = SCALES.get(low_at(tokens, after), 0.0)
    part = part_behind(tokens, after + 1) if scale else part_behind(tokens, after)
    if part is not None:
        unit = scale or 1.0
        return Numeral(at, part[1], (value + part[0]) * unit, _PART_STEP * unit)
    if word == "one" and after == at + 1 and not scale and not _one_counts(tokens, at):
        return None
    whole = str(int(value))
    return Numeral(at, after, value, 10.0 ** (len(whole) - len(whole.rstrip("0"))) if value >= 1000 else 1)


def _round_count(tokens: list[Token], first: int, at: int, value: float) -> Numeral:
    """``two dozen``, ``a couple``, ``a couple of hundred``; a greater magnitude is left to what reads units."""
    word, after = low_at(tokens, at), at + 1
    if word == "couple":
        big = after + (low_at(tokens, after) == "of")
        each = _FEWER_THAN_SCALES.get(low_at(tokens, big))
        if each is not None:
            return Numeral(first, big + 1, 2 * value * each, each, rounded=True)
        if low_at(tokens, big) in SCALES:
            return Numeral(first, big, 2 * value, 1, rounded=True)
    return Numeral(first, after, value * ROUND_COUNTS[word], ROUND_COUNTS[word], rounded=True)


def _one_counts(tokens: list[Token], at: int) -> bool:
    """``one`` is a number only in plain counting: "one naval vessel", not "one of", "no one", "this one"."""
    before, after = low_at(tokens, at - 1), low_at(tokens, at + 1)
    if after == "or" and low_at(tokens, at + 2) in NUMBER_WORDS:
        return True
    if before in ("no", "any", "some", "every", "each", "this", "that", "which", "the", "other", "another", "-"):
        return False
    return after.isalpha() and after not in NOUN_STOP and after not in ("of", "day", "another", "such")
