"""Others' eyes on what was written: pdfminer.six, PDFium, and Poppler where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO

import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from PIL import Image

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def by_pdfminer(pdf: bytes) -> list[str]:
    return str(extract_text(BytesIO(pdf))).split()


def by_pdfium(pdf: bytes) -> list[str]:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()).split()


def by_poppler(pdf: bytes, *options: str) -> list[str]:
    return poppler("pdftotext", pdf, *options, "-", "-").split()


def boxes(pdf: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Return Poppler's words with their left, upper, right and lower edges in points."""
    found = WORD.findall(poppler("pdftotext", pdf, "-bbox", "-", "-"))
    return [(text, tuple(map(float, edges))) for *edges, text in found]


def poppler(tool: str, pdf: bytes, *arguments: str) -> str:
    ended = subprocess.run([tool, *arguments], input=pdf, capture_output=True, check=True)
    assert not ended.stderr
    return ended.stdout.decode()


def rendered(pdf: bytes, scale: float) -> Image.Image:
    """Return the page as PDFium draws it, `scale` px a point."""
    drawn: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=scale).to_pil()
    return drawn
