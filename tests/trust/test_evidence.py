from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from hwalja.geometry import Box
from hwalja.model import Article, Block, Correction, Region, Role
from hwalja.trust import evidence
from hwalja.trust.weights import READING, weights
from tests.export.pages import article, articles, block, few, line, word

SENTENCE = "시는 올해 다리를 놓는다."


def found(own: Article, *corrections: Correction, pictures: tuple[Box, ...] = ()) -> dict[str, float]:
    log: dict[str, list[Correction]] = {}
    for correction in corrections:
        log.setdefault(correction.block, []).append(correction)
    return evidence(own, log, pictures)


def placed(name: str, role: Role, box: Box, text: str = SENTENCE, em: float = 33.25) -> Block:
    read = replace(line(f"{name}l", text, box.y), em=em)
    return Block(name, role, text, (Region(f"r{name}", role, box, (read,)),))


def told(*paragraphs: str) -> dict[str, float]:
    return found(article(1, *(block(f"b{n}", Role.BODY, text) for n, text in enumerate(paragraphs))))


SIGNS = ("cut", "bare", "late", "over", "sparse", "apart", "headless", "slight", "goes_on")
HEAD = placed("h", Role.HEADLINE, Box(100, 100, 400, 60), "새 다리", em=70)
LEFT = placed("b1", Role.BODY, Box(100, 200, 190, 400))
RIGHT = placed("b2", Role.BODY, Box(310, 200, 190, 400))


@few
@given(articles)
def test_every_kind_of_evidence_has_a_weight_and_a_share(own: Article) -> None:
    against = found(own)
    for engine in READING:
        assert set(against) == set(weights(engine))
    assert all(share >= 0 for share in against.values())


def test_letters_are_what_the_engine_expects_to_have_misread() -> None:
    doubtful = replace(line("l", "가나", 200), words=(word("가나", 100, 200, 0.5), word("다라", 200, 200, 1.0)))
    region = Region("r", Role.BODY, Box(100, 200, 300, 40), (doubtful,))
    assert found(article(1, HEAD, Block("b", Role.BODY, "가나 다라", (region,))))["letters"] == pytest.approx(0.25)


def test_an_article_of_a_caption_alone_has_its_letters_judged() -> None:
    assert found(article(1, block("b", Role.CAPTION, "다리")))["letters"] == pytest.approx(1 - 0.9876)


def test_changes_and_suggestions_count_not_joins_nor_other_blocks() -> None:
    own = article(1, block("b", Role.BODY, "시는 올해 다리를 놓는다.", lines=("시는 올해 다", "리를 놓는다.")))
    letters = 11
    change = Correction("word", "b", 0, "시는", "시도", None, {}, 0.9)
    against = found(
        own,
        change,
        replace(change, start=3, applied=False),
        replace(change, block="other"),
        replace(change, kind="join"),
    )
    assert against["corrected"] == pytest.approx(1 / letters)
    assert against["suggested"] == pytest.approx(1 / letters)


@pytest.mark.parametrize(
    ("paragraphs", "stray"),
    [
        ((SENTENCE,), 0),
        ((SENTENCE, SENTENCE[:-1]), 0),
        ((SENTENCE[:-1] + ":",), 0),
        (("“놓는다.”",), 0),
        ((SENTENCE, "시민 문이솔(광주)"), 10 / 24),
        (("약사 송이든 기자", SENTENCE), 9 / 23),
        ((f"{SENTENCE} 홍길동 기자",), 6 / 21),
        (("■ 마감=12월 5일", SENTENCE), 0),
        (("1) 마감일", SENTENCE), 0),
    ],
)
def test_a_short_piece_that_is_no_sentence_is_stray(paragraphs: tuple[str, ...], stray: float) -> None:
    against = told(*paragraphs)
    assert against["stray"] == pytest.approx(stray)
    assert against["cut"] == 0


def test_a_long_piece_without_an_end_is_cut_off() -> None:
    against = told(SENTENCE, "시는 올해 다리를 놓는다고 말했지만 그 뒤의 일에 대해서는 아무런")
    assert against["cut"] == 1
    assert against["stray"] == 0


def test_a_headline_with_its_text_under_it_is_as_it_should_be() -> None:
    against = found(article(1, HEAD, LEFT, RIGHT))
    assert {name: against[name] for name in SIGNS} == dict.fromkeys(SIGNS, 0)


def signs(own: Article, *pictures: Box) -> set[str]:
    against = found(own, pictures=pictures)
    return {name for name in SIGNS if against[name]}


def test_a_column_that_lacks_leaves_its_headline_bare() -> None:
    assert signs(article(1, HEAD, LEFT)) == {"bare"}
    assert signs(article(1, HEAD, RIGHT)) == {"bare", "late"}


def test_a_picture_stands_under_a_headline_too() -> None:
    own = article(1, HEAD, LEFT)
    assert signs(own, Box(300, 180, 200, 200)) == set()
    assert signs(own, Box(300, 20, 200, 50)) == {"bare"}
    assert signs(own, Box(300, 900, 200, 50)) == {"bare"}


def test_text_of_another_article_stands_apart_or_over_the_headline() -> None:
    assert signs(article(1, HEAD, LEFT, RIGHT, placed("b3", Role.BODY, Box(700, 200, 190, 400)))) == {"apart"}
    below = placed("b3", Role.BODY, Box(100, 900, 190, 100))
    assert signs(article(1, HEAD, LEFT, RIGHT, below)) == {"apart"}
    assert signs(article(1, HEAD, LEFT, RIGHT, placed("b3", Role.BODY, Box(520, -60, 190, 700)))) == {"over"}


def test_pieces_that_lie_far_from_one_another_fill_little_of_the_box_around_them() -> None:
    far = placed("b0", Role.BODY, Box(1000, 2600, 190, 100))
    assert signs(article(1, LEFT, RIGHT, far)) == {"apart", "sparse", "headless"}


def sized(own: Block, em: float) -> Block:
    region = own.regions[0]
    return replace(own, regions=(replace(region, lines=tuple(replace(each, em=em) for each in region.lines)),))


def test_a_headline_of_the_size_of_a_crosshead_is_slight_over_several_columns() -> None:
    large, small = sized(HEAD, 70), sized(HEAD, 45)
    torn = article(2, small, LEFT, RIGHT)
    assert found(torn)["slight"] == 1
    assert found(article(1, large, LEFT, RIGHT))["slight"] == 0
    assert found(article(1, small, LEFT))["slight"] == 0
    assert evidence(article(1, large, LEFT, RIGHT), {}, (), torn)["goes_on"] == 1
    assert evidence(torn, {}, (), article(1, large, LEFT, RIGHT))["goes_on"] == 0


def test_lines_of_another_size_are_odd() -> None:
    caption = placed("b3", Role.BODY, Box(100, 600, 190, 60))
    small = tuple(replace(each, em=0.8 * each.em) for region in caption.regions for each in region.lines)
    other = replace(caption, regions=(replace(caption.regions[0], lines=small),))
    assert found(article(1, HEAD, LEFT, RIGHT, other))["odd"] == pytest.approx(1 / 3)
    assert found(article(1, HEAD, LEFT, RIGHT, caption))["odd"] == 0
