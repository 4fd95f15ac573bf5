"""The lexical leg: BM25 over title and passage by FTS5 (Robertson and Zaragoza 2009; k1 1.2, b 0.75).

FTS5 ranks every passage that has any of the words, so the time goes with the
sum of their document frequencies. Words are therefore taken rarest first while
they are rare enough, which keeps the terms that decide a BM25 score: the
inverse document frequency of a word in a tenth of all passages is a fifth of
that of a word in ten out of a million.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from factcheck.types import Hit

if TYPE_CHECKING:
    from factcheck.store.catalog import Catalog
    from factcheck.store.filters import Allowed

COMMON_SHARE = 0.10
"""A word in more than this share of the passages is dropped, unless nothing else is left."""

POSTINGS = 40_000
"""At most about so many postings are ranked for one claim."""

SMALL = 2_000
"""In an index of fewer passages no word is too common: all of them are ranked in some milliseconds."""

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

    def search(self, text: str, limit: int, allowed: Allowed) -> list[Hit]:
        """The allowed passages best by BM25 for any of the words; best first, ties by id."""
        terms = self.terms(text)
        if not terms or limit <= 0 or not allowed.total:
            return []
        match = " OR ".join(map(quoted, terms))
        hits: list[Hit] = []
        ranked = self._catalog.each("SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank", (match,))
        for passage, rank in ranked:
            if passage not in allowed:
                continue
            score = round(-rank, 9)
            if len(hits) >= limit and score < hits[-1].score:
                break  # all of the ties with the last place are in
            hits.append(Hit(passage, score))
        hits.sort(key=lambda hit: (-hit.score, hit.passage_id))
        return hits[:limit]

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


def quoted(word: str) -> str:
    """A word as an FTS5 string, so that nothing a user types is query syntax."""
    return '"' + word.replace('"', '""') + '"'
