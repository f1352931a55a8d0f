"""The invisible text: every eojeol on its print, in reading order, as marked content block by block.

An eojeol that is broken over lines or columns stands whole on its longest part, and its other parts hold nothing. The
mark-up that PDF has for it (`ActualText` on the parts) is left out of account by many readers, which would not find the
word; so all find it, it is copied once, and only the place of its other parts is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hwalja.export.pdf.font import DESCENT, EM, Codes, width
from hwalja.export.printed import Piece
from hwalja.geometry import Box
from hwalja.model import Block, Role

TAGS: Mapping[Role, str] = {Role.HEADLINE: "H1", Role.SUBHEADING: "H2", Role.CAPTION: "Caption"}
"""Structure types (PDF 32000-1:2008, section 14.8.4) of the roles that are no paragraphs."""
PARAGRAPH = "P"

LAST_SPACE = EM // 4
"""Width in thousandths of an em of the space behind the last word of a line, for readers that know nothing of lines."""

LEAST_GAP = 0.16
"""Em between two words, below which `pdftotext -raw` joins them. Where print has less, a word is set a px shorter."""

_UNTOLD = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
"""What neither a ToUnicode map nor XML may hold, or cannot."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a block: lines of words, each with its box in px of the scan; lines without words are left out."""

    block: Block
    lines: tuple[tuple[tuple[str, Box], ...], ...]

    @classmethod
    def of(cls, block: Block, pieces: Mapping[str, Sequence[Piece]]) -> Passage:
        """Return a block's passage.

        Args:
            block: Of a page.
            pieces: What stands in the page's lines.
        """
        lines = [pieces[line.id] for line in block.lines]
        homes = set(_homes([piece for line in lines for piece in line]))
        words = (tuple((clean(piece.whole), piece.box) for piece in line if id(piece) in homes) for line in lines)
        return cls(block, tuple(filter(None, words)))

    @property
    def tag(self) -> str:
        return TAGS.get(self.block.role, PARAGRAPH)


def _homes(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield by its `id` the longest part of each eojeol, the first of such.

    Into a short one the eojeol would be squeezed so that Poppler takes equal letters in a row for one printed bold.
    """
    start = 0
    while start < len(pieces):
        parts = pieces[start : start + pieces[start].parts]
        yield id(max(parts, key=lambda piece: len(piece.glyphs)))
        start += len(parts)


def clean(text: str) -> str:
    """Return a text in one line of what every reader takes; other characters become U+FFFD."""
    return _UNTOLD.sub("\ufffd", " ".join(text.split()))


def characters(passages: Sequence[Passage]) -> set[str]:
    """Return all characters that the passages are written with, the space included."""
    return {" "}.union(*(text for passage in passages for line in passage.lines for text, _ in line))


def content(passages: Sequence[Passage], codes: Codes, height: int) -> str:
    """Return the operators that set the passages, in px of a page that is `height` px high.

    The font is called `F`; the passages are marked with their numbers from 0.
    """
    parts = ["BT 3 Tr"]
    at = 0.0, 0.0
    for number, passage in enumerate(passages):
        parts.append(f"/{passage.tag} <</MCID {number}>> BDC")
        for line in passage.lines:
            for (text, box), following in zip(line, (*line[1:], None), strict=True):
                size = max(box.height, 1)
                start = box.x, height - box.bottom - DESCENT / EM * size
                gap = following[1].x - box.right if following else size * LAST_SPACE / EM
                short = 1 if gap < LEAST_GAP * size else 0
                parts += [
                    f"/F {size} Tf {_number(start[0] - at[0])} {_number(start[1] - at[1])} Td",
                    _set(text, box.width - short, size, codes),
                    _set(" ", gap + short, size, codes),
                ]
                at = start
        parts.append("EMC")
    parts.append("ET")
    return "\n".join(parts)


def _set(text: str, reach: float, size: int, codes: Codes) -> str:
    """Return the operators that show a text so that it is `reach` px long, at least one."""
    natural = sum(map(width, text)) / EM * size
    return f"{_number(max(100 * max(reach, 1) / natural, 0.01))} Tz {codes.encode(text)} Tj"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
