"""Rows of the catalog to the types of the project, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from factcheck.types import EMPTY, DateSource, Decision, DecisionKind, Passage, Report, Span

REPORT_COLUMNS = "id, title, text, date, date_source, outlet, author, url, language, sha256, metadata"
PASSAGE_COLUMNS = 'r.id, p.start, p."end", p.before_start, p.before_end, p.after_start, p.after_end, p.id'
DECISION_COLUMNS = (
    "id, made, kind, claim_key, claim, value, evidence_key, quote, report_id, machine, reviewer, as_of, context"
)


def report_of(row: tuple[Any, ...]) -> Report:
    """A row of ``REPORT_COLUMNS`` as a report."""
    number, title, text, day, source, outlet, author, url, language, sha256, metadata = row
    return Report(
        id=number,
        title=title,
        text=text,
        date=None if day is None else date.fromisoformat(day),
        date_source=DateSource(source),
        outlet=outlet,
        author=author,
        url=url,
        language=language,
        sha256=sha256,
        metadata=_mapping(metadata),
    )


def row_of(report: Report) -> tuple[Any, ...]:
    """A report as a row of ``REPORT_COLUMNS``."""
    return (
        report.id,
        report.title,
        report.text,
        None if report.date is None else report.date.isoformat(),
        report.date_source.value,
        report.outlet,
        report.author,
        report.url,
        report.language,
        report.sha256,
        json.dumps(dict(report.metadata), ensure_ascii=False, sort_keys=True),
    )


def passage_of(row: tuple[Any, ...]) -> Passage:
    """A row of ``PASSAGE_COLUMNS`` as a passage."""
    report_id, start, end, before_start, before_end, after_start, after_end, number = row
    return Passage(
        report_id=report_id,
        start=start,
        end=end,
        before=None if before_start is None else Span(before_start, before_end),
        after=None if after_start is None else Span(after_start, after_end),
        id=number,
    )


def passage_row(number: int, report: int, passage: Passage) -> tuple[Any, ...]:
    """A passage as a row of the table ``passages``."""
    before, after = passage.before, passage.after
    return (
        number,
        report,
        passage.start,
        passage.end,
        None if before is None else before.start,
        None if before is None else before.end,
        None if after is None else after.start,
        None if after is None else after.end,
    )


def decision_of(row: tuple[Any, ...]) -> Decision:
    """A row of ``DECISION_COLUMNS`` as a decision."""
    number, made, kind, claim_key, claim, value, evidence_key, quote, report_id, machine, reviewer, as_of, context = row
    return Decision(
        kind=DecisionKind(kind),
        claim_key=claim_key,
        claim=claim,
        value=value,
        evidence_key=evidence_key,
        quote=quote,
        report_id=report_id,
        machine=machine,
        reviewer=reviewer,
        made=datetime.fromisoformat(made),
        as_of=None if as_of is None else date.fromisoformat(as_of),
        id=number,
        context=_mapping(context),
    )


def decision_row(decision: Decision, made: datetime) -> tuple[Any, ...]:
    """A decision as a row of ``DECISION_COLUMNS`` without its id."""
    return (
        made.isoformat(),
        decision.kind.value,
        decision.claim_key,
        decision.claim,
        decision.value,
        decision.evidence_key,
        decision.quote,
        decision.report_id,
        decision.machine,
        decision.reviewer,
        None if decision.as_of is None else decision.as_of.isoformat(),
        json.dumps(dict(decision.context), ensure_ascii=False, sort_keys=True),
    )


def _mapping(text: str) -> Mapping[str, str]:
    return MappingProxyType(json.loads(text)) if text != "{}" else EMPTY
