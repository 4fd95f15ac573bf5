"""Soft labels: what a stronger model, or several, say of pairs that nobody has labelled.

A small model learns more from a teacher's probabilities than from labels alone
(Hinton et al. 2015, https://arxiv.org/abs/1503.02531), and unlabelled pairs of
claim and passage cost nothing: every claim with what the search finds for it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.models.pairs import LABELS, Pair, read_pairs
from factcheck.models.stance import PairModel, softmax

if TYPE_CHECKING:
    from factcheck.types import FloatArray

BLOCK = 512
"""Pairs read and written at a time: what an interruption loses at most."""


def teach(
    teachers: Sequence[PairModel], pool: Path, target: Path, say: Callable[[str], None] = lambda line: None
) -> int:
    """Write the pairs of ``pool`` with the teachers' probabilities, ready to train on, and return how many there are.

    A label that a pair has is left out: the teachers' word takes its place. Several
    teachers are heard by the geometric mean of their probabilities. What ``target``
    already holds is kept, and the rest is added: a run that was interrupted goes on.

    Raises:
        InputError: ``pool`` is no file of pairs, ``target`` doesn't begin as it does or can't be written.
    """
    pairs = read_pairs(pool, unlabelled=True)
    try:
        return _teach(teachers, pairs, target, say)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"can't write {target}: {error}", "Name a text file in a folder that is there.") from error


def _teach(teachers: Sequence[PairModel], pairs: Sequence[Pair], target: Path, say: Callable[[str], None]) -> int:
    done = _written(target, pairs)
    if done:
        say(f"{target} has {done} of them already")
    started = time.monotonic()
    with target.open("a", encoding="utf-8") as file:
        for start in range(done, len(pairs), BLOCK):
            block = pairs[start : start + BLOCK]
            scores = _mean([teacher.score_pairs([(p.premise, p.claim) for p in block]) for teacher in teachers])
            file.writelines(_line(pair, row) for pair, row in zip(block, scores.tolist(), strict=True))
            file.flush()
            ready = start + len(block)
            rate = (ready - done) / max(time.monotonic() - started, 1e-6)
            say(
                f"{ready:>8} of {len(pairs)} pairs  {rate:.0f} pairs/s  {(len(pairs) - ready) / rate / 60:.0f} min left"
            )
    return len(pairs)


def _mean(scores: Sequence[FloatArray]) -> FloatArray:
    """The geometric mean of several models' probabilities, row by row."""
    import numpy as np

    logs = np.mean([np.log(np.maximum(one, 1e-9)) for one in scores], axis=0)
    return softmax(logs.astype(np.float32))


def _line(pair: Pair, scores: Sequence[float]) -> str:
    row = {
        "claim": pair.claim,
        "evidence": pair.premise,
        "scores": {name: round(score, 4) for name, score in zip(LABELS, scores, strict=True)},
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def _written(target: Path, pairs: Sequence[Pair]) -> int:
    """How many pairs an earlier run has finished; a line that it broke off in is cut away."""
    if not target.exists():
        return 0
    whole = target.read_bytes()
    whole = whole[: whole.rfind(b"\n") + 1]
    lines = whole.decode("utf-8").splitlines() if whole else []
    try:
        told = [(row["evidence"], row["claim"]) for row in map(json.loads, lines)]
    except (KeyError, TypeError, ValueError):
        told = [("", "")]
    if len(told) > len(pairs) or any(
        a != (b.premise, b.claim) for a, b in zip(told, islice(pairs, len(told)), strict=True)
    ):
        raise InputError(f"{target} holds something else than these pairs", "Name another file, or remove it.")
    target.write_bytes(whole)
    return len(told)
