"""A passage of two parties' words is two, and nothing else is."""

from __future__ import annotations

import pytest

from factcheck.verify.sides import both_sides


@pytest.mark.parametrize(
    ("first", "between", "second"),
    [
        ("The union said that no alarm rang", "; ", "the mill said that it did."),
        ("The union says that 14,200 people wait", ", while ", "the trust puts it lower, Ada Holm said."),
        ("Karsk said that the bridge had been shelled", ", but ", "Belmara's army said that it had not fired."),
        ("Residents said that waste had got into the water", "; ", "the firm denied it."),
        ("The builder said that the county had been warned.", " ", "Ms Dell denied that."),
        ("It had rained. The union said that no alarm rang", "; ", "the mill said that it did. It was Monday."),
    ],
)
def test_two_parties(first: str, between: str, second: str) -> None:
    passage = first + between + second
    found = both_sides(passage)
    assert found is not None
    assert [passage[half.start : half.end] for half in found] == [first + between[0].strip(), second]


@pytest.mark.parametrize(
    "passage",
    [
        "The union said that no alarm rang.",
        "The union said that no alarm rang; the mill burnt down.",
        "The mayor said that it was over; she said that she would go.",
        "Ada Holm said that no alarm rang, and Holm said that nobody came.",
        "Ms Dell denied that.",
        "It rained; it snowed.",
        "",
    ],
)
def test_one_or_none(passage: str) -> None:
    assert both_sides(passage) is None
