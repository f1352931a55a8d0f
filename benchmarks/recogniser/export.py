"""Write the trained net as the package holds it: in floats and in 8-bit integers, with its classes.

Most frames are blank, and the classes are many: a gate, fitted here, tells which frames may hold a letter, and only
those are scored. Convolutions are quantised by what they see of real strips, the LSTM and the classes as they run.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from benchmarks.recogniser.batches import batch, grouped
from benchmarks.recogniser.lines import Strip
from benchmarks.recogniser.net import Net
from hwalja.recognise.decode import BLANK
from hwalja.recognise.network import PLACES, SCORES, STRIPS

SEEN = 200
"""Strips by which ranges are set."""

FITTED = 1500
"""Strips by which the gate is fitted."""

LETTER = 10.0
"""What a frame with a letter weighs against a blank one when the gate is fitted."""

OPEN = -3.0
"""Logit of the gate above which a frame is scored: a third of them are, and no letter of 40,000 was lost."""


class _Sparse(nn.Module):
    """The net with the vectors of its classes summed up, scoring only the frames that its gate lets through."""

    def __init__(self, net: Net, gate: tuple[Tensor, Tensor]) -> None:
        super().__init__()
        self.net = copy.deepcopy(net).to(memory_format=torch.contiguous_format).eval()
        self.gate, self.shut = gate
        self.weight, self.bias = net.classes.weight().detach().T.contiguous(), net.classes.bias.detach().clone()

    def forward(self, strips: Tensor) -> tuple[Tensor, Tensor]:
        codes = self.net.codes(strips)
        places = ((codes * self.gate).sum(-1) + self.shut > OPEN).nonzero()  # a product of matrices would be quantised
        return places, codes[places[:, 0], places[:, 1]] @ self.weight + self.bias


def _gate(net: Net, seen: Sequence[Strip]) -> tuple[Tensor, Tensor]:
    """Fit a logistic regression from a frame's code to whether the net sees a letter there."""
    codes, letters = [], []
    net.eval()
    with torch.no_grad():
        for group in grouped(list(seen)):
            given = batch(group)
            found = net.codes(torch.from_numpy(given.images))
            inside = torch.arange(found.shape[1]) < torch.from_numpy(given.widths)[:, None]
            codes.append(found[inside])
            letters.append((net.classes(codes[-1]).argmax(-1) != BLANK).float())
    all_codes, is_letter = torch.cat(codes), torch.cat(letters)
    weight, bias = torch.zeros(all_codes.shape[1], requires_grad=True), torch.zeros((), requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        wrong = nn.functional.binary_cross_entropy_with_logits(
            all_codes @ weight + bias, is_letter, pos_weight=torch.tensor(LETTER)
        )
        whole = wrong + 1e-5 * (weight * weight).sum()
        whole.backward()
        return whole

    optimiser.step(loss)
    return weight.detach(), bias.detach()


def export(net: Net, letters: tuple[str, ...], folder: Path, seen: list[Strip]) -> None:
    """Write `model.onnx`, `model-int8.onnx` and `classes.txt`."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "model.onnx"
    _write(_Sparse(net, _gate(net, seen[:FITTED])), whole)
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


def _write(net: nn.Module, path: Path) -> None:
    axes = {STRIPS: {0: "lines", 3: "columns"}, PLACES: {0: "places"}, SCORES: {0: "places"}}
    torch.onnx.export(
        net,
        (torch.zeros(2, 1, 32, 256),),
        str(path),
        input_names=[STRIPS],
        output_names=[PLACES, SCORES],
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
        return None if strip is None else {STRIPS: batch([strip]).images}
