"""Training in bfloat16: small steps count, and nothing that is saved is rounded."""

from __future__ import annotations

import pytest
import torch

from factcheck.train.masters import Masters


def two_layers() -> torch.nn.Module:
    torch.manual_seed(3)
    model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Linear(4, 1))
    model[0].requires_grad_(False)
    return model


def step(model: torch.nn.Module, masters: Masters, optimizer: torch.optim.Optimizer) -> None:
    kind = next(model.parameters()).dtype
    model(torch.ones(2, 4, dtype=kind)).float().sum().backward()
    masters.take_gradients()
    optimizer.step()
    optimizer.zero_grad()
    masters.give_weights()


@pytest.mark.parametrize("half", [False, True])
def test_steps_below_the_resolution_of_bfloat16_add_up(half: bool) -> None:
    model = two_layers()
    before = model[1].bias.detach().clone().float()
    masters = Masters(model, half)
    optimizer = torch.optim.SGD(masters.parameters, lr=1e-5)
    for _ in range(1000):
        step(model, masters, optimizer)
    moved = before - model[1].bias.detach().float()
    assert moved.item() == pytest.approx(2 * 1e-5 * 1000, rel=0.15)


def test_what_is_saved_has_every_weight_unrounded() -> None:
    model = two_layers()
    whole = {name: value.detach().clone() for name, value in model.state_dict().items()}
    masters = Masters(model, half=True)
    assert model[0].weight.dtype is torch.bfloat16
    step(model, masters, torch.optim.SGD(masters.parameters, lr=0.5))
    state = masters.state()
    assert state is not None and state.keys() == whole.keys()
    assert torch.equal(state["0.weight"], whole["0.weight"])  # stays as it was, to the last bit
    assert state["1.bias"].item() == pytest.approx(whole["1.bias"].item() - 1.0)
    assert torch.equal(model[1].bias, state["1.bias"].bfloat16())


def test_weights_that_were_put_elsewhere_are_saved_as_they_are_now() -> None:
    model = two_layers()
    masters = Masters(model, half=True)
    with torch.no_grad():
        for parameter in masters.parameters:
            parameter.data = torch.full_like(parameter, 7.0)
    masters.give_weights()
    state = masters.state()
    assert state is not None and state["1.bias"].item() == model[1].bias.item() == 7.0


def test_a_model_in_float32_is_trained_itself() -> None:
    model = two_layers()
    masters = Masters(model, half=False)
    assert masters.state() is None
    assert [id(p) for p in masters.parameters] == [id(p) for p in model.parameters() if p.requires_grad]
