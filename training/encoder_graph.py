"""Write the encoder's ONNX graph: a few kilobytes that name the tensors of the published weights file.

The graph holds no weights. Every initializer points, by offset, into the
model.safetensors of all-MiniLM-L6-v2, whose raw little-endian tensors are laid
out just as ONNX external data is; the offsets hold because the file's hash is
checked before use. Dense layers are ``Gemm`` with ``transB``, so that the
weights are used as PyTorch stores them. The graph ends in the sum of the hidden
states over real tokens: mean pooling, up to the length that normalising removes.

    python training/encoder_graph.py MODEL_DIR factcheck/models/weights/encoder/graph.onnx
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto, helper

WEIGHTS = "model.safetensors"
FUSED = "com.microsoft"


def tensor_places(path: Path) -> dict[str, tuple[list[int], int, int]]:
    """Tensor name → shape, offset in the file, bytes; read from the safetensors header."""
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    start = 8 + length
    return {
        name: (entry["shape"], start + entry["data_offsets"][0], entry["data_offsets"][1] - entry["data_offsets"][0])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


def external(name: str, place: tuple[list[int], int, int]) -> TensorProto:
    """An initializer that lies in the weights file."""
    shape, offset, length = place
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", WEIGHTS), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def layer(index: int, heads: int, epsilon: float) -> list[Any]:
    """The nodes of one transformer layer; reads ``flat{index}`` [tokens, hidden], writes ``flat{index + 1}``."""
    at = f"encoder.layer.{index}."
    own = f"l{index}_"
    nodes = []
    for part in ("query", "key", "value"):
        weights = [f"{at}attention.self.{part}.weight", f"{at}attention.self.{part}.bias"]
        nodes.append(helper.make_node("Gemm", [f"flat{index}", *weights], [f"{own}{part}_flat"], transB=1))
        nodes.append(helper.make_node("Reshape", [f"{own}{part}_flat", "shape"], [f"{own}{part}"]))
    return [
        *nodes,
        helper.make_node(
            "MultiHeadAttention",
            [f"{own}query", f"{own}key", f"{own}value", "", "attention_mask"],
            [f"{own}mixed"],
            domain=FUSED,
            num_heads=heads,
        ),
        helper.make_node("Reshape", [f"{own}mixed", "flat_shape"], [f"{own}mixed_flat"]),
        dense(f"{own}mixed_flat", f"{at}attention.output.dense", f"{own}attended"),
        norm(f"{own}attended", f"flat{index}", f"{at}attention.output.LayerNorm", f"{own}first", epsilon),
        dense(f"{own}first", f"{at}intermediate.dense", f"{own}wide"),
        helper.make_node("Gelu", [f"{own}wide"], [f"{own}bent"], domain=FUSED),
        dense(f"{own}bent", f"{at}output.dense", f"{own}narrow"),
        norm(f"{own}narrow", f"{own}first", f"{at}output.LayerNorm", f"flat{index + 1}", epsilon),
    ]


def dense(source: str, weights: str, target: str) -> Any:
    """A linear layer on [tokens, features]."""
    return helper.make_node("Gemm", [source, f"{weights}.weight", f"{weights}.bias"], [target], transB=1)


def norm(source: str, skip: str, weights: str, target: str, epsilon: float) -> Any:
    """Layer norm of ``source`` plus ``skip``."""
    return helper.make_node(
        "SkipLayerNormalization",
        [source, skip, f"{weights}.weight", f"{weights}.bias"],
        [target],
        domain=FUSED,
        epsilon=epsilon,
    )


def build(folder: Path) -> Any:
    """The graph for the model in ``folder``: ids, types, mask int32 [rows, length] → float32 [rows, hidden]."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    hidden, layers, epsilon = config["hidden_size"], config["num_hidden_layers"], config["layer_norm_eps"]
    embedding = [f"embeddings.{name}_embeddings.weight" for name in ("word", "position", "token_type")] + [
        "embeddings.LayerNorm.weight",
        "embeddings.LayerNorm.bias",
    ]
    nodes = [
        helper.make_node(
            "EmbedLayerNormalization",
            ["input_ids", "token_type_ids", *embedding],
            ["embedded", "unused_mask_index"],
            domain=FUSED,
            epsilon=epsilon,
        ),
        helper.make_node("Shape", ["embedded"], ["shape"]),
        helper.make_node("Reshape", ["embedded", "flat_shape"], ["flat0"]),
    ]
    for index in range(layers):
        nodes += layer(index, config["num_attention_heads"], epsilon)
    nodes += [
        helper.make_node("Reshape", [f"flat{layers}", "shape"], ["hidden"]),
        helper.make_node("Cast", ["attention_mask"], ["weights_2d"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["weights_2d", "one"], ["weights"]),
        helper.make_node("MatMul", ["weights", "hidden"], ["pooled_3d"]),
        helper.make_node("Squeeze", ["pooled_3d", "one"], ["pooled"]),
    ]
    used = {name for node in nodes for name in node.input}
    places = tensor_places(folder / WEIGHTS)
    initializers = [external(name, place) for name, place in places.items() if name in used]
    initializers += [
        helper.make_tensor("flat_shape", TensorProto.INT64, [2], [-1, hidden]),
        helper.make_tensor("one", TensorProto.INT64, [1], [1]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["rows", "length"])
        for name in ("input_ids", "token_type_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["rows", hidden])]
    graph = helper.make_graph(nodes, "all-MiniLM-L6-v2", inputs, outputs, initializers)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="factcheck")


def main() -> None:
    """Build the graph of the model in the first folder and write it to the second path."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    model = build(source)
    onnx.save(model, str(target))
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
