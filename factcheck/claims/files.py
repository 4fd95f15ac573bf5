"""Files of claims: ``.txt`` one a line, ``.csv``/``.tsv`` with a header, ``.jsonl``.

Every input row comes out, in order: as a claim, or as what is wrong with it,
so that a batch can account for all of them.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factcheck.claims.tables import read_table
from factcheck.corpus.characters import tidy
from factcheck.errors import InputError
from factcheck.text.dates import parse_day
from factcheck.types import Claim

MAX_FILE_BYTES = 64 * 1024 * 1024
"""A file of claims is read whole; more than this isn't one."""

MAX_CLAIM_CHARS = 2_000
"""A longer "claim" is an article."""

_PLAIN = (str, int, float)

_READ = ("claim", "text", "id", "as_of", "speaker")
"""The columns that are read; others may be there, even twice."""

_STRAY = re.compile(r"[\udc80-\udcff]")
_NOT_UTF8 = "not valid UTF-8"

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
        InputError: the file can't be read, is empty, isn't text, or a table has no claim column or two of them.
    """
    if data is None:
        data = _read(path)
    text = _decode(path, data)
    kind = path.suffix.lower()
    if kind in (".csv", ".tsv"):
        rows = list(_table(path, text, "\t" if kind == ".tsv" else ","))
    elif kind in (".jsonl", ".ndjson") or (kind not in (".txt", ".md") and text.lstrip().startswith("{")):
        rows = list(_number(_json_lines(path, text), as_decoded=False))
    else:
        lines = ((n, line.strip()) for n, line in enumerate(text.split("\n"), 1))
        rows = list(_number((n, {"claim": line}) for n, line in lines if line))
    _refuse_another_encoding(path, text, rows)
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
    """The text; bytes that aren't UTF-8 become half surrogates, so that each costs its own row alone."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16") if wide else data.decode("utf-8-sig", "surrogateescape")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not valid UTF-16", "Save the file as UTF-8.") from error
    if "\0" in text:
        raise InputError(f"{path}: a binary file, not text", f"Give a file of claims: {_KINDS}.")
    return text


def _stray(text: str) -> re.Match[str] | None:
    """The first byte of a text that isn't UTF-8."""
    return _STRAY.search(text)


def _not_utf8(line: int, stray: re.Match[str]) -> str:
    return f"line {line}: {_NOT_UTF8} (the byte 0x{ord(stray[0]) - 0xDC00:02x}); save the file as UTF-8"


def _refuse_another_encoding(path: Path, text: str, rows: list[ClaimRow]) -> None:
    """Refuse a file of which no row is UTF-8: it is of another encoding, not one with a slip in it."""
    found = _stray(text)
    if found and not any(row.claim for row in rows) and all(_NOT_UTF8 in row.problem for row in rows):
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(f"{path}, line {line}: not valid UTF-8", "Save the file as UTF-8.")


