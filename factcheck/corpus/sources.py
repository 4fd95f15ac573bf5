"""Files, folders and standard input to reports; whatever can't be read is said, never dropped silently."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from factcheck.corpus.characters import MAX_RECORD
from factcheck.corpus.decoding import HEAD, Unreadable, decode, decode_page, put_back, refuse_binary, wide_encoding
from factcheck.corpus.documents import report_from_html, report_from_markdown, report_from_text
from factcheck.corpus.jsonl import read_jsonl
from factcheck.corpus.tables import begins_a_table, read_table
from factcheck.errors import InputError
from factcheck.types import Report, Skipped

KNOWN = (".jsonl", ".jsonl.gz", ".csv", ".tsv", ".txt", ".md", ".html", ".htm")
"""Endings of the files that are read."""

_ABOUT = frozenset({"readme", "license", "licence", "changelog", "contributing"})
"""Files that tell of a folder; left out unless named themselves."""

_DOCUMENTS: dict[str, Callable[[str, str], Report]] = {
    ".txt": report_from_text,
    ".md": report_from_markdown,
    ".html": report_from_html,
    ".htm": report_from_html,
}
_Records = Iterator[tuple[int | None, Report | Skipped]]


def read_sources(
    sources: Sequence[str | Path], *, strict: bool = False, stdin: BinaryIO | None = None
) -> Iterator[Report | Skipped]:
    """Reports of files, folders (recursive, in sorted order) and ``"-"``, standard input.

    Args:
        sources: what to read, in this order.
        strict: stop at the first record that can't be read. Files in a folder that
            aren't reports (hidden, of another kind) are only said, also then.
        stdin: the bytes that ``"-"`` stands for.

    Raises:
        InputError: at once for a source that doesn't exist; while reading, with
            ``strict``, for the first record that can't be read.
    """
    for source in sources:
        if str(source) != "-" and not os.path.lexists(source):
            raise InputError(f"no such file or folder: {source}", "Check the path; - reads standard input.")
    return _read_all(sources, strict, stdin)


def read_article(source: str | Path, data: bytes | None = None) -> Report:
    """One article from a file of any kind that is read, or from ``data`` (kind by content).

    Raises:
        InputError: when it can't be read, or holds more than one report.
    """
    found: list[Report] = []
    try:
        for _, record in _from_bytes(data, str(source)) if data is not None else _from_path(Path(source)):
            if isinstance(record, Skipped):
                raise _as_error(record)
            found.append(record)
            if len(found) > 1:
                raise InputError(f"{source}: holds more than one report", "Name a file with one article in it.")
    except Unreadable as reason:
        raise _as_error(Skipped(str(source), None, str(reason))) from None
    except OSError as error:
        raise _as_error(Skipped(str(source), None, _system_reason(error))) from None
    if not found:
        raise InputError(f"{source}: empty", "Give an article as text, HTML, Markdown or one JSON line.")
    return found[0]


def _read_all(sources: Sequence[str | Path], strict: bool, stdin: BinaryIO | None) -> Iterator[Report | Skipped]:
    seen: set[int] = set()
    for source in sources:
        if str(source) == "-":
            parts: Iterator[tuple[str, _Records | Skipped]] = iter([("-", _from_stdin(stdin))])
        elif Path(source).is_dir():
            parts = _from_folder(Path(source))
        else:
            parts = iter([(str(source), _from_path(Path(source)))])
        for name, records in parts:
            if isinstance(records, Skipped):
                yield records
                continue
            for record in _guarded(records, name, seen):
                if strict and isinstance(record, Skipped):
                    raise _as_error(record, "Mend it, or leave out --strict to skip what can't be read.")
                yield record


def _guarded(records: _Records, name: str, seen: set[int]) -> Iterator[Report | Skipped]:
    """Turn trouble with a whole file into a Skipped, and keep the first report of each id."""
    count = 0
    line: int | None = None
    try:
        for line, record in records:
            count += 1
            if isinstance(record, Report):
                key = hash(record.id)  # ids of a million reports as numbers, not as strings
                if key in seen:
                    yield Skipped(
                        name, line, f'the id "{record.id[:80]}" was already used; the first report with it is kept'
                    )
                    continue
                seen.add(key)
            yield record
    except Unreadable as reason:
        yield Skipped(name, None, str(reason))
        return
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Skipped(name, line, f"damaged gzip data, the rest is lost: {error}")
        return
    except OSError as error:
        yield Skipped(name, None, _system_reason(error))
        return
    if not count:
        yield Skipped(name, None, "empty: no report in it")


def _as_error(record: Skipped, hint: str = "Give an article as text, HTML, Markdown or one JSON line.") -> InputError:
    where = record.source if record.line is None else f"{record.source}, line {record.line}"
    return InputError(f"{where}: {record.reason}", hint)


def _system_reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"can't be read: {error.strerror or error}"


def _from_folder(folder: Path) -> Iterator[tuple[str, _Records | Skipped]]:
    """Everything under a folder, sorted by path; what isn't read comes as a Skipped."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        name = str(path)
        if path is not folder and (reason := _left_out(path)):
            yield name, Skipped(name, None, reason)
        elif not path.is_dir():
            yield name, _from_path(path, folder)
        else:
            try:
                entries = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield name, Skipped(name, None, _system_reason(error))
                continue
            if not entries:
                yield name, Skipped(name, None, "an empty folder")
            waiting.extend(entries)


