"""A deeper model that builds upon a shallower one."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.errors import InputError
from factcheck.train.loop import graft

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")


def random_classifier(kind: str, layers: int, width: int = 64) -> Any:
    config = transformers.AutoConfig.for_model(
        kind, hidden_size=width, num_hidden_layers=layers, num_attention_heads=4, intermediate_size=128, vocab_size=40,
        max_position_embeddings=80, num_labels=3,
    )  # fmt: skip
    return transformers.AutoModelForSequenceClassification.from_config(config).eval()


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_the_lowest_layers_work_as_they_did_and_the_others_are_left(kind: str) -> None:
    torch.manual_seed(3)
    base, lower = random_classifier(kind, 4), random_classifier(kind, 2)
    with torch.no_grad():
        for parameter in lower.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    upper = [p.clone() for p in base.base_model.encoder.layer[2].parameters()]
    graft(base, lower)
    words = torch.tensor([[5, 9, 14, 30, 6]])
    with torch.inference_mode():
        found = base.base_model(words, output_hidden_states=True).hidden_states
        wanted = lower.base_model(words, output_hidden_states=True).hidden_states
    for ours, theirs in zip(found[:3], wanted, strict=True):
        torch.testing.assert_close(ours, theirs)
    assert all(torch.equal(a, b) for a, b in zip(upper, base.base_model.encoder.layer[2].parameters(), strict=True))


@pytest.mark.parametrize(
    ("kind", "layers", "width"),
    [("bert", 2, 64), ("mpnet", 5, 64), ("mpnet", 2, 32)],
    ids=["another kind", "deeper", "narrower"],
)
def test_what_doesnt_fit_is_refused(kind: str, layers: int, width: int) -> None:
    with pytest.raises(InputError, match="lower"):
        graft(random_classifier("mpnet", 4), random_classifier(kind, layers, width))
