"""The nearest passage: where in a text something most like a pattern stands, exactly and fast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST_PIECE = 3
"""Characters; shorter pieces of a pattern stand almost everywhere, so the whole text is searched at once."""

LEAP = 8
"""How many times as many edits are allowed next if what was found so far needs them: more often it is the best."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a text: `text[start:end]` is `distance` edits from the pattern, and no part is fewer."""

    start: int
    end: int
    distance: int


def nearest_passage(pattern: str, text: str) -> Passage:
    """Return the part of `text` with the least edit distance (insertions, deletions, substitutions) to `pattern`.

    Of equally near parts it is the one that ends first; where ends or starts next to one another are equally good,
    the longer, so that a wrong character at the edge belongs to it.

    If a part is at most k edits away, then of k + 1 pieces of the pattern at least one stands in it unchanged
    (Wu and Manber, Fast text searching allowing errors, 1992). So only the surroundings of such pieces are searched,
    for growing k, until what is found is at most k away; the search is Myers' (see `_distances`).
    """
    if not pattern or not text:
        return Passage(0, 0, len(pattern))
    at = text.find(pattern)
    if at >= 0:
        return Passage(at, at + len(pattern), 0)
    edits = 1
    while True:
        size = len(pattern) // (edits + 1)
        windows = [(0, len(text))] if size < SHORTEST_PIECE else _windows(pattern, text, edits, size)
        end, distance = _nearest_end(pattern, text, windows)
        if distance <= edits or windows == [(0, len(text))]:
            return Passage(_start(pattern, text, end, distance), end, distance)
        edits = distance if distance <= LEAP * edits else 2 * edits


def _windows(pattern: str, text: str, edits: int, size: int) -> list[tuple[int, int]]:
    """Return the merged surroundings of every piece of `size` characters that stands in the text unchanged."""
    found = []
    for offset in range(0, size * (edits + 1), size):
        at = text.find(pattern[offset : offset + size])
        while at >= 0:
            found.append(at - offset)
            at = text.find(pattern[offset : offset + size], at + 1)
    windows: list[tuple[int, int]] = []
    for start in sorted(found):
        left, right = max(0, start - edits), min(len(text), start + len(pattern) + edits)
        if windows and left <= windows[-1][1]:
            windows[-1] = windows[-1][0], max(right, windows[-1][1])
        else:
            windows.append((left, right))
    return windows


def _nearest_end(pattern: str, text: str, windows: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the end of the first nearest part within `windows`, and its distance."""
    best_end, best = 0, len(pattern)
    for left, right in windows:
        for end, distance in enumerate(_distances(pattern, text[left:right], anchored=False), left + 1):
            if distance < best or (distance == best and end == best_end + 1 and best_end > left):
                best_end, best = end, distance
    return best_end, best


def _start(pattern: str, text: str, end: int, distance: int) -> int:
    """Return the farthest start from which on `text[:end]` is `distance` edits from the pattern."""
    before = text[max(0, end - len(pattern) - distance) : end][::-1]
    lengths = enumerate(_distances(pattern[::-1], before, anchored=True), 1)
    return end - max((length for length, found in lengths if found == distance), default=0)


def _distances(pattern: str, text: str, *, anchored: bool) -> Iterator[int]:
    """Yield for each character of `text` the least edit distance of the pattern to a part that ends there.

    Myers, A fast bit-vector algorithm for approximate string matching, 1999, in Hyyrö's form (Explaining and
    extending the bit-parallel approximate string matching algorithm of Myers, 2001); Python's integers are the
    vectors, so a pattern may have any length. `anchored` parts begin where the text does.
    """
    masks: dict[str, int] = {}
    for row, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << row
    score, carry = len(pattern), int(anchored)
    last, rows = 1 << (score - 1), (1 << score) - 1
    plus, minus = rows, 0
    for character in text:
        equal = masks.get(character, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        more = minus | (rows & ~(horizontal | plus))
        less = plus & horizontal
        if more & last:
            score += 1
        elif less & last:
            score -= 1
        more = more << 1 | carry
        plus = rows & (less << 1 | ~(vertical | more))
        minus = more & vertical
        yield score