def _left_out(path: Path) -> str:
    """Why an entry of a folder isn't read, or ``""``."""
    if path.name.startswith("."):
        return "hidden"
    if path.is_dir():
        return "a link to a folder, not followed" if path.is_symlink() else ""
    if not path.is_file():
        return "not a regular file"
    if _ending(path) not in KNOWN:
        return f"not a kind of file that is read ({path.suffix or 'no ending'})"
    return "tells of the folder; name it to have it read" if path.stem.lower() in _ABOUT else ""


def _ending(path: Path) -> str:
    name = path.name.lower()
    return next((each for each in sorted(KNOWN, key=len, reverse=True) if name.endswith(each)), path.suffix.lower())


def _identity(path: Path, root: Path | None = None) -> str:
    """A file's id: its path under the folder that was named, but always with one folder's name in it.

    So it is the same wherever the folder lies, and mostly the same for a file named itself.
    """
    if root is not None and len(inner := path.relative_to(root).parts) > 1:
        return "/".join(inner)
    whole = path.resolve()
    return f"{whole.parent.name}/{whole.name}" if whole.parent.name else whole.name


def _from_path(path: Path, root: Path | None = None) -> _Records:
    """The records of one file, by its ending; a pipe, or a file without a known ending, by its content."""
    ending = _ending(path)
    regular = stat.S_ISREG(path.stat().st_mode)
    with path.open("rb") as file:
        if ending not in KNOWN or not regular:
            if regular and ending:
                raise Unreadable(f"not a kind of file that is read ({ending}); known are {', '.join(KNOWN)}")
            yield from _sniffed(file, str(path))
        elif ending in _DOCUMENTS:
            yield None, _document(file, ending, _identity(path, root))
        else:
            stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if ending.endswith(".gz") else file
            yield from _structured(stream, ending.removesuffix(".gz"), str(path))


def _structured(stream: BinaryIO, ending: str, source: str) -> Iterator[tuple[int, Report | Skipped]]:
    if ending == ".jsonl":
        return read_jsonl(stream, source)
    return read_table(stream, source, "\t" if ending == ".tsv" else None)


def _document(stream: BinaryIO, ending: str, identity: str) -> Report:
    """The report of a whole document."""
    data = stream.read(MAX_RECORD + 1)
    if len(data) > MAX_RECORD:
        raise Unreadable(f"longer than {MAX_RECORD // 1024 // 1024} MiB")
    if not data.strip():
        raise Unreadable("empty: no report in it")
    refuse_binary(data[:HEAD])
    text = decode_page(data) if ending in {".html", ".htm"} else decode(data)
    return _DOCUMENTS[ending](text, identity)


def _from_stdin(stdin: BinaryIO | None) -> _Records:
    if stdin is None:
        raise Unreadable("no standard input to read")
    yield from _sniffed(stdin, "-")


def _from_bytes(data: bytes, source: str) -> _Records:
    yield from _sniffed(io.BytesIO(data), source)


def _sniffed(stream: BinaryIO, source: str) -> _Records:
    """Records of a stream without a name: JSON lines, HTML, a table or text, by how it begins."""
    head = stream.read(HEAD)
    if not head.strip():
        raise Unreadable("empty: no report in it")
    refuse_binary(head)
    encoding = wide_encoding(head) or "utf-8"
    start = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n").lower()
    whole = put_back(head, stream)
    if start.startswith("{"):
        yield from read_jsonl(whole, source)
    elif start.startswith(
        ("<!doctype html", "<html", "<?xml", "<head", "<body", "<!--", "<article", "<div", "<p>", "<meta")
    ):
        yield None, _document(whole, ".html", "")
    elif begins_a_table(start):
        yield from read_table(whole, source)
    else:
        yield None, _document(whole, ".md" if start.startswith("---\n") else ".txt", "")
