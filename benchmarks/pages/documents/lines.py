"""Finds the lines the browser broke, and where they stand."""

from dataclasses import dataclass
from typing import Any

from benchmarks.pages.elements import Box

# Two glyphs stand on one line if their middles lie within 0.6 em across it, in the same column. The em box is taken
# from the baseline, as that of newspaper lines is. Lines in columns past the last one are not printed.
FIND_PARTS = """
() => {
  const context = document.createElement('canvas').getContext('2d');
  const metrics = new Map();
  const measured = style => {
    const font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    if (!metrics.has(font)) {
      context.font = font;
      const ascent = context.measureText('가').fontBoundingBoxAscent;
      metrics.set(font, {font, em: parseFloat(style.fontSize), ascent});
    }
    return metrics.get(font);
  };
  const columnOf = (columns, upright, r) => {
    if (!columns) return 0;
    const host = columns.getBoundingClientRect(), gap = +columns.dataset.gap, count = +columns.dataset.count;
    const [from, extent, middle] = upright
      ? [host.top, host.height, (r.top + r.bottom) / 2] : [host.left, host.width, (r.left + r.right) / 2];
    return Math.floor((middle - from + gap / 2) / ((extent + gap) / count));
  };
  const linesOf = part => {
    const upright = getComputedStyle(part).writingMode.startsWith('vertical');
    const columns = part.closest('.columns');
    const count = columns ? +columns.dataset.count : 1;
    const size = parseFloat(getComputedStyle(part).fontSize);
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const lines = [];
    let cell = null, line = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const type = measured(getComputedStyle(node.parentElement));
      const inside = node.parentElement.closest('td, th');
      if (inside !== cell && line) line.text += ' ';
      cell = inside;
      for (let i = 0; i < node.length; i++) {
        const letter = node.data[i];
        if (letter.trim() === '') { if (line) line.text += ' '; continue; }
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const rects = range.getClientRects();
        if (!rects.length) continue;
        const r = rects[rects.length - 1];
        const across = upright ? (r.left + r.right) / 2 : (r.top + r.bottom) / 2;
        const column = columnOf(columns, upright, r);
        if (!line || line.column !== column || Math.abs(across - line.across) > 0.6 * size) {
          line = {text: '', column, across, em: 0, left: r.left, right: r.right, top: r.top, bottom: r.bottom};
          lines.push(line);
        }
        line.text += letter;
        line.left = Math.min(line.left, r.left); line.right = Math.max(line.right, r.right);
        line.top = Math.min(line.top, r.top); line.bottom = Math.max(line.bottom, r.bottom);
        if (type.em > line.em) { line.em = type.em; line.font = type.font; line.baseline = r.top + type.ascent; }
      }
    }
    return lines.filter(l => l.column >= 0 && l.column < count).map(l => {
      const printed = {text: l.text, column: l.column, em: l.em};
      if (upright) return {...printed, box: [l.across - l.em / 2, l.top, l.em, l.bottom - l.top]};
      context.font = l.font;
      const ink = context.measureText(l.text);
      const top = l.baseline - Math.max(0.8 * l.em, ink.actualBoundingBoxAscent);
      const bottom = l.baseline + Math.max(0.1 * l.em, ink.actualBoundingBoxDescent);
      return {...printed, box: [l.left, top, l.right - l.left, bottom - top]};
    });
  };
  const area = document.querySelector('.area');
  const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; };
  return {
    parts: [...document.querySelectorAll('[data-part]')].map(p => ({name: p.dataset.part, lines: linesOf(p)})),
    rules: [...document.querySelectorAll('[data-rule]')].map(box),
    full: area.scrollHeight > area.clientHeight + 1 || area.scrollWidth > area.clientWidth + 1,
  };
}
"""


@dataclass(frozen=True)
class DocumentLine:
    """A printed line; `box` in CSS pixels, `column` counted from 0 in reading direction."""

    text: str
    box: Box
    column: int


@dataclass(frozen=True)
class PrintedPart:
    """A part of the manuscript as printed: fewer lines than it has, or none, where the page ended before it."""

    name: str
    lines: tuple[DocumentLine, ...]

    @property
    def text(self) -> str:
        """Its text, of lines joined as the browser broke them."""
        return "".join(line.text for line in self.lines).strip()


@dataclass(frozen=True)
class PrintedPage:
    """What is printed, in reading order, and the rules."""

    parts: tuple[PrintedPart, ...]
    rules: tuple[Box, ...]


def printed_page(found: Any, name: str) -> PrintedPage:
    """Takes what `FIND_PARTS` found on the page called `name`.

    Raises:
        ValueError: something stands out of the type area.
    """
    if found["full"]:
        raise ValueError(f"{name}: the text does not fit the type area; shorten it")
    parts = (
        PrintedPart(p["name"], tuple(DocumentLine(n["text"], Box(*n["box"]), n["column"]) for n in p["lines"]))
        for p in found["parts"]
    )
    return PrintedPage(tuple(p for p in parts if p.lines), tuple(Box(*r) for r in found["rules"]))
