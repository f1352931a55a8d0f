"""The page view as a file: what is in it, and that nothing from a scan becomes markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO

import pytest
from hypothesis import given
from PIL import Image

from hwalja.correct import characters
from hwalja.export import FORMATS
from hwalja.export.document import derived
from hwalja.export.html import to_html
from hwalja.export.html.data import blocks_of
from hwalja.export.html.numbers import DIGITS, packed
from hwalja.export.html.picture import picture
from hwalja.export.html.places import ROLES
from hwalja.export.printed import printed
from hwalja.geometry import Box
from hwalja.model import (
    ArticleDoubt,
    Block,
    Correction,
    Defect,
    Doubt,
    Fact,
    Grade,
    Page,
    Role,
    UnreadReason,
    Views,
)
from hwalja.read import Facsimile
from tests.export.pages import article, block, few, page, pages, sample
from tests.read.pictures import encoded
from tests.read.pictures import picture as pixels

NASTY = "</script><!--<script>alert(1)</script>]]>\"'&amp;<img src=http://evil.example/x onerror=alert(1)>\u2028"
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "form", "label", "input",
    "output", "button", "svg", "path", "circle", "div", "main", "section", "img", "article", "details", "summary",
    "dialog", "script",
}  # fmt: skip
IMAGE = encoded(Image.new("L", (160, 220), 255), "JPEG")


@dataclass
class Told:
    """A text as it stands in the document."""

    role: Role
    text: str


class Document(HTMLParser):
    """What a reader of the file finds, without running its script."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.articles: list[list[Told]] = []
        self.furniture: list[Told] = []
        self.scripts: list[str] = []
        self.style = self.policy = ""
        self._into: list[Told] | None = None
        self._open = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += found.items()
        self._open = tag
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        if tag == "article":
            self.articles.append([])
            self._into = self.articles[-1]
        if tag == "details":
            self._into = self.furniture
        if tag == "script":
            self.scripts.append("")
        if tag in ("h2", "h3", "p") and self._into is not None:
            self._into.append(Told(Role(found["class"]), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""
        if tag in ("article", "details"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.scripts[-1] += data
        elif self._open == "style":
            self.style += data
        elif self._into and self._open != "summary":
            self._into[-1].text += data

    @property
    def data(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.scripts[0])
        return found


class Article(Views):
    def __init__(self, told: list[Told]) -> None:
        self._told = told

    @property
    def told(self) -> list[Told]:
        return self._told


def written(given: Page, image: bytes = IMAGE) -> Document:
    return Document(to_html(given, Facsimile(image)))


def unpacked(text: str) -> Iterator[int]:
    number = shift = 0
    for digit in text:
        bits = DIGITS.index(digit)
        number |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            yield -(number >> 1) if number & 1 else number >> 1
            number = shift = 0


def test_numbers_come_back() -> None:
    numbers = [0, 1, -1, 15, 16, -16, 511, -512, 40_000, -40_000]
    assert list(unpacked(packed(numbers))) == numbers
    assert packed([0, 1, -1, 16]) == "ACDgB"


@few
@given(pages())
def test_every_text_comes_back(given: Page) -> None:
    found = written(given)
    told = [each for article in found.articles for each in article] + found.furniture
    expected = blocks_of(given)
    assert [each.role for each in told] == [block.role for block in expected]
    assert [each.text for each in told] == [block.text.replace("\0", "\ufffd") for block in expected]


def test_the_text_of_an_article_comes_back() -> None:
    given = sample()
    for told, expected in zip(written(given).articles, given.articles, strict=True):
        assert derived(Article(told)) == derived(expected)


def places(found: Document) -> Iterator[tuple[str, Role | None, Box, int]]:
    """Yield regions, lines and words as the script reads them: kind, role, box, confidence."""
    numbers = unpacked(str(found.data["places"]))
    corner = Box(0, 0, 0, 0)
    for _ in range(sum(map(len, found.articles)) + len(found.furniture)):
        for _ in range(next(numbers)):
            next(numbers)
            role = ROLES[next(numbers)]
            x, y, width, height, lines = (next(numbers) for _ in range(5))
            corner = Box(corner.x + x, corner.y + y, width, height)
            yield "region", role, corner, 0
            for _ in range(lines):
                x, y, width, height, words = (next(numbers) for _ in range(5))
                line = Box(corner.x + x, corner.y + y, width, height)
                yield "line", None, line, 0
                end = line.x
                for _ in range(words):
                    _units, x, y, width, height, sure = (next(numbers) for _ in range(6))
                    word = Box(end + x, line.y + y, width, line.height + height)
                    yield "word", None, word, sure
                    end = word.right
    assert next(numbers, None) is None


def expected_places(given: Page) -> Iterator[tuple[str, Role | None, Box, int]]:
    pieces = printed(given)
    for each in blocks_of(given):
        for region in each.regions:
            yield "region", region.role, region.box, 0
            for line in region.lines:
                yield "line", None, line.box, 0
                for piece in pieces[line.id]:
                    yield "word", None, piece.box, round(100 * piece.confidence)


def test_every_box_comes_back() -> None:
    assert list(places(written(sample()))) == list(expected_places(sample()))


@few
@given(pages())
def test_every_box_of_any_page_comes_back(given: Page) -> None:
    names = [line.id for each in blocks_of(given) for line in each.lines]
    if len(set(names)) == len(names):
        assert list(places(written(given))) == list(expected_places(given))


def corrected() -> Page:
    """A page with a correction, a suggestion and a line end in doubt."""
    body = block("b1", Role.BODY, "새 NPU칩 개발은 시급하다.", lines=("새 NPU집 개발은 시", "급하다."))
    return replace(
        page(article(1, body)),
        corrections=(
            Correction("character", "b1", 5, "집", "칩", Box(205, 200, 28, 30), {"engine": 2.5}, 0.97),
            Correction("join", "b1", 12, "\n", "", Box(0, 0, 1, 1), {"kiwi": -0.5}, 0.62),
            Correction("word", "b1", 7, "개발", "계발", Box(0, 0, 1, 1), {"language": 1.0}, 0.55, applied=False),
        ),
        furniture=(),
    )


def test_what_was_read_and_what_is_told_of_words_is_known() -> None:
    found = written(corrected()).data
    assert found["read"] == [[0, "새 NPU집 개발은 시"]]
    assert found["marks"] == [[1, "NPU집", 0], [2, "", 2], [3, "", 1], [4, "", 1]]
    assert found["fixes"] == [
        ["character", "집", "칩", 1, 9700, {"engine": 2.5}],
        ["join", "\n", "", 1, 6200, {"kiwi": -0.5}],
        ["word", "개발", "계발", 0, 5500, {"language": 1.0}],
    ]


def nasty(given: Page) -> Page:
    """The page with a name or text that wants to be markup wherever one can stand."""
    evil: Block = replace(given.articles[0].blocks[0], text=NASTY)
    log = Correction(NASTY, evil.id, 0, NASTY, NASTY, None, {NASTY: NASTY}, 0.5, applied=False)
    return replace(
        given,
        id=NASTY, source=NASTY, sha256=NASTY, newspaper=Fact(NASTY, "header"), section=Fact(NASTY, "caller"),
        articles=(replace(given.articles[0], id=f"x#{NASTY}", blocks=(evil, *given.articles[0].blocks[1:])),),
        models=tuple(replace(model, name=NASTY, version=NASTY) for model in given.models),
        steps=tuple(replace(step, stage=NASTY, version=NASTY) for step in given.steps),
        corrections=(log,), warnings=(NASTY,),
    )  # fmt: skip


def test_no_text_becomes_markup() -> None:
    content = to_html(nasty(sample()), Facsimile(IMAGE))
    found = Document(content)
    assert set(found.tags) <= TAGS
    assert found.tags.count("script") == 2
    assert found.tags.count("img") == 1
    assert not any(name.startswith("on") for name, _ in found.attributes)
    assert found.articles[0][0].text == NASTY
    assert found.data["about"]["id"] == NASTY  # type: ignore[index]
    assert content.count(b"</script>") == 2
    assert b"<!--" not in content


def test_nothing_is_loaded_and_nothing_else_runs() -> None:
    found = written(sample())
    links = [value for name, value in found.attributes if name in ("src", "href", "action", "srcset", "data")]
    assert links == [f"data:image/jpeg;base64,{base64.b64encode(IMAGE).decode()}"]
    assert "url(" not in found.style
    assert "@import" not in found.style
    sums = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (found.style, found.scripts[1])
    ]
    assert found.policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{sums[0]}'; script-src 'sha256-{sums[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert re.findall(r"https?://[^'\"]+", found.scripts[1]) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|innerHTML|eval|import)\b", found.scripts[1])


def test_the_same_page_gives_the_same_bytes() -> None:
    form = FORMATS["html"]
    assert form.suffix == ".html"
    assert form.render(sample(), Facsimile(IMAGE)) == form.render(sample(), Facsimile(IMAGE))


def test_both_languages_say_everything() -> None:
    folder = files("hwalja.export.html")
    words = json.loads((folder / "words.json").read_text("utf-8"))
    assert list(words["ko"]) == list(words["en"])
    assert all(re.findall(r"\{\d\}", words["ko"][key]) for key, text in words["en"].items() if "{0}" in text)
    scripts = "".join(part.read_text("utf-8") for part in folder.iterdir() if part.name.endswith(".js"))
    template = (folder / "page.html").read_text("utf-8")
    asked = {*re.findall(r"say\('([\w.]+)'", scripts), *re.findall(r'data-[ta]="(\w+)"', template)}
    groups: dict[str, Sequence[str]] = {
        "role": [*Role], "grade": [*Grade], "flaw": [*Defect], "unread": [*UnreadReason],
        "kind": ("character", "word", "space", "join", "interpunct", "comma"),
        "why": (*characters.SYLLABLES, *characters.SIGNS, *characters.NOTHING, "caution", "engine", "rivals", "channel",
                "lexicon", "gloss", "doubled", "angled", "ending"),
        "doubt": (*Doubt, *ArticleDoubt), "layer": re.findall(r"(\w+): draw\w+", scripts),
        "key": re.findall(r"\], '(\w+)'\]", scripts), "origin": ("caller", "header"),
        "dpi": ("metadata", "caller", "estimate", "default"),
    }  # fmt: skip
    for kind, members in groups.items():
        assert members
        asked |= {f"{kind}.{member}" for member in members}
    assert asked <= set(words["ko"])


def shown(data: bytes) -> tuple[str, Image.Image]:
    found = picture(Facsimile(data))
    return found.type, Image.open(BytesIO(found.data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_browsers_show_is_kept_as_it_is(kind: str) -> None:
    data = encoded(pixels(), kind)
    found = picture(Facsimile(data))
    assert (found.type, found.data) == (f"image/{kind.lower()}", data)


def test_browsers_turn_a_jpeg_by_its_exif_themselves() -> None:
    exif = Image.Exif()
    exif[274] = 6
    data = encoded(pixels(), "JPEG", exif=exif)
    assert picture(Facsimile(data)).data == data


def test_what_browsers_would_show_otherwise_is_encoded_anew() -> None:
    exif = Image.Exif()
    exif[274] = 6
    height, width = pixels().shape
    for data in (encoded(pixels(), "PNG", exif=exif), encoded(pixels(), "WEBP", exif=exif)):
        kind, image = shown(data)
        assert (kind, image.size) == ("image/jpeg", (height, width))
    kind, image = shown(encoded(Image.fromarray(pixels()).convert("CMYK"), "JPEG"))
    assert (kind, image.mode) == ("image/jpeg", "RGB")
    kind, image = shown(encoded(pixels(), "BMP"))
    assert (kind, image.mode) == ("image/jpeg", "L")


def test_a_bilevel_scan_stays_bilevel() -> None:
    kind, image = shown(encoded(Image.fromarray(pixels()).convert("1"), "TIFF", compression="group4"))
    assert (kind, image.mode) == ("image/png", "1")
