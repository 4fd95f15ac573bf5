"""Quantities: value, unit, comparator, thing counted; and numbers that are no quantities."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.quantities import Comparator, QuantityKind, find_quantities


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit", "comparator"),
    [
        ("412 million kroner", 412e6, "money", "kr", "exactly"),
        ("US$5m", 5e6, "money", "usd", "exactly"),
        ("£1.2bn", 1.2e9, "money", "gbp", "exactly"),
        ("about 4,100 people", 4100, "count", "", "about"),
        ("more than two dozen kinds", 24, "count", "", "more than"),
        ("at least twenty-four ships", 24, "count", "", "at least"),
        ("fewer than 60 men", 60, "count", "", "fewer than"),
        ("no more than 300 men", 300, "count", "", "at most"),
        ("up to 40 lorries", 40, "count", "", "at most"),
        ("two hundred and six ships", 206, "count", "", "exactly"),
        ("a couple of dogs", 2, "count", "", "exactly"),
        ("6 percent", 6, "share", "percent", "exactly"),
        ("6 per cent of them", 6, "share", "percent", "exactly"),
        ("a third of them", 100 / 3, "share", "percent", "exactly"),
        ("two-thirds of them", 200 / 3, "share", "percent", "exactly"),
        ("half of them", 50, "share", "percent", "exactly"),
        ("one in fifty drivers", 2, "share", "percent", "exactly"),
        ("fewer than a tenth survive", 10, "share", "percent", "fewer than"),
        ("3 percentage points", 3, "measure", "point", "exactly"),
        ("half a percentage point", 0.5, "measure", "point", "exactly"),
        ("90,000 tonnes of fish", 90e6, "measure", "kg", "exactly"),
        ("1,200 km", 1.2e6, "measure", "m", "exactly"),
        ("12,000 MW", 12e9, "measure", "w", "exactly"),
        ("nearly five hours", 18000, "measure", "s", "about"),
        ("a 26-year-old skier", 312, "age", "month", "exactly"),
        ("the 19th time", 19, "ordinal", "", "exactly"),
        ("a third straight title", 3, "ordinal", "", "exactly"),
        ("three times the limit", 3, "multiple", "", "exactly"),
        ("100 or so guests", 100, "count", "", "about"),
    ],
)
def test_one_quantity(text: str, value: float, kind: str, unit: str, comparator: str) -> None:
    (quantity,) = find_quantities(text)
    assert math.isclose(quantity.value, value)
    assert (quantity.kind, quantity.unit, quantity.comparator) == (kind, unit, comparator)


def test_ranges_share_their_magnitude() -> None:
    (quantity,) = find_quantities("sales between 15 and 16 billion kroner")
    assert (quantity.low, quantity.high, quantity.comparator) == (15e9, 16e9, Comparator.BETWEEN)


def test_a_change_and_its_result_are_no_range() -> None:
    found = find_quantities("profit fell by a third to 318 million euros")
    assert [(round(q.value), q.unit) for q in found] == [(33, "percent"), (318_000_000, "eur")]


def test_what_is_counted() -> None:
    assert "weapon" in find_quantities("24 kinds of weapons")[0].nouns
    assert "driver" in find_quantities("8,200 licensed drivers of lorries")[0].nouns


@pytest.mark.parametrize(
    "text",
    [
        "No. 5 Harbour "
        "St.", "under Article 5", "an F-16", "at the Vornholm 2 reactor", "at 13:45", "at 5.20 am", "in 2014",
        "on 31 March 2023", "COVID-19 cases", "the 1980s", "flight 370", "no one came", "one of them", "this one",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing(text: str) -> None:
    assert [q for q in find_quantities(text) if q.kind is not QuantityKind.ORDINAL] == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789.,- $£%²٣abtwo dozen million half "), max_size=60))
def test_spans_and_bounds_are_sound(text: str) -> None:
    at = 0
    for quantity in find_quantities(text):
        assert at <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high
        assert not math.isnan(quantity.value)
        at = quantity.end


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=2, max_value=10**12))
def test_grouped_digits_are_read(number: int) -> None:
    assert find_quantities(f"They counted {number:,} birds.")[0].value == number
