"""Magnitudes and units around a number: ``5m``, ``A$``, ``square miles``, ``degrees Fahrenheit``, ``per cent``."""

from __future__ import annotations

from factcheck.text.numerals import Numeral, QuantityKind
from factcheck.text.spelled import low_at
from factcheck.text.units import CURRENCY_SIGNS, CURRENCY_WORDS, MAGNITUDES, MEASURES, NOUN_STOP
from factcheck.text.words import Token, stem

_HYPHENED = frozenset("year month week day hour minute metre mile km".split())
_DOLLARS = {"us": "usd", "a": "aud", "c": "cad", "nz": "nzd", "hk": "hkd", "s": "sgd", "nt": "twd", "r": "brl"}
"""What stands glued in front of a dollar sign."""
_COUNTRIES = {
    "us": "usd", "u.s.": "usd", "american": "usd", "australian": "aud", "canadian": "cad", "zealand": "nzd",
    "kong": "hkd", "singapore": "sgd",
}  # fmt: skip
"""The last word in front of ``dollars`` that says whose they are."""
_METRES = frozenset(
    "long high deep wide tall away thick above below down pool race sprint dash final relay record hurdles freestyle "
    "butterfly backstroke breaststroke medley wave waves wall walls cliff cliffs tree trees tower towers".split()
)
"""Words behind ``5m`` that make it metres."""
_METRES_OR_MILLIONS = "m or million"
_CHANGE = frozenset("warmer hotter cooler colder higher lower more less above".split())
_FROM_ZERO = frozenset("zero freezing".split())


def read_unit(tokens: list[Token], number: Numeral) -> None:
    """Read magnitude and unit behind (and a currency sign in front of) a number, in place."""
    at = number.after
    if low_at(tokens, at) == "-" and low_at(tokens, at + 1) in _HYPHENED:
        at += 1
    sign = low_at(tokens, number.first - 1)
    is_money = sign in CURRENCY_SIGNS
    magnitude = MAGNITUDES.get(low_at(tokens, at))
    if low_at(tokens, at) == "m" and not is_money:
        magnitude = MAGNITUDES["m"] if _means_million(tokens, at + 1) else None
    if magnitude is not None:
        number.value, number.step, number.scale = number.value * magnitude, number.step * magnitude, magnitude
        at += 1
    if is_money:
        _money_sign(tokens, number, CURRENCY_SIGNS[sign])
    elif low_at(tokens, at) in ("degree", "degrees", "°"):
        at = _degrees(tokens, number, at + 1)
    else:
        at = _behind(tokens, number, at)
    number.after = at


def _means_million(tokens: list[Token], at: int) -> bool:
    """``5m people``, ``5m new homes``, ``5m euros``; not ``5m long``, nor ``5m`` with no word to tell by."""
    for token in tokens[at : at + 3]:
        if not token.is_word or token.low in NOUN_STOP or token.low in _METRES:
            return False
        plural = token.low.endswith("s") and stem(token.low) != token.low
        if plural or token.low in CURRENCY_WORDS or stem(token.low) in ("person", "man", "woman", "child"):
            return True
    return False


def _money_sign(tokens: list[Token], number: Numeral, unit: str) -> None:
    """A currency sign in front; ``A$`` and the like are other dollars than ``$``."""
    number.kind, number.unit, number.first = QuantityKind.MONEY, unit, number.first - 1
    whose = low_at(tokens, number.first - 1)
    if whose in _DOLLARS and tokens[number.first - 1].end == tokens[number.first].start:
        number.unit = _DOLLARS[whose] if unit == "usd" else unit
        number.first -= 1


