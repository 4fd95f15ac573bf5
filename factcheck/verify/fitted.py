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
                0.469,
                -0.449,
                0.955,
                -0.286,
                1.315,
                0.464,
                0.491,
                -1.168,
                -1.34,
                0.269,
                -1.331,
                4.583,
                -0.387,
                0.239,
            ),
            bias=-6.263,
        ),
        conflicts=Weights(
            features=(
                -0.16,
                0.105,
                -0.241,
                0.838,
                0.381,
                0.945,
                -0.115,
                1.687,
                -1.478,
                0.075,
                -0.258,
                4.026,
                0.066,
                0.014,
            ),
            bias=-4.829,
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
    sure=((0.601, 0.287), (0.536, 0.39), (0.559, 0.241), (0.942, -0.449)),
    said=-1.575,
)
