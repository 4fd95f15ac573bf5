"""JSON lines: one report a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from factcheck.corpus.decoding import Unreadable, read_lines
from factcheck.corpus.records import report_from_record
from factcheck.types import Report, Skipped


def read_jsonl(stream: BinaryIO, source: str) -> Iterator[tuple[int, Report | Skipped]]:
    """Reports of a stream of JSON lines with their line numbers; blank lines are passed over.

    Raises:
        Unreadable: when the stream isn't text.
    """
    for line in read_lines(stream):
        try:
            if line.text is None:
                raise Unreadable(line.reason)
            if line.text.strip():
                yield line.number, parse_record(line.text)
        except Unreadable as reason:
            yield line.number, Skipped(source, line.number, str(reason))


def parse_record(text: str) -> Report:
    """The report of one JSON object.

    Raises:
        Unreadable: when it isn't one, or has no usable text.
    """
    try:
        record = json.loads(text, strict=False)  # control characters in strings are cleaned, not refused
        if isinstance(record, dict):
            return report_from_record(record)
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON: {error.msg} at column {error.colno}") from None
    except ValueError as error:  # a number of thousands of digits
        raise Unreadable(f"not usable JSON: {error}") from None
    raise Unreadable(f"a JSON {_JSON_KINDS.get(type(record), 'value')}, not an object with fields")


_JSON_KINDS: dict[type, str] = {list: "list", str: "string", int: "number", float: "number", bool: "value"}
