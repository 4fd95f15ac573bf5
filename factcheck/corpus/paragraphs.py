"""Text with hard line breaks to whole logical lines: which newlines end a paragraph, and which only a line."""

from __future__ import annotations

from itertools import pairwise

from factcheck.corpus.characters import ends_sentence, tidy
from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.wire import is_end_mark

MAX_LINES = 20_000
"""Logical lines of one text; a long news report has some hundreds."""

_WIDEST_WRAP = 100
"""Nobody wraps prose wider than this; longer lines are paragraphs each."""

_SLACK = 10
"""How far from full, in characters, a line may be and still have been broken for width."""


def logical_lines(text: str) -> list[list[str]]:
    """Blocks (what blank lines part) of logical lines, whitespace within a line collapsed.

    Lines that were broken for width are joined; list items, headlines and rows
    of a table, which end short of the width, stay lines of their own.

    Raises:
        Unreadable: with more than :data:`MAX_LINES` of them.
    """
    blocks: list[list[str]] = []
    block: list[str] = []
    for line in [*tidy(text).expandtabs(4).split("\n"), ""]:
        if line.strip():
            block.append(line)
        elif block:
            blocks.append(block)
            block = []
    width = max((len(line.rstrip()) for lines in blocks for line in lines), default=0)
    indented = width <= _WIDEST_WRAP and any(_starts_paragraph(a, b) for lines in blocks for a, b in pairwise(lines))
    unwrapped = [_unwrap(lines, width, indented) for lines in blocks]
    if sum(map(len, unwrapped)) > MAX_LINES:
        raise Unreadable(f"a text of more than {MAX_LINES:,} lines; split it into reports")
    return unwrapped


def _unwrap(lines: list[str], width: int, indented: bool) -> list[str]:
    """Join the lines of one block that were broken for width."""
    own = max(len(line.rstrip()) for line in lines)
    full = max(own, width) if width <= _WIDEST_WRAP else own
    pairs = [(a, b) for a, b in pairwise(lines) if not _starts_paragraph(a, b)]
    filled = sum(_continues(a, b, full) for a, b in pairs)
    wrapped = own <= _WIDEST_WRAP and (indented or 2 * filled >= len(pairs) > 0)
    joined = [[lines[0].strip()]]
    for a, b in pairwise(lines):
        apart = is_end_mark(a.strip()) or is_end_mark(b.strip()) or _starts_paragraph(a, b)
        if not apart and (_goes_on(a, b) or (wrapped and (_continues(a, b, full) or _dangles(a, b, indented)))):
            joined[-1] += ["" if _hyphenated(a, b) else " ", b.strip()]
        else:
            joined.append([b.strip()])
    return [" ".join("".join(parts).split()) for parts in joined]


def _hyphenated(a: str, b: str) -> bool:
    """Whether a compound was broken after its hyphen ("two-" "year", but not "pre-" "and post-war")."""
    word = a.rstrip()
    follows = b.split(maxsplit=1)[0]
    return word.endswith("-") and word[-2:-1].isalpha() and follows[0].islower() and follows not in {"and", "or", "to"}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _starts_paragraph(a: str, b: str) -> bool:
    """An indented line begins a paragraph; a line indented as the one before it is a row of a table."""
    return _indent(b) >= 2 and _indent(b) >= _indent(a)


def _goes_on(a: str, b: str) -> bool:
    """A small letter doesn't begin a sentence, where the line before hasn't ended one."""
    return b.lstrip()[0].islower() and not ends_sentence(a) and not a.rstrip().endswith((":", ";"))


def _continues(a: str, b: str, width: int) -> bool:
    """Whether the first word of ``b`` had no room on ``a``."""
    head = b.strip()
    return _goes_on(a, b) or (width >= 35 and len(a.rstrip()) + 1 + len(head.split(maxsplit=1)[0]) >= width - _SLACK)


def _dangles(a: str, b: str, indented: bool) -> bool:
    """In a text that indents its paragraphs, a line at the margin goes on with the one before it."""
    return indented and _indent(b) == 0 and (_indent(a) > 0 or not ends_sentence(a))
