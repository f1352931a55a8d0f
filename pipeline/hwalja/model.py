"""The one vocabulary: what every stage reads and writes, from the scan to the finished page.

All types are frozen and pickle. Lengths are pixels, origin top left; skew is in degrees; confidences are
probabilities in 0…1; text is NFC. Boxes are pixels of the *sheet* (the page upright, level and flat) until
`hwalja.compose` carries them to the *scan* (the image as given); in a `Page` they are always the scan's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box, Map

if TYPE_CHECKING:
    from PIL import Image

Grey: TypeAlias = NDArray[np.uint8]
"""A grey image, shape (height, width), 0 black … 255 white."""

Origin: TypeAlias = Literal["caller", "header", "footer"]
"""Where a fact about the page comes from: given by the caller, or read from the page header."""


Turn: TypeAlias = Literal[0, 90, 180, 270]
"""A turn in degrees, clockwise."""


class Role(StrEnum):
    """What a region is on the page."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    LEAD = "lead"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    LABEL = "label"
    ADVERTISEMENT = "advertisement"


class UnreadReason(StrEnum):
    """Why ink stays without text."""

    VERTICAL = "vertical"
    """Set from top to bottom, which is not read yet."""
    HANJA = "hanja"
    """Set in Hanja or mixed with it, which is not read yet."""
    DIRT = "dirt"
    """Blotches, folds, the edge of the paper, the grain of the scan."""
    UNREADABLE = "unreadable"
    """A line of type in which the engine saw nothing."""
    UNKNOWN = "unknown"
    """Neither type nor picture nor rule."""


class Defect(StrEnum):
    """What can be wrong with a scan."""

    BLURRED = "blurred"
    NOISY = "noisy"
    DARK = "dark"
    FAINT = "faint"
    SMALL = "small"
    """The type has too few pixels."""
    CUT_OFF = "cut-off"
    """Type runs over the edge of the image."""
    GLARE = "glare"
    """A light or a reflection has swallowed print."""


class Grade(StrEnum):
    """How good a scan is, in words."""

    POOR = "poor"
    FAIR = "fair"
    GOOD = "good"
    EXCELLENT = "excellent"


class Doubt(StrEnum):
    """Why a result should not be relied on without a look at the page."""

    VERTICAL = "vertical"
    """There is type set from top to bottom, which was not read."""
    HANJA = "hanja"
    """There is type in Hanja, which was not read."""
    ORIENTATION = "orientation"
    """Which side of the page is up is not sure."""
    QUALITY = "quality"
    """The scan is poor."""
    UNREAD = "unread"
    """Much of the ink was not read."""
    ARTICLES = "articles"
    """Much of the text stands in articles that are unsure."""


class ArticleDoubt(StrEnum):
    """Why an article should not be relied on without a look at it."""

    LETTERS = "letters"
    """Many of its characters may be misread."""
    LOOSE = "loose"
    """A text breaks off, or something stands in it that is no sentence, such as a byline."""
    PARTS = "parts"
    """It may lack a part, or hold one of another article."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as it was recognised.

    Attributes:
        others: What else it may be, each with its probability, the likeliest first: another character, or itself and a
            sign beside it.
    """

    text: str
    box: Box
    confidence: float
    others: tuple[tuple[str, float], ...] = ()

    @property
    def instead(self) -> tuple[tuple[str, float], ...]:
        """Of what else it may be, the single characters."""
        return tuple((text, share) for text, share in self.others if len(text) == 1)


