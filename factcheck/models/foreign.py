"""Any three-way NLI cross-encoder as a stance model, by transformers; only loading one imports torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import ModelTrouble
from factcheck.models.labels import map_labels
from factcheck.models.runtime import batches_by_length, known_sha256
from factcheck.models.stance import MAX_CHARACTERS, ORDER, softmax, to_scores

if TYPE_CHECKING:
    from factcheck.types import FloatArray, StanceScores

LONGEST = 512
"""Tokens of a pair, for models that don't say."""


class TransformersStance:
    """A sequence classifier over (premise, claim), its labels mapped by name."""

    def __init__(self, name: str) -> None:
        """Load a local folder, or a hub name (downloaded unless it is in the local cache).

        Raises:
            ModelTrouble: it can't be loaded, or its labels aren't three stances by name.
        """
        from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

        self.name = name
        try:
            config = AutoConfig.from_pretrained(name, trust_remote_code=False)
            columns = map_labels(config.id2label)
            if columns is None:
                raise ModelTrouble(
                    f"the labels of {name!r} can't be read as supports, conflicts, neutral:"
                    f" they are {', '.join(map(str, config.id2label.values()))}",
                    "Name a three-way NLI cross-encoder, or set id2label in its config.json.",
                )
            self._tokenizer: Any = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
            self._model: Any = AutoModelForSequenceClassification.from_pretrained(
                name, trust_remote_code=False, use_safetensors=True
            ).eval()
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelTrouble(
                f"can't load the stance model {name!r}: {error}",
                "Give a folder or hub name of a three-way NLI cross-encoder, or leave it out for the shipped one.",
            ) from error
        self._columns = [columns[stance] for stance in ORDER]
        self._longest = min(LONGEST, int(self._tokenizer.model_max_length))
        self.sha256 = _sha256(name, self._model)

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        """See :class:`factcheck.types.StanceModel`; the model's own probabilities, not calibrated by us."""
        return to_scores(self.score_pairs([(premise, claim) for premise in premises]))

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        """See :class:`factcheck.models.stance.PairModel`."""
        return softmax(self.logits(pairs))

    def logits(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        """Raw outputs: float32 ``[len(pairs), 3]``, columns in the order of ``ORDER``."""
        import numpy as np
        import torch

        found = np.zeros((len(pairs), len(ORDER)), np.float32)
        for batch in batches_by_length([len(a) + len(b) for a, b in pairs], batch_tokens=16_000, batch_rows=32):
            inputs = self._tokenizer(
                [pairs[i][0][:MAX_CHARACTERS] for i in batch],
                [pairs[i][1][:MAX_CHARACTERS] for i in batch],
                truncation="longest_first",
                max_length=self._longest,
                padding=True,
                return_tensors="pt",
            )
            with torch.inference_mode():
                found[batch] = self._model(**inputs).logits.float().numpy()[:, self._columns]
        return found


def _sha256(name: str, model: Any) -> str:
    folder = Path(name)
    weights = sorted(folder.glob("*.safetensors")) if folder.is_dir() else []
    if len(weights) == 1:
        return known_sha256(weights[0])
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().float().contiguous().numpy().tobytes())
    return digest.hexdigest()
