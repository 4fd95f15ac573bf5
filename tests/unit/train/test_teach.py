"""Soft labels: written for every pair, gone on with after an interruption, and learnt from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tinymodels import tiny

from factcheck.errors import InputError
from factcheck.models.pairs import Pair, read_pairs
from factcheck.train.config import TrainConfig
from factcheck.train.loop import targets, train
from factcheck.train.mixing import bundles
from factcheck.train.teach import teach
from factcheck.types import StanceScores


class Teacher:
    """Says of every pair what it was made with, and counts the pairs."""

    name = "teacher"
    sha256 = ""

    def __init__(self, *row: float) -> None:
        self.row = row
        self.asked = 0

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.asked += len(pairs)
        return np.array([self.row] * len(pairs), np.float32)

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        raise NotImplementedError


def write_pool(path: Path, count: int) -> None:
    rows = ({"claim": f"claim {n}", "evidence": f"passage {n}"} for n in range(count))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_each_pair_gets_the_mean_of_its_teachers(tmp_path: Path) -> None:
    write_pool(tmp_path / "pool.jsonl", 3)
    teachers = [Teacher(0.8, 0.1, 0.1), Teacher(0.2, 0.1, 0.7)]
    assert teach(teachers, tmp_path / "pool.jsonl", tmp_path / "out.jsonl") == 3
    pairs = read_pairs(tmp_path / "out.jsonl")
    assert [(p.premise, p.claim) for p in pairs] == [(f"passage {n}", f"claim {n}") for n in range(3)]
    # geometric: √(0.8·0.2), √(0.1·0.1), √(0.1·0.7), made to sum to one
    assert pairs[0].soft == pytest.approx((0.5192, 0.1298, 0.3434), abs=0.01)
    assert sum(pairs[0].soft or ()) == pytest.approx(1.0)
    assert {p.label for p in pairs} == {0}


def test_a_run_that_broke_off_goes_on(tmp_path: Path) -> None:
    pool, out = tmp_path / "pool.jsonl", tmp_path / "out.jsonl"
    write_pool(pool, 5)
    teach([Teacher(0.1, 0.8, 0.1)], pool, out)
    whole = out.read_text()
    out.write_text(whole[: whole.index("claim 3") + 4])  # in the middle of the fourth line
    teacher = Teacher(0.1, 0.8, 0.1)
    teach([teacher], pool, out)
    assert teacher.asked == 2
    assert out.read_text() == whole


def test_a_file_of_other_pairs_is_left_alone(tmp_path: Path) -> None:
    pool, out = tmp_path / "pool.jsonl", tmp_path / "out.jsonl"
    write_pool(pool, 2)
    out.write_text('{"claim": "another", "evidence": "text", "scores": {}}\n')
    with pytest.raises(InputError, match="something else"):
        teach([Teacher(0.1, 0.8, 0.1)], pool, out)
    assert "another" in out.read_text()


@pytest.mark.parametrize("target", ["nowhere/out.jsonl", "folder", "binary"])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\n")
    write_pool(tmp_path / "pool.jsonl", 1)
    with pytest.raises(InputError, match=target.split("/", 1)[0]):
        teach([Teacher(0.1, 0.8, 0.1)], tmp_path / "pool.jsonl", tmp_path / target)


@pytest.mark.parametrize(
    "scores", [{"supports": 1.0}, {"supports": 0.9, "conflicts": 0.9, "neutral": 0.9}, "x", {"supports": "a"}]
)
def test_scores_that_are_no_probabilities_are_named_by_line(tmp_path: Path, scores: object) -> None:
    path = tmp_path / "taught.jsonl"
    path.write_text(json.dumps({"claim": "a", "evidence": "b", "scores": scores}) + "\n")
    with pytest.raises(InputError, match=r"taught\.jsonl:1"):
        read_pairs(path)


def test_targets_are_the_teachers_word_or_the_label() -> None:
    rows = targets([Pair("p", "c", 1), Pair("p", "c", 0, (0.6, 0.3, 0.1))], smoothing=0.3)
    assert torch.allclose(rows, torch.tensor([[0.1, 0.8, 0.1], [0.6, 0.3, 0.1]]))


def test_taught_pairs_are_not_set_against_each_other() -> None:
    soft = (0.2, 0.3, 0.5)
    pairs = [Pair("p", "a", 2, soft), Pair("p", "b", 2, soft), Pair("p", "c", 0), Pair("p", "d", 1)]
    assert sorted(len(bundle) for bundle in bundles(pairs)) == [1, 1, 2]


def test_a_student_comes_to_say_what_its_teacher_says(tmp_path: Path) -> None:
    model, tokenizer = tiny("bert", tmp_path / "base")
    words = {"claim": "the bridge was shut", "evidence": "the bridge was opened in may"}
    row = {**words, "scores": {"supports": 0.1, "conflicts": 0.6, "neutral": 0.3}}
    (tmp_path / "taught.jsonl").write_text(json.dumps(row) + "\n")
    folder = train(
        TrainConfig(
            base=str(tmp_path / "base"),
            data=str(tmp_path),
            out=str(tmp_path / "out"),
            shares={"taught": 1.0},
            pairs=6000,
            learning_rate=2e-3,
            average_seconds=0.0,
        )
    )
    student = type(model).from_pretrained(folder).eval()
    with torch.inference_mode():
        said = torch.softmax(student(**tokenizer(words["evidence"], words["claim"], return_tensors="pt")).logits, -1)
    assert said[0].tolist() == pytest.approx([0.1, 0.6, 0.3], abs=0.08)  # a hard label would end near 0.97
