"""Segmentation: a small net that sees a page as its reader does, and tells type from all else.

A U-shaped net of plain convolutions (after Ronneberger et al., "U-Net", 2015) looks at the page at half of the layout's
scale. For cells of 4 × 4 canvas px it tells whether the core of a line of type lies there, its middle two fifths: the
cores of different lines never touch, and run on through the spaces between words. What it was trained on, and how, is
in benchmarks/segmentation/README.md.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Canvas, Mask
from hwalja.layout.morphology import components, dilated, opened
from hwalja.model import Grey
from hwalja.resources import dictionaries

INPUT, CELL = 2, 4
"""Canvas px per px of the net's input, and per cell of its output."""

STRIDE = 32
"""Sides of the net's input are multiples of so many px."""

LARGEST, REACH = 2_000_000, 224
"""Pages of more px are looked at in bands, that share twice so many rows: no cell tells anything of what lies further
away than this from it, as the strides and sides of the net's convolutions add up."""

CORE = 0.3
"""A core lies so many em, or more, within the upper and the lower edge of its line."""

TYPE, PICTURE = 0.06, 0.3
"""Of a box of type, cores cover more than the one share, and pictures less than the other."""

FREE = 0.375, 0.42
"""White type stands free of the edges of its ground: cores lie in less than the one share of the box's rows, unless
they are clearly darker than the rest of it. Black letters so fat that they seem a ground fill theirs: in more than the
other. In between, cores of white type are clearly lighter."""

DARKER, LIGHTER, SPAN = -0.08, 0.02, (5, 97)
"""Clearly: by these shares of the span of the box's tones, from the one percentile to the other."""

PAGE, AROUND = 0.5, 1.0
"""A box larger than this share of the canvas may be a black border with the page in it: the ground of its type is only
what lies within so many em of it."""

BESIDE = 0.02
"""Of a picture that was found together with type beside it, cores outside the picture cover more than this share."""

WORDS, MOSTLY = 40, 0.6
"""Or they cover more than so many cells, and the net sees a picture on more than that share of the box."""

PART = 3.5
"""Parts of a picture are so many em wide and high."""

ALL_OVER = 0.9
"""Mean probability over the box of what surely is a picture: frames around charts and drawings included."""

SURE = 0.5
"""A core, or a picture, lies where the net gives it more than this."""

_LOCAL = threading.local()


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What the net makes of a canvas, by cells of `CELL` px.

    Attributes:
        core: Probability that the core of a line lies there, shape (height, width).
        kinds: Probability of each kind of type, the first of none, shape (height, width, kinds).
        picture: Probability of a picture, shape (height, width).
    """

    core: NDArray[np.float32]
    kinds: NDArray[np.float32]
    picture: NDArray[np.float32]

    def at(self, line: Box) -> NDArray[np.float32]:
        """Return the mean probability of each kind along the core of a line, then of its core and of a picture."""
        rim = round(CORE * line.height)
        own = _cells(Box(line.x, line.y + rim, max(1, line.width), max(1, line.height - 2 * rim)))
        kinds = self.kinds[own].mean(axis=(0, 1))
        return np.array([*kinds, self.core[own].mean(), self.picture[own].mean()], np.float32)

    def is_type(self, box: Box) -> bool:
        """Tell whether a box holds type and no picture."""
        own = _cells(box)
        return bool((self.core[own] > SURE).mean() > TYPE and self.picture[own].mean() < PICTURE)

    def is_reversed(self, box: Box, tones: Grey) -> bool:
        """Tell whether the type in a dark box is white, not black on a tint, or fat.

        Args:
            box: Around type.
            tones: Of the canvas.
        """
        core = self.core[_cells(box)] > SURE
        rows = core.any(axis=1).mean()
        if not 0 < rows < FREE[1]:
            return False
        part = tones[box.y : box.bottom, box.x : box.right]
        inside, ground = (
            cv2.resize(mask.astype(np.uint8), part.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
            for mask in (core, ~core & _near(core) if box.area > PAGE * tones.size else ~core)
        )
        darkest, lightest = np.percentile(part, SPAN)
        lighter = (part[inside].mean() - part[ground].mean()) / max(1.0, lightest - darkest)
        return bool(lighter > (DARKER if rows < FREE[0] else LIGHTER))

    def typed(self, shape: tuple[int, ...]) -> Mask:
        """Return the pixels of the canvas, of this shape, where type of some kind stands."""
        typed = (self.kinds[:, :, 0] < SURE).astype(np.uint8)
        return np.repeat(np.repeat(typed, CELL, axis=0), CELL, axis=1)[: shape[0], : shape[1]]

    def without_type(self, box: Box) -> list[Box]:
        """Return a box around a picture as it is, or cut to the picture where type stands beside it in the box."""
        own = _cells(box)
        beside = (self.core[own] > SURE) & (self.picture[own] <= SURE)
        much = beside.mean() >= BESIDE
        if not much and beside.sum() <= WORDS:
            return [box]
        parts = self._pictures(box)
        mostly = sum(part.area for part in parts) > MOSTLY * box.area
        return parts if parts and (much or mostly) else [box]

    def pictures(self) -> list[Box]:
        """Return the boxes of pictures that are surely such all over."""
        high, wide = self.picture.shape
        parts = self._pictures(Box(0, 0, wide * CELL, high * CELL))
        return [box for box in parts if self.picture[_cells(box)].mean() > ALL_OVER]

    def _pictures(self, box: Box) -> list[Box]:
        side = round(PART * EM / CELL)
        picture = (self.picture[_cells(box)] > SURE).astype(np.uint8)
        _, stats = components(opened(picture, side, side))
        parts = [Box(int(x), int(y), int(w), int(h)).scaled(CELL) for x, y, w, h, _ in stats[1:]]
        return [Box(box.x // CELL * CELL + p.x, box.y // CELL * CELL + p.y, p.width, p.height) for p in parts]


def _near(core: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells that are no farther than `AROUND` from a core."""
    reach = 2 * round(AROUND * EM / CELL) + 1
    return dilated(core.astype(np.uint8), reach, reach) > 0


