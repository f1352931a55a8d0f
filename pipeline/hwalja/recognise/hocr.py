"""Read the characters of an hOCR file as Tesseract writes it with `hocr_char_boxes=1`."""

from __future__ import annotations

import html
import re
import unicodedata

from hwalja.geometry import Box
from hwalja.model import Glyph
from hwalja.recognise.confidence import probability

_PAGE = re.compile(r"<div class=['\"]ocr_page['\"]")
_CHARACTER = re.compile(
    r"<span class=['\"]ocrx_cinfo['\"] title=['\"]"
    r"x_bboxes (-?\d+) (-?\d+) (-?\d+) (-?\d+); x_conf (-?[\d.]+)['\"]>(.*?)</span>",
    re.DOTALL,
)


def characters(hocr: str) -> list[list[Glyph]]:
    """Return the characters of every page in the order of the file; a page may be empty.

    Their confidences are `hwalja.recognise.confidence` of the file's `x_conf`. The format:
    http://kba.github.io/hocr-spec/1.2/.
    """
    return [[_glyph(match) for match in _CHARACTER.finditer(page)] for page in _PAGE.split(hocr)[1:]]


def _glyph(match: re.Match[str]) -> Glyph:
    left, top, right, bottom = (int(edge) for edge in match.group(1, 2, 3, 4))
    box = Box(left, top, max(right - left, 1), max(bottom - top, 1))
    text = unicodedata.normalize("NFC", html.unescape(match.group(6)))
    return Glyph(text, box, probability(float(match.group(5))))
