"""Claims about a state of things are told from claims about what happened."""

from __future__ import annotations

import pytest

from factcheck.text.tense import speaks_of_now


@pytest.mark.parametrize(
    "claim",
    [
        "The party led by Orban is no longer the largest.",
        "Nobody was missing any longer.",
        "The intake is closed.",
        "Nobody has died in the outbreak.",
        "Holmdal is the leader of the council.",
        "The town still charges for parking.",
        "The government means to do away with the top rate.",
        "The sentence of Dolventhal stands at four years.",
        "The quays belong to the town.",
        "Drivers don’t pay a toll.",
        "Truss has ruled out resigning.",
        "The firm isn't insured against the loss that it suffered.",
    ],
)
def test_a_state_of_things(claim: str) -> None:
    assert speaks_of_now(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "The council approved the charge.",
        "The minister said that the bridge is safe.",
        "The plans were dropped and are gone.",
        "The bank whose owner died is closed.",
        "Two men died.",
        "Belmara has never exported weapons.",
        "The party led by Orban is the largest.",
        "Ten stands in the market.",
        "",
    ],
)
def test_what_happened_or_is_in_doubt(claim: str) -> None:
    assert not speaks_of_now(claim)
