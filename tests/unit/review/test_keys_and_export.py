"""Decisions are filed by content, and leave the program as records and as training pairs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from factcheck.report.tables import write_csv, write_jsonl
from factcheck.review import DECISION_FIELDS, TRAINING_FIELDS, claim_key, decision_rows, evidence_key, training_rows
from factcheck.types import Claim, Decision, DecisionKind, Evidence, Origin, Report, Shelf, Stance, StanceScores

DAY = date(2023, 3, 31)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It opened.", "It opened"),
        ("It  opened\n in May", " It opened in May "),
        ("It’s “new”", 'It\'s "new"'),
        ("Zu\u0308rich", "Zürich"),
    ],
)
def test_wordings_that_differ_only_in_typing_are_one_claim(one: str, other: str) -> None:
    assert claim_key(Claim(one, id="1", as_of=DAY, speaker="x")) == claim_key(Claim(other, id="2", as_of=DAY))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Claim("US aid"), Claim("us aid")),
        (Claim("5² things"), Claim("52 things")),
        (Claim("It opened", as_of=DAY), Claim("It opened")),
        (Claim("It opened", as_of=DAY), Claim("It opened", as_of=date(2023, 4, 1))),
        (Claim("a 2023-03-31"), Claim("a", as_of=DAY)),
        (Claim("1.5"), Claim("15")),
    ],
)
def test_what_means_something_else_is_another_claim(one: Claim, other: Claim) -> None:
    assert claim_key(one) != claim_key(other)


def test_a_claim_key_never_changes() -> None:
    # decisions on disk are filed under it: a change here would orphan them all
    assert (
        claim_key(Claim("It opened.", as_of=DAY)) == "65232fbfe280b3c2667e808273d07c33b9cfe538455b8937bfc58eef03722812"
    )


def test_evidence_is_known_by_report_content_and_quote() -> None:
    item = Evidence(
        1,
        Stance.SUPPORTS,
        StanceScores(1, 0, 0),
        1,
        1,
        "Quote",
        0,
        5,
        "",
        "",
        Report("r", "T", "", sha256="aa"),
        Origin("o", ("r",)),
        Shelf.IN_TIME,
    )
    same = replace(item, rank=4, start=9, end=14, report=replace(item.report, id="other"), shelf=Shelf.LATER)
    assert evidence_key(item) == evidence_key(same)
    assert evidence_key(item) != evidence_key(replace(item, quote="Quote."))
    assert evidence_key(item) != evidence_key(replace(item, report=replace(item.report, sha256="ab")))


def entry(number: int, kind: DecisionKind, value: str, **more: str) -> Decision:
    context = {"title": "Pier closes", "date": "2023-03-30", "outlet": "Daily", "before": "It rained.", "after": "So."}
    is_mark = kind is DecisionKind.EVIDENCE
    return Decision(
        kind,
        "k",
        "=The pier closed",
        value,
        evidence_key=more.get("key", "e1") if is_mark else "",
        quote='"Closed,"\nhe said' if is_mark else "",
        report_id="r1" if is_mark else "",
        machine="supports",
        reviewer=more.get("by", "ann"),
        made=datetime(2023, 4, 1, 9, number, tzinfo=UTC),
        as_of=DAY,
        id=number,
        context=context if is_mark else {},
    )


LOG = [
    entry(1, DecisionKind.EVIDENCE, "supports"),
    entry(2, DecisionKind.FINDING, "supported"),
    entry(3, DecisionKind.UNDO, "2", by="bob"),
    entry(4, DecisionKind.EVIDENCE, "conflicts"),
    entry(5, DecisionKind.EVIDENCE, "irrelevant", key="e2"),
    entry(6, DecisionKind.NOTE, "call the harbour"),
    entry(7, DecisionKind.SKIP, ""),
    entry(8, DecisionKind.FINDING, "conflicting"),
]


def test_the_record_has_every_decision_and_where_it_stands() -> None:
    rows = list(decision_rows(LOG))
    assert all(tuple(row) == DECISION_FIELDS for row in rows)
    assert [(row["id"], row["state"]) for row in rows] == [
        (1, "replaced"),
        (2, "undone"),
        (4, "standing"),
        (5, "standing"),
        (6, "standing"),
        (7, "replaced"),
        (8, "standing"),
    ]
    undone = rows[1]
    assert (undone["undone_at"], undone["undone_by"]) == ("2023-04-01T09:03:00+00:00", "bob")
    assert (undone["finding"], undone["stance"], undone["made"]) == ("supported", None, "2023-04-01T09:02:00+00:00")
    mark = rows[2]
    assert (mark["finding"], mark["stance"], mark["report_title"]) == (None, "conflicts", "Pier closes")
    assert mark["quote"] == '"Closed,"\nhe said'
    assert rows[4]["note"] == "call the harbour"


def test_csv_and_json_hold_the_same_record() -> None:
    table, lines = io.StringIO(newline=""), io.StringIO()
    assert write_csv(table, DECISION_FIELDS, decision_rows(LOG)) == 7
    assert write_jsonl(lines, decision_rows(LOG)) == 7
    table.seek(0)
    from_csv = list(csv.DictReader(table))
    from_json = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert from_csv[0]["claim"] == "'=The pier closed", "a claim must not run as a formula"
    assert from_json[0]["claim"] == "=The pier closed"
    for one, other in zip(from_csv, from_json, strict=True):
        assert {k: v for k, v in one.items() if k != "claim"} == {
            k: "" if v is None else str(v) for k, v in other.items() if k != "claim"
        }


def test_standing_marks_are_training_pairs() -> None:
    rows = list(training_rows(LOG))
    assert all(tuple(row) == TRAINING_FIELDS for row in rows)
    assert [row["label"] for row in rows] == ["refutes", "neutral"]
    assert rows[0]["evidence"] == 'Pier closes. 30 March 2023. It rained. "Closed," he said'


def test_the_stance_trainer_reads_them() -> None:
    train = pytest.importorskip("factcheck.train")
    assert {row["label"] for row in training_rows(LOG)} <= set(train.LABEL_IDS)
