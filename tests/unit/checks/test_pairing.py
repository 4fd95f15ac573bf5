"""Pairing: the same names, figures or dates, each beside what the other has."""

from __future__ import annotations

import pytest

from factcheck.types import CheckOutcome, Claim
from factcheck.verify.checks import run_checks
from factcheck.verify.checks.pairing import RULE


def _told(claim: str, passage: str) -> list[str]:
    return [
        " / ".join(passage[s.start : s.end] for s in check.quote_spans)
        for check in run_checks(Claim(claim), passage)
        if check.rule == RULE and check.outcome is CheckOutcome.DIFFERS
    ]


@pytest.mark.parametrize(
    ("claim", "passage", "places"),
    [
        (
            "Rita Sunde resigned as health secretary and Sam Javan as chancellor.",
            "The collapse began when Sam Javan resigned as health secretary and Rita Sunde as chancellor.",
            "Sam Javan / Rita Sunde",
        ),
        (
            "The blast damaged 37 houses, 164 of which must be pulled down.",
            "The blast was felt far away and damaged 164 houses, 37 of which must be pulled down.",
            "164 / 37",
        ),
        (
            "The ferry broke down with 23 vehicles and 11 people aboard.",
            "The ferry Lady Alder broke down with 11 vehicles and 23 people aboard.",
            "11 / 23",
        ),
        (
            "Wheat rose to 301 florins a tonne from 262 on Wednesday.",
            "Wheat prices fell to 262 florins a tonne from 301 on Wednesday.",
            "262 / 301",
        ),
        (
            "The price cap starts for electricity in January 2023 and for gas in February 2023.",
            "The cap is to take effect in January 2023 for gas and in February 2023 for electricity.",
            "January 2023 / February 2023",
        ),
        (
            "Karst Rovers beat Ormsk United.",
            "On Saturday Ormsk United beat Karst Rovers in the rain.",
            "Ormsk United / Karst Rovers",
        ),
        ("Karst Rovers beat Ormsk United.", "Karst Rovers were beaten by Ormsk United.", "Karst Rovers / Ormsk United"),
    ],
)
def test_what_has_changed_places(claim: str, passage: str, places: str) -> None:
    assert _told(claim, passage) == [places]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "The blast damaged 164 houses, 37 of which must go.",
            "It damaged 164 houses, 37 of which must be pulled down.",
        ),
        ("Of 164 damaged houses 37 must go.", "It damaged 164 houses; 37 of them must be pulled down."),
        ("Karst Rovers beat Ormsk United.", "Ormsk United were beaten by Karst Rovers."),
        ("Karst Rovers beat Ormsk United.", "Karst Rovers met Ormsk United on Sunday."),
        (
            "Karst Rovers beat Ormsk United.",
            "Ormsk United beat Karst Rovers in May; Karst Rovers beat Ormsk United in June.",
        ),
        ("Ann Lund met Bo Krall.", "Bo Krall met Ann Lund."),
        ("Ann Lund did not sue Bo Krall.", "Bo Krall did not sue Ann Lund."),
        ("Bo Sandel will coach Larkin City.", "Larkin coach Bo Sandel said he would not resign."),
        # one name in two clauses, and nothing that both have
        ("Sam Javan resigned and Rita Sunde stayed.", "Sam Javan left on Tuesday; Rita Sunde had no comment."),
        ("", "Ormsk United beat Karst Rovers."),
    ],
)
def test_what_stands_where_it_stood(claim: str, passage: str) -> None:
    assert _told(claim, passage) == []


def test_a_figure_that_changed_places_does_not_agree() -> None:
    checks = run_checks(
        Claim("The blast damaged 37 houses, 164 of which must be pulled down."),
        "The blast damaged 164 houses, 37 of which must be pulled down.",
    )
    assert [(c.rule, c.outcome) for c in checks] == [(RULE, CheckOutcome.DIFFERS)]
    assert "“37” goes with “houses” in the claim, with “pulled” in the report" in checks[0].detail
