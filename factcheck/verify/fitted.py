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
            features=(0.493, -0.265, 0.58, -0.121, 1.896, 0.61, 3.031, -0.855, -1.477, 1.067, -1.4), bias=-4.576
        ),
        conflicts=Weights(
            features=(-0.176, 0.183, -0.102, 0.628, 1.426, 1.242, 2.245, 1.3, -1.554, 0.391, -0.098), bias=-4.081
        ),
    ),
)

POLICY = Policy(
    decide=0.4,
    margin=0.2,
    echo=0.25,
    related=0.35,
    facts=False,
    sure=((0.321, 0.544), (0.502, 0.42), (0.403, 0.224), (0.596, -0.357)),
)
