"""What a recognition engine is: it reads crops of single lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from hwalja.model import Glyph, Grey, Model, Word


@dataclass(frozen=True, slots=True)
class CropStyle:
    """How lines are cut out.

    Attributes:
        em: Height of the type in px of the crop.
        margin: Paper kept above and below the ink, in em of the sheet.
        ends: Paper kept before and after it, in em of the sheet.
        border: White added around that, in px of the crop.
    """

    em: float = 26.0
    margin: float = 0.15
    ends: float = 0.2
    border: int = 3


@dataclass(frozen=True, slots=True)
class LineImage:
    """A crop of one line of type, black on white whatever the print was.

    Attributes:
        id: Id of the line.
        grey: The crop, with a little paper around the ink.
        em: Height of the type in px of the crop.
    """

    id: str
    grey: Grey
    em: float


@dataclass(frozen=True, slots=True)
class Words:
    """What an engine read in one `LineImage`; boxes are pixels of its crop."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def glyphs(self) -> Iterator[Glyph]:
        return (glyph for word in self.words for glyph in word.glyphs)

    @property
    def confidence(self) -> float:
        """Mean confidence of the characters, 0 where nothing was read."""
        sure = [glyph.confidence for glyph in self.glyphs]
        return sum(sure) / len(sure) if sure else 0.0


class Engine(Protocol):
    """A recogniser. Loaded once, then asked for all of a page's lines at a time."""

    @property
    def name(self) -> str: ...

    @property
    def style(self) -> CropStyle:
        """How the lines that it reads are cut out."""
        ...

    @property
    def models(self) -> tuple[Model, ...]:
        """The models that take part, for the record."""
        ...

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        """Read every line, in the order given.

        Args:
            lines: Crops; may be empty.
            timeout: Seconds for all of them.

        Raises:
            EngineTimeoutError: It took longer; nothing that was started still runs.
            EngineError: The engine failed.
        """
        ...
