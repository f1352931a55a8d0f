"""The page view in a real browser: what a reader does with it, and what axe says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from PIL import Image

from hwalja.export.html import to_html
from hwalja.geometry import Box
from hwalja.model import Correction, Page, Role, Unread, UnreadReason
from hwalja.read import Facsimile
from tests.export.pages import article, block, page
from tests.export.test_html import nasty
from tests.read.pictures import encoded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, FloatRect
    from playwright.sync_api import Page as Shown

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
browsers = pytest.importorskip("benchmarks.pages.browser", reason="the generator of pages is not installed")

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
IMAGE = encoded(Image.new("L", (1600, 2200), 240), "JPEG")
PHONE = {"width": 390, "height": 780}


def sample() -> Page:
    """Two articles, no box over another: a corrected word, a suggestion, a word broken over lines, ink not read."""
    first = article(
        1,
        block("b1", Role.HEADLINE, "새 다리 놓는다", 200),
        block(
            "b2",
            Role.BODY,
            "시는 올해 다리를 놓고 NPU칩도 쓴다.",
            400,
            lines=("시는 올해 다", "리를 놓고 NPU집도 쓴다."),
        ),
    )
    second = article(
        2, block("b3", Role.HEADLINE, "날씨", 1000), block("b4", Role.BODY, "내일은 다 리듬 있게 맑다.", 1200)
    )
    made = page(first, second)
    return replace(
        made,
        corrections=(
            Correction("join", "b2", 7, "\n", "", None, {"kiwi": -2.5}, 0.97),
            Correction("character", "b2", 17, "집", "칩", Box(0, 0, 1, 1), {"engine": 3.5, "caution": -0.5}, 0.96),
            Correction("word", "b4", 0, "내일", "매일", Box(0, 0, 1, 1), {"language": 1.0}, 0.55, applied=False),
        ),
        unread=(Unread(Box(1300, 400, 60, 500), UnreadReason.VERTICAL, 0.04),),
    )


@dataclass
class Reader:
    """An open page view, and what the browser had to say."""

    page: Shown
    said: list[str] = field(default_factory=list)

    @property
    def lit(self) -> list[str]:
        """The words that are lit up in the text."""
        return self.page.locator(".w.hot, .w.hotter").all_inner_texts()

    @property
    def sheet(self) -> FloatRect:
        return self.box("#sheet")

    def box(self, selector: str) -> FloatRect:
        found = self.page.locator(selector).bounding_box()
        assert found
        return found

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the scan is in the window."""
        scale = self.sheet["width"] / 1600
        return self.sheet["x"] + x * scale, self.sheet["y"] + y * scale

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()


Open: TypeAlias = Callable[..., Reader]
"""Opens the page view of a page, the sample by default, in a window with options of Playwright's."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        path = browsers.find_browser()
    except browsers.BrowserMissingError as error:
        pytest.skip(str(error))
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=browsers.ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page from the disk; at the end nothing may have failed, and nothing been asked of a network."""
    contexts: list[BrowserContext] = []
    readers: list[Reader] = []

    def opened(given: Page | None = None, image: bytes = IMAGE, **options: Any) -> Reader:
        file = tmp_path / "page.html"
        file.write_bytes(to_html(given or sample(), Facsimile(image)))
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "ko-KR", "reduced_motion": "reduce", **options})
        contexts.append(context)
        reader = Reader(context.new_page())
        readers.append(reader)
        reader.page.on("console", lambda message: reader.said.append(f"{message.type}: {message.text}"))
        reader.page.on("pageerror", lambda error: reader.said.append(str(error)))
        reader.page.on("request", lambda request: reader.said.append(request.url) if _is_outside(request.url) else None)
        reader.page.goto(file.as_uri())
        return reader

    yield opened
    for reader in readers:
        assert reader.said == []
    for context in contexts:
        context.close()


def _is_outside(url: str) -> bool:
    return not url.startswith(("data:", "file:"))


def test_pointing_and_clicking_shows_the_same_line_in_both(open_page: Open) -> None:
    reader = open_page()
    reader.page.mouse.move(*reader.point(115, 415))
    assert reader.lit == ["시는", "올해", "다"]
    assert reader.page.locator(".w.hotter").all_inner_texts() == ["시는"]
    assert reader.count("#sheet .line") == reader.count("#sheet .word") == 1
    reader.page.mouse.move(*reader.point(700, 1800))
    assert reader.lit == []
    reader.page.locator(".w", has_text="맑다.").hover()
    assert reader.lit == ["내일은", "다", "리듬", "있게", "맑다."]
    assert reader.page.locator("#sheet .line").get_attribute("y") == "1200"
    before = reader.sheet["width"]
    reader.page.locator(".w", has_text="맑다.").click()
    assert reader.sheet["width"] > before
    x, y = reader.point(500, 1215)
    desk = reader.box("#desk")
    assert desk["x"] <= x <= desk["x"] + desk["width"]
    assert desk["y"] <= y <= desk["y"] + desk["height"]


def test_a_correction_says_what_was_read_why_and_how_sure(open_page: Open) -> None:
    reader = open_page()
    reader.page.locator(".w.fixed").hover()
    tip = reader.page.locator("#tip").inner_text()
    assert "NPU칩도" in tip
    assert "‘NPU집도’" in tip
    assert "글자 교정: ‘집’ → ‘칩’, 확신 96.0" in tip
    assert "인식기가 거기서 본 글자: 크게 찬성\n신중함: 조금 반대" in tip
    reader.page.locator(".w.offered").hover()
    assert "고치지 않은 제안" in reader.page.locator("#tip").inner_text()
    reader.page.mouse.move(*reader.point(1330, 600))
    assert reader.page.locator("#tip").inner_text().startswith("읽지 않음: 세로쓰기")


