"""The tables of accuracy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.accuracy.scores import Figures

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


def _share(name: str, digits: int = 2) -> Callable[[Figures], str]:
    def cell(figures: Figures) -> str:
        return "-" if figures.get(name) is None else f"{figures[name]:.{digits}%}"

    return cell


def _shares(*names: str) -> Callable[[Figures], str]:
    cells = [_share(name, 0) for name in names]
    return lambda figures: "/".join(cell(figures) for cell in cells)


def _counts(*names: str) -> Callable[[Figures], str]:
    return lambda figures: "/".join(str(figures[name]) for name in names)


_COLUMNS: Mapping[str, Callable[[Figures], str]] = {
    "flow": _share("flow_cer"),
    "nospace": _share("flow_cer_nospace"),
    "spacing": _share("spacing_f1", 1),
    "article": _share("article_cer"),
    "good/true/found": _counts("articles_good", "articles_true", "articles_found"),
    "s/m/m": _counts("splits", "merges", "misses"),
    "heads": _shares("headline_exact", "headline_recall", "headline_precision"),
    "order": _share("order_errors", 1),
    "noise": _counts("noise"),
}
_HEADS = tuple(_COLUMNS)


def _cells(figures: Figures) -> list[str]:
    return [cell(figures) for cell in _COLUMNS.values()]
