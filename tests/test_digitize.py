"""The wiring of the stages, with an engine that reads what the test says it reads."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from threadpoolctl import threadpool_info

import hwalja
from hwalja.compose import Composition
from hwalja.correct import Corrected
from hwalja.correct.log import undo
from hwalja.digitize import digitize
from hwalja.errors import EmptyInputError, EngineError, OversizedImageError
from hwalja.export.json import from_json, to_json
from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.model import (
    ArticleDoubt,
    Block,
    Doubt,
    Fact,
    Frame,
    Glyph,
    Grade,
    Grey,
    Ink,
    Layout,
    Model,
    Page,
    Quality,
    Role,
    Scan,
    Sheet,
    Unread,
    UnreadReason,
    Word,
)
from hwalja.options import Options, Profile
from hwalja.preprocess import UNSURE
from hwalja.recognise import Engines
from hwalja.recognise.engine import CropStyle, LineImage, Words
from tests.export.schema import validate
from tests.layout.drawing import Drawing
from tests.read.pdfs import grey_image, scanned

NONE = Options(profile=Profile.NONE)
DOUBTED = "look at 2 of 2 articles, which are unsure: a01 (letters), a02 (letters)"

Text = Callable[[LineImage], str]


class Reader:
    """An engine that reads in a line what `text` says stands there."""

    name = "reader"
    style = CropStyle()
    models = (Model("reader", "1", "0" * 64),)

    def __init__(self, text: Text) -> None:
        self.text = text
        self.seen: list[LineImage] = []

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        self.seen += lines
        return [_reading(line, self.text(line)) for line in lines]


def _reading(line: LineImage, text: str) -> Words:
    height, width = line.grey.shape
    step = width // max(1, len(text))
    words, at = [], 0
    for part in text.split():
        boxes = [Box(step * (at + k), 0, max(1, step), height) for k in range(len(part))]
        glyphs = tuple(Glyph(letter, box, 0.75) for letter, box in zip(part, boxes, strict=True))
        words.append(Word(part, Box.around(boxes), 0.75, glyphs))
        at += len(part) + 1
    return Words(tuple(words))


def syllable(line: LineImage) -> str:
    """Return the line's id as syllables of its own."""
    return "글줄 " + chr(ord("가") + int(line.id.lstrip("l")))


def _installed(patch: pytest.MonkeyPatch) -> Reader:
    """Make a reader the engine that `digitize` finds."""
    engine = Reader(syllable)
    # hwalja.digitize, the function, hides the module
    patch.setattr(import_module("hwalja.digitize"), "engines_for", lambda name, languages, model: Engines(engine))
    return engine


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return _installed(monkeypatch)


@dataclass(frozen=True)
class Drawn:
    """The page of `two_articles` without correction, and what the engine and the observer saw of it."""

    page: Page
    seen: Sequence[LineImage]
    told: Sequence[tuple[str, object]]

    @property
    def blocks(self) -> list[Block]:
        return blocks_of(self.page)


def blocks_of(page: Page) -> list[Block]:
    return [*(block for article in page.articles for block in article.blocks), *page.furniture]


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    told: list[tuple[str, object]] = []
    with pytest.MonkeyPatch.context() as patch:
        engine = _installed(patch)
        page = digitize(two_articles(), NONE, observer=lambda stage, result: told.append((stage, result)))
    return Drawn(page, engine.seen, told)


@lru_cache
def two_articles() -> Grey:
    """A page header, then two articles side by side, a photograph below the second."""
    drawing = Drawing(900, 1200)
    drawing.words(40, 30, [2])
    drawing.words(700, 30, [4])
    drawing.rule(40, 66, across=820)
    drawing.headline(40, 110, [2, 2])
    drawing.headline(470, 110, [3, 2])
    drawing.column(40, 220, 390, 9, last=4)
    drawing.column(470, 220, 390, 10)
    drawing.picture(Box(470, 650, 390, 300))
    return drawing.grey


def test_a_page_has_the_articles_that_were_drawn(drawn: Drawn) -> None:
    page = drawn.page
    assert [[block.role for block in article.blocks] for article in page.articles] == [[Role.HEADLINE, Role.BODY]] * 2
    assert [len(article.paragraphs[0].splitlines()) for article in page.articles] == [10, 10]
    assert [block.role for block in page.furniture] == [Role.HEADER, Role.HEADER]
    assert len(page.pictures) == len(page.rules) == 1
    # made-up syllables look much the same upside down, and the reader is not sure of one of them
    assert page.warnings == (UNSURE, DOUBTED)


