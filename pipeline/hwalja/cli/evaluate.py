"""`hwalja evaluate`: results against truth."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import click

from hwalja.cli import log, stdout
from hwalja.evaluate import Evaluation, evaluate_folders
from hwalja.evaluate.cells import Cell, Figures, counts, share, shares

_log = logging.getLogger(__name__)


@click.command(name="evaluate")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("truth", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A table, or all figures for programs.",
)
@log.verbosity
def evaluate(out: Path, truth: Path, form: str) -> None:
    """Compare the results in OUT with TRUTH.

    Both are folders of <page>.json, or one file each. A page without a result counts as empty. The last line is
    for all pages: sums, and means weighted by the pages' characters.

    \b
    flow      wrong characters in the true sentences, wherever they stand
    nospace   the same without spaces
    exact     sentences without an error
    cer, wer  wrong grapheme clusters and words in them; jamo: wrong jamo
    spacing   F1 of the spaces
    article   wrong characters in whole articles: layout and order too
    good      articles with less than 15 % errors / true / found
    s/m/m     true articles split / output articles merged / true ones missed
    heads     headlines right to the letter, those found (recall), and of those given right (precision)
    order     pairs of an article's sentences in the wrong order
    noise     characters that belong to no article
    """  # noqa: D301 # click wants the character itself
    evaluation = evaluate_folders(out, truth)
    for name in evaluation.missing:
        with log.about(name):
            _log.warning("there is no result: it counts as empty")
    stdout.write(_as_json(evaluation) if form == "json" else _as_table(evaluation))


def _as_json(evaluation: Evaluation) -> str:
    everything = {
        "pages": {name: score.figures() for name, score in evaluation.pages.items()},
        "missing": list(evaluation.missing),
        "all": evaluation.figures(),
    }
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def _as_table(evaluation: Evaluation) -> str:
    rows = [["page", *(heading for heading, _ in _COLUMNS)]]
    rows += [_row(name, score.figures()) for name, score in evaluation.pages.items()]
    rows.append(_row("all", evaluation.figures()))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{_aligned(row, widths)}\n" for row in rows)


def _aligned(row: list[str], widths: list[int]) -> str:
    name, *cells = row
    return "  ".join([name.ljust(widths[0]), *map(str.rjust, cells, widths[1:])])


def _row(name: str, figures: Figures) -> list[str]:
    return [name, *(cell(figures) for _, cell in _COLUMNS)]


_COLUMNS: list[tuple[str, Cell]] = [
    ("flow", share("flow_cer")),
    ("nospace", share("flow_cer_nospace")),
    ("exact", share("exact", 1)),
    ("cer", share("cer")),
    ("wer", share("wer")),
    ("jamo", share("jamo_cer")),
    ("spacing", share("spacing_f1", 1)),
    ("article", share("article_cer")),
    ("good", counts("articles_good", "articles_true", "articles_found")),
    ("s/m/m", counts("splits", "merges", "misses")),
    ("heads", shares("headline_exact", "headline_recall", "headline_precision")),
    ("order", share("order_errors", 1)),
    ("noise", counts("noise")),
]
