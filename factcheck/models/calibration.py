"""Temperature scaling: one number that makes probabilities mean what they say.

Guo et al., On Calibration of Modern Neural Networks, 2017
(https://arxiv.org/abs/1706.04599).
"""

from __future__ import annotations

from collections.abc import Sequence
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


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error, 0 to 1, over equally wide bins of confidence.

    The mean, weighted by rows, of the distance between how sure the model was
    and how often it was right (Guo et al. 2017, https://arxiv.org/abs/1706.04599).
    """
    if not confidences:
        return 0.0
    sums = [[0.0, 0.0] for _ in range(bins)]
    for confidence, correct in zip(confidences, right, strict=True):
        slot = sums[min(bins - 1, max(0, int(confidence * bins)))]
        slot[0] += confidence
        slot[1] += correct
    return sum(abs(sure - correct) for sure, correct in sums) / len(confidences)
