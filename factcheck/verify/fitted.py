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
                0.525,
                -0.385,
                0.698,
                -0.199,
                1.433,
                0.423,
                1.016,
                -1.433,
                -1.59,
                0.671,
                -1.344,
                3.597,
                -0.266,
                0.173,
            ),
            bias=-5.63,
        ),
        conflicts=Weights(
            features=(
                -0.204,
                0.189,
                -0.145,
                0.625,
                1.002,
                1.082,
                0.258,
                1.442,
                -1.622,
                0.185,
                -0.152,
                2.767,
                0.064,
                0.012,
            ),
            bias=-4.399,
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
    sure=((0.482, 0.382), (0.273, 0.761), (0.202, 0.554), (0.028, 0.549)),
)
