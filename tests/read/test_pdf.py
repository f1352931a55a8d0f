from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from hwalja.errors import DependencyError, InputError, OversizedImageError, TruncatedImageError, UnreadableImageError
from hwalja.model import Grey
from hwalja.read import Frame, Pdfium, count_frames, read_image
from hwalja.read.pdf import process
from hwalja.read.pdf.text import is_sound
from tests.read.pdfs import PAGE, document, drawn, encrypted, grey_image, jpeg_image, scanned, stream
from tests.read.pictures import HEIGHT, WIDTH, difference, encoded, noise, picture

LINE = b"10 w 20 100 m 180 100 l S "


@pytest.mark.parametrize("dpi", [100, 150.3, 200, 299.7, 300, 400, 600])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_scan_gives_its_very_pixels(dpi: float, turn: int) -> None:
    scan = read_image(scanned(grey_image(noise(141, 203), dpi), page=b"/Rotate %d" % turn))
    np.testing.assert_array_equal(scan.grey, np.rot90(noise(141, 203), -turn // 90))
    assert scan.dpi == pytest.approx(dpi, abs=0.1)
    assert (scan.warnings, scan.frame) == ((), None)


@pytest.mark.parametrize("size", [(1, 1), (2, 3001), (3001, 2), (977, 1409)])
def test_whatever_its_size(size: tuple[int, int]) -> None:
    np.testing.assert_array_equal(read_image(scanned(grey_image(noise(*size), 300))).grey, noise(*size))


def test_one_bit_stencils_and_inverted_ones() -> None:
    bits = noise(90, 120) > 128
    size = b"/Width 120/Height 90/BitsPerComponent 1/Filter/FlateDecode"
    data = zlib.compress(np.packbits(bits, axis=1).tobytes())
    for entries, expected in (
        (b"/ColorSpace/DeviceGray", bits),
        (b"/ColorSpace/DeviceGray/Decode[1 0]", ~bits),
        (b"/ImageMask true", bits),
    ):
        scan = read_image(scanned((size + entries, data, (28.8, 21.6))))
        np.testing.assert_array_equal(scan.grey, np.where(expected, 255, 0))


WIDE = picture().astype(np.uint16) * 257
NIBBLES = picture() >> 4
PACKED = (NIBBLES[:, ::2] << 4 | NIBBLES[:, 1::2]).tobytes()


@pytest.mark.parametrize(
    ("entries", "data", "expected"),
    [
        (b"/BitsPerComponent 16/ColorSpace/DeviceGray", WIDE.astype(">u2").tobytes(), picture()),
        (b"/BitsPerComponent 4/ColorSpace/DeviceGray", PACKED, NIBBLES * 17),
        (
            b"/BitsPerComponent 4/ColorSpace[/Indexed/DeviceGray 15<%b>]" % bytes(range(0, 256, 17)).hex().encode(),
            PACKED,
            NIBBLES * 17,
        ),
        (b"/BitsPerComponent 8/ColorSpace[/CalGray<</WhitePoint[1 1 1]>>]", picture().tobytes(), picture()),
        (b"/BitsPerComponent 8/ColorSpace/DeviceRGB", np.repeat(picture(), 3).tobytes(), picture()),
        (
            b"/BitsPerComponent 8/ColorSpace/DeviceCMYK",
            np.stack([0 * picture()] * 3 + [255 - picture()], 2).tobytes(),
            None,
        ),
        (
            b"/BitsPerComponent 8/ColorSpace/DeviceGray/DecodeParms<</Predictor 15/Columns %d>>" % WIDTH,
            b"".join(b"\0" + row.tobytes() for row in picture()),
            picture(),
        ),
        (b"/BitsPerComponent 8/ColorSpace/DeviceGray", picture().tobytes() + b"\r\n", picture()),
    ],
)
def test_depths_and_colours(entries: bytes, data: bytes, expected: Grey | None) -> None:
    entries += b"/Width %d/Height %d/Filter/FlateDecode" % (WIDTH, HEIGHT)
    scan = read_image(scanned((entries, zlib.compress(data), (WIDTH * 0.24, HEIGHT * 0.24))))
    assert scan.grey.shape == (HEIGHT, WIDTH)
    if expected is not None:
        np.testing.assert_allclose(scan.grey, expected, atol=1)  # PDFium makes colours of 16 bits


@pytest.mark.parametrize("options", [{}, {"no_jp2": True}])
def test_jpeg_2000(options: dict[str, bool]) -> None:
    data = encoded(picture(), "JPEG2000", **options)
    entries = b"/Width %d/Height %d/ColorSpace/DeviceGray/Filter/JPXDecode" % (WIDTH, HEIGHT)
    np.testing.assert_array_equal(read_image(scanned((entries, data, (20.16, 14.4)))).grey, picture())
    with pytest.raises(UnreadableImageError, match="damaged or cut short"):
        read_image(scanned((entries, data[: len(data) // 2], (20.16, 14.4))))


def test_a_jpeg_is_as_it_is_outside() -> None:
    grey = encoded(picture(), "JPEG")
    np.testing.assert_array_equal(read_image(scanned(jpeg_image(grey, WIDTH, HEIGHT))).grey, read_image(grey).grey)
    colour = encoded(Image.fromarray(np.stack([picture(), picture()[::-1], picture()[:, ::-1]], axis=2)), "JPEG")
    scan = read_image(scanned(jpeg_image(colour, WIDTH, HEIGHT, b"/DeviceRGB")))
    assert difference(scan.grey, read_image(colour).grey) < 1


def test_fax_data() -> None:
    bits = noise(90, 120) > 128
    tiff = encoded(Image.fromarray(bits), "TIFF", compression="group4")
    with Image.open(BytesIO(tiff)) as image:
        assert isinstance(image, TiffImageFile)
        tags = image.tag_v2
        data = tiff[tags[273][0] :][: tags[279][0]]
    entries = (
        b"/Width 120/Height 90/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode"
        b"/DecodeParms<</K -1/Columns 120/Rows 90/BlackIs1 true>>"
    )
    expected = read_image(encoded(Image.fromarray(bits), "TIFF")).grey
    np.testing.assert_array_equal(read_image(scanned((entries, data, (28.8, 21.6)))).grey, expected)


def test_a_margin_and_a_cut_keep_the_scans_pixels() -> None:
    entries, data, _ = grey_image(noise(100, 100), 72)
    margin = read_image(scanned((entries, data, (120, 120)), content=b"100 0 0 100 10 10 cm /I Do")).grey
    np.testing.assert_array_equal(margin[10:110, 10:110], noise(100, 100))
    assert margin[:10].min() == 255
    cut = read_image(scanned((entries, data, (80, 80)), content=b"100 0 0 100 -10 -10 cm /I Do")).grey
    np.testing.assert_array_equal(cut, noise(100, 100)[10:90, 10:90])


def test_an_image_in_a_form_is_found() -> None:
    entries, data, _ = grey_image(noise(100, 100), 200)
    objects = [
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 36 36]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"q .5 0 0 .5 0 0 cm /X Do Q"),
        stream(
            b"36 0 0 36 0 0 cm /I Do",
            b"/Type/XObject/Subtype/Form/Matrix[2 0 0 2 0 0]/BBox[0 0 72 72]/Resources<</XObject<</I 6 0 R>>>>",
        ),
        stream(data, b"/Type/XObject/Subtype/Image" + entries),
    ]
    scan = read_image(document(objects))
    np.testing.assert_array_equal(scan.grey, noise(100, 100))
    assert scan.dpi == 200.0


def test_a_skewed_scan_keeps_its_resolution() -> None:
    entries, data, _ = grey_image(noise(200, 200), 200)
    scan = read_image(scanned((entries, data, (72, 72)), content=b"71.9 1 -1 71.9 0 0 cm /I Do"))
    assert scan.grey.shape == (200, 200)
    assert scan.dpi == pytest.approx(200, rel=0.01)


def test_text_and_lines_are_drawn_at_300_dpi() -> None:
    scan = read_image(drawn(LINE))
    assert (scan.grey.shape, scan.dpi) == ((1250, 833), 300.0)
    assert (scan.grey[1250 - 430 : 1250 - 405, 100:700] == 0).all()


def test_a_coarse_background_does_not_make_text_coarse() -> None:
    entries, data, _ = grey_image(noise(20, 30), 10)
    scan = read_image(scanned((entries, data, (216, 144)), content=b"216 0 0 144 0 0 cm /I Do 0 0 m 1 1 l S"))
    assert scan.grey.shape == (600, 900)


def test_a_page_that_is_set_is_drawn_finer_than_a_photograph_on_it() -> None:
    entries, data, _ = grey_image(noise(200, 300), 200)
    text = b"108 0 0 72 0 0 cm /I Do " + b"0 0 m 1 1 l S " * 150
    assert read_image(scanned((entries, data, (108, 72)), content=text)).grey.shape == (300, 450)
    stamp = b"q 108 0 0 72 0 0 cm /I Do Q 9 9 m 9 20 l S"
    assert read_image(scanned((entries, data, (108, 72)), content=stamp)).grey.shape == (200, 300)


def test_what_lies_under_a_scan_does_not_matter() -> None:
    entries, data, _ = grey_image(noise(100, 150), 100)
    under = b"0 0 m 1 1 l S " * 150 + b"108 0 0 72 0 0 cm /I Do"
    np.testing.assert_array_equal(read_image(scanned((entries, data, (108, 72)), content=under)).grey, noise(100, 150))


def test_pixels_that_are_not_square_are_made_so() -> None:
    entries, data, _ = grey_image(noise(100, 200))
    scan = read_image(scanned((entries, data, (72, 72))))
    assert (scan.grey.shape, scan.dpi) == ((200, 200), 200.0)


def test_layers_of_a_scan_are_drawn_at_the_finest() -> None:
    entries, data, _ = grey_image(noise(300, 300), 300)
    coarse, coarse_data, _ = grey_image(noise(100, 100), 100)
    objects = [
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>>>",
        stream(b"q 72 0 0 72 0 0 cm /A Do Q q 72 0 0 72 0 0 cm /B Do Q"),
        stream(coarse_data, b"/Type/XObject/Subtype/Image" + coarse),
        stream(data, b"/Type/XObject/Subtype/Image" + entries),
    ]
    np.testing.assert_array_equal(read_image(document(objects)).grey, noise(300, 300))


def test_strips_are_one_scan() -> None:
    upper, upper_data, _ = grey_image(noise(100, 200)[:50], 200)
    lower, lower_data, _ = grey_image(noise(100, 200)[50:], 200)
    objects = [
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 36]/Contents 4 0 R/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>>>",
        stream(b"q 72 0 0 18 0 18 cm /A Do Q q 72 0 0 18 0 0 cm /B Do Q"),
        stream(upper_data, b"/Type/XObject/Subtype/Image" + upper),
        stream(lower_data, b"/Type/XObject/Subtype/Image" + lower),
    ]
    scan = read_image(document(objects))
    assert (scan.grey.shape, scan.dpi) == ((100, 200), 200.0)
    np.testing.assert_array_equal(scan.grey[:49], noise(100, 200)[:49])


def test_notes_are_left_out() -> None:
    note = b"/Annots[<</Type/Annot/Subtype/Square/Rect[20 20 180 280]/C[0 0 0]/IC[0 0 0]/F 4/AP<</N 6 0 R>>>>]"
    look = stream(b"0 0 160 260 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 160 260]")
    assert read_image(drawn(b"", page=note, more=[look])).grey.min() == 255


def test_pages(tmp_path: Path) -> None:
    path = tmp_path / "issue.pdf"
    path.write_bytes(scanned(grey_image(noise(20, 30)), grey_image(noise(40, 50)), grey_image(noise(60, 70))))
    with Pdfium() as pdfium:
        assert count_frames(str(path), pdfium).number == 3
    scan = read_image(Frame(path, 2))
    np.testing.assert_array_equal(scan.grey, noise(60, 70))
    assert (scan.name, scan.source, scan.frame) == ("issue.pdf, page 3", "issue.pdf", 2)
    assert scan.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert scan.warnings == ()
    first = read_image(path)
    np.testing.assert_array_equal(first.grey, noise(20, 30))
    assert first.name == "issue.pdf, page 1"
    assert first.warnings == ("the file has 3 pages, of which only the first was read: hwalja batch reads them all",)
    assert read_image(path.read_bytes()).sha256 == first.sha256
    with pytest.raises(UnreadableImageError, match=r"issue\.pdf: there is no page 4: the file has 3 pages"):
        read_image(Frame(path, 3))


def test_a_sound_text_is_told_and_an_unsound_is_not() -> None:
    words = b"BT /F 9 Tf 3 Tr 20 200 Td (The minister said on Friday that nothing would change.) Tj ET"
    assert read_image(drawn(words)).warnings == ("the PDF has a text of 54 characters of its own, which was not used",)
    assert read_image(drawn(b"BT /F 9 Tf 20 200 Td (!#$%&*+,-./:;<=>?@[]^_{|}~) Tj ET")).warnings == ()
    assert read_image(drawn(LINE)).warnings == ()


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("정부가 방치된 집에 이행강제금을 물리겠다고 나선 까닭도 이해할 만하다.", True),
        ("大統領은 來年 三月 一日에 中國을 訪問할 豫定이라고 發表했다", True),
        ("쪽 12", False),
        ("\ufffd\ufffd\ufffd " * 20, False),
        ("\ue001\ue002\ue003 " * 20, False),
        ("ÀÌ°ÍÀº ÇÑ±ÛÀÌ ¾Æ´Õ´Ï´Ù ¾Æ´Õ´Ï´Ù", False),
        ("쀏뙖쬟뷁홺쀏뙖쬟뷁홺쀏뙖쬟뷁홺쀏뙖쬟뷁홺", False),
        ("", False),
    ],
)
def test_what_is_sound(text: str, sound: bool) -> None:  # noqa: FBT001 # a parameter
    assert is_sound(text) is sound


def test_a_password() -> None:
    with pytest.raises(UnreadableImageError, match=r"a password protects the PDF \(save a copy without it\)"):
        read_image(encrypted(LINE, b"secret", b"owner"))
    np.testing.assert_array_equal(read_image(encrypted(LINE, b"", b"owner")).grey, read_image(drawn(LINE)).grey)


def test_too_large_before_it_is_drawn() -> None:
    with pytest.raises(OversizedImageError, match="833 × 1250 px"):
        read_image(drawn(LINE), max_megapixels=1)
    small = scanned((b"/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray", b"", (20, 20)))
    with pytest.raises(OversizedImageError, match="60000 × 60000 px"):
        read_image(small)


def test_what_ends_pdfium_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten forms that each hold ten, and so on: it takes a minute and gigabytes to open the page."""
    monkeypatch.setattr(process, "SECONDS", 1)
    with pytest.raises(OversizedImageError, match=r"took more than 1 s.*as images"):
        read_image(laughs(7))
    monkeypatch.setattr(process, "SECONDS", 60)
    monkeypatch.setattr(process, "MEMORY", 200 << 20)
    with pytest.raises(UnreadableImageError, match="needs too much memory"):
        read_image(laughs(7))


def test_without_pdfium(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "child.py"
    broken.write_text("import no_such_module")
    monkeypatch.setattr(process, "CHILD", broken)
    with pytest.raises(DependencyError, match="PDFium does not run"):
        read_image(drawn(LINE))
    monkeypatch.setattr("sys.executable", str(tmp_path / "no python"))
    with pytest.raises(DependencyError, match="PDFium cannot be started"):
        read_image(drawn(LINE))


def test_a_process_is_started_anew_after_one_that_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(drawn(LINE))
    bad.write_bytes(laughs(7))
    monkeypatch.setattr(process, "SECONDS", 1)
    with Pdfium() as pdfium:
        for path, number in ((good, 1), (bad, None), (good, 1)):
            try:
                assert pdfium.ask("describe", str(path), path=str(path), index=0)["pages"] == number
            except InputError:
                assert number is None


def test_a_damaged_image_is_not_half_drawn() -> None:
    jpeg = encoded(noise(), "JPEG")
    for data in (jpeg[: len(jpeg) // 2], b"no JPEG at all"):
        with pytest.raises(InputError, match=r"damaged or cut short"):
            read_image(scanned(jpeg_image(data, 260, 200)))
    entries, data, size = grey_image(noise(), 300)
    with pytest.raises(InputError, match=r"damaged or cut short"):
        read_image(scanned((entries, data[: len(data) * 2 // 3], size)))


def test_cut_anywhere() -> None:
    data = scanned(grey_image(noise(20, 30)), grey_image(noise(40, 50)))
    for end in [*range(5, len(data) - 6, max(1, len(data) // 60)), len(data) - 8]:
        with pytest.raises(TruncatedImageError):
            read_image(data[:end])
    assert read_image(data + b"\0" * 5000).grey.shape == (20, 30)
    assert read_image(b"\n junk\n" + data).grey.shape == (20, 30)


def test_pages_that_are_claimed_and_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "liar.pdf"
    path.write_bytes(document([b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", PAGE, stream(LINE)]))
    with Pdfium() as pdfium, pytest.raises(UnreadableImageError, match="a page of the PDF is damaged"):
        count_frames(str(path), pdfium)


def test_nothing_is_run(tmp_path: Path) -> None:
    """Scripts, launched programs and forms that act on opening: the page is read, and nothing happens."""
    trace = tmp_path / "trace"
    actions = b"<</S/Launch/F(/bin/sh)/Win<</F(/bin/sh)/P(-c 'touch %b')>>>>" % bytes(trace)
    catalogue = (
        b"/OpenAction%b/AA<</WC%b>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL\\('file:%b'\\))>>]>>>>"
        % (
            actions,
            actions,
            bytes(trace),
        )
    )
    page = b"/AA<</O%b>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 200 300]/A%b>>]" % (actions, actions)
    scan = read_image(drawn(LINE, page=page, catalogue=catalogue))
    np.testing.assert_array_equal(scan.grey, read_image(drawn(LINE)).grey)
    assert list(tmp_path.iterdir()) == []


def laughs(depth: int) -> bytes:
    """A page whose forms hold ten others each, `depth` levels deep."""
    forms = [
        stream(
            b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + level)
        )
        for level in range(depth)
    ]
    last = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    page = b"/Resources<</XObject<</X 6 0 R>>>>"
    objects = [
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE[:-2] + page + b">>",
        stream(b"/X Do " * 10),
        b"null",
        *forms,
        last,
    ]
    return document(objects)
