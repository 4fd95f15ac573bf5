"""About how many records there are to read, so that a progress bar can tell the time left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

MOST_BYTES = 512 * 1024 * 1024
"""More is not counted through: it would take seconds in which nothing is read."""

_MOST_FILES = 100_000
_BLOCK = 1024 * 1024
_LINES = (".jsonl", ".csv", ".tsv")


def expected_records(sources: Sequence[str | Path]) -> int | None:
    """Lines of the files that hold a record a line, plus the other files; ``None`` where that can't be known at once.

    An estimate: empty lines, a table's header and line ends inside a cell are counted too.
    """
    total = size = 0
    try:
        for path in islice(_files(sources), _MOST_FILES):
            if path.suffix.lower() == ".gz":
                return None
            if path.suffix.lower() not in _LINES:
                total += 1
                continue
            size += path.stat().st_size
            if size > MOST_BYTES:
                return None
            total += _count_lines(path)
    except (OSError, ValueError):  # whatever is wrong with it is told when it is read
        return None
    return total


def _files(sources: Sequence[str | Path]) -> Iterator[Path]:
    """The regular files under the sources.

    Raises:
        ValueError: standard input or a pipe, whose length nobody knows.
    """
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from (each for each in path.rglob("[!.]*") if each.is_file())
        elif str(source) == "-" or not path.is_file():
            raise ValueError(source)
        else:
            yield path


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        lines, last = 0, b"\n"
        while block := file.read(_BLOCK):
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")
