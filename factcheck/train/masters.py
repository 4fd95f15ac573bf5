"""Float32 weights behind a model that works in bfloat16.

Under autocast every step casts the weights anew and keeps the activations of
normalisation and softmax in float32, which takes a quarter of a step on a CPU.
With the model itself in bfloat16 and the optimizer on float32 copies, small
steps still count (mixed precision with master weights, Micikevicius et al.
2018, https://arxiv.org/abs/1710.03740).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


class Masters:
    """The weights that are trained, in float32, and the model that they are for.

    Args:
        model: the model with its float32 weights; put into bfloat16 when ``half``.
        half: whether the model works in bfloat16.
    """

    def __init__(self, model: Any, half: bool) -> None:
        import torch

        self._model = model
        self._half = half
        self._kept: dict[str, torch.Tensor] = {}
        if half:
            # whatever stays as it is, too: saved weights mustn't be rounded
            self._kept = {name: value.detach().clone() for name, value in model.state_dict().items()}
            model.to(torch.bfloat16)
        named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        self._names = [name for name, _ in named]
        self._working = [p for _, p in named]
        self.parameters: list[torch.nn.Parameter] = (
            [torch.nn.Parameter(self._kept[name]) for name, _ in named] if half else self._working
        )

    def take_gradients(self) -> None:
        """Bring the model's gradients to the float32 weights, and take them from the model."""
        if not self._half:
            return
        for master, working in zip(self.parameters, self._working, strict=True):
            master.grad = None if working.grad is None else working.grad.float()
            working.grad = None

    def give_weights(self) -> None:
        """Bring the float32 weights to the model, after a step or an average of them."""
        import torch

        if self._half:
            with torch.no_grad():
                for master, working in zip(self.parameters, self._working, strict=True):
                    working.copy_(master)

    def state(self) -> dict[str, torch.Tensor] | None:
        """All weights in float32, those that stay as they are too; ``None`` where the model's own are."""
        if not self._half:
            return None
        return self._kept | {name: p.detach() for name, p in zip(self._names, self.parameters, strict=True)}

    def save(self, folder: Path) -> None:
        """Write model and configuration as those of a float32 model.

        Args:
            folder: made if it isn't there.
        """
        self._model.save_pretrained(folder, state_dict=self.state())
        file = folder / "config.json"
        told = json.loads(file.read_text("utf-8"))
        # it would say what the model worked in, and the weights would be rounded when they are read again
        told["dtype"] = "float32"
        file.write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", "utf-8")
