"""Days in fields and dates in running text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.dates import DateKind, find_dates, parse_day

FRIDAY = date(2023, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2023-03-31",
        "2023-03-31T10:00:00Z",
        "2023-03-31 23:59:59+02:00",
        "2023/3/31",
        "20230331",
        "31-MAR-2023 15:01:01",
        "31-MAR-2023 15:01:01.79",
        "Fri, 31 Mar 2023 10:00:00 GMT",
        "Friday, 31 Mar 2023",
        "March 31, 2023",
        "Friday March 31, 2023",
        "Mar 31 2023 4:05pm",
        "31st of March 2023",
        "31/03/2023",
        "03/31/2023",
        "31.03.2023",
        "Fri Mar 31 10:00:00 UTC 2023",
        "31 mars 2023",
        "  31   March\n2023 ",
    ],
)
def test_forms_of_one_day(text: str) -> None:
    assert parse_day(text) == FRIDAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "May",
        "hello",
        "30 February 2023",
        "2023-02-30",
        "03/04/2023",
        "yesterday",
        "13",
        "31/31/2023",
        "Thursday",
        "March 2023",
        "x" * 10_000,
        "9" * 10_000,
        "no date is here in 2023, it seems to me",
    ],
)
def test_no_certain_day(text: str) -> None:
    assert parse_day(text) is None


def test_relative_days_need_a_base() -> None:
    assert parse_day("yesterday", base=FRIDAY) == date(2023, 3, 30)
    assert parse_day("Thursday", base=FRIDAY) == date(2023, 3, 30)


def found(text: str) -> list[tuple[str, date | None, date | None]]:
    return [(text[d.start : d.end], d.first, d.last) for d in find_dates(text, FRIDAY)]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("He spoke on Thursday.", "Thursday", date(2023, 3, 30), date(2023, 3, 30)),
        ("He spoke on Friday.", "Friday", FRIDAY, FRIDAY),
        ("He spoke on Saturday.", "Saturday", date(2023, 3, 25), date(2023, 3, 25)),
        ("They will meet on Monday.", "Monday", None, None),
        ("It began in September.", "September", date(2022, 9, 1), date(2022, 9, 30)),
        ("It began in February last year.", "February last year", date(2022, 2, 1), date(2022, 2, 28)),
        ("It began on 14 August.", "14 August", date(2022, 8, 14), date(2022, 8, 14)),
        ("It began on Dec. 5.", "Dec. 5", date(2022, 12, 5), date(2022, 12, 5)),
        ("In November 2022 it began.", "November 2022", date(2022, 11, 1), date(2022, 11, 30)),
        ("It was built in 1911.", "1911", date(1911, 1, 1), date(1911, 12, 31)),
        ("the 2014 deal", "2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("He came yesterday.", "yesterday", date(2023, 3, 30), date(2023, 3, 30)),
        ("It rose last year.", "last year", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_one_mention(text: str, words: str, first: date | None, last: date | None) -> None:
    assert found(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march.",
        "More than 1900 soldiers left.",
        "It cost $2014.",
        "2,014 people",
        "May I come in?",
        "He ran 3 km.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_without_a_base_a_weekday_is_no_day() -> None:
    (mention,) = find_dates("on Thursday")
    assert mention.kind is DateKind.WEEKDAY
    assert mention.first is None


@pytest.mark.parametrize("base", [date.min, date.max])
@pytest.mark.parametrize("words", ["tomorrow", "yesterday", "next week", "last year", "on 3 May", "five years ago"])
def test_a_base_at_the_edge_of_the_calendar(words: str, base: date) -> None:
    assert all(d.first is None or d.last is not None for d in find_dates(f"It came {words}.", base))
    parse_day(words, base=base)


def test_a_day_outside_the_calendar_is_left_unresolved() -> None:
    assert [(d.kind, d.first) for d in find_dates("It comes tomorrow.", date.max)] == [(DateKind.RELATIVE, None)]
    assert find_dates("It comes tomorrow.", date(9999, 12, 30))[0].first == date.max


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_written_days_are_read_back(day: date) -> None:
    for text in (day.isoformat(), f"{day.day} {day:%B} {day:%Y}", f"{day:%B} {day.day}, {day:%Y}", f"{day:%d-%b-%Y}"):
        assert parse_day(text) == day
    mention = find_dates(f"It was on {day.day} {day:%B} {day:%Y}.")[0]
    assert (mention.first, mention.last) == (day, day)
