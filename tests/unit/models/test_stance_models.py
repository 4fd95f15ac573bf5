"""The cascade's choice, temperature, cards that are refused; no real model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from factcheck.errors import ModelTrouble
from factcheck.models import load_stance
from factcheck.models.calibration import fit_temperature, log_loss
from factcheck.models.stance import CARD, FILES, Cascade, softmax, to_scores
from factcheck.types import Stance, StanceScores

if TYPE_CHECKING:
    from factcheck.types import FloatArray


class Table:
    """A stance model that looks its probabilities up, and notes what it was asked."""

    def __init__(self, name: str, rows: dict[str, tuple[float, float, float]]) -> None:
        self.name = name
        self.sha256 = name * 8
        self.rows = rows
        self.asked: list[str] = []

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        return to_scores(self.score_pairs([(premise, claim) for premise in premises]))

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        self.asked += [premise for premise, _ in pairs]
        return np.array([self.rows[premise] for premise, _ in pairs], np.float32).reshape(-1, 3)


SCREEN = {
    "sure support": (0.9, 0.05, 0.05),
    "sure conflict": (0.05, 0.9, 0.05),
    "perhaps": (0.3, 0.3, 0.4),
    "silent": (0.05, 0.05, 0.9),
}
JUDGE = dict.fromkeys(SCREEN, (0.0, 1.0, 0.0))


def test_the_judge_reads_what_search_and_screen_together_put_first() -> None:
    screen, judge = Table("s", SCREEN), Table("j", JUDGE)
    scores = Cascade(screen, judge, keep=2).score("claim", ["perhaps", "silent", "sure support", "silent"])
    assert sorted(judge.asked) == ["perhaps", "sure support"]
    assert [s.best for s in scores] == [Stance.CONFLICTS, Stance.NEUTRAL, Stance.CONFLICTS, Stance.NEUTRAL]
    assert scores[1].neutral == pytest.approx(0.9)


def test_the_judge_alone_is_heard_unless_the_screen_has_a_part() -> None:
    screen, judge = Table("s", {"p": (0.8, 0.1, 0.1)}), Table("j", {"p": (0.1, 0.8, 0.1)})
    assert Cascade(screen, judge).score("claim", ["p"])[0].conflicts == pytest.approx(0.8)
    both = Cascade(screen, judge, weight=0.5).score("claim", ["p"])[0]
    assert both.supports == pytest.approx(both.conflicts)
    assert both.supports + both.conflicts + both.neutral == pytest.approx(1.0)
    mostly = Cascade(screen, judge, weight=0.7).score("claim", ["p"])[0]
    assert mostly.conflicts > mostly.supports > 0.1


def test_each_reading_of_a_cascade_is_kept() -> None:
    screen, judge = Table("s", SCREEN), Table("j", JUDGE)
    judged, silent, *_ = Cascade(screen, judge, keep=2, weight=0.7).score("claim", ["perhaps", "silent", "silent"])
    assert [reader.conflicts for reader in judged.readers] == pytest.approx([0.3, 1.0])
    assert [reader.neutral for reader in silent.readers] == pytest.approx([0.9, 0.0])
    _, _, unread = Cascade(screen, judge, keep=2).score("claim", ["perhaps", "silent", "silent"])
    assert [reader.neutral for reader in unread.readers] == pytest.approx([0.9])


def test_the_judge_is_not_asked_where_the_screen_is_sure_of_nothing() -> None:
    screen, judge = Table("s", SCREEN), Table("j", JUDGE)
    scores = Cascade(screen, judge, keep=3, leave=0.9).score("claim", ["perhaps", "silent", "silent", "sure support"])
    assert sorted(judge.asked) == ["perhaps", "sure support"]
    assert [s.neutral for s in scores[1:3]] == pytest.approx([0.9, 0.9])
    nothing = Cascade(screen, judge, leave=0.9).score("claim", ["silent"])
    assert [len(s.readers) for s in nothing] == [1]


def test_each_claim_has_its_own_places_before_the_judge() -> None:
    screen, judge = Table("s", SCREEN), Table("j", JUDGE)
    pairs = [(premise, claim) for premise in ("perhaps", "silent", "sure support") for claim in ("one", "two")]
    scores = Cascade(screen, judge, keep=2).score_pairs(pairs)
    assert sorted(judge.asked) == ["perhaps", "perhaps", "sure support", "sure support"]
    assert scores[2:4, 2].min() > 0.8


def test_no_premises_give_no_scores() -> None:
    assert Cascade(Table("s", SCREEN), Table("j", JUDGE)).score("claim", []) == []


def test_a_cascade_of_other_models_has_another_hash() -> None:
    first = Cascade(Table("s", SCREEN), Table("j", JUDGE))
    assert first.sha256 != Cascade(Table("s", SCREEN), Table("k", JUDGE)).sha256
    assert first.sha256 != Cascade(Table("s", SCREEN), Table("j", JUDGE), keep=3).sha256
    assert first.sha256 != Cascade(Table("s", SCREEN), Table("j", JUDGE), weight=0.5).sha256
    assert first.sha256 != Cascade(Table("s", SCREEN), Table("j", JUDGE), leave=0.5).sha256


def test_softmax_of_huge_logits_is_finite() -> None:
    rows = softmax(np.array([[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]], np.float32))
    assert rows[0].tolist() == [1.0, 0.0, 0.0]
    assert np.allclose(rows[1], 1 / 3)
    assert softmax(np.zeros((0, 3), np.float32)).shape == (0, 3)


def test_the_temperature_cools_a_model_that_is_too_sure() -> None:
    # right three times of four, but as sure as 0.98: log odds 3 against ln 3 + … says T well above 1
    logits = np.array([[4.0, 0.0, 0.0]] * 4, np.float32)
    labels = np.array([0, 0, 0, 1])
    temperature = fit_temperature(logits, labels)
    sure = softmax(logits / temperature)[0, 0]
    assert temperature > 1.5
    assert sure == pytest.approx(0.75, abs=0.02)
    assert log_loss(logits, labels, temperature) < log_loss(logits, labels, 1.0)


def good_card() -> dict[str, object]:
    return {
        "format": 1,
        "name": "m",
        "labels": ["supports", "conflicts", "neutral"],
        "temperature": 1.2,
        "max_tokens": 192,
        "pad": 0,
        "files": dict.fromkeys(FILES, "0" * 64),
    }


@pytest.mark.parametrize(
    "change",
    [
        {"labels": ["yes", "no", "maybe"]},
        {"temperature": 0},
        {"temperature": None},
        {"format": 2},
        {"labels": 3},
        {"files": {}},
        {"files": {"../x": ""}},
    ],
)
def test_a_card_of_an_unknown_kind_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    (tmp_path / CARD).write_text(json.dumps({**good_card(), **change}))
    with pytest.raises(ModelTrouble):
        load_stance(str(tmp_path))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"kind": "cascade"}', '{"name": "m"}'])
def test_a_damaged_card_is_trouble_not_a_crash(tmp_path: Path, text: str) -> None:
    (tmp_path / CARD).write_text(text)
    with pytest.raises(ModelTrouble):
        load_stance(str(tmp_path))


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.models.runtime.user_cache", lambda: tmp_path / "cache")
    (tmp_path / CARD).write_text(json.dumps(good_card()))
    for file in FILES:
        (tmp_path / file).write_bytes(b"altered")
    with pytest.raises(ModelTrouble, match="not the published file"):
        load_stance(str(tmp_path))


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(ModelTrouble, match=r"no folder \./nowhere"):
        load_stance("./nowhere")
