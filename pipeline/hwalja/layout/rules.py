"""Printed rules and the frames they make."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.morphology import closed, components, dilated, opened, painted

PIECE = 2.5
"""A straight run of ink so many em long may be part of a rule: no stroke of body type is."""

LENGTH = 6.0
"""A rule is at least so many em long: longer than the strokes of headlines."""

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

BESIDE, HANGING = 0.3, 0.3
"""Within so many em of an upright rule, ink stands beside at most this share of it."""

MEETING = 1.2
"""Sides of a frame meet within so many em."""

COVERED = 0.88
"""Ink runs along at least this share of a frame's side."""


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
    upright, down = _straight(np.ascontiguousarray(ink.T), free=True)
    vertical = tuple(Box(b.y, b.x, b.height, b.width) for b in upright)
    short, drawn = _short(ink)
    vertical += tuple(b for b in short if not any(b.shared(v) for v in vertical))
    mask = (dilated(across | down.T, 3, 3) & ink) | _strokes(ink) | drawn
    return Rules(horizontal, vertical, mask)


def _straight(ink: Mask, *, free: bool = False) -> tuple[tuple[Box, ...], Mask]:
    """Return the level rules and their ink; `free` ones have white on both sides."""
    pieces = opened(ink, round(PIECE * EM), 1)
    # a rule that is not quite level comes in steps: one pixel up or down still belongs together
    labels, stats = components(closed(dilated(pieces, 1, 3), round(BREAK * EM), 1))
    width, height, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    keep = (width >= LENGTH * EM) & (area <= (THICKNESS + 0.1) * EM * width) & (height <= 2 * EM)
    beside = ink & (1 - pieces)
    boxes = []
    for i in np.flatnonzero(keep):
        around = Box(*map(int, stats[i, :4]))
        letters = not _runs_on(pieces, around) or (free and not _is_free(beside, around))
        if letters and around.width < SURE * EM:
            keep[i] = False
        else:
            boxes.append(Box(around.x, around.y + 1, around.width, max(1, around.height - 2)))
    return tuple(boxes), painted(labels, stats, keep) & pieces


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


def _strokes(ink: Mask) -> Mask:
    """Return thin strokes that lean too much to be rules: folds, scratches, leaders."""
    labels, stats = components(ink)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    thin = stats[:, cv2.CC_STAT_AREA] <= 0.25 * EM * np.maximum(width, height)
    long = (np.maximum(width, height) >= LENGTH * EM) & (np.minimum(width, height) <= 0.6 * EM)
    return painted(labels, stats, thin & long)


def _short(ink: Mask) -> tuple[tuple[Box, ...], Mask]:
    """Return upright rules beside a few lines of type, and their ink: thin, and touching nothing."""
    labels, stats = components(ink)
    thin = (stats[:, cv2.CC_STAT_WIDTH] <= SLIM * EM) & (stats[:, cv2.CC_STAT_HEIGHT] >= SHORT * EM)
    thin &= stats[:, cv2.CC_STAT_HEIGHT] < LENGTH * EM
    return tuple(Box(*map(int, stats[i, :4])) for i in np.flatnonzero(thin)), painted(labels, stats, thin)


def find_frames(rules: Rules) -> tuple[Box, ...]:
    """Return the rectangles whose four sides are rules, largest first.

    Worn rules are broken, and one rule may be the side of two frames: a side counts where most of it is inked.
    """
    level = closed(rules.mask, round(BREAK * EM), 1)
    upright = closed(rules.mask, 1, round(BREAK * EM))
    frames: list[Box] = []
    for left in rules.vertical:
        for right in rules.vertical:
            if right.x - left.x < 4 * EM or min(left.bottom, right.bottom) - max(left.y, right.y) < 3 * EM:
                continue
            sides = sorted((b for b in rules.horizontal if _spans(b, left, right, level)), key=lambda b: b.y)
            for top, bottom in combinations(sides, 2):
                frame = Box.of_edges(left.x, top.y, right.right, bottom.bottom)
                whole = _reaches(left, frame, upright) and _reaches(right, frame, upright)
                if whole and bottom.y - top.y > 2 * EM and _runs_past(frame, level, upright) <= 1:
                    frames.append(frame)
    frames.sort(key=lambda f: -f.area)
    return tuple(f for k, f in enumerate(frames) if not any(_is_same(f, g) for g in frames[k + 1 :]))


def _spans(rule: Box, left: Box, right: Box, ink: Mask) -> bool:
    """Tell whether ink runs along a level rule from `left` to `right`."""
    band = ink[max(0, rule.y - 3) : rule.bottom + 3, left.x : right.right]
    return rule.overlap_x(Box.of_edges(left.x, 0, right.right, 1)) > 0 and _is_covered(band, 0)


def _reaches(rule: Box, frame: Box, ink: Mask) -> bool:
    """Tell whether ink runs along an upright rule from the top to the bottom of a frame."""
    band = ink[frame.y : frame.bottom, max(0, rule.x - 3) : rule.right + 3]
    return _is_covered(band, 1)


def _runs_past(frame: Box, level: Mask, upright: Mask) -> int:
    """Return at how many of its corners a rule runs on past a frame: those around columns do, frames end there."""
    near, far = round(0.5 * EM), round(2 * EM)
    count = 0
    for y in (frame.y, frame.bottom):
        band = level[max(0, y - 4) : y + 4]
        count += _is_covered(band[:, max(0, frame.x - far) : max(0, frame.x - near)], 0)
        count += _is_covered(band[:, frame.right + near : frame.right + far], 0)
    for x in (frame.x, frame.right):
        band = upright[:, max(0, x - 4) : x + 4]
        count += _is_covered(band[max(0, frame.y - far) : max(0, frame.y - near)], 1)
        count += _is_covered(band[frame.bottom + near : frame.bottom + far], 1)
    return count


def _is_covered(band: Mask, axis: int) -> bool:
    """Tell whether ink runs along a band, `axis` being across it."""
    side = np.asarray(band.any(axis=axis))
    slack = round(MEETING * EM)
    inner = side[slack:-slack] if side.size > 4 * slack else side
    return bool(inner.size and inner.mean() >= COVERED)


def _is_same(frame: Box, other: Box) -> bool:
    """Tell whether a frame is another one and a strip of paper beside it."""
    return frame.shared(other) > 0.85 * max(frame.area, other.area)
