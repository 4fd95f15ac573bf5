"""JSON text that is safe to show and strict to read.

A quote may carry characters that steer a terminal (C1 controls), turn the
reading direction (bidi controls) or hide (zero width). JSON escapes C0 itself;
the rest are escaped here, so that the value stays exactly what the report says
while the text on a screen can do no harm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from factcheck.errors import InputError

_STEERING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def dump_line(value: Mapping[str, object], *, indent: int | None = None) -> str:
    """Write one JSON object as text without a line end; on one line unless ``indent`` is given.

    Characters outside ASCII stay readable; steering and hidden ones and lone
    surrogates are written as ``\\uXXXX``, so that the text can always be encoded
    and parses back to the same value.

    Raises:
        ValueError: for NaN or an infinity, which JSON doesn't have.
    """
    return _STEERING.sub(_escape, json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent))


def parse_object(text: str | bytes, where: str) -> dict[str, object]:
    """Read one JSON object.

    Args:
        text: the JSON text, UTF-8 if bytes.
        where: file and line, for the message.

    Raises:
        InputError: when it isn't valid JSON, is nested too deeply or isn't an object.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(
            f"{where}: not valid JSON ({problem})", "Make the file again with: factcheck batch FILE -o RESULTS.jsonl"
        ) from error
    if not isinstance(value, dict):
        raise InputError(f"{where}: expected a JSON object, found {type(value).__name__}")
    return value
