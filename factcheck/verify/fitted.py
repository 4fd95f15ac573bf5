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
                0.475,
                -0.477,
                0.97,
                -0.259,
                1.455,
                0.345,
                0.323,
                -1.232,
                -1.377,
                0.342,
                -1.29,
                4.507,
                -0.39,
                0.215,
            ),
            bias=-6.119,
        ),
        conflicts=Weights(
            features=(
                -0.174,
                0.094,
                -0.233,
                0.859,
                0.334,
                1.03,
                -0.133,
                1.6,
                -1.585,
                0.101,
                -0.301,
                3.963,
                0.064,
                0.018,
            ),
            bias=-4.764,
        ),
    ),
)

POLICY = Policy(
    decide=0.35,
    margin=0.1,
    echo=0.25,
    related=0.35,
    facts=False,
    quarrel=0.5,
    sure=((0.641, 0.266), (0.48, 0.448), (0.504, 0.375), (0.158, 0.904)),
    said=-1.632,
)
