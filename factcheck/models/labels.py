"""Other people's names for the three stances."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.types import Stance

_NAMES: dict[str, Stance] = {
    **dict.fromkeys(
        ("supports", "support", "supported", "entailment", "entail", "entails", "agree", "agrees", "true", "yes"),
        Stance.SUPPORTS,
    ),
    **dict.fromkeys(
        (
            "conflicts",
            "conflict",
            "conflicting",
            "refutes",
            "refute",
            "refuted",
            "contradiction",
            "contradict",
            "contradicts",
            "disagree",
            "disagrees",
            "false",
            "no",
        ),
        Stance.CONFLICTS,
    ),
    **dict.fromkeys(
        (
            "neutral",
            "not enough info",
            "not enough information",
            "nei",
            "unrelated",
            "irrelevant",
            "unknown",
        ),
        Stance.NEUTRAL,
    ),
}


def stance_named(name: str) -> Stance | None:
    """The stance meant by a label, however it is spelt; ``None`` for one that isn't known.

    ``ENTAILMENT``, ``NOT_ENOUGH_INFO`` and ``not enough info`` are all read;
    ``LABEL_0`` and bare numbers are not: their meaning differs from model to model.
    """
    return _NAMES.get(re.sub(r"[\s_-]+", " ", name[:60]).strip().lower())


def map_labels(names: Mapping[int, str]) -> dict[Stance, int] | None:
    """Stance → output index of a three-way model, or ``None`` where the names don't give each stance exactly once."""
    mapped: dict[Stance, int] = {}
    for index, name in names.items():
        stance = stance_named(str(name))
        if stance is None or stance in mapped:
            return None
        mapped[stance] = int(index)
    return mapped if len(mapped) == len(Stance) else None
