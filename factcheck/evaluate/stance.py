"""Scores of a stance model on labelled sets."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from factcheck.evaluate.datasets import NOT_SUPPORTS, Scheme, StanceSet
from factcheck.evaluate.metrics import ClassScore, accuracy, calibration_error, class_score, macro_f1
from factcheck.models.pairs import LABELS, Pair

if TYPE_CHECKING:
    from factcheck.models.stance import PairModel
    from factcheck.types import FloatArray, Progress

CHUNK = 256
"""Pairs scored between two steps of a progress bar."""

WANTED_PRECISION = 0.85
"""Precision for which thresholds are looked for."""

CONFLICTS = LABELS.index("conflicts")
NAMES = (*LABELS, "not_supports")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that the model got wrong; ``probability`` is what it gave its own wrong answer."""

    claim: str
    premise: str
    label: str
    answer: str
    probability: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """A probability from which a class is called, with the precision and recall that it gives."""

    probability: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class StanceResult:
    """Scores on one set; all are 0 to 1 but ``n`` and ``pairs_per_s``.

    ``conflict_recall`` and ``conflict_precision`` are ``None`` for a set
    without rows that conflict. ``claim_only`` is the macro-F1 of the same model
    when it is shown the claims with an empty premise: what the claims give away
    to it. ``at_precision`` has, for supports and conflicts, the lowest
    probability from which at least :data:`WANTED_PRECISION` of those called so
    are, with the recall that is left (``None`` where no threshold reaches it).
    """

    name: str
    n: int
    scheme: Scheme
    accuracy: float
    macro_f1: float
    per_class: dict[str, ClassScore]
    conflict_recall: float | None
    conflict_precision: float | None
    ece: float
    pairs_per_s: float
    claim_only: float | None = None
    at_precision: dict[str, Threshold | None] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def answers(probabilities: FloatArray, scheme: Scheme) -> tuple[list[int], list[float]]:
    """What the model says under a scheme, and how sure it is.

    Args:
        probabilities: ``[n, 3]`` of supports, conflicts, neutral.
        scheme: which answers there are.

    Returns:
        Class numbers and the probability of each answer among those allowed.
    """
    supports, conflicts, neutral = (probabilities[:, column].tolist() for column in range(3))
    found: list[int] = []
    sure: list[float] = []
    for row in zip(supports, conflicts, neutral, strict=True):
        options: tuple[tuple[float, int], ...]
        if scheme is Scheme.SUPPORTS_OR_CONFLICTS:
            options = ((row[0], 0), (row[1], 1))
        elif scheme is Scheme.SUPPORTS_OR_NOT:
            options = ((row[0], 0), (row[1] + row[2], NOT_SUPPORTS))
        else:
            options = ((row[0], 0), (row[1], 1), (row[2], 2))
        best, label = max(options, key=lambda option: option[0])
        found.append(label)
        sure.append(best / (sum(weight for weight, _ in options) or 1.0))
    return found, sure


def score_set(probabilities: FloatArray, data: StanceSet, seconds: float, errors: int = 0) -> StanceResult:
    """Scores from the probabilities of a set's pairs, in order; ``errors`` of the surest mistakes are kept."""
    scheme = data.scheme
    true = [pair.label for pair in data.pairs]
    if scheme is Scheme.SUPPORTS_OR_NOT:
        true = [label if label == 0 else NOT_SUPPORTS for label in true]
    found, sure = answers(probabilities, scheme)
    per_class = {NAMES[label]: class_score(true, found, label) for label in sorted(set(true))}
    conflict = class_score(true, found, CONFLICTS) if CONFLICTS in true else None
    wrong = sorted((i for i in range(len(true)) if true[i] != found[i]), key=lambda i: -sure[i])
    return StanceResult(
        name=data.name,
        n=len(true),
        scheme=scheme,
        accuracy=accuracy(true, found),
        macro_f1=macro_f1(true, found),
        per_class=per_class,
        conflict_recall=conflict.recall if conflict else None,
        conflict_precision=conflict.precision if conflict else None,
        ece=calibration_error(sure, [t == p for t, p in zip(true, found, strict=True)]),
        pairs_per_s=len(true) / max(seconds, 1e-9),
        at_precision=_thresholds(probabilities, true, scheme),
        mistakes=tuple(_mistake(data.pairs[i], true[i], found[i], sure[i]) for i in wrong[:errors]),
    )


