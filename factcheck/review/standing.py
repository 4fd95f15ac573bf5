"""What holds after all that was decided, changed and taken back.

Entries are never altered. An undo names the entry it takes back; of those that
are left, the latest on a finding (or a skip), and the latest on each passage,
holds; all notes hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from factcheck.types import Conclusion, Decision, DecisionKind

_NO_MARKS: Mapping[str, Decision] = MappingProxyType({})


class EntryState(StrEnum):
    """Where one entry stands."""

    STANDING = "standing"
    REPLACED = "replaced"
    """A later entry on the same finding or passage holds instead."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for one claim. ``marks`` is by evidence key; ``verdict`` a finding's decision or a skip."""

    verdict: Decision | None = None
    marks: Mapping[str, Decision] = field(default_factory=lambda: _NO_MARKS)
    notes: tuple[Decision, ...] = ()

    @property
    def conclusion(self) -> Conclusion | None:
        """The conclusion decided on, ``None`` when there is none or the finding was skipped."""
        if self.verdict is None or self.verdict.kind is not DecisionKind.FINDING:
            return None
        return Conclusion(self.verdict.value)

    @property
    def skipped(self) -> bool:
        """Whether the finding was left for later."""
        return self.verdict is not None and self.verdict.kind is DecisionKind.SKIP


NOTHING = Standing()


def undone_ids(decisions: Iterable[Decision]) -> frozenset[int]:
    """Ids of the entries that were taken back."""
    return frozenset(
        int(entry.value) for entry in decisions if entry.kind is DecisionKind.UNDO and entry.value.isdecimal()
    )


def standing(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """What holds for each claim, by claim key; claims of which everything was undone are left out.

    Args:
        decisions: entries in the order made, undo entries included.
    """
    entries = list(decisions)
    undone = undone_ids(entries)
    verdicts: dict[str, Decision] = {}
    marks: dict[str, dict[str, Decision]] = {}
    notes: dict[str, list[Decision]] = {}
    for entry in entries:
        if entry.id in undone:
            continue
        match entry.kind:
            case DecisionKind.FINDING | DecisionKind.SKIP:
                verdicts[entry.claim_key] = entry
            case DecisionKind.EVIDENCE:
                marks.setdefault(entry.claim_key, {})[entry.evidence_key] = entry
            case DecisionKind.NOTE:
                notes.setdefault(entry.claim_key, []).append(entry)
            case DecisionKind.UNDO:
                pass
    return {
        key: Standing(verdicts.get(key), marks.get(key, _NO_MARKS), tuple(notes.get(key, ())))
        for key in dict.fromkeys([*verdicts, *marks, *notes])
    }


def entry_states(decisions: Iterable[Decision]) -> dict[int, EntryState]:
    """Where each entry stands, by id; undo entries aren't listed."""
    entries = list(decisions)
    undone = undone_ids(entries)
    held: set[int] = set()
    for what in standing(entries).values():
        held.update(entry.id for entry in (*what.marks.values(), *what.notes))
        if what.verdict is not None:
            held.add(what.verdict.id)
    states: dict[int, EntryState] = {}
    for entry in entries:
        if entry.kind is DecisionKind.UNDO:
            continue
        if entry.id in undone:
            states[entry.id] = EntryState.UNDONE
        else:
            states[entry.id] = EntryState.STANDING if entry.id in held else EntryState.REPLACED
    return states