def _json_lines(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if stray := _stray(line):
            yield number, _not_utf8(number, stray)
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"{path}, line {number}: not JSON ({error})"
            continue
        yield number, value if isinstance(value, dict) else f"{path}, line {number}: not a JSON object"


def _table(path: Path, text: str, delimiter: str) -> Iterator[ClaimRow]:
    rows = read_table(text, delimiter)
    _, first = next(rows, (1, []))
    if isinstance(first, str):
        raise InputError(f"{path}, {first}", "Mend the header; quotes must be closed.")
    if stray := _stray(",".join(first)):
        raise InputError(f"{path}, {_not_utf8(1, stray)}", "Mend the header.")
    header = [name.strip().casefold() for name in first]
    if "claim" not in header and "text" not in header:
        raise InputError(
            f"{path}, line 1: no column 'claim' (found: {', '.join(header) or 'nothing'})",
            "Name the columns in the first line: claim, and if you like id, as_of, speaker.",
        )
    twice = next((name for name in _READ if header.count(name) > 1), None)
    if twice:
        raise InputError(
            f"{path}, line 1: {header.count(twice)} columns are named '{twice}'", "Rename all of them but one."
        )
    yield from _number(_table_rows(path, rows, header))


def _table_rows(
    path: Path, rows: Iterable[tuple[int, list[str] | str]], header: list[str]
) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    for line, cells in rows:
        if isinstance(cells, str):
            yield line, f"{path}, {cells}"
        elif not any(cell.strip() for cell in cells):
            continue
        elif len(cells) > len(header):
            yield line, f"{path}, line {line}: {len(cells)} cells under {len(header)} columns"
        else:
            yield line, dict(zip(header, cells, strict=False))


def _number(rows: Iterable[tuple[int, Mapping[str, object] | str]], *, as_decoded: bool = True) -> Iterator[ClaimRow]:
    """Rows by number; where fields are ``as_decoded``, half surrogates in them are bytes that aren't UTF-8."""
    for number, (line, fields) in enumerate(rows, 1):
        if isinstance(fields, str):
            yield ClaimRow(number, line, str(number), "", problem=fields)
        elif as_decoded and (stray := _stray_line(line, fields)):
            yield _row(number, line, {name: _substituted(value) for name, value in fields.items()}, problem=stray)
        else:
            yield _row(number, line, fields)


def _stray_line(line: int, fields: Mapping[str, object]) -> str:
    """Which line of a row that begins at ``line`` isn't UTF-8, in words; empty where all are."""
    before = ""
    for value in fields.values():
        cell = value if isinstance(value, str) else ""
        if stray := _stray(cell):
            return _not_utf8(line + (before + cell[: stray.start()]).count("\n"), stray)
        before += cell
    return ""


def _substituted(value: object) -> object:
    return _STRAY.sub("\ufffd", value) if isinstance(value, str) else value


def _row(number: int, line: int, fields: Mapping[str, object], *, problem: str = "") -> ClaimRow:
    """The row that fields make; with ``problem``, what can be shown of one that is wrong already."""
    raw = fields.get("text") if fields.get("claim") in (None, "") else fields["claim"]
    if isinstance(raw, dict):  # a finding of ours: {"claim": {"text": …}}
        fields = {**fields, **raw}
        raw = raw.get("text")
    text = " ".join(_as_text(raw).split())
    row_id = _as_text(fields.get("id"))
    row_id = row_id if row_id.strip() else str(number)
    given = _as_text(fields.get("as_of")).strip()
    day = parse_day(given) if given else None
    if problem:
        return ClaimRow(number, line, row_id, text, problem=problem)
    problem = _not_text({**fields, "claim": raw})
    if problem:
        pass
    elif not text:
        problem = "the claim is empty"
    elif len(text) > MAX_CLAIM_CHARS:
        problem = f"{len(text):,} characters are too long for one claim (at most {MAX_CLAIM_CHARS:,})"
    elif given and day is None:
        problem = f"as_of {given[:40]!r} is not a date (write YYYY-MM-DD)"
    if problem:
        return ClaimRow(number, line, row_id, text, problem=f"line {line}: {problem}")
    speaker = _as_text(fields.get("speaker")).strip() or None
    return ClaimRow(number, line, row_id, text, Claim(text, id=row_id, as_of=day, speaker=speaker))


def _as_text(value: object) -> str:
    """A text as report text is cleaned too, so that nothing is left that can't be read or stored; or a number."""
    if isinstance(value, str):
        return tidy(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _not_text(fields: Mapping[str, object]) -> str:
    """What is wrong with a field that holds something else than text; an id and a day may be numbers."""
    for name, kinds in (("claim", str), ("id", _PLAIN), ("as_of", _PLAIN), ("speaker", str)):
        value = fields.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, kinds)):
            kind = {list: "a list", dict: "an object", bool: "true or false"}.get(type(value), "a number")
            return f"{name} is {kind}, not text"
    return ""
