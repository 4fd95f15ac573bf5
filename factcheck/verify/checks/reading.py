"""A claim or passage as the checks read it: tokens, stems, clauses, quantities, dates, names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factcheck.text.attribution import Attribution, find_attribution
from factcheck.text.dates import DateMention, find_dates
from factcheck.text.names import Name, find_names
from factcheck.text.quantities import Quantity, find_quantities
from factcheck.text.words import STOPWORDS, Token, stem, tokenise
from factcheck.types import Span

MAX_CHARACTERS = 3000
"""The checks read this much of a passage; a passage is one to three sentences."""

_BREAKS = frozenset(".;:!?—–")
_SOFT_BREAKS = frozenset(
    "but while although though whereas because after before since unless if who which where when until than and".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its stem, clause number and whether it carries meaning."""

    start: int
    end: int
    low: str
    stem: str
    clause: int
    sentence: int
    content: bool
    index: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read once for all rules. ``attribution`` is that of the first sentence that has one."""

    text: str
    tokens: list[Token]
    words: tuple[Word, ...]
    stems: frozenset[str]
    quantities: list[Quantity]
    dates: list[DateMention]
    names: list[Name]
    attribution: Attribution | None

    def covered(self, stems: frozenset[str]) -> float:
        """Share of ``stems`` that this text has, 0 to 1; 0 for none."""
        return len(stems & self.stems) / len(stems) if stems else 0.0

    def sentence_at(self, offset: int) -> frozenset[str]:
        """Content stems of the sentence around an offset."""
        number = next((w.sentence for w in self.words if w.end > offset), -1)
        return frozenset(w.stem for w in self.words if w.sentence == number and w.content)

    def clause_at(self, offset: int) -> frozenset[str]:
        """Content stems of the clause around an offset."""
        number = next((w.clause for w in self.words if w.end > offset), -1)
        return frozenset(w.stem for w in self.words if w.clause == number and w.content)

    def near(self, start: int, end: int, reach: int = 6) -> frozenset[str]:
        """Content stems of at most ``reach`` words on each side of a span, within its sentence."""
        inside = [i for i, w in enumerate(self.words) if w.end > start and w.start < end]
        if not inside:
            inside = [next((i for i, w in enumerate(self.words) if w.start >= end), len(self.words) - 1)]
        sentence = self.words[inside[0]].sentence if self.words else -1
        around = self.words[max(0, inside[0] - reach) : inside[-1] + reach + 1]
        return frozenset(w.stem for w in around if w.sentence == sentence and w.content and not start <= w.start < end)


def read(text: str, base: date | None) -> Reading:
    """Read a text; relative dates are resolved against ``base``."""
    text = text[:MAX_CHARACTERS]
    tokens = tokenise(text)
    words = _words(tokens)
    return Reading(
        text, tokens, words, frozenset(w.stem for w in words if w.content), find_quantities(text),
        find_dates(text, base), find_names(text, tokens), _attribution(text, words),
    )  # fmt: skip


def _words(tokens: list[Token]) -> tuple[Word, ...]:
    words: list[Word] = []
    clause = sentence = 0
    for at, token in enumerate(tokens):
        if token.text in _BREAKS:
            clause += 1
            ends = token.text in ".!?" and at + 1 < len(tokens) and tokens[at + 1].start > token.end
            sentence += ends
            continue
        if not token.text[0].isalpha():
            continue
        if token.low in _SOFT_BREAKS and (token.low not in ("and", "than") or (at and tokens[at - 1].text == ",")):
            clause += 1
        content = len(token.low) > 1 and token.low not in STOPWORDS
        words.append(Word(token.start, token.end, token.low, stem(token.low), clause, sentence, content, at))
    return tuple(words)


def _attribution(text: str, words: tuple[Word, ...]) -> Attribution | None:
    """The attribution of the text when all of it is one sentence, else of its last sentence that has one."""
    starts: list[int] = []
    last = -1
    for word in words:
        if word.sentence != last:
            starts.append(word.start)
            last = word.sentence
    if len(starts) <= 1:
        return find_attribution(text)
    bounds = [0, *starts[1:], len(text)]
    for start, end in zip(bounds, bounds[1:], strict=False):
        found = find_attribution(text[start:end])
        if found is not None:
            span = found.speaker_span
            return Attribution(
                found.speaker, found.verb, found.kind, Span(found.content.start + start, found.content.end + start),
                found.role, found.pronoun, Span(span.start + start, span.end + start) if span else None,
            )  # fmt: skip
    return None
