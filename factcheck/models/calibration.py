"""Temperature scaling: one number that makes probabilities mean what they say.

Guo et al., On Calibration of Modern Neural Networks, 2017
(https://arxiv.org/abs/1706.04599).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.models.stance import softmax

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.types import FloatArray


def log_loss(logits: FloatArray, labels: NDArray[np.int64], temperature: float) -> float:
    """Mean negative log probability of the right label (nats) of ``logits / temperature``."""
    import numpy as np

    right = softmax(logits / temperature)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(right, 1e-12)).mean())


def fit_temperature(logits: FloatArray, labels: NDArray[np.int64]) -> float:
    """The temperature, 0.25 to 8, of least log loss, by golden section on its logarithm.

    Args:
        logits: float32 ``[n, 3]``, of a development set.
        labels: the right columns, ``[n]``.
    """
    import math

    ratio = (math.sqrt(5) - 1) / 2
    low, high = math.log(0.25), math.log(8.0)
    for _ in range(40):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if log_loss(logits, labels, math.exp(left)) < log_loss(logits, labels, math.exp(right)):
            high = right
        else:
            low = left
    return math.exp((low + high) / 2)
