"""What stands on a page besides articles: header, advertisements, section labels."""

import random
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from benchmarks.pages.elements import MM, PT, Box, Decoration, Measurer, Picture, Piece, Region
from benchmarks.pages.typography import Typography, set_lines

WEEKDAYS = "월화수목금토일"


@dataclass(frozen=True)
class Copy:
    """Invented names and advertisements of a set."""

    papers: tuple[str, ...]
    sections: tuple[str, ...]
    labels: tuple[str, ...]
    adverts: tuple[tuple[str, ...], ...]


def read_copy(name: str) -> Copy:
    """The copy of a set; samples and training share development's."""
    data = tomllib.loads((Path(__file__).parent / "furniture.toml").read_text(encoding="utf-8"))
    part = data["test" if name == "test" else "development"]
    return Copy(
        tuple(part["papers"]), tuple(part["sections"]), tuple(part["labels"]), tuple(map(tuple, part["adverts"]))
    )


def header(
    area: Box, copy: Copy, rng: random.Random, type_: Typography, measurer: Measurer, *, masthead: bool
) -> Piece:
    """Page number, date and section over a rule; on a front page, the newspaper's name."""
    paper, section = rng.choice(copy.papers), rng.choice(copy.sections)
    number = rng.randint(2, 32)
    day = rng.randint(1, 28)
    date = f"{rng.randint(2019, 2026)}년 {rng.randint(1, 12)}월 {day}일 {rng.choice(WEEKDAYS)}요일"
    small = replace(type_.deck, size=9.5 * PT, weight=min(type_.deck.weight, 700))
    regions: list[Region] = []
    y = area.y

    def put(text: str, align: Literal["left", "right", "center"], size: float, y: float) -> None:
        style = replace(small if size < 12 else type_.headlines[0], size=size * PT, pitch=1.2, letter=0.0)
        lines = set_lines([text], style, replace(area, y=y), measurer, align)
        regions.append(Region("header", None, 0, lines[0].box, lines))

    if masthead:
        put(paper, "center", 42, y)
        y += 42 * PT * 1.25
        put(f"제{rng.randint(1200, 19000)}호", "left", 9.5, y)
        put(date, "center", 9.5, y)
        put(f"www.{rng.choice(['daily', 'news', 'paper'])}.example.kr", "right", 9.5, y)
        y += 9.5 * PT * 1.4
    elif rng.random() < 0.5:
        put(f"{number}", "left", 15, y)
        put(section, "center", 18, y - 1 * MM)
        put(f"{date}  {paper}", "right", 9.5, y + 1.8 * MM)
        y += 7.6 * MM
    else:
        put(f"{number}  {date}", "left", 9.5, y + 1.8 * MM)
        put(section, "center", 18, y - 1 * MM)
        put(paper, "right", 13, y + 0.8 * MM)
        y += 7.6 * MM
    rule = Box(area.x, y, area.w, 1.4 * PT)
    found = frozenset({"masthead"} if masthead else {"page-header"})
    return Piece(tuple(regions), (Decoration("rule", rule),), features=found, height=y + 3.5 * MM - area.y)


def advertisement(box: Box, texts: tuple[str, ...], rng: random.Random, type_: Typography, measurer: Measurer) -> Piece:
    """A framed advertisement: artwork under two or three lines of text."""
    align: Literal["left", "center"] = rng.choice(["left", "center"])
    regions = []
    y = box.y + box.h * 0.12
    room = replace(box, x=box.x + 5 * MM, w=box.w - 10 * MM)
    for text, share, face in zip(texts, (0.2, 0.1, 0.075), (type_.headlines[-1], type_.deck, type_.deck), strict=False):
        style = replace(face, size=min(box.h * share, 40 * PT), letter=0.0, pitch=1.25)
        width = measurer.width(text, style)
        style = replace(style, size=style.size * min(1.0, room.w / width))
        lines = set_lines([text], style, replace(room, y=y), measurer, align)
        regions.append(Region("advertisement", None, 0, lines[0].box, lines))
        y += style.line_height + box.h * 0.05
    frame = Decoration("frame", box, thickness=0.8 * PT)
    art = Picture(Box(box.x + 1.5, box.y + 1.5, box.w - 3, box.h - 3), "advert", rng.randrange(1 << 30))
    return Piece(tuple(regions), (frame,), (art,), features=frozenset({"advertisement"}), height=box.h)


def label(text: str, area: Box, column: int, type_: Typography, measurer: Measurer) -> Piece:
    """The label of a section, white on black over the width of `area`."""
    style = replace(type_.label, white=True)
    lines = set_lines([text], style, Box(area.x + 2 * MM, area.y + 0.8 * MM, area.w, 0), measurer)
    box = replace(area, h=style.line_height + 1.6 * MM)
    fill = Decoration("fill", box, grey=20)
    return Piece(
        (Region("label", None, column, lines[0].box, lines),), (fill,), features=frozenset({"label"}),
        height=box.h + 1.5 * MM,
    )  # fmt: skip
