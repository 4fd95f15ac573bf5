"""Workers that train one model meet and average by what each has seen."""

from __future__ import annotations

import pytest
from crews import average_once

from factcheck.train.crew import with_crew


def test_weights_are_averaged_by_pairs_seen_and_one_end_ends_all() -> None:
    told: list[str] = []
    weights, total, ended = with_crew(2, 0.0, average_once, (30, 10), lead=told.append)
    assert weights == pytest.approx([0.25] * 3)  # 0 for thirty pairs, 1 for ten
    assert total == 40
    assert ended
    assert told == ["40 pairs"]


def test_one_worker_needs_no_other() -> None:
    weights, total, ended = with_crew(1, 0.0, average_once, (30,), lead=lambda line: None)
    assert weights == [0.0] * 3
    assert (total, ended) == (30, False)
