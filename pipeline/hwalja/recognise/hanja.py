"""Hanja-mixed text, told from how sure the engine is of what it read.

An engine for Hangul makes something of every Hanja, and doubts it. The Hangul between them it reads well: a text in
which many characters are doubtful and many others sure is mixed with Hanja, while in a poor scan all are a little
doubtful. The strokes themselves do not tell: counted along rows and columns at layout scale, those of worn Hangul are
as many as those of Hanja-mixed text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from hwalja.model import Layout, Region, Role, Story, Unread, UnreadReason

DOUBTFUL, MIXED = 0.5, 0.2
"""At least so many of the characters of Hanja-mixed text are less than so sure: a quarter to two fifths of a text half
in Hanja; on badly worn pages in Hangul alone, a fifteenth of the worst region's."""

SURE, HANGUL = 0.95, 0.25
"""… and at least so many are more than so sure: those in Hangul."""

ENOUGH = 60
"""So many characters tell; fewer do where there is such text on the page."""

TYPE = frozenset({Role.HEADLINE, Role.SUBHEADING, Role.LEAD, Role.BODY, Role.BYLINE, Role.CAPTION, Role.LABEL})
"""What is looked at: figures in tables and drawn letters are doubtful for other reasons."""


def without_hanja(layout: Layout) -> Layout:
    """Return a layout that was read, its regions in Hanja-mixed text moved to what was not read."""
    looked_at = [region for region in layout.regions if region.role in TYPE]
    own = {region.id: [region] for region in looked_at}
    stories = [[r for name in story.regions for r in own.get(name, [])] for story in layout.stories]
    if not any(_is_enough(regions) and _is_mixed(regions) for regions in (*stories, *own.values())):
        return layout
    hanja = {region.id for region in looked_at if _is_doubtful([region])}
    left = [Story(tuple(name for name in story.regions if name not in hanja)) for story in layout.stories]
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
        stories=tuple(story for story in left if story.regions),
        unread=(*layout.unread, *unread),
        ink=replace(layout.ink, text=text - share, unread=layout.ink.unread + share) if layout.ink else None,
    )


def _is_enough(regions: Sequence[Region]) -> bool:
    return sum(1 for region in regions for line in region.lines for _ in line.glyphs) >= ENOUGH


def _is_mixed(regions: Sequence[Region]) -> bool:
    """Tell whether doubtful characters stand between sure ones."""
    found = [glyph.confidence > SURE for region in regions for line in region.lines for glyph in line.glyphs]
    return _is_doubtful(regions) and sum(found) >= HANGUL * len(found)


def _is_doubtful(regions: Sequence[Region]) -> bool:
    """Tell whether many characters are doubtful, and not in a few lines alone: a fold runs through one or two."""
    lines = [[g.confidence < DOUBTFUL for g in line.glyphs] for r in regions for line in r.lines if line.words]
    shares = [sum(line) / max(1, len(line)) for line in lines]
    total = sum(map(sum, lines)) / max(1, sum(map(len, lines)))
    return bool(lines) and total >= MIXED and median(shares) >= MIXED / 2
