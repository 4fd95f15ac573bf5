"""Every output format of a known finding, to the letter; ``make golden`` after a deliberate change."""

from __future__ import annotations

import pytest
from golden import GOLDEN, outputs


@pytest.mark.parametrize(
    "name", ["claim_pipe_100.txt", "claim_terminal_80.txt", "claim_terminal_120.txt", "rows.jsonl", "rows.csv"]
)
def test_output_is_as_agreed(name: str) -> None:
    assert outputs()[name] == (GOLDEN / name).read_text("utf-8")


def test_nothing_golden_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {"finding.json", *outputs()}
