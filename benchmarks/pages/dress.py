"""Chooses how articles look: faces, sizes, pictures."""

import random
from dataclasses import dataclass, replace
from typing import Literal

from benchmarks.pages.elements import PT, Style
from benchmarks.pages.shapes import Dress, PictureDress
from benchmarks.pages.stories import Story
from benchmarks.pages.typography import Typography

HEADLINE_POINTS = {1: (14.0, 17.0), 2: (21.0, 27.0), 3: (27.0, 34.0), 4: (32.0, 42.0), 5: (38.0, 48.0)}
PICTURE_KINDS: tuple[Literal["photo", "halftone", "drawing", "chart"], ...] = (
    "photo", "halftone", "halftone", "photo", "drawing", "chart",
)  # fmt: skip


@dataclass
class Dresser:
    """Deals looks to articles from a seeded generator."""

    rng: random.Random
    type_: Typography
    picture_share: float = 0.6

    def dress(self, story: Story, span: int, wish: str) -> Dress:
        """A look for `story` over `span` columns; `wish` names what it must show."""
        rng = self.rng
        headline = self._headline(span, wish)
        inner = wish in {"inner", "brief"}
        pictured = wish in {"photo", "framed-photo"} or (
            not inner and bool(story.captions) and rng.random() < self.picture_share
        )
        boxed = wish in {"framed", "grey", "framed-photo", "no-headline"}
        return Dress(
            headline=headline,
            picture=self._picture(span, wish) if pictured and story.length > 120 * span else None,
            most_lines=3 if span == 1 else 2,
            reverse=wish == "reversed",
            frame=wish in {"framed", "framed-photo"} or (wish == "no-headline" and rng.random() < 0.5),
            grey=wish == "grey" or (wish == "framed" and rng.random() < 0.25),
            drop_cap=wish == "drop-cap" and "가" <= story.body[0].text[0] <= "힣" and not story.body[0].crosshead,
            byline_top=not inner and not boxed and rng.random() < 0.2,
            show_headline=wish != "no-headline",
            centered=span > 2 and rng.random() < 0.3,
        )

    def _headline(self, span: int, wish: str) -> Style:
        face = self.rng.choice(self.type_.headlines)
        low, high = HEADLINE_POINTS[min(span, 5)]
        points = self.rng.uniform(low, high) * self.type_.display
        if wish == "brief":
            face, points = self.type_.deck, 11.5
        return replace(face, size=points * PT, pitch=1.22, words_whole=True)

    def _picture(self, span: int, wish: str) -> PictureDress:
        rng = self.rng
        wide = 1 if span == 1 else rng.choice([1, 1, 2]) if span == 2 else rng.choice([1, 2, 2])
        place: Literal["left", "right", "middle"] = rng.choice(["left", "right", "right"])
        if wide == 1 and wish not in {"outer"} and rng.random() < 0.25:
            place = "middle"
        if wish == "outer":
            wide, place = 1, "left"
        aspect = rng.uniform(0.6, 0.85) if wide > 1 else rng.uniform(0.65, 1.05)
        return PictureDress(rng.choice(PICTURE_KINDS), wide, aspect, place, rng.randrange(1 << 30))
