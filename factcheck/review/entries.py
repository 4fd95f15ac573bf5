"""The entries that a session writes."""

from __future__ import annotations

from factcheck.review.actions import Mark
from factcheck.review.keys import claim_key, evidence_key
from factcheck.types import Conclusion, Decision, DecisionKind, Evidence, Finding


def finding_entry(finding: Finding, conclusion: Conclusion, reviewer: str) -> Decision:
    """The reviewer's conclusion on a claim, beside the program's."""
    return _entry(finding, DecisionKind.FINDING, conclusion.value, reviewer)


def skip_entry(finding: Finding, reviewer: str) -> Decision:
    """A claim left for later."""
    return _entry(finding, DecisionKind.SKIP, "", reviewer)


def note_entry(finding: Finding, text: str, reviewer: str) -> Decision:
    """A note on a claim."""
    return _entry(finding, DecisionKind.NOTE, text, reviewer)


def mark_entry(finding: Finding, evidence: Evidence, mark: Mark, reviewer: str) -> Decision:
    """What the reviewer says of one passage, with all that an export needs to stand alone."""
    report = evidence.report
    context = {
        "title": report.title,
        "date": report.date.isoformat() if report.date else "",
        "outlet": report.outlet or "",
        "author": report.author or "",
        "url": report.url or "",
        "sha256": report.sha256,
        "before": evidence.before,
        "after": evidence.after,
    }
    return Decision(
        kind=DecisionKind.EVIDENCE,
        claim_key=claim_key(finding.claim),
        claim=finding.claim.text,
        value=mark.value,
        evidence_key=evidence_key(evidence),
        quote=evidence.quote,
        report_id=report.id,
        machine=evidence.stance.value,
        reviewer=reviewer,
        as_of=finding.claim.as_of,
        context=context,
    )


def undo_entry(entry: Decision, reviewer: str) -> Decision:
    """Takes back an earlier entry, by its id."""
    return Decision(
        kind=DecisionKind.UNDO,
        claim_key=entry.claim_key,
        claim=entry.claim,
        value=str(entry.id),
        evidence_key=entry.evidence_key,
        machine=entry.machine,
        reviewer=reviewer,
        as_of=entry.as_of,
    )


def _entry(finding: Finding, kind: DecisionKind, value: str, reviewer: str) -> Decision:
    return Decision(
        kind=kind,
        claim_key=claim_key(finding.claim),
        claim=finding.claim.text,
        value=value,
        machine=finding.conclusion.value,
        reviewer=reviewer,
        as_of=finding.claim.as_of,
    )