def _cells(box: Box) -> tuple[slice, slice]:
    return slice(box.y // CELL, -(-box.bottom // CELL)), slice(box.x // CELL, -(-box.right // CELL))


def segment(canvas: Canvas) -> Segmentation:
    """Look at a page."""
    height, width = canvas.even.shape
    rows, columns = -(-height // INPUT), -(-width // INPUT)
    size = -(-rows // STRIDE) * STRIDE, -(-columns // STRIDE) * STRIDE
    page = np.stack([_fitted(grey, rows, columns, size) for grey in (canvas.even, canvas.grey)])
    rows, columns = -(-height // CELL), -(-width // CELL)
    layers = _scores(page)[:, :rows, :columns]
    odds = np.exp(layers[1:-1] - layers[1:-1].max(axis=0))
    kinds = np.ascontiguousarray((odds / odds.sum(axis=0)).transpose(1, 2, 0), np.float32)
    return Segmentation(core=_share(layers[0]), kinds=kinds, picture=_share(layers[-1]))


def _scores(page: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what the net says of a page, band by band where it is large: the same, in less memory."""
    high = page.shape[1]
    rows = max(2 * REACH + STRIDE, LARGEST // page.shape[2] // STRIDE * STRIDE)
    bands: list[NDArray[np.float32]] = []
    start = 0
    while start < high:
        top = max(0, start - REACH)
        bottom = min(high, top + rows)
        end = bottom if bottom == high else bottom - REACH
        net = _net()
        net.setInput(np.ascontiguousarray(page[None, :, top:bottom]))
        own = slice((start - top) * INPUT // CELL, (end - top) * INPUT // CELL)
        bands.append(np.array(net.forward()[0, :, own], np.float32))
        start = end
    if len(bands) > 1:
        del _LOCAL.net  # it keeps what it made of the band, and is read again in no time
    return bands[0] if len(bands) == 1 else np.concatenate(bands, axis=1)


def _fitted(grey: Grey, rows: int, columns: int, size: tuple[int, int]) -> NDArray[np.float32]:
    small = cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA)
    paper = float(np.median(small[::7, ::7]))
    fitted = np.full(size, paper / 255, np.float32)
    fitted[:rows, :columns] = small.astype(np.float32) / 255
    return fitted


def _share(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)


def _net() -> cv2.dnn.Net:
    """Return the net, read once a thread: OpenCV's are not for several at a time."""
    net: cv2.dnn.Net | None = getattr(_LOCAL, "net", None)
    if net is None:
        _LOCAL.net = net = cv2.dnn.readNetFromONNX(str(dictionaries() / "layout.onnx"))
    return net
