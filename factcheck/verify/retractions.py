"""Retracted reports: shown, but they support and conflict with nothing.

A report is retracted when its own title says so ("RETRACTED: …"), or when a
later notice of the same outlet takes back what the outlet reported on the
report's date. What a report corrects in part is the matter of ``corrections.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.text.dates import DateKind, find_dates
from factcheck.text.premise import short_date
from factcheck.types import Check, CheckOutcome, Report

RULE = "retraction"

_OWN = re.compile(r"^\W*(?:retracted|withdrawn)\b", re.IGNORECASE)
_NOTICE = re.compile(r"\bretract(?:ion|ed|s|ing)?\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"\bwe (?:hereby |fully |therefore )?"
    r"(?:retract|withdraw|are (?:retract|withdraw)ing|have (?:retracted|withdrawn))\b"
    r"|\b(?:report|article|story) (?:is|has been|was) (?:retracted|withdrawn)\b",
    re.IGNORECASE,
)
_READ = 3_000
"""Characters of a notice that are looked at."""


def retracted(reports: Iterable[Report]) -> dict[str, Check]:
    """Of these reports those that are retracted, by id, each with what says so."""
    known = {report.id: report for report in reports}
    found: dict[str, Check] = {}
    for report in known.values():
        if _OWN.match(report.title):
            found[report.id] = _check("the report is marked as retracted")
    for notice in known.values():
        if not is_notice(notice) or notice.outlet is None:
            continue
        days = {
            mention.first
            for mention in find_dates(notice.text[:_READ], notice.date)
            if mention.kind in (DateKind.DAY, DateKind.WEEKDAY) and mention.first == mention.last
        }
        for report in known.values():
            if report.id == notice.id or report.outlet is None or report.date is None:
                continue
            if report.outlet.casefold() == notice.outlet.casefold() and report.date in days:
                day = f" on {short_date(notice.date)}" if notice.date else ""
                found.setdefault(report.id, _check(f"{notice.outlet} took this report back{day}: {notice.title}"))
    return found


def is_notice(report: Report) -> bool:
    """Whether a report takes back another one of its outlet."""
    if _OWN.match(report.title):
        return False
    return bool(_NOTICE.search(report.title) or _TAKEN_BACK.search(report.text[:_READ]))


def _check(detail: str) -> Check:
    return Check(RULE, CheckOutcome.CAUTION, detail)
