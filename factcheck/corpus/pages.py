"""The story of a scraped page or a plain document: header, body, and the furniture around them.

A page's first lines are its header (title, section, day, by-line, captions); its
story is the paragraphs that end as sentences do; the short lines among and
behind them are menus and other stories' headlines, unless they are list items or
rows of a table that say something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from factcheck.corpus.boilerplate import Kind, kind_of
from factcheck.corpus.characters import count_words, ends_sentence, one_line
from factcheck.corpus.header import (
    choose_title,
    labelled_date,
    read_byline,
    read_day,
    read_field,
    split_site,
    strip_bullet,
)
from factcheck.corpus.paragraphs import logical_lines
from factcheck.corpus.reports import DATE_RAW
from factcheck.corpus.story import Story
from factcheck.corpus.wire import cut_sign_off, find_dateline, is_credit, is_end_mark
from factcheck.types import DateSource

_PROSE = 12
"""Words from which a line that ends as a sentence is taken for prose wherever it stands."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bullet: bool

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence, an agency's sign-off aside, or with a colon before a list."""
        words = count_words(self.text)
        if self.text.endswith(":"):
            return words >= 6
        return words >= 2 and (ends_sentence(self.text) or cut_sign_off(self.text)[1] is not None)

    @property
    def is_prose(self) -> bool:
        """Whether it is prose wherever it stands."""
        words = count_words(self.text)
        return words >= 30 or (words >= _PROSE and self.ends)

    @property
    def is_statement(self) -> bool:
        """At least four words and a full stop: headlines have none, their questions aside."""
        last = self.text.rstrip("\"'”’)»")[-1:]
        return self.is_prose or (self.ends and last not in "?？؟" and count_words(self.text) >= 4)

    @property
    def says_something(self) -> bool:
        """Whether a list item or loose line is more than a label."""
        return count_words(self.text) >= 5 or any(c.isdigit() for c in self.text)


def clean_page(text: str, title: str = "") -> Story:
    """The story of a page, and what its header says; ``title`` where it is known from elsewhere."""
    story = Story(title=one_line(title))
    lines = [_Line(*strip_bullet(line)) for block in logical_lines(text) for line in block]
    start = _read_header(story, lines)
    body = list(_page_body(story, lines[start:]))
    if not body:  # no sentence anywhere: whatever isn't furniture is the story
        rest = (line.text for line in lines if kind_of(line.text) is Kind.TEXT and not is_end_mark(line.text))
        body = [line for line in rest if line != story.title and not read_day(line) and not read_byline(line)]
    story.finish(body)
    story.title, site = split_site(story.title)
    story.outlet = story.outlet or site
    return story


def _read_header(story: Story, lines: list[_Line]) -> int:
    """Read title, day and author above the story; return where its first paragraph is."""
    candidates: list[str] = []
    updated: list[date] = []
    start = len(lines)
    for number, line in enumerate(lines):
        if kind_of(line.text) is not Kind.TEXT or is_end_mark(line.text) or _note_header(story, line.text, updated):
            continue
        if line.text == story.title:
            continue
        titled = bool(candidates or story.title)
        if find_dateline(line.text) or line.is_prose or (titled and line.is_statement and not line.bullet):
            start = number
            break
        if not line.bullet:
            candidates.append(line.text)
    if updated:
        story.days.setdefault(DateSource.HEADER, updated[0])
    if not story.title:
        story.title = choose_title(candidates)
    return start


def _note_header(story: Story, text: str, updated: list[date]) -> bool:
    """Take what a line of the header says of title, day, author, outlet or address; whether it says any of it."""
    if named := read_field(text):
        name, value = named
        if not getattr(story, name):
            setattr(story, name, value)
        return True
    dated = read_day(text)
    author = read_byline(text)
    if dated:
        story.outlet = story.outlet or dated.outlet
        if dated.late:
            updated.append(dated.day)
        else:
            story.days.setdefault(DateSource.HEADER, dated.day)
    elif raw := labelled_date(text):
        story.metadata.setdefault(DATE_RAW, raw)
        return True
    story.author = story.author or author
    return dated is not None or author is not None


def _page_body(story: Story, lines: list[_Line]) -> Iterator[str]:
    """The paragraphs of a page's story, from its first one on."""
    loose: list[_Line] = []
    skipping: Kind | None = None
    given = 0
    total = sum(len(line.text) for line in lines if line.is_prose)
    for number, line in enumerate(lines):
        kind = kind_of(line.text)
        if is_credit(line.text):
            story.note_credits(line.text)
            continue
        if is_end_mark(line.text) or kind in {Kind.NOISE, Kind.CAPTION}:
            continue
        if kind is Kind.END and given * 4 >= total:  # else it is a sidebar that stands above the story
            _note_tail(story, lines[number + 1 :])
            break
        if kind is not Kind.TEXT:
            skipping, loose = (Kind.INSET if kind is Kind.END else kind), []
            continue
        if skipping and not _resumes(lines, number, skipping):
            continue
        skipping = None
        if line.ends or line.is_prose:
            yield from _keep_loose(loose, at_end=False)
            loose = []
            given += len(line.text)
            yield line.text
        elif not _is_about(line.text):
            loose.append(line)
    yield from _keep_loose(loose, at_end=True)


def _is_about(text: str) -> bool:
    """A date line or by-line that stands below the header."""
    return read_byline(text) is not None or (len(text) <= 60 and read_day(text) is not None)


def _resumes(lines: list[_Line], number: int, skipping: Kind) -> bool:
    """Whether the story goes on here after a pointer to, or a list of, other stories.

    A list may give the first sentence of each story, so it takes two paragraphs
    in a row to end it.
    """
    here = [
        line.is_statement and not line.bullet and kind_of(line.text) is Kind.TEXT for line in lines[number : number + 2]
    ]
    return here[0] and (skipping is Kind.INSET or here[1:] == [True])


def _keep_loose(lines: list[_Line], *, at_end: bool) -> Iterator[str]:
    """Of a run of lines that don't end as sentences, those that say something.

    Rows of a table, list items of five words or with a figure, and between
    paragraphs one or two long lines stay; headlines of other stories go.
    """
    for bullets, run in groupby(lines, key=lambda line: line.bullet):
        group = list(run)
        figures = sum(any(c.isdigit() for c in line.text) for line in group)
        if bullets:
            yield from (line.text for line in group if line.says_something)
        elif len(group) > 1 and 2 * figures > len(group):
            yield "\n".join(line.text for line in group)
        elif not at_end and len(lines) <= 2:
            yield from (line.text for line in group if count_words(line.text) >= (5 if figures else 10))


def _note_tail(story: Story, lines: list[_Line]) -> None:
    """Credits may stand below the furniture."""
    for line in lines:
        if is_credit(line.text):
            story.note_credits(line.text)
