"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.combine import Combination, Weights
from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Weighing

WEIGHING = Weighing(
    supports=0.2,
    conflicts=0.2,
    min_relevance=0.2,
    full_relevance=0.45,
    combination=Combination(
        supports=Weights(features=(0.815, 0.05, 2.347, 4.734, -1.533, -1.282, 1.099), bias=-6.2),
        conflicts=Weights(features=(0.102, 0.501, 2.282, 4.0, 0.909, -0.775, 0.596), bias=-6.102),
    ),
)

POLICY = Policy(decide=0.2, margin=0.1, echo=0.0, related=0.35)
