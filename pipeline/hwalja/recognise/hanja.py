"""Hanja-mixed text, told from how sure the engine is of what it read.

An engine for Hangul makes something of every Hanja, and doubts it. The Hangul between them it reads well: a text in
which many characters are doubtful and many others sure is mixed with Hanja, while in a poor scan all are a little
doubtful. The strokes themselves do not tell: counted along rows and columns at layout scale, those of worn Hangul are
as many as those of Hanja-mixed text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hwalja.model import Layout, Region, Role, Story, Unread, UnreadReason

DOUBTFUL, MIXED = 0.5, 0.2
"""At least so many of the characters of Hanja-mixed text are less than so sure: a quarter to two fifths of a text half
in Hanja; on badly worn pages in Hangul alone, a fifteenth of the worst region's."""

SURE, HANGUL = 0.95, 0.25
"""… and at least so many are more than so sure: those in Hangul."""

ENOUGH = 40
"""So many characters tell."""

TYPE = frozenset({Role.HEADLINE, Role.SUBHEADING, Role.LEAD, Role.BODY, Role.CAPTION})
"""What is looked at: figures in tables and drawn letters are doubtful for other reasons."""


def without_hanja(layout: Layout) -> Layout:
    """Return a layout that was read, its regions in Hanja-mixed text moved to what was not read."""
    regions = {region.id: region for region in layout.regions if region.role in TYPE}
    hanja = {name for story in layout.stories for name in _hanja(story, regions)}
    if not hanja:
        return layout
    stories = [Story(tuple(name for name in story.regions if name not in hanja)) for story in layout.stories]
    lost = [region for region in layout.regions if region.id in hanja]
    area = sum(line.box.area for line in layout.lines)
    text = layout.ink.text if layout.ink else 0.0
    unread = [
        Unread(r.box, UnreadReason.HANJA, text * sum(line.box.area for line in r.lines) / max(1, area)) for r in lost
    ]
    share = sum(found.ink for found in unread)
    return replace(
        layout,
        regions=tuple(region for region in layout.regions if region.id not in hanja),
        stories=tuple(story for story in stories if story.regions),
        unread=(*layout.unread, *unread),
        ink=replace(layout.ink, text=text - share, unread=layout.ink.unread + share) if layout.ink else None,
    )


def _hanja(story: Story, regions: Mapping[str, Region]) -> list[str]:
    """Return the regions of a story that are mixed with Hanja; few characters tell where the whole story is."""
    own = [regions[name] for name in story.regions if name in regions]
    whole = _is_mixed(own)
    return [r.id for r in own if _is_mixed([r]) or (whole and _share([r], below=DOUBTFUL) >= MIXED)]


def _is_mixed(regions: Sequence[Region]) -> bool:
    count = sum(1 for region in regions for line in region.lines for _ in line.glyphs)
    mixed = _share(regions, below=DOUBTFUL) >= MIXED and 1 - _share(regions, below=SURE) >= HANGUL
    return count >= ENOUGH and mixed


def _share(regions: Sequence[Region], *, below: float) -> float:
    """Return the share of characters that the engine is less than so sure of."""
    found = [glyph.confidence < below for region in regions for line in region.lines for glyph in line.glyphs]
    return sum(found) / max(1, len(found))
