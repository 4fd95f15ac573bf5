"""What a finding carries of all the evidence that was weighed for it: the best passages, and how many there were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.types import Evidence, Shelf, Stance

NEUTRAL_SHOWN = 5
"""How many on-topic but undecided passages a finding carries, so that "silent" can be looked at."""


def carried(weighed: Iterable[Evidence], limit: int) -> tuple[Evidence, ...]:
    """What a finding carries: the best of each side on each shelf, and some of the undecided."""
    return tuple(e for e in weighed if e.rank <= (min(limit, NEUTRAL_SHOWN) if e.stance is Stance.NEUTRAL else limit))


def count(weighed: Sequence[Evidence], found: int) -> dict[str, int]:
    """The finding's counts, over all that was weighed, not only what is shown."""
    in_time = [e for e in weighed if e.shelf is Shelf.IN_TIME]

    def of(stance: Stance) -> list[Evidence]:
        return [e for e in in_time if e.stance is stance]

    return {
        "candidates": found,
        "weighed": len(weighed),
        "supports": len(of(Stance.SUPPORTS)),
        "conflicts": len(of(Stance.CONFLICTS)),
        "neutral": len(of(Stance.NEUTRAL)),
        "support_origins": len({e.origin.id for e in of(Stance.SUPPORTS)}),
        "conflict_origins": len({e.origin.id for e in of(Stance.CONFLICTS)}),
        "later": sum(e.shelf is Shelf.LATER and e.stance is not Stance.NEUTRAL for e in weighed),
        "undated": sum(e.shelf is Shelf.UNDATED and e.stance is not Stance.NEUTRAL for e in weighed),
    }
