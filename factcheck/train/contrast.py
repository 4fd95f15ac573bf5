"""Comparing claims on one premise with each other.

Cross-entropy asks of each pair by itself which label is likeliest. Claims on
one sentence that differ in a word or a figure look nearly the same to a model,
and it can lower that loss by hedging on all of them. This loss asks which of
the claims the label fits best: the supported one has to be more likely
"supports" than its neighbours are (contrastive estimation over instance
bundles, Dua et al. 2021, https://aclanthology.org/2021.emnlp-main.584/). It
reads off what is computed anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def contrast_loss(logits: torch.Tensor, labels: torch.Tensor, bundle: torch.Tensor) -> torch.Tensor:
    """Mean over the pairs of −log of the pair's part of its label's likelihood in its bundle.

    Only pairs with another label are set against a pair; one whose bundle has
    none counts as 0.

    Args:
        logits: shape (pairs, labels).
        labels: shape (pairs,), the right label.
        bundle: shape (pairs,), equal for pairs of one bundle.

    Returns:
        A scalar, at least 0.
    """
    import torch

    likely = torch.log_softmax(logits, dim=-1)[:, labels].T  # [i, j]: how likely pair i's label is for pair j
    rivals = (bundle[:, None] == bundle[None, :]) & (labels[:, None] != labels[None, :])
    own = torch.eye(len(labels), dtype=torch.bool, device=logits.device)
    among = likely.masked_fill(~(rivals | own), float("-inf")).logsumexp(dim=1)
    return (among - likely.diagonal()).mean()
