"""Decisions as flat rows: a record for people, and training pairs for the stance model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from factcheck.review.actions import Mark
from factcheck.review.standing import entry_states, standing
from factcheck.text.premise import format_premise
from factcheck.types import Decision, DecisionKind

DECISION_FIELDS = (
    "id",
    "made",
    "reviewer",
    "kind",
    "claim",
    "as_of",
    "finding",
    "stance",
    "note",
    "machine",
    "quote",
    "report_id",
    "report_title",
    "report_date",
    "report_outlet",
    "report_url",
    "report_sha256",
    "state",
    "undone_at",
    "undone_by",
    "claim_key",
    "evidence_key",
)
"""Fields of an exported decision, always all of them, in this order."""

TRAINING_FIELDS = ("claim", "evidence", "label", "source")
"""Fields of a training pair, as ``factcheck train`` reads them."""

LABELS = {Mark.SUPPORTS: "supports", Mark.CONFLICTS: "refutes", Mark.IRRELEVANT: "neutral"}
"""A reviewer's mark as the label of a training pair."""


def decision_rows(decisions: Iterable[Decision]) -> Iterator[dict[str, object]]:
    """Every decision ever made, in order, with where it stands now.

    Undo entries have no row of their own: what they took back is ``undone``,
    with the time and the reviewer of the undo.

    Args:
        decisions: all entries in the order made, undo entries included.
    """
    entries = list(decisions)
    states = entry_states(entries)
    undo = {entry.value: entry for entry in entries if entry.kind is DecisionKind.UNDO}
    for entry in entries:
        if entry.kind is DecisionKind.UNDO:
            continue
        taken_back = undo.get(str(entry.id))
        yield {
            "id": entry.id,
            "made": _time(entry),
            "reviewer": entry.reviewer,
            "kind": entry.kind.value,
            "claim": entry.claim,
            "as_of": entry.as_of.isoformat() if entry.as_of else None,
            "finding": entry.value if entry.kind is DecisionKind.FINDING else None,
            "stance": entry.value if entry.kind is DecisionKind.EVIDENCE else None,
            "note": entry.value if entry.kind is DecisionKind.NOTE else None,
            "machine": entry.machine,
            "quote": entry.quote or None,
            "report_id": entry.report_id or None,
            "report_title": entry.context.get("title") or None,
            "report_date": entry.context.get("date") or None,
            "report_outlet": entry.context.get("outlet") or None,
            "report_url": entry.context.get("url") or None,
            "report_sha256": entry.context.get("sha256") or None,
            "state": states[entry.id].value,
            "undone_at": _time(taken_back) if taken_back else None,
            "undone_by": taken_back.reviewer if taken_back else None,
            "claim_key": entry.claim_key,
            "evidence_key": entry.evidence_key or None,
        }


def training_rows(decisions: Iterable[Decision]) -> Iterator[dict[str, object]]:
    """The standing marks as pairs that the stance model can learn from, in the order made.

    ``evidence`` is the passage as the model is shown it (title, date and the
    sentence before in front); ``source`` says that a reviewer labelled it.
    """
    entries = list(decisions)
    held = {mark.id for what in standing(entries).values() for mark in what.marks.values()}
    for entry in entries:
        if entry.id not in held or entry.kind is not DecisionKind.EVIDENCE:
            continue
        day = entry.context.get("date")
        premise = format_premise(
            entry.quote,
            title=entry.context.get("title", ""),
            day=date.fromisoformat(day) if day else None,
            before=entry.context.get("before", ""),
        )
        yield {"claim": entry.claim, "evidence": premise, "label": LABELS[Mark(entry.value)], "source": "review"}


def _time(entry: Decision) -> str | None:
    return entry.made.isoformat(timespec="seconds") if entry.made else None
