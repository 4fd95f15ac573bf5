"""What a reviewer can answer when a finding is put to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.types import Conclusion


class Mark(StrEnum):
    """What a reviewer says of one passage."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"
    IRRELEVANT = "irrelevant"


@dataclass(frozen=True, slots=True)
class Accept:
    """The program's conclusion is right; go on."""


@dataclass(frozen=True, slots=True)
class Conclude:
    """The conclusion is this one, whatever the program said; go on."""

    conclusion: Conclusion


@dataclass(frozen=True, slots=True)
class MarkPassage:
    """The passage with this number (from 1, in the finding's order) does this to the claim; stay."""

    number: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the claim; stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave it for later; go on."""


@dataclass(frozen=True, slots=True)
class Back:
    """To the finding before, without a decision."""


@dataclass(frozen=True, slots=True)
class Forward:
    """To the finding behind, without a decision."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back one's own latest decision in these results, and go to its finding."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Stop here; everything decided is kept."""


Action = Accept | Conclude | MarkPassage | Note | Skip | Back | Forward | Undo | Quit
