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
                0.145,
                -0.272,
                0.984,
                -0.097,
                0.536,
                0.481,
                -1.561,
                -1.645,
                -1.039,
                0.373,
                -1.527,
                5.32,
                -0.197,
                0.132,
            ),
            bias=-4.592,
        ),
        conflicts=Weights(
            features=(
                -0.179,
                0.129,
                -0.042,
                0.814,
                0.336,
                0.587,
                -1.428,
                1.079,
                -1.287,
                -0.017,
                -0.01,
                4.035,
                0.125,
                -0.078,
            ),
            bias=-3.551,
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
    sure=((0.582, 0.473), (0.651, 0.459), (0.586, 0.424), (0.585, 0.241)),
    said=-1.587,
)
