"""The ink account: every piece of ink is in a line, a picture, a rule, an advertisement, or told to be unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.morphology import components
from hwalja.model import Ink, Unread, UnreadReason

Mask: TypeAlias = NDArray[np.uint8]
"""Shape (height, width), 1 where there is ink, else 0."""

SPECK = 0.2
"""Pieces smaller than so many em both ways that nothing takes in are specks: a full stop is 0.15 em wide, the thinnest
stroke of a syllable 0.3 em long."""

DUST = 0.5
"""Pieces smaller than so many em both ways make no letter: where there are no larger ones, it is dirt."""

SLACK = 0.2
"""Em by which lines reach beyond their boxes: commas, accents and the softened rim of type."""

RIM = 0.15
"""Em by which rules and pictures do."""

CELL = 0.5
"""Em of a side of the cells in which what is left is put into boxes."""

MOST = 48
"""Boxes that what is left is put into at most: a person looks at them. With fewer, crumbs share boxes that cover half
a page on worn scans."""

BAR = 5.0
"""Em from which on a straight run of ink in a sparse piece, such as the black border of a scan, is a bar by itself."""

SPARSE = 0.3
"""Pieces that fill less than this share of their boxes are sparse."""

WORTH = 12.0
"""Em² of paper that a cut between two boxes must save."""

_NOBODY, _TEXT, _PICTURE, _RULE, _ADVERTISEMENT, _GIVEN = range(6)
"""Who takes in a pixel; above `_GIVEN` come the regions that the caller knows to be unread, one by one."""

_Cells: TypeAlias = NDArray[np.intp]
"""Cells with ink, shape (n, 2): row and column of each."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Connected pieces of ink: an array row a piece.

    Attributes:
        labels: Number of the piece that each pixel of ink belongs to.
        pixels: Where these pixels are in the mask, counted row by row.
        sizes: Width and height in px, shape (n, 2).
        owners: Who takes in most of the piece.
        area: Its ink in px.
    """

    labels: NDArray[np.intp]
    pixels: NDArray[np.intp]
    sizes: NDArray[np.intp]
    owners: NDArray[np.intp]
    area: NDArray[np.intp]


def account(
    ink: Mask,
    em: float,
    *,
    lines: Sequence[Box] = (),
    rules: Sequence[Box] = (),
    pictures: Sequence[Box] = (),
    advertisements: Sequence[Box] = (),
    unread: Sequence[Unread] = (),
) -> tuple[Ink | None, tuple[Unread, ...]]:
    """Say where every piece of ink ended.

    A piece counts whole to whatever takes in most of it. What nothing takes in is put into few boxes.

    Args:
        ink: Of the whole page. It takes a hundredth of a second for each megapixel.
        em: Height of body type in px of `ink`, as are all boxes.
        lines: Boxes of lines of type; of reversed ones, the black boxes around them too.
        rules: Boxes of rules, and of the sides of frames.
        pictures: Boxes of pictures.
        advertisements: Boxes of advertisements, with all that is in them.
        unread: Regions that are known not to be read, and why; their shares are not looked at.

    Returns:
        The shares, None where there is no ink; then `unread` with its shares, and what else was not read, the largest
        first.
    """
    owners = _owners(ink.shape, em, lines, rules, pictures, advertisements, [u.box for u in unread])
    pieces = _pieces(ink, owners)
    sides = pieces.sizes.max(axis=1)
    left = pieces.owners == _NOBODY
    specks = left & (sides < SPECK * em)
    total = int(pieces.area[~specks].sum())
    if not total:
        return None, tuple(replace(given, ink=0.0) for given in unread)
    shares = np.bincount(pieces.owners, np.where(specks, 0, pieces.area), _GIVEN + len(unread)) / total
    told = tuple(replace(given, ink=float(share)) for given, share in zip(unread, shares[_GIVEN:], strict=True))
    found = _boxed(ink.shape, pieces, left & ~specks, sides < DUST * em, em, total)
    return (
        Ink(
            text=float(shares[_TEXT]),
            pictures=float(shares[_PICTURE]),
            rules=float(shares[_RULE]),
            advertisements=float(shares[_ADVERTISEMENT]),
            unread=float(shares[_NOBODY] + shares[_GIVEN:].sum()),
            specks=float(pieces.area[specks].sum()) / total,
        ),
        told + found,
    )


def _owners(
    shape: tuple[int, ...],
    em: float,
    lines: Sequence[Box],
    rules: Sequence[Box],
    pictures: Sequence[Box],
    advertisements: Sequence[Box],
    unread: Sequence[Box],
) -> NDArray[np.uint16]:
    """Paint who takes in what: what is painted later covers what is painted first."""
    owners = np.zeros(shape[:2], np.uint16)
    painted = [(box.grown(RIM * em), _PICTURE) for box in pictures]
    painted += [(box.grown(RIM * em), _RULE) for box in rules]
    painted += [(box, _GIVEN + i) for i, box in enumerate(unread)]
    painted += [(box.grown(SLACK * em), _TEXT) for box in lines]
    painted += [(box.grown(RIM * em), _ADVERTISEMENT) for box in advertisements]
    for box, owner in painted:
        owners[max(0, box.y) : max(0, box.bottom), max(0, box.x) : max(0, box.right)] = owner
    return owners


def _pieces(ink: Mask, owners: NDArray[np.uint16]) -> _Pieces:
    """Find the connected pieces and who takes in most of each."""
    labels, stats = components(ink)
    number = len(stats)
    pixels = np.flatnonzero(ink.astype(np.bool_))
    of_ink = labels.ravel()[pixels].astype(np.intp) - 1
    owner = owners.ravel()[pixels].astype(np.intp)
    kinds = _GIVEN + 1
    claims = np.bincount(of_ink * kinds + np.minimum(owner, _GIVEN), minlength=(number - 1) * kinds)
    claims = claims.reshape(number - 1, kinds)
    # Of regions known to be unread, a piece in several counts to the last: one claim each for all would take a
    # column of the table for every region.
    which = np.zeros(number - 1, np.intp)
    given = owner >= _GIVEN
    np.maximum.at(which, of_ink[given], owner[given])
    most = claims.argmax(axis=1)
    return _Pieces(
        of_ink,
        pixels,
        stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].astype(np.intp),
        np.where(most == _GIVEN, which, most),
        stats[1:, cv2.CC_STAT_AREA].astype(np.intp),
    )


def _boxed(
    shape: tuple[int, ...], pieces: _Pieces, lost: NDArray[np.bool_], dust: NDArray[np.bool_], em: float, total: int
) -> tuple[Unread, ...]:
    """Put the pieces that are left over into boxes."""
    here = lost[pieces.labels]
    labels = pieces.labels[here]
    rows, columns = np.divmod(pieces.pixels[here], shape[1])
    side = max(1.0, CELL * em)
    cells = np.stack([rows / side, columns / side], axis=1).astype(np.intp)
    found = []
    for own in _cut(cells, _directions(cells, _sparse(pieces, em)[labels]), WORTH / CELL**2):
        box = Box.of_edges(columns[own].min(), rows[own].min(), columns[own].max() + 1, rows[own].max() + 1)
        reason = UnreadReason.DIRT if dust[labels[own]].all() else UnreadReason.UNKNOWN
        found.append(Unread(box, reason, len(own) / total))
    return tuple(sorted(found, key=lambda unread: (-unread.ink, unread.box)))


def _sparse(pieces: _Pieces, em: float) -> NDArray[np.bool_]:
    """Tell which pieces are large and mostly hollow: a box around one would take in what it surrounds."""
    hollow = pieces.area < SPARSE * pieces.sizes.prod(axis=1)
    return np.asarray(hollow & (pieces.sizes.min(axis=1) > BAR * em), np.bool_)


def _directions(cells: _Cells, sparse: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Tell upright bars (1) and level bars (2) of sparse pieces from all else (0): no straight cut parts a frame."""
    directions = np.zeros(len(cells), np.intp)
    own = cells[sparse]
    if len(own):
        grid = np.zeros(tuple(own.max(axis=0) + 1), np.uint8)
        grid[own[:, 0], own[:, 1]] = 1
        length = round(BAR / CELL)
        upright = cv2.morphologyEx(grid, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
        level = cv2.morphologyEx(grid, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
        directions[sparse] = np.where(upright, 1, 2 * level)[own[:, 0], own[:, 1]]
    return directions


def _cut(cells: _Cells, directions: NDArray[np.intp], worth: float) -> list[NDArray[np.intp]]:
    """Cut cells apart, each time where the two boxes that come of it save most paper.

    Args:
        cells: Where the ink is.
        directions: What does not go into one box with what.
        worth: Cells that a cut must save.

    Returns:
        The positions in `cells` that go into each box.
    """
    done: list[NDArray[np.intp]] = []
    open_: list[tuple[int, NDArray[np.intp], NDArray[np.bool_]]] = []

    def consider(own: NDArray[np.intp]) -> None:
        saved, first = _best_cut(cells[own])
        if saved >= worth:
            open_.append((saved, own, first))
        else:
            done.append(own)

    for direction in np.unique(directions):
        consider(np.flatnonzero(directions == direction))
    while open_ and len(open_) + len(done) < MOST:
        largest = max(range(len(open_)), key=lambda i: open_[i][0])
        _, own, first = open_.pop(largest)
        consider(own[first])
        consider(own[~first])
    return done + [own for _, own, _ in open_]


def _best_cut(cells: _Cells) -> tuple[int, NDArray[np.bool_]]:
    """Return the cells saved by the best cut, and which cells lie before it."""
    near, far = cells.min(axis=0), cells.max(axis=0)
    best = 0, np.zeros(len(cells), np.bool_)
    for axis in (0, 1):
        along, across = cells[:, axis] - near[axis], cells[:, 1 - axis]
        length = int(far[axis] - near[axis]) + 1
        low, high = np.full(length, far[1 - axis] + 1), np.full(length, near[1 - axis] - 1)
        np.minimum.at(low, along, across)
        np.maximum.at(high, along, across)
        used = high >= low
        at = np.flatnonzero(used)
        before = _areas(at, low[at], high[at])
        after = _areas(length - 1 - at[::-1], low[at][::-1], high[at][::-1])[::-1]
        if len(at) < 2:
            continue
        together = before[:-1] + after[1:]
        k = int(together.argmin())
        saved = int(before[-1] - together[k])
        if saved > best[0]:
            best = saved, along <= at[k]
    return best


def _areas(at: NDArray[np.intp], low: NDArray[np.intp], high: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the area of the box around what lies up to each place."""
    widths = np.maximum.accumulate(high) - np.minimum.accumulate(low) + 1
    return np.asarray((at - at[0] + 1) * widths, np.intp)
