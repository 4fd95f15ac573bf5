"""Negative claims: a report that the deed was done conflicts, as firmly as it supports the claim without its negation.

The stance models read "North Korea has never exported weapons" beside a report
of a delivery less surely than "North Korea has exported weapons", and the search
brings up whatever says "never". So the claim without its negation
(:func:`factcheck.text.affirmed.affirmed`) is searched and read as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.types import Shelf
from factcheck.verify.retrieve import Candidate
from factcheck.verify.weigh import Opposite, Reading

Shelved = tuple[Candidate, Shelf]


def joined(own: Sequence[Shelved], others: Sequence[Shelved]) -> list[Shelved]:
    """The claim's own candidates, then those that only the search without the negation found."""
    known = {candidate.passage.id for candidate, _ in own}
    return [*own, *(one for one in others if one[0].passage.id not in known)]


def with_opposite(readings: Sequence[Reading], others: Sequence[Reading], text: str) -> list[Reading]:
    """Each reading with that of the same passage beside the claim without its negation, if there is one.

    Passages that deny something are left out: what they deny, they don't tell.
    """
    found = {
        other.candidate.passage.id: Opposite(text, other.scores, other.values)
        for other in others
        if other.denied is None
    }
    return [replace(reading, opposite=found.get(reading.candidate.passage.id)) for reading in readings]
