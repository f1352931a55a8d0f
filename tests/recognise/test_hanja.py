"""Text mixed with Hanja is set aside; type that is merely hard to read is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hwalja.geometry import Box
from hwalja.model import Glyph, Ink, Layout, Line, Region, Role, Story, UnreadReason, Word
from hwalja.recognise import without_hanja

MIXED = (0.99, 0.98, 0.4, 0.99, 0.3)
"""What an engine for Hangul makes of three syllables and two Hanja."""

WORN = (0.99, 0.9, 0.7, 0.85, 0.75)
"""… and of five worn syllables."""

CLEAN = (0.99, 0.98, 0.99, 0.97, 0.99)

BLOTCH = (0.4, 0.2, 0.3, 0.4, 0.3)


def region(name: str, confidences: Sequence[float], *, lines: int = 20, role: Role = Role.BODY) -> Region:
    box = Box(0, 0, 100, 20)
    glyphs = tuple(Glyph("가", box, confidence) for confidence in confidences)
    word = Word("가" * len(glyphs), box, 0.9, glyphs)
    return Region(name, role, box, tuple(Line(f"{name}.{n}", box, 20.0, words=(word,)) for n in range(lines)))


def page(*regions: Region) -> Layout:
    """Return a page of one story, three quarters of its ink in text."""
    story = Story(tuple(r.id for r in regions))
    return Layout(20.0, regions, (story,), ink=Ink(0.75, 0.25, 0.0, 0.0, 0.0))


def names(layout: Layout) -> list[str]:
    return [r.id for r in layout.regions]


def test_hanja_mixed_text_is_unread() -> None:
    layout = without_hanja(page(region("mixed", MIXED), region("clean", CLEAN, lines=40)))
    assert names(layout) == ["clean"]
    assert layout.stories == (Story(("clean",)),)
    (unread,) = layout.unread
    assert unread.reason is UnreadReason.HANJA
    assert unread.ink == pytest.approx(0.25)
    assert layout.ink is not None
    assert layout.ink.text == pytest.approx(0.5)
    assert layout.ink.unread == pytest.approx(0.25)


@pytest.mark.parametrize("confidences", [CLEAN, WORN, BLOTCH])
def test_hangul_stays(confidences: Sequence[float]) -> None:
    layout = page(region("r", confidences))
    assert without_hanja(layout) == layout


def test_a_story_without_regions_is_none() -> None:
    layout = without_hanja(page(region("a", MIXED), region("b", MIXED)))
    assert layout.regions == ()
    assert layout.stories == ()


def test_few_characters_tell_nothing_by_themselves() -> None:
    layout = page(region("short", MIXED, lines=2), region("clean", CLEAN))
    assert without_hanja(layout) == layout


def test_a_headline_goes_with_its_text() -> None:
    headline = region("headline", (0.3, 0.4, 0.3), lines=1, role=Role.HEADLINE)
    assert without_hanja(page(headline, region("text", MIXED))).regions == ()


def test_a_table_is_no_running_text() -> None:
    layout = page(region("table", MIXED, role=Role.TABLE))
    assert without_hanja(layout) == layout


def test_a_fold_through_a_line_is_no_hanja() -> None:
    """Seen on a folded page: one line of a short column could not be read."""
    folded = region("folded", BLOTCH, lines=10)
    rest = region("rest", CLEAN, lines=20)
    layout = page(Region("r", Role.BODY, folded.box, (*folded.lines, *rest.lines)))
    assert without_hanja(layout) == layout
