"""A block's text as correction sees it: lines joined, and of every character what the engine said about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, takewhile
from statistics import median

from hwalja.correct.guards import Guards
from hwalja.correct.jamo import is_syllable
from hwalja.correct.kiwi import Morpheme, analysis
from hwalja.correct.quotes import paired
from hwalja.correct.seen import seen, syllable_height
from hwalja.geometry import Box
from hwalja.model import Block, Correction, Glyph, Word


@dataclass(frozen=True, slots=True)
class Other:
    """What a second reading has in the place of `text[start:end]` of a passage.

    Attributes:
        confidence: Probability of its least sure letter.
    """

    start: int
    end: int
    text: str
    confidence: float


@dataclass(frozen=True)
class Passage:
    """A text, character by character, and what all parts of correction ask of it.

    Attributes:
        name: Id of the block.
        text: With the line ends decided: a space or nothing stands for each.
        starts: Offset of each character in the block's raw text.
        glyphs: What each was recognised as; None for spaces and where there was no image.
        others: What second readings have in the place of parts of it.
        spaces: By their places, the probabilities that spaces are printed; none where the engine does not tell.
    """

    name: str
    text: str
    starts: tuple[int, ...]
    glyphs: tuple[Glyph | None, ...]
    others: tuple[Other, ...] = ()
    spaces: Mapping[int, float] = field(default_factory=dict)

    def box(self, start: int, end: int) -> Box | None:
        """Return the box around the glyphs of `text[start:end]`."""
        boxes = [glyph.box for glyph in self.glyphs[start:end] if glyph]
        return Box.around(boxes) if boxes else None

    def raw(self, start: int, end: int) -> int:
        """Return the offset in the raw text at which `text[start:end]` begins; nothing stands behind what precedes."""
        return self.starts[start] if start < end or not start else self.starts[start - 1] + 1

    @cached_property
    def height(self) -> float:
        """Median height of its syllables' boxes in px; 0 where there was no image."""
        return syllable_height(self.glyphs)

    @cached_property
    def advance(self) -> float:
        """Median distance in px from one syllable to the next; 0 where there was no image."""
        syllables = [glyph if glyph and is_syllable(glyph.text) else None for glyph in self.glyphs]
        steps = [b.box.x - a.box.x for a, b in pairwise(syllables) if a and b and b.box.x > a.box.x]
        return float(median(steps)) if steps else 0.0

    def seen(self, position: int) -> str:
        """Return what the engine saw in a place."""
        glyph = self.glyphs[position]
        return seen(glyph, self.height) if glyph else self.text[position]

    @cached_property
    def words(self) -> Sequence[tuple[int, int]]:
        """Start and end of every eojeol."""
        return [found.span() for found in re.finditer(r"\S+", self.text)]

    @cached_property
    def paired(self) -> frozenset[int]:
        """Places of the quotation marks that have a mate."""
        return paired(self.text)

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
    place = {start: k for k, start in enumerate(starts)}
    others = [_other(word, place[start], *other) for start, word in _words(block) for other in word.others]
    spaces = {place[start - 1]: word.space for start, word in _words(block) if word.space < 1}
    return Passage(block.id, "".join(text), tuple(starts), tuple(owners), tuple(others), spaces)


def _words(block: Block) -> Iterator[tuple[int, Word]]:
    """Yield the words of a block with their offsets in its raw text."""
    start = 0
    for line in block.lines:
        for word in line.words:
            yield start, word
            start += len(word.text) + 1
        start += not line.words


def _glyphs(block: Block) -> Mapping[int, Glyph]:
    """Return the glyph of every character that has one of its own, by its offset in the raw text."""
    found: dict[int, Glyph] = {}
    for start, word in _words(block):
        at = start
        for glyph in word.glyphs:
            if len(glyph.text) == 1:
                found[at] = glyph
            at += len(glyph.text)
    return found


def _other(word: Word, place: int, text: str, confidence: float) -> Other:
    """Return where another reading of a word differs from it; `place` is the word's in the passage."""
    first = _alike(word.text, text)
    behind = _alike(word.text[first:][::-1], text[first:][::-1])
    return Other(place + first, place + len(word.text) - behind, text[first : len(text) - behind], confidence)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def plain(name: str, text: str) -> Passage:
    """Return a text that was not read from an image."""
    return Passage(name, text, tuple(range(len(text))), (None,) * len(text))


def around(words: Sequence[tuple[int, int]], index: int, reach: int) -> tuple[int, int]:
    """Return start and end of a word with `reach` words on either side."""
    return words[max(0, index - reach)][0], words[min(len(words) - 1, index + reach)][1]
