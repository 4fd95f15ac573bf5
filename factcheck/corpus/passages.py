"""Reports to passages: one to three neighbouring sentences with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factcheck.corpus.characters import count_words, ends_sentence
from factcheck.text.sentences import MAX_SENTENCE, split_sentences
from factcheck.types import Passage, Report, Span

SHORT = 6
"""A sentence of fewer words can't stand as a passage; it is joined to a neighbour."""

MOST_SENTENCES = 3
JOINED_WORDS = 60
"""A passage of several sentences has at most this many words."""

LONGEST = 120
"""Words after which a "sentence" (a table, a list without stops) is cut at a line or clause end."""

_LONGEST_CHARACTERS = 1200
_LINE_END = re.compile(r"\s*\n\s*")
_CLAUSE_END = re.compile(r"(?<=[;:,])\s+|(?<=[，；、])\s*|\s+(?=[-–—(])")
_GAP = re.compile(r"\s+")


def split_passages(report: Report) -> tuple[Passage, ...]:
    """The passages of a report in order; together they cover every sentence, and none overlap.

    One sentence each, but a short one goes with its neighbour, first in its own
    paragraph, else over the paragraph's edge. ``before`` and ``after`` are the
    sentences around the passage.
    """
    text = report.text
    units = [piece for span in _rejoined(text, split_sentences(text)) for piece in _bounded(text, span)]
    groups = _group(text, units)
    return tuple(
        Passage(
            report.id,
            units[first].start,
            units[last].end,
            before=units[first - 1] if first else None,
            after=units[last + 1] if last + 1 < len(units) else None,
        )
        for first, last in groups
    )


def passage_text(report: Report, passage: Passage) -> str:
    """What the encoder reads of a passage: its words, on one line."""
    return " ".join(report.text[passage.start : passage.end].split())


def _group(text: str, units: list[Span]) -> list[tuple[int, int]]:
    """Index ranges (first, last) of the units that make a passage."""
    words = [count_words(text[unit.start : unit.end]) for unit in units]
    breaks = [False] + ["\n\n" in text[a.end : b.start] for a, b in pairwise(units)]
    groups: list[tuple[int, int]] = []
    size = 0
    for number, count in enumerate(words):
        if groups:
            first, last = groups[-1]
            alone = number + 1 == len(words) or breaks[number + 1]
            wanted = size < SHORT or (count < SHORT and (alone or not breaks[number]))
            near = not breaks[number] or count < SHORT or size < SHORT
            if wanted and near and last - first + 1 < MOST_SENTENCES and size + count <= JOINED_WORDS:
                groups[-1] = (first, number)
                size += count
                continue
        groups.append((number, number))
        size = count
    return groups


def _rejoined(text: str, spans: list[Span]) -> Iterator[Span]:
    """Undo cuts that the splitter made for length alone: rows and clauses are better places to cut."""
    whole: Span | None = None
    for span in spans:
        if whole is None:
            whole = span
            continue
        cut_for_length = whole.end - whole.start >= MAX_SENTENCE // 2 and not ends_sentence(
            text[whole.end - 12 : whole.end]
        )
        if cut_for_length and "\n\n" not in text[whole.end : span.start]:
            whole = Span(whole.start, span.end)
        else:
            yield whole
            whole = span
    if whole is not None:
        yield whole


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut a span that is too long: at line ends, else at clause ends, else between words, else anywhere."""
    start = span.start
    while _too_long(text, start, span.end):
        begin, limit = start, _end_of_words(text, start, span.end)
        cut = _last_cut(_LINE_END, text, start, limit) or _last_cut(_CLAUSE_END, text, start, limit)
        end, start = cut or _last_cut(_GAP, text, start, limit) or (limit, limit)
        yield Span(begin, end)
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _too_long(text: str, start: int, end: int) -> bool:
    if end - start <= LONGEST:  # characters: can't have more words than that
        return False
    return end - start > _LONGEST_CHARACTERS or len(text[start:end].split()) > LONGEST


def _end_of_words(text: str, start: int, end: int) -> int:
    """Where the longest allowed piece that begins at ``start`` ends at most."""
    window = min(end, start + _LONGEST_CHARACTERS)
    for number, gap in enumerate(_GAP.finditer(text, start, window), 1):
        if number == LONGEST:
            return gap.start()
    return window


def _last_cut(pattern: re.Pattern[str], text: str, start: int, limit: int) -> tuple[int, int] | None:
    """The last place before ``limit`` with a cut, in the second half of the piece: (end, next start)."""
    middle = start + (limit - start) // 2
    best: tuple[int, int] | None = None
    for found in pattern.finditer(text, start, limit):
        end = found.start()
        if end > middle and found.end() <= limit and text[end - 1 : end].strip():
            best = (end, found.end())
    return best
