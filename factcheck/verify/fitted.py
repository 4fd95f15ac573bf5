"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.combine import Combination, Weights
from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Weighing

WEIGHING = Weighing(
    supports=0.5,
    conflicts=0.3,
    min_relevance=0.25,
    full_relevance=0.55,
    combination=Combination(
        supports=Weights(features=(0.55, 0.181, 2.276, 4.46, -1.566, -1.024, 1.076), bias=-4.051),
        conflicts=Weights(features=(0.011, 0.629, 1.903, 3.216, 1.054, -0.657, 0.529), bias=-3.317),
    ),
)

POLICY = Policy(decide=0.3, margin=0.2, echo=1.0, related=0.35)
