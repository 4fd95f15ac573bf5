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
            features=(0.282, -0.036, 0.577, -0.219, 2.249, 1.837, 3.727, -1.135, -1.497, 1.119, -1.901), bias=-5.074
        ),
        conflicts=Weights(
            features=(-0.281, 0.401, -0.224, 0.643, 2.078, 1.696, 2.056, 0.757, -1.709, 0.696, 0.034), bias=-4.088
        ),
    ),
)

POLICY = Policy(
    decide=0.65,
    margin=0.2,
    echo=0.25,
    related=0.35,
    facts=False,
    sure=((0.284, 0.567), (0.129, 0.613), (0.628, -0.403), (1.262, -1.012)),
)
