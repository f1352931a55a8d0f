"""Strips: the lines of type. The cores that the net sees are the lines; the ink around each core is its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.caps import CAP, CAP_WIDE, find_caps
from hwalja.layout.morphology import Components, components, dilated, opened
from hwalja.layout.percentiles import percentiles
from hwalja.layout.segmentation import CELL, Segmentation
from hwalja.layout.strip import Strip, median_by_width
from hwalja.model import Grey

SURE = (0.35, 0.5, 0.65, 0.8, 0.9)
"""The core of a line is where the net is so sure of it; cores that lie over themselves are of several lines, and parted
where it is less sure than the next of these."""

THICK = 0.7
"""… or where thick cores, of a drop cap, so many em high or higher, meet thinner ones."""

SWOLLEN = 1.6, 2
"""Cores that are so many times as thick as most of their line, and so many cells thicker, are another one's."""

TWICE = 2
"""A core may lie over itself in so many cells: as ragged edges do."""

STEP = 2
"""Cores are followed in a picture so many times smaller than the canvas."""

CORE = 0.4
"""A core is so many times as high as its line's em."""

REACH = 0.45
"""Ink is a line's own that is at most so many of its em away from its core."""

SHORTEST = 0.45
"""Cores are at least so many em long."""

SPECK = 0.22
"""Ink smaller than so many em both ways makes no line: dirt, dots, commas (they are still read)."""

OWN, TORN = 0.5, 1.5
"""A stroke is that line's which holds so much of it, or more; if it is more than so many em high, it is torn."""

OTHER, SHARED = 0.2, 1.1
"""It is torn too if another line holds this share of it, and it is more than so many em high."""

LEAST = 0.08
"""A drop cap is torn between lines that each hold more than this share of it."""

SMEAR = 0.45
"""Ink less than so many em apart sideways is one word."""

FAR = 2.0
"""No words of one line stand further apart than so many of its em."""

MOST, SLACK = (2.0, 98.0), 0.1
"""Between these percentages, from the top, of a line's ink, and so many of its em more, all of it stands."""

ASIDE, OUT, LONG = 0.25, 0.35, 8
"""Of a line so many half syllables long, ink is none of it that is so many em above what this share of them reaches, or
below."""

FAINT, LITTLE = 0.75, 0.15
"""Ink at a line's end so pale against the line's, and no more than on so many square em, is none of it."""

STROKE = 0.1
"""Dashes, the lowest words, are so many em high."""

LARGE, ALIKE, BESIDE = 1.5, 1.25, 0.5
"""Type more than so many em high goes on with what is alike in height to this factor, so many heights beside it."""

BOLDER = 1.1
"""A line is at most so many times as dark as most of its words."""

SOLID = 2.0
"""Signs such as ■ are so many times as dark as words."""


@dataclass(frozen=True, slots=True)
class Territory:
    """Which line's a canvas pixel is: 0 for none's, shape as the canvas, and the em of every line in px."""

    own: NDArray[np.int32]
    em: NDArray[np.float64]


