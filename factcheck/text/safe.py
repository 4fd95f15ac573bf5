"""Make text from a corpus safe to show: for terminals and for spreadsheet cells.

A report may carry anything its author or a scraper put there. Escape sequences
could repaint the reviewer's terminal, bidirectional overrides could turn a
quote round, a leading ``=`` could run a formula in a spreadsheet.
"""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029\x0b\x0c]")

# OSC, DCS, SOS, PM and APC strings up to their terminator or the end of the line, then CSI, then other escapes.
# An unterminated string is cut at the line's end, so that it can't swallow the rest of a report.
_ESCAPES = re.compile(
    "(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)?"
    "|(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]?"
    "|\x1b[ -/]{0,16}[0-~]?"
)

# C0 without tab and newline, DEL, C1, soft hyphen, zero-width and bidi controls, line and paragraph separators,
# byte-order mark, interlinear annotation, tag characters, lone surrogates (which no terminal can encode).
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def display(text: str) -> str:
    """Neutralise everything that could act on a terminal; words stay as they are.

    Whole escape sequences go, not only their first byte, so that no ``[31m``
    is left behind; other control, zero-width and direction characters are
    dropped; other line breaks become a newline, a tab a space. Applying it
    twice changes nothing more.
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = _ESCAPES.sub("", text)
    return _CONTROLS.sub("", text).replace("\t", " ")


def one_line(text: str) -> str:
    """:func:`display` with all whitespace runs made one space, for a line of a table or a card."""
    return " ".join(display(text).split())


def csv_cell(text: str) -> str:
    """Defuse a cell that a spreadsheet would run as a formula, by an apostrophe in front (OWASP, CSV injection).

    Numbers with a sign (``-3.2``) stay as they are, so that figures can be computed with.
    """
    cleaned = _ESCAPES.sub("", text).replace("\x00", "")
    if not cleaned.lstrip(" ").startswith(_FORMULA_STARTS):
        return cleaned
    if _SIGNED_NUMBER.fullmatch(cleaned):
        return cleaned
    return "'" + cleaned


_SIGNED_NUMBER = re.compile(r"[+-]\d{1,30}(?:\.\d{1,30})?%?")
