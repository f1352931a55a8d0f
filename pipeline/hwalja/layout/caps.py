"""Drop caps: letters some lines high at the beginning of a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.strip import Strip

CAP = 1.7, 4.5
"""A drop cap is so many em high, and …"""

CAP_WIDE = 1.3
"""… at most so many times as wide; …"""

PLAIN, ALONE = (0.7, 1.3), 4.0
"""… words so many em high begin beside it, and no letter of its size stands within so many times its height."""

STROKE = 0.5
"""The last stroke of a cap stands at most so many em from the rest of it."""

UPPER, LOWER = 1.1, 0.4
"""The upper part of a cap is at least so many em high, the lower part less than so many times as high: else they are
words of two lines."""


def is_cap(strip: Strip) -> bool:
    """Tell whether a strip may be a drop cap: one large letter."""
    return CAP[0] * EM <= strip.height <= CAP[1] * EM and strip.box.width <= CAP_WIDE * strip.height


def leads(cap: Strip, line: Strip) -> bool:
    """Tell whether a line begins beside a drop cap."""
    a, b = cap.box, line.box
    beside = -0.2 * EM <= b.x - a.right <= 1.2 * EM and b.overlap_y(a) > 0.5 * b.height
    return beside and line.height < 0.7 * cap.height


def is_dropped(cap: Strip, pieces: Sequence[Strip]) -> bool:
    """Tell a drop cap from a letter of a headline: lines of body type begin beside it, and no other large letter."""
    if not is_cap(cap):
        return False
    a, em = cap.box, cap.height
    led = [p.box for p in pieces if PLAIN[0] * EM <= p.height <= PLAIN[1] * EM and leads(cap, p)]
    led.sort(key=lambda box: box.y)
    if len(led) < 2 or any(lower.y < upper.bottom - 0.3 * EM for upper, lower in pairwise(led)):
        return False
    if abs(led[0].y - a.y) > 0.5 * EM or abs(led[-1].bottom - a.bottom) > 0.5 * EM:
        return False
    return not any(
        p.height > 0.75 * em and p.box.overlap_y(a) > 0.6 * em and abs(p.box.x - a.x) < ALONE * em
        for p in pieces
        if p is not cap and not p.box.shared(a)
    )


def find_caps(pieces: Sequence[Strip]) -> list[Strip]:
    """Find the drop caps among pieces; those that come in two parts, side by side or one over the other, are put
    together.
    """
    whole = [_with_stroke(p, pieces) or p for p in pieces]
    caps = [cap for cap, p in zip(whole, pieces, strict=True) if cap is not p or is_dropped(p, pieces)]
    rest = list(pieces)
    parts = [p for p in pieces if p not in caps and UPPER * EM <= p.height <= CAP[1] * EM and _is_narrow(p)]
    for upper in parts:
        for lower in [p for p in rest if p.height < LOWER * upper.height and _is_under(upper.box, p.box)]:
            cap = _over(upper, lower)
            if is_dropped(cap, [p for p in rest if p not in (upper, lower)]):
                rest = [p for p in rest if p not in (upper, lower)] + [cap]
                caps.append(cap)
                break
    return caps


def _with_stroke(letter: Strip, pieces: Sequence[Strip]) -> Strip | None:
    """Return the drop cap that a letter makes with the upright stroke right after it, None where there is none."""
    if not is_cap(letter):
        return None
    a = letter.box
    for stroke in pieces:
        b = stroke.box
        tall = b.height >= UPPER * EM and b.overlap_y(a) > 0.6 * min(a.height, b.height)
        if stroke is not letter and tall and b.width < 0.6 * a.width and abs(b.x - a.right) < STROKE * EM:
            whole = _over(letter, stroke)
            if is_dropped(whole, [p for p in pieces if p not in (letter, stroke)]):
                return whole
    return None


def _is_narrow(piece: Strip) -> bool:
    """Tell whether a piece is as wide as one letter that is a drop cap."""
    return CAP[0] * EM / 2 <= piece.box.width <= CAP_WIDE * CAP[1] * EM


def _is_under(upper: Box, lower: Box) -> bool:
    over = lower.overlap_x(upper) > 0.6 * max(lower.width, upper.width)
    return over and 0 <= lower.y - upper.bottom < 0.6 * upper.height


def _over(upper: Strip, lower: Strip) -> Strip:
    box = Box.around([upper.box, lower.box])
    weight = (upper.weight * upper.box.area + lower.weight * lower.box.area) / box.area
    return Strip(box, float(box.height), weight, (box,))
