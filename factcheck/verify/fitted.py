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
            features=(0.487, -0.273, 0.581, -0.116, 1.912, 0.654, 3.096, -1.501, -1.485, 1.074, -1.431), bias=-4.638
        ),
        conflicts=Weights(
            features=(-0.182, 0.197, -0.115, 0.628, 1.426, 1.269, 2.258, 1.179, -1.545, 0.366, -0.344), bias=-4.115
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
    sure=((0.303, 0.744), (0.55, 0.414), (0.333, 0.4), (0.427, -0.194)),
)
