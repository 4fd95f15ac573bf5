"""CSV and TSV with a header line: one report a row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from factcheck.corpus.cells import cells_of, next_row
from factcheck.corpus.characters import MAX_RECORD, one_line
from factcheck.corpus.decoding import Line, Unreadable, read_lines
from factcheck.corpus.records import report_from_record
from factcheck.types import Report, Skipped

DELIMITERS = ",;\t|"


class _TooLong(Exception):
    """A row has grown over the limit."""


@dataclass(slots=True)
class _Feed:
    """Hands physical lines to the csv module, remembering those of the row under way."""

    lines: Iterator[Line]
    skipped: list[Line] = field(default_factory=list)
    waiting: deque[Line] = field(default_factory=deque)
    row: list[Line] = field(default_factory=list)
    size: int = 0
    ended: bool = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        while True:
            line = self.waiting.popleft() if self.waiting else next(self.lines, None)
            if line is None:
                self.ended = True
                raise StopIteration
            if line.text is not None:
                break
            self.skipped.append(line)
        self.row.append(line)
        self.size += len(line.text) + 1
        if self.size > MAX_RECORD:
            raise _TooLong
        return line.text + "\n"

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.row, self.size, self.ended = [], 0, False


def read_table(stream: BinaryIO, source: str, delimiter: str | None = None) -> Iterator[tuple[int, Report | Skipped]]:
    """Reports of a table with their line numbers.

    Args:
        stream: the bytes of the file.
        source: its name, for the record.
        delimiter: what parts the columns; ``None`` takes the likeliest of ``, ; tab |`` in the header.

    Raises:
        Unreadable: when the stream isn't text, has no header, or none of its columns is ``text``.
    """
    lines = read_lines(stream)
    first = next(lines, None)
    while first is not None and first.text is not None and not first.text.strip():
        first = next(lines, None)
    if first is None:
        raise Unreadable("empty: no header line")
    if first.text is None:
        raise Unreadable(f"the header line can't be read: {first.reason}")
    delimiter = delimiter or max(DELIMITERS, key=first.text.count)
    feed = _Feed(lines, waiting=deque([first]))
    rows = _rows(feed, delimiter, source, len(cells_of(first.text, delimiter)))
    header: list[str] | None = None
    for number, row in rows:
        if isinstance(row, Skipped):
            yield number, row
        elif header is None:
            header = _header(row)
        elif any(cell.strip() for cell in row):
            yield number, _report(header, row, source, number)


def begins_a_table(start: str) -> bool:
    """Whether a text begins with the header of a table of reports: one-word columns, ``text`` among them."""
    line = start.split("\n", 1)[0].strip()
    names = [cell.strip().lower() for cell in cells_of(line, max(DELIMITERS, key=line.count))] if line else []
    return len(names) > 1 and "text" in names and all(len(name.split()) <= 1 for name in names)


def _header(row: Sequence[str]) -> list[str]:
    names = [one_line(name).lower() for name in row]
    if "text" not in names:
        raise Unreadable(f'no column "text"; the columns found: {", ".join(names[:20])[:300]}')
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise Unreadable(f'two columns are named "{twice}"')
    return names


def _report(header: Sequence[str], row: Sequence[str], source: str, number: int) -> Report | Skipped:
    """A row may leave out columns at its end; one with too many can't be told apart."""
    while len(row) > len(header) and not row[-1].strip():
        row = row[:-1]
    if len(row) > len(header):
        reason = f"{len(row)} columns where the header has {len(header)}; quote fields that hold the separator"
        return Skipped(source, number, reason)
    try:
        return report_from_record(
            {name: cell for name, cell in zip(header, row, strict=False) if name and cell.strip()}
        )
    except Unreadable as reason:
        return Skipped(source, number, str(reason))


def _rows(feed: _Feed, delimiter: str, source: str, columns: int) -> Iterator[tuple[int, list[str] | Skipped]]:
    """Rows with the number of their first line.

    A quote that is never closed would swallow the rows behind it. Where the line
    after it is a whole row, reading goes on there; else at the line that closes
    the quote.
    """
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin()
        row: list[str] | None = None
        reason = ""
        try:
            row = next_row(reader)
        except _TooLong:
            reason = f"a row of more than {MAX_RECORD // 1024 // 1024} MiB"
        except csv.Error as error:
            reason = "a quote that is never closed" if feed.ended else f"quotes that don't match: {error}"
        for line in feed.skipped:
            yield line.number, Skipped(source, line.number, line.reason)
        feed.skipped.clear()
        if row is not None:
            yield feed.row[0].number, row
        elif not reason:
            return
        elif loose := _loose_row(feed, delimiter, columns):
            yield feed.row[0].number, loose
        else:
            number = feed.row[0].number
            yield number, Skipped(source, number, reason)
            _go_on(feed, delimiter, columns)


def _loose_row(feed: _Feed, delimiter: str, columns: int) -> list[str] | None:
    """A first line with quotes inside its fields (``1,"No" said Ann``) that still is a whole row by itself."""
    text = feed.row[0].text or ""
    row = cells_of(text, delimiter, quoting=csv.QUOTE_NONE)
    if len(row) != columns or text.count('"') % 2:
        return None
    feed.waiting.extendleft(reversed(feed.row[1:]))
    return row


def _go_on(feed: _Feed, delimiter: str, columns: int) -> None:
    """Set the feed to where rows can be told apart again."""
    rest = feed.row[1:]
    if rest and len(cells_of(rest[0].text or "", delimiter)) == columns:
        feed.waiting.extendleft(reversed(rest))
        return
    if feed.ended:
        return
    for line in feed.lines:  # an honest field that is too long: on to the line that closes its quote
        if line.text is not None and line.text.count('"') % 2:
            return
