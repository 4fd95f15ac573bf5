"""The one form in which a passage is put before the stance model.

Training and use share this module: a model reads well only what looks like
what it was trained on.
"""

from __future__ import annotations

from datetime import date

MOST_WORDS = 120
"""Words of title, sentence before and passage together; a stance model reads some 190 tokens, claim included."""

MOST_TITLE = 30
"""Words of a title; more is no headline."""


def spell_date(day: date) -> str:
    """Write a day as news copy does: ``date(2023, 3, 30)`` → ``"30 March 2023"``."""
    return f"{day.day} {day:%B} {day.year}"


def short_date(day: date) -> str:
    """Write a day for cards and reasons: ``date(2023, 3, 30)`` → ``"30 Mar 2023"``."""
    return f"{day.day} {day:%b} {day.year}"


def format_premise(passage: str, *, title: str = "", day: date | None = None, before: str = "") -> str:
    """Put title, date and the sentence before in front of a passage.

    The sentence *after* is left out on purpose: labels are given to a passage
    read with its title, date and the sentence before it, and a following
    sentence may decide a claim that the quote itself doesn't.

    Args:
        passage: the quoted text, whitespace as found.
        title: the report's headline, or empty.
        day: the report's date, or ``None`` when it has none.
        before: the sentence in front of the passage, or empty.

    Returns:
        One line, whitespace collapsed.
    """
    parts: list[str] = []
    words = title.split()[:MOST_TITLE]
    if words:
        parts.append(" ".join(words).rstrip(" .") + ".")
    if day is not None:
        parts.append(spell_date(day) + ".")
    # what doesn't fit is cut from the front of the sentence before: the passage comes last and must be read whole
    left = MOST_WORDS - len(words) - len(passage.split())
    if before and left > 0:
        parts.append(" ".join(before.split()[-left:]))
    parts.append(passage)
    return " ".join(" ".join(parts).split())
