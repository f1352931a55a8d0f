"""Read pages with a layout analysis that errs, so that there are articles that it put together wrongly.

python -m benchmarks.confidence.disturb PAGES_DIR --out OUT [--times 3]

It errs the more often, the less sure it is. Chance has its say in what a line is, so that a crosshead becomes a
headline or a line of the text a caption, and in what a column goes on from. All later stages see what came of it.
Every result lies as `PAGE.json` in `OUT/1`, `OUT/2` and so on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.pages import find_pages
from hwalja.assignment import assign
from hwalja.export.json import to_json
from hwalja.layout import flow, kinds
from hwalja.model import Model, Page
from hwalja.options import Options
from hwalja.recognise import Engines
from hwalja.recognise.engine import CropStyle, Engine, LineImage, Words

wiring, layout = import_module("hwalja.digitize"), import_module("hwalja.layout")

KIND = 2.2
"""Scale of what chance adds to the log odds of a kind."""

LEAST = 1e-3
"""Probability that every kind has at the least."""

LINK = 2.5
"""Standard deviation of what chance adds to the price of what a text goes on from."""

Numbers = NDArray[np.float64]
_T = TypeVar("_T")
_R = TypeVar("_R")


@contextmanager
def disturbed(chance: np.random.Generator) -> Iterator[None]:
    """Let the layout analysis err."""
    reader = kinds._reader()

    def drawn(traits: Numbers, near: NDArray[np.intp]) -> Numbers:
        odds = np.log(reader(traits, near) + LEAST)
        odds += chance.gumbel(0.0, KIND, odds.shape)
        share = np.exp(odds - odds.max(axis=1, keepdims=True))
        return np.asarray(share / share.sum(axis=1, keepdims=True))

    def linked(prices: Numbers) -> list[tuple[int, int]]:
        return assign(np.where(prices < flow.NEVER, prices + chance.normal(0.0, LINK, prices.shape), prices))

    with patch.object(kinds, "_reader", lambda: drawn), patch.object(flow, "assign", linked):
        yield


@dataclass(slots=True)
class Remembering:
    """An engine that reads a line once."""

    engine: Engine
    read_before: dict[bytes, Words] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def style(self) -> CropStyle:
        return self.engine.style

    @property
    def models(self) -> tuple[Model, ...]:
        return self.engine.models

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        known, keys = self.read_before, [line.grey.tobytes() for line in lines]
        new = {key: line for key, line in zip(keys, lines, strict=True) if key not in known}
        known.update(zip(new, self.engine.read(list(new.values()), timeout=timeout), strict=True))
        return [known[key] for key in keys]


def read_times(image: Path, times: int, engines: Engines) -> Iterator[Page]:
    """Read a page several times; only what errs is done anew."""
    known = replace(engines, first=Remembering(engines.first), second=engines.second and Remembering(engines.second))
    with (
        patch.object(wiring, "engines_for", lambda *_: known),
        patch.object(wiring, "preprocess", _once(wiring.preprocess, lambda scan: scan.sha256)),
        patch.object(layout, "find_elements", _once(layout.find_elements, lambda canvas: canvas.ink.tobytes())),
    ):
        for time in range(times):
            with disturbed(np.random.default_rng([*image.stem.encode(), time])):
                yield wiring.digitize(image)


def _once(function: Callable[[_T], _R], key: Callable[[_T], object]) -> Callable[[_T], _R]:
    """Return a function that is called once for everything that has the same key."""
    known: dict[object, _R] = {}

    def call(value: _T) -> _R:
        if key(value) not in known:
            known[key(value)] = function(value)
        return known[key(value)]

    return call


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confidence.disturb", description=__doc__)
    parser.add_argument("pages", type=Path, help="folder of images, the truth of each beside it")
    parser.add_argument("--out", type=Path, required=True, help="folder for what is read")
    parser.add_argument("--times", type=int, default=3, help="how often each page is read")
    parser.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="names of pages, such as d03")
    given = parser.parse_args()
    usual = Options()
    engines = wiring.engines_for(usual.engine, usual.languages, usual.model)
    for page in find_pages(given.pages, given.only):
        print(page.name, file=sys.stderr, flush=True)
        for time, read in enumerate(read_times(page.image, given.times, engines), 1):
            folder = given.out / str(time)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{page.name}.json").write_text(to_json(read), "utf-8")


if __name__ == "__main__":
    main()
