"""Whether a claim speaks of how things stand, or of something that happened."""

from __future__ import annotations

import re

_NOW = re.compile(
    r"\b(?:is|are|has|have|does|do|isn['’]t|aren['’]t|hasn['’]t|haven['’]t|doesn['’]t|don['’]t|cannot|can|"
    r"remains?|wants?|intends?|owes?|belongs?|holds?|seeks?|lacks?|still|"
    r"stands? at|(?:means?|plans?|continues?) to)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:was|were|had|did|wasn['’]t|weren['’]t|hadn['’]t|didn['’]t|[a-z]{3,}ed|"
    r"became|began|bought|broke|built|came|cut|died|fell|found|gave|got|held|hit|kept|knew|led|left|let|lost|made|met|"
    r"paid|put|ran|rose|said|sent|set|shot|sold|spoke|struck|thought|told|took|voted|went|won|wrote)\b"
)

_NEVER = re.compile(r"\bnever\b", re.IGNORECASE)
_AT_THAT_TIME = re.compile(r"\b(?:any|no) longer\b", re.IGNORECASE)
"""Marks of a state that are so in any tense: "Nobody was missing any longer."."""


def speaks_of_now(claim: str) -> bool:
    """Whether the first verb of a claim that shows its tense is in the present or the present perfect.

    Such a claim is about the state of things on its as-of day ("The intake is
    closed.", "Nobody has died."), which a later report can end without denying an
    earlier one. "Has never" is about all that was before, and nothing ends it. Where in doubt, no.
    """
    if _NEVER.search(claim):
        return False
    if _AT_THAT_TIME.search(claim):
        return True
    now, then = _NOW.search(claim), _THEN.search(claim)
    return now is not None and (then is None or now.start() < then.start())
