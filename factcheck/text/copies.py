"""Near-duplicate texts, found by containment rather than by resemblance.

A wire copy is shortened, gets another headline and a few edits, so most of the
*shorter* text stands in the longer one while their resemblance (Jaccard) may be
low. Containment of word shingles is from Broder (1997), "On the resemblance and
containment of documents"; sampling the hashes below a fixed fraction of their
range, which keeps containment estimable for texts of any lengths, is scaled
MinHash (FracMinHash; Irber et al. 2022, "Lightweight compositional analysis of
metagenomes with FracMinHash and minimum metagenome covers"). The sample only
finds candidates; whether two texts are copies is decided on all shingles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH = 4
"""Words in a shingle: four in a row are rarely shared by chance, and one edit breaks only four."""

SCALE = 8
"""One shingle in so many is sampled. A 60-word copy then has no sample in common with its origin once in 500 times."""

SHARE = 0.6
"""At least so much of the shorter text stands in the other when they are copies."""

SHORT = 24
"""A text of fewer shingles has to stand in the other nearly whole (``SHARE_OF_SHORT``)."""

SHARE_OF_SHORT = 0.85

_MAX_CHARACTERS = 200_000
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
TINY = 8
"""A text of fewer shingles is a copy only of one with the same words: a line may stand in many stories."""

CHARACTERS_A_WORD = 7
"""Roughly, with the space and stops after it; for guessing the number of shingles of a text not yet cut."""

_MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_COUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen hundred".split()
)


@dataclass(frozen=True, slots=True)
class Shingles:
    """A text as the set of its runs of ``WIDTH`` words, and its figures in their places."""

    hashes: frozenset[int]
    figures: dict[tuple[str, str, str], frozenset[str]]


def shingles(text: str) -> Shingles:
    """Cut a text into shingles; case, punctuation and line breaks make no difference.

    Only the first 200,000 characters count, which bounds time and memory on any input.
    """
    words = [word.replace(",", "") for word in _WORD.findall(text[:_MAX_CHARACTERS].casefold())]
    if not words:
        return Shingles(frozenset(), {})
    width = min(WIDTH, len(words))
    numbers = np.array([crc32(word.encode("utf-8", "replace")) for word in words], dtype=np.uint64)
    runs = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for at in range(width):
        runs = _mixed(runs ^ numbers[at : at + len(runs)])
    return Shingles(frozenset((runs >> np.uint64(1)).tolist()), _figures(words))  # 63 bits, which SQLite can hold


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread values evenly over 64 bits (the finaliser of SplitMix64; Steele et al. 2014), overflow intended."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def fingerprint(cut: Shingles) -> frozenset[int]:
    """The sample of a text's shingle hashes: those in the lowest ``1 / SCALE`` of the range."""
    return frozenset(value for value in cut.hashes if value < (1 << 63) // SCALE)


def containment(one: Shingles, other: Shingles) -> float:
    """The share of the shorter text that stands in the other, 0 to 1."""
    shorter = min(len(one.hashes), len(other.hashes))
    return len(one.hashes & other.hashes) / shorter if shorter else 0.0


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Whether two texts are copies of one: the shorter stands mostly in the longer, and no figure was changed.

    A later version of a story repeats most of it with another toll. It is no
    copy: counting it as one would hide the newer figure behind the older.
    """
    shorter = min(len(one.hashes), len(other.hashes))
    if shorter < TINY:
        return shorter > 0 and one.hashes == other.hashes
    needed = SHARE if shorter >= SHORT else SHARE_OF_SHORT
    return containment(one, other) >= needed and not _figure_changed(one, other)


def _figures(words: list[str]) -> dict[tuple[str, str, str], frozenset[str]]:
    """Figures by the two words before and the one after them; days of a month are left out."""
    found: dict[tuple[str, str, str], frozenset[str]] = {}
    places = [at for at, word in enumerate(words) if word in _COUNTS or word[0].isdigit()]
    for at in places:
        if not 2 <= at < len(words) - 1:
            continue
        word = words[at]
        before, after = words[at - 1], words[at + 1]
        if before in _MONTHS or after in _MONTHS:
            continue
        place = (words[at - 2], before, after)
        found[place] = found.get(place, frozenset()) | {word}
    return found


def _figure_changed(one: Shingles, other: Shingles) -> bool:
    return any(place in other.figures and not (values & other.figures[place]) for place, values in one.figures.items())
