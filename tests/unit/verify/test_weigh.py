"""The model's reading, the checks' corrections, sides and ranks."""

from __future__ import annotations

from datetime import date

import pytest
from builders import RuleStance, report, scores
from hypothesis import given
from hypothesis import strategies as st

from factcheck.types import Check, CheckOutcome, Claim, Origin, Passage, Shelf, Span, Stance, StanceScores
from factcheck.verify.checks import RULES
from factcheck.verify.retrieve import Candidate
from factcheck.verify.weigh import RULE_SHIFTS, Weighing, adjust, relevance_weight, take_side, weigh

TEXT = "Work began in 2021. The bridge opened on 2 May 2024. It cost 61 million crowns."


def candidate(start: int, end: int, relevance: float = 0.8, report_id: str = "r1") -> Candidate:
    source = report(report_id, text=TEXT)
    before = Span(0, 19) if start else None
    passage = Passage(source.id, start, end, before=before, after=None)
    return Candidate(passage, source, Origin(report_id, (report_id,)), TEXT[start:end], 0.5, relevance)


def differs(rule: str) -> Check:
    return Check(rule, CheckOutcome.DIFFERS, "")


def test_the_premise_is_title_date_sentence_before_and_passage() -> None:
    model = RuleStance(lambda claim, premise: scores(Stance.NEUTRAL))
    weigh(Claim("The bridge opened."), [(candidate(20, 52), Shelf.IN_TIME)], model, Weighing())
    assert model.premises == ["Bridge opens. 2 May 2024. Work began in 2021. The bridge opened on 2 May 2024."]


def test_a_number_that_differs_takes_support_away() -> None:
    reading = scores(Stance.SUPPORTS, 0.8)
    adjusted = adjust(reading, [differs("numbers")], Weighing())
    assert adjusted.best is not Stance.SUPPORTS
    assert adjusted.supports < 0.4
    assert adjusted.conflicts > reading.conflicts


def test_checks_that_agree_leave_the_reading_alone() -> None:
    reading = scores(Stance.SUPPORTS, 0.8)
    assert adjust(reading, [Check("numbers", CheckOutcome.AGREES, "")], Weighing()) == reading


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.lists(
        st.sampled_from(["numbers", "dates", "names", "negation", "direction", "quotes", "attribution"]), max_size=4
    ),
)
def test_adjusted_probabilities_sum_to_one_and_support_never_grows(a: float, b: float, rules: list[str]) -> None:
    low, high = sorted((a, b))
    reading = StanceScores(low, high - low, 1 - high)
    adjusted = adjust(reading, [differs(rule) for rule in rules], Weighing())
    assert adjusted.supports + adjusted.conflicts + adjusted.neutral == pytest.approx(1)
    assert adjusted.supports <= reading.supports + 1e-6


def test_every_rule_with_a_shift_exists() -> None:
    assert {rule for rule, _ in RULE_SHIFTS} <= set(RULES)


def test_off_topic_passages_take_no_side() -> None:
    assert take_side(scores(Stance.SUPPORTS, 0.99), Weighing().min_relevance, Weighing()) is Stance.NEUTRAL
    assert take_side(scores(Stance.SUPPORTS, 0.99), 0.6, Weighing()) is Stance.SUPPORTS


def test_a_side_needs_its_threshold() -> None:
    reading = StanceScores(0.3, 0.45, 0.25)
    assert take_side(reading, 0.8, Weighing(conflicts=0.5)) is Stance.NEUTRAL
    assert take_side(reading, 0.8, Weighing(conflicts=0.4)) is Stance.CONFLICTS


def test_relevance_weight_is_bounded_and_rising() -> None:
    values = [relevance_weight(r / 20, Weighing()) for r in range(21)]
    assert values[0] == 0
    assert values[-1] == 1
    assert values == sorted(values)


def test_ranks_count_from_one_within_stance_and_shelf() -> None:
    def rule(claim: str, premise: str) -> StanceScores:
        return scores(Stance.CONFLICTS if "61 million" in premise else Stance.SUPPORTS)

    places = [
        (candidate(20, 52, report_id="a"), Shelf.IN_TIME),
        (candidate(53, 79, report_id="b"), Shelf.IN_TIME),
        (candidate(20, 52, 0.4, report_id="c"), Shelf.IN_TIME),
        (candidate(20, 52, report_id="d"), Shelf.LATER),
    ]
    weighed = weigh(Claim("The bridge opened."), places, RuleStance(rule), Weighing())
    ranked = {(e.report.id, e.stance, e.shelf): e.rank for e in weighed}
    assert ranked == {
        ("a", Stance.SUPPORTS, Shelf.IN_TIME): 1,
        ("b", Stance.CONFLICTS, Shelf.IN_TIME): 1,
        ("c", Stance.SUPPORTS, Shelf.IN_TIME): 2,
        ("d", Stance.SUPPORTS, Shelf.LATER): 1,
    }


def test_quotes_are_the_report_between_the_offsets() -> None:
    model = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS))
    (item,) = weigh(Claim("x y"), [(candidate(20, 52), Shelf.IN_TIME)], model, Weighing())
    assert item.quote == item.report.text[item.start : item.end] == "The bridge opened on 2 May 2024."
    assert item.before == "Work began in 2021."
    assert item.report.date == date(2024, 5, 2)
