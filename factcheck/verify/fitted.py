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
            features=(0.483, -0.3, 0.605, -0.138, 1.789, 0.301, 2.812, -1.319, -1.456, 0.94, -1.212, 1.485), bias=-4.504
        ),
        conflicts=Weights(
            features=(-0.178, 0.2, -0.11, 0.621, 1.405, 1.207, 2.293, 1.156, -1.529, 0.346, -0.324, 0.248), bias=-4.104
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
    sure=((0.303, 0.671), (0.367, 0.587), (0.341, 0.402), (0.566, -0.287)),
)