def _thresholds(probabilities: FloatArray, true: Sequence[int], scheme: Scheme) -> dict[str, Threshold | None]:
    """For each side the threshold of the best recall at the wanted precision."""
    sides = ("supports",) if scheme is Scheme.SUPPORTS_OR_NOT else ("supports", "conflicts")
    return {
        side: threshold_at(probabilities[:, LABELS.index(side)].tolist(), [t == LABELS.index(side) for t in true])
        for side in sides
        if LABELS.index(side) in true
    }


def threshold_at(
    probabilities: Sequence[float], right: Sequence[bool], precision: float = WANTED_PRECISION
) -> Threshold | None:
    """The lowest probability from which at least ``precision`` of the rows are right; ``None`` if there is none."""
    order = sorted(zip(probabilities, right, strict=True), reverse=True)
    there = sum(right)
    best: Threshold | None = None
    hits = 0
    for place, (probability, correct) in enumerate(order, 1):
        hits += correct
        last = place == len(order) or order[place][0] < probability  # rows of one probability go together
        if last and hits and hits / place >= precision:
            best = Threshold(probability, hits / place, hits / there)
    return best


def _mistake(pair: Pair, true: int, found: int, sure: float) -> Mistake:
    return Mistake(pair.claim, pair.premise, NAMES[true], NAMES[found], sure)


def evaluate_stance(
    model: PairModel, sets: Sequence[StanceSet], *, errors: int = 0, progress: Progress | None = None
) -> list[StanceResult]:
    """Score a model on each set; ``errors`` of its surest mistakes are kept for each."""
    import numpy as np

    results = []
    for data in sets:
        pairs = [(pair.premise, pair.claim) for pair in data.pairs]
        parts = []
        started = time.perf_counter()
        with progress.task(data.name, len(pairs)) if progress else nullcontext(_stay) as advance:
            for start in range(0, len(pairs), CHUNK):
                part = pairs[start : start + CHUNK]
                parts.append(model.score_pairs(part))
                advance(len(part))
        result = score_set(np.concatenate(parts), data, time.perf_counter() - started, errors)
        results.append(replace(result, claim_only=_claim_only(model, data)))
    return results


def _claim_only(model: PairModel, data: StanceSet) -> float:
    """Macro-F1 of the model on the claims alone."""
    probabilities = model.score_pairs([("", pair.claim) for pair in data.pairs])
    return score_set(probabilities, data, 1.0).macro_f1


def _stay(steps: int = 1) -> None:
    """No bar to move."""


def mean_macro_f1(results: Sequence[StanceResult]) -> float:
    """Mean of the sets' macro-F1, each set counting once."""
    return sum(result.macro_f1 for result in results) / len(results) if results else 0.0


def evaluation_to_dict(model: PairModel, results: Sequence[StanceResult]) -> dict[str, Any]:
    """The JSON of ``factcheck evaluate stance`` (docs/models/stance.md); rounded to four places."""
    sets = []
    for result in results:
        row = rounded(asdict(result))
        if not result.mistakes:
            del row["mistakes"]
        sets.append({**row, "scheme": result.scheme.value})
    return {
        "sets": sets,
        "mean_macro_f1": round(mean_macro_f1(results), 4),
        "model": {"name": model.name, "sha256": model.sha256},
    }


def rounded(value: Any) -> Any:
    """Every float in a JSON-like value rounded to four places."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value
