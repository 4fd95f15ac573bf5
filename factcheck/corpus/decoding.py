"""Bytes to text: which encoding, what isn't text at all, and lines of bounded length."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from factcheck.corpus.characters import MAX_RECORD

HEAD = 8192
"""Bytes looked at to tell what a file is."""

MAX_DISCARDED = 1024 * 1024 * 1024
"""An over-long line is passed over up to this many bytes; after that the rest of the file is given up."""

_STEP = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF document; save it as text or HTML first"),
    (b"PK\x03\x04", "a zip archive or office document; unpack it, or save it as text or HTML first"),
    (b"\x1f\x8b", "gzip data without a .gz ending"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "an SQLite database"),
)
_CODES = bytes(set(range(32)) - {8, 9, 10, 12, 13, 27}) + b"\x7f"
_HIGH_RUN = re.compile(rb"[\x80-\xff]{4}")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9_-]{2,40})", re.IGNORECASE)


class Unreadable(Exception):
    """Why a record isn't text that can be used; never leaves the corpus room."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, 1-based; ``text`` is ``None`` when it couldn't be had, and ``reason`` says why."""

    number: int
    text: str | None
    reason: str = ""


def wide_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark names, or UTF-16 where every other byte is nul."""
    named = next((name for mark, name in _BOMS if head.startswith(mark)), None)
    if named is None and len(head) >= 8 and b"\x00" in head[:64]:
        even, odd = head[0:HEAD:2].count(0) * 2, head[1:HEAD:2].count(0) * 2
        size = min(len(head), HEAD)
        if odd > size * 0.7 and even < size * 0.05:
            return "utf-16-le"
        if even > size * 0.7 and odd < size * 0.05:
            return "utf-16-be"
    return named


def refuse_binary(head: bytes) -> None:
    """Raise when the first bytes of a file aren't those of a text.

    Raises:
        Unreadable: naming what it seems to be.
    """
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise Unreadable(f"not text: {what}")
    if wide_encoding(head) is None and head and len(head) - len(head.translate(None, _CODES)) > len(head) * 0.02:
        raise Unreadable("not text: binary data")


def decode(data: bytes) -> str:
    """Text of bytes: by byte order mark, else UTF-8, else Windows-1252 where that is plausible.

    Raises:
        Unreadable: saying where the bytes stop making sense.
    """
    named = wide_encoding(data)
    try:
        return data.decode(named or "utf-8")
    except UnicodeDecodeError as error:
        where = error.start
    if named is None and plausible_cp1252(data):
        return data.decode("cp1252")
    kind = named[:6].upper() if named and named != "utf-8-sig" else "UTF-8"
    also = "" if named else ", and not plausibly Windows-1252"
    raise Unreadable(f"broken {kind} at byte {where}{also}; save it as UTF-8")


def plausible_cp1252(data: bytes) -> bool:
    """Whether bytes that aren't UTF-8 look like western text of one byte a letter.

    Broken UTF-8 still has whole multi-byte letters in it; cp1252 text has next to
    none, few letters outside ASCII, and never four of them in a row.
    """
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high > 8 + len(data) * 0.2 or data[-1] >= 0xC2 or _UNDEFINED.search(data) or _HIGH_RUN.search(data):
        return False
    return _MULTIBYTE.search(data) is None


def decode_page(data: bytes) -> str:
    """As :func:`decode`, but the ``<meta charset>`` of an HTML page is believed before a guess.

    Raises:
        Unreadable: as :func:`decode`.
    """
    try:
        return data.decode(wide_encoding(data) or "utf-8")
    except UnicodeDecodeError:
        found = _CHARSET.search(data[:HEAD])
    if found:
        try:
            name = codecs.lookup(found[1].decode("ascii")).name
            if name not in {"utf-8", "utf-16", "utf-7"}:
                return data.decode("cp1252" if name == "iso8859-1" else name)
        except (LookupError, UnicodeDecodeError):
            pass  # a name that means nothing, or a wrong one: judged like any other text
    return decode(data)


def read_lines(stream: BinaryIO, limit: int = MAX_RECORD) -> Iterator[Line]:
    """The lines of a stream, each decoded by itself, without ever holding more than ``limit`` bytes of one.

    An over-long or undecodable line comes with its reason, and the next follows.
    Line ends are kept off.

    Raises:
        Unreadable: when the head isn't text, or a line is longer than can be passed over.
    """
    head = stream.read(HEAD)
    refuse_binary(head)
    buffered = put_back(head, stream)
    named = wide_encoding(head)
    if named not in {None, "utf-8-sig"}:
        yield from _wide_lines(buffered, named, limit)
        return
    number = 0
    while line := buffered.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            _pass_over(buffered)
            yield Line(number, None, f"longer than {limit // _STEP or 1} MiB; split it into shorter records")
        else:
            yield _decoded(number, line)


def _decoded(number: int, line: bytes) -> Line:
    try:
        return Line(number, decode(line).rstrip("\r\n"))
    except Unreadable as reason:
        return Line(number, None, str(reason))


def _pass_over(stream: BinaryIO) -> None:
    """Read on to the end of the line, a step at a time."""
    passed = 0
    while (piece := stream.readline(_STEP)) and not piece.endswith(b"\n"):
        passed += len(piece)
        if passed > MAX_DISCARDED:
            raise Unreadable(f"a line of more than {MAX_DISCARDED // _STEP} MiB; the rest of the file is left out")


class _Joined(io.RawIOBase):
    """A stream with what was already read of it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        got = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(got)] = got
        return len(got)


def put_back(head: bytes, rest: BinaryIO) -> BinaryIO:
    """The stream as it was before ``head`` was read from it."""
    joined: io.RawIOBase = _Joined(head, rest)
    return io.BufferedReader(joined, HEAD * 8)


def _wide_lines(raw: BinaryIO, encoding: str, limit: int) -> Iterator[Line]:
    """Lines of UTF-16 or UTF-32, where a byte of value 10 need not be a newline."""
    text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="\n")
    number = 0
    while line := text.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith("\n"):
            passed = 0
            while (piece := text.readline(_STEP)) and not piece.endswith("\n"):
                passed += len(piece)
                if passed > MAX_DISCARDED:
                    raise Unreadable("a line too long to pass over; the rest of the file is left out")
            yield Line(number, None, f"longer than {limit // _STEP or 1} MiB; split it into shorter records")
        elif "\ufffd" in line:
            yield Line(number, None, f"broken {encoding.upper()}; save it as UTF-8")
        else:
            yield Line(number, line.rstrip("\r\n"))
