"""Timing: the report is older than what the claim tells, so it can't tell of it, whether it looks ahead or back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factcheck.text.dates import DateMention
from factcheck.text.premise import short_date
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.modality import speaks_of_a_plan
from factcheck.verify.checks.reading import Reading

RULE = "timing"
EARLIER = "earlier"

_PAST = frozenset(
    "was were had did began came cut fell found gave got held hit kept left lost made met paid put ran rose sent set "
    "shut sold spent split stood struck swore took won went broke brought bought built caught chose drew fought led "
    "quit rejected resigned said saw sank signed".split()
)
_ED = re.compile(r"[a-z]{2,}ed$")
_REACH = 6


def check(claim: Reading, passage: Reading, report_date: date | None) -> Iterator[Check]:
    """Caution where the claim dates a deed, done, to days after the report's.

    ``timing`` where the passage looks ahead, ``earlier`` where it doesn't: it
    tells of an earlier day then, and may conflict but not support. That only
    where "in" or "on" stands before the date and the passage doesn't name it too.
    Only a plain past form in front of the date counts ("was opened in May 2024"):
    what is planned, or expires in a year, may well stand in an older report.
    """
    if report_date is None or speaks_of_a_plan(claim):
        return
    ahead = speaks_of_a_plan(passage)
    for mention in claim.dates:
        if mention.first is None or not mention.year_given or mention.first <= report_date:
            continue
        if _done(claim, mention) and (ahead or (_placed(claim, mention) and not _named(passage, mention))):
            yield Check(
                RULE if ahead else EARLIER,
                CheckOutcome.CAUTION,
                f"“{claim.text[mention.start : mention.end]}” in the claim, the report is of {short_date(report_date)}:"
                " it is older than what the claim tells",
                (Span(mention.start, mention.end),),
            )
            return


def _placed(claim: Reading, mention: DateMention) -> bool:
    """Whether the date says when: the last word before it is "in" or "on"."""
    return [w.low for w in claim.words if w.end <= mention.start][-1:] in (["in"], ["on"])


def _named(passage: Reading, mention: DateMention) -> bool:
    return any(mention.overlaps(other) for other in passage.dates)


def _done(claim: Reading, mention: DateMention) -> bool:
    """Whether the nearest verb form in front of a date is a past one, as far as its looks tell."""
    before = [w for w in claim.words if w.end <= mention.start][-_REACH:]
    return any(w.low in _PAST or _ED.search(w.low) for w in before) and not any(
        w.low in ("to", "until", "by", "since", "for", "before", "till") for w in before[-1:]
    )
