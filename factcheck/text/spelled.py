"""Numbers in words, read from tokens: ``twenty-five``, ``ten thousand five hundred``, ``and a half``."""

from __future__ import annotations

import math

from factcheck.text.units import NUMBER_WORDS
from factcheck.text.words import Token

SCALES: dict[str, float] = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
"""The magnitudes that parts of a number in words stand before."""

_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PART_WORDS = {
    ("a", "half"): 0.5, ("one", "half"): 0.5, ("a", "quarter"): 0.25, ("one", "quarter"): 0.25,
    ("three", "quarters"): 0.75, ("two", "thirds"): 2 / 3,
}  # fmt: skip


def low_at(tokens: list[Token], at: int) -> str:
    """The lower-case text of a token, empty outside the list."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def cardinal(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """A number in words and the token behind it.

    A magnitude that ends a number of one part is left to what reads units: of
    ``five million`` this is 5, of ``one million two hundred thousand`` the whole.
    """
    group = _below_thousand(tokens, at)
    if group is None:
        return None
    total, last = 0.0, math.inf
    value, at = group
    while (scale := SCALES.get(low_at(tokens, at), math.inf)) < last:
        rest = _rest(tokens, at + 1, scale)
        if rest is None:
            if total:
                value, at = value * scale, at + 1
            break
        total += value * scale
        (value, at), last = rest, scale
    return total + value, at


def part_behind(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """``and a half``, ``-and-three-quarters`` or ``½`` at a token: the value and the token behind it."""
    if low_at(tokens, at) in _PARTS:
        return _PARTS[low_at(tokens, at)], at + 1
    places = [i for i in range(at, min(at + 6, len(tokens))) if tokens[i].low != "-"][:3]
    words = [tokens[i].low for i in places]
    part = _PART_WORDS.get((words[1], words[2])) if len(words) == 3 and words[0] == "and" else None
    if part is None or low_at(tokens, places[2] + 1) == "of":
        return None  # "ten and a quarter of the rest" are two numbers
    return part, places[2] + 1


def _rest(tokens: list[Token], at: int, scale: float) -> tuple[float, int] | None:
    """What follows a magnitude as a part of the same number: ``five hundred`` behind ``ten thousand``."""
    joined = low_at(tokens, at) == "and"
    group = _below_thousand(tokens, at + joined) if low_at(tokens, at + joined) in NUMBER_WORDS else None
    if group is None or not group[0] or (joined and group[0] >= 100):
        return None
    return None if SCALES.get(low_at(tokens, group[1]), 0.0) >= scale else group


def _below_thousand(tokens: list[Token], at: int) -> tuple[float, int] | None:
    if low_at(tokens, at) in ("a", "an") and (low_at(tokens, at + 1) == "hundred" or low_at(tokens, at + 1) in SCALES):
        value, at = 1.0, at + 1
    elif (small := _below_hundred(tokens, at)) is not None:
        value, at = small
    else:
        return None
    if low_at(tokens, at) == "hundred":
        value, at = value * 100, at + 1
        more = _below_hundred(tokens, at + (low_at(tokens, at) == "and"))
        if more is not None and more[0] > 0:
            value, at = value + more[0], more[1]
    return value, at


def _below_hundred(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """``twenty-five`` and ``twenty five``, but not ``twenty five-year-olds``."""
    value = NUMBER_WORDS.get(low_at(tokens, at))
    if value is None:
        return None
    hyphen = low_at(tokens, at + 1) == "-"
    unit = low_at(tokens, at + 1 + hyphen)
    if value >= 20 and 0 < NUMBER_WORDS.get(unit, 0) < 10 and unit != "both":
        after = at + 2 + hyphen
        if hyphen or low_at(tokens, after) != "-":
            return value + NUMBER_WORDS[unit], after
    return float(value), at + 1
