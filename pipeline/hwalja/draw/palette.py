"""Colours, as OpenCV keeps them: blue, green, red, 0 … 255."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from hwalja.model import Role

Colour: TypeAlias = tuple[int, int, int]

ROLE_COLOURS: Mapping[Role, Colour] = {
    Role.HEADLINE: (60, 60, 225),
    Role.SUBHEADING: (30, 140, 245),
    Role.LEAD: (175, 165, 0),
    Role.BODY: (215, 130, 40),
    Role.BYLINE: (190, 60, 180),
    Role.CAPTION: (70, 165, 60),
    Role.TABLE: (60, 110, 140),
    Role.HEADER: (120, 120, 120),
    Role.FOOTER: (120, 120, 120),
    Role.LABEL: (90, 160, 160),
    Role.ADVERTISEMENT: (80, 190, 220),
}

ARTICLE_COLOURS: Sequence[Colour] = (
    (180, 90, 20),
    (40, 130, 30),
    (40, 40, 190),
    (160, 30, 140),
    (20, 120, 200),
    (130, 120, 0),
    (90, 50, 220),
    (60, 90, 120),
    (200, 40, 90),
    (0, 150, 150),
)
"""Taken in turn."""

PICTURE: Colour = (150, 125, 105)
RULE: Colour = (200, 90, 200)
FRAME: Colour = (30, 165, 245)
UNREAD: Colour = (20, 20, 235)
BETWEEN: Colour = (130, 130, 130)
"""The path from one article to the next."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (40, 40, 40)


def pale(colour: Colour, share: float = 0.2) -> Colour:
    """Return white with so much of the colour in it."""
    blue, green, red = (round(255 - share * (255 - part)) for part in colour)
    return blue, green, red
