"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.combine import Combination, Weights
from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Weighing

WEIGHING = Weighing(
    supports=0.5,
    conflicts=0.4,
    min_relevance=0.25,
    full_relevance=0.55,
    combination=Combination(
        supports=Weights(
            features=(0.187, 0.024, 0.624, -0.211, 1.855, 1.65, 3.232, -1.033, -1.317, 0.86, -1.882), bias=-4.319
        ),
        conflicts=Weights(
            features=(-0.357, 0.343, -0.134, 0.628, 1.596, 1.583, 1.688, 0.853, -1.591, 0.391, 0.009), bias=-3.327
        ),
    ),
)

POLICY = Policy(
    decide=0.65,
    margin=0.2,
    echo=0.25,
    related=0.35,
    facts=False,
    sure=((0.421, 0.255), (0.425, 0.259), (0.75, -0.43), (1.059, -0.734)),
)
