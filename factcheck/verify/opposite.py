"""Negative claims: a report that the deed was done conflicts, as firmly as it supports the claim without its negation.

The stance models read "North Korea has never exported weapons" beside a report
of a delivery less surely than "North Korea has exported weapons", and the search
brings up whatever says "never". A denial of the deed ("He had promised nothing of the
kind, he said.") supports such a claim. So the claim without its negation
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

    Of a passage that denies something it is the reading of what it denies, and that supports the claim.
    """
    found = {
        other.candidate.passage.id: Opposite(text, other.scores, other.values)
        if other.denied is None or other.denied_values is None
        else Opposite(text, other.denied, other.denied_values, denied=True)
        for other in others
    }
    return [replace(reading, opposite=found.get(reading.candidate.passage.id)) for reading in readings]
