"""A block's text as correction sees it: lines joined, and of every character what the engine said about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hwalja.correct.guards import Guards
from hwalja.correct.kiwi import Morpheme, analysis
from hwalja.correct.seen import seen, syllable_height
from hwalja.geometry import Box
from hwalja.model import Block, Correction, Glyph


@dataclass(frozen=True)
class Passage:
    """A text, character by character, and what all parts of correction ask of it.

    Attributes:
        name: Id of the block.
        text: With the line ends decided: a space or nothing stands for each.
        starts: Offset of each character in the block's raw text.
        glyphs: What each was recognised as; None for spaces and where there was no image.
    """

    name: str
    text: str
    starts: tuple[int, ...]
    glyphs: tuple[Glyph | None, ...]

    def box(self, start: int, end: int) -> Box | None:
        """Return the box around the glyphs of `text[start:end]`."""
        boxes = [glyph.box for glyph in self.glyphs[start:end] if glyph]
        return Box.around(boxes) if boxes else None

    @cached_property
    def height(self) -> float:
        """Median height of its syllables' boxes in px; 0 where there was no image."""
        return syllable_height(self.glyphs)

    def seen(self, position: int) -> str:
        """Return what the engine saw in a place."""
        glyph = self.glyphs[position]
        return seen(glyph, self.height) if glyph else self.text[position]

    @cached_property
    def words(self) -> Sequence[tuple[int, int]]:
        """Start and end of every eojeol."""
        return [found.span() for found in re.finditer(r"\S+", self.text)]

    @cached_property
    def guards(self) -> Guards:
        return Guards.of(self.text)

    @cached_property
    def morphemes(self) -> Sequence[Morpheme]:
        """What the text consists of, as Kiwi sees it.

        Raises:
            DependencyError: Kiwi is not installed.
        """
        return analysis(self.text).morphemes


def passage(block: Block, joins: Iterable[Correction]) -> Passage:
    """Return a block's text with its line ends as `joins` decided."""
    ends = {join.start: join.replacement for join in joins}
    glyphs = _glyphs(block)
    text, starts, owners = [], [], []
    for start, character in enumerate(block.raw):
        shown = ends.get(start, character) if character == "\n" else character
        if shown:
            text.append(shown)
            starts.append(start)
            owners.append(glyphs.get(start))
    return Passage(block.id, "".join(text), tuple(starts), tuple(owners))


def _glyphs(block: Block) -> Mapping[int, Glyph]:
    """Return the glyph of every character that has one of its own, by its offset in the raw text."""
    found: dict[int, Glyph] = {}
    start = 0
    for line in block.lines:
        for word in line.words:
            at = start
            for glyph in word.glyphs:
                if len(glyph.text) == 1:
                    found[at] = glyph
                at += len(glyph.text)
            start += len(word.text) + 1
        start += not line.words
    return found


def plain(name: str, text: str) -> Passage:
    """Return a text that was not read from an image."""
    return Passage(name, text, tuple(range(len(text))), (None,) * len(text))


def around(words: Sequence[tuple[int, int]], index: int, reach: int) -> tuple[int, int]:
    """Return start and end of a word with `reach` words on either side."""
    return words[max(0, index - reach)][0], words[min(len(words) - 1, index + reach)][1]
