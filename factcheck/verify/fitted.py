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
                0.472,
                -0.452,
                0.956,
                -0.286,
                1.314,
                0.478,
                0.492,
                -1.319,
                -1.349,
                0.269,
                -1.313,
                4.574,
                -0.39,
                0.241,
            ),
            bias=-6.26,
        ),
        conflicts=Weights(
            features=(
                -0.158,
                0.097,
                -0.244,
                0.842,
                0.378,
                1.004,
                -0.054,
                1.405,
                -1.504,
                0.079,
                -0.172,
                4.021,
                0.067,
                0.011,
            ),
            bias=-4.881,
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
    sure=((0.488, 0.376), (0.545, 0.368), (0.518, 0.269), (0.882, -0.367)),
    said=-1.521,
)
