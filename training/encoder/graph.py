"""Writes the trunk as an ONNX graph: one unpadded text in (`ids`), a vector a piece out (`states`); no export tool.

int8 (`DynamicQuantizeMatMul`): weights in int8 with a scale a column, inputs in uint8 with one scale a call.  Products named in
`exact` are computed in fp32 from weights stored in int8: they cost time, not room.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder.e5file import Array, Weights
from training.encoder.model import EPSILON, HEAD_COUNT

Precision = Literal["fp32", "int8"]
MS = "com.microsoft"


def round_columns(weight: Array) -> tuple[NDArray[np.int8], Array]:
    """A matrix as int8 with a scale a column."""
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / 127.0
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


class _Graph:
    def __init__(self, precision: Precision, exact: frozenset[str]) -> None:
        self.precision, self.exact = precision, exact
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str | list[str], domain: str = "", **options: object) -> str:
        outputs = [output] if isinstance(output, str) else output
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, name=outputs[0], **options))
        return outputs[0]

    def product(self, source: str, weight: Array, bias: Array, output: str) -> str:
        """`source @ weight.T + bias`, as exact as asked for."""
        columns = np.ascontiguousarray(weight.T, np.float32)
        added = self.constant(f"{output}_bias", bias.astype(np.float32))
        if self.precision == "fp32":
            matrix = self.constant(f"{output}_weight", columns)
        else:
            rounded, scale = round_columns(columns)
            stored = [self.constant(f"{output}_int8", rounded), self.constant(f"{output}_scale", scale)]
            zeros = self.constant(f"{output}_zero", np.zeros(scale.shape, np.int8))
            if output not in self.exact:
                return self.node("DynamicQuantizeMatMul", [source, *stored, zeros, added], output, MS)
            matrix = self.node("DequantizeLinear", [*stored, zeros], f"{output}_weight", axis=1)
        return self.node("Add", [self.node("MatMul", [source, matrix], f"{output}_product"), added], output)

    def embed(self, words: Array) -> str:
        """The rows of `ids`; in int8 with a scale a row."""
        if self.precision == "fp32":
            return self.node("Gather", [self.constant("words", words), "ids"], "word")
        rounded, scale = round_columns(np.ascontiguousarray(words.T))
        self.node("Gather", [self.constant("words_int8", np.ascontiguousarray(rounded.T)), "ids"], "word_int8")
        self.node("Gather", [self.constant("words_scale", scale[:, None]), "ids"], "word_scale")
        return self.node(
            "Mul", [self.node("Cast", ["word_int8"], "word_raw", to=TensorProto.FLOAT), "word_scale"], "word"
        )

    def add_and_normalise(self, added: str, source: str, weights: tuple[Array, Array], output: str) -> str:
        """`added + source`, normalised."""
        inputs = [self.constant(f"{output}_ln{at}", value) for at, value in enumerate(weights)]
        return self.node("SkipLayerNormalization", [added, source, *inputs], output, MS, epsilon=EPSILON)


def build_graph(weights: Weights, precision: Precision, exact: frozenset[str] = frozenset()) -> onnx.ModelProto:
    """The trunk as a graph; `exact` names products as `l3_down`."""
    graph = _Graph(precision, exact)
    width = weights["words"].shape[1]
    word = graph.embed(weights["words"])
    graph.node("Shape", ["ids"], "length", start=1, end=2)
    first = graph.constant("first", np.array([0], np.int64))
    graph.node("Slice", [graph.constant("places", weights["places"]), first, "length", first], "place")
    graph.node("Add", [word, "place"], "embedded")
    norm = [graph.constant("ln_weight", weights["ln.weight"]), graph.constant("ln_bias", weights["ln.bias"])]
    state = graph.node("LayerNormalization", ["embedded", *norm], "x0", axis=-1, epsilon=EPSILON)
    graph.constant("thirds", np.array([width] * 3, np.int64))
    count = sum(name.endswith(".qkv.bias") for name in weights)
    for at in range(count):
        output = "states" if at == count - 1 else f"x{at + 1}"
        state = _add_layer(graph, {name: weights[f"layers.{at}.{name}"] for name in _PARTS}, f"l{at}", state, output)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "length", width])
    body = helper.make_graph(graph.nodes, "trunk", [ids], [states], graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)])
    model.ir_version = 8
    return model


def build_branch(weights: Weights, source: str, output: str) -> onnx.ModelProto:
    """Layers once more on top of `source` of a trunk, in int8, as a graph that has no inputs of its own.

    Its bytes behind those of the trunk are one model with one more output: protobuf joins a message that stands twice.
    """
    graph, state = _Graph("int8", frozenset()), source
    count = sum(name.endswith(".qkv.bias") for name in weights)
    for at in range(count):
        part = {name: weights[f"layers.{at}.{name}"] for name in _PARTS}
        name = output if at == count - 1 else f"{output}{at + 1}"
        state = _add_layer(graph, part, f"{output}_l{at}", state, name)
    width = len(weights["layers.0.o.bias"])
    given = helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, "length", width])
    body = helper.make_graph(graph.nodes, "trunk", [], [given], graph.constants)
    return onnx.ModelProto(graph=body)


_PARTS = tuple(f"{part}.{kind}" for part in ("qkv", "o", "ln1", "up", "down", "ln2") for kind in ("weight", "bias"))


def _add_layer(graph: _Graph, part: Weights, name: str, state: str, output: str) -> str:
    thirds = [f"{name}_q", f"{name}_k", f"{name}_v"]
    qkv = graph.product(state, part["qkv.weight"], part["qkv.bias"], f"{name}_qkv")
    graph.node("Split", [qkv, "thirds"], thirds, axis=-1)
    graph.node("MultiHeadAttention", thirds, f"{name}_mixed", MS, num_heads=HEAD_COUNT)
    out = graph.product(f"{name}_mixed", part["o.weight"], part["o.bias"], f"{name}_o")
    middle = graph.add_and_normalise(out, state, (part["ln1.weight"], part["ln1.bias"]), f"{name}_middle")
    up = graph.product(middle, part["up.weight"], part["up.bias"], f"{name}_up")
    graph.node("Gelu", [up], f"{name}_gelu", MS)
    down = graph.product(f"{name}_gelu", part["down.weight"], part["down.bias"], f"{name}_down")
    return graph.add_and_normalise(down, middle, (part["ln2.weight"], part["ln2.bias"]), output)


def write_graph(model: onnx.ModelProto, file: Path) -> None:
    """The graph as a file."""
    onnx.save(model, str(file))
