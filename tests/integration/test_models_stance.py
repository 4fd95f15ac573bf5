"""The shipped stance model, and the way in for other people's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.errors import ModelTrouble
from factcheck.models import load_stance
from factcheck.models.runtime import WEIGHTS
from factcheck.models.stance import CARD, PairModel
from factcheck.types import Stance

pytestmark = pytest.mark.skipif(not (WEIGHTS / "stance" / CARD).is_file(), reason="no shipped weights in this checkout")

TITLE = "Ferry line to end. 4 June 2019."
READINGS = [
    ("The ferry line closed.", f"{TITLE} The ferry line was closed on Tuesday.", Stance.SUPPORTS),
    ("The council approved the budget.", "Budget. The council rejected the budget.", Stance.CONFLICTS),
    ("The mayor resigned.", "Weather. Rain fell on the northern hills all weekend.", Stance.NEUTRAL),
]


@pytest.fixture(scope="module")
def model() -> PairModel:
    return load_stance()


@pytest.mark.parametrize(("claim", "premise", "expected"), READINGS, ids=["supports", "conflicts", "neutral"])
def test_plain_cases_are_read_rightly(model: PairModel, claim: str, premise: str, expected: Stance) -> None:
    assert model.score(claim, [premise])[0].best is expected


def test_scores_are_probabilities_in_the_order_given(model: PairModel) -> None:
    premises = [premise for _, premise, _ in READINGS] * 7
    scores = model.score("The ferry line closed.", premises)
    assert len(scores) == len(premises)
    for score in scores:
        assert score.supports + score.conflicts + score.neutral == pytest.approx(1, abs=1e-5)
    alone = model.score("The ferry line closed.", [premises[0]])[0]
    # what is read beside a passage doesn't move it: a decision can be repeated months later
    assert scores[0].supports == pytest.approx(alone.supports, abs=0.005)
    assert model.score("a claim", []) == []


def test_hostile_lengths_are_cut(model: PairModel) -> None:
    scores = model.score("a" * 1_000_000, ["b " * 500_000, "", " " * 1_000_000])
    assert all(0 <= s.conflicts <= 1 for s in scores)


def test_all_weights_of_the_wheel_stay_within_their_budget() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.rglob("*") if path.is_file()) <= 100_000_000


def test_the_shipped_model_imports_no_torch_and_opens_no_socket() -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket = refuse; socket.create_connection = refuse\n"
        "from factcheck.models import load_stance\n"
        "load_stance().score('a claim', ['a premise'])\n"
        "bad = {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)\n"
        "sys.exit(', '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def tiny_bert(folder: Path, labels: list[str]) -> Path:
    """A random two-layer BERT classifier with the given labels, saved as other people's models are."""
    transformers = pytest.importorskip("transformers")
    from factcheck.models.encoder import published_folder

    tokenizer = transformers.AutoTokenizer.from_pretrained(published_folder())
    config = transformers.BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.slow
def test_another_cross_encoder_is_read_by_its_labels_names(tmp_path: Path) -> None:
    import numpy as np

    model = load_stance(str(tiny_bert(tmp_path / "nli", ["contradiction", "entailment", "neutral"])))
    claim, premise, _ = READINGS[0]
    raw = model._model(**model._tokenizer(premise, claim, return_tensors="pt")).logits.detach().numpy()[0]  # type: ignore[attr-defined]
    odds = np.exp(raw) / np.exp(raw).sum()
    score = model.score(claim, [premise])[0]
    assert (score.conflicts, score.supports, score.neutral) == pytest.approx(tuple(odds), abs=1e-4)
    with pytest.raises(ModelTrouble, match="can't be read as supports, conflicts, neutral"):
        load_stance(str(tiny_bert(tmp_path / "bare", ["LABEL_0", "LABEL_1", "LABEL_2"])))


@pytest.mark.slow
def test_an_export_agrees_with_torch_and_needs_no_torch_to_run(tmp_path: Path) -> None:
    pytest.importorskip("onnxscript")
    from factcheck.models.pairs import Pair
    from factcheck.train import export_cascade, export_model

    source = tiny_bert(tmp_path / "trained", ["neutral", "supports", "conflicts"])
    dev = [Pair(premise * (1 + n), claim, n % 3) for n in range(3) for claim, premise, _ in READINGS]
    full = export_model(source, tmp_path / "full", name="full", int8=False, dev=dev)
    assert full.agreement == 1
    assert full.drift < 1e-5
    small = export_model(source, tmp_path / "small", name="small", dev=dev)
    assert small.bytes < full.bytes
    assert small.drift < 0.02
    folder = export_cascade(tmp_path / "small", tmp_path / "full", tmp_path / "both", name="both", keep=2)
    both = load_stance(str(folder))
    assert both.name == "both"
    assert len(both.score("a claim", ["one", "two", "three"])) == 3
