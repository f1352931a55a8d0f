"""The one module that wires the stages: read → preprocess → layout → recognise → compose → correct."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath
from typing import Literal, TypeAlias

from threadpoolctl import threadpool_limits

import hwalja
from hwalja.compose import Composition, Placement, compose
from hwalja.compose.order import reading_order
from hwalja.correct import Corrected, correct
from hwalja.geometry import Grid
from hwalja.layout import find_layout
from hwalja.model import Article, Block, Fact, Frame, ImageSource, Layout, Page, Quality, Scan, Sheet, Step
from hwalja.options import Options
from hwalja.preprocess import preprocess
from hwalja.preprocess.quality import assess_quality
from hwalja.read import estimate_dpi, read_image
from hwalja.recognise import Engines, load_engines, recognise, without_hanja
from hwalja.trust import Beside, judge
from hwalja.verdict import doubts, ink_as_read, unread_lines, warnings

__all__ = ["digitize"]

Observer: TypeAlias = Callable[[str, object], None]
"""Called with the name and the result of every stage."""

DEFAULT_DPI = 300.0
"""Resolution that a page without metadata and without type is taken to have."""


@cache
def engines_for(name: str, languages: tuple[str, ...], model: str | None) -> Engines:
    """Return the engines of that name, loaded once a process."""
    return load_engines(name, languages, Path(model) if model else None)


def digitize(source: ImageSource, options: Options | None = None, *, observer: Observer | None = None) -> Page:
    """Turn a scanned newspaper page into articles.

    Args:
        source: Path, page of a PDF or TIFF of several, encoded bytes, PIL image, or array (grey or RGB).
        options: How; by default as `Options()` says.
        observer: Is told the result of every stage, to draw or to time them.

    Returns:
        The page; its boxes are pixels of the image as given.

    Raises:
        InputError: The image is missing, broken, too large or no image.
        DependencyError: The engine or one of its language models is not installed.
        EngineError: The engine failed or took too long.
    """
    options = options or Options()
    with threadpool_limits(1, "blas"):  # its threads wait by spinning: on a busy machine a page took six times as long
        return _digitize(source, options, observer or _silent)


def _digitize(source: ImageSource, options: Options, tell: Observer) -> Page:
    engines = engines_for(options.engine, options.languages, options.model)
    scan = read_image(source, max_megapixels=options.max_megapixels)
    tell("read", scan)
    sheet = preprocess(scan)
    tell("preprocess", sheet)
    layout = find_layout(sheet)
    tell("layout", layout)
    quality = _quality(scan, sheet, layout)
    tell("quality", quality)
    layout = without_hanja(recognise(sheet, layout, engines, options.timeout))
    tell("recognise", layout)
    draft = compose(scan, sheet, layout, _page_id(scan, options))
    tell("compose", draft)
    blocks = [block for article in draft.articles for block in article.blocks] + list(draft.furniture)
    corrected = correct(blocks, options.profile, engines.first.name, options.dictionaries)
    tell("correct", corrected)
    page = _page(scan, sheet, layout, draft, corrected, quality, engines, options)
    tell("page", page)
    return page


def _silent(stage: str, result: object) -> None:
    """Tell nobody."""


def _page_id(scan: Scan, options: Options) -> str:
    if scan.frame is None:
        return options.page_id or PurePath(scan.source).stem or "page"
    return options.page_id or Frame(scan.source, scan.frame).stem


def _page(
    scan: Scan,
    sheet: Sheet,
    layout: Layout,
    draft: Composition,
    corrected: Corrected,
    quality: Quality,
    engines: Engines,
    options: Options,
) -> Page:
    dpi, dpi_origin = _dpi(scan, layout, options)
    place = _placement(scan, sheet)
    silent = unread_lines(layout)
    unread, ink = (*layout.unread, *silent), ink_as_read(layout.ink, silent)
    blocks = {block.id: block for block in corrected.blocks}
    pictures = place.boxes(layout.pictures)
    drafts = [_with_blocks(article, blocks) for article in draft.articles]
    rules, furniture = place.boxes(layout.rules), tuple(blocks[block.id] for block in draft.furniture)
    articles = judge(drafts, corrected.corrections, Beside(pictures, rules, furniture), engines.first.name)
    return Page(
        id=_page_id(scan, options),
        source=scan.name,
        sha256=scan.sha256,
        width=scan.grey.shape[1],
        height=scan.grey.shape[0],
        dpi=dpi,
        dpi_origin=dpi_origin,
        skew=sheet.skew,
        languages=options.languages,
        models=engines.models,
        steps=_steps(sheet, layout, engines, options),
        articles=articles,
        furniture=furniture,
        pictures=pictures,
        rules=rules,
        corrections=corrected.corrections,
        warnings=(*scan.warnings, *engines.warnings, *sheet.warnings, *warnings(layout, unread, quality, articles)),
        newspaper=_fact(options.newspaper, draft.header.newspaper),
        issue_date=_fact(options.issue_date, draft.header.issue_date),
        page_number=_fact(options.page_number, draft.header.page_number, draft.folio),
        section=_fact(options.section, draft.header.section),
        order=reading_order(layout, draft.articles, draft.furniture),
        unread=tuple(replace(found, box=place.box(found.box)) for found in unread),
        ink=ink,
        quality=quality,
        doubts=doubts(unread, ink, quality, articles, upright=not sheet.warnings),
    )


def _placement(scan: Scan, sheet: Sheet) -> Placement:
    return Placement(sheet.to_scan, scan.grey.shape[1], scan.grey.shape[0])


def _quality(scan: Scan, sheet: Sheet, layout: Layout) -> Quality:
    """Return the quality of the scan as it was given: levelling softens type."""
    grey = 255 - scan.grey if sheet.negative else scan.grey
    return assess_quality(grey, layout.em, _placement(scan, sheet).boxes([line.box for line in layout.lines]))


def _with_blocks(article: Article, blocks: dict[str, Block]) -> Article:
    return replace(article, blocks=tuple(blocks[block.id] for block in article.blocks))


def _dpi(
    scan: Scan, layout: Layout, options: Options
) -> tuple[float, Literal["metadata", "caller", "estimate", "default"]]:
    if options.dpi is not None:
        return options.dpi, "caller"
    if scan.dpi is not None:
        return scan.dpi, "metadata"
    if layout.regions:
        return estimate_dpi(layout.em), "estimate"
    return DEFAULT_DPI, "default"


def _fact(given: str | None, header: str | None, footer: str | None = None) -> Fact | None:
    if given is not None:
        return Fact(given, "caller")
    if header is not None:
        return Fact(header, "header")
    return None if footer is None else Fact(footer, "footer")


def _steps(sheet: Sheet, layout: Layout, engines: Engines, options: Options) -> tuple[Step, ...]:
    version = hwalja.__version__
    return (
        Step("read", version, {"max_megapixels": options.max_megapixels}),
        Step("preprocess", version, _settings(sheet)),
        Step("layout", version, {"em": round(layout.em, 1)}),
        Step("recognise", version, {"engines": engines.names, "languages": options.languages}),
        Step("compose", version),
        Step("correct", version, {"profile": options.profile.value, "dictionaries": options.dictionaries}),
    )


def _settings(sheet: Sheet) -> dict[str, object]:
    return {
        "negative": sheet.negative,
        "turn": sheet.turn,
        "skew": sheet.skew,
        "dewarped": isinstance(sheet.to_scan, Grid),
        "leaves": len(sheet.leaves),
    }
