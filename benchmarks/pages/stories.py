"""Reads the story files the pages are filled from."""

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent

CROSSED = 0.6
"""Share of the longer stories that get crossheads …"""

EVERY = 3
"""… one for so many of their paragraphs, at most."""


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


def with_crossheads(stories: Sequence[Story], rng: random.Random) -> list[Story]:
    """Puts decks of other stories as crossheads between paragraphs of longer ones, where most stories have none."""
    texts = [deck for story in stories for deck in story.decks]
    result = []
    for story in stories:
        body = list(story.body)
        places = [k for k in range(1, len(body)) if not (body[k].crosshead or body[k - 1].crosshead)]
        if len(body) > EVERY and places and rng.random() < CROSSED:
            count = rng.randint(1, min(len(places), len(body) // EVERY))
            for k in sorted(rng.sample(places, count), reverse=True):
                body.insert(k, Paragraph(rng.choice(texts), crosshead=True))
        result.append(replace(story, body=tuple(body)))
    return result
