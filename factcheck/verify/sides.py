"""Passages that give both sides of a quarrel are two: weighed as one they could take one side only.

"The union said that no alarm rang; the mill said that it did." is a support and a
conflict, and so is "The builder said that … Ms Dell denied that." where the denial is so
short that the index keeps it with the sentence before.
"""

from __future__ import annotations

import re

from factcheck.text.attribution import find_attribution
from factcheck.text.names import same_name
from factcheck.text.sentences import split_sentences
from factcheck.types import Span
from factcheck.verify.denials import points_back

_CUT = re.compile(
    r"(?:;\s+|,\s+(?=(?:while|whereas|but|although|though|and)\s))(?:while|whereas|but|although|though|and)?\s*"
)
_FEWEST = 3
"""Words of a half."""


def both_sides(passage: str) -> tuple[Span, Span] | None:
    """Where the first and the second party's part of a passage stand; ``None`` where it isn't two parties' word."""
    sentences = split_sentences(passage)
    for number, sentence in enumerate(sentences):
        if number and points_back(passage[sentence.start : sentence.end]):
            return Span(0, sentences[number - 1].end), Span(sentence.start, len(passage))
        for cut in _CUT.finditer(passage, sentence.start, sentence.end):
            one, other = passage[sentence.start : cut.start()], passage[cut.end() : sentence.end]
            if min(len(one.split()), len(other.split())) >= _FEWEST and _two_parties(one, other):
                return Span(0, cut.start() + 1), Span(cut.end(), len(passage))  # the stop stays with the first
    return None


def _two_parties(one: str, other: str) -> bool:
    if points_back(other):
        return True
    first, second = find_attribution(one), find_attribution(other)
    if first is None or second is None or not first.speaker or not second.speaker:
        return False
    # a pronoun may be the same one: "The mayor said that it was over, and she thanked …"
    return not first.pronoun and not second.pronoun and not same_name(first.speaker, second.speaker)
