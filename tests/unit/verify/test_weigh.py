"""The model's reading, the checks' corrections, sides and ranks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import RuleStance, report, scores
from hypothesis import given
from hypothesis import strategies as st

from factcheck.types import Check, CheckOutcome, Claim, Evidence, Origin, Passage, Shelf, Span, Stance, StanceScores
from factcheck.verify.combine import FEATURES, features
from factcheck.verify.fitted import WEIGHING
from factcheck.verify.retrieve import Candidate
from factcheck.verify.weigh import Weighing, read, relevance_weight, take_side, weigh

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


def test_a_denial_of_the_sentence_before_conflicts_with_a_claim_of_it() -> None:
    text = "The mayor had offered the village money for a hall, she said. Asquill denied it on Tuesday."
    source = report("r1", text=text)
    passage = Passage(source.id, 62, len(text), before=Span(0, 61), after=None)
    denied = Candidate(passage, source, Origin("r1", ("r1",)), text[62:], 0.5, 0.8)
    offered = "Bridge opens. 2 May 2024. The mayor had offered the village money for a hall."
    model = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS if premise == offered else Stance.NEUTRAL, 0.98))
    (found,) = weigh(Claim("The mayor offered money for a hall."), [(denied, Shelf.IN_TIME)], model, WEIGHING)
    assert found.stance is Stance.CONFLICTS
    assert [check.rule for check in found.checks if check.outcome is CheckOutcome.DIFFERS] == ["denial"]
    (found,) = weigh(Claim("Nobody offered money for a hall."), [(denied, Shelf.IN_TIME)], model, WEIGHING)
    assert found.stance is Stance.NEUTRAL


def differs_moves(rule: str) -> StanceScores:
    reading = StanceScores(0.7, 0.15, 0.15)
    values = features(reading, [differs(rule)], "It cost 61 crowns.", "It cost 58 crowns.", "", 0.8)
    assert WEIGHING.combination is not None
    return WEIGHING.combination.combine(values)


@pytest.mark.parametrize("rule", ["numbers", "dates", "negation", "direction", "attribution", "quoted wording"])
def test_a_check_that_differs_takes_support_away_under_the_shipped_weights(rule: str) -> None:
    reading = StanceScores(0.7, 0.15, 0.15)
    values = features(reading, [], "It cost 61 crowns.", "It cost 58 crowns.", "", 0.8)
    assert WEIGHING.combination is not None
    before, after = WEIGHING.combination.combine(values), differs_moves(rule)
    assert after.supports < before.supports
    assert after.conflicts > before.conflicts


def test_the_shipped_weights_follow_the_models_reading() -> None:
    assert WEIGHING.combination is not None

    def combined(stance: Stance) -> StanceScores:
        values = features(scores(stance, 0.95), [], "The bridge opened.", "The bridge opened.", "", 0.8)
        assert WEIGHING.combination is not None
        return WEIGHING.combination.combine(values)

    assert combined(Stance.SUPPORTS).supports > combined(Stance.NEUTRAL).supports
    assert combined(Stance.CONFLICTS).conflicts > combined(Stance.NEUTRAL).conflicts


def test_features_are_what_they_are_called() -> None:
    checks = [differs("numbers"), Check("modality", CheckOutcome.CAUTION, ""), Check("dates", CheckOutcome.AGREES, "")]
    values = dict(
        zip(
            FEATURES,
            features(
                StanceScores(0.5, 0.25, 0.25), checks, "The bridge cost 61 crowns.", "It cost 61.", "A bridge.", 0.7
            ),
            strict=True,
        )
    )
    # a model that reads alone stands for both
    assert values["screen_supports"] == values["judge_supports"] == pytest.approx(0.693, abs=0.001)
    assert values["screen_conflicts"] == values["judge_conflicts"] == pytest.approx(0)
    assert values["judged"] == 1.0
    assert values["shared_words"] == pytest.approx(3 / 4)
    assert values["relevance"] == 0.7
    assert (values["differs"], values["plan_or_hearsay"], values["said_by_somebody"]) == (1.0, 1.0, 0.0)
    # nothing was searched, and no other passage read
    assert (values["search_score"], values["report_supports"], values["report_conflicts"]) == (0.0, -9.0, -9.0)


def test_what_else_a_report_says_is_told_of_each_of_its_passages() -> None:
    text = "The bridge opened in May. It cost 61 crowns. The mayor cut a ribbon."
    source, other = report("r1", text=text), report("r2", text="A hall was built.")
    spans = [(0, 25), (26, 44), (45, 68)]
    found = [
        Candidate(
            Passage("r1", a, b, before=None, after=None), source, Origin("r1", ("r1",)), text[a:b], 0.9 - a / 100, 0.8
        )
        for a, b in spans
    ]
    found.append(
        Candidate(Passage("r2", 0, 17, before=None, after=None), other, Origin("r2", ("r2",)), other.text, 0.1, 0.6)
    )
    model = RuleStance(
        lambda claim, premise: (
            StanceScores(0.8, 0.1, 0.1) if "opened in May" in premise else StanceScores(0.1, 0.2, 0.7)
        )
    )
    readings = read(Claim("The bridge opened."), [(one, Shelf.IN_TIME) for one in found], model)
    told = [dict(zip(FEATURES, reading.values, strict=True)) for reading in readings]
    # the first is told of the others, those of the first; the other report stands alone
    assert [round(one["report_supports"], 2) for one in told] == [-1.95, 2.08, 2.08, -9.0]
    assert [round(one["report_conflicts"], 2) for one in told] == [-1.25, 0.0, 0.0, -9.0]
    assert [one["search_score"] for one in told] == [c.fused for c in found]


def test_screen_and_judge_are_features_of_their_own() -> None:
    screen, judge = StanceScores(0.25, 0.5, 0.25), StanceScores(0.5, 0.25, 0.25)

    def of(*readers: StanceScores) -> dict[str, float]:
        reading = StanceScores(0.3, 0.3, 0.4, readers=readers)
        return dict(zip(FEATURES, features(reading, [], "It opened.", "It shut.", "", 0.7), strict=True))

    both, one = of(screen, judge), of(screen)
    assert both["screen_conflicts"] == both["judge_supports"] == pytest.approx(0.693, abs=0.001)
    assert both["judged"] == 1.0
    assert one["screen_conflicts"] == both["screen_conflicts"]
    # what the judge didn't read has the screen's reading in its place
    assert one["judge_supports"] == one["screen_supports"]
    assert one["judge_conflicts"] == one["screen_conflicts"]
    assert one["judged"] == 0.0


@given(st.lists(st.floats(-9, 9), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_combined_probabilities_sum_to_one(values: list[float]) -> None:
    assert WEIGHING.combination is not None
    got = WEIGHING.combination.combine(values)
    assert got.supports + got.conflicts + got.neutral == pytest.approx(1)


def test_without_a_combination_the_reading_stands() -> None:
    model = RuleStance(lambda claim, premise: StanceScores(0.2, 0.5, 0.3))
    (item,) = weigh(Claim("x y"), [(candidate(20, 52), Shelf.IN_TIME)], model, Weighing())
    assert item.scores == StanceScores(0.2, 0.5, 0.3)


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


def test_every_origin_is_shown_before_one_is_shown_again() -> None:
    """Two papers printed one wire story, and a third has its own: that one mustn't lie behind both."""
    wire, own = Origin("a", ("a", "b")), Origin("c", ("c",))
    places = [(20, 52, 0.9, "a", wire), (53, 79, 0.8, "b", wire), (0, 19, 0.5, "b", wire), (20, 52, 0.45, "c", own)]
    found = [replace(candidate(a, b, relevance, name), origin=origin) for a, b, relevance, name, origin in places]
    for order in (found, found[::-1]):
        weighed = weigh(
            Claim("The bridge opened."),
            [(one, Shelf.IN_TIME) for one in order],
            RuleStance(lambda claim, premise: scores(Stance.SUPPORTS)),
            Weighing(),
        )
        assert [(e.rank, e.report.id, e.start) for e in weighed] == [
            (1, "a", 20),
            (2, "c", 20),
            (3, "b", 53),
            (4, "b", 0),
        ]


