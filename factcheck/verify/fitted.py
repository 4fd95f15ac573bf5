"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.combine import Combination, Weights
from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Weighing

WEIGHING = Weighing(
    supports=0.5,
    conflicts=0.4,
    min_relevance=0.25,
    full_relevance=0.55,
    combination=Combination(
        supports=Weights(
            features=(0.541, -0.326, 0.581, -0.125, 1.913, 1.025, 2.651, -0.979, -1.296, 0.981, -1.274), bias=-3.655
        ),
        conflicts=Weights(
            features=(-0.179, 0.162, -0.104, 0.656, 1.435, 1.61, 1.698, 1.157, -1.355, 0.254, -0.121), bias=-3.015
        ),
    ),
)

POLICY = Policy(
    decide=0.55,
    margin=0.2,
    echo=0.25,
    related=0.35,
    facts=False,
    sure=((0.624, 0.086), (0.489, 0.059), (0.553, -0.097), (0.626, -0.107)),
)