def _behind(tokens: list[Token], number: Numeral, at: int) -> int:
    """Read the unit at a token; the token behind it."""
    word, following = low_at(tokens, at), low_at(tokens, at + 1)
    if word in ("%", "percent", "pct") or (word, following) == ("per", "cent"):
        at += 2 if word == "per" else 1
        if low_at(tokens, at) in ("point", "points"):
            number.kind, number.unit, at = QuantityKind.MEASURE, "point", at + 1
        else:
            number.kind, number.unit = QuantityKind.SHARE, "percent"
    elif word == "percentage" and following in ("point", "points"):
        number.kind, number.unit, at = QuantityKind.MEASURE, "point", at + 2
    elif (word, following) == ("basis", "points"):
        number.kind, number.unit, at = QuantityKind.MEASURE, "point", at + 2
        number.value, number.step = number.value / 100, number.step / 100
    elif (money := _currency(tokens, at)) is not None:
        number.kind, (number.unit, at) = QuantityKind.MONEY, money
    elif word == "times" or (word == "fold" and at == number.after):
        number.kind, at = QuantityKind.MULTIPLE, at + 1
    elif (measure := _measure(tokens, at)) is not None:
        unit, factor, at = measure
        number.kind = QuantityKind.MEASURE
        hyphen = low_at(tokens, at) == "-"
        if unit in ("month", "s") and low_at(tokens, at + hyphen) == "old":
            number.kind, at = QuantityKind.AGE, at + 1 + hyphen
        number.unit, number.value, number.step = unit, number.value * factor, number.step * factor
    elif word == "m" and number.scale == 1 and at == number.after:
        metres = low_at(tokens, at + 1 + (low_at(tokens, at + 1) == "-")) in _METRES
        number.kind, number.unit, at = QuantityKind.MEASURE, "m" if metres else _METRES_OR_MILLIONS, at + 1
    elif low_at(tokens, number.first - 1) == "aged":
        number.kind, number.unit, number.value = QuantityKind.AGE, "month", number.value * 12
    return at


def _currency(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """``euros``, ``US dollars``, ``New Zealand dollars``: the currency and the token behind it."""
    if low_at(tokens, at) in CURRENCY_WORDS:
        return CURRENCY_WORDS[low_at(tokens, at)], at + 1
    last = at + (low_at(tokens, at) in ("new", "hong"))
    if low_at(tokens, last) in _COUNTRIES and low_at(tokens, last + 1) in CURRENCY_WORDS:
        unit = CURRENCY_WORDS[low_at(tokens, last + 1)]
        return (_COUNTRIES[low_at(tokens, last)] if unit == "usd" else unit), last + 2
    return None


def _measure(tokens: list[Token], at: int) -> tuple[str, float, int] | None:
    """Base unit, factor and the token behind a unit; areas are in square metres, volumes in litres."""
    word = low_at(tokens, at)
    if word in MEASURES:
        return *MEASURES[word], at + 1
    if word in ("km²", "m²"):
        return "m2", 1e6 if word == "km²" else 1.0, at + 1
    if word not in ("square", "sq", "cubic"):
        return None
    at += 2 if low_at(tokens, at + 1) == "." else 1
    length, factor = MEASURES.get(low_at(tokens, at), ("m" if low_at(tokens, at) == "m" else "", 1.0))
    if length != "m":
        return None
    return ("l", factor**3 * 1000, at + 1) if word == "cubic" else ("m2", factor**2, at + 1)


def _degrees(tokens: list[Token], number: Numeral, at: int) -> int:
    """Degrees, in Celsius where the text says which; the sign in front counts here, where it is no hyphen."""
    scale = low_at(tokens, at)
    if scale in ("c", "celsius", "centigrade", "f", "fahrenheit"):
        at += 1
    number.kind, number.unit = QuantityKind.MEASURE, "degree"
    if low_at(tokens, at) == "below" and low_at(tokens, at + 1) in _FROM_ZERO:
        at, number.value = at + 2, -number.value
    elif has_minus(tokens, number.first):
        number.first, number.value = number.first - 1, -number.value
    if scale in ("f", "fahrenheit"):
        change = low_at(tokens, number.first - 1) == "by" or low_at(tokens, at) in _CHANGE
        number.value = (number.value - (0 if change else 32)) * 5 / 9
        number.step = min(number.step, 1.0) * 5 / 9
    return at


def has_minus(tokens: list[Token], first: int) -> bool:
    """``minus 40`` or a sign glued to the number with nothing glued in front of it."""
    sign = low_at(tokens, first - 1)
    if sign == "minus":
        return True
    if sign not in ("-", "−", "–") or tokens[first - 1].end != tokens[first].start:
        return False
    return first < 2 or tokens[first - 2].end < tokens[first - 1].start
