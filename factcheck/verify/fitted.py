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
                0.107,
                -0.277,
                1.007,
                -0.062,
                0.512,
                0.903,
                -1.412,
                -1.671,
                -1.162,
                0.35,
                -1.424,
                4.955,
                -0.147,
                0.103,
            ),
            bias=-4.144,
        ),
        conflicts=Weights(
            features=(
                -0.195,
                0.125,
                -0.029,
                0.843,
                0.348,
                0.812,
                -1.281,
                1.095,
                -1.421,
                -0.068,
                -0.024,
                3.715,
                0.115,
                -0.043,
            ),
            bias=-3.089,
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
    sure=((0.541, 0.56), (0.602, 0.375), (0.56, 0.439), (0.389, 0.687)),
    said=-1.833,
)
