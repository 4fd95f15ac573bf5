"""Whatever the text: exact offsets, the same answer twice, order, bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.claims import extract_claims
from factcheck.types import Report

PIECES = st.sampled_from(
    [
        *("Ana Ruiz", "the ministry", " said ", " said that ", ", ", ". ", "; ", '"', "“", "”", "We understand that "),
        *(" and that ", "He ", "Ruiz", "'s", "sold 300 tanks", "\n\n", "\n", " on Monday", " denied ", "?", "é", "🙂"),
        *(
            "LORNE (Wire) - ",
            "\u202e",
            "According to ",
            "U.S.",
            " 4.1 percent",
            " told reporters ",
            " which ",
            "(",
            ")",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@example("AAA(A0)-  0 0 0 .")
@given(TEXTS)
def test_offsets_order_and_repetition(text: str) -> None:
    report = Report("r", "t", text)
    claims = extract_claims(report, min_worthiness=0.0)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.sentence
        assert claim.sentence == claim.sentence.strip()
        assert 0.0 <= claim.worthiness <= 1.0
        assert claim.claim.text.strip()
        assert claim.claim.speaker is None or claim.claim.speaker.strip()
    assert [c.start for c in claims] == sorted(c.start for c in claims)
    assert len({c.claim.id for c in claims}) == len(claims)
    assert extract_claims(report, min_worthiness=0.0) == claims


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 5), st.floats(0, 1))
def test_limit_and_threshold_only_ever_leave_out(text: str, limit: int, least: float) -> None:
    report = Report("r", "t", text)
    everything = extract_claims(report, min_worthiness=0.0)
    some = extract_claims(report, limit=limit, min_worthiness=least)
    assert len(some) <= limit
    assert all(claim in everything and claim.worthiness >= least for claim in some)


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "a",
        "1",
        '"',
        ", ",
        "\n",
        "said that ",
        "Ana Ruiz, the mayor, said ",
        "a b c d; ",
        "“We said that, ",
        "the a ",
    ],
    ids=repr,
)
def test_a_million_hostile_characters_take_seconds_at_most(unit: str) -> None:
    text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    before = time.process_time()
    extract_claims(Report("r", "t", text))
    assert time.process_time() - before < 20  # measured: 0.1 to 3 s; a catastrophic pattern takes minutes
