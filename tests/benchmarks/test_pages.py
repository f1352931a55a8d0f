"""The page generator's parts that need no browser."""

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.pages.ageing import RECIPES, age
from benchmarks.pages.articles import set_article
from benchmarks.pages.compose import compose
from benchmarks.pages.elements import Box, MeasuredLine, Region, Style
from benchmarks.pages.flow import Block, Place, Stretch, fill, lowest_fill
from benchmarks.pages.furniture import read_copy
from benchmarks.pages.plan import SEEDS, TABLES, make_plan
from benchmarks.pages.shapes import Columns, Dress, Hole, PictureDress
from benchmarks.pages.stories import Paragraph, Story, parse_stories, parse_story, with_crossheads
from benchmarks.pages.warp import Warp

STORIES = """\
# 들길에 핀 코스모스
## 3만명 다녀가
@ 한들 기자 han@example.kr
! 꽃밭을 걷는 가족
첫 문단이다.
=== 사이 제목
둘째 문단이다.
---
제목 없는 글이다.
"""


class Counter:
    """Measures by counting: every character is one em wide."""

    def lines(
        self, text: str, style: Style, width: float, indent: float = 0.0, cap: tuple[float, float] | None = None
    ) -> tuple[MeasuredLine, ...]:
        room = max(1, int(width / (style.size * style.stretch)) - 1)
        starts = range(0, len(text), room)
        return tuple(
            MeasuredLine(n, min(n + room, len(text)), 0.0, (min(n + room, len(text)) - n) * style.size) for n in starts
        )

    def width(self, text: str, style: Style) -> float:
        return len(text) * style.size * style.stretch


