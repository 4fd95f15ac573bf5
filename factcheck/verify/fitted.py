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
            features=(0.492, -0.262, 0.581, -0.121, 1.9, 0.602, 3.019, -0.999, -1.363, 1.064, -1.349), bias=-4.574
        ),
        conflicts=Weights(
            features=(-0.177, 0.189, -0.103, 0.627, 1.427, 1.231, 2.247, 1.112, -1.448, 0.4, -0.021), bias=-4.084
        ),
    ),
)

POLICY = Policy(
    decide=0.4,
    margin=0.2,
    echo=0.25,
    related=0.35,
    facts=False,
    sure=((0.351, 0.555), (0.512, 0.366), (0.388, 0.254), (0.427, -0.125)),
)
