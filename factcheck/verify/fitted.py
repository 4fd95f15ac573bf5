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
                0.466,
                -0.439,
                0.934,
                -0.268,
                1.206,
                0.532,
                0.467,
                -1.327,
                -1.355,
                0.28,
                -1.319,
                4.551,
                -0.358,
                0.218,
            ),
            bias=-6.122,
        ),
        conflicts=Weights(
            features=(
                -0.156,
                0.092,
                -0.252,
                0.856,
                0.424,
                1.07,
                -0.134,
                1.382,
                -1.504,
                0.079,
                -0.205,
                3.79,
                0.072,
                0.009,
            ),
            bias=-4.704,
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
    sure=((0.571, 0.277), (0.526, 0.38), (0.536, 0.255), (0.813, -0.246)),
    said=-1.645,
)
