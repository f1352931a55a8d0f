"""The figures of a layout against its truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.layout.lines import RUNNING, FoundLine, TrueLine, found_lines, matched, true_lines
from hwalja.assignment import assign
from hwalja.model import Layout, Role, Sheet

Figures = dict[str, int]
"""Counts, so that pages add up."""

ASIDE = ("caption", "byline")
"""Roles of lines that stand in an article without being part of its running text."""


def score(truth: Mapping[str, Any], sheet: Sheet, layout: Layout) -> tuple[Figures, list[str]]:
    """Compare a layout with its truth.

    Returns:
        `lines`: true body lines; `right`: those found, in the right article and in order; `articles` and `exact`:
        articles, and those of which no body line is missing or out of order and no other line is in the text;
        `heads`, `whole` and `given`: true headlines, those found to the line, and headlines given; `wrong`: headlines
        given in which no line of a true one stands. And what is wrong, in words.
    """
    true, found = true_lines(truth), found_lines(sheet, layout)
    parts = matched(true, found)
    homes = _homes(true, found, parts, len(truth["articles"]), len(layout.stories))
    figures: Counter[str] = Counter()
    complaints: list[str] = []
    owners: dict[int, TrueLine] = {k: line for line, ks in zip(true, parts, strict=True) for k in ks}
    for number, article in enumerate(truth["articles"]):
        body = [i for i, line in enumerate(true) if line.article == number and line.role == "body"]
        story = homes.get(number, -2)
        placed = [_place(parts[i], found, story) for i in body]
        right = _in_order(placed)
        own = [k for k, line in enumerate(found) if line.story == story and line.role in RUNNING]
        foreign = [k for k in own if not _belongs(owners.get(k), number)]
        figures.update(lines=len(body), right=right, articles=1, exact=int(right == len(body) and not foreign))
        if right < len(body) or foreign:
            lost = sum(not parts[i] for i in body)
            astray = sum(bool(parts[i]) and p < 0 for i, p in zip(body, placed, strict=True))
            complaints.append(
                f"article {number} {article['headline'][:16]!r}: {right}/{len(body)} right, {lost} not found, "
                f"{astray} elsewhere, {len(foreign)} foreign"
            )
    heads = _heads(true, found, parts, homes, complaints)
    return {**figures, **heads}, complaints


def _homes(
    true: Sequence[TrueLine], found: Sequence[FoundLine], parts: Sequence[Sequence[int]], articles: int, stories: int
) -> dict[int, int]:
    """Return which story each article became: the pairing that shares most lines."""
    shared = np.zeros((articles, stories))
    for line, ks in zip(true, parts, strict=True):
        for k in ks:
            if line.article >= 0 and found[k].story >= 0 and line.role == "body":
                shared[line.article, found[k].story] += 1
    return {a: s for a, s in assign(-shared) if shared[a, s]}


def _place(ks: Sequence[int], found: Sequence[FoundLine], story: int) -> int:
    """Return where in the page's order a line was found, -1 where it is not in the text of its story."""
    inside = bool(ks) and all(found[k].story == story and found[k].role in RUNNING for k in ks)
    ordered = list(ks) == sorted(ks)
    return ks[0] if inside and ordered else -1


def _in_order(places: Sequence[int]) -> int:
    """Return how many lines are in order: the longest rising run of places, with gaps."""
    tails: list[int] = []
    for place in places:
        if place < 0:
            continue
        at = int(np.searchsorted(tails, place))
        tails[at : at + 1] = [place]
    return len(tails)


def _belongs(line: TrueLine | None, article: int) -> bool:
    return line is not None and line.article == article and line.role in ("body", "byline", "table", "footnote")


def _heads(
    true: Sequence[TrueLine],
    found: Sequence[FoundLine],
    parts: Sequence[Sequence[int]],
    homes: Mapping[int, int],
    complaints: list[str],
) -> Counter[str]:
    figures: Counter[str] = Counter()
    given: dict[int, set[int]] = {}
    for k, line in enumerate(found):
        if line.story >= 0 and line.role is Role.HEADLINE:
            given.setdefault(line.story, set()).add(k)
    good = set()
    articles = sorted({line.article for line in true if line.article >= 0 and line.role == "headline"})
    for number in articles:
        rows = [i for i, line in enumerate(true) if line.article == number and line.role == "headline"]
        want = {k for i in rows for k in parts[i]}
        story = homes.get(number, -2)
        whole = all(parts[i] for i in rows) and given.get(story) == want
        figures.update(heads=1, whole=int(whole))
        if want & given.get(story, set()):
            good.add(story)
        if not whole:
            lost = sum(not parts[i] for i in rows)
            complaints.append(
                f"headline {number}: {lost} of {len(rows)} lines not found, given {given.get(story)}, want {want}"
            )
    figures.update(given=len(given), wrong=len(given.keys() - good))
    complaints += [f"no headline: story {story}" for story in sorted(given.keys() - good)]
    return figures
