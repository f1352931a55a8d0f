"""The log of corrections: what was read can be made from the text again, and the text from what was read."""

from __future__ import annotations

from collections.abc import Iterable

from hwalja.model import Correction


def apply(raw: str, corrections: Iterable[Correction]) -> str:
    """Return `raw` with the applied ones of `corrections`, which are all of one block.

    Raises:
        ValueError: Two corrections overlap, or one does not find its original.
    """
    parts: list[str] = []
    end = 0
    for correction in _in_order(corrections):
        start, stop = correction.start, correction.start + len(correction.original)
        _check(raw, start, correction.original, end)
        parts += [raw[end:start], correction.replacement]
        end = stop
    return "".join([*parts, raw[end:]])


def undo(text: str, corrections: Iterable[Correction]) -> str:
    """Return what was read before `corrections` (all of one block) made `text` of it.

    Raises:
        ValueError: Two corrections overlap, or one does not find its replacement.
    """
    parts: list[str] = []
    end = shift = 0
    for correction in _in_order(corrections):
        start = correction.start + shift
        _check(text, start, correction.replacement, end)
        parts += [text[end:start], correction.original]
        end = start + len(correction.replacement)
        shift += len(correction.replacement) - len(correction.original)
    return "".join([*parts, text[end:]])


def _in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the applied corrections from left to right; an insertion stands before what begins where it does."""
    applied = (correction for correction in corrections if correction.applied)
    return sorted(applied, key=lambda correction: (correction.start, len(correction.original)))


def _check(text: str, start: int, expected: str, end: int) -> None:
    if start < end:
        raise ValueError(f"corrections overlap at {start}")
    if not text.startswith(expected, start) or start + len(expected) > len(text):
        raise ValueError(f"{expected!r} does not stand at {start}")
