"""What a typeset page is made of. Lengths are CSS pixels (1/96 inch), origin top left."""

from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal[
    "headline", "subheading", "body", "byline", "caption",
    "header", "advertisement", "label", "picture",
]  # fmt: skip

MM = 96 / 25.4
PT = 96 / 72


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.h

    def overlaps(self, other: "Box", slack: float = 0.5) -> bool:
        """Whether the two share more than `slack` pixels both ways."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )


@dataclass(frozen=True)
class Style:
    """How a run of text is set. `letter` is in em; `stretch` is the horizontal scale; `stroke`, in em, adds weight."""

    family: str
    size: float
    weight: int = 400
    pitch: float = 1.3
    letter: float = 0.0
    stretch: float = 1.0
    stroke: float = 0.0
    white: bool = False
    words_whole: bool = False
    strict: bool = False

    @property
    def line_height(self) -> float:
        """Distance between baselines in pixels."""
        return self.size * self.pitch


@dataclass(frozen=True)
class MeasuredLine:
    """A line the browser broke: text[start:end] at `x` from the column's left, `width` wide."""

    start: int
    end: int
    x: float
    width: float


class Measurer(Protocol):
    """Breaks and measures text; the browser does it for real, tests count characters."""

    def lines(
        self,
        text: str,
        style: Style,
        width: float,
        indent: float = 0.0,
        cap: tuple[float, float] | None = None,
    ) -> tuple[MeasuredLine, ...]:
        """Breaks `text` to `width`; `cap` is the (w, h) a drop cap takes from its start."""
        ...

    def width(self, text: str, style: Style) -> float:
        """Width of `text` on one line."""
        ...


@dataclass(frozen=True)
class TextLine:
    """One line placed on the page; `letter` and `word` are added spacing in pixels."""

    text: str
    box: Box
    style: Style
    letter: float = 0.0
    word: float = 0.0


@dataclass(frozen=True)
class Region:
    """Lines (or a picture) of one role that stand together."""

    role: Role
    article: int | None
    column: int
    box: Box
    lines: tuple[TextLine, ...] = ()


@dataclass(frozen=True)
class Decoration:
    """A rule, a frame or a filled background; `grey` is 0 (black) to 255 (white)."""

    kind: Literal["rule", "frame", "fill"]
    box: Box
    thickness: float = 1.0
    grey: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture to be drawn into `box` from `seed`."""

    box: Box
    kind: Literal["photo", "halftone", "drawing", "chart", "advert"]
    seed: int


@dataclass(frozen=True)
class PrintedArticle:
    """The text of an article as printed."""

    headline: str
    subheadings: tuple[str, ...]
    paragraphs: tuple[str, ...]
    byline: str
    captions: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Piece:
    """Something laid out: an article with what belongs to it, or furniture."""

    regions: tuple[Region, ...] = ()
    decorations: tuple[Decoration, ...] = ()
    pictures: tuple[Picture, ...] = ()
    articles: tuple[PrintedArticle, ...] = ()
    features: frozenset[str] = frozenset()
    height: float = 0.0
