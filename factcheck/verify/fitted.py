"""Numbers fitted on development claims by ``make fit``; ``docs/finding.md`` says how and what they gave."""

from __future__ import annotations

from factcheck.verify.conclude import Policy
from factcheck.verify.weigh import Weighing

WEIGHING = Weighing()
POLICY = Policy()
