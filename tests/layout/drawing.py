"""Sheets of made-up type: syllables of a few strokes, set in columns as a newspaper sets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np

from hwalja.geometry import Affine, Box
from hwalja.model import Grey, Layout, Line, Region, Role, Sheet
from hwalja.preprocess import even_light

EM = 24
"""Height of body type in px."""

LEADING = round(1.6 * EM)
"""From line to line in px."""

PAPER, INK = 245, 20


SYLLABLES = (
    ((0, 0.1, 0.55, 0.12), (0.45, 0.1, 0.12, 0.7), (0.75, 0, 0.12, 1), (0.8, 0.45, 0.2, 0.12)),
    ((0.1, 0, 0.12, 0.45), (0.1, 0.4, 0.8, 0.12), (0.45, 0.5, 0.12, 0.4), (0, 0.88, 1, 0.12)),
    (
        *((0.1, 0, 0.8, 0.12), (0.1, 0, 0.12, 0.35), (0.78, 0, 0.12, 0.35), (0.1, 0.3, 0.8, 0.12)),
        *((0, 0.55, 1, 0.12), (0.1, 0.75, 0.8, 0.12), (0.78, 0.75, 0.12, 0.25)),
    ),
    ((0, 0.05, 0.12, 0.9), (0.4, 0.05, 0.12, 0.9), (0, 0.45, 0.5, 0.12), (0, 0.85, 0.5, 0.12), (0.85, 0, 0.12, 1)),
)
"""가, 노, 목 and 비, so to speak: strokes as x, y, width and height in shares of the syllable's square."""


@dataclass
class Drawing:
    """A page in the making; what is drawn returns the box of its ink."""

    width: int
    height: int
    grey: Grey = field(init=False)

    def __post_init__(self) -> None:
        self.grey = np.full((self.height, self.width), PAPER, np.uint8)
        self._chance = np.random.default_rng(0)
        self._last = 0

    @property
    def sheet(self) -> Sheet:
        return Sheet(grey=self.grey, even=even_light(self.grey), skew=0.0, to_scan=Affine())

    def words(
        self,
        x: int,
        y: int,
        lengths: Sequence[int],
        *,
        em: int = EM,
        space: float = 0.4,
        tracking: float = 1.0,
        ink: int = INK,
        bold: int = 0,
    ) -> Box:
        """Set words of so many syllables each; `tracking` and `space` are in em."""
        at = float(x)
        for length in lengths:
            for _ in range(length):
                self._syllable(round(at), y, em, ink, bold)
                at += tracking * em
            at += space * tracking * em
        return Box.of_edges(x, y, round(at - (space * tracking + tracking - 0.9) * em), y + round(0.9 * em))

    def line(self, x: int, y: int, width: int, *, em: int = EM) -> Box:
        """Set a line that fills its measure, word spaces spread as a justified column has them."""
        tracking = float(self._chance.uniform(0.93, 1.0))
        room = width / em / tracking
        lengths: list[int] = []
        while sum(lengths) + 0.35 * len(lengths) + 2 <= room:
            longest = int(min(5, room - sum(lengths) - 0.35 * len(lengths)))
            lengths.append(int(self._chance.integers(1 if lengths else 2, longest + 1)))
        space = (room - sum(lengths) + 1.0 - 0.9 / tracking) / max(1, len(lengths) - 1)
        box = self.words(x, y, lengths, em=em, space=space, tracking=tracking)
        return Box(box.x, box.y, width, box.height)

    def column(self, x: int, y: int, width: int, lines: int, *, em: int = EM, last: int = 0) -> list[Box]:
        """Set so many full lines and, if `last` is not 0, a last one of so many syllables."""
        leading = round(1.6 * em)
        found = [self.line(x, y + leading * n, width, em=em) for n in range(lines)]
        if last:
            found.append(self.words(x, y + leading * lines, [last], em=em))
        return found

    def headline(self, x: int, y: int, lengths: Sequence[int], *, em: int = 3 * EM) -> Box:
        return self.words(x, y, lengths, em=em, space=0.25, bold=em // 48)

    def rule(self, x: int, y: int, *, across: int = 0, down: int = 0, thick: int = 3) -> Box:
        box = Box(x, y, across or thick, down or thick)
        self.grey[box.y : box.bottom, box.x : box.right] = INK
        return box

    def frame(self, box: Box, thick: int = 3) -> Box:
        cv2.rectangle(self.grey, (box.x, box.y), (box.right - 1, box.bottom - 1), INK, thick)
        return box

    def reversed(self, box: Box, lengths: Sequence[int], *, em: int = EM) -> Box:
        """Set white type on black, in the middle of the box's height."""
        self.grey[box.y : box.bottom, box.x : box.right] = INK
        return self.words(box.x + em, round(box.centre[1] - 0.45 * em), lengths, em=em, ink=PAPER)

    def picture(self, box: Box) -> Box:
        """Put a photograph: a gradient with grain."""
        shade = np.linspace(30, 170, box.width)[None, :] + self._chance.normal(0, 12, (box.height, box.width))
        self.grey[box.y : box.bottom, box.x : box.right] = np.clip(shade, 0, 255).astype(np.uint8)
        return box

    def _syllable(self, x: int, y: int, em: int, ink: int, bold: int) -> None:
        size = 0.9 * em
        self._last = (self._last + int(self._chance.integers(1, len(SYLLABLES)))) % len(SYLLABLES)  # never two alike
        for left, top, width, height in SYLLABLES[self._last]:
            a, b = x + round(left * size), y + round(top * size)
            c, d = min(x + size, a + width * size + bold), min(y + size, b + height * size + bold)
            self.grey[b : max(b + 1, round(d)), a : max(a + 1, round(c))] = ink


def matched(drawn: Iterable[Box], found: Iterable[Box], slack: float = 0.5 * EM) -> bool:
    """Tell whether every drawn box was found, and nothing else."""
    rest = list(found)
    for box in drawn:
        home = next((f for f in rest if f.contains(box, slack) and box.contains(f, slack)), None)
        if home is None:
            return False
        rest.remove(home)
    return not rest


def lines_of(layout: Layout, role: Role | None = None) -> list[Box]:
    return [line.box for region in layout.regions if role in (None, region.role) for line in region.lines]


def region_at(layout: Layout, box: Box) -> Region:
    """Return the region that holds the line at `box`.

    Raises:
        AssertionError: There is not exactly one.
    """
    found = [region for region in layout.regions if any(_same(line, box) for line in region.lines)]
    assert len(found) == 1, f"{len(found)} regions hold the line at {box}"
    return found[0]


def _same(line: Line, box: Box) -> bool:
    return line.box.shared(box) > 0.5 * max(line.box.area, box.area)


def story_of(layout: Layout, box: Box) -> int:
    """Return which story the line at `box` is in, -1 for none."""
    region = region_at(layout, box)
    return next((n for n, story in enumerate(layout.stories) if region.id in story.regions), -1)


def reading(layout: Layout, boxes: Iterable[Box]) -> list[int]:
    """Return the positions, in reading order over the page, of the regions that hold the lines at `boxes`."""
    order = [region.id for region in layout.regions]
    return [order.index(region_at(layout, box).id) for box in boxes]


def ascends(numbers: Sequence[int]) -> bool:
    return all(a < b for a, b in pairwise(numbers))
