"""Pages to export: one made by hand, and a strategy for any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck
from hypothesis import settings as run_settings
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.model import (
    Article,
    ArticleDoubt,
    Block,
    Correction,
    Defect,
    Doubt,
    Fact,
    Flaw,
    Glyph,
    Ink,
    Line,
    Model,
    Page,
    Quality,
    Region,
    Role,
    Step,
    Unread,
    UnreadReason,
    Word,
)

few = run_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A page takes long to draw."""

SHA = "0" * 64


def word(text: str, x: int, y: int, confidence: float = 0.9876) -> Word:
    glyphs = tuple(Glyph(letter, Box(x + 30 * n, y, 28, 30), confidence) for n, letter in enumerate(text))
    return Word(text, Box(x, y, 30 * len(text), 30), confidence, glyphs)


def line(name: str, text: str, y: int) -> Line:
    words, x = [], 100
    for part in text.split():
        words.append(word(part, x, y))
        x += 30 * len(part) + 15
    return Line(name, Box(100, y, max(x - 115, 1), 30), 33.25, words=tuple(words))


def block(name: str, role: Role, text: str, y: int = 200, lines: tuple[str, ...] | None = None) -> Block:
    read = tuple(line(f"{name}l{n}", part, y + 40 * n) for n, part in enumerate(lines or text.splitlines()))
    return Block(name, role, text, (Region(f"r{name}", role, Box(100, y, 600, 40 * len(read)), read),))


def article(number: int, *blocks: Block) -> Article:
    return Article(f"sample#a{number:02d}", blocks, 0.8125)


def page(*articles: Article) -> Page:
    furniture = (block("f1", Role.HEADER, "활자일보 12", 20),)
    return Page(
        id="sample",
        source="sample.png",
        sha256=SHA,
        width=1600,
        height=2200,
        dpi=300.0,
        dpi_origin="metadata",
        skew=-0.4375,
        languages=("kor", "Hangul"),
        models=(Model("kor", "tesseract 5.3.0", SHA),),
        steps=(Step("read", "1", {"max_megapixels": 400.0}), Step("layout", "1", {"columns": (1, 2), "off": None})),
        articles=articles,
        furniture=furniture,
        pictures=(Box(800, 300, 400, 300),),
        rules=(Box(790, 100, 2, 1900),),
        corrections=(
            Correction("join", "b3", 7, "\n", "", Box(280, 240, 120, 70), {"kiwi": -12.5, "rule": "line end"}, 0.97),
            Correction("word", "b3", 0, "시는", "시도", None, {}, 0.3, applied=False),
        ),
        warnings=("the resolution was guessed",),
        newspaper=Fact("활자일보", "header"),
        issue_date=Fact("1998-03-01", "caller"),
        order=in_order(furniture, articles),
        unread=(Unread(Box(1300, 400, 60, 500), UnreadReason.VERTICAL, 0.04),),
        ink=Ink(text=0.7, pictures=0.2, rules=0.05, advertisements=0.0, unread=0.05, specks=0.002),
        quality=Quality(0.75, (Flaw(Defect.NOISY, 0.25),)),
        doubts=(Doubt.VERTICAL,),
    )


def in_order(furniture: Sequence[Block], articles: Sequence[Article]) -> tuple[str, ...]:
    """Return the ids of the blocks, furniture first."""
    return tuple(block.id for block in (*furniture, *(block for article in articles for block in article.blocks)))


def sample() -> Page:
    """Two articles: one with every role, one without a headline, which is unsure."""
    return page(
        article(
            1,
            block("b1", Role.HEADLINE, "새 다리 놓는다"),
            block("b2", Role.SUBHEADING, "내년 봄 착공"),
            block("b3", Role.BODY, "시는 올해 다리를 놓는다.", lines=("시는 올해 다", "리를 놓는다.")),
            block("b4", Role.SUBHEADING, "예산은 *3억*"),
            block("b5", Role.CAPTION, "다리가 놓일 자리."),
            block("b6", Role.BODY, "예산은 [3억]원이다."),
            block("b7", Role.BYLINE, "홍길동 기자"),
        ),
        replace(article(2, block("b8", Role.BODY, "1. 날씨는 맑다.")), doubts=(ArticleDoubt.PARTS,)),
    )


