"""Printed rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.morphology import Components, closed, components, dilated, opened, painted

PIECE = 2.5
"""A straight run of ink so many em long may be part of a rule: no stroke of body type is."""

LENGTH = 6.0
"""A rule is at least so many em long: longer than the strokes of headlines."""

LEAN, FINE = 0.15, 0.17
"""The bent end of a rule leans by at most this share of its length, and is at most so many em thick: type is more."""

SHORT, SLIM = 3.0, 0.2
"""An upright rule that touches nothing is so many em long, or more, and so many wide, or less: stems of letters so long
are wider."""

THICKNESS = 0.5
"""A rule is at most so many em thick."""

BREAK = 1.5
"""Worn rules are broken: gaps up to so many em are bridged."""

SURE = 20.0
"""Straight ink so many em long is a rule whatever is beside it."""

UNBROKEN = 5.0
"""Worn as it may be, a rule runs on somewhere for so many em: longer than the strokes of headlines."""

MEETING = 0.3
"""Sides of a frame end at most so many em from one another."""

BESIDE, HANGING = 0.3, 0.3
"""Within so many em of an upright rule, ink stands beside at most this share of it."""

BAR, OUT = (0.0, 0.88), 0.3
"""Bars of letters that run together in bold type have their middle between these shares of the height of their line,
and reach out of it by no more than so many em."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in canvas px; `mask` holds their ink."""

    horizontal: tuple[Box, ...]
    vertical: tuple[Box, ...]
    mask: Mask

    @property
    def all(self) -> tuple[Box, ...]:
        return self.horizontal + self.vertical


def find_rules(ink: Mask) -> Rules:
    """Find the straight rules on a level page."""
    horizontal, across = _straight(ink)
    upright, down = _straight(np.asarray(cv2.transpose(ink), np.uint8), _turned(horizontal))
    vertical = _turned(upright)
    pieces = components(ink)
    short, drawn = _short(pieces)
    vertical += tuple(b for b in short if not any(b.shared(v) for v in vertical))
    straight = dilated(across | np.asarray(cv2.transpose(down), np.uint8), 3, 3) & ink
    return Rules(horizontal, vertical, straight | _strokes(pieces) | _bent(ink & (1 - straight)) | drawn)


def without_bars(rules: Rules, lines: Sequence[Box]) -> Rules:
    """Return the rules but the bars of letters in lines of type."""
    return replace(rules, horizontal=tuple(r for r in rules.horizontal if not any(_is_bar(r, line) for line in lines)))


def _is_bar(rule: Box, line: Box) -> bool:
    low, high = (line.y + share * line.height for share in BAR)
    inside = line.x - OUT * EM <= rule.x and rule.right <= line.right + OUT * EM
    return inside and low < rule.centre[1] < high


def _turned(boxes: Sequence[Box]) -> tuple[Box, ...]:
    return tuple(Box(b.y, b.x, b.height, b.width) for b in boxes)


def _straight(ink: Mask, across: Sequence[Box] | None = None) -> tuple[tuple[Box, ...], Mask]:
    """Return the level rules and their ink; of those between rules `across`, others than these have white beside them.

    Stems of letters stand one under another, and folds run through text: neither ends at rules.
    """
    pieces = opened(ink, round(PIECE * EM), 1)
    rows = _inked_rows(pieces)
    if not len(rows):
        return (), pieces
    # a rule that is not quite level comes in steps: one pixel up or down still belongs together
    labels, stats = components(closed(dilated(pieces[rows], 1, 3), round(BREAK * EM), 1))
    width, height, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    keep = (width >= LENGTH * EM) & (area <= (THICKNESS + 0.1) * EM * width) & (height <= 2 * EM)
    beside = ink & (1 - pieces)
    boxes = []
    for i in np.flatnonzero(keep):
        x, y, *size = map(int, stats[i, :4])
        around = Box(x, int(rows[y]), *size)
        letters = not _runs_on(pieces, around)
        if across is not None and not letters:
            letters = not _is_free(beside, around) and not _is_between(around, across)
        if letters and around.width < SURE * EM:
            keep[i] = False
        else:
            boxes.append(Box(around.x, around.y + 1, around.width, max(1, around.height - 2)))
    straight = np.zeros_like(pieces)
    straight[rows] = painted(labels, stats, keep) & pieces[rows]
    return tuple(boxes), straight


def _inked_rows(pieces: Mask) -> NDArray[np.intp]:
    """Return the rows with ink, and two more above and below, that keep apart what does not stand on one another."""
    inked = pieces.any(axis=1).astype(np.uint8).reshape(-1, 1)
    return np.flatnonzero(dilated(inked, 1, 5))


def _runs_on(pieces: Mask, rule: Box) -> bool:
    """Tell a rule from the bars of letters in line, as in 도로: it runs on further than any of them."""
    along = pieces[rule.y : rule.bottom, rule.x : rule.right].any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], along, [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0)) >= UNBROKEN * EM


def _is_free(ink: Mask, rule: Box) -> bool:
    """Tell a rule from the stems of letters one under another: no ink but that of other rules stands beside it."""
    reach = round(BESIDE * EM)
    above = ink[max(0, rule.y - reach) : rule.y, rule.x : rule.right]
    below = ink[rule.bottom : rule.bottom + reach, rule.x : rule.right]
    return all(float(side.any(axis=0).mean()) < HANGING for side in (above, below) if side.size)


def _is_between(rule: Box, across: Sequence[Box]) -> bool:
    """Tell whether a rule begins and ends at others: it is the side of a frame."""
    at = [b for b in across if b.y - MEETING * EM <= rule.y and rule.bottom <= b.bottom + MEETING * EM]
    return all(any(min(abs(b.x - x), abs(b.right - x)) <= MEETING * EM for b in at) for x in (rule.x, rule.right))


def _strokes(pieces: Components) -> Mask:
    """Return thin strokes that lean too much to be rules: folds, scratches, leaders."""
    return _thin(pieces, thick=0.25, high=0.6)


def _bent(ink: Mask) -> Mask:
    """Return what is left of rules that bend away at their ends, as on curled pages."""
    return _thin(components(ink), thick=FINE, lean=LEAN)


def _thin(pieces: Components, *, thick: float, high: float = 0.0, lean: float = 0.0) -> Mask:
    """Return long strokes, at most `thick` em thick and `high` em high, or leaning by a share of their length."""
    labels, stats = pieces
    width, height, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    length, across = np.maximum(width, height), np.minimum(width, height)
    fits = (length >= LENGTH * EM) & (across <= np.maximum(high * EM, lean * length)) & (area <= thick * EM * length)
    return painted(labels, stats, fits)


def _short(pieces: Components) -> tuple[tuple[Box, ...], Mask]:
    """Return upright rules beside a few lines of type, and their ink: thin, and touching nothing."""
    labels, stats = pieces
    thin = (stats[:, cv2.CC_STAT_WIDTH] <= SLIM * EM) & (stats[:, cv2.CC_STAT_HEIGHT] >= SHORT * EM)
    thin &= stats[:, cv2.CC_STAT_HEIGHT] < LENGTH * EM
    return tuple(Box(*map(int, stats[i, :4])) for i in np.flatnonzero(thin)), painted(labels, stats, thin)