def test_quotes_are_the_report_between_the_offsets() -> None:
    model = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS))
    (item,) = weigh(Claim("x y"), [(candidate(20, 52), Shelf.IN_TIME)], model, Weighing())
    assert item.quote == item.report.text[item.start : item.end] == "The bridge opened on 2 May 2024."
    assert item.before == "Work began in 2021."
    assert item.report.date == date(2024, 5, 2)


TOLD = "Officials plan to send a delegation to the capital in May."
NEXT = "The north suffers from food shortages."


def behind(quote: str, least: float = 0.9) -> dict[str, Evidence]:
    """A passage behind one that supports the claim, with a model that lets whatever stands behind it support it too."""

    def reads(claim: str, premise: str) -> StanceScores:
        return scores(Stance.SUPPORTS, least if quote in premise and TOLD not in premise else 0.9)

    source = report("r", text=f"{TOLD} {quote}")
    first = Passage("r", 0, len(TOLD), id=1)
    second = Passage("r", len(TOLD) + 1, len(source.text), before=Span(0, len(TOLD)), id=2)
    pairs = [
        (Candidate(p, source, Origin("r", ("r",)), source.text[p.start : p.end], 0.5, 0.8), Shelf.IN_TIME)
        for p in (first, second)
    ]
    return {item.quote: item for item in weigh(Claim("A delegation is planned."), pairs, RuleStance(reads), Weighing())}


def test_a_side_borrowed_from_the_sentence_before_is_not_shown() -> None:
    found = behind(NEXT, least=0.1)
    assert found[TOLD].stance is Stance.SUPPORTS
    assert found[NEXT].stance is Stance.NEUTRAL
    assert [c.rule for c in found[NEXT].checks] == ["before"]
    assert sum(found[NEXT].scores.of(stance) for stance in Stance) == pytest.approx(1.0)


def test_a_side_of_its_own_is_shown_beside_that_of_the_sentence_before() -> None:
    found = behind("The delegation is to come in May, the ministry wrote.", least=0.6)
    assert {item.stance for item in found.values()} == {Stance.SUPPORTS}


def test_nothing_is_borrowed_from_a_sentence_that_takes_no_side() -> None:
    """It may need that sentence to be understood: "He denied it." """
    source = report("r", text=f"{TOLD} {NEXT}")
    second = Passage("r", len(TOLD) + 1, len(source.text), before=Span(0, len(TOLD)), id=2)
    pair = Candidate(second, source, Origin("r", ("r",)), NEXT, 0.5, 0.8), Shelf.IN_TIME
    model = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS if TOLD in premise else Stance.NEUTRAL))
    assert weigh(Claim("A delegation is planned."), [pair], model, Weighing())[0].stance is Stance.SUPPORTS
