"""Typesets with Chromium through Playwright: breaks lines, takes the page's picture."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from benchmarks.pages.elements import MeasuredLine, Style
from benchmarks.pages.markup import css

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
    "--font-render-hinting=none",
    "--disable-lcd-text",
]

# A line starts where a glyph's middle lies more than half a line under the line's first glyph:
# glyphs of fallback faces stand a little higher or lower on the same line.
BREAK_LINES = """
([text, css, width, indent, cap, pitch]) => {
  const host = document.getElementById('measure');
  host.style.cssText = css + `;position:absolute;left:0;top:0;visibility:hidden;` +
    `width:${width}px;text-indent:${indent}px;line-height:${pitch}px`;
  host.textContent = '';
  if (cap) {
    const span = document.createElement('span');
    span.style.cssText = `float:left;width:${cap[0]}px;height:${cap[1]}px`;
    host.append(span);
  }
  const node = document.createTextNode(text);
  host.append(node);
  const range = document.createRange();
  const lines = [];
  for (let i = 0; i < text.length; i++) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const rects = range.getClientRects();
    if (!rects.length) continue;
    const r = rects[rects.length - 1];
    const middle = (r.top + r.bottom) / 2;
    let line = lines[lines.length - 1];
    if (text[i] === ' ') { if (line) line.stop = i + 1; continue; }
    if (!line || middle > line.middle + pitch / 2) {
      line = {start: i, end: i + 1, stop: i + 1, x: r.left, right: r.right, middle};
      lines.push(line);
    }
    line.end = line.stop = i + 1;
    line.right = Math.max(line.right, r.right);
  }
  return lines.map(l => [l.start, l.end, l.x, l.right - l.x]);
}
"""

TEXT_WIDTH = """
([text, css]) => {
  const host = document.getElementById('measure');
  host.style.cssText = css + ';position:absolute;visibility:hidden;white-space:pre';
  host.textContent = text;
  return host.getBoundingClientRect().width;
}
"""

# The em box is taken from the baseline: the content box of Korean faces is up to 1.45 em high.
LINE_BOXES = """
() => {
  const context = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll('.t')].map(div => {
    const range = document.createRange();
    range.selectNodeContents(div);
    const rects = [...range.getClientRects()].filter(r => r.width > 0);
    const left = Math.min(...rects.map(r => r.left));
    const right = Math.max(...rects.map(r => r.right));
    const s = getComputedStyle(div);
    context.font = `${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    const em = parseFloat(s.fontSize);
    const full = context.measureText('가');
    const ink = context.measureText(div.textContent);
    const height = full.fontBoundingBoxAscent + full.fontBoundingBoxDescent;
    const line = div.getBoundingClientRect();
    const baseline = line.top + (line.height - height) / 2 + full.fontBoundingBoxAscent;
    const top = baseline - Math.max(0.8 * em, ink.actualBoundingBoxAscent);
    const bottom = baseline + Math.max(0.1 * em, ink.actualBoundingBoxDescent);
    return [left, top, right - left, bottom - top];
  });
}
"""


class BrowserMissingError(RuntimeError):
    """No Chromium on PATH."""


def find_browser() -> str:
    """Path of Chromium or Chrome.

    Raises:
        BrowserMissingError: none of the names in `NAMES` is on PATH.
    """
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise BrowserMissingError(f"no browser on PATH (tried {', '.join(NAMES)}): install chromium")


class Press:
    """An open browser; pages of many sizes are set with it, one after the other."""

    def __enter__(self) -> Self:
        self._playwright: Playwright = sync_playwright().start()
        self._browser: Browser = self._playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    @contextmanager
    def typesetter(self, dpi: int, width: int, height: int) -> Iterator["Typesetter"]:
        """A page of `width` by `height` CSS pixels, pictured at `dpi`."""
        context = self._browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=dpi / 96)
        yield Typesetter(context.new_page())
        context.close()


class Typesetter:
    """One open browser page; a `Measurer`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._cache: dict[tuple[Any, ...], Any] = {}

    def open(self, path: str) -> None:
        """Opens a page written by `markup`, and waits for its faces."""
        self._page.goto(f"file://{path}")
        self._page.evaluate("document.fonts.ready.then(() => true)")

    def load_faces(self, families: list[tuple[str, int]], text: str) -> None:
        """Loads every web face for `text` now: later measurements must not use a fallback.

        Raises:
            RuntimeError: a face is neither installed nor loaded.
        """
        for family, weight in families:
            font = f'{weight} 16px "{family}"'
            found = self._page.evaluate(
                "([f, t]) => document.fonts.load(f, t).then(() => document.fonts.check(f, t))",
                [font, text],
            )
            same = self._page.evaluate(
                "([f]) => { const c = document.createElement('canvas').getContext('2d');"
                "const w = n => (c.font = `40px ${n}`, c.measureText('가힣Ag1,“').width);"
                "return w(`\"${f}\", monospace`) === w('monospace')"
                " && w(`\"${f}\", cursive`) === w('cursive'); }",
                [family],
            )
            if not found or same:
                raise RuntimeError(
                    f"typeface {family!r} is missing: install the Debian packages named in "
                    "benchmarks/pages/README.md and run npm install in benchmarks/pages"
                )

    def lines(
        self,
        text: str,
        style: Style,
        width: float,
        indent: float = 0.0,
        cap: tuple[float, float] | None = None,
    ) -> tuple[MeasuredLine, ...]:
        """See `Measurer`."""
        key = (text, style, width, indent, cap)
        if key not in self._cache:
            room = None if cap is None else [cap[0] / style.stretch, cap[1]]
            found = self._page.evaluate(
                BREAK_LINES,
                [text, css(style), width / style.stretch, indent / style.stretch, room,
                 style.line_height],
            )  # fmt: skip
            self._cache[key] = tuple(
                MeasuredLine(int(a), int(b), x * style.stretch, w * style.stretch) for a, b, x, w in found
            )
        result: tuple[MeasuredLine, ...] = self._cache[key]
        return result

    def width(self, text: str, style: Style) -> float:
        """See `Measurer`."""
        key = (text, style)
        if key not in self._cache:
            found = self._page.evaluate(TEXT_WIDTH, [text, css(style)])
            self._cache[key] = found * style.stretch
        return float(self._cache[key])

    def line_boxes(self) -> list[tuple[float, float, float, float]]:
        """(x, y, w, h) of every printed line in CSS pixels, in document order."""
        return [(b[0], b[1], b[2], b[3]) for b in self._page.evaluate(LINE_BOXES)]

    def evaluate(self, script: str) -> Any:
        """What a script, a function without arguments, finds on the open page."""
        return self._page.evaluate(script)

    def picture(self) -> NDArray[np.uint8]:
        """The open page, grey, at the page's dpi."""
        shot = np.frombuffer(self._page.screenshot(type="png"), dtype=np.uint8)
        image = cv2.imdecode(shot, cv2.IMREAD_GRAYSCALE)
        if image is None:
            raise RuntimeError("the browser's screenshot cannot be read: run it again")
        return image.astype(np.uint8)
