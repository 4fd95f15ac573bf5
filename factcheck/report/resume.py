"""What an interrupted result file already holds.

Rows are written in input order, so the complete ones are rows 1 to n. A last
row that was torn by the interruption is dropped and done again; anything else
that doesn't look like our own output is refused, so that a wrong ``-o`` never
cuts a file that belongs to somebody.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from factcheck.errors import InputError
from factcheck.report.fields import Fields
from factcheck.report.files import is_stream
from factcheck.report.jsontext import parse_object
from factcheck.report.rows import CSV_HEADER, RowStatus, cell
from factcheck.types import Claim, Conclusion, Shelf, Stance

MAX_ROW_BYTES = 16 * 1024 * 1024
"""A result row is some kilobytes; a longer one isn't ours."""

_JSON_START = b'{"row": '
_CSV_START = (",".join(CSV_HEADER) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Made:
    """What a row of JSON lines keeps of how it was made.

    ``limit_from`` and ``limit_to`` are the smallest and the largest number of
    passages a side that it can have been asked for, going by those it shows
    and those it counted; ``outlets`` are those of its evidence, ``""`` for none.
    """

    index: str
    reports: int
    passages: int
    encoder_sha256: str
    stance_sha256: str
    limit_from: int
    limit_to: int | None
    outlets: frozenset[str]


@dataclass(frozen=True, slots=True)
class DoneRow:
    """A complete row of a result file; ``conclusion`` is ``None`` for an error row.

    ``in_cells`` says that it was read from CSV, where texts are made safe for a
    spreadsheet and no speaker is kept. ``made`` is there for findings of JSON lines.
    """

    row: int
    id: str
    claim: str
    as_of: date | None
    speaker: str | None
    status: RowStatus
    conclusion: Conclusion | None
    in_cells: bool = False
    made: Made | None = None

    def is_for(self, claim: Claim) -> bool:
        """Whether this row is about that claim, so that a changed input file is noticed."""
        if self.in_cells:
            return (self.id, self.claim, self.as_of) == (cell(claim.id), cell(claim.text), claim.as_of)
        mine = (self.id, self.claim, self.as_of, self.speaker)
        return mine == (claim.id, claim.text, claim.as_of, claim.speaker)


def read_done(path: Path) -> tuple[list[DoneRow], int]:
    """Read the complete rows of a result file.

    Returns:
        The rows in order, and how many bytes of the file they take (the header
        included); the rest is a torn row. Nothing and 0 for a missing or empty file.

    Raises:
        InputError: when the file isn't a batch result, or rows are missing or out of order.
    """
    if is_stream(path):
        raise InputError(f"{path} is no regular file, so it can't be continued", "Name a file with -o.")
    if not path.exists():
        return [], 0
    done: list[DoneRow] = []
    try:
        with path.open("rb") as stream:
            size = _read_csv(stream, path, done) if path.suffix.lower() == ".csv" else _read_jsonl(stream, path, done)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    return done, size


def _read_jsonl(stream: BinaryIO, path: Path, done: list[DoneRow]) -> int:
    size = 0
    for line in iter(lambda: stream.readline(MAX_ROW_BYTES), b""):
        if not line.startswith(_JSON_START[: len(line)].rstrip(b"\n")):
            raise _foreign(path, len(done) + 1)
        if not line.endswith(b"\n"):
            if len(line) == MAX_ROW_BYTES:
                raise _foreign(path, len(done) + 1)
            break
        where = f"{path}, line {len(done) + 1}"
        _append(done, _json_row(Fields(parse_object(line, where), where)), path)
        size += len(line)
    return size


def _json_row(fields: Fields) -> DoneRow:
    status = fields.choice("status", RowStatus)
    claim = fields.child("claim") if fields.has("claim") else None
    return DoneRow(
        row=fields.whole("row"),
        id=fields.text("id"),
        claim=claim.text("text") if claim else "",
        as_of=claim.day("as_of") if claim else None,
        speaker=claim.maybe_text("speaker") if claim else None,
        status=status,
        conclusion=fields.choice("finding", Conclusion) if status is RowStatus.OK else None,
        made=_made(fields) if status is RowStatus.OK else None,
    )


def _made(fields: Fields) -> Made | None:
    """How a finding was made; ``None`` where it doesn't say."""
    models, index, counts = fields.plain("models"), fields.plain("index"), fields.plain("counts")
    if not models or not index:
        return None
    ranks: dict[str, int] = {}
    largest = 0
    outlets: set[str] = set()
    for item in fields.children("evidence"):
        rank, stance = item.whole("rank"), item.choice("stance", Stance)
        largest = max(largest, rank)
        if item.choice("shelf", Shelf) is Shelf.IN_TIME and stance is not Stance.NEUTRAL:
            ranks[stance.value] = max(rank, ranks.get(stance.value, 0))
        outlets.add(item.child("report").maybe_text("outlet") or "")
    # a side that shows fewer passages than were counted shows as many as it was asked for
    cut = [shown for side, shown in ranks.items() if shown < int(counts.get(side, 0))]
    return Made(
        index=str(index.get("path", "")),
        reports=int(index.get("reports", 0)),
        passages=int(index.get("passages", 0)),
        encoder_sha256=str(models.get("encoder_sha256", "")),
        stance_sha256=str(models.get("stance_sha256", "")),
        limit_from=largest,
        limit_to=min(cut) if cut else None,
        outlets=frozenset(outlets),
    )


def _read_csv(stream: BinaryIO, path: Path, done: list[DoneRow]) -> int:
    header = stream.readline(len(_CSV_START) + 1)
    if header != _CSV_START:
        if _CSV_START.startswith(header):
            return 0
        raise _foreign(path, 1)
    size = len(header)
    for record in csv_records(stream, path):
        where = f"{path}, row {len(done) + 1}"
        try:
            cells = next(csv.reader([record.decode("utf-8", "replace")]), [])
        except csv.Error:
            raise _foreign(path, len(done) + 1) from None
        if len(cells) != len(CSV_HEADER):
            raise _foreign(path, len(done) + 1)
        values: dict[str, object] = dict(zip(CSV_HEADER, cells, strict=True))
        _append(done, _csv_row(values, where), path)
        size += len(record)
    return size


def csv_records(stream: BinaryIO, path: Path) -> Iterator[bytes]:
    """Complete records: a line end inside quotes belongs to the cell, as an odd count of quotes tells."""
    record = bytearray()
    quotes = 0
    for line in iter(lambda: stream.readline(MAX_ROW_BYTES), b""):
        record += line
        quotes += line.count(b'"')
        if len(record) > MAX_ROW_BYTES:
            raise InputError(f"{path}: a row is longer than any result", "Name another file with -o.")
        if line.endswith(b"\n") and quotes % 2 == 0:
            yield bytes(record)
            record.clear()
            quotes = 0


def _csv_row(values: dict[str, object], where: str) -> DoneRow:
    number = str(values["row"])
    values["row"] = int(number) if number.isdecimal() and len(number) < 16 else None
    values["as_of"] = values["as_of"] or None
    fields = Fields(values, where)
    status = fields.choice("status", RowStatus)
    return DoneRow(
        row=fields.whole("row"),
        id=fields.text("id"),
        claim=fields.text("claim"),
        as_of=fields.day("as_of"),
        speaker=None,
        status=status,
        conclusion=fields.choice("finding", Conclusion) if status is RowStatus.OK else None,
        in_cells=True,
    )


def _append(done: list[DoneRow], row: DoneRow, path: Path) -> None:
    if row.row != len(done) + 1:
        raise InputError(
            f"{path}: row {len(done) + 1} is missing (found row {row.row} in its place)",
            "Rows of a result are in order; make it again without --resume.",
        )
    done.append(row)


def _foreign(path: Path, line: int) -> InputError:
    return InputError(
        f"{path}, line {line}: not a result of factcheck batch, so it can't be continued",
        "Name another file with -o, or leave out --resume to replace it.",
    )
