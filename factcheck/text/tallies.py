"""Tallies in running text: ``19 to 14``, ``by nine votes to four``, ``3-1``, ``12 against 7``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.text.numerals import read_numeral
from factcheck.text.words import tokenise

_JOINT = re.compile(
    r"\b(?P<one>\w+)(?: (?:votes?|seats?|goals?|games?|points?|members?|in favou?r))?"
    r"(?: to |[-–](?=\d)|, with | against | v\.? | versus )(?P<two>\w+)(?! ?(?:per cent|percent|%|years?|p\.m|a\.m))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:vot\w+|ballot\w*|won|win|wins|beat|beaten|lost|lose|loses|lead|leads|led|defeat\w*|score\w*|drew|draw|approved|"
    r"passed|rejected|backed|adopted|carried|council\w*|committee|parliament|senate|goals?|match)\b",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"vote|favou?r|against|seat", re.IGNORECASE)
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of two sides, the larger first; offsets into the text."""

    start: int
    end: int
    more: int
    fewer: int


def find_tallies(text: str) -> list[Tally]:
    """The tallies of a text that speaks of a vote, a match or the like; empty for any other."""
    if not _COUNTED.search(text):
        return []
    found = []
    for joint in _JOINT.finditer(text):
        one, two = _whole(joint["one"]), _whole(joint["two"])
        before = text[max(0, joint.start() - 8) : joint.start()].lower()
        if one is None or two is None or before.endswith(("from ", "between ")) or max(one, two) > _MOST:
            continue
        if one < two and not _IN_WORDS.search(joint.group()):
            continue  # "aged 12 to 14" is a range
        if 1900 <= one <= 2100 and 0 <= two <= 2100:
            continue  # years
        found.append(Tally(joint.start(), joint.end(), max(one, two), min(one, two)))
    return found


def _whole(word: str) -> int | None:
    tokens = tokenise(word)
    if len(tokens) != 1:
        return None
    number = read_numeral(tokens, 0)
    if number is None or number.value != int(number.value):
        return None
    return int(number.value)
