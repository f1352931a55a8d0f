from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from hypothesis import given

import hwalja
from hwalja.errors import UsageError
from hwalja.export.pdf import to_pdf, to_pdfa
from hwalja.model import Fact, Page
from hwalja.read import Facsimile
from tests.export.pages import few, page, pages, sample
from tests.export.pdf.readers import needs_poppler, poppler
from tests.export.pdf.scans import scan


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def test_the_same_page_gives_the_same_bytes() -> None:
    assert to_pdf(sample(), scan()) == to_pdf(sample(), scan())
    assert to_pdfa(sample(), scan()) == to_pdfa(sample(), scan())
    assert len(opened(to_pdf(sample(), scan())).trailer.ID) == 2


def test_a_page_is_as_large_as_the_print() -> None:
    pdf = opened(to_pdf(sample(), scan()))
    assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 384, 528]


@pytest.mark.parametrize(("dpi", "width"), [(0.01, 14_400), (50_000.0, 3)])
def test_no_page_is_larger_or_smaller_than_pdf_allows(dpi: float, width: float) -> None:
    pdf = opened(to_pdf(replace(page(), width=100, height=100, dpi=dpi), scan()))
    assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, width, width]


def test_it_says_what_it_is() -> None:
    pdf = opened(to_pdf(replace(sample(), page_number=Fact("3면", "header")), scan()))
    assert dict(pdf.docinfo.items()) == {
        "/Title": "활자일보 · 1998-03-01 · 3면",
        "/Producer": f"hwalja {hwalja.__version__}",
    }
    assert str(pdf.Root.Lang) == "ko-KR"
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "활자일보 · 1998-03-01 · 3면"
        assert xmp["dc:language"] == {"ko-KR"}
        assert xmp["dc:date"] == ["1998-03-01"]
        assert xmp["dc:source"] == "sample.png"
        assert "xmp:CreateDate" not in xmp


def test_it_has_no_date_but_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "891234567")
    pdf = opened(to_pdf(sample(), scan()))
    assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:19980330050927Z"
    with pdf.open_metadata() as xmp:
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "1998-03-30T05:09:27Z"


@pytest.mark.parametrize("value", ["yesterday", "1e9", "9" * 30])
def test_a_date_that_is_none_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is no time"):
        to_pdf(sample(), scan())


def test_headlines_are_an_outline() -> None:
    pdf = opened(to_pdf(sample(), scan()))
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["새 다리 놓는다"]
        target = outline.root[0].destination
    assert isinstance(target, pikepdf.Array)
    assert target[0] == pdf.pages[0].obj
    assert [float(each) for each in (target[2], target[3])] == [24.0, 480.0]


def test_articles_are_its_structure() -> None:
    pdf = opened(to_pdf(sample(), scan()))
    root = pdf.Root.StructTreeRoot
    (document,) = root.K
    header, *articles = document.K
    assert (str(header.S), int(header.K)) == ("/P", 0)
    assert [(str(each.S), [(str(part.S), int(part.K)) for part in each.K]) for each in articles] == [
        ("/Art", [("/H1", 1), ("/H2", 2), ("/P", 3), ("/H2", 4), ("/Caption", 5), ("/P", 6), ("/P", 7)]),
        ("/Art", [("/P", 8)]),
    ]
    assert [element.K for element in root.ParentTree.Nums[1]] == list(range(9))


@needs_poppler
def test_poppler_knows_it() -> None:
    told = poppler("pdfinfo", to_pdf(sample(), scan()), "-")
    facts = dict(line.split(":", 1) for line in told.splitlines())
    assert facts["Tagged"].strip() == "yes"
    assert facts["Page size"].strip() == "384 x 528 pts"
    assert facts["PDF version"].strip() == "1.7"


@few
@given(pages())
def test_any_page_is_a_sound_file(found: Page) -> None:
    pdf = opened(to_pdfa(found, Facsimile(np.full((4, 3), 255, np.uint8))))
    assert pdf.check_pdf_syntax() == []
