"""The columns an article takes, and how it is to look in them."""

from dataclasses import dataclass, replace
from typing import Literal

from benchmarks.pages.elements import Box, Style


@dataclass(frozen=True)
class Columns:
    """Neighbouring columns of the page; `first` is the number of the leftmost."""

    first: int
    x: float
    width: float
    gutter: float
    count: int

    def box(self, index: int, count: int = 1) -> Box:
        """Horizontal extent of `count` columns from `index` (y and h are 0)."""
        width = count * self.width + (count - 1) * self.gutter
        return Box(self.x + index * (self.width + self.gutter), 0, width, 0)

    def part(self, index: int, count: int) -> "Columns":
        """Some of these columns."""
        return replace(self, first=self.first + index, x=self.box(index).x, count=count)

    def padded(self, padding: float) -> "Columns":
        """The same number of columns inside a frame."""
        width = (self.box(0, self.count).w - 2 * padding - (self.count - 1) * self.gutter) / self.count
        return replace(self, x=self.x + padding, width=width)


@dataclass(frozen=True)
class PictureDress:
    """A picture in an article: columns it spans, height by width, where it stands."""

    kind: Literal["photo", "halftone", "drawing", "chart"]
    span: int
    aspect: float
    place: Literal["left", "right", "middle"]
    seed: int


@dataclass(frozen=True)
class Dress:
    """How an article looks."""

    headline: Style
    picture: PictureDress | None = None
    most_lines: int = 2
    reverse: bool = False
    frame: bool = False
    grey: bool = False
    drop_cap: bool = False
    byline_top: bool = False
    show_headline: bool = True
    centered: bool = False


@dataclass(frozen=True)
class Hole:
    """Columns of an article that another article takes from its top or bottom."""

    first: int
    count: int
    height: float
    at: Literal["top", "bottom"]
