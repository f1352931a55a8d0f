"""Whole numbers as short text: most boxes are near the one before, and a small number takes one character."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
"""Six bits each: five of the number, the lowest first, and whether more follow."""


def packed(numbers: Iterable[int]) -> str:
    """Return the numbers as base64 VLQ, the form of source maps (ECMA-426): the lowest bit of each is its sign."""
    found: list[str] = []
    for number in numbers:
        rest = (-number << 1) | 1 if number < 0 else number << 1
        while rest > 31:
            found.append(DIGITS[32 | rest & 31])
            rest >>= 5
        found.append(DIGITS[rest])
    return "".join(found)
