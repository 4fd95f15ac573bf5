"""Claim and passage to calibrated stance probabilities.

Shipped models run by onnxruntime and tokenizers alone. A model folder has
``model.onnx`` (the graph), ``model.bin`` (its weights, mapped into memory),
``tokenizer.json`` and ``stance.json`` (:class:`Card`); a cascade
is a folder with a ``stance.json`` that names two such folders.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from factcheck.errors import ModelTrouble
from factcheck.models.runtime import WEIGHTS, batches_by_length, open_session, open_tokenizer, pad, verify_file
from factcheck.types import Stance, StanceModel, StanceScores

if TYPE_CHECKING:
    from factcheck.types import FloatArray

ORDER = (Stance.SUPPORTS, Stance.CONFLICTS, Stance.NEUTRAL)
NEUTRAL = ORDER.index(Stance.NEUTRAL)
"""Columns of every array of stance probabilities."""

CARD = "stance.json"
FILES = ("model.onnx", "model.bin", "tokenizer.json")
"""Files of a model beside its card."""

MAX_CHARACTERS = 20_000
"""A longer claim or premise is cut here before it is tokenised."""


class PairModel(StanceModel, Protocol):
    """A stance model that also takes pairs of many claims at once."""

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        """(premise, claim) pairs to probabilities: float32 ``[len(pairs), 3]``, columns as in :data:`ORDER`."""
        ...


@dataclass(frozen=True, slots=True)
class Card:
    """What a model folder says of itself in ``stance.json``.

    ``labels`` names the outputs in order, ``temperature`` divides the logits
    before the softmax (Guo et al. 2017, https://arxiv.org/abs/1706.04599),
    ``pad`` is the token number that fills up short rows. ``files`` are the
    names of the model's files with the hex digests of their contents.
    """

    name: str
    labels: tuple[str, ...]
    temperature: float
    max_tokens: int
    pad: int
    files: dict[str, str]
    format: int = 1

    @property
    def sha256(self) -> str:
        """One digest over all files of the model."""
        return hashlib.sha256(
            "".join(f"{name} {self.files[name]}\n" for name in sorted(self.files)).encode()
        ).hexdigest()

    @classmethod
    def load(cls, path: Path) -> Card:
        """Read a card.

        Raises:
            ModelTrouble: it isn't one, or its labels aren't the three stances.
        """
        raw = read_json(path)
        known = {f.name for f in fields(cls)}
        try:
            card = cls(**{key: value for key, value in raw.items() if key in known})
            valid = sorted(card.labels) == sorted(ORDER) and card.temperature > 0 and card.format == 1
            valid = valid and set(card.files) == set(FILES)
        except (TypeError, ValueError) as error:
            raise ModelTrouble(f"{path} is not a stance model's card: {error}", "Export the model again.") from error
        if not valid:
            raise ModelTrouble(f"{path} is of a kind that this version doesn't know", "Export the model again.")
        return card


class OnnxStance:
    """One cross-encoder, run by onnxruntime. Several threads may score at once."""

    concurrent = True

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Open the model in ``folder``; its files are checked against its card.

        ``threads`` compute one call; all cores without it.

        Raises:
            ModelTrouble: a file is missing, altered or unknown.
        """
        card = Card.load(folder / CARD)
        for file, digest in card.files.items():
            verify_file(folder / file, digest)
        self.name = card.name
        self.sha256 = card.sha256
        self._card = card
        self._columns = [card.labels.index(stance.value) for stance in ORDER]
        self._session = open_session(folder / "model.onnx", threads=threads)
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._tokenizer = open_tokenizer(folder / "tokenizer.json", card.max_tokens)

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        """See :class:`factcheck.types.StanceModel`."""
        return to_scores(self.score_pairs([(premise, claim) for premise in premises]))

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        """See :class:`PairModel`."""
        return softmax(self.logits(pairs) / self._card.temperature)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        """Raw outputs before the temperature: float32 ``[len(pairs), 3]``, columns as in :data:`ORDER`."""
        import numpy as np

        found = np.zeros((len(pairs), len(ORDER)), np.float32)
        if not pairs:
            return found
        encodings = self._tokenizer.encode_batch([(a[:MAX_CHARACTERS], b[:MAX_CHARACTERS]) for a, b in pairs])
        for batch in batches_by_length([len(e.ids) for e in encodings], batch_tokens=1024, batch_rows=32):
            picked = [encodings[i] for i in batch]
            feed = {"input_ids": pad([e.ids for e in picked], self._card.pad, np.int64)}
            feed["attention_mask"] = pad([e.attention_mask for e in picked], 0, np.int64)
            if "token_type_ids" in self._inputs:
                feed["token_type_ids"] = pad([e.type_ids for e in picked], 0, np.int64)
            found[batch] = self._session.run(None, feed)[0][:, self._columns]
        return found


class Cascade:
    """A small model reads every premise, a larger one those that may decide, and both are heard on them.

    Of a claim's premises, given best first by the search, the ``keep`` with the
    least sum of two places go to the judge: that in the order given and that by
    the screen's ``1 - P(neutral)``, less those that the screen calls neutral with a
    probability of ``leave`` or more. Their probabilities are the weighted geometric
    mean of both models' (``weight`` for the judge); the others keep the screen's.
    """

    concurrent = True

    def __init__(
        self,
        screen: PairModel,
        judge: PairModel,
        *,
        keep: int = 8,
        weight: float = 1.0,
        leave: float = 1.0,
        name: str = "",
    ) -> None:
        self.screen = screen
        self.judge = judge
        self.keep = keep
        self.weight = weight
        self.leave = leave
        self.name = name or f"{screen.name} + {judge.name}"
        self.sha256 = hashlib.sha256(f"{screen.sha256}{judge.sha256}{keep}{weight}{leave}".encode()).hexdigest()

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        """See :class:`factcheck.types.StanceModel`; the single readings go along."""
        blended, screened, (places, judged) = self._read([(premise, claim) for premise in premises])
        readers: list[tuple[StanceScores, ...]] = [(scores,) for scores in to_scores(screened)]
        for place, verdict in zip(places, to_scores(judged), strict=True):
            readers[place] += (verdict,)
        return [replace(scores, readers=own) for scores, own in zip(to_scores(blended), readers, strict=True)]

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> FloatArray:
        """See :class:`PairModel`; the pairs of one claim are screened against each other."""
        return self._read(pairs)[0]

    def _read(self, pairs: Sequence[tuple[str, str]]) -> tuple[FloatArray, FloatArray, tuple[list[int], FloatArray]]:
        """Blended and screen's probabilities of all pairs; which ones were judged, and the judge's of those."""
        import numpy as np

        if not pairs:
            none = np.zeros((0, len(ORDER)), np.float32)
            return none, none, ([], none)
        groups: dict[str, list[int]] = {}
        for index, (_, claim) in enumerate(pairs):
            groups.setdefault(claim, []).append(index)
        scores = self.screen.score_pairs(pairs)
        judged: list[int] = []
        for group in groups.values():
            by_screen = np.argsort(scores[group, NEUTRAL], kind="stable")
            places = np.empty(len(group), np.int64)
            places[by_screen] = np.arange(len(group))
            chosen = np.argsort(places + np.arange(len(group)), kind="stable")[: self.keep]
            judged += [group[place] for place in chosen if scores[group[place], NEUTRAL] < self.leave]
        verdicts = self.judge.score_pairs([pairs[i] for i in judged])
        blended = scores.copy()
        blended[judged] = blend(scores[judged], verdicts, self.weight)
        return blended, scores, (judged, verdicts)


def blend(one: FloatArray, other: FloatArray, weight: float) -> FloatArray:
    """The weighted geometric mean of two models' probabilities, row by row; ``weight`` is that of ``other``."""
    import numpy as np

    logs = (1.0 - weight) * np.log(np.maximum(one, 1e-9)) + weight * np.log(np.maximum(other, 1e-9))
    return softmax(logs.astype(np.float32))


def load_stance(name: str | None = None, threads: int | None = None) -> PairModel:
    """The stance model by name; ``None`` is the shipped one.

    Args:
        name: a folder in the layout that ``factcheck train export`` writes (loaded
            without torch), or a folder or hub name of any three-way NLI
            cross-encoder with labels such as entailment, contradiction, neutral.
        threads: how many compute one call, where onnxruntime does; all cores without it.

    Raises:
        ModelTrouble: missing, altered, or its labels can't be mapped to the three stances.
    """
    if name is None:
        return load_folder(WEIGHTS / "stance", threads)
    folder = Path(name).expanduser()
    if (folder / CARD).is_file():
        return load_folder(folder, threads)
    if not folder.is_dir() and name.startswith((".", "/", "~")):
        raise ModelTrouble(f"there is no folder {name}", "Check the path of the stance model.")
    from factcheck.models.foreign import TransformersStance  # imports torch

    return TransformersStance(str(folder) if folder.is_dir() else name)


def load_folder(folder: Path, threads: int | None = None) -> OnnxStance | Cascade:
    """A model or cascade in our own layout.

    Raises:
        ModelTrouble: missing, altered or unknown.
    """
    raw = read_json(folder / CARD)
    if raw.get("kind") != "cascade":
        return OnnxStance(folder, threads)
    try:
        parts = [folder / str(raw[role]) for role in ("screen", "judge")]
        keep, weight, leave = int(raw.get("keep", 8)), float(raw.get("weight", 1.0)), float(raw.get("leave", 1.0))
    except (KeyError, ValueError) as error:
        raise ModelTrouble(f"{folder / CARD} names no screen or no judge", "Export the models again.") from error
    screen, judge = (OnnxStance(part, threads) for part in parts)
    return Cascade(screen, judge, keep=keep, weight=weight, leave=leave, name=str(raw.get("name", "")))


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file.

    Raises:
        ModelTrouble: there is none.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ModelTrouble(
            f"there is no stance model at {path.parent}", "Reinstall factcheck, or name another."
        ) from error
    except ValueError as error:
        raise ModelTrouble(f"{path} is damaged: {error}", "Reinstall factcheck, or export the model again.") from error
    if not isinstance(raw, dict):
        raise ModelTrouble(f"{path} is damaged: no object in it", "Reinstall factcheck, or export the model again.")
    return raw


def softmax(logits: FloatArray) -> FloatArray:
    """Rows of logits to rows of probabilities."""
    import numpy as np

    shifted = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    result: FloatArray = (shifted / shifted.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def to_scores(probabilities: FloatArray) -> list[StanceScores]:
    """Rows in :data:`ORDER` as :class:`StanceScores`."""
    return [StanceScores(float(row[0]), float(row[1]), float(row[2])) for row in probabilities]
