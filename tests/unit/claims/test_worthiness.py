"""The scorer ranks what can be checked above what can't, and refuses weights it can't read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.claims.features import LEXICON, features_of
from factcheck.claims.worthiness import load_scorer, shipped_scorer
from factcheck.errors import ModelTrouble

CHECKABLE = [
    "Unemployment fell to 4.1 percent in March.",
    "The court sentenced him to three years in prison.",
    "Varland expelled two Kandrian diplomats on Tuesday.",
    "The ministry denied that shells had been shipped.",
]
NOT = [
    "It is a beautiful old town.",
    "What will the neighbours think?",
    "I believe that we can do better than this.",
    "Perhaps a calmer spring awaits them.",
    "Let us hope that reason prevails.",
]


@pytest.mark.parametrize("text", CHECKABLE)
def test_checkable_statements_pass_the_threshold(text: str) -> None:
    assert shipped_scorer().score(text) >= shipped_scorer().threshold


@pytest.mark.parametrize("text", NOT)
def test_opinions_questions_and_appeals_do_not(text: str) -> None:
    assert shipped_scorer().score(text) < shipped_scorer().threshold


def test_reasons_name_what_moved_the_score() -> None:
    strongest = [name for name, _ in shipped_scorer().reasons("What will the neighbours think?")]
    assert strongest[0] == "asks"


def test_a_text_without_words_is_worth_nothing() -> None:
    assert shipped_scorer().score("… — !!") == 0.0


def test_every_weight_belongs_to_a_feature_that_can_occur() -> None:
    named = set(LEXICON) | set(features_of("Who said that 5 UN men are selling $2 of 1999 stock?"))
    named |= {
        "short",
        "exclaims",
        "starts_i",
        "starts_question",
        "starts_with_name",
        "progressive",
        "figure_and_change",
    }
    named |= {"names", "past", "name_and_act", "third_person_past", "third_person_future", "third_person_modal"}
    assert set(shipped_scorer().weights) <= named


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "bias": 0, "weights": 3, "threshold": 1}']
)
def test_damaged_weights_are_refused_with_the_remedy(tmp_path: Path, content: str) -> None:
    path = tmp_path / "worthiness.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelTrouble) as caught:
        load_scorer(path)
    assert str(path) in caught.value.message
    assert "training/worthiness.py" in caught.value.hint


def test_weights_of_another_format_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "worthiness.json"
    path.write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(ModelTrouble, match="format 99"):
        load_scorer(path)


def test_extraction_loads_neither_numpy_nor_torch() -> None:
    code = (
        "import sys; from factcheck.claims import extract_claims; from factcheck.types import Report;"
        "assert extract_claims(Report('x', 't', 'Unemployment fell to 4.1 percent in March.'));"
        "print([m for m in ('numpy', 'torch', 'sklearn', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
