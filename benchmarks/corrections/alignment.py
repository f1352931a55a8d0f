"""What was read beside what is printed: the blocks of a page, each with its passage of the truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from hwalja.evaluate.nearest import nearest_passage
from hwalja.evaluate.text import Text
from hwalja.model import Block, Glyph, Page, Role

FURTHEST = 0.3
"""Edits per letter; a block farther from the truth than this says nothing about what was misread."""

SHORTEST = 12
"""Letters; shorter blocks are found by chance."""

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


def true_letters(truth: Mapping[str, object]) -> str:
    """Return all that is printed on a page, without spaces, passages apart."""
    return "\n".join(Text(text).letters for text in _strings(truth))


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key in (
            "articles",
            "headline",
            "subheadings",
            "paragraphs",
            "captions",
            "byline",
            "furniture",
            "lines",
            "text",
        ):
            yield from _strings(node.get(key))
    elif isinstance(node, Sequence):
        for part in node:
            yield from _strings(part)


def pairs(page: Page, truth: str) -> Iterator[Pair]:
    """Yield the glyphs of a page with what is printed there; `truth` is from `true_letters`."""
    blocks = [block for article in page.articles for block in article.blocks]
    for block in blocks:
        if block.role in ROLES:
            yield from _of_block(block, truth)


def _of_block(block: Block, truth: str) -> Iterator[Pair]:
    glyphs = [glyph for line in block.lines for glyph in line.glyphs]
    read = [Text(glyph.text).letters for glyph in glyphs]
    letters = "".join(read)
    if len(letters) < SHORTEST:
        return
    found = nearest_passage(letters, truth)
    if found.distance > FURTHEST * len(letters):
        return
    printed = truth[found.start : found.end]
    owner = [k for k, text in enumerate(read) for _ in text]
    stands = [""] * len(glyphs)
    for code in Levenshtein.opcodes(letters, printed):
        source, target = range(code.src_start, code.src_end), printed[code.dest_start : code.dest_end]
        if not source:
            if 0 < code.src_start < len(owner):
                stands[owner[code.src_start - 1]] += target
            continue
        for k, at in enumerate(source):
            part = target[k : k + 1] if k < len(source) - 1 else target[k:]
            stands[owner[at]] += part
    yield from (Pair(glyph, text) for glyph, text in zip(glyphs, stands, strict=True))
