"""Dropout that draws its masks from a pool.

On a CPU, drawing a random number for every activation takes a fifth of a
training step. A stretch of a large pool of ready masks, from a random place on,
takes a twentieth; two masks of a step share at most a part of their numbers,
shifted against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

POOL = 16_000_000
"""Numbers in the pool; grown to four times the largest activation."""


def pool_dropout(model: Any, p: float) -> None:
    """Replace the dropout of hidden states by one of probability ``p``, in place; that of attention goes.

    Args:
        model: a torch module whose dropout layers are ``torch.nn.Dropout``.
        p: part of the numbers set to zero, in [0, 1).
    """
    import torch

    class Pooled(torch.nn.Module):
        """One layer's dropout; all share one pool."""

        pool = torch.empty(0)

        def forward(self, values: torch.Tensor) -> torch.Tensor:
            if not self.training:
                return values
            count = values.numel()
            if Pooled.pool.numel() < 4 * count or Pooled.pool.dtype is not values.dtype:
                kept = torch.rand(max(4 * count, POOL), device=values.device) >= p
                Pooled.pool = kept.to(values.dtype) / (1 - p)
            start = int(torch.randint(Pooled.pool.numel() - count, ()))
            return values * Pooled.pool[start : start + count].view(values.shape)

    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, torch.nn.Dropout):
                scores = "attention" in type(module).__name__.lower() and hasattr(module, "num_attention_heads")
                setattr(module, name, torch.nn.Dropout(0.0) if scores else Pooled())