@dataclass(frozen=True, slots=True)
class Word:
    """One eojeol: what stands between two spaces.

    Attributes:
        others: What a second reading of a part of it makes of it, each with the probability of its least sure letter.
        space: Probability that the space before it is printed; 1 where the line begins, or the engine does not tell.
    """

    text: str
    box: Box
    confidence: float
    glyphs: tuple[Glyph, ...] = ()
    others: tuple[tuple[str, float], ...] = ()
    space: float = 1.0

    @classmethod
    def of(cls, glyphs: Sequence[Glyph], space: float = 1.0) -> Self:
        """Return the word that at least one glyph makes: around them all, as sure as they are on the average."""
        text = "".join(glyph.text for glyph in glyphs)
        confidence = sum(glyph.confidence for glyph in glyphs) / len(glyphs)
        return cls(text, Box.around(glyph.box for glyph in glyphs), confidence, tuple(glyphs), space=space)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one engine read in a line.

    Attributes:
        engine: Its name.
        confidence: Mean probability of the characters.
    """

    engine: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type; `words` is empty until it has been recognised.

    Attributes:
        id: Unique on the page.
        box: Around the line's ink.
        em: Height of the type in px (a full Hangul syllable is about 0.9 em high).
        reversed: White type on black.
        words: In reading order.
        readings: Of a line that two engines read, what each made of it; the first is the one that `words` are of.
    """

    id: str
    box: Box
    em: float
    reversed: bool = False
    words: tuple[Word, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def glyphs(self) -> Iterator[Glyph]:
        return (glyph for word in self.words for glyph in word.glyphs)


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that stand under one another in one column and share a role."""

    id: str
    role: Role
    box: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page in a file that holds several: a PDF or a TIFF.

    Attributes:
        path: Of the file.
        index: Which page, from 0; whatever people are told counts from 1.
    """

    path: str | Path
    index: int

    def __str__(self) -> str:
        return f"{self.path}, page {self.index + 1}"

    @classmethod
    def named(cls, name: str) -> Self | None:
        """Return the page that is called so, or None for the name of a whole file."""
        match = re.fullmatch(r"(.+), page ([1-9]\d*)", name, re.DOTALL)
        return cls(match[1], int(match[2]) - 1) if match else None

    @property
    def stem(self) -> str:
        """What the page and its results are called: the file's name without its ending, and which page it is."""
        return f"{Path(self.path).stem}-{self.mark}"

    @property
    def mark(self) -> str:
        """What tells it apart in ids and names of files, such as `p0003`."""
        return f"p{self.index + 1:04}"


@dataclass(frozen=True, slots=True)
class Scan:
    """An image as given, upright as its EXIF orientation says.

    Attributes:
        source: The file's name, or what the caller called it.
        sha256: Of the bytes as given (of the pixels where there were no bytes); of the whole file, if it has several
            pages.
        dpi: Resolution from the metadata where it is plausible, else None.
        frame: Which page of a file of several, from 0.
        warnings: What a person should know about how it was read.
    """

    source: str
    sha256: str
    grey: Grey
    dpi: float | None
    frame: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name with the page in it, if it has several."""
        return self.source if self.frame is None else str(Frame(self.source, self.frame))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page upright, level and flat, its surroundings made paper.

    Attributes:
        grey: Tones as scanned, or their positive.
        even: Paper evened to white: what lines are found and read on.
        skew: Degrees by which the upright scan is turned clockwise against level text.
        to_scan: Map from sheet pixels to scan pixels.
        turn: Degrees clockwise by which the scan had to be turned to stand upright.
        leaves: The facing pages from left to right, or the one page: what lies outside them is no part of the page.
            By default the whole sheet.
        warnings: What could not be told for sure.
        negative: Whether the scan is a negative; the sheet is its positive.
    """

    grey: Grey
    even: Grey
    skew: float
    to_scan: Map
    turn: Turn = 0
    leaves: tuple[Box, ...] = ()
    warnings: tuple[str, ...] = ()
    negative: bool = False

    def __post_init__(self) -> None:
        if not self.leaves:
            object.__setattr__(self, "leaves", (Box(0, 0, self.grey.shape[1], self.grey.shape[0]),))


@dataclass(frozen=True, slots=True)
class Unread:
    """Ink that was seen and not read.

    Attributes:
        box: Around the ink.
        reason: Why it was not read.
        ink: Its share in 0…1 of the page's ink.
    """

    box: Box
    reason: UnreadReason
    ink: float


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink of a page ended: shares in 0…1 of all its ink but specks, which add up to 1.

    Attributes:
        text: In lines of type.
        pictures: In photographs and drawings.
        rules: In printed rules and frames.
        advertisements: In advertisements, whatever is in them.
        unread: In none of them.
        specks: Apart from the others: pieces too small for a letter that nothing else takes in, as a share of that
            same ink (more than 1 where there is more dust than print).
    """

    text: float
    pictures: float
    rules: float
    advertisements: float
    unread: float
    specks: float = 0.0


@dataclass(frozen=True, slots=True)
class Flaw:
    """A defect of the scan and how bad it is, from 0 (none) to 1 (type can hardly be read for it)."""

    defect: Defect
    severity: float


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a scan is for reading.

    Attributes:
        score: From 0 (hopeless) to 1 (nothing is wrong).
        flaws: What is wrong, the worst first.
    """

    score: float = 1.0
    flaws: tuple[Flaw, ...] = ()

    @property
    def grade(self) -> Grade:
        """The score in words; the bounds are those of docling's page confidence."""
        bounds = ((0.5, Grade.POOR), (0.8, Grade.FAIR), (0.9, Grade.GOOD))
        return next((grade for bound, grade in bounds if self.score < bound), Grade.EXCELLENT)


@dataclass(frozen=True, slots=True)
class Story:
    """An article as the layout sees it: ids of its regions in reading order."""

    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where on a sheet.

    Attributes:
        em: Height in px of the commonest body type.
        regions: Every text region, in reading order over the page.
        stories: Articles in reading order; regions in none of them are furniture.
        pictures: Photographs, drawings and picture advertisements.
        rules: Printed rules and the sides of frames.
        frames: Boxes drawn around an article.
        dirt: Number of pieces of a letter's size that were taken for the grain of a noisy scan and left out.
        unread: Ink that is in none of the regions, pictures and rules, in few boxes.
        ink: Where the ink ended; None where there is none.
    """

    em: float
    regions: tuple[Region, ...]
    stories: tuple[Story, ...]
    pictures: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    dirt: int = 0
    unread: tuple[Unread, ...] = ()
    ink: Ink | None = None

    @property
    def lines(self) -> Iterator[Line]:
        return (line for region in self.regions for line in region.lines)


@dataclass(frozen=True, slots=True)
class Correction:
    """One change to what was read; applied ones can be undone exactly.

    Attributes:
        kind: What was done, such as `join` for a line end.
        block: Id of the block whose text it is in.
        start: Offset in characters into the block's raw text.
        original: What stood there as read.
        replacement: What it became.
        box: Where on the scan, or None where no ink stands for it.
        evidence: Sources and their scores.
        confidence: Probability that the replacement is right.
        applied: False for a mere suggestion.
    """

    kind: str
    block: str
    start: int
    original: str
    replacement: str
    box: Box | None
    evidence: Mapping[str, float | str]
    confidence: float
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, a paragraph, a caption …: text of one role that reads on through its regions."""

    id: str
    role: Role
    text: str
    regions: tuple[Region, ...]

    @property
    def lines(self) -> Iterator[Line]:
        return (line for region in self.regions for line in region.lines)

    @property
    def raw(self) -> str:
        """Exactly what was read, a newline at each line end."""
        return "\n".join(line.text for line in self.lines)


class Told(Protocol):
    """Text of one role."""

    @property
    def role(self) -> Role: ...

    @property
    def text(self) -> str: ...


class Views:
    """The plain lists of an article, whatever its texts stand in."""

    __slots__ = ()

    @property
    def told(self) -> Sequence[Told]:
        """The texts in their order."""
        raise NotImplementedError

    def _texts(self, *roles: Role) -> tuple[str, ...]:
        return tuple(each.text for each in self.told if each.role in roles and each.text)

    @property
    def headline(self) -> str:
        return " ".join(self._texts(Role.HEADLINE))

    @property
    def subheadings(self) -> tuple[str, ...]:
        return self._texts(Role.SUBHEADING)

    @property
    def byline(self) -> str:
        return " ".join(self._texts(Role.BYLINE))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self._texts(Role.LEAD, Role.BODY, Role.TABLE)

    @property
    def captions(self) -> tuple[str, ...]:
        return self._texts(Role.CAPTION)


@dataclass(frozen=True, slots=True)
class Article(Views):
    """An article; the plain lists are views of `blocks`, which keeps the order.

    Attributes:
        confidence: Share of its characters that is expected to be right; before correction, of its letters alone.
        doubts: Why a person should look at it, the weightiest first.
    """

    id: str
    blocks: tuple[Block, ...]
    confidence: float
    doubts: tuple[ArticleDoubt, ...] = ()

    @property
    def unsure(self) -> bool:
        return bool(self.doubts)

    @property
    def told(self) -> tuple[Block, ...]:
        return self.blocks

    @property
    def text(self) -> str:
        """Headline, subheadings and paragraphs in their order, then the byline; a blank line between."""
        reading = self._texts(Role.HEADLINE, Role.SUBHEADING, Role.LEAD, Role.BODY, Role.TABLE)
        return "\n\n".join((*reading, *filter(None, [self.byline])))

    @property
    def raw(self) -> str:
        """Exactly what was read, block by block."""
        return "\n\n".join(block.raw for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about the page, and from where."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Model:
    """A model that took part: its name, version and the hash of its file."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to the page."""

    stage: str
    version: str
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A digitised page. Boxes are pixels of the image as given.

    Attributes:
        order: Ids of all blocks, of articles and furniture, as a reader takes them over the whole page.
        unread: Ink that was seen and not read.
        ink: Where the ink ended; None where there is none.
        quality: How good the scan is for reading.
        doubts: Why the result should not be relied on without a look at the page.
    """

    id: str
    source: str
    sha256: str
    width: int
    height: int
    dpi: float
    dpi_origin: Literal["metadata", "caller", "estimate", "default"]
    skew: float
    languages: tuple[str, ...]
    models: tuple[Model, ...]
    steps: tuple[Step, ...]
    articles: tuple[Article, ...]
    furniture: tuple[Block, ...]
    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]
    corrections: tuple[Correction, ...]
    warnings: tuple[str, ...]
    newspaper: Fact | None = None
    issue_date: Fact | None = None
    page_number: Fact | None = None
    section: Fact | None = None
    order: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    ink: Ink | None = None
    quality: Quality = Quality()
    doubts: tuple[Doubt, ...] = ()

    @property
    def unsure(self) -> bool:
        return bool(self.doubts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks: the furniture, then those of the articles; `order` has them as a reader takes them."""
        return (*self.furniture, *(block for article in self.articles for block in article.blocks))

    @property
    def confidence(self) -> float | None:
        """Share of the characters that is expected to be right, over all articles; None where there are none."""
        lengths = [len(article.text) for article in self.articles]
        if not sum(lengths):
            return None
        sure = sum(article.confidence * length for article, length in zip(self.articles, lengths, strict=True))
        return sure / sum(lengths)

    @property
    def text(self) -> str:
        return "\n\n\n".join(article.text for article in self.articles)


ImageSource: TypeAlias = "str | Path | Frame | bytes | Image.Image | NDArray[np.uint8] | NDArray[np.uint16]"
"""What `digitize` takes: a path, a page of a file, an encoded image's bytes, a PIL image, or an array (grey or RGB)."""