def test_every_line_is_read_once_and_keeps_its_text(drawn: Drawn) -> None:
    lines = [line for block in drawn.blocks for line in block.lines]
    assert sorted(line.id for line in lines) == sorted(image.id for image in drawn.seen)
    texts = {image.id: syllable(image) for image in drawn.seen}
    assert all(line.text == texts[line.id] for line in lines)
    assert all(block.raw == "\n".join(texts[line.id] for line in block.lines) for block in drawn.blocks)


def test_boxes_of_lines_words_and_glyphs_are_inside_the_image(drawn: Drawn) -> None:
    whole = Box(0, 0, drawn.page.width, drawn.page.height)
    regions = [region for block in drawn.blocks for region in block.regions]
    lines = [line for region in regions for line in region.lines]
    boxes = (
        [region.box for region in regions] + [line.box for line in lines] + [*drawn.page.pictures, *drawn.page.rules]
    )
    boxes += [word.box for line in lines for word in line.words]
    boxes += [glyph.box for line in lines for glyph in line.glyphs]
    assert all(whole.contains(box) for box in boxes)


def test_the_observer_is_told_every_stage_in_order(drawn: Drawn) -> None:
    kinds = {
        "read": Scan,
        "preprocess": Sheet,
        "layout": Layout,
        "quality": Quality,
        "recognise": Layout,
        "compose": Composition,
        "correct": Corrected,
        "page": Page,
    }
    assert [(stage, type(result)) for stage, result in drawn.told] == list(kinds.items())
    assert drawn.told[-1][1] is drawn.page
    assert not any(line.words for line in _layout(drawn.told[2][1]).lines)
    assert all(line.words for line in _layout(drawn.told[4][1]).lines)