def find_territory(seen: Segmentation, shape: tuple[int, int]) -> Territory:
    """Give every place of the canvas near enough to a line's core to that line."""
    high, wide = -(-shape[0] // STEP), -(-shape[1] // STEP)
    factor = CELL // STEP
    core = cv2.resize(seen.core, None, fx=factor, fy=factor, interpolation=cv2.INTER_LINEAR)[:high, :wide]
    labels, stats = components(_parted(np.asarray(core, np.float32)))
    width, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_AREA]
    em = STEP * area / np.maximum(1, width) / CORE
    keep = width * STEP >= SHORTEST * EM
    keep[0] = False
    labels = np.where(keep[labels], labels, 0)
    far, nearest = cv2.distanceTransformWithLabels(
        (labels == 0).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    home = np.zeros(int(nearest.max()) + 1, np.int32)
    inside = labels > 0
    home[nearest[inside]] = labels[inside]
    own = home[nearest]
    own[STEP * far > REACH * em[own]] = 0
    own = own.repeat(STEP, 0).repeat(STEP, 1)[: shape[0], : shape[1]]
    return Territory(own, em)


def _parted(core: NDArray[np.float32]) -> Mask:
    """Return where cores are, those of different lines parted."""
    cores = _without_joints((core > SURE[0]).astype(np.uint8))
    for sure in SURE[1:]:
        labels, stats = components(cores)
        starts = cores.copy()
        starts[1:] &= 1 - cores[:-1]
        ys, xs = np.nonzero(starts)
        place = labels[ys, xs].astype(np.int64) * core.shape[1] + xs
        places, count = np.unique(place, return_counts=True)
        twice = np.bincount(places[count > 1] // core.shape[1], minlength=len(stats)) > TWICE
        if not twice.any():
            break
        several = twice[labels].astype(np.uint8)
        thick = opened(several, 1, round(THICK * EM / STEP))
        rim = dilated(thick, 3, 3) & ~thick
        cores &= 1 - (several & (rim | (core <= sure) & ~thick))
    return cores


def _without_joints(cores: Mask) -> Mask:
    """Part thin cores from thick ones that they run into: lines from the drop cap before them."""
    wide = cores.shape[1]
    labels, stats = components(cores)
    xs, ys = np.nonzero(np.ascontiguousarray(cores.T).astype(np.bool_))
    if not len(xs):
        return cores
    place = labels[ys, xs].astype(np.int64) * wide + xs
    places, thickness = _counted(place)
    owners, first = np.unique(places // wide, return_index=True)
    usual = np.ones(len(stats))
    usual[owners] = [np.median(own) for own in np.split(thickness, first[1:])]
    own = places // wide
    thick = np.zeros_like(cores)
    swollen = places[(thickness > SWOLLEN[0] * usual[own]) & (thickness > usual[own] + SWOLLEN[1])]
    marked = np.isin(place, swollen)
    thick[ys[marked], xs[marked]] = 1
    thick = opened(thick, round(0.6 * EM / STEP), 1)
    return cores & ~(dilated(thick, 5, 3) & ~thick)


def find_strips(ink: Mask, strokes: Components, tone: Grey, territory: Territory) -> list[Strip]:
    """Find the lines of type.

    Args:
        ink: Without rules, pictures and specks.
        strokes: Of ink, specks among them or not.
        tone: How dark each pixel is, 0 … 255.
        territory: Whose each pixel is.
    """
    torn = _torn_caps(ink, strokes, territory)
    lines, caps = _lines(ink, strokes, tone, _freed(territory, torn))
    whole = [part for part in torn if any(cap.box.contains(part.box) for cap in caps)]
    if len(whole) < len(torn):
        lines, caps = _lines(ink, strokes, tone, _freed(territory, whole))
    return [*lines, *caps]


def _lines(ink: Mask, strokes: Components, tone: Grey, territory: Territory) -> tuple[list[Strip], list[Strip]]:
    """Return the lines and the drop caps."""
    strips = _strips(ink, strokes, tone, territory)
    pieces = _pieces(ink * (territory.own == 0), tone)
    caps = find_caps([*strips, *pieces])
    return [s for s in _grown(strips, pieces) if not any(cap.box.contains(s.box) for cap in caps)], caps


@dataclass(frozen=True, slots=True)
class _Torn:
    """A stroke as high as a drop cap, torn between lines that begin with it; `home` is whose it is besides, or 0."""

    box: Box
    shape: NDArray[np.bool_]
    home: int


def _torn_caps(ink: Mask, strokes: Components, territory: Territory) -> list[_Torn]:
    """Find the strokes that may be of drop caps, and are torn between the lines beside."""
    labels, stats = strokes
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    tall = (high >= CAP[0] * EM) & (high <= CAP[1] * EM)
    found = []
    for label in np.flatnonzero(tall & (wide <= CAP_WIDE * high)):
        x, y, width, height, area = map(int, stats[label])
        own, here = (image[y : y + height, x : x + width] for image in (territory.own, labels))
        lines, count = np.unique(own[here == label], return_counts=True)
        low = territory.em[lines] * TORN < height
        torn = lines[(lines > 0) & low & (count > LEAST * area)]
        before = (slice(y, y + height), slice(max(0, x - round(FAR * EM)), x))
        words = np.isin(territory.own[before], torn) & (ink[before] > 0) & ~tall[labels[before]]
        if len(torn) > 1 and not words.any():
            home = int(lines[~low & (lines > 0)].max(initial=0))
            found.append(_Torn(Box(x, y, width, height), here == label, home))
    return found


def _freed(territory: Territory, strokes: Sequence[_Torn]) -> Territory:
    """Return the territory without strokes that are no line's."""
    own = territory.own.copy() if strokes else territory.own
    for stroke in strokes:
        box = stroke.box
        own[box.y : box.bottom, box.x : box.right][stroke.shape] = stroke.home
    return Territory(own, territory.em)


def clean(ink: Mask) -> tuple[Mask, Components]:
    """Return the ink without specks, and its strokes with them."""
    labels, stats = strokes = components(ink)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    places = np.flatnonzero(ink.astype(np.bool_))
    solid = ink.copy()
    solid.ravel()[places[size[labels.ravel()[places]] < SPECK * EM]] = 0
    return solid, strokes


def _strips(ink: Mask, strokes: Components, tone: Grey, territory: Territory) -> list[Strip]:
    """Return the lines: the ink of each, split into words where there is white."""
    ys, xs = np.divmod(np.flatnonzero(ink.astype(np.bool_)), ink.shape[1])
    line = _homes(strokes, ys, xs, territory)
    ys, xs, line = ys[line > 0], xs[line > 0], line[line > 0]
    if not len(xs):
        return []
    # keys of two bytes are sorted by their digits, several times as fast
    order = np.lexsort([key.astype(np.min_scalar_type(int(key.max()))) for key in (xs, line)])
    line, xs, ys = line[order], xs[order], ys[order]
    level = _level(ys, xs, line, territory.em)
    line, xs, ys = line[level], xs[level], ys[level]
    dark = tone[ys, xs].astype(np.float64)
    new = np.flatnonzero((np.diff(line) != 0) | (np.diff(xs) > round(SMEAR * EM))) + 1
    first = np.concatenate([[0], new])
    last = np.concatenate([new, [len(xs)]]) - 1
    tones = np.add.reduceat(dark, first)
    edges = np.stack([xs[first], np.minimum.reduceat(ys, first), xs[last] + 1, np.maximum.reduceat(ys, first) + 1])
    homes = line[first]
    printed = ~_stray_ends(homes, tones, last - first + 1, edges)
    homes, tones, edges = homes[printed], tones[printed], edges[:, printed]
    groups: list[list[Strip]] = []
    for k, (home, edge) in enumerate(zip(homes, edges.T, strict=True)):
        box = Box.of_edges(*map(int, edge))
        if not k or homes[k - 1] != home or box.x - edges[2, k - 1] > FAR * max(EM, territory.em[home]):
            groups.append([])
        groups[-1].append(Strip(box, float(box.height), tones[k] / (255 * box.area), (box,)))
    return [_strip(group) for group in groups]


def _stray_ends(
    home: NDArray[np.int32], tones: NDArray[np.float64], count: NDArray[np.int64], edges: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell the first and last words of lines that are none.

    A little ink, much paler than the line, is a stain of the paper; what is smaller than a speck, or thinner than any
    stroke, is what was left of something else.
    """
    left, top, right, bottom = edges
    none = (np.maximum(right - left, bottom - top) < SPECK * EM) | (bottom - top < STROKE * EM)
    stray = np.zeros(len(home), bool)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(home)) + 1, [len(home)]])
    for start, end in pairwise(starts):
        usual = FAINT * tones[start:end].sum() / count[start:end].sum()
        pale = (tones[start:end] < usual * count[start:end]) & (count[start:end] < LITTLE * EM * EM)
        out = pale | none[start:end]
        stray[start:end] = np.logical_and.accumulate(out) | np.logical_and.accumulate(out[::-1])[::-1]
    return stray


def _level(
    ys: NDArray[np.int64], xs: NDArray[np.int64], line: NDArray[np.int32], em: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell the ink of lines, line by line, from the little above and below: dirt, and ink of the page behind."""
    starts = np.flatnonzero(np.diff(line, prepend=0))
    ems = em[line[starts]]
    lines = list(zip(np.split(ys, starts[1:]), np.split(xs, starts[1:]), ems, strict=True))
    most = np.array([percentiles(rows, MOST) for rows, _, _ in lines])
    slack = np.maximum(1.0, SLACK * ems)
    count = np.diff(starts, append=len(line))
    top, bottom = (np.repeat(edge, count) for edge in (most[:, 0] - slack, most[:, 1] + slack))
    out = np.concatenate([_stands_out(*own) for own in lines])
    return np.asarray((ys >= top) & (ys <= bottom) & ~out, np.bool_)


def _stands_out(ys: NDArray[np.int64], xs: NDArray[np.int64], em: float) -> NDArray[np.bool_]:
    """Tell the ink of a line, sorted by x, that is far above or below most of it: stains that touch a syllable or two.

    What a line begins with may be a drop cap.
    """
    first = np.flatnonzero(np.diff(xs // max(1, round(em / 2)), prepend=-1))
    if len(first) < LONG:
        return np.zeros(len(ys), bool)
    tops, bottoms = np.minimum.reduceat(ys, first), np.maximum.reduceat(ys, first)
    few = round(ASIDE * len(first))
    top, bottom = np.sort(tops)[few], np.sort(bottoms)[-1 - few]
    outside = (ys < top - OUT * em) | (ys > bottom + OUT * em)
    return np.asarray(outside & (xs > xs[0] + CAP[0] * EM), np.bool_)


def _homes(strokes: Components, ys: NDArray[np.intp], xs: NDArray[np.intp], territory: Territory) -> NDArray[np.int32]:
    """Return the line of every pixel of ink: strokes are not torn, but those that run over several lines."""
    labels, stats = strokes
    stroke, own = labels[ys, xs], territory.own[ys, xs]
    base = int(own.max(initial=0)) + 1
    pairs, count = _counted(stroke.astype(np.int64) * base + own)
    pieces, lines = np.divmod(pairs, base)
    order = np.lexsort((count * (lines > 0), pieces))
    home = np.zeros(len(stats), np.int32)
    most = np.zeros(len(stats))
    home[pieces[order]], most[pieces[order]] = lines[order], count[order]
    second = np.zeros(len(stats))
    others = (lines > 0) & (lines != home[pieces])
    np.maximum.at(second, pieces[others], count[others])
    area = stats[:, cv2.CC_STAT_AREA]
    high = stats[:, cv2.CC_STAT_HEIGHT] / np.maximum(1.0, territory.em[home])
    low = (high <= TORN) & ((second < OTHER * area) | (high <= SHARED))
    whole = (most >= OWN * area) & low
    return np.where(whole[stroke], home[stroke], own)


def _counted(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the different values, sorted, and how many there are of each; mostly, equal ones follow one another."""
    first = np.flatnonzero(np.diff(values, prepend=-1))
    length = np.diff(first, append=len(values))
    different, which = np.unique(values[first], return_inverse=True)
    return different, np.bincount(which, length, len(different)).astype(np.int64)


def _pieces(rest: Mask, tone: Grey) -> list[Strip]:
    """Return the ink that is no line's, piece by piece."""
    _, stats = components(rest)
    tall = stats[:, cv2.CC_STAT_HEIGHT] >= 0.3 * EM
    boxes = [Box(*map(int, row[:4])) for row in stats[tall]]
    return [Strip(b, float(b.height), _tone(rest, tone, b), (b,)) for b in boxes]


def _grown(strips: Sequence[Strip], pieces: Sequence[Strip]) -> list[Strip]:
    """Give letters of large type that the net did not see to the line beside them."""
    large = [s for s in strips if s.height > LARGE * EM]
    left = list(pieces)
    grown = True
    while grown:
        grown = False
        for line in large:
            letter = [p for p in left if _is_beside(p, line)]
            if letter and Box.around(p.box for p in letter).height * ALIKE > line.height:
                large.remove(line)
                large.append(_strip([*(_word(b, line) for b in line.parts), _over(letter)]))
                left = [p for p in left if p not in letter]
                grown = True
                break
    return [s for s in strips if s.height <= LARGE * EM] + large


def _word(box: Box, line: Strip) -> Strip:
    return Strip(box, float(box.height), line.weight, (box,))


def _over(letter: Sequence[Strip]) -> Strip:
    """Return a letter made of its parts."""
    box = Box.around(p.box for p in letter)
    return Strip(box, float(box.height), sum(p.weight * p.box.area for p in letter) / box.area, (box,))


def _is_beside(piece: Strip, line: Strip) -> bool:
    """Tell whether a piece stands in a line or right beside it, within its height."""
    a, b, slack = piece.box, line.box, 0.1 * line.height
    inside = b.y - slack <= a.y and a.bottom <= b.bottom + slack
    return inside and a.height >= 0.3 * line.height and a.overlap_x(b) > -BESIDE * line.height


def _tone(ink: Mask, tone: Grey, box: Box) -> float:
    part = (slice(box.y, box.bottom), slice(box.x, box.right))
    return float((tone[part] * ink[part]).sum()) / (255 * box.area)


def _strip(words: list[Strip]) -> Strip:
    box = Box.around(p.box for p in words)
    height = median_by_width([p.box.width for p in words], [p.height for p in words])
    return Strip(box, height, _weight(words, height), tuple(sorted(p.box for p in words)))


def _weight(group: list[Strip], height: float) -> float:
    """Return the tone of most words of a line over its height.

    The mean, without squares and dots that are all ink, is steadier; the median is not lured by a bold word or two.
    """
    widths = [p.box.width for p in group]
    tones = [p.weight * p.box.height / height for p in group]
    usual = median_by_width(widths, tones)
    words = [(w, t) for w, t in zip(widths, tones, strict=True) if t < SOLID * usual]
    mean = sum(w * t for w, t in words) / max(1, sum(w for w, _ in words))
    return min(mean, BOLDER * usual)
