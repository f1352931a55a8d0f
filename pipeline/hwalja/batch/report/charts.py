"""Distributions as SVG that stands inside an HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

WIDTH, HEIGHT, FOOT = 300, 110, 18
"""Of a chart in px; the foot holds the numbers below the bars."""

BARS = 20


def histogram(values: Sequence[float], title: str, low: float, high: float, percent: bool = False) -> str:  # noqa: FBT001, FBT002 # how the axis is written
    """Return a chart of how many values lie where between `low` and `high`; what lies beyond counts at the ends."""
    counts = [0] * BARS
    span = high - low or 1.0
    for value in values:
        counts[min(BARS - 1, max(0, int((value - low) / span * BARS)))] += 1
    edges = [low + span * k / BARS for k in range(BARS + 1)]
    labels = [f"{_number(a, percent)} to {_number(b, percent)}" for a, b in pairwise(edges)]
    return _chart(
        title, counts, labels, [_number(low, percent), _number((low + high) / 2, percent), _number(high, percent)]
    )


def counts(values: Sequence[tuple[str, int]], title: str) -> str:
    """Return a chart of things that are counted."""
    names = [name for name, _ in values]
    return _chart(title, [count for _, count in values], names, names)


def _chart(title: str, counts: Sequence[int], labels: Sequence[str], ticks: Sequence[str]) -> str:
    most = max(counts, default=0) or 1
    step = WIDTH / max(1, len(counts))
    room = HEIGHT - FOOT - 12
    bars = []
    for k, (count, label) in enumerate(zip(counts, labels, strict=True)):
        height = room * count / most
        bars.append(
            f'<rect x="{k * step + 1:.1f}" y="{HEIGHT - FOOT - height:.1f}" width="{step - 2:.1f}"'
            f' height="{height:.1f}"><title>{escape(label)}: {count}</title></rect>'
        )
    between = WIDTH / max(1, len(ticks))
    spread = len(ticks) == len(counts)  # a name below each bar; else the ends and the middle of an axis
    for k, tick in enumerate(ticks):
        x = (k + 0.5) * between if spread else WIDTH * k / max(1, len(ticks) - 1)
        anchor = "middle" if spread or 0 < k < len(ticks) - 1 else ("start" if k == 0 else "end")
        bars.append(f'<text x="{x:.1f}" y="{HEIGHT - 4}" text-anchor="{anchor}">{escape(tick)}</text>')
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}" role="img" aria-label="{escape(title)}">{"".join(bars)}</svg></figure>'
    )


def _number(value: float, percent: bool) -> str:  # noqa: FBT001 # as above
    return f"{value:.0%}" if percent else f"{value:.2g}" if value < 10 else f"{value:.0f}"
