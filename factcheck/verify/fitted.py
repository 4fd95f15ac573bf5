"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.combine import Combination, Weights
from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Weighing

WEIGHING = Weighing(
    supports=0.4,
    conflicts=0.4,
    min_relevance=0.25,
    full_relevance=0.55,
    combination=Combination(
        supports=Weights(features=(0.945, -0.248, 2.25, 4.598, -1.294, -1.453, 0.947, -1.882), bias=-3.501),
        conflicts=Weights(features=(-0.292, 0.989, 1.684, 2.653, 0.789, -1.552, 0.522, 0.181), bias=-2.277),
    ),
)

POLICY = Policy(
    decide=0.6,
    margin=0.2,
    echo=1.0,
    related=0.35,
    facts=False,
    sure=((0.421, -0.002), (0.314, 0.142), (0.558, -2.687), (0.268, -0.128)),
)
