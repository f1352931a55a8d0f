"""Stories to count from and to measure on, and the line breaks a newspaper would make in them."""

from __future__ import annotations

import json
import random
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hwalja.correct.joins import Break

NARROWEST, WIDEST = 8, 20
"""Characters in a newspaper line."""
CLOSING = set(".,?!:;)]}>%’”'\"」』》〉】…·~")
OPENING = set("([{<‘“「『《〈【")


@dataclass(frozen=True)
class Story:
    """A story: its name and its paragraphs, NFC."""

    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """A break, whether a space stood there, and the lines of its story."""

    around: Break
    space: bool
    story: int


def clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def wikinews(path: Path) -> list[Story]:
    """Read stories as a JSON list of objects with `title` and `body` (a line a paragraph)."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return [Story(clean(s["title"]), tuple(filter(None, map(clean, s["body"].splitlines())))) for s in found]


def texts(folder: Path) -> list[Story]:
    """Read story files of `benchmarks/pages`, each a headline and paragraphs (other marked lines are left out)."""
    stories: list[Story] = []
    for path in sorted(folder.rglob("*.txt")):
        for number, part in enumerate(path.read_text(encoding="utf-8").split("\n# ")):
            lines = [clean(line) for line in part.splitlines()[1:]]
            paragraphs = tuple(x for x in lines if x and not x.startswith(("#", "@", "!", "===", "---", "//")))
            stories.append(Story(f"{path.stem}-{number}", paragraphs))
    return [story for story in stories if story.paragraphs]


def pages(folder: Path) -> list[Story]:
    """Read the truth of typeset pages: JSON objects with `articles`, each with a `headline` and `paragraphs`."""
    return [
        Story(clean(article["headline"]), tuple(map(clean, article["paragraphs"])))
        for path in sorted(folder.glob("*.json"))
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]
    ]


def apart(stories: Sequence[Story], seen: Sequence[Story]) -> list[Story]:
    """Return the stories that share neither title nor a paragraph's beginning with those `seen`."""
    titles = {story.name for story in seen}
    beginnings = {paragraph[:30] for story in seen for paragraph in story.paragraphs}
    return [s for s in stories if s.name not in titles and not beginnings & {p[:30] for p in s.paragraphs}]


def held_out(story: Story) -> bool:
    """Tell whether a story is one of the third that is measured on."""
    return zlib.crc32(story.name.encode()) % 3 == 0


def cases(stories: Sequence[Story], seed: int, noise: float = 0.0) -> tuple[list[Case], list[str]]:
    """Break stories into lines of random width.

    Args:
        stories: What to break.
        seed: Of the random numbers.
        noise: Share of syllables that are misread.

    Returns:
        The breaks, and each story's lines as one text with a newline at each line end.
    """
    draw = random.Random(seed)  # noqa: S311 - no secret
    found: list[Case] = []
    read: list[str] = []
    for number, story in enumerate(stories):
        width = draw.randint(NARROWEST, WIDEST)
        lines: list[str] = []
        for paragraph in story.paragraphs:
            pieces = list(_lines(misread(paragraph, noise, draw), width, draw))
            for (left, space), (right, _) in pairwise(pieces):
                found.append(Case(Break(left, right), space, number))
            lines += [line for line, _ in pieces]
        read.append("\n".join(lines))
    return found, read


def _lines(paragraph: str, width: int, draw: random.Random) -> Iterator[tuple[str, bool]]:
    """Break one paragraph: (line, whether a space follows); no line begins with a closing or ends with an opening."""
    start = 0
    first = draw.randint(2, width)  # so that the same text breaks elsewhere every time
    while start < len(paragraph):
        end = start + (first if start == 0 else width)
        while (
            0 < end < len(paragraph)
            and end > start + 1
            and (paragraph[end] in CLOSING or paragraph[end - 1] in OPENING)
        ):
            end -= 1
        line = paragraph[start:end]
        space = paragraph[end : end + 1] == " " or line.endswith(" ")
        yield line.strip(), space
        start = end + (paragraph[end : end + 1] == " ")


def misread(text: str, share: float, draw: random.Random) -> str:
    """Change one jamo in a share of the Hangul syllables."""
    return "".join(_other(c, draw) if "가" <= c <= "힣" and draw.random() < share else c for c in text)


def _other(syllable: str, draw: random.Random) -> str:
    code = ord(syllable) - 0xAC00
    first, middle, last = code // 588, code // 28 % 21, code % 28
    which = draw.randrange(3)
    if which == 0:
        first = draw.randrange(19)
    elif which == 1:
        middle = draw.randrange(21)
    else:
        last = draw.randrange(28)
    return chr(0xAC00 + (first * 21 + middle) * 28 + last)
