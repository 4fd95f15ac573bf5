"""Files of claims: ``.txt`` one a line, ``.csv``/``.tsv`` with a header, ``.jsonl``.

Every input row comes out, in order: as a claim, or as what is wrong with it,
so that a batch can account for all of them.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import InputError
from factcheck.text.dates import parse_day
from factcheck.types import Claim

MAX_FILE_BYTES = 64 * 1024 * 1024
"""A file of claims is read whole; more than this isn't one."""

MAX_CLAIM_CHARS = 2_000
"""A longer "claim" is an article."""

_KINDS = ".txt, .csv, .tsv or .jsonl"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One input row: ``row`` counts rows from 1, ``line`` is where it starts in the file.

    Exactly one of ``claim`` and ``problem`` is set; ``text`` and ``id`` are what could be read.
    """

    row: int
    line: int
    id: str
    text: str
    claim: Claim | None = None
    problem: str = ""


def read_claims(path: Path, data: bytes | None = None) -> list[ClaimRow]:
    """Read all rows of a file of claims.

    Args:
        path: the file; its ending says its kind (``-`` and other endings are read as one claim a line,
            or as JSON lines where the first line is an object).
        data: the bytes, where they came from standard input.

    Raises:
        InputError: the file can't be read, is empty, isn't text, or a table has no claim column.
    """
    if data is None:
        data = _read(path)
    text = _decode(path, data)
    kind = path.suffix.lower()
    if kind in (".csv", ".tsv"):
        rows = list(_table(path, text, "\t" if kind == ".tsv" else ","))
    elif kind in (".jsonl", ".ndjson") or (kind not in (".txt", ".md") and text.lstrip().startswith("{")):
        rows = list(_number(_json_lines(path, text)))
    else:
        lines = ((n, line.strip()) for n, line in enumerate(text.split("\n"), 1))
        rows = list(_number((n, {"claim": line}) for n, line in lines if line))
    if not rows:
        raise InputError(f"{path}: no claims in it", f"Give a file with one claim a line, or a table ({_KINDS}).")
    return rows


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder, not a file of claims", f"Name a file: {_KINDS}.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError(
                f"{path}: larger than {MAX_FILE_BYTES >> 20} MiB, too large for a file of claims", "Split it up."
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}", "Check the name and your permission.") from error


def _decode(path: Path, data: bytes) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path}, line {line}: not valid {encoding.removesuffix('-sig').upper()}", "Save the file as UTF-8."
        ) from error
    if "\0" in text:
        raise InputError(f"{path}: a binary file, not text", f"Give a file of claims: {_KINDS}.")
    return text


def _json_lines(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"{path}, line {number}: not JSON ({error})"
            continue
        yield number, value if isinstance(value, dict) else f"{path}, line {number}: not a JSON object"


def _table(path: Path, text: str, delimiter: str) -> Iterator[ClaimRow]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        if "claim" not in header and "text" not in header:
            raise InputError(
                f"{path}, line 1: no column 'claim' (found: {', '.join(header) or 'nothing'})",
                "Name the columns in the first line: claim, and if you like id, as_of, speaker.",
            )
        yield from _number(_table_rows(path, reader, header))
    except csv.Error as error:
        raise InputError(
            f"{path}, line {reader.line_num}: {error}", "Mend that line; quotes must be closed."
        ) from error


def _table_rows(
    path: Path, reader: Iterable[list[str]], header: list[str]
) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    before = 1
    for cells in reader:
        line, before = before + 1, getattr(reader, "line_num", before + 1)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            yield line, f"{path}, line {line}: {len(cells)} cells under {len(header)} columns"
            continue
        yield line, dict(zip(header, cells, strict=False))


def _number(rows: Iterable[tuple[int, Mapping[str, object] | str]]) -> Iterator[ClaimRow]:
    for number, (line, fields) in enumerate(rows, 1):
        if isinstance(fields, str):
            yield ClaimRow(number, line, str(number), "", problem=fields)
        else:
            yield _row(number, line, fields)


def _row(number: int, line: int, fields: Mapping[str, object]) -> ClaimRow:
    raw = fields.get("claim") or fields.get("text") or ""
    if isinstance(raw, dict):  # a finding of ours: {"claim": {"text": …}}
        fields = {**fields, **raw}
        raw = raw.get("text") or ""
    text = " ".join(str(raw).split())
    row_id = str(fields.get("id") or number)
    given = str(fields.get("as_of") or "").strip()
    day = parse_day(given) if given else None
    problem = ""
    if not text:
        problem = f"line {line}: the claim is empty"
    elif len(text) > MAX_CLAIM_CHARS:
        problem = f"line {line}: {len(text):,} characters are too long for one claim (at most {MAX_CLAIM_CHARS:,})"
    elif given and day is None:
        problem = f"line {line}: as_of {given[:40]!r} is not a date (write YYYY-MM-DD)"
    if problem:
        return ClaimRow(number, line, row_id, text, problem=problem)
    speaker = str(fields.get("speaker") or "").strip() or None
    return ClaimRow(number, line, row_id, text, Claim(text, id=row_id, as_of=day, speaker=speaker))
