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
        ("two and a half percent", 2.5, "share", "percent", "exactly"),
        ("two-and-a-half-year sentence", 30, "measure", "month", "exactly"),
        ("2½ billion euros", 2.5e9, "money", "eur", "exactly"),
        ("a million and a half votes", 1.5e6, "count", "", "exactly"),
        ("more than a quarter of a million people", 250_000, "count", "", "more than"),
        ("half a million people", 500_000, "count", "", "exactly"),
        ("half an hour", 1800, "measure", "s", "exactly"),
        ("half-dozen men", 6, "count", "", "exactly"),
        ("ten thousand five hundred people", 10_500, "count", "", "exactly"),
        ("one million two hundred thousand ships", 1_200_000, "count", "", "exactly"),
        ("a hundred and twenty thousand ships", 120_000, "count", "", "exactly"),
        ("twenty five people", 25, "count", "", "exactly"),
        ("a couple of hundred people", 200, "count", "", "exactly"),
        ("a couple of thousand people", 2000, "count", "", "exactly"),
        ("5m people", 5e6, "count", "", "exactly"),
        ("5m new homes", 5e6, "count", "", "exactly"),
        ("5m euros", 5e6, "money", "eur", "exactly"),
        ("half a per cent", 0.5, "measure", "point", "exactly"),
        ("a 50m-high wall", 50, "measure", "m", "exactly"),
        ("50m long", 50, "measure", "m", "exactly"),
        ("a 100m race", 100, "measure", "m", "exactly"),
        ("10 square kilometres", 1e7, "measure", "m2", "exactly"),
        ("10 km²", 1e7, "measure", "m2", "exactly"),
        ("3 cubic metres", 3000, "measure", "l", "exactly"),
        ("104 degrees Fahrenheit", 40, "measure", "degree", "exactly"),
        ("40°C", 40, "measure", "degree", "exactly"),
        ("-40 degrees", -40, "measure", "degree", "exactly"),
        ("minus 40 degrees", -40, "measure", "degree", "exactly"),
        ("20 degrees below zero", -20, "measure", "degree", "exactly"),
        ("A$1.2bn", 1.2e9, "money", "aud", "exactly"),
        ("5 million New Zealand dollars", 5e6, "money", "nzd", "exactly"),
        ("5 million US dollars", 5e6, "money", "usd", "exactly"),
    ],
)
def test_one_quantity(text: str, value: float, kind: str, unit: str, comparator: str) -> None:
    (quantity,) = find_quantities(text)
    assert math.isclose(quantity.value, value)
    assert (quantity.kind, quantity.unit, quantity.comparator) == (kind, unit, comparator)


def test_ranges_share_their_magnitude() -> None:
    (quantity,) = find_quantities("sales between 15 and 16 billion kroner")
    assert (quantity.low, quantity.high, quantity.comparator) == (15e9, 16e9, Comparator.BETWEEN)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("five or six men", 5, 6, ""),
        ("one or two men", 1, 2, ""),
        ("some 20 or 30 million euros", 20e6, 30e6, "eur"),
        ("12 or 13-year-old boys", 144, 156, "month"),
        ("two to three years", 24, 36, "month"),
        ("2 to 3 km", 2000, 3000, "m"),
        ("-40 to -30 degrees", -40, -30, "degree"),
        ("500,000 to one million men", 500_000, 1_000_000, ""),
        ("$5m to $6m", 5e6, 6e6, "usd"),
    ],
)
def test_ranges(text: str, low: float, high: float, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text", ["It will hand over 19 prisoners.", "a charge over nine shops", "She took over 12 farms."]
)
def test_an_over_that_goes_with_its_verb_is_no_bound(text: str) -> None:
    assert [q.comparator for q in find_quantities(text)] == [Comparator.EXACTLY]


@pytest.mark.parametrize("text", ["8 km or 5 feet", "five or no men", "more than 20 or 30 men"])
def test_an_alternative_is_no_range(text: str) -> None:
    assert all(q.comparator is not Comparator.BETWEEN for q in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("half of the men and a third of the women", [50, 33]),
        ("ten and a quarter of the rest", [10, 25]),
        ("twenty five-year-olds", [20, 60]),
        ("an hour and a half", []),
        ("several dozen people", []),
        ("a few dozen people", []),
        ("the final score", []),
    ],
)
def test_what_belongs_to_one_number(text: str, values: list[int]) -> None:
    assert [round(q.value) for q in find_quantities(text)] == values


def test_metres_or_millions_are_neither_where_no_word_tells() -> None:
    (quantity,) = find_quantities("rose to 5m in May")
    assert quantity.unit not in ("", "m")


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


@pytest.mark.parametrize("text", ["24 - -", "24 -", "- -", "minus", "between 3 and -", "$ -"])
def test_a_sign_without_a_number_behind_it_is_none(text: str) -> None:
    assert len(find_quantities(text)) <= 1
