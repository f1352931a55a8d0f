"""Reads the story files the pages are filled from."""

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of body text, or a crosshead between two of them."""

    text: str
    crosshead: bool = False


@dataclass(frozen=True)
class Story:
    """One story as written, before it is typeset. All text is NFC."""

    headline: str
    decks: tuple[str, ...]
    byline: str
    captions: tuple[str, ...]
    body: tuple[Paragraph, ...]

    @property
    def length(self) -> int:
        """Characters of body text."""
        return sum(len(part.text) for part in self.body)


def parse_story(text: str) -> Story:
    """Parses one story.

    Args:
        text: lines marked `# headline`, `## deck`, `@ byline`, `! caption`,
            `=== crosshead`; every other line is a paragraph.

    Raises:
        ValueError: the story has no paragraph.
    """
    headline = byline = ""
    decks: list[str] = []
    captions: list[str] = []
    body: list[Paragraph] = []
    for raw in unicodedata.normalize("NFC", text).splitlines():
        line = " ".join(raw.split())
        if line.startswith("## "):
            decks.append(line[3:])
        elif line.startswith("# "):
            headline = line[2:]
        elif line.startswith("@ "):
            byline = line[2:]
        elif line.startswith("! "):
            captions.append(line[2:])
        elif line.startswith("=== "):
            body.append(Paragraph(line[4:].removesuffix("===").strip(), crosshead=True))
        elif line:
            body.append(Paragraph(line))
    if not any(not part.crosshead for part in body):
        raise ValueError(f"story without a paragraph: {text[:60]!r}")
    return Story(headline, tuple(decks), byline, tuple(captions), tuple(body))


def parse_stories(text: str) -> tuple[Story, ...]:
    """Parses a file of stories parted by `---` lines."""
    chunks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip() == "---":
            chunks.append([])
        else:
            chunks[-1].append(line)
    return tuple(parse_story("\n".join(c)) for c in chunks if any(s.strip() for s in c))


def read_stories(name: str, root: Path = HERE / "texts") -> tuple[Story, ...]:
    """Reads every story of a set, files in name order; training shares development's.

    Raises:
        FileNotFoundError: the set has no text files.
    """
    files = sorted((root / ("development" if name == "training" else name)).glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"no stories in {root / name}: put *.txt files there")
    return tuple(s for f in files for s in parse_stories(f.read_text(encoding="utf-8")))


OWN = 0.25
"""Share of headings that training leaves as they were written."""

CROSSED, EVERY = 0.6, 3
"""Share of the longer stories that get crossheads there, one for so many of their paragraphs at most."""

HEADLINE, DECK, CROSSHEAD, CAPTION = (2, 8), (2, 7), (2, 6), (3, 20)
"""Fewest and most words of what is made up."""


def varied(stories: Sequence[Story], rng: random.Random) -> list[Story]:
    """Gives stories other headings, of any length, made of the words of all: there are few, and pages by the hundred.

    What the trees of `hwalja.layout.kinds` learn from is how headings look, not what they say.
    """
    words = [word for story in stories for text in (story.headline, *story.decks) for word in text.split()]

    def heading(own: str, length: tuple[int, int]) -> str:
        return own if own and rng.random() < OWN else " ".join(rng.choices(words, k=rng.randint(*length)))

    return [
        replace(
            story,
            headline=heading(story.headline, HEADLINE),
            decks=tuple(heading(deck, DECK) for deck in story.decks),
            captions=tuple(heading(caption, CAPTION) for caption in story.captions),
            body=tuple(
                replace(part, text=heading(part.text, CROSSHEAD)) if part.crosshead else part
                for part in _crossed(story.body, rng)
            ),
        )
        for story in stories
    ]


def _crossed(body: Sequence[Paragraph], rng: random.Random) -> list[Paragraph]:
    """Puts empty crossheads between paragraphs of a longer story, where most have none."""
    crossed = list(body)
    places = [k for k in range(1, len(body)) if not (body[k].crosshead or body[k - 1].crosshead)]
    if len(body) > EVERY and places and rng.random() < CROSSED:
        for k in sorted(rng.sample(places, rng.randint(1, min(len(places), len(body) // EVERY))), reverse=True):
            crossed.insert(k, Paragraph("", crosshead=True))
    return crossed
