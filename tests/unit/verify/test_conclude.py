"""Findings follow from evidence by the rules that users are told."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from builders import evidence

from factcheck.types import Check, CheckOutcome, Claim, Conclusion, ReasonCode, Shelf, Span, Stance
from factcheck.verify.conclude import Policy, conclude, origins_of, strength

POLICY = Policy(decide=0.5, related=0.35)
CLAIM = Claim("The bridge opened in May.", as_of=date(2024, 6, 1))
S, C, N = Stance.SUPPORTS, Stance.CONFLICTS, Stance.NEUTRAL


def figures(outcome: CheckOutcome) -> tuple[Check, ...]:
    return (Check("numbers", outcome, "24 in the claim, 30 in the report"),)


def test_one_report_supports() -> None:
    verdict = conclude(CLAIM, [evidence(S)], POLICY)
    assert verdict.conclusion is Conclusion.SUPPORTED
    assert verdict.reason.code is ReasonCode.SINGLE_SUPPORT
    assert "One report supports it (Harrow Post, 2 May 2024), none conflicts." in verdict.reason.text


def test_two_origins_conflict() -> None:
    verdict = conclude(CLAIM, [evidence(C, origin="a"), evidence(C, origin="b")], POLICY)
    assert verdict.conclusion is Conclusion.CONFLICTING
    assert verdict.reason.code is ReasonCode.INDEPENDENT_CONFLICT
    assert "Two independent reports conflict with it" in verdict.reason.text


def test_copies_of_one_text_count_once() -> None:
    ten = [evidence(S, origin="wire", score=0.4) for _ in range(10)]
    assert origins_of(ten) == 1
    assert strength(ten) == pytest.approx(0.4)
    assert conclude(CLAIM, ten, POLICY).conclusion is Conclusion.NOT_ENOUGH


def test_independent_origins_add_up() -> None:
    two = [evidence(S, origin="a", score=0.4), evidence(S, origin="b", score=0.4)]
    assert strength(two) == pytest.approx(0.64)
    assert conclude(CLAIM, two, POLICY).conclusion is Conclusion.SUPPORTED


def test_echo_damps_what_further_origins_add() -> None:
    two = [evidence(S, origin="a", score=0.4), evidence(S, origin="b", score=0.4)]
    assert strength(two, 0.0) == pytest.approx(0.4)
    assert 0.4 < strength(two, 0.5) < 0.64


def test_a_much_stronger_side_decides() -> None:
    denial = (Check("denial", CheckOutcome.DIFFERS, ""),)
    items = [evidence(S, origin="a", score=0.95), evidence(C, origin="b", score=0.55, checks=denial)]
    assert conclude(CLAIM, items, Policy(decide=0.5, margin=0.3)).conclusion is Conclusion.SUPPORTED
    assert conclude(CLAIM, items, Policy(decide=0.5, margin=0.5)).conclusion is Conclusion.MIXED


@pytest.mark.parametrize(("against", "expected"), [(0.75, Conclusion.SUPPORTED), (0.85, Conclusion.MIXED)])
def test_where_nobody_gives_his_word_half_the_margin_decides(against: float, expected: Conclusion) -> None:
    policy = Policy(decide=0.5, margin=0.3)
    statement = (Check("attribution", CheckOutcome.CAUTION, ""),)
    items = [evidence(S, origin="a", score=0.95), evidence(C, origin="b", score=against)]
    assert conclude(CLAIM, items, policy).conclusion is expected
    items[1] = evidence(C, origin="b", score=against, checks=statement)
    assert conclude(CLAIM, items, policy).conclusion is Conclusion.MIXED


def test_both_sides_are_mixed() -> None:
    verdict = conclude(CLAIM, [evidence(S, origin="a"), evidence(C, origin="b")], POLICY)
    assert verdict.conclusion is Conclusion.MIXED
    assert verdict.reason.code is ReasonCode.BOTH_SIDES
    assert "one report supports it, one conflicts" in verdict.reason.text


@pytest.mark.parametrize(("newer", "expected"), [(S, Conclusion.SUPPORTED), (C, Conclusion.CONFLICTING)])
def test_a_later_figure_overtakes_an_earlier_one(newer: Stance, expected: Conclusion) -> None:
    older = C if newer is S else S
    agree, differ = figures(CheckOutcome.AGREES), figures(CheckOutcome.DIFFERS)
    items = [
        evidence(newer, origin="new", day=date(2024, 5, 20), checks=agree if newer is S else differ),
        evidence(older, origin="old", day=date(2024, 5, 10), checks=differ if newer is S else agree),
    ]
    verdict = conclude(CLAIM, items, POLICY)
    assert verdict.conclusion is expected
    assert verdict.reason.code is ReasonCode.LATER_REPORT_DECIDES


def test_the_votes_of_a_ballot_dont_move() -> None:
    agree, differ = figures(CheckOutcome.AGREES), figures(CheckOutcome.DIFFERS)
    items = [
        evidence(S, origin="old", day=date(2024, 5, 10), checks=agree),
        evidence(C, origin="new", day=date(2024, 5, 20), checks=differ),
    ]
    vote = Claim("The council approved the charge by 19 votes to 14.")
    assert conclude(vote, items, POLICY).conclusion is Conclusion.MIXED
    assert conclude(CLAIM, items, POLICY).conclusion is Conclusion.CONFLICTING


def test_a_later_denial_settles_nothing() -> None:
    items = [evidence(S, origin="a", day=date(2024, 5, 1)), evidence(C, origin="b", day=date(2024, 5, 9))]
    assert conclude(CLAIM, items, POLICY).conclusion is Conclusion.MIXED


def test_the_newest_report_says_how_things_stand_but_not_what_happened() -> None:
    now = Claim("The intake is closed because of the spill.", as_of=date(2024, 6, 1))
    happened = Claim("The intake closed because of the spill.", as_of=date(2024, 6, 1))
    items = [
        evidence(S, origin="a", day=date(2024, 5, 1), score=0.9),
        evidence(C, origin="b", day=date(2024, 5, 20), score=0.4),
    ]
    verdict = conclude(now, items, POLICY)
    assert verdict.conclusion is Conclusion.CONFLICTING
    assert verdict.reason.code is ReasonCode.LATER_REPORT_DECIDES
    assert conclude(happened, items, POLICY).conclusion is Conclusion.SUPPORTED
    # neither a weak passage nor somebody's word ends it, nor one of the same day or an earlier one
    word = (Check("attribution", CheckOutcome.CAUTION, ""),)
    for other in (
        evidence(C, origin="b", day=date(2024, 5, 20), score=0.3),
        evidence(C, origin="b", day=date(2024, 5, 20), score=0.4, checks=word),
        evidence(C, origin="b", day=date(2024, 5, 20), score=0.4, quote="It never was, the firm's spokesman said."),
        evidence(C, origin="b", day=date(2024, 5, 1), score=0.4),
        evidence(C, origin="b", day=date(2024, 4, 1), score=0.4),
        evidence(C, origin="b", day=date(2024, 7, 1), score=0.9, shelf=Shelf.LATER),
    ):
        assert conclude(now, [items[0], other], POLICY).conclusion is Conclusion.SUPPORTED


def test_a_correction_settles() -> None:
    items = [
        evidence(S, origin="a", day=date(2024, 5, 1)),
        evidence(C, origin="b", day=date(2024, 5, 3), title="Correction: bridge opening"),
    ]
    assert conclude(CLAIM, items, POLICY).conclusion is Conclusion.CONFLICTING


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([], ReasonCode.NOTHING_FOUND),
        ([evidence(N, relevance=0.1)], ReasonCode.NOTHING_FOUND),
        ([evidence(N, relevance=0.6)], ReasonCode.RELATED_BUT_SILENT),
        ([evidence(S, shelf=Shelf.LATER)], ReasonCode.ONLY_LATER),
        ([evidence(C, shelf=Shelf.UNDATED)], ReasonCode.ONLY_UNDATED),
        ([evidence(S, score=0.3)], ReasonCode.BELOW_THRESHOLD),
    ],
)
def test_not_enough_says_which_kind(items: list, code: ReasonCode) -> None:
    verdict = conclude(CLAIM, items, POLICY)
    assert verdict.conclusion is Conclusion.NOT_ENOUGH
    assert verdict.reason.code is code


def test_later_and_undated_reports_never_change_a_finding() -> None:
    apart = [
        evidence(C, origin="x", shelf=Shelf.LATER, day=date(2025, 1, 1)),
        evidence(C, origin="y", shelf=Shelf.UNDATED, day=None),
    ]
    alone = conclude(CLAIM, [evidence(S)], POLICY)
    beside = conclude(CLAIM, [evidence(S), *apart], POLICY)
    assert (beside.conclusion, beside.confidence, beside.reason.code) == (
        alone.conclusion, alone.confidence, alone.reason.code,
    )  # fmt: skip
    assert beside.reason.text.startswith(alone.reason.text)


def test_confidence_falls_with_the_other_side() -> None:
    alone = conclude(CLAIM, [evidence(S)], POLICY).confidence
    disputed = conclude(CLAIM, [evidence(S), evidence(C, origin="b", score=0.4)], POLICY).confidence
    assert 0 < disputed < alone < 1


def test_what_turned_out_later_is_said_and_not_counted() -> None:
    later = evidence(C, origin="b", shelf=Shelf.LATER, day=date(2024, 9, 3))
    verdict = conclude(CLAIM, [evidence(S), later], POLICY)
    assert verdict.conclusion is Conclusion.SUPPORTED
    assert verdict.reason.text.endswith("What was reported later (Harrow Post, 3 Sep 2024) conflicts with it.")
    assert conclude(CLAIM, [evidence(S)], POLICY).confidence == verdict.confidence
    back = conclude(CLAIM, [evidence(C), evidence(S, origin="b", shelf=Shelf.LATER)], POLICY)
    assert back.conclusion is Conclusion.CONFLICTING
    assert "supports it." in back.reason.text


def test_confidence_is_put_on_the_scale_of_being_right() -> None:
    bare = conclude(CLAIM, [evidence(S)], POLICY)
    sure = ((0.5, -0.2), (1.0, 0.0), (1.0, 0.0), (1.0, 0.0))
    fitted = conclude(CLAIM, [evidence(S)], Policy(decide=0.5, related=0.35, sure=sure))
    odds = 0.5 * math.log(bare.confidence / (1 - bare.confidence)) - 0.2
    assert fitted.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.006)
    assert fitted.conclusion is bare.conclusion
    against = conclude(CLAIM, [evidence(C)], Policy(decide=0.5, related=0.35, sure=sure))
    assert against.confidence == conclude(CLAIM, [evidence(C)], POLICY).confidence


@pytest.mark.parametrize(
    ("quote", "least", "expected"),
    [
        ("The union said that no alarm rang.", 0.4, Conclusion.MIXED),
        ("The union said that no alarm rang.", 1.0, Conclusion.SUPPORTED),  # no rule of its own
        ("No alarm rang.", 0.4, Conclusion.SUPPORTED),  # the report's own voice
    ],
)
def test_partys_word_against_partys_word_is_mixed(quote: str, least: float, expected: Conclusion) -> None:
    denial = (Check("denial", CheckOutcome.DIFFERS, ""),)
    items = [
        evidence(S, origin="a", score=0.9, quote=quote),
        evidence(C, origin="b", score=0.45, checks=denial, quote="The mill denied it."),
    ]
    assert conclude(CLAIM, items, Policy(decide=0.5, margin=0.1, quarrel=least)).conclusion is expected


def test_a_claim_of_what_somebody_said_is_no_quarrel_of_parties() -> None:
    claim = Claim("The mayor denied that an alarm rang.")
    items = [
        evidence(C, origin="a", score=0.9, quote="The mayor said that an alarm rang."),
        evidence(S, origin="b", score=0.6, quote="The union denied it."),
    ]
    policy = Policy(decide=0.5, margin=0.1, quarrel=0.4)
    assert conclude(claim, items, policy).conclusion is Conclusion.CONFLICTING
    assert conclude(CLAIM, items, policy).conclusion is Conclusion.MIXED


@pytest.mark.parametrize(("start", "expected"), [(42, Conclusion.MIXED), (400, Conclusion.SUPPORTED)])
def test_both_sides_in_one_sentence_are_a_quarrel(start: int, expected: Conclusion) -> None:
    """Also where another passage leans to a side in the report's own voice."""
    told, other = "The union said that no alarm rang that day", "the mill said that it did."
    items = [
        replace(evidence(S, origin="a", score=0.9, quote=told), start=0, end=40),
        replace(evidence(C, origin="a", score=0.55, quote=other), start=start, end=start + len(other)),
        evidence(C, origin="b", score=0.55, quote="The alarm is tested every week."),
    ]
    items[1] = replace(items[1], report=items[0].report)
    policy = Policy(decide=0.5, margin=0.1, echo=0.25, quarrel=0.5)
    assert conclude(CLAIM, items, policy).conclusion is expected


