"""Traits: what each line of type looks like and what stands around it, in numbers.

A reader tells a headline from text by many signs at once: size, weight, face, white above and below, what it stands
over, how far it runs. None of them is sure on every page, so each line's signs are written down as a row of numbers
and weighed together (`roles`). Every number is free of the page's size, of its resolution and, where it can be, of the
face that its text is set in: sizes are in em, heights, tones and strokes relative to the body's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.segmentation import Segmentation
from hwalja.layout.strip import Strip, median_by_width
from hwalja.model import Grey

FAR = 8.0
"""Distances in em tell no more beyond this."""

TEXT = 3
"""Columns of so many lines are taken for running text before anything is known."""

SPAN = 10.0
"""Columns that a headline stands over begin at most so many em below it."""

LEVEL = 0.5
"""Lines are level that share more than this part of the lower one's height."""

HEIGHT = 0
"""The trait that is the logarithm of a line's height by the body's."""

FACE = slice(0, 4)
"""Traits of a line's face, its height among them."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scene:
    """What lines stand among, in canvas px."""

    even: Grey
    columns: Sequence[Column]
    horizontal: Sequence[Box]
    vertical: Sequence[Box]
    pictures: Sequence[Box]
    frames: Sequence[Box]
    bars: Sequence[Box]
    seen: Segmentation


def find_traits(scene: Scene, near: NDArray[np.intp]) -> Numbers:
    """Return the traits of every line, column by column, shape (lines, traits), float64.

    Args:
        scene: The lines and what is around them.
        near: Their `neighbours`.
    """
    return _Lines(scene).traits(near) if scene.columns else np.zeros((0, 0))


def neighbours(columns: Sequence[Column]) -> NDArray[np.intp]:
    """Return the lines next to each line: two above, two below, left, right; -1 for none. Shape (lines, 6)."""
    rows = [row for c in columns for row in c.rows]
    return _neighbours(_boxes([row.box for row in rows]))


def _boxes(boxes: Sequence[Box]) -> Numbers:
    return np.array([[b.x, b.y, b.right, b.bottom] for b in boxes], np.float64).reshape(-1, 4)


class _Lines:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.rows: list[Strip] = [row for c in scene.columns for row in c.rows]
        self.home = np.array([k for k, c in enumerate(scene.columns) for _ in c.rows], np.intp)
        self.place = np.array([k for c in scene.columns for k in range(len(c.rows))], np.float64)
        self.box = _boxes([row.box for row in self.rows])
        self.height = np.array([row.height for row in self.rows], np.float64)
        self.strokes = np.array([_strokes(scene.even, row) for row in self.rows], np.float64).reshape(-1, 2)
        weight = np.array([max(row.weight, 0.01) for row in self.rows], np.float64)
        self.face = np.log(np.column_stack([self.height, weight, self.strokes]))
        self.count = np.array([len(c.rows) for c in scene.columns], np.float64)
        self.column = _boxes([c.box for c in scene.columns])
        self.body = self._body()

    def _body(self) -> Numbers:
        """Return the logarithms of height, weight and strokes of the body type."""
        text = (self.count[self.home] >= TEXT + 1) & (self.height < 1.4 * EM)
        text = text if text.any() else np.ones(len(self.rows), bool)
        widths = [int(w) for w in (self.box[text, 2] - self.box[text, 0])]
        return np.array([median_by_width(widths, list(values)) for values in self.face[text].T])

    def traits(self, near: NDArray[np.intp]) -> Numbers:
        parts = [self._own(), self._measure(), self._page(), self._artwork(), self._spans()]
        parts += [self._beside(near[:, k]) for k in range(4)]
        parts += [self._level(near[:, k], k) for k in (4, 5)]
        parts += [self._rules(near[:, 0], up=True), self._rules(near[:, 2], up=False)]
        parts += [np.array([self.scene.seen.at(row.box) for row in self.rows])]
        return np.column_stack(parts)

    def _own(self) -> Numbers:
        face = self.face - self.body
        width = (self.box[:, 2] - self.box[:, 0]) / EM
        gaps = [_gaps(row) for row in self.rows]
        return np.column_stack(
            [
                face,
                face[:, 2] - face[:, 3],
                np.log(width + 0.1),
                [len(row.parts) / (w + 0.5) for row, w in zip(self.rows, width, strict=True)],
                [max(g, default=0.0) / row.height for g, row in zip(gaps, self.rows, strict=True)],
                [row.reversed for row in self.rows],
                (self.box[:, 3] - self.box[:, 1]) / self.height,
            ]
        )

    def _measure(self) -> Numbers:
        """The place of each line in its column, and its column's in the page."""
        own, rows = self.column[self.home], self.count[self.home]
        usual = np.array([np.log(max(1.0, c.height)) for c in self.scene.columns])[self.home]
        text = self.column[self.count >= TEXT + 1]
        measure = float(np.median(text[:, 2] - text[:, 0])) if len(text) else 10 * EM
        return np.column_stack(
            [
                np.log(rows),
                np.minimum(self.place, 5),
                np.minimum(rows - 1 - self.place, 5),
                (self.box[:, 0] - own[:, 0]) / EM,
                (own[:, 2] - self.box[:, 2]) / EM,
                np.log((own[:, 2] - own[:, 0]) / measure),
                np.log((self.box[:, 2] - self.box[:, 0]) / measure),
                self.face[:, 0] - usual,
                np.array([c.white for c in self.scene.columns])[self.home] / EM,
            ]
        )

    def _page(self) -> Numbers:
        left, top, right, bottom = (
            self.box[:, 0].min(),
            self.box[:, 1].min(),
            self.box[:, 2].max(),
            self.box[:, 3].max(),
        )
        return np.column_stack(
            [
                np.minimum((self.box[:, 1] - top) / EM, 20),
                np.minimum((bottom - self.box[:, 3]) / EM, 20),
                np.minimum((self.box[:, 0] - left) / EM, FAR),
                np.minimum((right - self.box[:, 2]) / EM, FAR),
                np.full(len(self.rows), np.log((right - left) / EM)),
            ]
        )

    def _artwork(self) -> Numbers:
        """Pictures above, below and beside; the frame and the black box around."""
        pictures, frames, bars = (_boxes(b) for b in (self.scene.pictures, self.scene.frames, self.scene.bars))
        in_frame, in_bar = _smallest_around(self.box, frames), _smallest_around(self.box, bars)
        running = (self.count >= TEXT)[self.home] & (self.height < 1.3 * EM)
        above, below = (_nearest(self.box, pictures, up=up) for up in (True, False))
        covered = _covered(self.box, pictures)
        result = []
        for i, box in enumerate(self.box):
            frame, bar = (_inside(frames, in_frame[i]), _inside(bars, in_bar[i]))
            same = in_frame == in_frame[i]
            result.append(
                [
                    above[i],
                    below[i],
                    covered[i],
                    0.0 if frame is None else 1.0,
                    0.0 if frame is None else np.log((frame[2] - frame[0]) / EM),
                    0.0 if frame is None else np.log((frame[3] - frame[1]) / EM),
                    0.0 if frame is None else min(FAR, (box[1] - frame[1]) / EM),
                    0.0 if frame is None else float(running[same].sum()),
                    0.0 if frame is None else float(same.sum()),
                    0.0 if bar is None else (box[2] - box[0]) / (bar[2] - bar[0]),
                    0.0 if bar is None else (bar[3] - bar[1]) / EM,
                ]
            )
        return np.array(result)

    def _spans(self) -> Numbers:
        """How many columns of text each line stands over, and how far it runs on past the first of them."""
        text = self.column[self.count >= TEXT]
        result = np.zeros((len(self.rows), 3))
        for i, box in enumerate(self.box):
            shared = np.minimum(text[:, 2], box[2]) - np.maximum(text[:, 0], box[0])
            below = (text[:, 1] > box[3] - 0.5 * EM) & (text[:, 1] < box[3] + SPAN * EM)
            over = below & (shared > 0.5 * np.minimum(text[:, 2] - text[:, 0], box[2] - box[0]))
            beside = (text[:, 1] < box[3]) & (text[:, 3] > box[1]) & (shared <= 0)
            result[i] = over.sum(), _far((box[2] - text[over, 2].min()) / EM) if over.any() else -FAR, beside.sum()
        return result

    def _beside(self, other: NDArray[np.intp]) -> Numbers:
        """How the lines above or below differ from each line."""
        none = other < 0
        box, there = self.box, self.box[other]
        gap = np.maximum(there[:, 1] - box[:, 3], box[:, 1] - there[:, 3]) / EM
        face, body = self.face[other] - self.face, (self.face[other] - self.body)[:, :2]
        own = self.column[self.home[other]]
        numbers = np.column_stack(
            [
                _far(gap),
                face,
                body,
                _far((there[:, 0] - box[:, 0]) / EM),
                _far((there[:, 2] - box[:, 2]) / EM),
                np.log((there[:, 2] - there[:, 0] + 1) / (box[:, 2] - box[:, 0] + 1)),
                np.log(self.count[self.home[other]]),
                self.home[other] == self.home,
                _far((own[:, 2] - there[:, 2]) / EM),
                _far((there[:, 0] - own[:, 0]) / EM),
                [self.rows[j].reversed for j in other],
            ]
        )
        numbers[none] = 0.0
        numbers[none, 0] = FAR + 1
        return numbers

    def _level(self, other: NDArray[np.intp], side: int) -> Numbers:
        """What stands level with each line to the left or right."""
        none = other < 0
        box, there = self.box, self.box[other]
        gap = (there[:, 0] - box[:, 2] if side == 5 else box[:, 0] - there[:, 2]) / EM
        numbers = np.column_stack([_far(gap), (self.face[other] - self.face)[:, :2], self.count[self.home[other]]])
        numbers[none] = 0.0
        numbers[none, 0] = FAR + 1
        return numbers

    def _rules(self, other: NDArray[np.intp], *, up: bool) -> Numbers:
        """Return the distance to a level rule, and whether it runs nearer than the next line."""
        rules = _boxes(self.scene.horizontal)
        gaps = _nearest(self.box, rules, up=up, share=0.5)
        there = self.box[other]
        white = (self.box[:, 1] - there[:, 3] if up else there[:, 1] - self.box[:, 3]) / EM
        white[other < 0] = FAR + 1
        return np.column_stack([gaps, gaps < white])


