"""Write the trained net as the package holds it: in floats and in 8-bit integers, with its classes.

Convolutions are quantised by what they see of real strips, the LSTM and the classes as they run.
"""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from benchmarks.recogniser.batches import batch
from benchmarks.recogniser.lines import Strip
from benchmarks.recogniser.net import Net

INPUT, OUTPUT = "strips", "scores"
SEEN = 200
"""Strips by which ranges are set."""


def _folded(net: Net) -> Net:
    """Return the net with the vectors of its classes summed up."""
    folded = copy.deepcopy(net).to(memory_format=torch.contiguous_format)
    weight = net.classes.weight().detach()
    folded.classes = nn.Linear(weight.shape[1], weight.shape[0])
    folded.classes.weight.data, folded.classes.bias.data = weight, net.classes.bias.detach().clone()
    result: Net = folded.eval()
    return result


def export(net: Net, letters: tuple[str, ...], folder: Path, seen: list[Strip]) -> None:
    """Write `model.onnx`, `model-int8.onnx` and `classes.txt`."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "model.onnx"
    _write(net, whole)
    with tempfile.TemporaryDirectory() as scratch:
        ready, partly = Path(scratch, "ready.onnx"), Path(scratch, "partly.onnx")
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_static(
            str(ready),
            str(partly),
            _Seen(seen),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv"],
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
        quantize_dynamic(
            str(partly),
            str(folder / "model-int8.onnx"),
            op_types_to_quantize=["MatMul", "LSTM"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )
    (folder / "classes.txt").write_text("\n".join(("", *letters)) + "\n", encoding="utf-8")


def _write(net: Net, path: Path) -> None:
    axes = {INPUT: {0: "lines", 3: "columns"}, OUTPUT: {0: "lines", 1: "frames"}}
    torch.onnx.export(
        _folded(net),
        (torch.zeros(2, 1, 32, 256),),
        str(path),
        input_names=[INPUT],
        output_names=[OUTPUT],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(onnx.load(str(path)))


class _Seen(CalibrationDataReader):
    def __init__(self, strips: list[Strip]) -> None:
        self._strips = iter(strips[:SEEN])

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        strip = next(self._strips, None)
        return None if strip is None else {INPUT: batch([strip]).images}
