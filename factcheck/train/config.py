"""What decides a training run, read from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from factcheck.errors import InputError


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """Everything that decides what a run produces.

    ``shares`` gives each source's part of the pairs seen; they needn't sum to
    one. ``keep_layers`` cuts the base to these transformer layers (0-based)
    before training; the embeddings and the first ``freeze_layers`` layers stay
    as they are (what they know of words holds for any task, and they need no
    backward pass). ``workers`` processes share the cores and average their
    weights every ``average_seconds``. The learning rate warms up over ``warmup`` of the run and
    falls linearly to zero over the rest; a run ends after ``pairs`` pairs, or
    after ``minutes`` if that is sooner (then the schedule follows the clock).
    Of the sentences of a story that say nothing to a claim the part
    ``easy_neutrals`` is taken for ``newsdesk``.
    """

    base: str
    data: str
    out: str
    shares: dict[str, float] = field(default_factory=dict)
    newsdesk: str | None = None
    newsdesk_dev: float = 0.1
    easy_neutrals: float = 1.0
    keep_layers: tuple[int, ...] | None = None
    freeze_layers: int = 0
    workers: int = 1
    average_seconds: float = 60.0
    pairs: int = 200_000
    minutes: float | None = None
    learning_rate: float = 1e-4
    warmup: float = 0.05
    weight_decay: float = 0.01
    batch_tokens: int = 4096
    max_tokens: int = 192
    label_smoothing: float = 0.05
    contrast: float = 0.0
    """Weight of the loss that compares claims on one premise with each other (``factcheck.train.contrast``)."""
    dropout: float = 0.0
    """Of hidden states (``factcheck.train.dropout``). A run that sees each pair once needs none; where the stories are
    seen several times they are known by heart without it."""
    seed: int = 13
    checkpoint_minutes: float = 5.0

    @classmethod
    def load(cls, path: Path) -> TrainConfig:
        """Read a TOML file; an unknown key is an error, so that a typo can't pass.

        Raises:
            InputError: no such file, or not a configuration.
        """
        try:
            raw = tomllib.loads(path.read_text("utf-8"))
        except OSError as error:
            raise InputError(f"can't read {path}: {error.strerror}", "Start from training/stance-1.toml.") from error
        except ValueError as error:
            raise InputError(f"{path} is not TOML: {error}", "Start from training/stance-1.toml.") from error
        known = {f.name for f in fields(cls)}
        unknown = sorted(set(raw) - known)
        if unknown:
            raise InputError(f"{path}: unknown setting {unknown[0]!r}", f"Known are {', '.join(sorted(known))}.")
        missing = sorted({"base", "data", "out"} - set(raw))
        if missing:
            raise InputError(f"{path}: no setting {missing[0]!r}", "base, data and out are needed.")
        hints = get_type_hints(cls)
        for key, value in raw.items():
            if not _fits(value, hints[key]):
                raise InputError(
                    f"{path}: {key!r} can't be {value!r}", "Compare it with training/stance-1.toml; shares stand last."
                )
        if "keep_layers" in raw:
            raw["keep_layers"] = tuple(raw["keep_layers"])
        return cls(**raw)


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value out of TOML may stand where the type is this one."""
    kind = get_origin(hint) or hint
    if kind in (Union, UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if kind is dict:
        return isinstance(value, dict) and all(_fits(one, float) for one in value.values())
    if kind is tuple:
        return isinstance(value, list) and all(_fits(one, int) for one in value)
    if isinstance(value, bool) or value is None:
        return False
    return isinstance(value, (int, float) if kind is float else kind)
