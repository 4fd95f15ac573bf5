"""From an exported model back to one that can be trained further.

What ships is ONNX in eight and four bits. Multiplied out again it is the same
function to within rounding, so that a newsroom can go on from the shipped
weights with its own decisions instead of from a bare language model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factcheck.errors import ModelTrouble
from factcheck.models.pairs import LABELS
from factcheck.models.stance import CARD, OnnxStance, read_json


def unpack(source: Path, target: Path) -> Path:
    """Write the exported model in ``source`` to ``target`` as a transformers sequence classifier in float32.

    Args:
        source: folder that :func:`factcheck.train.export_model` wrote.
        target: folder to write; made if missing.

    Raises:
        ModelTrouble: it isn't such a folder, or its card doesn't say how the model is built.
    """
    import torch
    from transformers import AutoConfig, AutoModelForSequenceClassification, PreTrainedTokenizerFast

    OnnxStance(source)  # checks the files
    card = read_json(source / CARD)
    if not isinstance(card.get("config"), dict):
        raise ModelTrouble(f"{source / CARD} doesn't say how the model is built", "Export the model again.")
    settings = dict(card["config"])
    names = dict(enumerate(card["labels"]))
    numbers = {name: number for number, name in names.items()}
    config = AutoConfig.for_model(
        settings.pop("model_type"), **settings, num_labels=len(LABELS), id2label=names, label2id=numbers
    )
    model = AutoModelForSequenceClassification.from_config(config)
    weights = read_weights(source / "model.onnx")
    own = model.state_dict()
    missing = sorted(name for name in own if name not in weights and not name.endswith("position_ids"))
    wrong = sorted(name for name in own if name in weights and weights[name].shape != tuple(own[name].shape))
    if missing or wrong:
        raise ModelTrouble(
            f"{source / 'model.onnx'} lacks {(missing or wrong)[0]}", "Only what this version exported can be unpacked."
        )
    model.load_state_dict({name: torch.from_numpy(weights[name]) for name in own if name in weights}, strict=False)
    inputs = ["input_ids", *(["token_type_ids"] if getattr(config, "type_vocab_size", 0) else []), "attention_mask"]
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(source / "tokenizer.json"), model_max_length=512, model_input_names=inputs
    )
    tokenizer.pad_token = tokenizer.convert_ids_to_tokens(card["pad"])
    target.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(target)
    tokenizer.save_pretrained(target)
    return target


def read_weights(path: Path) -> dict[str, Any]:
    """The parameters in an exported graph, in float32, by their names in the torch model.

    Matrices stand in the graph under numbers; the bias that is added behind
    each names it. Smoothed channels are multiplied together with their weights.
    """
    import numpy as np
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    found = {entry.name: numpy_helper.to_array(entry) for entry in model.graph.initializer}
    makers = {output: node for node in model.graph.node for output in node.output}
    readers: dict[str, list[Any]] = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    weights: dict[str, Any] = {}
    for name, values in found.items():
        plain = name.removeprefix("inner.")
        if name.endswith("_Q4"):
            scales = found[name.removesuffix("_Q4") + "_scales"]
            size = -(-values.shape[1] // scales.shape[1])
            wide = np.repeat(scales, size, axis=1)[:, : values.shape[1]]
            weights[plain.removesuffix("_Q4")] = values.astype(np.float32) * wide
        elif name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            named = stem.endswith(".weight_Transposed")
            bias = stem.replace(".weight_Transposed", ".bias") if named else _bias_behind(name, readers, found)
            zero = found[f"{stem}_zero_point"].astype(np.float32)
            matrix = (values.astype(np.float32) - zero) * found[f"{stem}_scale"]
            inverse = _divided_before(readers[name][0].input[0], makers, found)
            if inverse is not None:
                matrix = matrix * inverse[:, None]
            owner = bias.removeprefix("inner.").removesuffix(".bias").removesuffix(".linear")
            weights[f"{owner}.weight"] = np.ascontiguousarray(matrix.T, dtype=np.float32)
        elif plain.endswith((".weight", ".bias")):
            weights[plain.replace(".linear.", ".")] = np.array(values, dtype=np.float32)
    return weights


def _bias_behind(name: str, readers: dict[str, list[Any]], known: dict[str, Any]) -> str:
    """Follow a matrix product to the bias that is added to it."""
    for _ in range(8):
        node = readers[name][0]
        added = [i for i in node.input if node.op_type == "Add" and i in known and i.endswith(".bias")]
        if added:
            return str(added[0])
        name = node.output[0]
    raise ModelTrouble(f"no bias follows {name}", "Only what this version exported can be unpacked.")


def _divided_before(name: str, makers: dict[str, Any], known: dict[str, Any]) -> Any | None:
    """What the channels were divided by before they were rounded to ``name``; ``None`` if they weren't."""
    node = makers[name]
    while node.op_type in ("QuantizeLinear", "DynamicQuantizeLinear", "Div"):
        if node.input[0] not in makers:
            return None
        node = makers[node.input[0]]
    if node.op_type != "Mul":
        return None
    return next((known[i] for i in node.input if i in known and i.endswith("inverse")), None)
