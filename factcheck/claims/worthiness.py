"""How check-worthy a statement is: a small logistic model over readable features.

The weights are in ``worthiness.json`` beside this module, made by
``training/worthiness.py``; the model card is docs/models/worthiness.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from factcheck.claims.features import features_of
from factcheck.errors import ModelTrouble

WEIGHTS = Path(__file__).with_name("worthiness.json")
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Scorer:
    """Logistic weights by feature name; ``threshold`` is the worthiness from which a statement counts as a claim."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def score(self, text: str) -> float:
        """Worthiness of one sentence, 0 to 1 (0 for a text without words)."""
        found = features_of(text)
        if not found:
            return 0.0
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in found.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, text: str) -> list[tuple[str, float]]:
        """What moved the score, strongest first: feature name and its share of the log-odds."""
        shares = ((name, self.weights.get(name, 0.0) * value) for name, value in features_of(text).items())
        return sorted(shares, key=lambda share: (-abs(share[1]), share[0]))


def load_scorer(path: Path = WEIGHTS) -> Scorer:
    """Read weights.

    Raises:
        ModelTrouble: the file is missing, isn't JSON, or is of another format.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ModelTrouble(f"{path}: format {data['format']}, this version reads {FORMAT}", _REPAIR)
        weights = {str(name): float(weight) for name, weight in data["weights"].items()}
        return Scorer(float(data["bias"]), weights, float(data["threshold"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelTrouble(f"{path}: can't read the worthiness weights ({error})", _REPAIR) from error


_REPAIR = "Reinstall factcheck, or make the file again with: python training/worthiness.py"


@lru_cache(maxsize=1)
def shipped_scorer() -> Scorer:
    """The scorer that comes with the package, read once."""
    return load_scorer()
