"""What a file says about itself: in its information dictionary and, the same again, as XMP."""

from __future__ import annotations

import re
from datetime import datetime
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

from hwalja import __version__
from hwalja.export.dates import made
from hwalja.export.markdown import title
from hwalja.export.pdf.text import clean
from hwalja.model import Page

LANGUAGE = "ko-KR"
PRODUCER = f"hwalja {__version__}"
SCREEN = "sRGB IEC61966-2.1"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def describe(pdf: Pdf, page: Page, *, archival: bool) -> None:
    """Say what the file is, in which language, who made it and, if the caller tells, when.

    Args:
        pdf: The file.
        page: What it is of.
        archival: It shall claim to be PDF/A-2b, and tell which colours it means.

    Raises:
        UsageError: The environment names a time that is none.
    """
    name, when = clean(title(page)), made()
    pdf.docinfo["/Title"] = String(name)
    pdf.docinfo["/Producer"] = String(PRODUCER)
    if when:
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = String(f"D:{when:%Y%m%d%H%M%S}Z")
    pdf.Root.Metadata = pdf.make_indirect(
        Stream(pdf, _xmp(page, name, when, archival=archival), Type=Name.Metadata, Subtype=Name.XML)
    )
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if archival:
        pdf.Root.OutputIntents = Array([_intent(pdf)])


def _xmp(page: Page, name: str, when: datetime | None, *, archival: bool) -> bytes:
    facts = [
        "<dc:format>application/pdf</dc:format>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(name)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>",
        f"<dc:source>{escape(clean(page.source))}</dc:source>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if page.issue_date and _DAY.fullmatch(page.issue_date.value):
        facts.append(f"<dc:date><rdf:Seq><rdf:li>{page.issue_date.value}</rdf:li></rdf:Seq></dc:date>")
    if when:
        facts += [f"<xmp:{key}>{when:%Y-%m-%dT%H:%M:%SZ}</xmp:{key}>" for key in ("CreateDate", "ModifyDate")]
    if archival:
        facts += ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>"]
    return _PACKET.format("\n".join(facts)).encode()


def _intent(pdf: Pdf) -> Dictionary:
    """Return what colours without a profile mean: those of a screen, by a profile that is the same at any time."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[8:12] = b"\x04\x20\0\0"  # version 4.2 of ICC.1, to which PDF 1.7 holds; nothing newer is in it
    profile[24:36] = b"\x07\xd0\0\x01\0\x01" + bytes(6)  # made on the first day of 2000
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(SCREEN),
        Info=String(SCREEN),
        DestOutputProfile=pdf.make_indirect(Stream(pdf, bytes(profile), N=3)),
    )
