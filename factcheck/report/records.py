"""Findings to and from the JSON that every command with ``--json`` prints.

The names are a contract (docs/formats.md). A finding read back equals the one
written but for what the JSON leaves out on purpose: the full text, language
and other metadata of each report, and digits of a number beyond the fourth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from factcheck.report.fields import Fields
from factcheck.types import (
    ArticleClaim,
    Check,
    CheckOutcome,
    Claim,
    Conclusion,
    DateSource,
    Evidence,
    Finding,
    Origin,
    Reason,
    ReasonCode,
    Report,
    Shelf,
    Span,
    Stance,
    StanceScores,
)

_DIGITS = 4
"""Probabilities and scores: finer would differ from machine to machine and tell nobody anything."""


def claim_to_dict(claim: Claim) -> dict[str, object]:
    """A claim as JSON; days are written ``YYYY-MM-DD``."""
    return {
        "id": claim.id,
        "text": claim.text,
        "as_of": _day(claim.as_of),
        "speaker": claim.speaker,
        "source": claim.source,
    }


def report_to_dict(report: Report) -> dict[str, object]:
    """Where a report comes from, without its text."""
    return {
        "id": report.id,
        "title": report.title,
        "date": _day(report.date),
        "date_source": report.date_source.value,
        "outlet": report.outlet,
        "author": report.author,
        "url": report.url,
        "sha256": report.sha256,
    }


def finding_to_dict(finding: Finding) -> dict[str, object]:
    """A finding as the JSON object of docs/formats.md, keys in its order."""
    return {
        "claim": claim_to_dict(finding.claim),
        "finding": finding.conclusion.value,
        "confidence": round(finding.confidence, _DIGITS),
        "reason": {"code": finding.reason.code.value, "text": finding.reason.text},
        "evidence": [_evidence_to_dict(item) for item in finding.evidence],
        "counts": dict(finding.counts),
        "models": dict(finding.models),
        "index": dict(finding.index),
        "seconds": round(finding.seconds, 3),
    }


def article_to_dict(article: Report, claims: Iterable[tuple[ArticleClaim, Finding | None]]) -> dict[str, object]:
    """An article's claims, each with its finding.

    Args:
        article: the article as it was read; its text is included, since the
            sentences' offsets refer to it.
        claims: in article order; ``None`` for a claim that wasn't checked,
            which then has only ``sentence``, ``worthiness`` and ``claim``.
    """
    rows: list[dict[str, object]] = []
    for found, finding in claims:
        row: dict[str, object] = {
            "sentence": {"text": found.sentence, "start": found.start, "end": found.end},
            "worthiness": round(found.worthiness, _DIGITS),
        }
        row.update({"claim": claim_to_dict(found.claim)} if finding is None else finding_to_dict(finding))
        rows.append(row)
    return {"article": {**report_to_dict(article), "text": article.text}, "claims": rows}


def finding_from_dict(data: Mapping[str, object]) -> Finding:
    """Read a finding back; fields that aren't a finding's own are ignored.

    Raises:
        InputError: naming the field that is missing or of the wrong kind.
    """
    fields = Fields(data)
    reason = fields.child("reason")
    return Finding(
        claim=_claim(fields.child("claim")),
        conclusion=fields.choice("finding", Conclusion),
        confidence=fields.number("confidence"),
        reason=Reason(reason.choice("code", ReasonCode), reason.text("text")),
        evidence=tuple(_evidence(item) for item in fields.children("evidence")),
        counts={key: int(value) for key, value in fields.plain("counts").items()},
        models={key: str(value) for key, value in fields.plain("models").items()},
        index=fields.plain("index"),
        seconds=fields.number("seconds"),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _evidence_to_dict(item: Evidence) -> dict[str, object]:
    return {
        "rank": item.rank,
        "stance": item.stance.value,
        "probability": round(item.probability, _DIGITS),
        "scores": {stance.value: round(item.scores.of(stance), _DIGITS) for stance in Stance},
        "relevance": round(item.relevance, _DIGITS),
        "score": round(item.score, _DIGITS),
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "context": {"before": item.before, "after": item.after},
        "report": report_to_dict(item.report),
        "origin": {"id": item.origin.id, "reports": list(item.origin.reports)},
        "shelf": item.shelf.value,
        "checks": [_check_to_dict(check) for check in item.checks],
    }


def _check_to_dict(check: Check) -> dict[str, object]:
    return {
        "rule": check.rule,
        "outcome": check.outcome.value,
        "detail": check.detail,
        "claim_spans": [[span.start, span.end] for span in check.claim_spans],
        "quote_spans": [[span.start, span.end] for span in check.quote_spans],
    }


def _claim(fields: Fields) -> Claim:
    return Claim(
        text=fields.text("text"),
        id=fields.maybe_text("id") or "",
        as_of=fields.day("as_of"),
        speaker=fields.maybe_text("speaker"),
        source=fields.maybe_text("source"),
    )


def _report(fields: Fields) -> Report:
    return Report(
        id=fields.text("id"),
        title=fields.text("title"),
        text="",
        date=fields.day("date"),
        date_source=fields.choice("date_source", DateSource),
        outlet=fields.maybe_text("outlet"),
        author=fields.maybe_text("author"),
        url=fields.maybe_text("url"),
        sha256=fields.text("sha256"),
    )


def _evidence(fields: Fields) -> Evidence:
    scores = fields.child("scores")
    context = fields.child("context")
    origin = fields.child("origin")
    return Evidence(
        rank=fields.whole("rank"),
        stance=fields.choice("stance", Stance),
        scores=StanceScores(scores.number("supports"), scores.number("conflicts"), scores.number("neutral")),
        relevance=fields.number("relevance"),
        score=fields.number("score"),
        quote=fields.text("quote"),
        start=fields.whole("start"),
        end=fields.whole("end"),
        before=context.text("before"),
        after=context.text("after"),
        report=_report(fields.child("report")),
        origin=Origin(origin.text("id"), origin.texts("reports")),
        shelf=fields.choice("shelf", Shelf),
        checks=tuple(_check(check) for check in fields.children("checks")),
    )


def _check(fields: Fields) -> Check:
    return Check(
        rule=fields.text("rule"),
        outcome=fields.choice("outcome", CheckOutcome),
        detail=fields.text("detail"),
        claim_spans=tuple(Span(start, end) for start, end in fields.ranges("claim_spans")),
        quote_spans=tuple(Span(start, end) for start, end in fields.ranges("quote_spans")),
    )
