"""What passes between a session, whoever answers, and whatever keeps the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from factcheck.review.actions import Action
from factcheck.review.standing import Standing
from factcheck.types import Decision, Finding


class DecisionSink(Protocol):
    """The two methods of a :class:`~factcheck.types.Store` that a review needs."""

    def append_decision(self, decision: Decision) -> Decision: ...

    def decisions(self, claim_key: str | None = None) -> list[Decision]: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One finding put to the reviewer.

    ``number`` counts from 1; ``decided`` and ``skipped`` count findings;
    ``marks`` has the standing mark of each passage, in the finding's order,
    ``None`` where there is none. ``message`` says what the last answer did, and
    ``complete`` that nothing is left to decide.
    """

    number: int
    total: int
    decided: int
    skipped: int
    finding: Finding
    standing: Standing
    marks: tuple[Decision | None, ...]
    message: str = ""
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """How a session ended."""

    total: int
    decided: int
    skipped: int
    made: int
    """Entries written in this session, undo entries included."""

    @property
    def open(self) -> int:
        """Findings nobody has decided on or skipped."""
        return self.total - self.decided - self.skipped


class Reviewer(Protocol):
    """Whoever decides: a person at a terminal, or a script."""

    def choose(self, step: Step) -> Action:
        """Answer for the finding that is put."""
        ...
