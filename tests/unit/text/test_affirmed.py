"""Negations are taken out of claims where that gives the contrary, and only there."""

from __future__ import annotations

import pytest

from factcheck.text.affirmed import affirmed


@pytest.mark.parametrize(
    ("claim", "contrary"),
    [
        ("Belmara has never exported weapons to Kastovia.", "Belmara has exported weapons to Kastovia."),
        ("Belmara never sold shells.", "Belmara sold shells."),
        ("The league did not consent to the sale.", "The league did consent to the sale."),
        ("The bridge hasn't opened.", "The bridge has opened."),
        ("The mill won’t reopen.", "The mill will reopen."),
        ("The mill cannot reopen.", "The mill can reopen."),
        ("Nobody was hurt at the mill.", "Somebody was hurt at the mill."),
        ("No one was hurt at the mill.", "Somebody was hurt at the mill."),
        ("None of the trains ran on Sunday.", "Some of the trains ran on Sunday."),
        ("Not a single member voted against it.", "A member voted against it."),
        ("No child fell ill.", "A child fell ill."),
        ("No charges were brought against him.", "Some charges were brought against him."),
        ("There is no permit for the quarry.", "There is a permit for the quarry."),
        ("There were no witnesses.", "There were some witnesses."),
        ("Quill & Partners did not own any shares.", "Quill & Partners did own some shares."),
        ("The moon does not circle it any faster.", "The moon does circle it any faster."),
    ],
)
def test_a_negation_is_taken_out(claim: str, contrary: str) -> None:
    assert affirmed(claim) == contrary
    assert affirmed(contrary) is None


@pytest.mark.parametrize(
    "claim",
    [
        "Belmara sold shells.",
        "The bridge did not open until June.",
        "Not all of the soldiers have left.",
        "The town no longer charges for parking.",
        "No fewer than 1,000 containers were shipped.",
        "The bridge did not cost more than 84 million.",
        "Patients who were not insured were paid.",
        "The mayor said that the harbour would not be sold.",
        "Krantz denied that the harbour was for sale.",
        "Nobody denied it.",
        "The council never said no.",
        "Aid is flowing as never before.",
        "He lost the vote without a word.",
    ],
)
def test_a_claim_whose_contrary_is_another_matter_is_left_alone(claim: str) -> None:
    assert affirmed(claim) is None
