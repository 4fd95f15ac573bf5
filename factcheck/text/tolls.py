"""Tolls: how many people were killed or hurt, or are missing, however it is put.

``78 people were killed``, ``killed at least 78``, ``the toll rose to 135``, ``ten
lost their lives``, ``the number of dead stands at five``. Counts of a part
(``three of the dead``, ``two children were killed``, ``five more died``) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from factcheck.text.quantities import Quantity, QuantityKind


class Harm(StrEnum):
    """What became of the people counted."""

    DEAD = "dead"
    HURT = "hurt"
    MISSING = "missing"


_REACH = 110
"""Characters read on each side of a number."""
_PEOPLE = r"(?: (?:people|persons|lives|victims))?"
_AUXILIARY = (
    r"(?: (?:are|were|was|is|have|had|has|now|so far|known|confirmed|reported|feared|thought|believed|to|be|been|have|"
    r"lost|left))*"
)
_BEHIND = {
    Harm.DEAD: rf"{_PEOPLE}{_AUXILIARY} (?:dead|killed|died|dying|perished|deaths|fatalities|their lives|lives)\b",
    Harm.HURT: rf"{_PEOPLE}{_AUXILIARY} (?:injured|wounded|hurt|injuries)\b",
    Harm.MISSING: rf"{_PEOPLE}{_AUXILIARY} (?:still )?(?:missing|unaccounted for)\b",
}
_WORD = {
    Harm.DEAD: r"(?:killed|dead|deaths|died|fatalities|lives lost|death toll|toll)",
    Harm.HURT: r"(?:injured|wounded|hurt|injuries)",
    Harm.MISSING: r"(?:missing|unaccounted for)",
}
_ACTIVE = {
    Harm.DEAD: r"\b(?:kill(?:ed|ing|s)|claimed)",
    Harm.HURT: r"\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s))",
    Harm.MISSING: r"\bmissing(?::| are| were)",
}
_BOUND = r"(?: (?:at least|more than|fewer than|about|nearly|some|over|around|almost|as many as|up to))?"
_ENDS = (
    r"(?: (?:people|persons|lives|victims)\b"
    r"| (?:and|in|on|at|when|after|by|as|since|so|with|from|while|late|early|this|last|according|yesterday|overnight)\b"
    r"|\s*[.,;:)]|\s*$)"
)
"""What follows a number that counts people at large: they, or no noun at all."""
_HEADS = re.compile(r"\b(?:number|count|total|toll|tally)\b|\bdead (?:and|in)\b", re.IGNORECASE)


_AGED = re.compile(
    r"\b(?:a|an|one|the) (?:[a-z-]+ ){0,2}(?:man|woman|boy|girl|child|[a-z]+(?:er|or|ist|ent)) of\s$", re.I
)
"""``a man of 58 died``: an age."""


def find_tolls(text: str, quantities: Sequence[Quantity]) -> list[tuple[Harm, Quantity]]:
    """Which of a text's quantities are tolls, and of what, in order.

    Args:
        text: a sentence or a few.
        quantities: those of the text (:func:`factcheck.text.quantities.find_quantities`).
    """
    found = []
    for quantity in quantities:
        if quantity.kind is not QuantityKind.COUNT or _AGED.search(
            text[max(0, quantity.start - _REACH) : quantity.start]
        ):
            continue
        harm = next((harm for harm in Harm if _counts(harm, text, quantity)), None)
        if harm is not None:
            found.append((harm, quantity))
    return found


def _counts(harm: Harm, text: str, quantity: Quantity) -> bool:
    behind = text[quantity.end : quantity.end + _REACH]
    if re.match(_BEHIND[harm], behind, re.IGNORECASE):
        return True
    if not re.match(_ENDS, behind, re.IGNORECASE):
        return False
    front = text[max(0, quantity.start - _REACH) : quantity.start].rstrip()
    if re.search(_ACTIVE[harm] + _BOUND + "$", front, re.IGNORECASE):
        return True
    # "the number of people known to have been killed in the mill has risen to": in one sentence, and the nearest word
    front = re.split(r"[.;!?] ", front)[-1]
    if not re.search(r"\b(?:to|at|of|was|is|as|reached|passed|exceeded)" + _BOUND + "$", front, re.IGNORECASE):
        return False
    named = [(match.start(), other) for other in Harm for match in re.finditer(rf"\b{_WORD[other]}\b", front, re.I)]
    return bool(named) and max(named)[1] is harm and _HEADS.search(front) is not None
