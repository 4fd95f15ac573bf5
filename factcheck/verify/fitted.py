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
                0.471,
                -0.444,
                0.935,
                -0.262,
                1.204,
                0.464,
                0.483,
                -1.35,
                -1.409,
                0.636,
                -1.326,
                4.574,
                -0.36,
                0.208,
            ),
            bias=-6.141,
        ),
        conflicts=Weights(
            features=(
                -0.155,
                0.094,
                -0.257,
                0.86,
                0.405,
                1.015,
                -0.166,
                1.368,
                -1.529,
                0.398,
                -0.202,
                3.768,
                0.075,
                0.012,
            ),
            bias=-4.631,
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
    sure=((0.614, 0.229), (0.507, 0.41), (0.508, 0.278), (0.46, 0.159)),
)
