"""Rows done again in a result file that is otherwise complete."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from factcheck.errors import InputError
from factcheck.report.resume import csv_records
from factcheck.report.rows import BatchRow
from factcheck.report.writers import CsvWriter, JsonlWriter


class RowMender:
    """Takes rows that stand in a result file already, and puts them there in place of the old ones.

    The file is written anew beside the old one, which it replaces at once when
    ``close`` is called; all other rows stay as they are, byte for byte.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._is_csv = path.suffix.lower() == ".csv"
        self._rows: dict[int, bytes] = {}

    def write(self, row: BatchRow) -> None:
        """Keep one row until ``close``."""
        text = io.StringIO()
        (CsvWriter(text, header=False) if self._is_csv else JsonlWriter(text)).write(row)
        self._rows[row.row] = text.getvalue().encode("utf-8", "backslashreplace")

    def close(self) -> None:
        """Put the rows into the file.

        Raises:
            InputError: the file can't be replaced; it stays as it was.
        """
        if not self._rows:
            return
        try:
            _replace_rows(self._path, self._rows, is_csv=self._is_csv)
        except OSError as error:
            raise InputError(
                f"cannot replace {self._path}: {error.strerror}",
                "Make room, or see to it that you may write to its folder; then run it again with --resume.",
            ) from error


def _replace_rows(path: Path, rows: Mapping[int, bytes], *, is_csv: bool) -> None:
    with path.open("rb") as old:
        if all(rows.get(number, record) == record for number, record in _records(old, path, is_csv)):
            return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
        beside = Path(new.name)
        try:
            with path.open("rb") as old:
                new.writelines(rows.get(number, record) for number, record in _records(old, path, is_csv))
            new.close()
            shutil.copymode(path, beside)
            beside.replace(path)
        except BaseException:
            new.close()
            beside.unlink(missing_ok=True)
            raise


def _records(stream: BinaryIO, path: Path, is_csv: bool) -> Iterator[tuple[int, bytes]]:
    """The rows as they stand in the file, by their numbers; the header of CSV is row 0."""
    if is_csv:
        yield 0, stream.readline()
    yield from enumerate(csv_records(stream, path) if is_csv else stream, 1)
