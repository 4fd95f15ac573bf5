"""A claim or passage as the checks read it: tokens, stems, clauses, quantities, dates, names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from factcheck.text.attribution import Attribution, find_attribution
from factcheck.text.dates import DateMention, find_dates
from factcheck.text.names import Name, find_names
from factcheck.text.quantities import Quantity, find_quantities
from factcheck.text.words import STOPWORDS, Token, content_stems, stem, tokenise
from factcheck.types import Span

MAX_CHARACTERS = 3000
"""The checks read this much of a passage; a passage is one to three sentences."""

_BREAKS = frozenset(".;:!?—–")
_SOFT_BREAKS = frozenset(
    "but while although though whereas because after before since unless if who which where when until than and".split()
)

NEGATIVE = frozenset(
    "not never no none nobody nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't "
    "weren't "
    "won't wouldn't hasn't haven't hadn't couldn't shouldn't fail failed fails failing failure refuse refused "
    "refuses refusal "
    "decline declined declines deny denied denies denying denial false untrue wrong baseless unfounded untouched "
    "unhurt "
    "lack lacks lacked lacking unable impossible hardly scarcely barely rarely absent absence missing avoid avoided "
    "avoids avoiding prevent prevented prevents preventing ruled rejected rejects dismissed "
    "dismisses disputed disputes contradicted instead rather except unlike "
    "halt halted halts halting stop stopped stops stopping ban banned bans banning bar barred bars barring block "
    "blocked blocks blocking prohibit prohibited prohibits prohibiting prohibition moratorium refrain refrained "
    "refrains refraining forgo forgoes forgone forgoing forwent cease ceased ceases ceasing quit quits quitting end "
    "ends ending against cancelled dropped abandoned withdrew withdrawn spared unaware unknown unchanged flat "
    "twaddle fantasy invented untruth hoax yet contrary refuted alone unharmed".split()
)
"""Words that turn a statement round, or may."""


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
    """One text, read once for all rules.

    ``attributions`` has that of each sentence that has one; ``context`` the content
    stems of the sentence before, ``headline`` those of the report's title.
    """

    text: str
    tokens: list[Token]
    words: tuple[Word, ...]
    stems: frozenset[str]
    quantities: list[Quantity]
    dates: list[DateMention]
    names: list[Name]
    attributions: tuple[Attribution, ...]
    context: frozenset[str] = frozenset()
    headline: frozenset[str] = frozenset()

    def covered(self, stems: frozenset[str]) -> float:
        """Share of ``stems`` that this text has, 0 to 1; the sentence before counts too, since it names the subject."""
        return len(stems & (self.stems | self.context)) / len(stems) if stems else 0.0

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


def read(text: str, base: date | None, before: str = "", title: str = "") -> Reading:
    """Read a text; relative dates are resolved against ``base``, ``before`` is the sentence in front."""
    text = text[:MAX_CHARACTERS]
    tokens = tokenise(text)
    words = _words(tokens)
    dates = find_dates(text, base)
    return Reading(
        text, tokens, words, frozenset(w.stem for w in words if w.content), find_quantities(text, tokens, dates),
        dates, find_names(text, tokens), _attributions(text, words),
        frozenset(content_stems(tokenise(before[-MAX_CHARACTERS:]))) if before else frozenset(),
        frozenset(content_stems(tokenise(title[:MAX_CHARACTERS]))) if title else frozenset(),
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


def _attributions(text: str, words: tuple[Word, ...]) -> tuple[Attribution, ...]:
    """The attribution of each sentence, with offsets into the whole text."""
    bounds = [0]
    last = words[0].sentence if words else 0
    for word in words:
        if word.sentence != last:
            bounds.append(word.start)
            last = word.sentence
    bounds.append(len(text))
    found: list[Attribution] = []
    for start, end in pairwise(bounds):
        one = find_attribution(text[start:end])
        if one is not None:
            found.append(_shifted(one, start))
    return tuple(found)


def _shifted(one: Attribution, by: int) -> Attribution:
    def moved(span: Span | None) -> Span | None:
        return Span(span.start + by, span.end + by) if span else None

    return replace(
        one,
        content=Span(one.content.start + by, one.content.end + by),
        speaker_span=moved(one.speaker_span),
        own_voice=moved(one.own_voice),
    )
