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
        supports=Weights(
            features=(
                0.511,
                -0.368,
                0.682,
                -0.178,
                1.468,
                0.495,
                0.698,
                -1.393,
                -1.528,
                0.701,
                -1.3,
                4.55,
                -0.272,
                0.107,
            ),
            bias=-6.498,
        ),
        conflicts=Weights(
            features=(
                -0.172,
                0.166,
                -0.168,
                0.629,
                0.92,
                1.075,
                0.096,
                1.505,
                -1.625,
                0.245,
                -0.077,
                3.447,
                0.046,
                -0.003,
            ),
            bias=-4.959,
        ),
    ),
)

POLICY = Policy(
    decide=0.4,
    margin=0.2,
    echo=0.25,
    related=0.35,
    facts=False,
    quarrel=0.5,
    sure=((0.471, 0.486), (0.368, 0.584), (0.354, 0.437), (0.25, 0.371)),
)
