"""The net that reads lines: a model folder, loaded once and asked by one thread.

A folder holds a model, `model-int8.onnx` or else `model.onnx`, and `classes.txt`: its classes, one a line, in the order
of the model's scores; the first line, which stands for the blank, is empty. How one is trained: docs/recogniser.md.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwalja.errors import DependencyError
from hwalja.model import Model
from hwalja.recognise.decode import Scores
from hwalja.recognise.window import STEP, side_by_side

MODELS, CLASSES = ("model-int8.onnx", "model.onnx"), "classes.txt"
"""The first that is there is taken: integers are as good as floats, and faster."""

STRIPS, PLACES, SCORES = "strips", "places", "scores"
"""What a model takes, shape (lines, 1, 32, columns), and gives: line and frame of every place where a letter may stand,
shape (places, 2), and the scores of the classes there, shape (places, classes)."""

WIDEST = 3200
"""Columns of a batch: what the net makes of more at a time does not fit into a core's cache."""

ALIKE = 1.12
"""Strips of a batch are at most so many times as wide as its narrowest: the rest is looked at for nothing."""


class Network:
    """A model, ready to read strips.

    Args:
        folder: Holds the model and its classes.

    Raises:
        DependencyError: onnxruntime is not installed, or the folder does not hold a model that fits its classes.
    """

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise DependencyError(
                "the engine hwalja needs onnxruntime, which is not installed",
                advice="pip install onnxruntime, or read with --engine tesseract",
            ) from error
        model = next((folder / name for name in MODELS if (folder / name).exists()), folder / MODELS[-1])
        classes = folder / CLASSES
        try:
            bytes_ = model.read_bytes()
            self.letters = tuple(classes.read_text(encoding="utf-8").removesuffix("\n").split("\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise DependencyError(
                f"the model in {folder} cannot be read: {error}", advice=f"it needs {model.name} and {classes.name}"
            ) from error
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        settings.log_severity_level = 3
        settings.enable_mem_pattern = False  # no two batches have one shape
        try:
            self._session = onnxruntime.InferenceSession(bytes_, settings, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has no base class of its own errors
            raise DependencyError(f"{model} is no model that onnxruntime can load: {error}") from error
        parts = {part.name: part for part in (*self._session.get_inputs(), *self._session.get_outputs())}
        if not {STRIPS, PLACES, SCORES} <= parts.keys():
            raise DependencyError(
                f"{model} takes and gives {', '.join(parts)} instead of {STRIPS}, {PLACES} and {SCORES}",
                advice="docs/recogniser.md says what a model looks like and how one is made",
            )
        scores = parts[SCORES].shape[-1]
        if scores != len(self.letters):
            raise DependencyError(f"{model} tells {scores} classes apart and {classes.name} names {len(self.letters)}")
        self.record = Model(model.name, f"onnxruntime {onnxruntime.__version__}", hashlib.sha256(bytes_).hexdigest())

    def scores(self, strips: list[NDArray[np.uint8]]) -> list[Scores]:
        """Return the scores of every strip.

        Args:
            strips: See `hwalja.recognise.window`.
        """
        found = [Scores(np.zeros(0, np.int64), np.zeros((0, len(self.letters)), np.float32))] * len(strips)
        for group in groups([strip.shape[1] for strip in strips], WIDEST, ALIKE):
            batch = side_by_side([strips[k] for k in group])
            places, classes = self._session.run([PLACES, SCORES], {STRIPS: batch})
            ends = np.searchsorted(places[:, 0], np.arange(len(group) + 1))
            for k, first, last in zip(group, ends[:-1], ends[1:], strict=True):
                frames = places[first:last, 1]
                inside = int(np.searchsorted(frames, strips[k].shape[1] // STEP))
                found[k] = Scores(frames[:inside], classes[first : first + inside])
        return found


def groups(widths: Sequence[int], widest: int, alike: float = math.inf) -> list[list[int]]:
    """Return the numbers of strips in groups of about one width.

    Args:
        widths: Of the strips.
        widest: Columns of a group at most, all its strips as wide as the widest; a strip alone may be wider.
        alike: Strips of a group are at most so many times as wide as its narrowest.
    """
    found: list[list[int]] = []
    for k in sorted(range(len(widths)), key=widths.__getitem__):
        own = found[-1] if found else []
        if own and widths[k] * (len(own) + 1) <= widest and widths[k] <= alike * widths[own[0]]:
            own.append(k)
        else:
            found.append([k])
    return found
