"""The loss that sets claims on one premise against each other."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from factcheck.train.contrast import contrast_loss  # noqa: E402


def test_it_is_the_part_of_a_pair_in_its_labels_likelihood() -> None:
    likely = torch.tensor([[0.7, 0.2, 0.1], [0.5, 0.4, 0.1], [0.25, 0.25, 0.5]])
    loss = contrast_loss(likely.log(), torch.tensor([0, 1, 0]), torch.tensor([5, 5, 9]))
    first, second = -torch.tensor(0.7 / (0.7 + 0.5)).log(), -torch.tensor(0.4 / (0.4 + 0.2)).log()
    assert loss.item() == pytest.approx((first + second).item() / 3)  # the third stands alone


def test_pairs_of_the_same_label_are_no_rivals() -> None:
    logits = torch.randn(4, 3, generator=torch.Generator().manual_seed(1))
    assert contrast_loss(logits, torch.tensor([2, 2, 2, 2]), torch.zeros(4)).item() == pytest.approx(0.0, abs=1e-6)


def test_hedging_on_a_bundle_costs_and_telling_apart_is_rewarded() -> None:
    labels, bundle = torch.tensor([0, 1, 2]), torch.zeros(3)
    hedged = contrast_loss(torch.zeros(3, 3), labels, bundle)
    logits = torch.full((3, 3), 0.0, requires_grad=True)
    contrast_loss(logits, labels, bundle).backward()
    assert hedged.item() == pytest.approx(torch.tensor(3.0).log().item())
    assert (logits.grad.diagonal() < 0).all()
    assert contrast_loss(torch.eye(3) * 4, labels, bundle) < 0.2 * hedged