def _far(numbers: Numbers) -> Numbers:
    return np.clip(numbers, -FAR, FAR)


def _gaps(row: Strip) -> list[float]:
    return [float(b.x - a.right) for a, b in zip(row.parts, row.parts[1:], strict=False)]


def _strokes(even: Grey, row: Strip) -> tuple[float, float]:
    """Return how many upright and how many level edges there are in an em of a line: faces differ in them."""
    box = row.box
    part = even[box.y : box.bottom, box.x : box.right].astype(np.int16)
    upright, level = (float(np.abs(np.diff(part, axis=axis)).sum()) / (510 * max(1, box.width)) for axis in (1, 0))
    return max(0.05, upright), max(0.05, level)


def _neighbours(box: Numbers) -> NDArray[np.intp]:
    width, height = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
    middle = (box[:, 1] + box[:, 3]) / 2
    result = np.full((len(box), 6), -1, np.intp)
    if not len(box):
        return result
    left, top, right, bottom = (side[:, None] for side in box.T)
    shared = np.minimum(box[:, 2], right) - np.maximum(box[:, 0], left)
    low = LEVEL * np.minimum(height, height[:, None])
    level = np.minimum(box[:, 3], bottom) - np.maximum(box[:, 1], top) > low
    np.fill_diagonal(level, val=False)
    meets = (shared >= 0.3 * np.minimum(width, width[:, None])) & (shared > 0.3 * EM) & ~level
    for place, (side, gap) in {
        0: (meets & (middle < middle[:, None]), top - box[:, 3]),
        2: (meets & (middle > middle[:, None]), box[:, 1] - bottom),
        4: (level & (box[:, 0] < left), left - box[:, 2]),
        5: (level & (box[:, 0] > left), box[:, 0] - right),
    }.items():
        nearest = np.where(side, gap, np.inf).argmin(axis=1)
        result[:, place] = np.where(side.any(axis=1), nearest, -1)
    for near, next_one in ((0, 1), (2, 3)):
        there = result[:, near]
        result[:, next_one] = np.where(there >= 0, result[there, near], -1)
    return result


