"""Findings on claims of several statements."""

from __future__ import annotations

import pytest
from builders import evidence

from factcheck.types import CheckOutcome, Conclusion, Reason, ReasonCode, Stance
from factcheck.verify.conclude import Verdict
from factcheck.verify.parts import conclude_parts, with_parts

S, C, M, N = Conclusion.SUPPORTED, Conclusion.CONFLICTING, Conclusion.MIXED, Conclusion.NOT_ENOUGH


def verdict(conclusion: Conclusion, confidence: float = 0.8) -> Verdict:
    return Verdict(conclusion, confidence, Reason(ReasonCode.NOTHING_FOUND, "As it is."))


@pytest.mark.parametrize(
    ("whole", "parts", "conclusion", "code"),
    [
        (N, (S, S), S, ReasonCode.PARTS_SUPPORTED),
        (N, (S, C), C, ReasonCode.PART_CONFLICTS),
        (S, (S, C), C, ReasonCode.PART_CONFLICTS),
        (N, (S, N), N, ReasonCode.SUPPORTED_IN_PART),
        (N, (N, N), N, ReasonCode.NOTHING_FOUND),
        (N, (S, M), M, ReasonCode.BOTH_SIDES),
        (S, (S, N), S, ReasonCode.NOTHING_FOUND),
        (C, (S, S), C, ReasonCode.NOTHING_FOUND),
    ],
)
def test_the_whole_follows_from_the_parts(
    whole: Conclusion, parts: tuple[Conclusion, ...], conclusion: Conclusion, code: ReasonCode
) -> None:
    found = conclude_parts(verdict(whole), [(f"Part {i}.", verdict(part)) for i, part in enumerate(parts)])
    assert found.conclusion is conclusion
    assert found.reason.code is code


def test_what_is_supported_and_what_is_open_is_said() -> None:
    found = conclude_parts(verdict(N), [("It closed.", verdict(S)), ("It burned.", verdict(N))])
    assert found.reason.text == "Supported in part: “It closed”. Nothing decides “It burned”."


def test_a_passage_on_a_part_says_on_which() -> None:
    whole = [evidence(Stance.NEUTRAL, origin="a"), evidence(Stance.SUPPORTS, origin="b")]
    part = [evidence(Stance.CONFLICTS, origin="a"), evidence(Stance.CONFLICTS, origin="b"), evidence(origin="c")]
    merged = {e.origin.id: e for e in with_parts(whole, [("It closed.", part)])}
    assert merged["a"].stance is Stance.CONFLICTS
    assert merged["b"].stance is Stance.SUPPORTS, "what the whole was read to say stands"
    assert merged["c"].checks[0].detail == "supports this part: “It closed.”"
    assert merged["a"].checks[0].outcome is CheckOutcome.CAUTION
    assert sorted(e.rank for e in merged.values()) == [1, 1, 2]
