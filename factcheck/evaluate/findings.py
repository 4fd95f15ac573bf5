"""Claim in, evidence and finding out: scores of the whole program on labelled claims."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from factcheck.evaluate.labelled import Gold, LabelledClaim
from factcheck.evaluate.metrics import accuracy, calibration_error, class_score, macro_f1
from factcheck.types import Conclusion, Finding, Stance

if TYPE_CHECKING:
    from factcheck.types import Progress

LABELS = tuple(Conclusion)
SIDES = (Stance.SUPPORTS, Stance.CONFLICTS)
DEEPEST = 10
"""Passages of each side that a finding has to carry for the deepest recall."""


@dataclass(frozen=True, slots=True)
class WrongFinding:
    """A claim that came out wrong, with the best passage of either side."""

    id: str
    claim: str
    as_of: str | None
    label: str
    answer: str
    confidence: float
    reason: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideScore:
    """How gold passages of one stance were found: recall at three depths and the reciprocal rank, each 0 to 1.

    ``n`` counts claims with gold of this stance. Recall is the mean over them of
    the part of the gold passages (copies of one text count once) among the first
    k shown on that side; ``mrr`` the mean of one over the rank of the first.
    """

    n: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr: float


@dataclass(frozen=True, slots=True)
class FindingsResult:
    """Scores over labelled claims; all are 0 to 1 but ``n`` and ``seconds_per_claim``.

    ``wrong_stance_share`` is the part of the passages shown on a side that gold
    has on the other one, among those that gold has at all;
    ``false_conflict_on_not_enough`` the part of the claims without deciding
    evidence that were called conflicting. ``any_found_at_5`` is the part of
    (claim, stance) with at least one gold passage among the first five.
    """

    n: int
    accuracy: float
    macro_f1: float
    conflict_recall: float
    conflict_precision: float
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr: float
    any_found_at_5: float
    wrong_stance_share: float
    false_conflict_on_not_enough: float
    ece: float
    seconds_per_claim: float
    per_stance: dict[str, SideScore]
    per_label: dict[str, dict[str, float]]
    by_trait: dict[str, dict[str, float]]
    confusion: dict[str, dict[str, int]]
    mistakes: tuple[WrongFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """For one claim and stance: for each gold text the rank of the first passage shown that overlaps it, if any."""

    ranks: tuple[int | None, ...]

    def recall(self, depth: int) -> float:
        return sum(rank is not None and rank <= depth for rank in self.ranks) / len(self.ranks)

    def reciprocal(self) -> float:
        best = min((rank for rank in self.ranks if rank is not None), default=None)
        return 1 / best if best else 0.0


def evaluate_findings(
    check: Callable[[LabelledClaim], Finding],
    items: Sequence[LabelledClaim],
    *,
    errors: int = 0,
    progress: Progress | None = None,
) -> FindingsResult:
    """Check every claim and score findings and evidence.

    Args:
        check: the program; its findings have to carry :data:`DEEPEST` passages a side.
        items: the labelled claims.
        errors: so many of the surest wrong findings are kept.
        progress: told of each claim.
    """
    findings: list[Finding] = []
    started = time.perf_counter()
    with progress.task("claims", len(items)) if progress else nullcontext(_stay) as advance:
        for item in items:
            findings.append(check(item))
            advance(1)
    return score_findings(items, findings, time.perf_counter() - started, errors)


def _stay(steps: int = 1) -> None:
    """No bar to move."""


def score_findings(
    items: Sequence[LabelledClaim], findings: Sequence[Finding], seconds: float, errors: int = 0
) -> FindingsResult:
    """Scores from findings in the order of the claims."""
    true = [LABELS.index(item.label) for item in items]
    said = [LABELS.index(finding.conclusion) for finding in findings]
    conflict = class_score(true, said, LABELS.index(Conclusion.CONFLICTING))
    sides: dict[Stance, list[_Found]] = {stance: [] for stance in SIDES}
    known = contradicted = 0
    for item, finding in zip(items, findings, strict=True):
        for stance in SIDES:
            texts = _texts([g for g in item.gold if g.stance is stance])
            if texts:
                sides[stance].append(_ranks(texts, finding, stance))
        for shown in SIDES:
            for card in finding.side(shown):
                stances = {g.stance for g in item.gold if g.found_in(card)}
                known += bool(stances)
                contradicted += bool(stances) and shown not in stances
    both = [found for stance in SIDES for found in sides[stance]]
    score = _side(both)
    open_said = [s for t, s in zip(true, said, strict=True) if LABELS[t] is Conclusion.NOT_ENOUGH]
    wrong = sorted(
        (i for i in range(len(items)) if true[i] != said[i]), key=lambda i: (-findings[i].confidence, items[i].claim.id)
    )
    return FindingsResult(
        n=len(items),
        accuracy=accuracy(true, said),
        macro_f1=macro_f1(true, said),
        conflict_recall=conflict.recall,
        conflict_precision=conflict.precision,
        recall_at_1=score.recall_at_1,
        recall_at_5=score.recall_at_5,
        recall_at_10=score.recall_at_10,
        mrr=score.mrr,
        any_found_at_5=_mean([found.recall(5) > 0 for found in both]),
        wrong_stance_share=contradicted / known if known else 0.0,
        false_conflict_on_not_enough=_mean([LABELS[s] is Conclusion.CONFLICTING for s in open_said]),
        ece=calibration_error([f.confidence for f in findings], [t == s for t, s in zip(true, said, strict=True)]),
        seconds_per_claim=seconds / max(1, len(items)),
        per_stance={stance.value: _side(found) for stance, found in sides.items()},
        per_label={
            label.value: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "n": s.support}
            for number, label in enumerate(LABELS)
            if (s := class_score(true, said, number)).support
        },
        by_trait=_by_trait(items, true, said),
        confusion={
            label.value: {
                other.value: sum(t == i and s == j for t, s in zip(true, said, strict=True))
                for j, other in enumerate(LABELS)
            }
            for i, label in enumerate(LABELS)
        },
        mistakes=tuple(_mistake(items[i], findings[i]) for i in wrong[:errors]),
    )


def _texts(gold: Sequence[Gold]) -> list[list[Gold]]:
    """Gold by the text that it is: the same words in copies are one."""
    texts: dict[str, list[Gold]] = defaultdict(list)
    for mark in gold:
        texts[" ".join(mark.quote.casefold().split())].append(mark)
    return list(texts.values())


def _ranks(texts: Sequence[Sequence[Gold]], finding: Finding, stance: Stance) -> _Found:
    cards = finding.side(stance)
    return _Found(
        tuple(
            next((place for place, card in enumerate(cards, 1) if any(g.found_in(card) for g in text)), None)
            for text in texts
        )
    )


def _side(found: Sequence[_Found]) -> SideScore:
    at_1, at_5, at_10 = (_mean([one.recall(depth) for one in found]) for depth in (1, 5, DEEPEST))
    return SideScore(len(found), at_1, at_5, at_10, _mean([one.reciprocal() for one in found]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _by_trait(items: Sequence[LabelledClaim], true: Sequence[int], said: Sequence[int]) -> dict[str, dict[str, float]]:
    rows: dict[str, list[bool]] = defaultdict(list)
    conflicts: dict[str, list[bool]] = defaultdict(list)
    for item, t, s in zip(items, true, said, strict=True):
        for trait in item.traits:
            rows[trait].append(t == s)
            if LABELS[t] is Conclusion.CONFLICTING:
                conflicts[trait].append(t == s)
    order = Counter({trait: len(right) for trait, right in rows.items()}).most_common()
    table: dict[str, dict[str, float]] = {}
    for trait, n in order:
        table[trait] = {"n": n, "accuracy": _mean(rows[trait])}
        if conflicts[trait]:
            table[trait]["conflict_recall"] = _mean(conflicts[trait])
    return table


def _mistake(item: LabelledClaim, finding: Finding) -> WrongFinding:
    shown = []
    for stance in SIDES:
        for card in finding.side(stance)[:2]:
            marks = " ".join(f"{check.rule}:{check.outcome.value}" for check in card.checks)
            shown.append(f"{stance.value} {card.probability:.2f} {card.report.date} [{marks}] {card.quote}")
    day = item.claim.as_of.isoformat() if item.claim.as_of else None
    return WrongFinding(
        item.claim.id,
        item.claim.text,
        day,
        item.label.value,
        finding.conclusion.value,
        finding.confidence,
        finding.reason.text,
        tuple(shown),
    )


HEADLINE = (
    "n", "accuracy", "macro_f1", "conflict_recall", "conflict_precision", "recall_at_1", "recall_at_5", "recall_at_10",
    "mrr", "any_found_at_5", "wrong_stance_share", "false_conflict_on_not_enough", "ece", "seconds_per_claim",
)  # fmt: skip
"""The figures under ``metrics`` in the JSON, in order."""


def findings_to_dict(result: FindingsResult, models: dict[str, str] | None = None) -> dict[str, Any]:
    """The JSON of ``factcheck evaluate findings`` (docs/formats.md); rounded to four places."""
    from factcheck.evaluate.stance import rounded

    row = asdict(result)
    shape: dict[str, Any] = {"metrics": {name: row[name] for name in HEADLINE}}
    shape |= {name: row[name] for name in ("by_trait", "confusion", "per_stance", "per_label")}
    if result.mistakes:
        shape["mistakes"] = row["mistakes"]
    if models:
        shape["models"] = models
    return dict(rounded(shape))
