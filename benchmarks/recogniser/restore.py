"""The net back from the model that was written of it, to be trained on: for a paper's own typeface, or when the
lines that it learns from have changed.

What writing folds together is taken apart again, so that the net gives the same scores: a level that a convolution
swallowed gets the mean and the spread that real strips have there, and what syllables share is fitted to their vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from benchmarks.recogniser.batches import batch, grouped
from benchmarks.recogniser.lines import Strip
from benchmarks.recogniser.net import Classes, Net
from hwalja.recognise.network import MODELS

RIDGE = 1.0
"""Keeps what is shared small where few syllables tell it."""


def restore(net: Net, folder: Path, seen: Sequence[Strip]) -> None:
    """Give the net the weights of the model in `folder`; strips tell how far its features spread.

    Raises:
        ValueError: The model is of another net.
    """
    graph = onnx.load(str(folder / MODELS[-1])).graph
    kept = {tensor.name: _tensor(tensor) for tensor in graph.initializer}
    kept |= {node.output[0]: _tensor(node.attribute[0].t) for node in graph.node if node.op_type == "Constant"}
    nodes = {kind: [node for node in graph.node if node.op_type == kind] for kind in ("Conv", "LSTM", "MatMul")}
    code, classes = nodes["MatMul"]
    with torch.no_grad():
        levels = list(_convolutions(net.seen, [[kept[name] for name in node.input[1:]] for node in nodes["Conv"]]))
        for layer, node in enumerate(nodes["LSTM"]):
            _lstm(net.read, layer, *(kept[name] for name in node.input[1:4]))
        _fill(net.code.weight, kept[code.input[1]].T)
        _fill(net.code.bias, kept["net.code.bias"])
        _classes(net.classes, kept[classes.input[1]].T, kept[graph.node[-1].input[1]])
        _spread(net, levels, seen)


def _tensor(tensor: onnx.TensorProto) -> Tensor:
    return torch.from_numpy(np.array(numpy_helper.to_array(tensor)))


def _fill(parameter: Tensor, value: Tensor) -> None:
    if parameter.shape != value.shape:
        raise ValueError(
            f"the model is of another net: {tuple(value.shape)} where {tuple(parameter.shape)} is expected"
        )
    parameter.copy_(value)


def _convolutions(seen: nn.Module, found: Sequence[Sequence[Tensor]]) -> Iterator[nn.BatchNorm2d]:
    """Fill the convolutions, and yield the levels, which for now only add what each convolution had swallowed."""
    given = iter(found)
    shift = torch.zeros(0)
    for part in seen.modules():
        if isinstance(part, nn.Conv2d):
            weight, *more = next(given)
            _fill(part.weight, weight)
            shift = more[0] if more else shift
        elif isinstance(part, nn.BatchNorm2d):
            _fill(part.bias, shift)
            part.weight.fill_((1 + part.eps) ** 0.5)
            yield part


def _lstm(read: nn.LSTM, layer: int, weight: Tensor, back: Tensor, bias: Tensor) -> None:
    """ONNX orders the gates input, output, forget, cell; torch input, forget, cell, output."""

    def ordered(rows: Tensor) -> Tensor:
        into, out, forget, cell = rows.chunk(4)
        return torch.cat([into, forget, cell, out])

    for way, suffix in enumerate(("", "_reverse")):
        first, second = bias[way].chunk(2)
        _fill(getattr(read, f"weight_ih_l{layer}{suffix}"), ordered(weight[way]))
        _fill(getattr(read, f"weight_hh_l{layer}{suffix}"), ordered(back[way]))
        _fill(getattr(read, f"bias_ih_l{layer}{suffix}"), ordered(first))
        _fill(getattr(read, f"bias_hh_l{layer}{suffix}"), ordered(second))


def _classes(classes: Classes, vectors: Tensor, bias: Tensor) -> None:
    """Split the vectors into what the syllables with one jamo share, by ridge regression, and what is a class's own."""
    jamo = torch.zeros(len(vectors), len(classes.parts)).scatter_(1, classes.jamo, 1.0) * classes.is_hangul
    square = jamo.T @ jamo + RIDGE * torch.eye(jamo.shape[1])
    _fill(classes.parts, torch.linalg.solve(square, jamo.T @ vectors))
    _fill(classes.own, vectors - jamo @ classes.parts)
    _fill(classes.bias, bias)


def _spread(net: Net, levels: Sequence[nn.BatchNorm2d], seen: Sequence[Strip]) -> None:
    """Give each level the mean and the spread of what comes into it, and undo them by its own weights."""
    parts: list[list[Tensor]] = [[] for _ in levels]
    hooks = [
        level.register_forward_pre_hook(lambda _, given, part=part: part.append(given[0].transpose(0, 1).flatten(1)))
        for level, part in zip(levels, parts, strict=True)
    ]
    net.eval()
    for group in list(grouped(list(seen)))[:8]:
        net.seen(torch.from_numpy(batch(group).images))
    for hook in hooks:
        hook.remove()
    for level, part in zip(levels, parts, strict=True):
        features = torch.cat(part, dim=1)
        mean, variance = features.mean(1), features.var(1)
        level.running_mean, level.running_var = mean, variance
        level.weight.copy_((variance + level.eps).sqrt())
        level.bias.add_(mean)
    net.train()
