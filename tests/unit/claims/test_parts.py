"""Which claims are several statements, and how they come apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.parts import MOST, split_claim


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        (
            "The council closed the ferry line and raised the parking charge.",
            ("The council closed the ferry line.", "The council raised the parking charge."),
        ),
        (
            "The council closed the ferry line, and the mayor resigned.",
            ("The council closed the ferry line.", "The mayor resigned."),
        ),
        (
            "The company cut 300 jobs but it kept the Oslo plant open.",
            ("The company cut 300 jobs.", "The company kept the Oslo plant open."),
        ),
        ("He was fined and banned for life.", ("He was fined.", "He was banned for life.")),
        (
            "The trial began in May and ended in July without a verdict.",
            ("The trial began in May.", "The trial ended in July without a verdict."),
        ),
    ],
)
def test_statements_come_apart(claim: str, parts: tuple[str, ...]) -> None:
    assert split_claim(claim) == parts


@pytest.mark.parametrize(
    "claim",
    [
        "Police arrested two men and three women.",
        "Russia and North Korea signed a treaty.",
        "The vaccine is safe and effective.",
        "If the tax rises and jobs fall, the plant will close.",
        "The minister said that the dam failed and that 40 people died.",
        "The bill, which passed in March, cut taxes and raised pensions.",
        "Six people injured in the crash were flown to Oslo and Bergen.",
        "Sweden has joined NATO while Finland has not.",
        '"We closed the line and raised the charge," the mayor said.',
        "The bridge opened in May.",
        "Salt and vinegar.",
        "Sales rose; they doubled.",
        "",
    ],
)
def test_one_statement_stays_whole(claim: str) -> None:
    assert split_claim(claim) == (claim,)


@given(st.text(alphabet="ab ,.;and was closed it the\n", max_size=200))
def test_never_more_parts_than_allowed(text: str) -> None:
    assert 1 <= len(split_claim(text)) <= MOST