texts = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=8)
boxes = st.builds(Box, *[st.integers(0, 20_000)] * 4)
confidences = st.integers(0, 10_000).map(lambda n: n / 10_000)
ems = st.integers(1, 50_000).map(lambda n: n / 100)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
roles = st.sampled_from(Role)
numbers = st.integers(-1_000_000, 1_000_000).map(lambda n: n / 10_000)

glyphs = st.builds(Glyph, texts, boxes, confidences)
words = st.builds(Word, texts, boxes, confidences, st.lists(glyphs, max_size=2).map(tuple))
lines = st.builds(Line, names, boxes, ems, st.booleans(), st.lists(words, max_size=2).map(tuple))
regions = st.builds(Region, names, roles, boxes, st.lists(lines, max_size=2).map(tuple))
blocks = st.builds(Block, names, roles, texts, st.lists(regions, max_size=2).map(tuple))
article_ids = st.builds(lambda name, number: f"{name}#a{number:02d}", names, st.integers(1, 120))
article_doubts = st.lists(st.sampled_from(ArticleDoubt), max_size=2, unique=True).map(tuple)
articles = st.builds(Article, article_ids, st.lists(blocks, max_size=3).map(tuple), confidences, article_doubts)
corrections = st.builds(
    Correction,
    kind=names,
    block=names,
    start=st.integers(0, 10_000),
    original=texts,
    replacement=texts,
    box=st.none() | boxes,
    evidence=st.dictionaries(texts, numbers | texts, max_size=2),
    confidence=confidences,
    applied=st.booleans(),
)
settings = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | texts,
    lambda inner: st.lists(inner, max_size=2).map(tuple) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=3,
)
unread = st.builds(Unread, boxes, st.sampled_from(UnreadReason), confidences)
inks = st.none() | st.builds(Ink, *[confidences] * 6)
qualities = st.builds(
    Quality, confidences, st.lists(st.builds(Flaw, st.sampled_from(Defect), confidences), max_size=2).map(tuple)
)
facts = st.none() | st.builds(Fact, texts, st.sampled_from(["caller", "header"]))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Pages whose numbers have as many digits as are exported."""
    found = draw(st.lists(articles, max_size=2))
    furniture = tuple(draw(st.lists(blocks, max_size=1)))
    return replace(
        page(*found),
        order=tuple(draw(st.permutations(in_order(furniture, found)))),
        unread=tuple(draw(st.lists(unread, max_size=2))),
        ink=draw(inks),
        quality=draw(qualities),
        doubts=tuple(draw(st.lists(st.sampled_from(Doubt), max_size=2))),
        id=draw(names),
        source=draw(texts),
        sha256=draw(hashes),
        width=draw(st.integers(1, 40_000)),
        height=draw(st.integers(1, 40_000)),
        dpi=draw(ems),
        dpi_origin=draw(st.sampled_from(["metadata", "caller", "estimate", "default"])),
        skew=draw(numbers),
        languages=tuple(draw(st.lists(names, max_size=2))),
        models=tuple(draw(st.lists(st.builds(Model, texts, texts, hashes), max_size=1))),
        steps=tuple(
            draw(st.lists(st.builds(Step, names, texts, st.dictionaries(texts, settings, max_size=2)), max_size=2))
        ),
        furniture=furniture,
        pictures=tuple(draw(st.lists(boxes, max_size=2))),
        rules=tuple(draw(st.lists(boxes, max_size=2))),
        corrections=tuple(draw(st.lists(corrections, max_size=2))),
        warnings=tuple(draw(st.lists(texts, max_size=2))),
        newspaper=draw(facts),
        issue_date=draw(facts),
        page_number=draw(facts),
        section=draw(facts),
    )
