"""The head: from what the engine sees to the letters of French. Fitted with torch, written as ONNX."""

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from parsers.scans import hand
from training.handwriting.sights import HIGH, LOW

POOLED, HIDDEN = 224, 160  # values for a step after the learned averaging; of each direction of the two layers
CLASSES = len(hand.LETTERS) + 1


class Head(nn.Module):
    """Two layers that read a line from both ends, beside the engine's own last layer cut down to the letters of French.

    The latter is how fitting begins: what the layers add is nothing at first.
    """

    def __init__(self, own: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        super().__init__()
        self.low = nn.Linear(LOW, POOLED)
        self.first = nn.LSTM(POOLED + HIGH, HIDDEN, batch_first=True, bidirectional=True)
        self.second = nn.LSTM(2 * HIDDEN, HIDDEN, batch_first=True, bidirectional=True)
        self.added = nn.Linear(2 * HIDDEN, CLASSES)
        self.own = nn.Linear(HIGH, CLASSES)
        self.drop = nn.Dropout(0.1)
        with torch.no_grad():
            self.added.weight.mul_(0.05)
            self.own.weight.copy_(torch.from_numpy(own.T.copy()))
            self.own.bias.copy_(torch.from_numpy(bias))

    def scaled(self, mean: Tensor, spread: Tensor) -> None:
        """Have the learned averaging begin on values of like size."""
        with torch.no_grad():
            self.low.weight.div_(spread)
            self.low.bias.sub_(self.low.weight @ mean)

    def forward(self, seen: Tensor) -> Tensor:
        """Give the letters' values for lines (lines, steps, LOW + HIGH)."""
        low, high = seen[..., :LOW], seen[..., LOW:]
        pooled = torch.relu(self.low(low))
        there = self.drop(torch.cat([pooled, high], dim=2))
        one, _ = self.first(there)
        two, _ = self.second(self.drop(one))
        values: Tensor = self.added(self.drop(two)) + self.own(high)
        return values


def engine_layer() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give the engine's own last layer, of the reader's letters alone: weights and bias."""
    from training.handwriting.words import columns

    net = onnx.load_from_string(hand.net_with_sight())
    named = {one.name: one for one in net.graph.initializer}
    weights, bias = (numpy_helper.to_array(named[name]) for name in ("linear_8.w_0", "linear_8.b_0"))
    return weights[:, columns()].astype(np.float32), bias[columns()].astype(np.float32)


def written(head: Head) -> bytes:
    """Give the head as an ONNX file, weights in half precision."""
    shape = np.array([0, 1, 2 * HIDDEN], np.int64)
    stored = [numpy_helper.from_array(shape, f"{name}.shape") for name in ("first", "second")]
    nodes = [
        helper.make_node("Conv", ["low", "low.w", "low.b"], ["pooled"], strides=[1, 2], kernel_shape=[3, 2]),
        helper.make_node("Relu", ["pooled"], ["bright"]),
        helper.make_node("Squeeze", ["bright"], ["flat"], axes=[2]),
        helper.make_node("Transpose", ["flat"], ["steps"], perm=[2, 0, 1]),
        helper.make_node("Transpose", ["high"], ["above"], perm=[1, 0, 2]),
        helper.make_node("Concat", ["steps", "above"], ["there"], axis=2),
        *_layer("first", "there"),
        *_layer("second", "first.out"),
        helper.make_node("MatMul", ["second.out", "added.w"], ["added"]),
        helper.make_node("MatMul", ["above", "own.w"], ["own"]),
        helper.make_node("Add", ["added", "own"], ["both"]),
        helper.make_node("Add", ["both", "bias"], ["values"]),
        helper.make_node("Softmax", ["values"], ["told"], axis=2),
        helper.make_node("Transpose", ["told"], ["chances"], perm=[1, 0, 2]),
    ]
    weights = {name: value.detach().numpy() for name, value in head.state_dict().items()}
    parts = {
        "low.w": weights["low.weight"].reshape(POOLED, 384, 3, 2), "low.b": weights["low.bias"],
        "added.w": weights["added.weight"].T, "own.w": weights["own.weight"].T,
        "bias": weights["added.bias"] + weights["own.bias"],
        **_lstm("first", weights), **_lstm("second", weights),
    }  # fmt: skip
    casts = []
    for name, value in parts.items():
        half = np.ascontiguousarray(value.astype(np.float16))
        stored.append(numpy_helper.from_array(half, name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    graph = helper.make_graph(
        casts + nodes, "hand",
        [helper.make_tensor_value_info("low", TensorProto.FLOAT, [1, 384, 3, "columns"]),
         helper.make_tensor_value_info("high", TensorProto.FLOAT, [1, "steps", HIGH])],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, [1, "steps", CLASSES])],
        stored,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _layer(name: str, given: str) -> list[onnx.NodeProto]:
    """Give the nodes of a layer that reads from both ends: (steps, 1, values) to the same."""
    return [
        helper.make_node(
            "LSTM", [given, f"{name}.w", f"{name}.r", f"{name}.b"], [f"{name}.y"],
            hidden_size=HIDDEN, direction="bidirectional",
        ),
        helper.make_node("Transpose", [f"{name}.y"], [f"{name}.t"], perm=[0, 2, 1, 3]),
        helper.make_node("Reshape", [f"{name}.t", f"{name}.shape"], [f"{name}.out"]),
    ]  # fmt: skip


def _lstm(name: str, weights: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """Give a layer's weights in ONNX's order of the gates: in, out, forget, cell."""

    def ordered(one: NDArray[np.float32]) -> NDArray[np.float32]:
        into, forget, cell, out = np.split(one, 4)
        return np.concatenate([into, out, forget, cell])

    ends = ("", "_reverse")
    both = {
        key: np.stack([ordered(weights[f"{name}.{long}_l0{end}"]) for end in ends])
        for key, long in (("w", "weight_ih"), ("r", "weight_hh"))
    }
    bias = np.stack([
        np.concatenate([ordered(weights[f"{name}.bias_{one}_l0{end}"]) for one in ("ih", "hh")]) for end in ends
    ])  # fmt: skip
    return {f"{name}.w": both["w"], f"{name}.r": both["r"], f"{name}.b": bias}
