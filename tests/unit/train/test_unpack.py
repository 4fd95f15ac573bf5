"""The last layer for the first token alone, and the way back from an exported model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tinymodels import tiny

from factcheck.errors import ModelTrouble
from factcheck.models.pairs import LABELS, Pair
from factcheck.models.stance import OnnxStance, softmax
from factcheck.train.export import export_model, torch_logits
from factcheck.train.last_layer import read_first_only
from factcheck.train.unpack import unpack

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

PAIRS = [
    Pair("the bridge was opened in may", "the bridge was shut", 1),
    Pair("the mayor opened the bridge after two years of work", "the bridge opened", 0),
    Pair("in june the mayor was not in", "two bridges", 2),
]


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_reading_the_first_token_alone_changes_no_output(kind: str, tmp_path: Path) -> None:
    model, tokenizer = tiny(kind, tmp_path)
    whole = torch_logits(model, tokenizer, PAIRS, 64)
    read_first_only(model)
    assert model.base_model(**tokenizer("the bridge", return_tensors="pt"))[0].shape[1] == 1
    np.testing.assert_allclose(torch_logits(model, tokenizer, PAIRS, 64), whole, atol=1e-5)


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_an_exported_model_is_unpacked_to_the_same_function(kind: str, tmp_path: Path) -> None:
    tiny(kind, tmp_path / "trained")
    export_model(tmp_path / "trained", tmp_path / "exported", dev=PAIRS)
    folder = unpack(tmp_path / "exported", tmp_path / "again")
    model = transformers.AutoModelForSequenceClassification.from_pretrained(folder).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    shipped = OnnxStance(tmp_path / "exported").logits([(pair.premise, pair.claim) for pair in PAIRS])
    again = torch_logits(model, tokenizer, PAIRS, 64)
    assert np.ptp(shipped) > 0.3  # a random model that says the same of everything would prove nothing
    assert np.abs(softmax(again) - softmax(shipped)).max() < 0.05
    assert [model.config.id2label[i] for i in range(3)] == list(LABELS)


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_what_is_read_beside_a_pair_doesnt_move_it(kind: str, tmp_path: Path) -> None:
    tiny(kind, tmp_path / "trained")
    export_model(tmp_path / "trained", tmp_path / "exported", dev=PAIRS)
    model = OnnxStance(tmp_path / "exported")
    pairs = [(pair.premise, pair.claim) for pair in PAIRS]
    together = model.logits(pairs)
    alone = np.concatenate([model.logits([pair]) for pair in pairs])
    assert np.ptp(together) > 0.3
    np.testing.assert_allclose(alone, together, atol=0.003)  # a scale a batch moves some by 0.017


def test_a_card_without_the_models_build_is_refused(tmp_path: Path) -> None:
    tiny("bert", tmp_path / "trained")
    export_model(tmp_path / "trained", tmp_path / "exported")
    card = json.loads((tmp_path / "exported" / "stance.json").read_text())
    del card["config"]
    (tmp_path / "exported" / "stance.json").write_text(json.dumps(card))
    with pytest.raises(ModelTrouble, match="doesn't say how the model is built"):
        unpack(tmp_path / "exported", tmp_path / "again")
