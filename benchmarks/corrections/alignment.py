"""What was read beside what is printed: the blocks of a page, each with its passage of the truth."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.accuracy.pages import find_pages
from hwalja.correct import Corrected, correct
from hwalja.evaluate.nearest import nearest_passage
from hwalja.evaluate.text import Text
from hwalja.evaluate.truth import everything
from hwalja.export.json import from_json
from hwalja.model import Block, Glyph, Page, Role
from hwalja.options import Profile

FURTHEST = 0.3
"""Edits per character; a block farther from the truth than this says nothing about what was misread."""

SHORTEST = 12
"""Characters; shorter blocks are found by chance."""

FIELDS = ("articles", "headline", "subheadings", "paragraphs", "captions", "byline", "furniture", "lines", "text")
"""What of a truth is printed."""

ROLES = frozenset({Role.BODY, Role.LEAD, Role.CAPTION, Role.HEADLINE, Role.SUBHEADING})


@dataclass(frozen=True, slots=True)
class Pair:
    """A glyph that was read and the letters that are printed there: one where it is right or mistaken for another, none
    where it is spurious, and more where one was read for several.
    """

    glyph: Glyph
    truth: str


def printed(truth: Mapping[str, object]) -> str:
    """Return all that is printed on a page, a line for each passage."""
    return "\n".join(Text(text).characters for text in everything(truth, FIELDS))


def blocks_of(page: Page) -> list[Block]:
    """Return the blocks that are text, in order."""
    return [block for article in page.articles for block in article.blocks if block.role in ROLES]


def passage_of(read: str, truth: str) -> str | None:
    """Return the part of `truth` that `read` is of; None where it is too short or too far from any."""
    found = nearest_passage(read, truth)
    if len(read) < SHORTEST or found.distance > FURTHEST * len(read):
        return None
    return truth[found.start : found.end]


def pairs(glyphs: Sequence[Glyph], truth: str) -> Iterator[Pair]:
    """Yield the glyphs of a text with what is printed there; `truth` is all that is printed, without spaces."""
    read = [Text(glyph.text).letters for glyph in glyphs]
    letters = "".join(read)
    passage = passage_of(letters, truth)
    if passage is None:
        return
    owner = [k for k, text in enumerate(read) for _ in text]
    stands = [""] * len(glyphs)
    for code in Levenshtein.opcodes(letters, passage):
        source, target = range(code.src_start, code.src_end), passage[code.dest_start : code.dest_end]
        if not source and 0 < code.src_start < len(owner):
            stands[owner[code.src_start - 1]] += target
        for k, at in enumerate(source):
            stands[owner[at]] += target[k : k + 1] if k < len(source) - 1 else target[k:]
    yield from (Pair(glyph, text) for glyph, text in zip(glyphs, stands, strict=True))


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of what `corrected` takes."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--profile", type=Profile, default=Profile.STANDARD)
    parser.add_argument("--engine", default="hwalja", help="what read the pages")
    return parser


def corrected(given: argparse.Namespace) -> Iterator[tuple[str, list[Block], Corrected, str]]:
    """Yield of each page its name, its blocks as read and as corrected, and all that is printed on it."""
    for page in find_pages(given.pages):
        blocks = blocks_of(from_json((given.results / f"{page.name}.json").read_text(encoding="utf-8")))
        yield page.name, blocks, correct(blocks, given.profile, given.engine), printed(page.truth)
