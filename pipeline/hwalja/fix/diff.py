"""What was changed in a text, to look at: each change with the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.fix.result import CorrectedText
from hwalja.model import Correction

CONTEXT = 16
"""Characters on either side of a change."""

NEWLINE = "⏎"
"""Stands for a line end."""


@dataclass(frozen=True, slots=True)
class Style:
    """What stands around deleted and inserted text, and around the place of a change."""

    delete: tuple[str, str]
    insert: tuple[str, str]
    place: tuple[str, str]


COLOUR = Style(("\x1b[9;31m", "\x1b[0m"), ("\x1b[32m", "\x1b[0m"), ("\x1b[36m", "\x1b[0m"))
PLAIN = Style(("[-", "-]"), ("{+", "+}"), ("", ""))
"""As `git diff --word-diff` marks them."""


def diff(result: CorrectedText, style: Style) -> str:
    """Return a line for each stretch of a text with changes in it, none where nothing was changed."""
    applied = [correction for correction in result.corrections if correction.applied]
    return "".join(f"{line}\n" for line in _lines(result, applied, style))


def _lines(result: CorrectedText, applied: Sequence[Correction], style: Style) -> Iterator[str]:
    number, counted = 1, 0
    for near in _near(applied):
        start = near[0].start
        number += result.raw.count("\n", counted, start)
        counted = start
        place, end = style.place
        yield f"{place}{result.name}:{number}:{end} {_shown(result.raw, near, style)}"


def _near(applied: Sequence[Correction]) -> Iterator[list[Correction]]:
    """Put changes together between which the context would overlap."""
    group: list[Correction] = []
    for correction in applied:
        if group and correction.start - _stop(group[-1]) > 2 * CONTEXT:
            yield group
            group = []
        group.append(correction)
    if group:
        yield group


def _shown(raw: str, near: Sequence[Correction], style: Style) -> str:
    at = max(0, near[0].start - CONTEXT)
    parts: list[str] = []
    for correction in near:
        parts.append(_visible(raw[at : correction.start]))
        parts += _marked(correction.original, style.delete) + _marked(correction.replacement, style.insert)
        at = _stop(correction)
    parts.append(_visible(raw[at : at + CONTEXT]))
    return "".join(parts)


def _marked(text: str, marks: tuple[str, str]) -> list[str]:
    return [marks[0], _visible(text), marks[1]] if text else []


def _visible(text: str) -> str:
    """Return a text in one line, without what would command the terminal."""
    shown = text.replace("\r\n", NEWLINE).replace("\n", NEWLINE)
    return "".join(character if character.isprintable() else "␣" if character.isspace() else "�" for character in shown)


def _stop(correction: Correction) -> int:
    return correction.start + len(correction.original)
