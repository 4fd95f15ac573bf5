"""A negative claim is searched and read without its negation too, and what bears that out conflicts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from builders import RuleStance, report, scores
from stores import HashEncoder

from factcheck.config import CheckOptions
from factcheck.indexing import build
from factcheck.types import CheckOutcome, Claim, Conclusion, Origin, Passage, Shelf, Span, Stance, StanceScores
from factcheck.verify.fitted import WEIGHING
from factcheck.verify.opposite import joined, with_opposite
from factcheck.verify.retrieve import Candidate
from factcheck.verify.weigh import Opposite, read, settle
from factcheck.workbench import Workbench

NEVER = "Belmara has never exported weapons to Kastovia."
HAS = "Belmara has exported weapons to Kastovia."


def candidate(text: str, number: int, before: str = "") -> Candidate:
    source = report(f"r{number}", text=f"{before} {text}".strip())
    start = len(source.text) - len(text)
    passage = Passage(source.id, start, len(source.text), Span(0, len(before)) if before else None, None, id=number)
    return Candidate(passage, source, Origin(source.id, (source.id,)), text, 0.9, 0.8)


def contrary(claim: str, premise: str) -> StanceScores:
    """Reads a delivery surely beside the plain claim and as nothing beside the negative one."""
    told = "delivered" in premise and claim == HAS
    return scores(Stance.SUPPORTS if told else Stance.NEUTRAL, 0.97)


def test_candidates_that_both_searches_found_are_read_once() -> None:
    one, two, three = (candidate("Shells were delivered.", n) for n in (1, 2, 3))
    both = joined([(one, Shelf.IN_TIME), (two, Shelf.LATER)], [(two, Shelf.LATER), (three, Shelf.IN_TIME)])
    assert [(c.passage.id, shelf) for c, shelf in both] == [(1, Shelf.IN_TIME), (2, Shelf.LATER), (3, Shelf.IN_TIME)]


def test_what_bears_out_the_contrary_conflicts_and_says_so() -> None:
    model = RuleStance(contrary)
    found = [(candidate("Belmara delivered weapons and shells to Kastovia in May.", 1), Shelf.IN_TIME)]
    readings = with_opposite(read(Claim(NEVER), found, model), read(Claim(HAS), found, model), HAS)
    item = settle(readings[0], WEIGHING)
    assert item.stance is Stance.CONFLICTS
    assert item.scores.supports + item.scores.conflicts + item.scores.neutral == pytest.approx(1.0)
    check = next(c for c in item.checks if c.rule == "opposite")
    assert check.outcome is CheckOutcome.DIFFERS
    assert HAS in check.detail
    assert settle(read(Claim(NEVER), found, model)[0], WEIGHING).stance is Stance.NEUTRAL


def test_a_denial_of_the_deed_supports_the_negative_claim() -> None:
    turned = "has delivered weapons"
    model = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS if turned in premise else Stance.NEUTRAL, 0.97))
    found = [(candidate("Belmara denied having delivered weapons to Kastovia.", 1), Shelf.IN_TIME)]
    readings = with_opposite(read(Claim(NEVER), found, model), read(Claim(HAS), found, model), HAS)
    assert readings[0].opposite is not None
    assert readings[0].opposite.denied
    item = settle(readings[0], WEIGHING)
    assert item.stance is Stance.SUPPORTS
    assert [c.outcome for c in item.checks if c.rule == "opposite"] == [CheckOutcome.AGREES]


def test_a_passage_that_the_second_search_did_not_find_keeps_its_own_reading() -> None:
    model = RuleStance(contrary)
    one, two = ((candidate("Belmara delivered weapons.", n), Shelf.IN_TIME) for n in (1, 2))
    readings = with_opposite(read(Claim(NEVER), [one, two], model), read(Claim(HAS), [two], model), HAS)
    assert readings[0].opposite is None
    assert isinstance(readings[1].opposite, Opposite)


def test_a_delivery_in_the_archive_is_shown_against_a_bare_denial(tmp_path: Path) -> None:
    """Though more denials stand in front of it in the search than are read."""
    denials = [f"Belmara has never exported weapons to Kastovia, speaker {n} told town {n}." for n in range(40)]
    lines = [
        json.dumps({"id": f"d{n}", "title": f"No arms, town {n} hears", "date": "2022-05-01", "text": text})
        for n, text in enumerate(denials)
    ]
    lines.append(
        '{"id": "z", "title": "Ships unload", "date": "2022-09-20", "text": '
        '"Four ships delivered rockets to the harbour on Sunday. The weapons Belmara exported were for Kastovia."}'
    )
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build(tmp_path / "index", [tmp_path / "reports.jsonl"], HashEncoder())

    def rule(claim: str, premise: str) -> StanceScores:
        told = "Belmara exported were" in premise.split("Ships unload")[-1]
        return scores(Stance.SUPPORTS if told and claim == HAS else Stance.NEUTRAL, 0.97)

    with Workbench.open(tmp_path / "index", encoder=HashEncoder(), stance_model=RuleStance(rule)) as bench:
        finding = bench.check(NEVER, as_of=date(2022, 12, 31))
        plain = read(Claim(NEVER), bench._candidates(Claim(NEVER), CheckOptions())[0], RuleStance(rule))
    assert "z" not in {reading.candidate.report.id for reading in plain}
    assert finding.conclusion is Conclusion.CONFLICTING
    assert finding.evidence[0].report.id == "z"
