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
                0.459,
                -0.427,
                0.943,
                -0.313,
                1.444,
                0.456,
                0.459,
                -1.259,
                -1.412,
                0.312,
                -1.321,
                4.576,
                -0.399,
                0.23,
            ),
            bias=-6.35,
        ),
        conflicts=Weights(
            features=(
                -0.172,
                0.12,
                -0.231,
                0.794,
                0.442,
                0.95,
                -0.134,
                1.679,
                -1.549,
                0.08,
                -0.249,
                3.95,
                0.051,
                0.013,
            ),
            bias=-4.832,
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
    sure=((0.565, 0.402), (0.498, 0.402), (0.447, 0.429), (0.0, 1.137)),
    said=-1.377,
)
