"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.combine import Combination, Weights
from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Weighing

WEIGHING = Weighing(
    supports=0.3,
    conflicts=0.4,
    min_relevance=0.3,
    full_relevance=0.55,
    combination=Combination(
        supports=Weights(features=(0.986, -0.272, 2.553, 5.534, -1.093, -1.288, 1.001, 0.0), bias=-4.394),
        conflicts=Weights(features=(-0.215, 0.904, 2.195, 4.149, 0.584, -0.675, 0.375, 0.0), bias=-3.383),
    ),
)

POLICY = Policy(
    decide=0.5,
    margin=0.3,
    echo=1.0,
    related=0.35,
    facts=False,
    sure=((0.249, 0.323), (0.543, -0.276), (1.315, -4.19), (0.465, -0.394)),
)