def test_a_page_takes_one_thread_of_algebra(reader: Reader) -> None:
    np.linalg.inv(np.eye(2))
    threads: set[int] = set()

    def observer(stage: str, result: object) -> None:
        threads.update(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")

    digitize(two_articles(), NONE, observer=observer)
    assert threads == {1}


def _layout(result: object) -> Layout:
    assert isinstance(result, Layout)
    return result


def test_the_order_names_every_block_once_and_goes_on_as_a_reader_does(drawn: Drawn) -> None:
    page = drawn.page
    header, first, second = ([b.id for b in bs] for bs in (page.furniture, *(a.blocks for a in page.articles)))
    assert page.order == (*header, *first, *second)


def test_what_the_layout_did_not_read_is_carried_to_the_scan_and_told(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = (Unread(Box(800, 700, 60, 300), UnreadReason.VERTICAL, 0.04),)
    ink = Ink(text=0.9, pictures=0.06, rules=0, advertisements=0, unread=0.04)
    monkeypatch.setattr(
        import_module("hwalja.digitize"),
        "find_layout",
        lambda sheet: replace(find_layout(sheet), unread=seen, ink=ink),
    )
    reader.text = lambda line: "" if line.id in {"l0004", "l0005"} else syllable(line)
    page = digitize(two_articles(), NONE)
    assert page.unread[0] == seen[0]
    assert [u.reason for u in page.unread[1:]] == [UnreadReason.UNREADABLE]
    assert page.ink is not None
    assert page.ink.unread == pytest.approx(0.04 + page.unread[1].ink)
    assert page.ink.text + page.ink.unread == pytest.approx(0.94)
    assert Doubt.VERTICAL in page.doubts
    assert page.unsure
    assert "not read: 4.0% of the ink, set from top to bottom, in 1 place" in page.warnings
    validate(page)


def test_a_poor_scan_is_unsure_and_says_what_to_do(reader: Reader) -> None:
    page = digitize((two_articles() // 10).astype(np.uint8), NONE)
    assert page.quality.grade is Grade.POOR
    assert Doubt.QUALITY in page.doubts
    assert any("scan it again with more light" in warning for warning in page.warnings)


def test_articles_of_doubtful_letters_are_unsure_and_so_is_their_page(drawn: Drawn) -> None:
    page = drawn.page
    assert [article.doubts[0] for article in page.articles] == [ArticleDoubt.LETTERS] * 2
    assert all(article.confidence < 0.9 for article in page.articles)
    assert Doubt.ARTICLES in page.doubts
    validate(page)


def test_steps_say_what_was_done(drawn: Drawn) -> None:
    assert [step.stage for step in drawn.page.steps] == [
        "read",
        "preprocess",
        "layout",
        "recognise",
        "compose",
        "correct",
    ]
    assert {step.version for step in drawn.page.steps} == {hwalja.__version__}
    preprocess = next(step for step in drawn.page.steps if step.stage == "preprocess")
    assert preprocess.settings == {"negative": False, "turn": 0, "skew": 0.0, "dewarped": False, "leaves": 1}
    assert drawn.page.models == Reader.models


def test_without_correction_the_text_is_as_read(drawn: Drawn) -> None:
    assert drawn.page.corrections == ()
    assert all(block.text == block.raw for block in drawn.blocks)


@pytest.mark.kiwi
def test_correction_joins_lines_and_can_be_undone(reader: Reader) -> None:
    page = digitize(two_articles())
    assert page.corrections
    for block in blocks_of(page):
        assert "\n" not in block.text
        assert undo(block.text, [c for c in page.corrections if c.block == block.id]) == block.raw


HEADER = {"l0001": "12 사회", "l0002": "2019년 3월 4일 활자일보"}


def _with_header(line: LineImage) -> str:
    return HEADER.get(line.id) or syllable(line)


def test_facts_come_from_the_header(reader: Reader) -> None:
    reader.text = _with_header
    page = digitize(two_articles(), NONE)
    assert page.page_number == Fact("12", "header")
    assert page.section == Fact("사회", "header")
    assert page.issue_date == Fact("2019-03-04", "header")
    assert page.newspaper == Fact("활자일보", "header")


def test_facts_of_the_caller_come_first(reader: Reader) -> None:
    reader.text = _with_header
    page = digitize(two_articles(), Options(profile=Profile.NONE, issue_date="2019-03-05", section="정치"))
    assert page.issue_date == Fact("2019-03-05", "caller")
    assert page.section == Fact("정치", "caller")
    assert page.page_number == Fact("12", "header")


def test_unread_lines_are_told(reader: Reader) -> None:
    reader.text = lambda line: "" if line.id in {"l0004", "l0005", "l0006"} else syllable(line)
    page = digitize(two_articles(), NONE)
    count = len(reader.seen)
    assert page.warnings == (
        UNSURE,
        f"3 of {count} lines of type could not be read",
        DOUBTED,
    )


def test_a_page_of_which_nothing_was_read_has_no_articles(reader: Reader) -> None:
    reader.text = lambda line: ""
    page = digitize(two_articles(), NONE)
    assert page.articles == ()
    assert page.furniture == ()
    assert len(page.warnings) == 3
    validate(page)


def test_a_page_of_a_pdf_is_the_same_as_its_scan(reader: Reader, tmp_path: Path) -> None:
    pdf = tmp_path / "issue.pdf"
    pdf.write_bytes(scanned(grey_image(np.full((90, 60), 255, np.uint8)), grey_image(two_articles())))
    page, alone = digitize(Frame(pdf, 1), NONE), digitize(two_articles(), NONE)
    assert (page.id, page.source) == ("issue-p0002", "issue.pdf, page 2")
    assert page.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert (page.dpi, page.dpi_origin) == (300.0, "metadata")
    assert page.text == alone.text
    assert page.warnings == alone.warnings
    validate(page)


def test_resolution_is_the_callers_or_the_files_or_that_of_the_type(
    reader: Reader, drawn: Drawn, tmp_path: Path
) -> None:
    scan = tmp_path / "p12.png"
    Image.fromarray(two_articles()[100:400]).save(scan, dpi=(300, 300))
    given = digitize(scan, Options(profile=Profile.NONE, dpi=200))
    assert (given.dpi, given.dpi_origin) == (200, "caller")
    told = digitize(scan, NONE)
    assert told.dpi_origin == "metadata"
    assert told.dpi == pytest.approx(300, abs=0.1)
    assert drawn.page.dpi_origin == "estimate"
    assert 50 < drawn.page.dpi < 1200


def test_ids_begin_with_the_files_name_or_what_the_caller_says(reader: Reader, tmp_path: Path) -> None:
    scan = tmp_path / "p12.png"
    Image.fromarray(two_articles()[100:400]).save(scan)
    page = digitize(scan, NONE)
    assert (page.id, page.source) == ("p12", "p12.png")
    assert [article.id for article in page.articles] == ["p12#a01", "p12#a02"]
    named = digitize(scan, Options(profile=Profile.NONE, page_id="x"))
    assert named.articles[0].blocks[0].id == "x#a01.b01"


def test_the_result_holds_to_the_schema_round_trips_and_pickles(reader: Reader) -> None:
    reader.text = _with_header
    page = digitize(two_articles(), NONE)
    validate(page)
    document = to_json(page)
    assert to_json(from_json(document)) == document
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 - our own


def test_the_same_image_gives_the_same_page(reader: Reader, drawn: Drawn) -> None:
    assert digitize(two_articles().copy(), NONE) == drawn.page


def noise(height: int, width: int) -> Grey:
    return np.random.default_rng(3).integers(0, 256, (height, width), np.uint8)


def grain(height: int, width: int) -> Grey:
    """White paper with salt and pepper."""
    grey = np.full((height, width), 250, np.uint8)
    grey[noise(height, width) < 6] = 0
    return grey


EMPTY: dict[str, Callable[[], Grey]] = {
    "white": lambda: np.full((750, 500), 255, np.uint8),
    "black": lambda: np.zeros((750, 500), np.uint8),
    "grey": lambda: np.full((750, 500), 128, np.uint8),
    "one white pixel": lambda: np.full((1, 1), 255, np.uint8),
    "one black pixel": lambda: np.zeros((1, 1), np.uint8),
    "a row": lambda: np.full((1, 400), 255, np.uint8),
    "a column": lambda: np.zeros((400, 1), np.uint8),
    "two by two": lambda: noise(2, 2),
    "seven by nine": lambda: noise(7, 9),
    "a checkerboard": lambda: np.kron(np.indices((60, 40)).sum(0) % 2, np.full((20, 20), 255)).astype(np.uint8),
    "half black": lambda: np.repeat(np.array([[0, 255]], np.uint8), 500, 1).repeat(1000, 0),
    "grain": lambda: grain(700, 500),
}
"""Pages without type."""


@pytest.mark.parametrize("name", EMPTY)
def test_pages_without_type_are_answered(name: str, reader: Reader) -> None:
    page = digitize(EMPTY[name](), NONE)
    assert (page.height, page.width) == EMPTY[name]().shape
    assert page.text == "" or name == "a checkerboard"
    validate(page)


STRANGE: dict[str, Callable[[], Grey]] = {
    "a long strip": lambda: np.full((200, 30_000), 255, np.uint8),
    "a tall strip": lambda: np.full((30_000, 200), 255, np.uint8),
    "a long strip of noise": lambda: noise(60, 9_000),
    "a long strip of type": lambda: np.tile(two_articles()[220:420], (1, 12)),
    "a tall strip of type": lambda: np.tile(two_articles()[220:420, :450], (12, 1)),
    "noise": lambda: noise(700, 500),
    "grain": lambda: np.kron(grain(180, 140), np.ones((4, 4), np.uint8)),
    "stripes across": lambda: np.repeat(np.resize(np.array([0, 255], np.uint8), 150), 4)[:, None].repeat(500, 1),
    "stripes down": lambda: np.repeat(np.resize(np.array([0, 255], np.uint8), 125), 4)[None, :].repeat(600, 0),
    "one line of type": lambda: Drawing(600, 60).grey,
    "turned": lambda: two_articles()[100:700].T,
    "negative": lambda: 255 - two_articles()[100:700],
    "faint": lambda: (two_articles()[100:700] // 16 + 230).astype(np.uint8),
    "dark": lambda: (two_articles()[100:700] // 8).astype(np.uint8),
}
"""Images that no newspaper would print."""


@pytest.mark.parametrize("name", STRANGE)
def test_strange_images_are_answered(name: str, reader: Reader) -> None:
    image = STRANGE[name]()
    page = digitize(image, NONE)
    assert (page.height, page.width) == image.shape
    validate(page)


def test_wrong_input_is_refused(reader: Reader) -> None:
    with pytest.raises(EmptyInputError):
        digitize(b"", NONE)
    with pytest.raises(OversizedImageError):
        digitize(two_articles(), Options(profile=Profile.NONE, max_megapixels=0.5))


def test_an_engine_that_fails_is_an_error(reader: Reader) -> None:
    def fail(line: LineImage) -> str:
        raise EngineError("it broke")

    reader.text = fail
    with pytest.raises(EngineError, match="it broke"):
        digitize(two_articles(), NONE)
