"""Rewording keeps what a sentence says, and a change to it doesn't."""

from __future__ import annotations

import random
from datetime import date

import pytest

from factcheck.models.pairs import LABEL_IDS
from factcheck.train.made import made_pairs
from factcheck.train.reword import reworded

DAY = date(2024, 3, 14)  # a Thursday


def every(sentence: str, day: date | None = DAY, draws: int = 200) -> set[str]:
    rng = random.Random(1)
    return {text for _ in range(draws) if (text := reworded(sentence, day, rng))}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bridge was shut on Tuesday, the mayor said.", "The mayor said that the bridge was shut on Tuesday."),
        ("The bridge was shut on Tuesday, the mayor said.", "The bridge was shut on Tuesday."),
        ("Mayor Ann Holt said that the bridge was unsafe.", "The bridge was unsafe, Mayor Ann Holt said."),
        ("The council shut the old bridge on Tuesday.", "The council shut the old bridge on 12 March."),
        ("On Monday, the council approved the new budget.", "The council approved the new budget."),
        ("The fire destroyed 1,243 homes in the hills.", "The fire destroyed more than 1,200 homes in the hills."),
        ("The company began work on twelve new ships.", "The company began work on 12 new ships."),
        ("The report, which ran to 90 pages, blamed the rope.", "The report blamed the rope."),
        ("The ship sank in the bay, although the sea was calm.", "The ship sank in the bay."),
        ("The plan has been approved by the whole council.", "The plan was approved by the whole council."),
    ],
)
def test_each_rule(sentence: str, expected: str) -> None:
    assert expected in every(sentence)


def test_a_weekday_ahead_has_no_date() -> None:
    assert not any("March" in text for text in every("The court will hear the appeal on Friday in Harrowmere."))


def test_without_the_reports_date_weekdays_stay() -> None:
    assert not any("March" in text for text in every("The council shut the old bridge on Tuesday.", None))


def test_quoted_words_stay_as_they_are() -> None:
    made = every('The firm said "we began with twelve lorries and 1,243 workers", although roads were bad.')
    assert made
    assert all('"we began with twelve lorries and 1,243 workers"' in text for text in made)


def test_a_bound_is_never_loosened() -> None:
    made = every("The fire destroyed at least 1,243 homes in the hills on Monday.")
    assert all("1,243" in text for text in made)


def test_changed_rewordings_conflict() -> None:
    story = {
        "id": "s", "title": "Bridge shut", "date": "2024-03-14", "claims": [],
        "sentences": ["The council shut the old bridge on Tuesday, the mayor said.", "It carried 1,243 cars a day."],
    }  # fmt: skip
    pairs = made_pairs([story] * 20, random.Random(2))
    assert {p.label for p in pairs["made_reworded"]} == {LABEL_IDS["supports"]}
    assert {p.label for p in pairs["made_reworded_changed"]} == {LABEL_IDS["conflicts"]}
    kept = {p.claim for p in pairs["made_reworded"]}
    assert kept.isdisjoint(p.claim for p in pairs["made_reworded_changed"])
