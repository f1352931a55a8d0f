"""What an article's text tells: how sure the engine was of it, what was corrected, what is no sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hwalja.fix.sentences import finished
from hwalja.model import Article, Block, Correction
from hwalja.trust.holes import running

ITEM = re.compile(r"[^\w\s“‘\"'(\[《「『]|\d{1,3}[.)]")
"""How an item of a list begins, which need not be a sentence."""

LONGEST_STRAY = 30
"""Characters: a piece without a full stop that is no longer does not belong; of a longer one the end is missing."""

MANY = 0.02
"""Share of characters; where the engine expects to have misread more, others are lost without its knowing."""

LEGIBLE = 0.9
"""Where the engine is less sure of a paragraph's characters, a full stop may be among those that it misread."""

FULL = 0.93
"""Share of the longest line's width: a last line that is shorter ends a paragraph."""

_DIRT = " .,:;·'\""
"""What a full stop may be misread as."""

_SPOKEN = re.compile(r"[가-힣]다\.(?=\s|$)")
"""The end of a sentence, which a headline has none of."""

_STOP = re.compile(r"[.!?][”’\"')\]]*(?=\s)")


def written(article: Article, corrections: Mapping[str, Sequence[Correction]]) -> dict[str, float]:
    """Return the evidence of the text alone: letters, corrections, loose ends, a sentence in the headline."""
    blocks = running(article)
    sure = [glyph.confidence for block in blocks for line in block.lines for glyph in line.glyphs]
    count = max(1, len(sure))
    misread = 1 - sum(sure) / count
    log = (correction for block in blocks for correction in corrections.get(block.id, ()))
    changes = [correction for correction in log if correction.kind != "join"]
    return {
        "letters": misread,
        "illegible": max(0.0, misread - MANY),
        "corrected": sum(change.applied for change in changes) / count,
        "suggested": sum(not change.applied for change in changes) / count,
        **_loose([block for block in blocks if block.text]),
        "spoken": float(bool(_SPOKEN.search(article.headline))),
    }


def _loose(paragraphs: Sequence[Block]) -> dict[str, float]:
    """Return what stands at the ends of paragraphs and belongs to no finished sentence."""
    tails = [(len(_tail(block.text)), _is_full(block)) for block in paragraphs if _is_legible(block)]
    stray = sum(length for length, _ in tails if length <= LONGEST_STRAY)
    whole = sum(len(block.text) for block in paragraphs)
    return {"stray": stray / max(1, whole), "cut": float(any(n > LONGEST_STRAY and full for n, full in tails))}


def _is_legible(block: Block) -> bool:
    sure = [glyph.confidence for line in block.lines for glyph in line.glyphs]
    return sum(sure) >= LEGIBLE * len(sure)


def _is_full(block: Block) -> bool:
    """Tell whether the last line of a paragraph is as long as any: the column, not the paragraph, ends there."""
    widths = [line.box.width for line in block.lines]
    return bool(widths) and widths[-1] >= FULL * max(widths)


def _tail(text: str) -> str:
    """Return what stands at the end of a paragraph without being a sentence."""
    if ITEM.match(text) or finished(text) or text.rstrip(_DIRT).endswith("다"):
        return ""
    stops = [stop.end() for stop in _STOP.finditer(text)]
    return text[stops[-1] if stops else 0 :].strip()
