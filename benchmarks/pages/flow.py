"""Pours blocks of text into column stretches, counted in rows of the body's line pitch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """`rows` rows that stay together; with `keep` the next block follows in the same stretch."""

    rows: int
    keep: bool = False


@dataclass(frozen=True)
class Stretch:
    """Rows [first, stop) of one column that are free for text."""

    column: int
    first: int
    stop: int


@dataclass(frozen=True)
class Place:
    """Where a block went."""

    stretch: int
    row: int


def fill(stretches: Sequence[Stretch], blocks: Sequence[Block]) -> list[Place] | None:
    """Places the blocks in order, or returns None where they do not fit."""
    places: list[Place] = []
    index = 0
    row = stretches[0].first if stretches else 0
    for number, block in enumerate(blocks):
        need = block.rows
        if block.keep and number + 1 < len(blocks):
            need += blocks[number + 1].rows
        while index < len(stretches) and row + need > stretches[index].stop:
            index += 1
            row = stretches[index].first if index < len(stretches) else 0
        if index == len(stretches):
            return None
        places.append(Place(index, row))
        row += block.rows
    return places


def lowest_fill(
    stretches_of: Callable[[int], Sequence[Stretch]], blocks: Sequence[Block], start: int, limit: int = 400
) -> tuple[int, list[Place]] | None:
    """Finds the fewest rows that hold all blocks, and where they go."""
    for rows in range(max(start, 1), limit):
        places = fill(stretches_of(rows), blocks)
        if places is not None:
            return rows, places
    return None
