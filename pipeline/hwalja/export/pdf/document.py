"""The searchable PDF of a page: its image, and over it the text, which is not shown."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, Stream

from hwalja.export.pdf.font import Codes, font
from hwalja.export.pdf.image import Matrix, place
from hwalja.export.pdf.metadata import describe
from hwalja.export.pdf.structure import outline, tag
from hwalja.export.pdf.text import Passage, characters, content
from hwalja.export.printed import printed
from hwalja.model import Page
from hwalja.read import Facsimile

POINTS = 72.0
"""Of an inch."""

MOST, LEAST = 14_400.0, 3.0
"""Points that a side may be long (PDF 32000-1:2008, annex C)."""


def to_pdf(page: Page, facsimile: Facsimile) -> bytes:
    """Return the page as a PDF 1.7 as large as the print.

    Raises:
        InputError: The image cannot be read.
    """
    return _written(page, facsimile, archival=False)


def to_pdfa(page: Page, facsimile: Facsimile) -> bytes:
    """Return the page as a PDF/A-2b (ISO 19005-2:2011) as large as the print.

    Raises:
        InputError: The image cannot be read.
    """
    return _written(page, facsimile, archival=True)


def _written(page: Page, facsimile: Facsimile, *, archival: bool) -> bytes:
    scale = _scale(page)
    pdf = Pdf.new()
    blocks = {block.id: block for block in page.blocks}
    pieces = printed(page)
    passages = [Passage.of(blocks[name], pieces) for name in page.order]
    codes = Codes(characters(passages))
    image = place(pdf, facsimile, archival=archival)
    size = page.width, page.height
    pdf.add_blank_page(page_size=(_side(page.width * scale), _side(page.height * scale)))
    sheet = pdf.pages[0].obj
    sheet.Resources = Dictionary(XObject=Dictionary(I=image.image), Font=Dictionary(F=font(pdf, codes)))
    operators = "\n".join(
        [
            f"q {scale:.6f} 0 0 {scale:.6f} 0 0 cm",  # all that follows is in px of the scan
            f"/Artifact BMC q {_matrix(image.matrix, size)} cm /I Do Q EMC",
            content(passages, codes, page.height),
            "Q",
        ]
    )
    sheet.Contents = pdf.make_indirect(Stream(pdf, operators.encode()))
    sheet.Tabs = Name.S
    tag(pdf, page, passages)
    outline(pdf, page, lambda box: (round(box.x * scale, 2), round((page.height - box.y) * scale, 2)))
    describe(pdf, page, archival=archival)
    file = BytesIO()
    pdf.save(
        file,
        min_version="1.7",
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,
    )
    return file.getvalue()


def _scale(page: Page) -> float:
    """Return points per px: as the resolution tells, but so that no side is too long for PDF."""
    return min(POINTS / page.dpi, MOST / max(page.width, page.height))


def _side(points: float) -> float:
    return min(max(points, LEAST), MOST)


def _matrix(matrix: Matrix, size: tuple[int, int]) -> str:
    width, height = size
    a, b, c, d, e, f = matrix
    return f"{a * width} {b * height} {c * width} {d * height} {e * width} {f * height}"
