"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Thresholds

THRESHOLDS = Thresholds(supports=0.5, conflicts=0.5)
POLICY = Policy(decide=0.5, related=0.35)