def test_a_partys_word_far_too_weak_makes_no_quarrel() -> None:
    items = [
        evidence(S, origin="a", score=0.9, quote="The union said that no alarm rang."),
        evidence(C, origin="b", score=0.3, quote="The mill said that the alarm rang."),
    ]
    assert conclude(CLAIM, items, Policy(decide=0.5, quarrel=0.4)).conclusion is Conclusion.SUPPORTED


def statement(quote: str, speaker: str, rule: str = "attribution") -> tuple[Check, ...]:
    start = quote.index(speaker)
    return (Check(rule, CheckOutcome.CAUTION, "", (), (Span(start, start + len(speaker)),)),)


def test_a_finding_on_statements_alone_names_who_makes_them() -> None:
    one = "The bridge opened in May, the White House said."
    two = "The Ferry Company said that its bridge had opened in May."
    sides = [
        evidence(S, origin="a", quote=one, checks=statement(one, "White House")),
        evidence(S, origin="b", quote=two, checks=statement(two, "The Ferry Company", "own_word")),
    ]
    text = conclude(CLAIM, sides, POLICY).reason.text
    assert text.endswith(" It rests on statements alone: the White House; the Ferry Company.")
    assert conclude(CLAIM, sides[:1], POLICY).reason.text.endswith(" It rests on a statement alone: the White House.")
    plain = evidence(S, origin="c", quote="The bridge opened in May.")
    assert "alone" not in conclude(CLAIM, [*sides, plain], POLICY).reason.text


def test_a_pronoun_is_no_name() -> None:
    quote = "It opened in May, he said."
    item = evidence(S, quote=quote, checks=statement(quote, "he"))
    assert conclude(CLAIM, [item], POLICY).reason.text.endswith(" It rests on a statement alone.")


def test_somebodys_word_alone_is_less_sure() -> None:
    quote = "The bridge opened in May, Ada Pryce said."
    policy = Policy(decide=0.5, related=0.35, sure=((1.0, 0.0),) * 4, said=-1.0)
    said = conclude(CLAIM, [evidence(S, quote=quote, checks=statement(quote, "Ada Pryce"))], policy)
    told = conclude(CLAIM, [evidence(S)], policy)
    assert said.conclusion is told.conclusion is Conclusion.SUPPORTED
    assert said.confidence < told.confidence
