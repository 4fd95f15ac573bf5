"""Numbers in digits and words, read from tokens: ``1,230``, ``twenty-four``, ``a third``, ``19th``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.units import FRACTION_WORDS, NOUN_STOP, NUMBER_WORDS, ORDINAL_WORDS, ROUND_COUNTS
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
    """A number while it is being read: token range, value, precision."""

    first: int
    after: int
    value: float
    step: float
    rounded: bool = False
    kind: QuantityKind = QuantityKind.COUNT
    unit: str = ""
    scaled: bool = False


def low_at(tokens: list[Token], at: int) -> str:
    """The lower-case text of a token, empty outside the list."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


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
        if low_at(tokens, at - 1) in ("and", "first", "second", "other") or low_at(tokens, at + 1) in (
            "hour",
            "past",
            "time",
            "-",
            "year",
        ):
            return None
        after = at + 1
        return Numeral(at, after, 50.0, 5, rounded=True, kind=QuantityKind.SHARE, unit="percent")
    top = 1.0 if word in ("a", "an") else NUMBER_WORDS.get(word, 0.0)
    if not 0 < top < 20:
        return None
    next_at = at + 2 if low_at(tokens, at + 1) == "-" else at + 1
    part = FRACTION_WORDS.get(low_at(tokens, next_at).removesuffix("s"))
    if part is not None and (top > 1) == low_at(tokens, next_at).endswith("s"):
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
    words = [t.low for t in tokens[at : at + 6]]
    if words[:1] == ["half"]:
        value, used = 0.5, 1
    elif len(words) > 1 and words[0] in ("a", "three", "two") and words[1].removesuffix("s") in FRACTION_WORDS:
        value, used = NUMBER_WORDS.get(words[0], 1.0) / FRACTION_WORDS[words[1].removesuffix("s")], 2
    else:
        return None
    rest = words[used + 1 :] if words[used : used + 1] == ["of"] else words[used:]
    if rest[:2] in (["a", "percent"], ["a", "percentage"]):
        end = at + used + (rest is not words[used:] and words[used : used + 1] == ["of"]) + 2
        end += rest[2:3] == ["point"]
        return Numeral(at, end, value, 0.05, rounded=True, kind=QuantityKind.MEASURE, unit="point")
    return None


def _in_words(tokens: list[Token], at: int) -> Numeral | None:
    """``twenty-four``, ``two hundred and six``, ``two dozen``, ``a couple of``, ``one million``."""
    word = low_at(tokens, at)
    start = at
    value = 0.0
    if word in ("a", "an"):
        if low_at(tokens, at + 1) not in ROUND_COUNTS and low_at(tokens, at + 1) not in (
            "hundred",
            "thousand",
            "million",
            "billion",
        ):
            return None
        value, at = 1.0, at + 1
    elif word in NUMBER_WORDS:
        value, at = NUMBER_WORDS[word], at + 1
        if value >= 20 and low_at(tokens, at) == "-" and 0 < NUMBER_WORDS.get(low_at(tokens, at + 1), 0) < 10:
            value, at = value + NUMBER_WORDS[low_at(tokens, at + 1)], at + 2
    elif word in ROUND_COUNTS:
        value = 1.0
    else:
        return None
    if low_at(tokens, at) in ROUND_COUNTS:
        each = ROUND_COUNTS[low_at(tokens, at)]
        return Numeral(start, at + 1, value * each, each, rounded=True)
    if low_at(tokens, at) == "hundred":
        value, at = value * 100, at + 1
        joined = at + 1 if low_at(tokens, at) == "and" else at
        if 0 < NUMBER_WORDS.get(low_at(tokens, joined), 0) < 100:
            value, at = value + NUMBER_WORDS[low_at(tokens, joined)], joined + 1
            if low_at(tokens, at) == "-" and 0 < NUMBER_WORDS.get(low_at(tokens, at + 1), 0) < 10:
                value, at = value + NUMBER_WORDS[low_at(tokens, at + 1)], at + 2
    if start + 1 == at and word == "one" and not _one_counts(tokens, start):
        return None
    return Numeral(start, at, value, 1)


def _one_counts(tokens: list[Token], at: int) -> bool:
    """``one`` is a number only in plain counting: "one naval vessel", not "one of", "no one", "this one"."""
    before, after = low_at(tokens, at - 1), low_at(tokens, at + 1)
    if before in ("no", "any", "some", "every", "each", "this", "that", "which", "the", "other", "another", "-"):
        return False
    return after.isalpha() and after not in NOUN_STOP and after not in ("of", "day", "another", "such")
