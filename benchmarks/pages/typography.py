"""How the text of one page is set, and fitting headlines."""

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Literal

from benchmarks.pages.elements import Box, Measurer, Style, TextLine


@dataclass(frozen=True)
class Typography:
    """Styles of one page."""

    body: Style
    headlines: tuple[Style, ...]
    deck: Style
    byline: Style
    caption: Style
    crosshead: Style
    label: Style
    justify: Literal["words", "letters"]
    indent: float
    display: float


def balanced(text: str, count: int, style: Style, measurer: Measurer) -> tuple[list[str], float] | None:
    """Splits text at spaces into `count` lines, the widest as narrow as can be, and its width."""
    words = text.split(" ")
    widths = [measurer.width(word, style) for word in words]
    space = measurer.width("가 가", style) - 2 * measurer.width("가", style)
    best: tuple[list[str], float] | None = None
    for cuts in combinations(range(1, len(words)), count - 1):
        ends = [0, *cuts, len(words)]
        spans = list(pairwise(ends))
        widest = max(sum(widths[a:b]) + space * (b - a - 1) for a, b in spans)
        if best is None or widest < best[1]:
            best = [" ".join(words[a:b]) for a, b in spans], widest
    return best and (best[0], max(measurer.width(line, style) for line in best[0]))


def fit_headline(
    text: str, style: Style, width: float, measurer: Measurer, *, most_lines: int = 2, shrink: float = 0.8
) -> tuple[list[str], Style]:
    """Breaks a headline into the fewest lines at which it keeps `shrink` of its size.

    Past `most_lines` it goes on with smaller type rather than cut text.
    """
    for count in range(1, 5):
        split = balanced(text, count, style, measurer)
        if split is None:
            continue
        ratio = min(1.0, width * 0.995 / split[1])
        if ratio >= shrink or (count >= most_lines and ratio >= shrink * 0.7):
            return split[0], replace(style, size=style.size * ratio)
    found = measurer.lines(text, style, width)
    return [text[n.start : n.end] for n in found], style


def set_lines(
    texts: list[str], style: Style, area: Box, measurer: Measurer, align: Literal["left", "right", "center"] = "left"
) -> tuple[TextLine, ...]:
    """Stands lines under each other from the top of `area`."""
    lines = []
    for row, text in enumerate(texts):
        width = measurer.width(text, style)
        shift = {"left": 0.0, "right": area.w - width, "center": (area.w - width) / 2}[align]
        y = area.y + row * style.line_height
        lines.append(TextLine(text, Box(area.x + shift, y, width, style.line_height), style))
    return tuple(lines)


def break_words(text: str, style: Style, width: float, measurer: Measurer) -> list[str]:
    """Breaks text between words."""
    found = measurer.lines(text, replace(style, words_whole=True), width)
    return [text[n.start : n.end].strip() for n in found]


def justified(text: str, style: Style, at: Box, natural: float, mode: Literal["words", "letters"]) -> TextLine:
    """A line spread to the width of `at`, from its natural width.

    By words, a gap grows by at most half an em; the letters take what is left.
    """
    slack = at.w - natural
    spaces = text.count(" ")
    word = min(slack / spaces, style.size / 2) if mode == "words" and spaces and slack > 0 else 0.0
    letter = (slack - word * spaces) / max(len(text) - 1, 1)
    return TextLine(text, at, style, letter=letter, word=word)
