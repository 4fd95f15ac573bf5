"""Rows and cells of tables, whatever the length of a cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Literal

LONGEST = 2**31 - 1
"""No limit at all; a caller that needs one keeps its own."""


def next_row(reader: Iterator[list[str]]) -> list[str] | None:
    """The next row, with room for long cells; csv's own limit is one for the whole process, so it is put back.

    Raises:
        csv.Error: the row's quotes don't match.
    """
    before = csv.field_size_limit(LONGEST)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)


def cells_of(line: str, delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> list[str]:
    """The cells of one line by itself, as far as they can be told."""
    try:
        return next_row(csv.reader([line], delimiter=delimiter, quoting=quoting)) or []
    except csv.Error:
        return []
