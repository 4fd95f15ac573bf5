"""Denials are turned round, plain passages and negative claims are left alone."""

from __future__ import annotations

import pytest

from factcheck.verify.denials import denies_what_stands_before, turned_round

CLAIM = "Belmara supplied shells to Kastovia."


@pytest.mark.parametrize(
    ("passage", "turned"),
    [
        ("Belmara denied having sent shells.", "Belmara has sent shells."),
        ("Belmara denies that it sold shells.", "Belmara said that it sold shells."),
        ("Belmara has never sold shells.", "Belmara has sold shells."),
        ("It said it had never sold any and had no plan to do so.", "It said it had sold any and had a plan to do so."),
        ("Belmara disputes that it sold shells.", "Belmara said that it sold shells."),
        ("The border is disputed.", None),
        ("Belmara sold shells.", None),
    ],
)
def test_a_denial_is_turned_round(passage: str, turned: str | None) -> None:
    assert turned_round(CLAIM, passage) == turned


def test_a_negative_claim_is_not_against_a_denial() -> None:
    assert turned_round("Belmara did not supply shells.", "Belmara has never sold shells.") is None
    assert turned_round("Belmara denied selling shells.", "Belmara has never sold shells.") is None


def test_who_said_a_thing_said_it_whatever_another_denies() -> None:
    said = "The Kastovian minister Ada Pryce said that Belmara sold shells."
    assert turned_round(said, "Belmara denied having sent shells.") is None
    assert not denies_what_stands_before(said, "Belmara denied it on Wednesday.")
    assert turned_round(said, "Pryce denied having said so.") is not None
    assert denies_what_stands_before(said, "Ms Pryce denied it on Wednesday.")
    assert turned_round("A spokesman admitted that Belmara sold shells.", "Belmara denied having sent any.") is not None


@pytest.mark.parametrize(
    "passage",
    [
        "Belmara denied it on Wednesday.",
        "A spokesman for the ministry, Getach Reda, denied both.",
        "Superintendent Odegaard disputed that: an e-mail had gone out on 1 February, he said.",
        "Brandt rejected that.",
        "The embassy rejected the accusation as baseless.",
        "Its lawyer has denied the claims in court and asked for time.",
        "That is not true, the ministry said.",
        "“That is untrue,” she said.",
        "She called the report nonsense.",
        "The mayor called it “a lie”.",
        "“No such warning reached this office,” she said.",
        "Mr Haskett, who was there, said he had promised nothing of the kind.",
    ],
)
def test_a_denial_that_points_back_is_seen(passage: str) -> None:
    assert denies_what_stands_before(CLAIM, passage)
    assert not denies_what_stands_before("Belmara did not supply shells.", passage)


@pytest.mark.parametrize(
    "passage",
    [
        "Belmara denied that it had sold shells.",
        "Belmara denied that on the day of the attack its guns had fired.",
        "Belmara denied it had sold shells.",
        "The council rejected the plan.",
        "There is no such law in Belmara.",
        "He dismissed the charge d'affaires.",
        "The court dismissed the appeal.",
        "They disputed the border.",
        "It was called the Report on Shells.",
        "That is how the war began.",
        "The firm, which had denied nothing, paid.",
        "Kastovia fired first. Belmara denied it.",
    ],
)
def test_what_denies_something_of_its_own_doesnt_point_back(passage: str) -> None:
    assert not denies_what_stands_before(CLAIM, passage)
