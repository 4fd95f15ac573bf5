"""Statements are taken at their word where a sentence gives nothing else, and left alone elsewhere."""

from __future__ import annotations

import pytest
from builders import RuleStance, report, scores

from factcheck.text.statements import taken_at_word
from factcheck.types import CheckOutcome, Claim, Origin, Passage, Shelf, Stance
from factcheck.verify.retrieve import Candidate
from factcheck.verify.weigh import Weighing, read, settle

CLAIM = "No alarm rang at the mill."


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("The Millworkers' Union said that no alarm rang.", "No alarm rang."),
        ("“The alarm rang as it should,” he said.", "The alarm rang as it should."),
        ("No alarm rang at the mill, the union said on Tuesday.", "No alarm rang at the mill."),
        ("No alarm rang at the mill, according to the union.", "No alarm rang at the mill."),
        ("The union said on Tuesday that no alarm had rung.", "No alarm had rung."),
        ("A clerk told the court that no alarm had rung.", "No alarm had rung."),
        ("In its report, 84 pages long, the board says that no alarm rang.", "No alarm rang."),
        ("Police confirmed that no alarm rang.", "No alarm rang."),
        ("The union insisted that no alarm rang.", "No alarm rang."),
        ("The mill burned for a day. The union said that no alarm rang.", "The mill burned for a day. No alarm rang."),
        ("No alarm rang, said the head of the union, Ines Okafor.", "No alarm rang."),
        (
            "The mill's owner, Ann Lee, closed the gates and said that no alarm had rung.",
            "The mill's owner, Ann Lee, closed the gates. No alarm had rung.",
        ),
        ("He left the mill, but told the court that no alarm rang.", "He left the mill. No alarm rang."),
    ],
)
def test_what_is_said_is_read_without_who_says_it(passage: str, statement: str) -> None:
    assert taken_at_word(CLAIM, passage) == statement


@pytest.mark.parametrize(
    "passage",
    [
        "No alarm rang at the mill.",
        "The firm denied that no alarm rang.",
        "The union thinks that no alarm rang.",
        "The union suggested that no alarm rang.",
        "The union claimed that no alarm rang.",
        "The firm promised that alarms would ring.",
        "Value added tax on alarms falls from 19 per cent to 7.",
        "The mill, the union said, was turning to suppliers of last resort.",
        "Some 9,400 alarms rang, the county said on Friday, against a forecast of 8,000.",
        "Ten people died, fire chief Ruben Halloway said: two bodies were found overnight.",
        "On 3 October the mill was sold, a day after Truss had told the BBC that no alarm rang.",
        "He told the House of Commons on Wednesday.",
        "Net profit was 358 million crowns, it said, and not 412 million, because losses were booked late.",
        "“Never again,” he said.",
    ],
)
def test_other_sentences_are_left_as_they_are(passage: str) -> None:
    said = taken_at_word(CLAIM, passage)
    assert said is None or said == passage


@pytest.mark.parametrize(
    "claim", ["The union said that no alarm rang.", "According to the union, no alarm rang.", "The firm denied it."]
)
def test_a_claim_about_who_said_it_is_read_against_the_whole(claim: str) -> None:
    assert taken_at_word(claim, "The union said that no alarm rang.") is None


def test_the_model_reads_the_statement_and_the_card_keeps_the_quote_and_says_whose_it_is() -> None:
    model = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS))
    text = "The union said that no alarm rang at the mill."
    passage = Passage("r1", 0, len(text), before=None, after=None)
    candidate = Candidate(passage, report("r1", text=text), Origin("r1", ("r1",)), text, 0.5, 0.8)
    (reading,) = read(Claim(CLAIM), [(candidate, Shelf.IN_TIME)], model)
    assert model.premises[-1].endswith(" No alarm rang at the mill.")
    assert reading.statement == "No alarm rang at the mill."
    assert settle(reading, Weighing()).quote == text
    assert [check.rule for check in reading.checks if check.outcome is CheckOutcome.CAUTION] == ["attribution"]


def test_a_denial_turned_round_is_taken_at_its_word_too() -> None:
    model = RuleStance(lambda claim, premise: scores(Stance.NEUTRAL))
    text = "Belmara's minister said that it had never sold shells to Kastovia."
    passage = Passage("r1", 0, len(text), before=None, after=None)
    candidate = Candidate(passage, report("r1", text=text), Origin("r1", ("r1",)), text, 0.5, 0.8)
    read(Claim("Belmara sold shells to Kastovia."), [(candidate, Shelf.IN_TIME)], model)
    assert [premise.rpartition(". ")[2] for premise in model.premises] == [
        "It had sold shells to Kastovia.", "It had never sold shells to Kastovia.",
    ]  # fmt: skip
