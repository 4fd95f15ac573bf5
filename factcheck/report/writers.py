"""Result files that grow a row at a time and can be continued after an interruption."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TextIO

from factcheck.errors import InputError
from factcheck.report.jsontext import dump_line
from factcheck.report.resume import DoneRow, read_done
from factcheck.report.rows import CSV_HEADER, BatchRow, batch_row_to_cells, batch_row_to_dict


class RowWriter(Protocol):
    """Takes result rows one at a time; each is out of the process when ``write`` returns."""

    def write(self, row: BatchRow) -> None: ...

    def close(self) -> None: ...


class _Writer:
    """A text stream that is flushed after every row; the base of both formats.

    ``path`` is named where the stream can't be written.
    """

    def __init__(self, stream: TextIO, *, path: Path | None = None) -> None:
        self._stream = stream
        self._path = path

    def close(self) -> None:
        """Close the file.

        Raises:
            InputError: what was still to be written can't be.
        """
        with self._telling():
            self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _put(self, text: str) -> None:
        with self._telling():
            self._stream.write(text)
            self._stream.flush()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say which file can't be written; a reader that left (``-o /dev/stdout | head``) is no trouble of a file."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            if self._path is None:
                raise
            raise InputError(
                f"cannot write {self._path}: {error.strerror}",
                "Make room and run it again with --resume, or name another file with -o.",
            ) from error


class JsonlWriter(_Writer):
    """One JSON object a line."""

    def write(self, row: BatchRow) -> None:
        """Append one row and flush it."""
        self._put(dump_line(batch_row_to_dict(row)) + "\n")


class CsvWriter(_Writer):
    """Comma-separated with a header line; every cell is safe to open in a spreadsheet."""

    def __init__(self, stream: TextIO, *, header: bool = True, path: Path | None = None) -> None:
        super().__init__(stream, path=path)
        if header:
            self._put(_csv_line(CSV_HEADER))

    def write(self, row: BatchRow) -> None:
        """Append one row and flush it."""
        self._put(_csv_line(batch_row_to_cells(row)))


def open_writer(path: Path, *, resume: bool = False) -> tuple[JsonlWriter | CsvWriter, list[DoneRow]]:
    """Open a result file, ``.csv`` or JSONL by its name.

    Args:
        path: the file; without ``resume`` whatever it held is replaced.
        resume: keep the complete rows of an earlier run, cut off a torn last
            one and write on behind them.

    Returns:
        The writer, and the rows that are already there (rows 1 to n, none missing).

    Raises:
        InputError: when the file can't be written, or isn't a result file that can be continued.
    """
    is_csv = path.suffix.lower() == ".csv"
    done: list[DoneRow] = []
    size = 0
    if resume:
        done, size = read_done(path)
    try:
        if size:
            with path.open("r+b") as torn:
                torn.truncate(size)
        # a lone surrogate (broken input) becomes a \udc80 escape instead of an encoding error
        stream = path.open("a" if size else "w", encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        raise InputError(
            f"cannot write {path}: {error.strerror}", "Name another file with -o, in a folder that you may write to."
        ) from error
    if is_csv:
        return CsvWriter(stream, header=not size, path=path), done
    return JsonlWriter(stream, path=path), done


def _csv_line(cells: list[str] | tuple[str, ...]) -> str:
    line = io.StringIO()
    # written with \r\n, so that the writer also quotes a cell with a lone \r in it, then ended as text files are
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()[:-2] + "\n"
