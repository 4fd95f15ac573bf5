"""The whole loop on a tiny model: it ends, is resumed from its checkpoint, and saves float32."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import torch
import transformers
from tinymodels import tiny

from factcheck.train.config import TrainConfig
from factcheck.train.loop import train
from factcheck.train.masters import Masters

ROWS = [
    {"claim": "the bridge was shut", "evidence": "the bridge was opened in may", "label": "refutes"},
    {"claim": "the bridge opened", "evidence": "the mayor opened the bridge", "label": "supports"},
    {"claim": "two bridges", "evidence": "in june the mayor was not in", "label": "neutral"},
]


def test_a_run_is_resumed_where_it_was(tmp_path: Path) -> None:
    tiny("bert", tmp_path / "base")
    (tmp_path / "ours.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    config = TrainConfig(
        base=str(tmp_path / "base"),
        data=str(tmp_path),
        out=str(tmp_path / "out"),
        shares={"ours": 1.0},
        pairs=600,
        batch_tokens=60,
        average_seconds=0.0,
        checkpoint_minutes=0.0,
        dropout=0.1,
        contrast=0.5,
    )
    said: list[str] = []
    train(config, said.append)
    folder = train(replace(config, pairs=1200), said.append)
    resumed = next(line for line in said if line.startswith("resuming at"))
    assert 500 < int(resumed.split()[2]) <= 620
    assert said[-1].startswith("done: 12")
    model = transformers.AutoModelForSequenceClassification.from_pretrained(folder)
    assert {p.dtype for p in model.parameters()} == {torch.float32}


def test_saved_weights_are_read_again_unrounded(tmp_path: Path) -> None:
    model, _ = tiny("mpnet", tmp_path / "base")
    before = {name: value.clone() for name, value in model.state_dict().items()}
    Masters(model, half=True).save(tmp_path / "saved")
    again = transformers.AutoModelForSequenceClassification.from_pretrained(tmp_path / "saved").state_dict()
    assert again.keys() == before.keys()
    assert all(torch.equal(again[name], value) for name, value in before.items())
