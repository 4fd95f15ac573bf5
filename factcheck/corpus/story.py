"""A story and what surrounds it in any text: datelines, credits, end marks, plain prompts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from factcheck.corpus.boilerplate import Kind, kind_of
from factcheck.corpus.characters import ends_sentence, one_line
from factcheck.corpus.paragraphs import logical_lines
from factcheck.corpus.wire import cut_credits, cut_sign_off, find_dateline, is_credit, is_end_mark, read_credits
from factcheck.types import DateSource

_TABLE_ROW = 90
"""Characters; shorter neighbouring lines that don't end as sentences are kept together as a table."""


@dataclass(slots=True)
class Story:
    """What cleaning found. ``text`` has its paragraphs parted by blank lines, rows of a table by newlines."""

    text: str = ""
    title: str = ""
    days: dict[DateSource, date] = field(default_factory=dict)
    author: str | None = None
    outlet: str | None = None
    agency: str | None = None
    url: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)

    def note_credits(self, line: str) -> None:
        """Keep the names of a credit line by their roles; the first of a role stays."""
        for role, names in read_credits(line).items():
            self.metadata.setdefault(role, names)

    def finish(self, body: list[str]) -> None:
        """Set the text: take dateline, sign-off and credits off the paragraphs, and note what they say."""
        self._cut_dateline(body)
        if body:
            body[-1], makers = cut_credits(body[-1])
            self.note_credits(makers)
            body[-1], agency = cut_sign_off(body[-1])
            self.agency = self.agency or agency
        if self.agency:
            self.metadata["agency"] = self.agency
        if self.author is None:
            self.author = self.metadata.get("reporting") or self.metadata.get("writing")
        self.text = "\n\n".join(paragraph for paragraph in body if paragraph.strip())

    def _cut_dateline(self, body: list[str]) -> None:
        """A summary may stand before it, so three paragraphs are looked at; a bare place counts only in the first."""
        for number, paragraph in enumerate(body[:3]):
            dateline = find_dateline(paragraph)
            if dateline is None or (number and not dateline.agency and not dateline.has_day):
                continue
            body[number] = paragraph[dateline.end :]
            self.metadata["dateline"] = dateline.raw
            if dateline.city:
                self.metadata["dateline_city"] = dateline.city
            if dateline.day:
                self.days.setdefault(DateSource.DATELINE, dateline.day)
            self.agency = dateline.agency
            return


def clean_record(text: str, title: str = "") -> Story:
    """The story of a structured record's text field.

    Its title and date stand in fields of their own, so all of it is body but what
    is plainly not: datelines, credits, end marks, captions, prompts.
    """
    story = Story(title=one_line(title))
    body: list[str] = []
    row = False
    for block in logical_lines(text):
        for number, line in enumerate(block):
            if _is_aside(story, line) or (not body and line == story.title):
                continue
            short = len(line) <= _TABLE_ROW and not ends_sentence(line)
            if short and row and number:
                body[-1] += "\n" + line
            else:
                body.append(line)
            row = short
    story.finish(body)
    return story


def _is_aside(story: Story, line: str) -> bool:
    """Whether a line of a record is credit, end mark or furniture; credits are noted."""
    if is_end_mark(line):
        return True
    if is_credit(line):
        story.note_credits(line)
        return True
    return kind_of(line) in {Kind.NOISE, Kind.CAPTION} and not line.endswith((".", "?"))
