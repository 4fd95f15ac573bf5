"""Reading the results that commands wrote, for whoever goes on working with them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from factcheck.errors import InputError
from factcheck.report.jsontext import parse_object
from factcheck.report.records import finding_from_dict
from factcheck.types import Finding, Skipped

MAX_BYTES = 64 * 1024 * 1024
"""The largest single JSON document or line; an article with a hundred claims takes two million."""

_HINT = "Make results with: factcheck batch CLAIMS -o results.jsonl, or with --json of claim or article."


def read_findings(path: Path | str, *, stdin: BinaryIO | None = None) -> Iterator[Finding | Skipped]:
    """Read findings from the output of ``batch -o``, ``claim --json`` or ``article --json``.

    Args:
        path: JSON lines or one JSON document; ``-`` is standard input.
        stdin: what ``-`` reads, for tests.

    Yields:
        Findings in order; :class:`Skipped` for an error row, a claim that
        wasn't checked or a line that can't be read.

    Raises:
        InputError: the file can't be read, is empty or isn't JSON at all.
    """
    name = str(path)
    if name == "-":
        yield from _read(stdin or sys.stdin.buffer, "standard input")
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _read(stream, name)
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror}", _HINT) from error


def _read(stream: BinaryIO, name: str) -> Iterator[Finding | Skipped]:
    first = _line(stream, name, 1)
    while first and not first.strip():
        first = _line(stream, name, 1)
    if not first:
        raise InputError(f"{name} is empty", _HINT)
    try:
        parse_object(_clean(first), name)
    except InputError:
        rest = stream.read(MAX_BYTES)
        if len(rest) == MAX_BYTES:
            raise InputError(f"{name} is larger than {MAX_BYTES // 2**20} MiB as one JSON document", _HINT) from None
        yield from _record(parse_object(first + rest, name), name, None)
        return
    number = 1
    line = first
    while line:
        if line.strip():
            try:
                yield from _record(parse_object(_clean(line), f"line {number}"), name, number)
            except InputError as error:
                yield Skipped(name, number, error.message)
        number += 1
        line = _line(stream, name, number)


def _line(stream: BinaryIO, name: str, number: int) -> bytes:
    line = stream.readline(MAX_BYTES)
    if len(line) == MAX_BYTES:
        raise InputError(f"{name}, line {number}: longer than {MAX_BYTES // 2**20} MiB", _HINT)
    return line


def _clean(line: bytes) -> bytes:
    return line.removeprefix(b"\xef\xbb\xbf")


def _record(data: dict[str, object], name: str, line: int | None) -> Iterator[Finding | Skipped]:
    """The findings of one record: one, or those of an article's claims."""
    claims = data.get("claims")
    if isinstance(claims, list):
        for number, item in enumerate(claims, 1):
            yield _finding(item, name, line, f"claim {number}: ")
    else:
        yield _finding(data, name, line, "")


def _finding(data: object, name: str, line: int | None, prefix: str) -> Finding | Skipped:
    if not isinstance(data, dict):
        return Skipped(name, line, f"{prefix}not a finding")
    if data.get("status") == "error":
        error = data.get("error")
        message = error.get("message") if isinstance(error, dict) else None
        return Skipped(name, line, f"{prefix}not checked ({message or 'an error row'})")
    if "finding" not in data:
        return Skipped(name, line, f"{prefix}no finding in it")
    try:
        return finding_from_dict(data)
    except InputError as error:
        return Skipped(name, line, f"{prefix}{error.message}")
