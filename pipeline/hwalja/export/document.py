"""A page as plain dictionaries: the form that docs/json.md describes and docs/page.schema.json holds to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import PurePath

import numpy as np

from hwalja.geometry import Box
from hwalja.model import (
    Article,
    Block,
    Correction,
    Fact,
    Flaw,
    Glyph,
    Ink,
    Line,
    Model,
    Page,
    Quality,
    Reading,
    Region,
    Step,
    Unread,
    Views,
    Word,
)

FORMAT = "hwalja-page/1"
"""Names the form; the number rises when a key goes or changes its meaning."""

CONFIDENCE_DIGITS = 4
LENGTH_DIGITS = 2
"""Of em and DPI."""
SKEW_DIGITS = 4


def to_dict(page: Page) -> dict[str, object]:
    """Return the page as dictionaries, lists, strings, numbers, booleans and None.

    Confidences, shares, severities, skew and the numbers in the evidence of corrections are rounded to 4 digits after
    the point, em and DPI to 2: `hwalja.export.json.from_dict` gives back the page with these rounded values, all else
    exactly.
    """
    return {
        "format": FORMAT,
        "page": _about(page),
        "articles": [_article(article) for article in page.articles],
        "furniture": [_block(block) for block in page.furniture],
        "order": list(page.order),
        "pictures": [sides(box) for box in page.pictures],
        "rules": [sides(box) for box in page.rules],
        "unread": [_unread(unread) for unread in page.unread],
        "ink": _ink(page.ink),
        "corrections": [entry(correction) for correction in page.corrections],
        "warnings": list(page.warnings),
    }


def derived(article: Views) -> dict[str, object]:
    """Return the plain texts of an article, which follow from what it holds."""
    return {
        "headline": article.headline,
        "subheadings": list(article.subheadings),
        "byline": article.byline,
        "paragraphs": list(article.paragraphs),
        "captions": list(article.captions),
    }


def _about(page: Page) -> dict[str, object]:
    return {
        "id": page.id,
        "source": page.source,
        "sha256": page.sha256,
        "width": int(page.width),
        "height": int(page.height),
        "dpi": _rounded(page.dpi, LENGTH_DIGITS),
        "dpi_origin": page.dpi_origin,
        "skew": _rounded(page.skew, SKEW_DIGITS),
        "languages": list(page.languages),
        "models": [_model(model) for model in page.models],
        "steps": [_step(step) for step in page.steps],
        "newspaper": _fact(page.newspaper),
        "issue_date": _fact(page.issue_date),
        "page_number": _fact(page.page_number),
        "section": _fact(page.section),
        "quality": _quality(page.quality),
        "unsure": page.unsure,
        "doubts": [doubt.value for doubt in page.doubts],
    }


def _model(model: Model) -> dict[str, object]:
    return {"name": model.name, "version": model.version, "sha256": model.sha256}


def _step(step: Step) -> dict[str, object]:
    return {"stage": step.stage, "version": step.version, "settings": plain(step.settings)}


def _fact(fact: Fact | None) -> dict[str, object] | None:
    return {"value": fact.value, "origin": fact.origin} if fact else None


def _quality(quality: Quality) -> dict[str, object]:
    return {
        "score": _confidence(quality.score),
        "grade": quality.grade.value,
        "flaws": [_flaw(flaw) for flaw in quality.flaws],
    }


def _flaw(flaw: Flaw) -> dict[str, object]:
    return {"defect": flaw.defect.value, "severity": _confidence(flaw.severity)}


def _unread(unread: Unread) -> dict[str, object]:
    return {"box": sides(unread.box), "reason": unread.reason.value, "ink": _confidence(unread.ink)}


def _ink(ink: Ink | None) -> dict[str, object] | None:
    if ink is None:
        return None
    return {
        "text": _confidence(ink.text),
        "pictures": _confidence(ink.pictures),
        "rules": _confidence(ink.rules),
        "advertisements": _confidence(ink.advertisements),
        "unread": _confidence(ink.unread),
        "specks": _confidence(ink.specks),
    }


def _article(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "confidence": _confidence(article.confidence),
        "unsure": article.unsure,
        "doubts": [doubt.value for doubt in article.doubts],
        **derived(article),
        "blocks": [_block(block) for block in article.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    return {
        "id": block.id,
        "role": block.role.value,
        "text": block.text,
        "regions": [_region(region) for region in block.regions],
    }


def _region(region: Region) -> dict[str, object]:
    return {
        "id": region.id,
        "role": region.role.value,
        "box": sides(region.box),
        "lines": [_line(line) for line in region.lines],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "id": line.id,
        "text": line.text,
        "box": sides(line.box),
        "em": _rounded(line.em, LENGTH_DIGITS),
        "reversed": bool(line.reversed),
        "words": [_word(word) for word in line.words],
        **({"readings": [_reading(reading) for reading in line.readings]} if line.readings else {}),
    }


def _reading(reading: Reading) -> dict[str, object]:
    return {"engine": reading.engine, "text": reading.text, "confidence": _confidence(reading.confidence)}


def _word(word: Word) -> dict[str, object]:
    return {
        "text": word.text,
        "box": sides(word.box),
        "confidence": _confidence(word.confidence),
        "glyphs": [_glyph(glyph) for glyph in word.glyphs],
        **_others(word.others),
        **({"space": space} if (space := _confidence(word.space)) < 1 else {}),
    }


def _glyph(glyph: Glyph) -> dict[str, object]:
    plain = {"text": glyph.text, "box": sides(glyph.box), "confidence": _confidence(glyph.confidence)}
    return {**plain, **_others(glyph.others)}


def _others(others: Sequence[tuple[str, float]]) -> dict[str, object]:
    found = [{"text": text, "confidence": _confidence(share)} for text, share in others]
    return {"others": found} if found else {}


def entry(correction: Correction) -> dict[str, object]:
    """Return a correction as an entry of the log."""
    return {
        "kind": correction.kind,
        "block": correction.block,
        "start": int(correction.start),
        "original": correction.original,
        "replacement": correction.replacement,
        "box": sides(correction.box) if correction.box else None,
        "evidence": {
            name: value if isinstance(value, str) else _confidence(value) for name, value in correction.evidence.items()
        },
        "confidence": _confidence(correction.confidence),
        "applied": bool(correction.applied),
    }


def sides(box: Box) -> list[int]:
    """Return x, y, width and height."""
    return [int(box.x), int(box.y), int(box.width), int(box.height)]


def _confidence(value: float) -> float:
    return _rounded(value, CONFIDENCE_DIGITS)


def _rounded(value: float, digits: int) -> float:
    return round(float(value), digits) + 0.0  # -0.0 becomes 0.0


def plain(value: object) -> object:
    """Return a setting as JSON can hold it: sequences as lists, enums as their values, paths as strings."""
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, PurePath):
        return str(value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"a setting cannot be a {type(value).__name__}: {value!r}")