def _nearest(box: Numbers, things: Numbers, *, up: bool, share: float = 0.3) -> Numbers:
    """Return the em of white from each line up or down to the nearest of `things` that stand over it."""
    left, top, right, bottom = (side[:, None] for side in box.T)
    shared = np.minimum(things[:, 2], right) - np.maximum(things[:, 0], left)
    gap = (top - things[:, 3] if up else things[:, 1] - bottom) / EM
    over = np.where((shared > share * (right - left)) & (gap > -0.5), gap, np.inf).min(axis=1, initial=np.inf)
    return np.where(np.isinf(over), FAR + 1, np.minimum(over, FAR))


def _covered(box: Numbers, things: Numbers) -> Numbers:
    """Return the greatest share of each line that one of `things` covers."""
    left, top, right, bottom = (side[:, None] for side in box.T)
    wide = np.minimum(things[:, 2], right) - np.maximum(things[:, 0], left)
    high = np.minimum(things[:, 3], bottom) - np.maximum(things[:, 1], top)
    shared = (np.maximum(wide, 0) * np.maximum(high, 0)).max(axis=1, initial=0.0)
    return np.asarray(shared / ((right - left) * (bottom - top))[:, 0], np.float64)


def _smallest_around(box: Numbers, things: Numbers) -> NDArray[np.intp]:
    """Return the smallest of `things` around each line, -1 for none."""
    result = np.full(len(box), -1, np.intp)
    if not len(things):
        return result
    area = (things[:, 2] - things[:, 0]) * (things[:, 3] - things[:, 1])
    slack = 0.5 * EM
    for i, (left, top, right, bottom) in enumerate(box):
        around = (things[:, 0] <= left + slack) & (things[:, 1] <= top + slack)
        around &= (things[:, 2] >= right - slack) & (things[:, 3] >= bottom - slack)
        found = np.flatnonzero(around)
        if len(found):
            result[i] = found[np.argmin(area[found])]
    return result


def _inside(things: Numbers, index: int) -> Numbers | None:
    return things[index] if index >= 0 else None
