"""Lay pages with truth out and measure how near lines, articles and headlines are. Nothing is recognised.

python -m benchmarks.layout.measure PAGES_DIR [--only d03 d04] [--verbose] [--results results-test.json]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.accuracy.pages import TruePage, find_pages
from benchmarks.layout.scores import score
from benchmarks.report import aligned, dated, markdown, put, to_json
from hwalja.draw.overlay import draw_layout
from hwalja.layout import find_layout
from hwalja.preprocess import preprocess
from hwalja.read import read_image

README = Path(__file__).with_name("README.md")

KINDS = ("clean", "office", "worn", "folded", "curled", "badly-worn")
"""What was done to the pages: each page is of one kind."""


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    pages = find_pages(given.pages, given.only)
    with ProcessPoolExecutor(given.workers) as pool:
        results = list(pool.map(partial(measure, overlays=given.overlays), pages))
    for result in results:
        for line in result["complaints"] if given.verbose else []:
            print(f"{result['page']}: {line}")
    print(aligned(page_rows(results)))
    print(f"\n{aligned(kind_rows(results))}")
    if given.results:
        kinds = {kind: _sum(r for r in results if kind in r["features"]) for kind in KINDS}
        kinds = {kind: figures for kind, figures in kinds.items() if figures}
        given.results.write_text(to_json({**dated(), "kinds": kinds, "all": _sum(results)}) + "\n", "utf-8")
        if given.readme:
            put(README, given.results.stem, markdown(kind_rows(results)))


def measure(page: TruePage, overlays: Path | None = None) -> dict[str, Any]:
    """Return the figures of one page."""
    scan = read_image(page.image)
    start = time.process_time()
    sheet = preprocess(scan)
    middle = time.process_time()
    layout = find_layout(sheet)
    end = time.process_time()
    if overlays:
        import cv2

        overlays.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(overlays / f"{page.name}.jpg"), draw_layout(sheet, layout))
    figures, complaints = score(page.truth, sheet, layout)
    return {
        "page": page.name,
        "features": page.features,
        "figures": figures,
        "complaints": complaints,
        "preprocess": middle - start,
        "layout": end - middle,
    }


def _sum(results: Any) -> dict[str, int]:
    total: Counter[str] = Counter()
    for result in results:
        total.update(result["figures"])
    return dict(total)


HEADS = ("lines right", "articles exact", "headlines whole", "given that are none", "CPU s")


def page_rows(results: Sequence[dict[str, Any]]) -> list[list[str]]:
    rows = [["page", "kind", *HEADS]]
    for r in results:
        kind = next((k for k in KINDS if k in r["features"]), "-")
        rows.append([r["page"], kind, *cells(r["figures"]), f"{r['preprocess']:.1f} + {r['layout']:.1f}"])
    return rows


def kind_rows(results: Sequence[dict[str, Any]]) -> list[list[str]]:
    rows = [["pages", *HEADS[:-1]]]
    for kind in KINDS:
        these = [r for r in results if kind in r["features"]]
        if these:
            rows.append([kind, *cells(_sum(these))])
    return [*rows, ["all", *cells(_sum(results))]]


def cells(f: dict[str, int]) -> list[str]:
    """Return counts and shares as a table has them."""
    pairs = (("right", "lines"), ("exact", "articles"), ("whole", "heads"), ("wrong", "given"))
    return [f"{f.get(a, 0)}/{f.get(b, 0)} {f.get(a, 0) / max(1, f.get(b, 0)):.1%}" for a, b in pairs]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layout.measure", description=__doc__)
    parser.add_argument("pages", type=Path, help="folder of images, the truth of each as JSON beside it")
    parser.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="names of pages, such as d03")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="say what is wrong")
    parser.add_argument("--overlays", type=Path, metavar="DIR", help="folder that gets a picture of each layout")
    parser.add_argument("--results", type=Path, metavar="FILE.json", help="file that gets the figures")
    parser.add_argument("--readme", action="store_true", help="copy the figures of --results into the README")
    return parser


if __name__ == "__main__":
    main()
