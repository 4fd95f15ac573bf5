"""Retracted reports: shown, but they support and conflict with nothing.

A report is retracted when its own title says so ("RETRACTED: …"), or when a
later notice of the same outlet takes back what the outlet reported on the
report's date. The notice itself is evidence like any other, but for the sentence
in which it says what had been reported wrongly.
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
_CORRECTS = re.compile(r"\b(?:correction|corrected|clarification|apology|retraction)s?\b", re.IGNORECASE)
_WE_REPORTED = re.compile(
    r"\b(?:we|our (?:report|article|story|reports|articles)"
    r"|(?:an?|the|earlier) (?:\w+ )?(?:report|article|story|version) "
    r"(?:in|of|that|on (?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)))"
    r"[^.;:]{0,60}?\b(?:reported|quoted|said|wrote|stated|gave|named|printed|described|called)(?=[ :] ?\S)",
    re.IGNORECASE,
)
_PUT_RIGHT = re.compile(
    r"\b(?:not|wrong|wrongly|incorrect|incorrectly|mistakenly|mistake|error|instead|rather|false|in fact|right)\b", re.I
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


def restates_an_error(report: Report, passage: str) -> Check | None:
    """What a correction says was reported before, without saying here that it was wrong: it takes no side."""
    if not (_CORRECTS.search(report.title) or is_notice(report)):
        return None
    if not _WE_REPORTED.search(passage) or _PUT_RIGHT.search(passage):
        return None
    return _check(f"this is what {report.outlet or 'the paper'} had reported before and corrects here")


def is_notice(report: Report) -> bool:
    """Whether a report takes back another one of its outlet."""
    if _OWN.match(report.title):
        return False
    return bool(_NOTICE.search(report.title) or _TAKEN_BACK.search(report.text[:_READ]))


def _check(detail: str) -> Check:
    return Check(RULE, CheckOutcome.CAUTION, detail)
