"""Labelled files for measuring the stance model."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from factcheck.errors import InputError
from factcheck.models.pairs import LABEL_IDS, Pair, is_dev_story, read_pairs, read_stories, story_pairs

NOT_SUPPORTS = 3
"""Label number of ``not_supports``: conflicts or neutral, it isn't said which."""

SEED = 7
"""For drawing the same rows each time when a set is limited."""

EVALUATION_LABELS = {**LABEL_IDS, "not_supports": NOT_SUPPORTS}


class Scheme(StrEnum):
    """How a set is scored, by the labels that occur in it."""

    THREE_WAY = "three_way"
    """Supports, conflicts, neutral."""
    SUPPORTS_OR_CONFLICTS = "supports_or_conflicts"
    """No neutral rows: the likelier of the two sides is the answer."""
    SUPPORTS_OR_NOT = "supports_or_not"
    """``not_supports`` occurs: conflicts and neutral together are one answer."""


@dataclass(frozen=True, slots=True)
class StanceSet:
    """Labelled pairs under a name."""

    name: str
    pairs: tuple[Pair, ...]

    @property
    def scheme(self) -> Scheme:
        """How it is to be scored."""
        labels = {pair.label for pair in self.pairs}
        if NOT_SUPPORTS in labels:
            return Scheme.SUPPORTS_OR_NOT
        return Scheme.THREE_WAY if LABEL_IDS["neutral"] in labels else Scheme.SUPPORTS_OR_CONFLICTS


def read_stance_set(path: Path, limit: int | None = None) -> StanceSet:
    """Read a ``.jsonl`` or ``.jsonl.gz`` of claim, evidence, label; the name is the file's without its endings.

    Raises:
        InputError: not such a file, or nothing in it.
    """
    return _named(path.name.split(".")[0], read_pairs(path, EVALUATION_LABELS), limit, path)


def read_story_set(path: Path, limit: int | None = None, part: float | None = 0.1) -> StanceSet:
    """Read news stories with claims (a file or a folder), premises with title, date and the sentence before.

    Args:
        path: ``.jsonl`` of stories, or a folder of such files.
        limit: rows at most, drawn evenly by a fixed seed.
        part: only the stories that training keeps out at this ``newsdesk_dev``; ``None`` for all.

    Raises:
        InputError: not such a file, or nothing in it.
    """
    stories = [story for story in read_stories(path) if part is None or is_dev_story(str(story["id"]), part)]
    return _named(path.name.split(".")[0], story_pairs(stories), limit, path)


def _named(name: str, pairs: Sequence[Pair], limit: int | None, path: Path) -> StanceSet:
    if not pairs:
        raise InputError(f"{path} has no labelled pairs", "Give JSON lines with claim, evidence and label.")
    if limit is not None and len(pairs) > limit:
        drawn = random.Random(SEED).sample(range(len(pairs)), limit)  # noqa: S311
        pairs = [pairs[i] for i in sorted(drawn)]
    return StanceSet(name, tuple(pairs))
