"""The tables of accuracy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.accuracy.scores import Figures
from hwalja.evaluate.cells import Cell, counts, share, shares

Results = Mapping[str, Any]
Rows = list[list[str]]


def page_rows(results: Results) -> Rows:
    """Return a row for each page and one for all."""
    pages: Mapping[str, Figures] = results["pages"]
    rows = [["page", *_HEADS]]
    rows += [[f"{name} (failed)" if name in results["failed"] else name, *_cells(f)] for name, f in pages.items()]
    return [*rows, ["all", *_cells(results["all"])]]


def feature_rows(results: Results) -> Rows:
    """Return a row for each feature, worst articles first, and one for all pages."""
    features: Mapping[str, Figures] = results["features"]
    worst = sorted(features, key=lambda name: -(features[name]["article_cer"] or 0))
    rows = [["feature", "pages", *_HEADS]]
    rows += [[name, str(features[name]["pages"]), *_cells(features[name])] for name in worst]
    return [*rows, ["all", str(results["all"]["pages"]), *_cells(results["all"])]]


def reader_rows(readers: Mapping[str, Results]) -> Rows:
    """Return a row for each reader, all pages together."""
    return [["reader", *_HEADS], *([name, *_cells(results["all"])] for name, results in readers.items())]


_COLUMNS: Mapping[str, Cell] = {
    "flow": share("flow_cer"),
    "nospace": share("flow_cer_nospace"),
    "spacing": share("spacing_f1", 1),
    "article": share("article_cer"),
    "good/true/found": counts("articles_good", "articles_true", "articles_found"),
    "s/m/m": counts("splits", "merges", "misses"),
    "heads": shares("headline_exact", "headline_recall", "headline_precision"),
    "order": share("order_errors", 1),
    "noise": counts("noise"),
}
_HEADS = tuple(_COLUMNS)


def _cells(figures: Figures) -> list[str]:
    return [cell(figures) for cell in _COLUMNS.values()]
