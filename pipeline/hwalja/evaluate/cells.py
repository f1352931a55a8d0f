"""Cells: the figures of pages as tables show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

Figures: TypeAlias = Mapping[str, float | int | None]
"""Figures by their name (`PageScore.figures`)."""

Cell: TypeAlias = Callable[[Figures], str]


def share(name: str, digits: int = 2) -> Cell:
    """Return the cell of a share, in % with so many digits; `-` where there is nothing to measure."""

    def cell(figures: Figures) -> str:
        value = figures[name]
        return "-" if value is None else f"{value:.{digits}%}"

    return cell


def shares(*names: str) -> Cell:
    """Return the cell of several shares, in whole %."""
    cells = [share(name, 0) for name in names]
    return lambda figures: "/".join(cell(figures) for cell in cells)


def counts(*names: str) -> Cell:
    """Return the cell of several counts."""
    return lambda figures: "/".join(str(figures[name]) for name in names)
