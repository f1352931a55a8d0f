"""A raw text to a clean one: lines, paragraphs, articles; what is done is a list of corrections."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from hwalja.correct.confusions import confusions
from hwalja.correct.improve import improve
from hwalja.correct.lexicon import lexicon
from hwalja.correct.log import apply
from hwalja.correct.passage import Passage, plain
from hwalja.fix.articles import Place, articles
from hwalja.fix.changes import PARAGRAPH, Offsets, changes
from hwalja.fix.groups import groups
from hwalja.fix.heads import heads_apart
from hwalja.fix.lines import lines
from hwalja.fix.noise import without_noise
from hwalja.fix.result import CorrectedArticle, CorrectedText, Part, Span
from hwalja.fix.units import units
from hwalja.fix.warn import warnings
from hwalja.model import Correction, Role
from hwalja.options import Profile

_log = logging.getLogger(__name__)

_READ = frozenset({Role.HEADLINE, Role.SUBHEADING, Role.BODY, Role.CAPTION})
"""Where characters, words and spaces are corrected: in no byline, no table, no label."""


def correct_text(
    text: str,
    *,
    name: str = "text",
    profile: Profile = Profile.STANDARD,
    dictionaries: Iterable[str | Path] = (),
) -> CorrectedText:
    """Clean a text that some OCR produced, without its image.

    Line ends within paragraphs are joined, paragraphs that a column's end cut in two are one again, labels, page
    numbers, stray marks and remains of advertisements are taken out, misread characters and words and false spaces
    corrected, articles told apart. The writer's own words, spelling and spaces stay.

    Args:
        text: As the OCR gave it, line ends and blank lines included.
        name: What to call it in the log.
        profile: How far to go; with `none` the text stays as it is and articles are only told apart.
        dictionaries: Lists of words that are spelt right (docs/dictionary.md).

    Raises:
        DependencyError: Kiwi is not installed.
        DictionaryError: A list cannot be used.
    """
    raw = unicodedata.normalize("NFC", text)
    found = without_noise(groups(heads_apart(units(lines(raw)))))
    places = articles(found.groups)
    corrections: list[Correction] = []
    if profile is not Profile.NONE:
        corrections = changes(raw, places, found.asides, name)
        own = [_passage(raw, place, corrections, name) for place in places if place.role in _READ]
        corrections = _merged(corrections, improve(own, profile, confusions(), lexicon(dictionaries)))
    cleaned = apply(raw, corrections)
    return CorrectedText(
        name=name,
        raw=raw,
        text=cleaned,
        corrections=tuple(corrections),
        articles=tuple(_articles(places, cleaned, corrections)),
        warnings=tuple(warnings(places, found.asides)),
    )


def _passage(raw: str, place: Place, corrections: Sequence[Correction], name: str) -> Passage:
    """Return a paragraph with its line ends decided, and the offset in the raw text of each of its characters."""
    end, last = place.group.start, place.group.end
    shown: list[tuple[str, int]] = []
    for correction in corrections:
        if end <= correction.start and correction.start + len(correction.original) <= last:
            shown += zip(raw[end : correction.start], range(end, correction.start), strict=True)
            shown += ((character, correction.start) for character in correction.replacement)
            end = correction.start + len(correction.original)
    shown += zip(raw[end:last], range(end, last), strict=True)
    return replace(plain(name, "".join(character for character, _ in shown)), starts=tuple(at for _, at in shown))


def _merged(corrections: Sequence[Correction], further: Iterable[Correction]) -> list[Correction]:
    """Add further corrections where nothing was done yet."""
    taken = [(correction.start, correction.start + len(correction.original)) for correction in corrections]
    ours = {id(correction) for correction in corrections}
    both = sorted([*corrections, *further], key=lambda each: (each.start, len(each.original)))
    merged: list[Correction] = []
    end = 0
    for correction in both:
        stop = correction.start + len(correction.original)
        crosses = any(start < stop and correction.start < last for start, last in taken if start < last)
        if id(correction) not in ours and (crosses or correction.start < end):
            _log.debug("left out, in the way of another: %s", correction)
            continue
        merged.append(correction)
        end = max(end, stop) if correction.applied else end
    return merged


def _articles(places: Sequence[Place], cleaned: str, corrections: Sequence[Correction]) -> Iterable[CorrectedArticle]:
    offsets = Offsets(corrections)
    moved: dict[int, int] = {}
    for _, own in groupby(places, key=lambda place: place.article):
        parts: list[Part] = []
        for place in own:
            group = place.group
            source = Span(group.start, group.end)
            if group.follows is not None and corrections:
                start = moved.get(group.follows, offsets.end(group.follows)) + len(PARAGRAPH)
                span = Span(start, start + len(group.standing))
                moved[group.follows] = span.end
            else:
                span = Span(offsets.begin(group.start), offsets.end(group.end))
            parts.append(Part(place.role, cleaned[span.start : span.end], source, span))
        yield CorrectedArticle(tuple(sorted(parts, key=lambda part: part.place.start)))
