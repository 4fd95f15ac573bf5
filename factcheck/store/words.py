"""The words' legs: BM25 (Robertson and Zaragoza 2009; k1 1.2, b 0.75) over title and passage by FTS5, and over reports.

FTS5 ranks every passage that has any of the words, so the time goes with the
sum of their document frequencies. Words are therefore taken rarest first while
they are rare enough, which keeps the terms that decide a BM25 score: the
inverse document frequency of a word in a tenth of all passages is a fifth of
that of a word in ten out of a million.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from factcheck.types import Hit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from factcheck.store.catalog import Catalog
    from factcheck.store.filters import Allowed, Columns

COMMON_SHARE = 0.10
"""A word in more than this share of the passages is dropped, unless nothing else is left."""

POSTINGS = 15_000
"""At most about so many postings are ranked for one claim; FTS5 takes 1.7 µs for each, measured at 100,000 passages."""

DECIMALS = 9
"""Scores are rounded to this, so that equal passages score equal in whatever order FTS5 adds up."""

SMALL = 2_000
"""In an index of fewer passages no word is too common: all of them are ranked in some milliseconds."""

K1, B = 1.2, 0.75
"""For reports, the values that FTS5 has for passages."""

_MAX_CHARACTERS = 4_000
_MAX_WORDS = 48
_WORD = re.compile(r"[^\W_]+")

STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but
    by can could did do does doing don down during each few for from further had has have having he her here hers him
    his how i if in into is it its itself just me more most my no nor not now of off on once only or other our out
    over own s same she should so some such t than that the their theirs them then there these they this those through
    to too under until up very was we were what when where which while who whom why will with would you your""".split()
)


def query_words(text: str) -> list[str]:
    """The distinct words of a text in order, lower case, without stop words (kept if there is nothing else)."""
    found = _WORD.findall(unicodedata.normalize("NFC", text[:_MAX_CHARACTERS]).lower())
    words = list(dict.fromkeys(found))
    telling = [word for word in words if word not in STOP_WORDS]
    return (telling or words)[:_MAX_WORDS]


class Words:
    """Search by words in one state of the catalog."""

    def __init__(self, catalog: Catalog, passages: int) -> None:
        self._catalog = catalog
        self._passages = passages
        self._frequency: dict[str, int] = {}
        self._last: tuple[str, NDArray[np.int64], NDArray[np.float64]] | None = None
        self._last_reports: tuple[str, NDArray[np.float64]] | None = None

    def search(self, text: str, limit: int, allowed: Allowed) -> list[Hit]:
        """The allowed passages best by BM25 for any of the words; best first, ties by id."""
        ids, scores = self._ranked(text)
        mask = allowed.mask
        ids, scores = ids[ids < len(mask)], scores[ids < len(mask)]
        rows = np.flatnonzero(mask[ids])[: max(limit, 0)]
        return [Hit(int(ids[row]), float(scores[row])) for row in rows]

    def _ranked(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Every passage with any of the words, best first.

        Kept for the next call: a claim is searched for with one filter after
        another (in time, later, undated), and the ranking is most of the work.
        """
        if self._last is None or self._last[0] != text:
            terms = self.terms(text)
            match = " OR ".join(map(quoted, terms))
            found = (
                self._catalog.rows("SELECT rowid, bm25(words) FROM words WHERE words MATCH ?", (match,))
                if terms
                else []
            )
            ids = np.array([row[0] for row in found], dtype=np.int64)
            scores = np.array([-round(row[1], DECIMALS) for row in found], dtype=np.float64)
            order = np.lexsort((ids, -scores))
            self._last = text, ids[order], scores[order]
        return self._last[1], self._last[2]

    def reports(self, text: str, ids: Sequence[int], columns: Columns) -> dict[int, float]:
        """The BM25 score of the report that each passage stands in; unknown ids are left out.

        A report's frequency of a word is how many of its passages (with the title)
        have it, and its length the number of its passages, so that this needs no
        second index of words.
        """
        if self._last_reports is None or self._last_reports[0] != text:
            self._last_reports = text, self._score_reports(text, columns)
        scores = self._last_reports[1]
        asked = np.asarray(ids, dtype=np.int64)
        places = _places(asked, columns)
        return {int(i): float(scores[place]) for i, place in zip(asked, places, strict=True) if place >= 0}

    def _score_reports(self, text: str, columns: Columns) -> NDArray[np.float64]:
        count = len(columns.first)
        scores = np.zeros(count)
        length = 1 - B + B * columns.count / max(columns.count.mean(), 1.0) if count else scores
        for term in self.terms(text):
            found = self._catalog.rows("SELECT rowid FROM words WHERE words MATCH ?", (quoted(term),))
            places = _places(np.array([row[0] for row in found], dtype=np.int64), columns)
            frequency = np.bincount(places[places >= 0], minlength=count)
            having = int(np.count_nonzero(frequency))
            rarity = math.log(1 + (count - having + 0.5) / (having + 0.5))
            scores += rarity * frequency * (K1 + 1) / (frequency + K1 * length)
        return np.round(scores, DECIMALS)

    def terms(self, text: str) -> list[str]:
        """The words of a text that are searched for, rarest first."""
        counted = [(self.frequency(word), at, word) for at, word in enumerate(query_words(text))]
        present = sorted(item for item in counted if item[0])
        if self._passages <= SMALL:
            return [word for _, _, word in present]
        common = COMMON_SHARE * self._passages
        chosen: list[str] = []
        spent = 0
        for frequency, _, word in present:
            spent += frequency
            if chosen and (frequency > common or spent > POSTINGS):
                break
            chosen.append(word)
        return chosen

    def frequency(self, word: str) -> int:
        """In how many passages a word (its stem) stands, counted no further than matters."""
        known = self._frequency.get(word)
        if known is None:
            stop = int(COMMON_SHARE * self._passages) + 2 if self._passages > SMALL else SMALL
            known = self._catalog.one(
                "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
                (quoted(word), min(stop, POSTINGS + 1)),
            )
            self._frequency[word] = known
        return known


def _places(ids: NDArray[np.int64], columns: Columns) -> NDArray[np.int64]:
    """The place in ``columns`` of each passage's report, -1 for a passage of none."""
    if not len(columns.first):
        return np.full(len(ids), -1, dtype=np.int64)
    places = np.searchsorted(columns.first, ids, side="right") - 1
    inside = (places >= 0) & (ids < columns.first[places] + columns.count[places])
    return np.where(inside, places, -1)


def quoted(word: str) -> str:
    """A word as an FTS5 string, so that nothing a user types is query syntax."""
    return '"' + word.replace('"', '""') + '"'
