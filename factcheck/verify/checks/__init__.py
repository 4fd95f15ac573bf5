"""Deterministic rules over a claim and a passage, each named and explained.

A rule speaks only when it has something to say. ``differs`` is said only where
the words leave little doubt, since it counts against support; silence is never
agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from factcheck.types import Check, CheckOutcome, Claim
from factcheck.verify.checks import (
    dating,
    direction,
    modality,
    naming,
    negation,
    numbers,
    pairing,
    speech,
    tempering,
    timing,
    undoing,
    wording,
)
from factcheck.verify.checks.reading import Reading, read

RULES = (
    numbers.RULE, dating.RULE, negation.RULE, direction.RULE, wording.RULE, speech.RULE, speech.OWN_WORD,
    modality.RULE, naming.RULE, timing.RULE, timing.EARLIER, undoing.RULE, speech.OTHER, speech.OTHERS_DENIAL,
    pairing.RULE,
)  # fmt: skip
"""Names of all rules, in the order in which their checks are given."""


@lru_cache(maxsize=256)
def _read_claim(text: str, as_of: date | None) -> Reading:
    """A claim is compared with some twenty passages; it is read once."""
    return read(text, as_of)


def run_checks(
    claim: Claim, passage: str, *, before: str = "", title: str = "", report_date: date | None = None
) -> tuple[Check, ...]:
    """Apply every rule.

    Args:
        claim: relative dates in it are read against ``claim.as_of``.
        passage: the quote; spans in the result refer to it.
        before: the sentence in front of it, where names may have been given.
        title: the report's headline, which says what a toll is of.
        report_date: the day against which the passage's weekdays are read.

    Returns:
        What the rules found, in the order of :data:`RULES`; often nothing.
    """
    mine = _read_claim(claim.text, claim.as_of)
    theirs = read(passage, report_date, before, title)
    if not mine.words or not theirs.words:
        return ()
    crossed = tuple(pairing.check(mine, theirs))
    compared = (
        *_unless_crossed((*numbers.check(mine, theirs), *dating.check(mine, theirs)), crossed),
        *negation.check(mine, theirs),
        *direction.check(mine, theirs),
    )
    planned = tuple(modality.check(mine, theirs))
    return (
        *tempering.temper(compared, mine, theirs, before=before, planned=planned),
        *wording.check(mine, theirs),
        *speech.check(mine, theirs, speaker=claim.speaker, before=before),
        *planned,
        *naming.check(mine, theirs, before=before),
        *timing.check(mine, theirs, report_date),
        *undoing.check(mine, theirs),
        *speech.another_speaks(mine, theirs),
        *crossed,
    )


def _unless_crossed(compared: tuple[Check, ...], crossed: tuple[Check, ...]) -> Iterator[Check]:
    """What was compared, less the figures and dates that stand in the report but with something else."""
    taken = {span for check in crossed for span in check.claim_spans}
    return (c for c in compared if c.outcome is not CheckOutcome.AGREES or taken.isdisjoint(c.claim_spans))
