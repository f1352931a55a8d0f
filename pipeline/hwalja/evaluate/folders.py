"""Folders of results against folders of truth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hwalja.errors import InputError, MissingInputError
from hwalja.evaluate.page import PageScore, evaluate_page
from hwalja.evaluate.truth import Json

COUNTS = ("characters", "articles_good", "articles_true", "articles_found", "splits", "merges", "misses", "noise")
"""Figures whose total is their sum."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of several pages.

    Attributes:
        pages: Score of each page by its name, the file's without its ending, sorted.
        missing: Names of pages of the truth without a result; they count as empty.
    """

    pages: Mapping[str, PageScore]
    missing: tuple[str, ...] = ()

    def figures(self) -> dict[str, float | int | None]:
        """Return the figures of all pages: sums of counts, else means weighted by the pages' true characters.

        Pages that have nothing to measure are left out of a mean.
        """
        pages = [score.figures() for score in self.pages.values()]
        names = pages[0] if pages else {}
        return {name: (_total if name in COUNTS else _mean)(name, pages) for name in names}


def evaluate_folders(out: Path, truth: Path) -> Evaluation:
    """Compare every page of `truth` with the file of the same name in `out`, or one file with another.

    Args:
        out: A folder of results, `<page>.json`, or one such file.
        truth: A folder of truth, or one file.

    Raises:
        MissingInputError: One of them is missing, or one is a folder and the other a file.
        InputError: A file is no JSON object of the right shape, or no page of the truth has a result.
    """
    for path in (out, truth):
        if not path.exists():
            raise MissingInputError("there is no such file or folder", source=str(path), advice="check the name")
    if out.is_dir() != truth.is_dir():
        raise MissingInputError(
            "one is a folder and the other a file", source=f"{out}, {truth}", advice="name two folders or two files"
        )
    if not truth.is_dir():
        return Evaluation({truth.stem: evaluate_page(_load(out, _RESULT), _load(truth, _TRUTH))})
    pages, missing = {}, []
    for path in sorted(truth.glob("*.json")):
        result = out / path.name
        if not result.exists():
            missing.append(path.stem)
        pages[path.stem] = evaluate_page(_load(result, _RESULT) if result.exists() else {}, _load(path, _TRUTH))
    if len(missing) == len(pages):
        raise InputError(
            "no page of the truth has a result",
            source=f"{out}, {truth}",
            advice="a result is named like its truth, such as p1.json",
        )
    return Evaluation(pages, tuple(missing))


_RESULT = ("articles",)
_TRUTH = ("articles", "lines")


def _load(path: Path, either: tuple[str, ...]) -> Json:
    try:
        loaded = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise MissingInputError(f"the file cannot be read: {error.strerror}", source=str(path)) from error
    except ValueError as error:
        raise InputError(f"this is not JSON: {error}", source=str(path)) from error
    if not isinstance(loaded, dict) or not any(isinstance(loaded.get(key), list) for key in either):
        raise InputError(f"there is no list of {' or '.join(either)}", source=str(path), advice="is it another file?")
    return cast("Json", loaded)


_Figures = dict[str, float | int | None]


def _total(name: str, pages: list[_Figures]) -> float:
    return sum(page[name] or 0 for page in pages)


def _mean(name: str, pages: list[_Figures]) -> float | None:
    weighed = [(page[name], page["characters"] or 0) for page in pages]
    known = [(value, weight) for value, weight in weighed if value is not None]
    weights = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / weights if weights else None
