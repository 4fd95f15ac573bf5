"""Denials are turned round, plain passages and negative claims are left alone."""

from __future__ import annotations

import pytest

from factcheck.verify.denials import turned_round

CLAIM = "Belmara supplied shells to Kastovia."


@pytest.mark.parametrize(
    ("passage", "turned"),
    [
        ("Belmara denied having sent shells.", "Belmara has sent shells."),
        ("Belmara denies that it sold shells.", "Belmara said that it sold shells."),
        ("Belmara has never sold shells.", "Belmara has sold shells."),
        ("It said it had never sold any and had no plan to do so.", "It said it had sold any and had a plan to do so."),
        ("Belmara sold shells.", None),
    ],
)
def test_a_denial_is_turned_round(passage: str, turned: str | None) -> None:
    assert turned_round(CLAIM, passage) == turned


def test_a_negative_claim_is_not_against_a_denial() -> None:
    assert turned_round("Belmara did not supply shells.", "Belmara has never sold shells.") is None
    assert turned_round("Belmara denied selling shells.", "Belmara has never sold shells.") is None
