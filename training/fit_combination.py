"""Fit the combination of reading and checks to passages and whole findings at once.

Passages say which weights tell the stances apart, findings what is at stake: a
passage that nobody marked may well support a claim, and a fit to passages alone
learns to leave such claims open. The likelihood of a finding follows from the
strengths S and C of both sides (the damped noisy-or of
``factcheck.verify.conclude``): supported S(1-C), conflicting C(1-S), mixed SC,
not enough (1-S)(1-C), which add up to one. Weights are pulled towards those that
let the models' blended reading stand as it is, so that each departure from it has
to be earned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from factcheck.types import Conclusion
from factcheck.verify.combine import FEATURES, Combination, Weights
from factcheck.verify.weigh import AHEAD_MOVES

JUDGE = 0.7
"""The judge's part of the blended reading."""
RIDGE = 10.0
"""Pull towards that reading."""
FINDINGS = 4.0
"""Weight of a finding beside a passage that takes a side."""
ECHO = 0.25
"""What further origins add; the thresholds fitted later may choose another."""
SHARPNESS = 2.0
"""By which the log odds of a passage are multiplied before they count for a finding: weak ones shouldn't add up."""

NEUTRAL = 2


@dataclass(frozen=True, slots=True)
class Example:
    """An in-time passage: features, those of its denial turned round, and what ``settle`` does besides.

    ``gold`` is 0 supports, 1 conflicts, 2 neutral with ``weight``; ``relevance``
    the factor of its score, ``origin`` the number of its origin within the
    claim, ``planned`` and ``too_early`` whether the checks of that name fired.
    """

    values: tuple[float, ...]
    denied: tuple[float, ...] | None
    gold: int
    weight: float
    relevance: float
    origin: int
    planned: bool
    too_early: bool


def fit_weights(claims: Sequence[tuple[Sequence[Example], Conclusion]]) -> Combination:
    """The weights of least loss over these claims; L-BFGS from the blended reading."""
    widest = max(len(examples) for examples, _ in claims)
    shape = (len(claims), widest)
    values, denied = torch.zeros(*shape, len(FEATURES)), torch.zeros(*shape, len(FEATURES))
    gold = torch.full(shape, NEUTRAL)
    weight, relevance, has_denial, planned, too_early = (torch.zeros(shape) for _ in range(5))
    origin = torch.zeros(shape, dtype=torch.long)
    for row, (examples, _) in enumerate(claims):
        for column, one in enumerate(examples):
            at = row, column
            values[at] = torch.tensor(one.values)
            if one.denied is not None:
                denied[at], has_denial[at] = torch.tensor(one.denied), 1.0
            gold[at], weight[at], relevance[at], origin[at] = one.gold, one.weight, one.relevance, one.origin
            planned[at], too_early[at] = AHEAD_MOVES * (one.planned or one.too_early), AHEAD_MOVES * one.too_early
    label = torch.tensor([list(Conclusion).index(conclusion) for _, conclusion in claims])
    start = torch.zeros(2, len(FEATURES))
    for side, stance in enumerate(("supports", "conflicts")):
        start[side, FEATURES.index(f"screen_{stance}")] = 1 - JUDGE
        start[side, FEATURES.index(f"judge_{stance}")] = JUDGE
    weights, bias = start.clone().requires_grad_(), torch.zeros(2, requires_grad=True)

    def logits(features: torch.Tensor) -> torch.Tensor:
        sides = features @ weights.T + bias
        return torch.cat([sides, torch.zeros(*shape, 1)], -1)

    def loss() -> torch.Tensor:
        logs = torch.log_softmax(logits(values), -1)
        passages = -(logs.gather(-1, gold.unsqueeze(-1)).squeeze(-1) * weight).sum()
        supports, conflicts = logs.exp()[..., 0], logs.exp()[..., 1]
        turned = torch.softmax(logits(denied), -1)[..., 0] * has_denial
        supports = torch.where(turned > conflicts, (1 - turned) * 0.1, supports) * (1 - too_early)
        conflicts = torch.maximum(conflicts, turned) * (1 - planned)
        pro = _strength(_sharpened(supports) * relevance, origin, widest)
        con = _strength(_sharpened(conflicts) * relevance, origin, widest)
        likely = {
            Conclusion.SUPPORTED: pro * (1 - con),
            Conclusion.CONFLICTING: con * (1 - pro),
            Conclusion.MIXED: pro * con,
            Conclusion.NOT_ENOUGH: (1 - pro) * (1 - con),
        }
        table = torch.stack([likely[conclusion] for conclusion in Conclusion], -1)
        findings = -torch.log(table.gather(-1, label.unsqueeze(-1))).sum()
        return passages + FINDINGS * findings + RIDGE / 2 * ((weights - start) ** 2).sum()

    optimiser = torch.optim.LBFGS([weights, bias], max_iter=400, line_search_fn="strong_wolfe", tolerance_change=1e-7)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(closure)
    return Combination(
        *(Weights(tuple(round(w, 3) for w in weights[side].tolist()), round(bias[side].item(), 3)) for side in range(2))
    )


def _sharpened(probabilities: torch.Tensor) -> torch.Tensor:
    return torch.sigmoid(SHARPNESS * torch.logit(probabilities.clamp(1e-4, 1 - 1e-4)))


def _strength(scores: torch.Tensor, origin: torch.Tensor, origins: int) -> torch.Tensor:
    """As ``factcheck.verify.conclude.strength``, for every claim at once, kept off 0 and 1."""
    own = torch.nn.functional.one_hot(origin, origins)
    best = (scores.unsqueeze(-1) * own).amax(1).sort(dim=1, descending=True).values
    misses = torch.log1p(-best.clamp(max=0.999))
    return (1 - torch.exp(misses[:, 0] + ECHO * misses[:, 1:].sum(1))).clamp(1e-3, 1 - 1e-3)
