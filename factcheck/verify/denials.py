"""Denials: a report that has somebody deny a thing conflicts with the bare claim of it.

The stance model was taught that one party's denial leaves a bare claim open, as
for a single passage it does; beside other reports it is the other side, and must
be shown. So a denying passage is turned round ("denied having sent" → "has sent")
and read again: if that would support the claim, the denial conflicts with it.
"""

from __future__ import annotations

import re

_TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (r"\bden(?:y|ies|ied) having\b", "has"),
        (r"\bden(?:y|ies|ied) (?=(?:that|it|they|he|she)\b)", "said "),
        (r"\b(has|have|had) never\b", r"\1"),
        (r"\bno plans? to\b", "a plan to"),
    )
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|den(?:y|ies|ied|ial|ials)|reject\w*|dismiss\w*|refus\w*|without|none)\b|n['’]t\b", re.I
)


def turned_round(claim: str, passage: str) -> str | None:
    """The passage with its denials taken out, or ``None`` if it has none or the claim is itself a negative one."""
    if _NEGATIVE.search(claim):
        return None
    text = passage
    for pattern, put in _TURNS:
        text = pattern.sub(put, text)
    return None if text == passage else text
