"""The scripts of ``training/``: averaged weights, what is learnt by heart, affairs as an archive."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from factcheck.models.pairs import Pair

SCRIPTS = Path(__file__).parents[3] / "training"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"training_{name}", SCRIPTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def model(folder: Path, weights: list[float], note: str) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(note, "utf-8")
    save_file({"layer": torch.tensor(weights)}, folder / "model.safetensors")
    return folder


def average(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["average.py", *arguments])
    script("average").main()


@pytest.mark.parametrize(("weight", "expected"), [("0.5", [2.0, 4.0]), ("0.25", [1.5, 3.0]), ("0", [1.0, 2.0])])
def test_average(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weight: str, expected: list[float]) -> None:
    one, other = model(tmp_path / "one", [1.0, 2.0], "first"), model(tmp_path / "other", [3.0, 6.0], "second")
    average(monkeypatch, str(one), str(other), str(tmp_path / "out"), "--weight", weight)
    assert load_file(tmp_path / "out" / "model.safetensors")["layer"].tolist() == expected
    assert (tmp_path / "out" / "config.json").read_text("utf-8") == "first"


def test_models_of_two_shapes_are_not_averaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = model(tmp_path / "one", [1.0, 2.0], ""), model(tmp_path / "other", [3.0], "")
    with pytest.raises(SystemExit, match="aren't of one shape"):
        average(monkeypatch, str(one), str(other), str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


class Sure:
    """Gives each premise the row that it names."""

    def score_pairs(self, pairs: list[tuple[str, str]]) -> np.ndarray:
        return np.asarray([json.loads(premise) for premise, _ in pairs], dtype=np.float32)


def test_accuracy_and_log_loss() -> None:
    pairs = [Pair(json.dumps(row), "claim", label) for row, label in (([0.5, 0.25, 0.25], 0), ([0.5, 0.25, 0.25], 1))]
    accuracy, loss = script("by_heart").scored(Sure(), pairs)
    assert accuracy == 0.5
    assert loss == pytest.approx(-(np.log(0.5) + np.log(0.25)) / 2, abs=1e-5)


def test_affairs_as_an_archive(tmp_path: Path) -> None:
    """Every gold quote stands in its report, and mixed findings are there."""
    reports_file, claims_file = script("threads").write_archive(tmp_path, "casebook")
    reports = {row["id"]: row for row in map(json.loads, reports_file.read_text("utf-8").splitlines())}
    claims = [json.loads(line) for line in claims_file.read_text("utf-8").splitlines()]
    assert len(reports) > 100
    assert {claim["label"] for claim in claims} == {"supported", "conflicting", "mixed", "not_enough"}
    for claim in claims:
        for gold in claim["gold"]:
            assert gold["quote"] in reports[gold["report_id"]]["text"]
