from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from pikepdf import Dictionary, Name, Pdf

from hwalja.export.pdf import to_pdf, to_pdfa
from hwalja.model import Page
from hwalja.read import Facsimile
from tests.export.pages import few, pages, sample
from tests.export.pdf.rules import broken_rules
from tests.export.pdf.scans import saved, scan

SMALL = Facsimile(saved("L", "PNG"))


def test_a_page_keeps_the_rules() -> None:
    assert broken_rules(to_pdfa(sample(), scan())) == []


def test_dates_are_told_twice_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "891234567")
    assert broken_rules(to_pdfa(sample(), scan())) == []


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *[(mode, "JPEG") for mode in ("L", "RGB", "CMYK")],
        ("RGB", "JPEG2000"),
        *[(mode, "PNG") for mode in ("1", "I;16", "P", "RGBA")],
        ("1", "TIFF"),
    ],
)
def test_every_kind_of_image_keeps_them(mode: str, kind: str) -> None:
    assert broken_rules(to_pdfa(sample(), Facsimile(saved(mode, kind)))) == []


@few
@given(pages())
def test_any_page_keeps_them(found: Page) -> None:
    assert broken_rules(to_pdfa(found, SMALL)) == []


def test_a_pdf_for_no_archive_does_not_claim_to_be_one() -> None:
    assert broken_rules(to_pdf(sample(), scan())) == ["6.2.3 output intent", "6.6.4 it does not claim to be PDF/A-2b"]


def _interpolated(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject.I.Interpolate = True


def _acting(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=b"app.alert(1)")


def _renamed(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = pikepdf.String("other")


def _widened(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.F.DescendantFonts[0].DW = 900


def _unembedded(pdf: Pdf) -> None:
    del pdf.pages[0].Resources.Font.F.DescendantFonts[0].FontDescriptor.FontFile2


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        (_interpolated, "6.2.8 "),
        (_acting, "6.4 "),
        (_renamed, "6.6.3 "),
        (_widened, "6.2.11.5 "),
        (_unembedded, "6.2.11.4.1 "),
    ],
)
def test_a_broken_rule_is_seen(harm: Callable[[Pdf], None], rule: str) -> None:
    file = BytesIO()
    with pikepdf.open(BytesIO(to_pdfa(sample(), scan()))) as pdf:
        harm(pdf)
        pdf.save(file)
    assert any(each.startswith(rule) for each in broken_rules(file.getvalue()))
