"""What a worker does with a page: digitise it, write it out in the formats, and take its figures and its picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from hwalja.batch.figures import Figures
from hwalja.batch.messages import Result
from hwalja.correct.kiwi import analysis
from hwalja.correct.lexicon import lexicon
from hwalja.digitize import digitize, engines_for
from hwalja.export import FORMATS
from hwalja.inputs import PageInput
from hwalja.model import Scan
from hwalja.options import Options, Profile
from hwalja.read import Facsimile

THUMBNAIL = (120, 160)
"""Width and height in px that a thumbnail fits into."""

_QUALITY = 40
"""Of its JPEG: 2 to 3 KB a page, of which the journal keeps one each."""


def digitiser(options: Options, formats: tuple[str, ...]) -> Callable[[PageInput], Result]:
    """Return what makes a result of a page; all that can be found missing without a page is found here.

    Raises:
        DependencyError: The engine or one of its language models is not installed.
        DictionaryError: A list of words cannot be used.
    """
    engines_for(options.engine, options.languages, options.model)
    lexicon(options.dictionaries)
    if options.profile is not Profile.NONE:
        analysis("")

    def work(page: PageInput) -> Result:
        facsimile = Facsimile(page.source, max_megapixels=options.max_megapixels)
        picture = _Picture(facsimile)
        result = digitize(page.source, options_of(page, options), observer=picture)
        files = {
            ending: content for name in formats for ending, content in FORMATS[name].render(result, facsimile).items()
        }
        return Result(files, Figures.of(result), picture.data, result.warnings)

    return work


def options_of(page: PageInput, options: Options) -> Options:
    """Return the options for one page: what is known about it alone goes before what is said of all."""
    return replace(
        options,
        page_id=page.id,
        newspaper=page.newspaper or options.newspaper,
        issue_date=page.issue_date or options.issue_date,
        page_number=page.page_number or options.page_number,
        section=page.section or options.section,
    )


class _Picture:
    """An observer that keeps a small picture of the page, and the scan for the formats that show it."""

    data = b""

    def __init__(self, facsimile: Facsimile) -> None:
        self._facsimile = facsimile

    def __call__(self, stage: str, result: object) -> None:
        if isinstance(result, Scan):
            self._facsimile.scan = result
            small = Image.fromarray(result.grey)
            small.thumbnail(THUMBNAIL, reducing_gap=2.0)
            buffer = io.BytesIO()
            small.save(buffer, "JPEG", quality=_QUALITY)
            self.data = buffer.getvalue()
