"""The font of the invisible text: blank glyphs of two widths, for any character there is.

The text is there to be found and copied, never to be seen. Its font therefore is a TrueType file of a few hundred
bytes with one glyph as wide as it is high, as Hangul and Hanja are, and one of half that width. Each is a line from
corner to corner, which encloses no area: nothing would be seen of it, but PDFium (Chrome) passes over words of one
letter that has no extent at all. Each character of a page gets a code of its own; which character it stands for tells
the ToUnicode map.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

EM = 1000
"""Units of the em, of which PDF counts 1000 too."""
ASCENT, DESCENT = 750, -250
"""Together an em: what stands in the type is as high as its box. A descent of nothing would be taken for a mistake."""
WIDE, NARROW = 1000, 500

_NAME = "/HwaljaBlank"
_WIDE_GLYPH, _NARROW_GLYPH = 1, 2
_MAGIC = 0x5F0F3CF5
_RUN = 100
"""Most entries of a section of a CMap (Adobe Technical Note 5014, section 1.4.1)."""


class Codes:
    """Which code stands for which character: from 1, the wide ones first.

    Args:
        characters: All that are to be written.
    """

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters: Sequence[str] = sorted(set(characters), key=lambda each: (width(each) != WIDE, each))
        self.wide = sum(width(each) == WIDE for each in self.characters)
        self._codes = {each: f"{code:04x}" for code, each in enumerate(self.characters, 1)}

    def encode(self, text: str) -> str:
        """Return the text as a hexadecimal string of a content stream."""
        return f"<{''.join(self._codes[each] for each in text)}>"


def width(character: str) -> int:
    """Return how wide a character is set, in thousandths of an em."""
    return WIDE if unicodedata.east_asian_width(character) in "WF" else NARROW


def font(pdf: Pdf, codes: Codes) -> Object:
    """Return the font, as a composite font of PDF that knows the given codes."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(_NAME),
        Flags=4,
        FontBBox=[0, DESCENT, EM, ASCENT],
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=ASCENT,
        StemV=80,
        FontFile2=pdf.make_indirect(Stream(pdf, truetype())),
    )
    narrow = len(codes.characters) - codes.wide
    glyphs = [0] + [_WIDE_GLYPH] * codes.wide + [_NARROW_GLYPH] * narrow
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(_NAME),
        CIDSystemInfo=Dictionary({"/Registry": b"Adobe", "/Ordering": b"Identity", "/Supplement": 0}),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=WIDE,
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, struct.pack(f">{len(glyphs)}H", *glyphs))),
    )
    if narrow:
        descendant.W = Array([codes.wide + 1, len(codes.characters), NARROW])
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(_NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_indirect(Stream(pdf, to_unicode(codes.characters))),
        )
    )


def to_unicode(characters: Sequence[str]) -> bytes:
    """Return the CMap that tells which character each code from 1 stands for (PDF 32000-1:2008, section 9.10.3)."""
    lines = [f"<{code:04x}> <{each.encode('utf-16-be').hex()}>" for code, each in enumerate(characters, 1)]
    sections = [lines[start : start + _RUN] for start in range(0, len(lines), _RUN)]
    body = "\n".join(f"{len(each)} beginbfchar\n" + "\n".join(each) + "\nendbfchar" for each in sections)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()


def truetype() -> bytes:
    """Return the font file: no glyph, a wide and a narrow one."""
    outlines = [b"", _diagonal(WIDE), _diagonal(NARROW)]
    advances = [WIDE, WIDE, NARROW]
    box = (0, DESCENT, EM, ASCENT)
    ends = [sum(map(len, outlines[:number])) // 2 for number in range(len(outlines) + 1)]
    tables = {
        b"glyf": b"".join(outlines),
        # Version, revision, sum to be put in, magic number; flags, units; times; box; style, least size, direction,
        # length of offsets, form of outlines.
        b"head": struct.pack(">4I2H2q4h2H3h", 0x10000, 0x10000, 0, _MAGIC, 3, EM, 0, 0, *box, 0, 8, 2, 0, 0),
        # Version, ascent, descent, gap; widest advance, extremes; caret, reserved; form and number of the widths.
        b"hhea": struct.pack(">I3hH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *[0] * 7, len(advances)),
        b"hmtx": b"".join(struct.pack(">Hh", advance, 0) for advance in advances),
        b"loca": struct.pack(f">{len(ends)}H", *ends),
        # Version, number of glyphs, most points and contours, greatest numbers of what else outlines are made of.
        b"maxp": struct.pack(">I14H", 0x10000, len(advances), 2, 1, 0, 0, 1, *[0] * 8),
    }
    start = 12 + 16 * len(tables)
    directory = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    body = b""
    for tag, data in tables.items():
        directory += tag + struct.pack(">3I", _sum(data), start + len(body), len(data))
        body += data.ljust(-(-len(data) // 4) * 4, b"\0")
    file = directory + body
    place = file.index(struct.pack(">I", _MAGIC)) - 4
    adjustment = (0xB1B0AFBA - _sum(file)) % 2**32
    return file[:place] + struct.pack(">I", adjustment) + file[place + 4 :]


def _diagonal(advance: int) -> bytes:
    """Return a glyph of one contour of two points, which lie in the corners of its box."""
    head = struct.pack(">5h2H", 1, 0, DESCENT, advance, ASCENT, 1, 0)
    return head + struct.pack(">2B4h", 1, 1, 0, advance, DESCENT, EM)


def _sum(data: bytes) -> int:
    padded = data.ljust(-(-len(data) // 4) * 4, b"\0")
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) % 2**32
