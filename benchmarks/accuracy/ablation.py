"""Measure what each part of hwalja contributes: the errors of a page set without it, in docs/accuracy.md.

    python -m benchmarks.accuracy.ablation PAGES_DIR RESULTS_DIR [--readme]

`RESULTS_DIR` holds what `benchmarks.accuracy.measure` read of the pages: with `hwalja`, and with `--engine hwalja`,
`--engine tesseract` and `--reader tesseract`. Corrections of one kind are taken back by means of their log; without
joins every line end is a space.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.accuracy.pages import TruePage, find_pages
from benchmarks.report import aligned, markdown, put
from hwalja.correct.log import apply
from hwalja.evaluate import Evaluation, evaluate_page
from hwalja.export.json import from_json, to_json
from hwalja.model import Block, Correction, Page

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "accuracy.md"
NAME = "ablation"

KINDS: Mapping[str, tuple[str, ...]] = {
    "characters": ("character",),
    "words": ("word",),
    "spaces": ("space",),
    "commas and middle dots": ("comma", "interpunct"),
}
"""Parts of the correction, and the kinds of corrections that they log."""

WHOLE, OWN, TESSERACT, PLAIN = "hwalja", "hwalja-hwalja", "hwalja-tesseract", "tesseract"
"""Results of the whole, of either engine alone, and of Tesseract without hwalja."""

Change = Callable[[Page], Page]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--readme", action="store_true", help="put the table into docs/accuracy.md")
    given = parser.parse_args()
    rows = table(find_pages(given.pages), given.results)
    print(aligned(rows))
    if given.readme:
        put(DOCUMENT, NAME, markdown(rows))


def table(pages: Sequence[TruePage], results: Path) -> list[list[str]]:
    """Return a row for the whole and one for what is left without each part, with both engines and with Tesseract."""

    def cells(reader: str, change: Change | None = None) -> list[str]:
        return _cells(pages, results / reader, change)

    none = ["", "", ""]
    heads = [f"{engine}: {figure}" for engine in ("auto", "tesseract") for figure in ("flow", "nospace", "article")]
    rows = [["", *heads], ["all parts", *cells(WHOLE), *cells(TESSERACT)]]
    for name, kinds in KINDS.items():
        rows.append([f"without {name}", *(cell for each in (WHOLE, TESSERACT) for cell in cells(each, _undone(kinds)))])
    rows.append(["without joins", *(cell for each in (WHOLE, TESSERACT) for cell in cells(each, _torn))])
    rows.append(["without second readings", *cells(OWN), *none])
    rows.append(["without our recogniser", *cells(TESSERACT), *none])
    rows.append(["without layout, recogniser and correction: Tesseract", *cells(PLAIN), *none])
    return rows


def _cells(pages: Sequence[TruePage], folder: Path, change: Change | None) -> list[str]:
    scores = {}
    for page in pages:
        read: dict[str, Any] = {}
        path = folder / f"{page.name}.json"
        if path.exists():
            text = path.read_text("utf-8")
            read = json.loads(to_json(change(from_json(text))) if change else text)
        scores[page.name] = evaluate_page(read, page.truth)
    figures = Evaluation(scores).figures()
    return [f"{figures[name]:.2%}" for name in ("flow_cer", "flow_cer_nospace", "article_cer")]


def _undone(kinds: tuple[str, ...]) -> Change:
    """Return what takes back all corrections of these kinds."""
    return lambda page: _corrected(page, [own for own in page.corrections if own.kind not in kinds])


def _torn(page: Page) -> Page:
    """Make a space of every line end."""
    return _corrected(page, [replace(own, replacement=" ") if own.kind == "join" else own for own in page.corrections])


def _corrected(page: Page, corrections: list[Correction]) -> Page:
    def text(block: Block) -> Block:
        return replace(block, text=apply(block.raw, [own for own in corrections if own.block == block.id]))

    articles = tuple(replace(one, blocks=tuple(map(text, one.blocks))) for one in page.articles)
    furniture = tuple(map(text, page.furniture))
    return replace(page, articles=articles, furniture=furniture, corrections=tuple(corrections))


if __name__ == "__main__":
    main()