def test_the_switch_shows_what_was_read_line_by_line(open_page: Open) -> None:
    reader = open_page()
    bodies = reader.page.locator("#articles .body")
    assert bodies.first.text_content() == "시는 올해 다리를 놓고 NPU칩도 쓴다."
    reader.page.get_by_role("button", name="읽은 그대로").click()
    rows = bodies.first.locator(".row")
    assert rows.all_text_contents() == ["시는 올해 다", "리를 놓고 NPU집도 쓴다."]
    rows.last.locator(".w", has_text="NPU집도").click()
    assert reader.count("#sheet .word") == 1
    assert reader.lit == ["리를", "놓고", "NPU집도", "쓴다."]
    reader.page.keyboard.press("r")
    assert reader.lit == ["리를", "놓고", "NPU칩도", "쓴다."]
    assert bodies.first.text_content() == "시는 올해 다리를 놓고 NPU칩도 쓴다."


def test_search_finds_words_broken_over_lines_and_spaced_otherwise(open_page: Open) -> None:
    reader = open_page()
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("다리")
    hits = reader.page.locator("#hits")
    assert hits.inner_text() == "– / 3"
    reader.page.keyboard.press("Enter")
    assert hits.inner_text() == "1 / 3"
    reader.page.keyboard.press("Enter")
    assert hits.inner_text() == "2 / 3"
    assert reader.count("#sheet .found.now") == 2  # both lines of 다|리를
    reader.page.keyboard.press("Shift+Enter")
    reader.page.keyboard.press("Shift+Enter")
    assert hits.inner_text() == "3 / 3"
    reader.page.get_by_role("button", name="읽은 그대로").click()
    assert hits.inner_text() == "– / 3"
    reader.page.locator("#query").fill("없는 말")
    assert hits.inner_text() == "없음"


def test_the_keyboard_does_all(open_page: Open) -> None:
    reader = open_page()
    keys = reader.page.keyboard
    before = reader.sheet["width"]
    keys.press("+")
    assert reader.sheet["width"] == pytest.approx(1.3 * before, rel=0.01)
    keys.press("0")
    assert reader.sheet["width"] == pytest.approx(before, rel=0.01)
    keys.press("4")
    assert reader.count("#sheet .region") == 5
    keys.press("5")
    assert reader.page.locator("#sheet .stop + text").all_text_contents() == ["1", "2", "3", "4", "5"]
    keys.press("c")
    assert reader.page.evaluate("document.activeElement.textContent") == "NPU칩도"
    assert reader.page.locator("#tip").is_visible()
    keys.press("c")
    assert reader.page.evaluate("document.activeElement.textContent") == "내일은"
    keys.press("Escape")
    assert not reader.page.locator("#tip").is_visible()
    keys.press("?")
    assert reader.page.locator("dialog#keys").is_visible()
    keys.press("Escape")
    assert not reader.page.locator("dialog#keys").is_visible()


def test_it_is_dark_and_english_where_the_reader_is(open_page: Open) -> None:
    reader = open_page(color_scheme="dark", locale="en-US")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = reader.page.evaluate(colour)
    assert reader.page.get_by_role("button", name="As read").is_visible()
    reader.page.get_by_role("button", name="Light or dark").click()
    assert reader.page.evaluate(colour) != dark
    reader.page.locator("#language").click()
    assert reader.page.get_by_role("button", name="읽은 그대로").is_visible()
    assert reader.page.evaluate("document.documentElement.lang") == "ko"
    reader.page.reload()
    assert reader.page.evaluate(colour) != dark
    assert reader.page.get_by_role("button", name="읽은 그대로").is_visible()


def test_it_works_on_a_phone(open_page: Open) -> None:
    reader = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    reader.page.locator(".w", has_text="맑다.").tap()
    assert "맑다." in reader.lit
    x, y = reader.point(500, 1215)
    desk = reader.box("#desk")
    assert desk["x"] <= x <= desk["x"] + desk["width"]
    assert desk["y"] <= y <= desk["y"] + desk["height"]
    reader.page.get_by_role("button", name="글", exact=True).click()
    assert not reader.page.locator("#scan").is_visible()


def test_a_scan_that_lies_on_its_side_stands_as_its_boxes_do(open_page: Open) -> None:
    exif = Image.Exif()
    exif[274] = 6
    reader = open_page(image=encoded(Image.new("L", (2200, 1600), 240), "JPEG", exif=exif))
    size = "const image = document.getElementById('image'); [image.naturalWidth, image.naturalHeight]"
    reader.page.evaluate("document.getElementById('image').decode()")
    assert reader.page.evaluate(size) == [1600, 2200]


def test_paper_gets_the_articles_alone(open_page: Open) -> None:
    reader = open_page()
    reader.page.emulate_media(media="print")
    assert reader.page.locator("#articles h2").first.is_visible()
    for hidden in ("#scan", "#search", "#version", "#about"):
        assert not reader.page.locator(hidden).is_visible()


def test_text_that_wants_to_run_does_not(open_page: Open) -> None:
    reader = open_page(nasty(sample()))
    reader.page.locator("#about summary").click()
    reader.page.locator(".w.offered").first.hover()
    assert "alert(1)" in reader.page.locator("#tip").inner_text()
    assert reader.count("img") == 1
    assert reader.count("script") == 2


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "phone"])
def test_axe_finds_nothing_to_complain_of(open_page: Open, options: dict[str, object]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    reader = open_page(**options)
    reader.page.locator("#about summary").click()
    reader.page.locator(".w.fixed").hover()
    for prepare in ("4", "r", "?"):
        reader.page.keyboard.press(prepare)
        found = axe.Axe().run(reader.page)
        assert found.violations_count == 0, found.generate_report()