def story(length: int, seed: int = 0) -> Story:
    rng = random.Random(seed)
    words = ["".join(rng.choices("가나다라마바사아자차카타파하", k=rng.randint(2, 5))) for _ in range(length // 4)]
    half = len(words) // 2
    first, second = Paragraph(" ".join(words[:half])), Paragraph(" ".join(words[half:]))
    body = (first, Paragraph("중간 제목", crosshead=True), second)
    return Story(" ".join(words[:3]), ("부제 한 줄",), "한들 기자", ("사진 설명",), body)


def body_regions(regions: tuple[Region, ...]) -> list[Region]:
    return [r for r in regions if r.role in {"body", "headline", "byline", "caption", "picture", "subheading"}]


def assert_apart(regions: list[Region]) -> None:
    for index, one in enumerate(regions):
        for other in regions[:index]:
            assert not one.box.overlaps(other.box, slack=3), (one.role, one.box, other.role, other.box)


def test_stories_are_parted_and_their_marks_read() -> None:
    first, second = parse_stories(STORIES)
    assert first.headline == "들길에 핀 코스모스"
    assert first.decks == ("3만명 다녀가",)
    assert first.byline == "한들 기자 han@example.kr"
    assert first.captions == ("꽃밭을 걷는 가족",)
    crosshead = Paragraph("사이 제목", crosshead=True)
    assert first.body == (Paragraph("첫 문단이다."), crosshead, Paragraph("둘째 문단이다."))
    assert second == Story("", (), "", (), (Paragraph("제목 없는 글이다."),))


def test_story_text_becomes_nfc() -> None:
    assert parse_story("\u1112\u1161\u11ab글").body[0].text == "한글"


def test_story_needs_a_paragraph() -> None:
    with pytest.raises(ValueError, match="without a paragraph"):
        parse_story("# 제목만")


def test_training_puts_crossheads_between_paragraphs_of_longer_stories() -> None:
    long = parse_story("# 제목\n## 부제\n" + "\n".join(f"{k}째 문단이다." for k in range(8)))
    short = parse_story("한 문단뿐이다.\n두 문단이다.")
    crossed = with_crossheads([long, short] * 20, random.Random(1))
    counts = [sum(part.crosshead for part in story.body) for story in crossed]
    assert set(counts[::2]) == {0, 1, 2}
    assert not any(counts[1::2])
    for story in crossed[::2]:
        assert [part for part in story.body if not part.crosshead] == list(long.body)
        assert not story.body[0].crosshead
        assert not any(a.crosshead and b.crosshead for a, b in pairwise(story.body))


def test_blocks_keep_with_the_next_and_never_vanish() -> None:
    stretches = [Stretch(0, 0, 3), Stretch(1, 1, 4)]
    blocks = [Block(1), Block(1), Block(1, keep=True), Block(1)]
    assert fill(stretches, blocks) == [Place(0, 0), Place(0, 1), Place(1, 1), Place(1, 2)]
    assert fill(stretches, [Block(1)] * 7) is None


def test_lowest_fill_takes_no_row_too_many() -> None:
    found = lowest_fill(lambda rows: [Stretch(c, 0, rows) for c in range(3)], [Block(1)] * 10, 1)
    assert found is not None
    assert found[0] == 4


@pytest.mark.parametrize("hole", [None, Hole(2, 1, 120.0, "top"), Hole(1, 2, 90.0, "bottom")])
@pytest.mark.parametrize("place", ["left", "middle"])
def test_article_prints_all_its_text_and_nothing_overlaps(hole: Hole | None, place: str) -> None:
    plan = make_plan("development", 2)
    picture = PictureDress("photo", 1, 0.7, "middle" if place == "middle" else "left", 1)
    dress = Dress(plan.typography.headlines[0], picture=picture, byline_top=place == "left")
    written = story(700)
    columns = Columns(0, 50, 170, 16, 3)
    piece, y = set_article(written, dress, columns, 40, plan.typography, Counter(), hole)
    assert_apart(body_regions(piece.regions))
    printed = "".join(line.text for r in piece.regions if r.role == "body" for line in r.lines)
    assert printed == "".join(p.text for p in written.body if not p.crosshead)
    if hole:
        taken = replace(columns.box(hole.first, hole.count), y=y, h=hole.height)
        assert not any(taken.overlaps(r.box, slack=3) for r in piece.regions)


def test_picture_in_the_middle_of_a_short_article_stays_inside_it() -> None:
    plan = make_plan("test", 8)
    dress = Dress(plan.typography.headlines[0], picture=PictureDress("photo", 1, 1.4, "middle", 1))
    piece, _ = set_article(story(200), dress, Columns(0, 0, 160, 16, 3), 0, plan.typography, Counter())
    assert max(r.box.bottom for r in piece.regions) <= piece.height


def test_breaks_are_cut_from_their_paragraphs() -> None:
    plan = make_plan("development", 0)
    dress = Dress(plan.typography.headlines[0])
    piece, _ = set_article(story(900), dress, Columns(0, 0, 160, 16, 3), 0, plan.typography, Counter())
    breaks = piece.articles[0].breaks
    assert breaks
    assert all(any(a + b in p for p in piece.articles[0].paragraphs) for a, b in breaks)


@pytest.mark.parametrize("number", range(4))
def test_page_regions_lie_apart_and_inside(number: int) -> None:
    plan = make_plan("development", number)
    pool = [story(150 + 37 * n % 700, n) for n in range(30)]
    composed = compose(plan, pool, read_copy("development"), Counter())
    regions = [r for r in composed.piece.regions if r.article is not None]
    assert len(composed.piece.articles) >= 2
    assert {r.article for r in regions} == set(range(len(composed.piece.articles)))
    assert_apart(regions)
    page = Box(0, 0, 1600, 2100)
    assert all(r.box.x > 0 and r.box.right < page.right and r.box.bottom < page.bottom for r in regions)


def test_another_seed_makes_other_pages_of_the_same_kind() -> None:
    one, other = make_plan("training", 3), make_plan("training", 3, 9)
    assert (one.form, one.dpi, one.ageing) == (other.form, other.dpi, other.ageing)
    assert one.seed != other.seed
    assert one.typography != other.typography
    assert make_plan("training", 3, SEEDS["training"]) == one


def test_sets_keep_their_faces_and_seeds_apart() -> None:
    used = {
        name: {s.family for n in range(pages) for t in [make_plan(name, n).typography] for s in (t.body, *t.headlines)}
        for name, (_, pages) in TABLES.items()
    }
    assert not used["test"] & (used["development"] | used["samples"])
    assert len({make_plan(name, n).seed for name, (_, pages) in TABLES.items() for n in range(pages)}) == sum(
        pages for _, pages in TABLES.values()
    )


KEYSTONE = (1.02, 0.01, -8.0, -0.01, 1.03, -4.0, 1e-5, 2e-5, 1.0)


@pytest.mark.parametrize(
    "warp",
    [
        Warp(600, 800, 1.5),
        Warp(600, 800, -0.7, 400, 5, 25),
        Warp(600, 800, 0, 390, 6, 20),
        Warp(600, 800, 0.4, gutter_x=310, gutter_px=12),
        Warp(600, 800, -1, view=KEYSTONE),
        Warp(600, 800, 0.5, gutter_x=290, gutter_px=9, view=KEYSTONE),
    ],
)
def test_warp_takes_points_there_and_back(warp: Warp) -> None:
    points = np.random.default_rng(1).uniform((30, 30), (570, 770), (200, 2))
    aged = warp.forward(points)
    x, y = warp.back(aged[:, 0], aged[:, 1])
    assert np.abs(np.stack([x, y], axis=1) - points).max() < 0.05


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", sorted(set(RECIPES) - {"clean"}))
def test_ageing_carries_marks_with_the_picture(kind: str, turn: int) -> None:
    page = np.full((1200, 900), 255, np.uint8)
    centres = np.array([[80, 90], [450, 600], [820, 1100], [90, 1110], [800, 300]], np.float64)
    for x, y in centres.astype(int):
        page[y - 7 : y + 8, x - 7 : x + 8] = 0
    aged = age(page, kind, 5, 150, behind=np.full_like(page, 255)).turned(turn)
    for x, y in aged.forward(centres):
        near = 255.0 - aged.image[int(y) - 12 : int(y) + 13, int(x) - 12 : int(x) + 13]
        dark = np.argwhere(near > (near.min() + near.max()) / 2)
        middle = dark.mean(axis=0) - 12 + (int(y), int(x))
        assert np.abs(middle - (y, x)).max() < 2.5


@pytest.mark.parametrize("kind", sorted(RECIPES))
def test_ageing_is_deterministic(kind: str) -> None:
    page = np.full((300, 200), 255, np.uint8)
    page[100:200, 50:150] = 0
    one, two, other = (age(page, kind, seed, 100).image for seed in (3, 3, 4))
    grown = np.subtract(one.shape, page.shape)
    assert grown.min() > 0 if RECIPES[kind].border else not grown.any()
    assert np.array_equal(one, two)
    assert np.array_equal(one, other) == (kind == "clean")


def test_black_border_lies_around_the_paper() -> None:
    page = np.full((600, 400), 255, np.uint8)
    aged = age(page, "bordered", 4, 100)
    height, width = aged.image.shape
    corners = aged.forward(np.array([[0, 0], [400, 0], [400, 600], [0, 600]], np.float64))
    assert ((corners > 0) & (corners < (width, height))).all()
    assert aged.image[[2, 2, -3, -3], [2, -3, 2, -3]].max() < 60
    assert aged.image[height // 2, width // 2] > 200


def test_turning_is_clockwise_and_four_quarters_are_a_whole_turn() -> None:
    page = np.full((30, 20), 255, np.uint8)
    page[2, 3] = 0
    aged = age(page, "clean", 1, 100)
    x, y = aged.turned(90).forward(np.array([[3.0, 2.0]]))[0]
    assert aged.turned(90).image.shape == (20, 30)
    assert (x, y) == (27, 3)
    assert aged.turned(90).image[3, 27] == 0
    assert np.array_equal(aged.turned(90).turned(270).image, page)
