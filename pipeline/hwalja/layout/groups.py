"""Groups of things that hang together, by Tarjan's union and find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from hwalja.geometry import Box

_T = TypeVar("_T")


class Groups:
    """Things 0 … size-1, each at first a group of its own."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def together(self, i: int, j: int) -> bool:
        return self._root(i) == self._root(j)

    def join(self, i: int, j: int) -> None:
        self._parent[self._root(j)] = self._root(i)

    def of(self, things: Sequence[_T]) -> list[list[_T]]:
        """Return `things`, one for each index, in their groups."""
        groups: dict[int, list[_T]] = {}
        for i, thing in enumerate(things):
            groups.setdefault(self._root(i), []).append(thing)
        return list(groups.values())

    def _root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i


def united(boxes: Iterable[Box], reach: float = 0.0) -> list[Box]:
    """Make one box of boxes that overlap, or stand less than `reach` px apart, until none do."""
    boxes = list(boxes)
    done = False
    while not done:
        done = True
        for i, a in enumerate(boxes):
            near = [j for j, b in enumerate(boxes) if j != i and a.grown(reach).shared(b) > 0]
            if near:
                together = Box.around([a, *(boxes[j] for j in near)])
                boxes = [b for j, b in enumerate(boxes) if j != i and j not in near] + [together]
                done = False
                break
    return boxes
