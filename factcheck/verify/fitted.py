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
                0.077,
                -0.255,
                1.008,
                -0.041,
                0.484,
                0.577,
                -1.657,
                -1.606,
                -1.266,
                0.287,
                -1.284,
                1.149,
                4.89,
                -0.122,
                0.089,
            ),
            bias=-3.898,
        ),
        conflicts=Weights(
            features=(
                -0.191,
                0.129,
                -0.018,
                0.842,
                0.317,
                0.716,
                -1.158,
                1.062,
                -1.423,
                0.118,
                -0.024,
                -0.167,
                3.698,
                0.11,
                -0.038,
            ),
            bias=-3.074,
        ),
    ),
)

POLICY = Policy(
    decide=0.4,
    margin=0.1,
    echo=0.25,
    related=0.35,
    facts=False,
    quarrel=0.5,
    sure=((0.195, 1.167), (0.448, 0.676), (0.375, 0.819), (0.289, 1.049)),
    said=-1.755,
)
