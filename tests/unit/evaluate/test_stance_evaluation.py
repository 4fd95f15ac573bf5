"""Which answers a set allows, what is reported, what a file may hold."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from factcheck.errors import InputError
from factcheck.evaluate import evaluate_stance, evaluation_to_dict, read_stance_set, read_story_set
from factcheck.evaluate.datasets import Scheme
from factcheck.evaluate.stance import threshold_at
from factcheck.models.pairs import is_dev_story
from factcheck.types import StanceScores

if TYPE_CHECKING:
    from factcheck.types import FloatArray


class Fixed:
    """Says for each premise what the premise says: three numbers."""

    name = "fixed"
    sha256 = "f" * 64

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        raise NotImplementedError

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        return np.array([[float(v) for v in premise.split()] or [0, 0, 1] for premise, _ in pairs], np.float32)


def write(path: Path, rows: list[tuple[str, str]]) -> Path:
    lines = [json.dumps({"claim": f"claim {i}", "evidence": e, "label": label}) for i, (e, label) in enumerate(rows)]
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_three_way(tmp_path: Path) -> None:
    path = write(
        tmp_path / "ours.jsonl.gz",
        [("0.8 0.1 0.1", "supports"), ("0.1 0.8 0.1", "refutes"), ("0.7 0.2 0.1", "conflicts"), ("0 0 1", "neutral")],
    )
    (result,) = evaluate_stance(Fixed(), [read_stance_set(path)], errors=5)
    assert (result.name, result.n, result.scheme) == ("ours", 4, Scheme.THREE_WAY)
    assert result.accuracy == 0.75
    assert (result.conflict_recall, result.conflict_precision) == (0.5, 1.0)
    (mistake,) = result.mistakes
    assert (mistake.claim, mistake.label, mistake.answer) == ("claim 2", "conflicts", "supports")


def test_without_neutral_rows_the_likelier_side_is_the_answer(tmp_path: Path) -> None:
    path = write(tmp_path / "two.jsonl", [("0.2 0.1 0.7", "supports"), ("0.1 0.2 0.7", "refutes")])
    (result,) = evaluate_stance(Fixed(), [read_stance_set(path)])
    assert result.scheme is Scheme.SUPPORTS_OR_CONFLICTS
    assert result.accuracy == 1.0
    assert set(result.per_class) == {"supports", "conflicts"}


def test_not_supports_joins_conflicts_and_neutral(tmp_path: Path) -> None:
    path = write(tmp_path / "rte.jsonl", [("0.4 0.35 0.25", "not_supports"), ("0.6 0.2 0.2", "supports")])
    (result,) = evaluate_stance(Fixed(), [read_stance_set(path)])
    assert result.scheme is Scheme.SUPPORTS_OR_NOT
    assert result.accuracy == 1.0
    assert result.conflict_recall is None
    assert set(result.per_class) == {"supports", "not_supports"}


def test_the_json_has_the_promised_fields(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [("0.8 0.1 0.1", "supports"), ("0 0 1", "neutral")])
    report = json.loads(json.dumps(evaluation_to_dict(Fixed(), evaluate_stance(Fixed(), [read_stance_set(path)]))))
    assert set(report) == {"sets", "mean_macro_f1", "model"}
    assert {"name", "n", "accuracy", "macro_f1", "per_class", "conflict_recall", "conflict_precision", "ece"} <= set(
        report["sets"][0]
    )
    assert report["mean_macro_f1"] == 1.0
    assert "mistakes" not in report["sets"][0]


def test_a_limit_draws_the_same_rows_each_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [("0 0 1", "neutral")] * 50)
    first = [pair.claim for pair in read_stance_set(path, 10).pairs]
    assert len(first) == 10
    assert first == [pair.claim for pair in read_stance_set(path, 10).pairs]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "no labelled pairs"),
        ('{"claim": "a", "evidence": "b"}\n', ":1: no field 'label'"),
        ('{"claim": "a", "evidence": "b", "label": "supports"}\n{"claim"\n', ":2:"),
        ('{"claim": "a", "evidence": "b", "label": "maybe"}\n', "'maybe' is none of"),
        ('{"claim": "a", "evidence": 3, "label": "supports"}\n', ":1:"),
        ("[1]\n", ":1:"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "bad.jsonl").write_text(text)
    with pytest.raises(InputError, match=where):
        read_stance_set(tmp_path / "bad.jsonl")


def test_a_missing_or_broken_archive_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't read"):
        read_stance_set(tmp_path / "none.jsonl")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"x" * 1000)[:30])
    with pytest.raises(InputError):
        read_stance_set(tmp_path / "cut.jsonl.gz")


def story(name: str) -> dict[str, object]:
    return {
        "id": name,
        "title": "Bridge shut",
        "date": "2021-05-03",
        "outlet": "Gazette",
        "sentences": ["The bridge was shut on Monday.", "It will open in June.", "Rain fell."],
        "claims": [
            {"claim": "The bridge opens in June.", "label": "supports", "evidence": [1], "also_neutral": [2, 9]},
        ],
    }


def test_stories_become_pairs_with_title_date_and_the_sentence_before(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text(json.dumps(story("one")) + "\n")
    pairs = read_story_set(tmp_path, part=None).pairs
    assert [pair.premise for pair in pairs] == [
        "Bridge shut. 3 May 2021. The bridge was shut on Monday. It will open in June.",
        "Bridge shut. 3 May 2021. It will open in June. Rain fell.",
    ]
    assert [pair.label for pair in pairs] == [0, 2]


def test_only_stories_kept_out_of_training_are_scored(tmp_path: Path) -> None:
    names = [f"story-{n}" for n in range(60)]
    (tmp_path / "s.jsonl").write_text("\n".join(json.dumps(story(name)) for name in names))
    kept = sum(is_dev_story(name, 0.1) for name in names)
    assert 0 < kept < 30
    assert len(read_story_set(tmp_path / "s.jsonl").pairs) == 2 * kept


def test_a_threshold_keeps_the_precision_asked_for() -> None:
    probabilities = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5]
    right = [True, True, False, True, True, False]
    found = threshold_at(probabilities, right, 0.8)
    assert found is not None
    assert (found.probability, found.precision, found.recall) == (0.6, 0.8, 1.0)
    assert threshold_at([0.9, 0.8], [False, True], 0.85) is None


def test_what_the_claims_alone_give_away_is_measured(tmp_path: Path) -> None:
    class Blind(Fixed):
        def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
            return np.array([[1, 0, 0] if premise else [0, 1, 0] for premise, _ in pairs], np.float32)

    rows = [("a", "supports"), ("b", "supports"), ("c", "refutes")]
    data = read_stance_set(write(tmp_path / "s.jsonl", rows))
    (result,) = evaluate_stance(Blind(), [data])
    assert result.accuracy == pytest.approx(2 / 3)
    assert result.claim_only == pytest.approx((0 + 0.5) / 2)
