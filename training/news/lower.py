"""The shipped trunk cut in two: what its lower layers give stays as it is, the weights of the upper ones are where ours begin."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from sijill.encode.encoder import TRUNK_FILE, WEIGHTS
from sijill.encode.pieces import END
from training.encoder.e5file import Array, Weights

LOWER, ALL = 8, 12  # layers
SOURCE = f"x{LOWER}"  # what the graph calls the rows after the lower ones
LONGEST = 256  # pieces of a sentence that are read: the trunk's own window
_PRODUCTS = ("qkv", "o", "up", "down")


class Lower:
    """Pieces in, a row a piece out: [pieces, 384] in half precision."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        given = helper.make_tensor_value_info(SOURCE, TensorProto.FLOAT, [1, "length", "width"])
        shown = onnx.ModelProto(graph=onnx.GraphProto(output=[given])).SerializeToString()
        graph = (WEIGHTS / TRUNK_FILE).read_bytes() + shown
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def read(self, ids: list[int]) -> Array:
        """The rows of the first pieces, at most `LONGEST`."""
        ids = ids if len(ids) <= LONGEST else [*ids[: LONGEST - 1], END]
        rows: Array = self._session.run([SOURCE], {"ids": np.array([ids], np.int64)})[0][0].astype(np.float16)
        return rows


def upper_weights() -> Weights:
    """The upper layers' weights in fp32, named as those of a module list of `training.encoder.model.Layer`."""
    graph = onnx.load(str(WEIGHTS / TRUNK_FILE)).graph
    stored = {constant.name: numpy_helper.to_array(constant) for constant in graph.initializer}
    weights: Weights = {}
    for at in range(LOWER, ALL):
        for part in _PRODUCTS:
            columns = stored[f"l{at}_{part}_int8"].astype(np.float32) * stored[f"l{at}_{part}_scale"]
            weights[f"{at - LOWER}.{part}.weight"] = np.ascontiguousarray(columns.T)
            weights[f"{at - LOWER}.{part}.bias"] = stored[f"l{at}_{part}_bias"].copy()
        for norm, name in (("ln1", f"l{at}_middle"), ("ln2", "states" if at == ALL - 1 else f"x{at + 1}")):
            for kind, number in (("weight", 0), ("bias", 1)):
                weights[f"{at - LOWER}.{norm}.{kind}"] = stored[f"{name}_ln{number}"].copy()
    return weights
