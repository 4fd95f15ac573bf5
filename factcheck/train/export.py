"""From a trained torch model to what the program ships: ONNX, int8, a temperature, a card."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import InputError, ModelTrouble
from factcheck.models.calibration import calibration_error, fit_temperature, log_loss
from factcheck.models.labels import map_labels
from factcheck.models.pairs import Pair
from factcheck.models.runtime import file_sha256
from factcheck.models.stance import CARD, FILES, ORDER, OnnxStance, softmax
from factcheck.train.last_layer import read_first_only
from factcheck.train.quantise import quantise, smooth_channels

if TYPE_CHECKING:
    from factcheck.types import FloatArray

OPSET = 20
CALIBRATION = 48
"""Pairs on which the size of channels is measured."""

CONFIG = (
    "model_type", "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
    "hidden_act", "max_position_embeddings", "relative_attention_num_buckets", "type_vocab_size", "layer_norm_eps",
    "pad_token_id", "bos_token_id", "eos_token_id",
)  # fmt: skip
"""What of a model's configuration goes into its card, so that it can be unpacked and trained further."""

SAMPLE = [
    ("A short line.", "Another."),
    ("The bridge was opened in May after two years of work.", "The bridge is shut."),
]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export measured; ``nan`` where no development pairs were given.

    ``agreement`` is the part of development pairs on which the exported model
    and the torch model choose the same label, ``drift`` the mean absolute
    difference of their probabilities.
    """

    folder: Path
    bytes: int
    temperature: float
    pairs: int
    agreement: float
    drift: float
    accuracy_torch: float
    accuracy: float
    log_loss_before: float
    log_loss_after: float
    calibration_error_before: float
    calibration_error_after: float


def export_model(
    source: Path,
    target: Path,
    *,
    name: str | None = None,
    int8: bool = True,
    dev: Sequence[Pair] = (),
    max_tokens: int = 192,
    say: Callable[[str], None] = lambda line: None,
) -> ExportReport:
    """Write ``model.onnx``, ``model.bin``, ``tokenizer.json`` and ``stance.json`` to ``target``.

    Args:
        source: folder of a transformers sequence classifier with the three stances as labels.
        target: folder to write; made if missing.
        name: name of the model for people; the source folder's by default.
        int8: quantise, else float32.
        dev: pairs to fit the temperature on and to measure agreement with torch.
        max_tokens: longest pair that the model reads.
        say: told each step.

    Raises:
        InputError: no such model.
        ModelTrouble: its labels aren't the three stances.
    """
    if not (source / "config.json").is_file():
        raise InputError(f"{source} is no model folder: it has no config.json", "Name the folder that training wrote.")
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(source)
    model: Any = AutoModelForSequenceClassification.from_pretrained(source, attn_implementation="eager").eval()
    columns = map_labels(model.config.id2label)
    if columns is None:
        raise ModelTrouble(f"the labels of {source} aren't the three stances", "Set id2label in its config.json.")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        full = Path(scratch) / "float32.onnx"
        read_first_only(model)
        if int8 and dev:
            say("smoothing channels")
            some = dev[:: max(1, len(dev) // CALIBRATION)]
            smooth_channels(model, lambda: torch_logits(model, tokenizer, some, max_tokens))
        say("exporting to ONNX")
        _to_onnx(model, tokenizer, full)
        if int8:
            say("quantising to int8")
            quantise(full, Path(scratch) / "int8.onnx")
        _save(Path(scratch) / ("int8.onnx" if int8 else "float32.onnx"), target)
    tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    labels = [stance.value for stance, _ in sorted(columns.items(), key=lambda item: item[1])]
    card = {
        "format": 1,
        "name": name or source.name,
        "labels": labels,
        "temperature": 1.0,
        "max_tokens": max_tokens,
        "pad": int(tokenizer.pad_token_id),
        "config": {key: value for key, value in model.config.to_dict().items() if key in CONFIG},
        "files": {file: file_sha256(target / file) for file in FILES},
    }
    _write_card(target, card)
    report = _measure(model, tokenizer, target, dev, [columns[stance] for stance in ORDER], max_tokens, say)
    _write_card(target, {**card, "temperature": round(report.temperature, 4)})
    return report


def export_cascade(
    screen: Path, judge: Path, target: Path, *, name: str, keep: int = 8, weight: float = 1.0, leave: float = 1.0
) -> Path:
    """Put two exported models into one folder that is loaded as a cascade.

    Args:
        screen: folder of the small model, which reads every premise.
        judge: folder of the larger one, which reads ``keep`` of a claim's premises again.
        target: folder to write.
        name: name that findings carry.
        keep: premises of a claim that the judge reads.
        weight: how much the judge counts on those, 0 to 1; the screen has the rest.
        leave: probability of neutral from which the screen is believed without the judge.

    Raises:
        ModelTrouble: one of the folders isn't an exported model.
    """
    for part, source in (("screen", screen), ("judge", judge)):
        OnnxStance(source)  # refuses what wouldn't load later
        (target / part).mkdir(parents=True, exist_ok=True)
        for file in (*FILES, CARD):
            shutil.copyfile(source / file, target / part / file)
    card: dict[str, Any] = {
        "format": 1,
        "kind": "cascade",
        "name": name,
        "screen": "screen",
        "judge": "judge",
        "keep": keep,
    }
    card["weight"] = weight
    card["leave"] = leave
    _write_card(target, card)
    return target


def _write_card(target: Path, card: dict[str, Any]) -> None:
    (target / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _to_onnx(model: Any, tokenizer: Any, path: Path) -> None:
    """Export with both axes free; the exported graph is checked by the caller against the model."""
    import torch

    class Logits(torch.nn.Module):
        def __init__(self, inner: Any, names: list[str]) -> None:
            super().__init__()
            self.inner = inner
            self.names = names

        def forward(self, *values: Any) -> Any:
            return self.inner(**dict(zip(self.names, values, strict=True))).logits

    sample = tokenizer([a for a, _ in SAMPLE], [b for _, b in SAMPLE], padding=True, return_tensors="pt")
    names = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in sample]
    rows, length = torch.export.Dim("rows"), torch.export.Dim("length")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Logits(model, names),
            tuple(sample[name] for name in names),
            str(path),
            input_names=names,
            output_names=["logits"],
            dynamic_shapes=(tuple({0: rows, 1: length} for _ in names),),
            dynamo=True,
            opset_version=OPSET,
            external_data=False,
            verbose=False,
        )


def _save(source: Path, target: Path) -> None:
    """Write the graph and, beside it, its weights, which are then mapped instead of copied: a third of the memory."""
    import onnx

    (target / "model.bin").unlink(missing_ok=True)  # onnx would append to it
    model = onnx.load(str(source))
    onnx.save_model(model, str(target / "model.onnx"), save_as_external_data=True, location="model.bin")
    for file in ("model.onnx", "model.bin"):
        (target / file).chmod(0o644)  # onnx writes for the owner alone; a wheel carries that on


def torch_logits(model: Any, tokenizer: Any, pairs: Sequence[Pair], max_tokens: int) -> FloatArray:
    """The torch model's outputs: float32 ``[len(pairs), 3]``, in the model's own order of labels."""
    import numpy as np
    import torch

    found = np.zeros((len(pairs), model.config.num_labels), np.float32)
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].premise))
    for start in range(0, len(order), 16):
        batch = order[start : start + 16]
        inputs = tokenizer(
            [pairs[i].premise for i in batch],
            [pairs[i].claim for i in batch],
            truncation="longest_first",
            max_length=max_tokens,
            padding=True,
            return_tensors="pt",
        )
        with torch.inference_mode():
            found[batch] = model(**inputs).logits.float().numpy()
    return found


def _measure(
    model: Any,
    tokenizer: Any,
    target: Path,
    dev: Sequence[Pair],
    columns: Sequence[int],
    max_tokens: int,
    say: Callable[[str], None],
) -> ExportReport:
    """Fit the temperature on the exported model's outputs and compare with torch."""
    import numpy as np

    size = sum((target / name).stat().st_size for name in FILES)
    if not dev:
        return ExportReport(target, size, 1.0, 0, *([math.nan] * 8))
    say(f"measuring on {len(dev)} pairs")
    labels = np.array([pair.label for pair in dev])
    reference = torch_logits(model, tokenizer, dev, max_tokens)[:, list(columns)]
    found = OnnxStance(target).logits([(pair.premise, pair.claim) for pair in dev])
    temperature = fit_temperature(found, labels)
    return ExportReport(
        target,
        size,
        temperature,
        len(dev),
        agreement=float((found.argmax(1) == reference.argmax(1)).mean()),
        drift=float(np.abs(softmax(found) - softmax(reference)).mean()),
        accuracy_torch=float((reference.argmax(1) == labels).mean()),
        accuracy=float((found.argmax(1) == labels).mean()),
        log_loss_before=log_loss(found, labels, 1.0),
        log_loss_after=log_loss(found, labels, temperature),
        calibration_error_before=_calibration_error(found, labels),
        calibration_error_after=_calibration_error(found / temperature, labels),
    )


def _calibration_error(logits: FloatArray, labels: Any) -> float:
    sure = softmax(logits)
    return calibration_error(sure.max(1).tolist(), (sure.argmax(1) == labels).tolist())
