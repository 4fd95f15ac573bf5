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
            features=(0.496, -0.305, 0.603, -0.143, 1.79, 0.287, 2.773, -1.204, -1.439, 0.953, -1.199, 1.462),
            bias=-4.481,
        ),
        conflicts=Weights(
            features=(-0.18, 0.196, -0.104, 0.622, 1.406, 1.194, 2.241, 1.246, -1.513, 0.36, -0.317, 0.278), bias=-4.074
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
    sure=((0.23, 0.591), (0.315, 0.654), (0.298, 0.394), (0.528, -0.163)),
)
