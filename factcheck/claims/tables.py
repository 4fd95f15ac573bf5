"""The rows of a table of claims; one whose quotes don't match costs no row beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from factcheck.corpus.cells import cells_of, next_row


class _Lines:
    """Hands the lines of a table to the csv module, and can be set back to an earlier one."""

    def __init__(self, text: str) -> None:
        self.all = list(io.StringIO(text))
        self.at = 0
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.at == len(self.all):
            self.ended = True
            raise StopIteration
        self.at += 1
        return self.all[self.at - 1]

    def go_to(self, at: int) -> None:
        """Hand out the line behind the first ``at`` ones next."""
        self.at, self.ended = at, False


def read_table(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows of a table, the header first, each with the number of its first line.

    Yields:
        The cells; or, where its quotes don't match, the lines that the row takes and what is wrong with it.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    columns = 0
    while True:
        start = lines.at
        try:
            row = next_row(reader)
        except csv.Error as error:
            yield start + 1, _mend(lines, start, delimiter, columns, error)
            continue
        if row is None:
            return
        columns = columns or len(row)
        yield start + 1, row


def _mend(lines: _Lines, start: int, delimiter: str, columns: int, error: csv.Error) -> list[str] | str:
    """What can be made of a row whose quotes don't match; sets ``lines`` to the one behind it.

    A quote that is never closed would swallow the rows behind it, so the next
    line that is a whole row by itself counts as the next row.
    """
    problem = "a quote is never closed" if lines.ended else f"quotes that don't match ({error})"
    first, after = lines.all[start], start + 1
    loose = cells_of(first, delimiter, csv.QUOTE_NONE)
    if len(loose) == columns and first.count('"') % 2 == 0:  # 1,"No" said Ann: the quotes belong to the words
        lines.go_to(after)
        return loose
    while after < len(lines.all) and len(cells_of(lines.all[after], delimiter)) != columns:
        after += 1
    lines.go_to(after)
    return f"{f'line {after}' if after == start + 1 else f'lines {start + 1} to {after}'}: {problem}"
