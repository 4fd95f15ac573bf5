"""``factcheck train`` and ``factcheck evaluate stance`` at the command line, with a stub for the model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from factcheck.cli.main import main
from factcheck.types import StanceScores

if TYPE_CHECKING:
    from factcheck.types import FloatArray


class Yes:
    """Says that everything is supported."""

    name = "yes"
    sha256 = "1" * 64

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        raise NotImplementedError

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        return np.array([[0.9, 0.06, 0.04]] * len(pairs), np.float32)


@pytest.fixture(autouse=True)
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.models.load_stance", lambda name=None: Yes())


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    rows = [("one", "supports"), ("two", "refutes"), ("three \x1b[31mred", "neutral")]
    path = tmp_path / "ours.jsonl"
    path.write_text("".join(json.dumps({"claim": c, "evidence": "e", "label": label}) + "\n" for c, label in rows))
    return path


def run(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.setattr("sys.argv", ["factcheck", *args])
    with pytest.raises(SystemExit) as left:
        main()
    code = left.value.code
    return code if isinstance(code, int) else int(code is not None)


def test_json_is_all_of_stdout(pairs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "evaluate", "stance", str(pairs), "--json") == 0
    report = json.loads(capfd.readouterr().out)
    assert report["model"]["name"] == "yes"
    assert report["sets"][0]["name"] == "ours"
    assert report["sets"][0]["conflict_recall"] == 0
    assert report["sets"][0]["accuracy"] == pytest.approx(1 / 3, abs=1e-3)


def test_mistakes_are_shown_without_their_control_characters(
    pairs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "evaluate", "stance", str(pairs), "--errors", "5") == 0
    shown = capfd.readouterr().out
    assert "conflicts, read as supports" in shown
    assert "red" in shown
    assert "\x1b" not in shown


def test_two_models_side_by_side(
    pairs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    args = ["--json", "--stance-model", "shipped", "--stance-model", "other"]
    assert run(monkeypatch, "evaluate", "stance", str(pairs), *args) == 0
    assert len(json.loads(capfd.readouterr().out)["models"]) == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["evaluate", "stance", "none.jsonl"], "none.jsonl"),
        (["train", "--config", "none.toml"], "none.toml"),
        (["train"], "no --config given"),
        (["train", "export", "nowhere", "out"], "nowhere"),
    ],
)
def test_bad_input_is_named_and_exits_with_2(
    args: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, *args) == 2
    captured = capfd.readouterr()
    assert words in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err
