"""Scores of whole findings, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import evidence, report

from factcheck.errors import InputError
from factcheck.evaluate.findings import HEADLINE, evaluate_findings, findings_to_dict, score_findings
from factcheck.evaluate.labelled import Gold, LabelledClaim, missing_quotes, read_labelled_claims
from factcheck.types import Claim, Conclusion, Evidence, Finding, Reason, ReasonCode, Stance

S, C = Stance.SUPPORTS, Stance.CONFLICTS


def finding(conclusion: Conclusion, *cards: Evidence, confidence: float = 0.8) -> Finding:
    return Finding(Claim("c"), conclusion, confidence, Reason(ReasonCode.NOTHING_FOUND, "why"), cards)


def labelled(label: Conclusion, *gold: Gold, traits: tuple[str, ...] = ()) -> LabelledClaim:
    return LabelledClaim(Claim("c", id="x"), label, gold, traits)


OPENED = evidence(S, origin="a", quote="The bridge opened in May.")
SHUT = evidence(C, origin="b", quote="The bridge stayed shut all year.")


def test_a_quote_is_found_where_a_passage_overlaps_it() -> None:
    assert Gold("r-a", "bridge opened", S).found_in(OPENED)
    assert not Gold("r-b", "bridge opened", S).found_in(OPENED)
    copied = evidence(S, origin="a", quote="The bridge opened in May.", copies=("r-a", "r-z"))
    assert Gold("r-z", "The bridge opened in May", S).found_in(copied)
    assert not Gold("r-z", "The tunnel opened in June", S).found_in(copied)


def test_figures_by_hand() -> None:
    items = [
        labelled(Conclusion.SUPPORTED, Gold("r-a", "The bridge opened in May.", S), traits=("date",)),
        labelled(Conclusion.CONFLICTING, Gold("r-b", "stayed shut", C), traits=("date", "name")),
        labelled(Conclusion.CONFLICTING, Gold("r-a", "The bridge opened in May.", C)),
        labelled(Conclusion.NOT_ENOUGH),
    ]
    findings = [
        finding(Conclusion.SUPPORTED, SHUT, OPENED),
        finding(Conclusion.CONFLICTING, evidence(C, origin="q"), SHUT),
        finding(Conclusion.SUPPORTED, OPENED),
        finding(Conclusion.CONFLICTING, SHUT),
    ]
    result = score_findings(items, findings, 2.0, errors=5)
    assert result.accuracy == 0.5
    assert (result.conflict_recall, result.conflict_precision) == (0.5, 0.5)
    assert result.recall_at_1 == pytest.approx(1 / 3)
    assert result.recall_at_5 == result.any_found_at_5 == pytest.approx(2 / 3)
    assert result.mrr == pytest.approx((1 + 0.5 + 0) / 3)
    assert result.wrong_stance_share == pytest.approx(1 / 3)
    assert result.false_conflict_on_not_enough == 1.0
    assert result.seconds_per_claim == 0.5
    assert result.by_trait["date"] == {"n": 2, "accuracy": 1.0, "conflict_recall": 1.0}
    assert result.confusion["conflicting"] == {"supported": 1, "conflicting": 1, "mixed": 0, "not_enough": 0}
    assert [m.answer for m in result.mistakes] == ["supported", "conflicting"]
    shape = findings_to_dict(result)
    assert list(shape["metrics"]) == list(HEADLINE)
    json.dumps(shape)


def test_the_same_words_in_copies_count_once() -> None:
    marks = [Gold("r-a", "The bridge opened in May.", S), Gold("r-copy", "The bridge  opened in may.", S)]
    result = score_findings([labelled(Conclusion.SUPPORTED, *marks)], [finding(Conclusion.SUPPORTED, OPENED)], 1.0)
    assert result.recall_at_1 == 1.0


def test_every_claim_is_checked_in_order() -> None:
    items = [labelled(Conclusion.SUPPORTED), labelled(Conclusion.NOT_ENOUGH)]
    result = evaluate_findings(lambda item: finding(item.label), items)
    assert result.n == 2
    assert result.accuracy == 1.0


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"claim": "c"}', "no field 'label'"),
        ('{"claim": "c", "label": "maybe"}', "maybe"),
        ('{"claim": "c", "label": "supported", "as_of": "soon"}', "soon"),
        ('{"claim": " ", "label": "supported"}', "empty"),
        ("[1]", ":1:"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match=what):
        read_labelled_claims(path)


def test_claims_are_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    row = {
        "claim": "The bridge  opened.", "label": "supported", "as_of": "2024-06-01", "traits": ["date"],
        "gold": [{"report_id": "r1", "quote": "bridge opened", "stance": "supports"}],
    }  # fmt: skip
    path.write_text(json.dumps(row) + "\n\n")
    (item,) = read_labelled_claims(path)
    assert item.claim.text == "The bridge opened."
    assert item.gold == (Gold("r1", "bridge opened", S),)
    assert missing_quotes([item], {"r1": report().text}) == []
    assert missing_quotes([item], {"r1": "nothing"}) == ["1: r1 doesn't have: bridge opened"]
    assert missing_quotes([item], {}) == ["1: no report r1"]


def test_no_claims_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("\n")
    with pytest.raises(InputError, match="no claims"):
        read_labelled_claims(path)
