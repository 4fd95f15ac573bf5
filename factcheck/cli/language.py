"""A word on stderr where a text isn't in English, which is all that the models read."""

from __future__ import annotations

from collections.abc import Mapping

NAMED = 5
"""Rows of a batch that are named."""


def note_language(text: str, what: str) -> None:
    """Say that ``what`` ("the claim", "the article") doesn't look like English, where it doesn't."""
    from factcheck.cli.output import note
    from factcheck.text.language import is_foreign

    if is_foreign(text):
        note(f"note: {what} doesn't look like English; only English is read, so what is found says little")


def note_languages(texts: Mapping[int, str]) -> None:
    """Say which rows of a batch don't look like English, in one line."""
    from factcheck.cli.output import note
    from factcheck.text.language import is_foreign
    from factcheck.text.plural import counted

    rows = [row for row, text in texts.items() if is_foreign(text)]
    if not rows:
        return
    named = ", ".join(map(str, rows[:NAMED])) + (f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else "")
    verb = "doesn't" if len(rows) == 1 else "don't"
    note(
        f"note: {len(rows):,} of {counted(len(texts), 'claim')} {verb} look like English"
        f" (row{'' if len(rows) == 1 else 's'} {named}); only English is read, so what is found for them says little"
    )
