"""From a graph in float32 to one that multiplies in int8 and looks words up in four bits.

Dynamic int8 with weights per channel in seven bits (``reduce_range``): on
processors without VNNI eight-bit products saturate, and the seventh bit cost
nothing that could be measured. Word embeddings take four bits; in float32 they
are more than half of a small model.

Activations have a scale for each token. With one a batch, which is what the
library's dynamic quantisation gives, a few large tokens leave the others few
of the 256 steps, and a pair's scores depend on the pairs that it is read with.
A few channels are far larger than the rest, too: with pairs to measure on,
they are first divided down and their weights multiplied up, which changes
nothing but what rounding loses (SmoothQuant, Xiao et al. 2023,
https://arxiv.org/abs/2211.10438).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

SMOOTHING = 0.7
"""How much of a channel's size goes from activations into weights: 0.5 and 0.9 were worse, 0.8 about as good."""

ROW_STEPS = 127
"""Steps from nothing to a token's largest size."""


def smooth_channels(model: Any, show: Callable[[], object]) -> None:
    """Even out the channels that go into the encoder's linear layers, in place; the outputs stay as they are.

    Args:
        model: a transformers classifier.
        show: lets the model read the pairs on which the size of channels is measured.
    """
    import torch

    class Smoothed(torch.nn.Module):
        def __init__(self, linear: Any, inverse: Any) -> None:
            super().__init__()
            self.linear = linear
            self.register_buffer("inverse", inverse)
            linear.weight.data /= inverse

        def forward(self, values: Any) -> Any:
            return self.linear(values * self.inverse)

    largest: dict[str, Any] = {}
    fed: dict[str, int] = {}

    def watch(name: str) -> Any:
        def note(_: Any, inputs: Any) -> None:
            found = inputs[0].detach().abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest[name], found) if name in largest else found
            fed[name] = inputs[0].data_ptr()

        return note

    modules = dict(model.named_modules())
    linear = [n for n, m in modules.items() if isinstance(m, torch.nn.Linear) and ".encoder." in n]
    hooks = [modules[name].register_forward_pre_hook(watch(name)) for name in linear]
    show()
    for hook in hooks:
        hook.remove()
    # query, key and value read the same: with one scale they are rounded once
    alike: dict[tuple[str, int], list[str]] = {}
    for name in linear:
        alike.setdefault((name.rpartition(".")[0], fed[name]), []).append(name)
    for names in alike.values():
        weights = torch.stack([modules[name].weight.detach().abs().amax(0) for name in names]).amax(0).clamp(min=1e-4)
        reach = torch.stack([largest[name] for name in names]).amax(0).clamp(min=1e-4)
        inverse = 1.0 / (reach**SMOOTHING / weights ** (1 - SMOOTHING)).clamp(min=1e-3)
        for name in names:
            parent, _, own = name.rpartition(".")
            setattr(modules[parent], own, Smoothed(modules[name], inverse))


def quantise(full: Path, path: Path) -> None:
    """Linear layers to int8, embeddings to four bits in blocks of 32 (they are looked up, never multiplied).

    Args:
        full: graph in float32.
        path: graph to write.
    """
    import numpy as np
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    quantize_dynamic(
        full,
        path,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    embeddings = MatMulNBitsQuantizer(
        _scale_each_token(onnx.load(str(path))),
        bits=4,
        block_size=32,
        is_symmetric=True,
        op_types_to_quantize=("Gather",),
        quant_axes=(("Gather", 1),),
    )
    with np.errstate(invalid="ignore"):  # the row of the padding token is all zeros
        embeddings.process()
    onnx.save(embeddings.model.model, str(path))


def _scale_each_token(model: Any) -> Any:
    """Give activations a scale for each token instead of one for all, in place.

    What the library writes, ``DynamicQuantizeLinear`` and an integer product that
    is multiplied by both scales, becomes: divide by the token's largest size, round
    to 127 steps on each side of 128, multiply, and multiply by that size again.
    """
    import numpy as np
    from onnx import helper, numpy_helper

    graph = model.graph
    makers = {output: node for node in graph.node for output in node.output}
    readers: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    steps = {"row_axis": np.array([-1]), "row_least": np.float32(1e-6), "row_step": np.float32(1 / ROW_STEPS)}
    graph.initializer.extend(numpy_helper.from_array(np.asarray(v), name) for name, v in steps.items())
    graph.initializer.append(numpy_helper.from_array(np.asarray(np.uint8(128)), "row_zero"))
    put: dict[int, list[Any]] = {}
    gone: set[int] = set()
    for node in graph.node:
        if node.op_type == "DynamicQuantizeLinear":
            values, rounded = node.input[0], node.output[0]
            put[id(node)] = [
                helper.make_node("Abs", [values], [f"{rounded}_size"]),
                helper.make_node("ReduceMax", [f"{rounded}_size", "row_axis"], [f"{rounded}_most"], keepdims=1),
                helper.make_node("Max", [f"{rounded}_most", "row_least"], [f"{rounded}_row"]),
                helper.make_node("Div", [values, f"{rounded}_row"], [f"{rounded}_part"]),
                helper.make_node("QuantizeLinear", [f"{rounded}_part", "row_step", "row_zero"], [rounded]),
            ]
        elif node.op_type == "MatMulInteger":
            rounded, weights, _, zero = node.input
            (cast,) = readers[node.output[0]]
            (scaled,) = readers[cast.output[0]]
            (both,) = (makers[name] for name in scaled.input if name != cast.output[0])
            scale = next(name for name in both.input if name not in makers)
            product = f"{scaled.output[0]}_of_row"
            inputs = [rounded, weights, "row_step", scale, "row_zero", zero]
            put[id(node)] = [
                helper.make_node("MatMulIntegerToFloat", inputs, [product], domain="com.microsoft"),
                helper.make_node("Mul", [product, f"{rounded}_row"], [scaled.output[0]]),
            ]
            gone |= {id(cast), id(scaled), id(both)}
    nodes = [new for node in graph.node if id(node) not in gone for new in put.get(id(node), [node])]
    del graph.node[:]
    graph.node.extend(nodes)
    if not any(entry.domain == "com.microsoft" for entry in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model
