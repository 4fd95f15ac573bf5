"""Metrics against figures worked out by hand."""

from __future__ import annotations

import pytest

from factcheck.evaluate.metrics import accuracy, calibration_error, class_score, macro_f1

TRUE = [0, 0, 0, 1, 1, 2]
FOUND = [0, 0, 1, 1, 2, 2]


def test_precision_recall_f1_by_hand() -> None:
    # class 1: called twice, once rightly; there twice, found once
    score = class_score(TRUE, FOUND, 1)
    assert (score.precision, score.recall, score.f1, score.support) == (0.5, 0.5, 0.5, 2)
    # class 0: called twice, both right; there three times
    assert class_score(TRUE, FOUND, 0).f1 == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))


def test_a_class_never_called_scores_nought_not_an_error() -> None:
    score = class_score([1, 1], [0, 0], 1)
    assert (score.precision, score.recall, score.f1, score.support) == (0, 0, 0, 2)


def test_accuracy_and_macro_f1_by_hand() -> None:
    assert accuracy(TRUE, FOUND) == pytest.approx(4 / 6)
    assert macro_f1(TRUE, FOUND) == pytest.approx((0.8 + 0.5 + 2 / 3) / 3)
    assert accuracy([], []) == macro_f1([], []) == 0


def test_always_saying_the_commonest_is_good_accuracy_and_bad_macro_f1() -> None:
    true = [2] * 9 + [1]
    assert accuracy(true, [2] * 10) == 0.9
    assert macro_f1(true, [2] * 10) == pytest.approx((18 / 19) / 2)


def test_calibration_error_by_hand() -> None:
    # bin 0.9..1: two rows, sure 0.95, half right → 0.45; bin 0.5..0.6: one row, sure 0.55, right → 0.45
    assert calibration_error([0.95, 0.95, 0.55], [True, False, True]) == pytest.approx(0.45)
    assert calibration_error([1.0, 1.0], [True, True]) == 0
    assert calibration_error([], []) == 0


def test_opposite_errors_in_one_bin_cancel_but_not_across_bins() -> None:
    assert calibration_error([0.5, 0.5], [True, False]) == 0
    assert calibration_error([0.05, 0.95], [True, False]) == pytest.approx(0.95)
