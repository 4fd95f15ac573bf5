"""Numbers of things, in words that fit the number."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """``1 report``, ``1,068 reports``: thousands apart, an s for all but one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
