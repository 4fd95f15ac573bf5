"""Dropout from a pool of masks."""

from __future__ import annotations

import pytest
import torch
import transformers

from factcheck.train.dropout import pool_dropout


def test_the_named_part_is_dropped_and_the_mean_stays() -> None:
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Dropout(0.9)).train()
    pool_dropout(model, 0.1)
    ones = torch.ones(200, 500)
    one, other = model(ones), model(ones)
    assert (one == 0).float().mean().item() == pytest.approx(0.1, abs=0.01)
    assert one.mean().item() == pytest.approx(1.0, abs=0.01)
    assert not torch.equal(one, other)


def test_nothing_is_dropped_in_use() -> None:
    model = torch.nn.Sequential(torch.nn.Dropout(0.9))
    pool_dropout(model, 0.5)
    values = torch.randn(3, 4)
    assert torch.equal(model.eval()(values), values)


def test_gradients_are_dropped_with_their_activations() -> None:
    model = torch.nn.Sequential(torch.nn.Dropout(0.9)).train()
    pool_dropout(model, 0.5)
    values = torch.ones(50, 50, requires_grad=True)
    found = model(values)
    found.sum().backward()
    assert values.grad is not None
    assert torch.equal(values.grad, found.detach())


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_attention_scores_are_left_alone(kind: str) -> None:
    small = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    config = transformers.AutoConfig.for_model(kind, vocab_size=60, **small)
    model = transformers.AutoModelForSequenceClassification.from_config(config)
    pool_dropout(model, 0.1)
    names = {name.rpartition(".")[2]: type(m).__name__ for name, m in model.named_modules() if "dropout" in name}
    assert "Pooled" in names.values()
    scores = [m for name, m in model.named_modules() if name.endswith(("self.dropout", "attn.dropout"))]
    assert len(scores) == 2 and all(isinstance(m, torch.nn.Dropout) and m.p == 0 for m in scores)
