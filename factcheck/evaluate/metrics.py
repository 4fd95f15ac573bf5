"""Small metrics over true and predicted classes; classes are numbers from 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.models.calibration import calibration_error

__all__ = ["ClassScore", "accuracy", "calibration_error", "class_score", "macro_f1"]


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class: precision, recall and F1, 0 to 1; 0 where nothing was there to count. ``support`` is its true rows."""

    precision: float
    recall: float
    f1: float
    support: int


def class_score(true: Sequence[int], predicted: Sequence[int], label: int) -> ClassScore:
    """Precision, recall and F1 of one class."""
    hits = sum(1 for t, p in zip(true, predicted, strict=True) if t == p == label)
    called = sum(1 for p in predicted if p == label)
    there = sum(1 for t in true if t == label)
    f1 = 2 * hits / (called + there) if called + there else 0.0
    return ClassScore(hits / called if called else 0.0, hits / there if there else 0.0, f1, there)


def accuracy(true: Sequence[int], predicted: Sequence[int]) -> float:
    """Part of the rows that are right; 0 for no rows."""
    return sum(1 for t, p in zip(true, predicted, strict=True) if t == p) / len(true) if true else 0.0


def macro_f1(true: Sequence[int], predicted: Sequence[int]) -> float:
    """Mean F1 over the classes that truly occur; a class that doesn't can only cost the others precision."""
    present = sorted(set(true))
    return sum(class_score(true, predicted, label).f1 for label in present) / len(present) if present else 0.0
