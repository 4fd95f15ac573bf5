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
from hashlib import blake2b
from itertools import islice

WIDTH = 4
"""Words in a shingle: four in a row are rarely shared by chance, and one edit breaks only four."""

SCALE = 8
"""One shingle in so many is sampled. A 60-word copy then has no sample in common with its origin once in 500 times."""

SHARE = 0.6
"""At least so much of the shorter text stands in the other when they are copies."""

SHORT = 24
"""A text of fewer shingles has to stand in the other nearly whole (``SHARE_OF_SHORT``)."""

SHARE_OF_SHORT = 0.85

_MAX_WORDS = 20_000
_WORD = re.compile(r"[^\W_]+")
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

    Only the first 20,000 words count, which bounds time and memory on any input.
    """
    words = [found.group().casefold() for found in islice(_WORD.finditer(text), _MAX_WORDS)]
    if not words:
        return Shingles(frozenset(), {})
    width = min(WIDTH, len(words))
    runs = {" ".join(words[at : at + width]) for at in range(len(words) - width + 1)}
    hashes = frozenset(
        # 63 bits, so that SQLite can hold them
        int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
        for run in runs
    )
    return Shingles(hashes, _figures(words))


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
    needed = SHARE if shorter >= SHORT else SHARE_OF_SHORT
    return containment(one, other) >= needed and not _figure_changed(one, other)


def _figures(words: list[str]) -> dict[tuple[str, str, str], frozenset[str]]:
    """Figures by the two words before and the one after them; days of a month are left out."""
    found: dict[tuple[str, str, str], frozenset[str]] = {}
    for at in range(2, len(words) - 1):
        word = words[at]
        if not (word[0].isdigit() or word in _COUNTS):
            continue
        before, after = words[at - 1], words[at + 1]
        if before in _MONTHS or after in _MONTHS:
            continue
        place = (words[at - 2], before, after)
        found[place] = found.get(place, frozenset()) | {word}
    return found


def _figure_changed(one: Shingles, other: Shingles) -> bool:
    return any(place in other.figures and not (values & other.figures[place]) for place, values in one.figures.items())
