"""Whether somebody denied a thing isn't settled by what others say of it."""

from __future__ import annotations

import pytest

from factcheck.types import CheckOutcome, Claim
from factcheck.verify.checks import run_checks
from factcheck.verify.checks.speech import OTHER, OTHERS_DENIAL

DENIED = "Pellow Freight denied that its driver had overfilled the tank."


@pytest.mark.parametrize(
    ("claim", "passage", "said"),
    [
        (DENIED, "Dornick said that a tanker had gone on pumping when the tank was full.", True),
        (DENIED, "The Rivers Authority said that the tank had been overfilled.", True),
        (DENIED, "“The tank was overfilled,” said Carl Hesse.", True),
        (DENIED, "According to Carl Hesse, the driver overfilled the tank.", True),
        (
            "Radomir denied having promised smaller classes.",
            "Tobias Wenn told delegates that she had promised it.",
            True,
        ),
        ("Tarrow Mills denied that no alarm had rung.", "Ada Holm said that no alarm had rung.", True),
        ("The ministry denied having sent arms.", "John Kirby said that arms had been sent.", True),
        ("Ada Holm denied that the mill was for sale.", "Ivo Crane said that the mill was for sale.", True),
        ("Ada Holm denied that the mill was for sale.", "The bank said that the mill was for sale.", True),
        # a denial by what is said
        ("Norhaven said it will not sell the ferry.", "The harbour office said that Norhaven was selling it.", True),
        ("Ada Holm said that she never saw the letter.", "Ivo Crane said that Holm had read the letter.", True),
        ("Norhaven said it will not sell the ferry.", "Norhaven said that it would sell the ferry in May.", False),
        ("Ada Holm said that the mill lacked a licence.", "Ivo Crane said that the mill had a licence.", False),
        # the same speaker, or perhaps
        (DENIED, "Pellow Freight said that the driver had overfilled the tank.", False),
        (DENIED, "Sam Pellow said that the driver had overfilled the tank.", False),
        (DENIED, "He said that the driver had overfilled the tank.", False),
        (DENIED, "“The tank was overfilled,” she said.", False),
        ("Ada Holm denied that the mill was for sale.", "Ms Holm confirmed that the mill was for sale.", False),
        ("Ada Holm denied that the mill was for sale.", "Holm said that the mill was for sale.", False),
        # nobody speaks
        (DENIED, "The driver overfilled the tank.", False),
        (DENIED, "The tank was full at eight.", False),
        # the claim is no denial, or is nobody's
        ("Pellow Freight said that its driver had left.", "Dornick said that the driver had stayed.", False),
        ("The driver overfilled the tank.", "Dornick said that the driver had left.", False),
        ("He denied that the mill was for sale.", "Ivo Crane said that the mill was for sale.", False),
    ],
)
def test_anothers_word_on_a_denial(claim: str, passage: str, said: bool) -> None:
    found = [c for c in run_checks(Claim(claim), passage) if c.rule == OTHER]
    assert [c.outcome for c in found] == ([CheckOutcome.CAUTION] if said else [])


CASTLE = "Castle Street denied that Karsk had sent rockets to Belmara."


@pytest.mark.parametrize(
    ("claim", "passage", "rule"),
    [
        # somebody of another house
        (CASTLE, "Ironside's owner, Boris Krall, rejected the accusation.", OTHERS_DENIAL),
        (CASTLE, "A spokesman for the Ironside group, Boris Krall, denied it.", OTHERS_DENIAL),
        ("Ada Holm denied that the mill was sold.", "Ironside's owner, Boris Krall, denied it.", OTHERS_DENIAL),
        # he may speak for it
        (CASTLE, "Boris Krall denied that Karsk had sent rockets.", OTHER),
        (CASTLE, "The spokesman, Boris Krall, denied it.", OTHER),
        # it may be called so too
        (CASTLE, "Karsk denies having sent Belmara any rockets.", OTHER),
        ("Karsk denied having sent rockets.", "A spokesman for Norland's ministry, Boris Krall, denied it.", OTHER),
        ("The mill's owner denied that it was sold.", "Ironside's owner, Boris Krall, denied it.", OTHER),
        # tells of the denial that the claim is about
        (CASTLE, "Ironside's owner, Boris Krall, said that Castle Street had denied it.", OTHER),
        # he only said that it was not so, and another's denial is no conflict with that
        ("Ada Holm said that the mill was not sold.", "Ironside's owner, Boris Krall, denied it.", OTHER),
    ],
)
def test_anothers_denial(claim: str, passage: str, rule: str) -> None:
    assert [c.rule for c in run_checks(Claim(claim), passage) if c.rule in (OTHER, OTHERS_DENIAL)] == [rule]


def test_a_speaker_is_named_with_his_article() -> None:
    found = run_checks(Claim("The White House denied it."), "Pyongyang denies having sent any arms.")
    detail = next(c.detail for c in found if c.rule == OTHER)
    assert detail == "the claim is about what the White House denied, here it is Pyongyang who speaks"
