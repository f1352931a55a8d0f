"""The rules of PDF/A-2b (ISO 19005-2:2011) that such files can break, each by its clause."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
from pikepdf import Name, Pdf

XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
FORBIDDEN = ("/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Requirements", "/NeedsRendering", "/Perms")


def broken_rules(data: bytes) -> list[str]:
    """Return the rules that a file breaks, as clauses with a word on what is wrong."""
    with pikepdf.open(BytesIO(data)) as pdf:
        checks = (_file(data, pdf), _catalog(pdf), _streams(pdf), _intent(pdf), _image(pdf), _font(pdf), _metadata(pdf))
        return [rule for check in checks for rule in check]


def _file(data: bytes, pdf: Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", data):
        yield "6.1.2 header"
    if "/ID" not in pdf.trailer or "/Encrypt" in pdf.trailer:
        yield "6.1.3 trailer"
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.3 data after the end"
    for page in pdf.pages:
        sides = [float(page.MediaBox[2]), float(page.MediaBox[3])]
        if not all(3 <= side <= 14_400 for side in sides):
            yield "6.1.13 size of the page"


def _catalog(pdf: Pdf) -> Iterator[str]:
    for key in FORBIDDEN:
        if key in pdf.Root:
            yield f"6.4 to 6.11 {key}"
    if "/Names" in pdf.Root and {"/JavaScript", "/EmbeddedFiles", "/AlternatePresentations"} & set(
        pdf.Root.Names.keys()
    ):
        yield "6.5 to 6.10 names"
    if any("/Annots" in page or "/AA" in page for page in pdf.pages):
        yield "6.3 annotations"


def _streams(pdf: Pdf) -> Iterator[str]:
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Stream):
            continue
        if {"/F", "/FFilter", "/FDecodeParms"} & set(found.keys()):
            yield "6.1.7.1 external stream"
        filters = str(found.get("/Filter", ""))
        if "LZW" in filters or "Crypt" in filters:
            yield "6.1.7.2 filter"
        if found.get("/Subtype") == Name.Form or found.get("/Type") == Name.ExtGState:
            yield "6.2.9 to 6.2.10 not looked at here"


def _intent(pdf: Pdf) -> Iterator[str]:
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.S == Name.GTS_PDFA1]
    if len(intents) != 1:
        yield "6.2.3 output intent"
        return
    stream = intents[0].DestOutputProfile
    yield from _profile(stream.read_bytes(), int(stream.N), (b"mntr", b"prtr"))


def _profile(profile: bytes, channels: int, classes: tuple[bytes, ...]) -> Iterator[str]:
    size, _, version = struct.unpack_from(">I4sB", profile)
    if size != len(profile) or profile[36:40] != b"acsp" or version > 4 or profile[12:16] not in classes:
        yield "6.2.4.2 profile"
    if {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}.get(profile[16:20]) != channels:
        yield "6.2.4.2 channels of a profile"


def _image(pdf: Pdf) -> Iterator[str]:
    image = pdf.pages[0].Resources.XObject.I
    if {"/Alternates", "/OPI", "/SMask"} & set(image.keys()) or "/Interpolate" in image:
        yield "6.2.8 image"
    if image.Filter == Name.JPXDecode:
        colours = image.read_raw_bytes().count(b"colr")
        if colours != 1:
            yield "6.2.8.3 JPEG 2000"
        return
    if int(image.BitsPerComponent) not in (1, 2, 4, 8, 16):
        yield "6.2.8 bits"
    space = image.ColorSpace
    if isinstance(space, pikepdf.Array) and space[0] == Name.Indexed:
        space = space[1]
    if space == Name.DeviceCMYK:
        yield "6.2.4.3 inks without a profile"
    elif isinstance(space, pikepdf.Array):
        yield from _profile(space[1].read_bytes(), int(space[1].N), (b"scnr", b"mntr", b"prtr", b"spac"))


def _font(pdf: Pdf) -> Iterator[str]:
    font = pdf.pages[0].Resources.Font.F
    (inner,) = font.DescendantFonts
    if "/FontFile2" not in inner.FontDescriptor:
        yield "6.2.11.4.1 font is not embedded"
        return
    if font.Encoding != Name("/Identity-H") or "/CIDToGIDMap" not in inner:
        yield "6.2.11.3 composite font"
        return
    file, glyphs = inner.FontDescriptor.FontFile2.read_bytes(), inner.CIDToGIDMap.read_bytes()
    map_ = struct.unpack(f">{len(glyphs) // 2}H", glyphs)
    at = file.index(b"hmtx")
    (start,) = struct.unpack_from(">I", file, at + 8)
    used = {
        int(code, 16)
        for text in re.findall(rb"<([0-9a-f]+)> Tj", pdf.pages[0].Contents.read_bytes())
        for code in re.findall(rb"....", text)
    }
    first, last, narrow = [int(each) for each in inner.get("/W", [0, -1, 0])]
    for code in sorted(used):
        if code >= len(map_) or not map_[code]:
            yield f"6.2.11.8 no glyph for {code}"
            continue
        (advance,) = struct.unpack_from(">H", file, start + 4 * map_[code])
        if advance != (narrow if first <= code <= last else inner.DW):
            yield f"6.2.11.5 width of {code}"


def _metadata(pdf: Pdf) -> Iterator[str]:
    packet = pdf.Root.Metadata.read_bytes().decode()
    if re.search(r"<\?xpacket begin=[^>]*(bytes|encoding)=", packet):
        yield "6.6.2.1 packet"
    root = ElementTree.fromstring(packet)  # our own

    def told(path: str) -> str | None:
        found = root.find(f".//{path}", XMP)
        return None if found is None else found.text or ""

    if (told("pdfaid:part"), told("pdfaid:conformance")) != ("2", "B"):
        yield "6.6.4 it does not claim to be PDF/A-2b"
    pairs = {"/Title": "dc:title/rdf:Alt/rdf:li", "/Producer": "pdf:Producer"}
    dates = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    if set(info) - set(pairs) - set(dates):
        yield "6.6.3 a fact that is not in the metadata"
    for key, path in (pairs | dates).items():
        same = told(path)
        if key in dates and same is not None:
            same = "D:" + re.sub(r"[-:T]", "", same)
        if info.get(key) != same:
            yield f"6.6.3 {key}"
