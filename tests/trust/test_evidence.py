from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from hwalja.geometry import Box
from hwalja.model import Article, Block, Correction, Region, Role
from hwalja.trust import Beside, evidence
from hwalja.trust.weights import READING, weights
from tests.export.pages import article, articles, block, few, line, word

BARE = Beside()
SENTENCE = "시는 올해 다리를 놓는다."


def found(own: Article, *corrections: Correction, beside: Beside = BARE) -> dict[str, float]:
    log: dict[str, list[Correction]] = {}
    for correction in corrections:
        log.setdefault(correction.block, []).append(correction)
    return evidence([own], log, beside)[0]


def placed(name: str, role: Role, box: Box, text: str = SENTENCE, em: float = 33.25) -> Block:
    read = replace(line(f"{name}l", text, box.y), em=em)
    return Block(name, role, text, (Region(f"r{name}", role, box, (read,)),))


def told(*paragraphs: str) -> dict[str, float]:
    return found(article(1, *(block(f"b{n}", Role.BODY, text) for n, text in enumerate(paragraphs))))


PLACED = ("bare", "late", "over", "sparse", "apart", "headless", "unseen")
SIGNS = (*PLACED, "cut", "spoken", "flush", "slight", "goes_on")
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


def test_a_paragraph_whose_last_line_is_short_is_not_cut_off() -> None:
    lines = ("시는 올해 다리를 놓는다고 말했지만 그 뒤의 일에", "대해서는 아무런 말을 하지 않았")
    assert told("\n".join((lines[0], lines[0])))["cut"] == 1
    assert told("\n".join(lines))["cut"] == 0


def test_a_headline_with_its_text_under_it_is_as_it_should_be() -> None:
    against = found(article(1, HEAD, LEFT, RIGHT))
    assert {name: against[name] for name in SIGNS} == dict.fromkeys(SIGNS, 0)


def signs(own: Article, *pictures: Box) -> set[str]:
    against = found(own, beside=Beside(pictures=pictures))
    return {name for name in SIGNS if against[name]}


def beside(own: Article, *others: Block, pictures: tuple[Box, ...] = ()) -> set[str]:
    """Return the signs against an article that stands before another one of these blocks."""
    against = evidence([own, article(2, *others)], {}, Beside(pictures=pictures))[0]
    return {name for name in SIGNS if against[name]}


def test_other_text_under_its_headline_stands_where_a_column_lacks() -> None:
    assert beside(article(1, HEAD, LEFT), RIGHT) == {"bare"}
    assert beside(article(1, HEAD, RIGHT), LEFT) == {"bare", "late"}
    assert signs(article(1, HEAD, LEFT)) == set()
    advertisement = Beside(furniture=(RIGHT,))
    assert found(article(1, HEAD, LEFT), beside=advertisement)["bare"] == 1


def test_what_begins_far_below_or_stands_above_a_headline_leaves_no_part_of_it_bare() -> None:
    below = placed("o", Role.BODY, Box(310, 400, 190, 400))
    above = placed("o", Role.BODY, Box(310, 20, 190, 80))
    assert beside(article(1, HEAD, LEFT), below) == beside(article(1, HEAD, LEFT), above) == set()


def test_a_picture_stands_under_a_headline_too() -> None:
    own = article(1, HEAD, LEFT)
    assert beside(own, RIGHT, pictures=(Box(300, 180, 200, 200),)) == set()
    assert beside(own, RIGHT, pictures=(Box(300, 20, 200, 50),)) == {"bare"}
    assert beside(own, RIGHT, pictures=(Box(300, 900, 200, 50),)) == {"bare"}


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
    against = evidence([article(1, large, LEFT, RIGHT), torn], {}, BARE)
    assert [each["goes_on"] for each in against] == [1, 0]


@pytest.mark.parametrize(("size", "name"), [(0.8, "small"), (1.2, "large")])
def test_lines_of_another_size_are_told(size: float, name: str) -> None:
    caption = placed("b3", Role.BODY, Box(100, 600, 190, 60))
    against = found(article(1, HEAD, LEFT, RIGHT, sized(caption, size * caption.regions[0].lines[0].em)))
    assert against[name] == pytest.approx(1 / 3)
    assert against["small"] + against["large"] == against[name]
    as_set = found(article(1, HEAD, LEFT, RIGHT, caption))
    assert as_set["small"] == as_set["large"] == 0


def test_a_headline_holds_no_sentence() -> None:
    assert found(article(1, replace(HEAD, text="다리를 놓는다. 내년"), LEFT, RIGHT))["spoken"] == 1
    assert found(article(1, replace(HEAD, text="“다리 놓는다” 3.5㎞"), LEFT, RIGHT))["spoken"] == 0


def test_a_text_without_a_headline_may_stand_under_the_side_of_a_frame() -> None:
    own = article(1, LEFT, RIGHT)
    assert signs(own) == {"headless"}
    frame = Beside(rules=(Box(80, 180, 440, 3), Box(80, 180, 3, 440)))
    assert found(own, beside=frame)["headless"] == 0
    assert found(own, beside=Beside(rules=(Box(80, 20, 440, 3),)))["headless"] == 1
    assert found(own, beside=Beside(rules=(Box(305, 180, 3, 440),)))["headless"] == 1


def test_a_caption_belongs_to_a_picture() -> None:
    own = article(1, HEAD, LEFT, RIGHT, placed("p", Role.CAPTION, Box(100, 610, 190, 30)))
    assert signs(own) == {"unseen"}
    assert signs(own, Box(100, 650, 190, 200)) == set()
    assert signs(own, Box(100, 1000, 190, 200)) == {"unseen"}


def column(name: str, *edges: int, em: float = 30.0) -> Block:
    """Return a paragraph in a column whose lines begin at these edges."""
    lines = tuple(
        replace(line(f"{name}{n}", SENTENCE, 200 + 40 * n), box=Box(x, 200 + 40 * n, 300, 30), em=em)
        for n, x in enumerate(edges)
    )
    return Block(
        name, Role.BODY, SENTENCE, (Region(f"r{name}", Role.BODY, Box(100, 200, 330, 40 * len(edges)), lines),)
    )


def test_text_that_is_not_set_in_where_others_are_begins_in_mid_paragraph() -> None:
    begins, goes_on = column("b", 130, 100, 100), column("c", 100, 100, 100)
    pages = [article(n, HEAD, begins) for n in range(3)]
    flush = [each["flush"] for each in evidence([*pages, article(4, HEAD, goes_on)], {}, BARE)]
    assert flush == [0, 0, 0, 1]
    assert evidence([article(n, HEAD, goes_on) for n in range(3)], {}, BARE)[0]["flush"] == 0
    crosshead = block("x", Role.SUBHEADING, "예산은")
    under = evidence([*pages, article(4, HEAD, begins, crosshead, goes_on)], {}, BARE)[3]
    assert under["flush"] == 1
    run_in = evidence([*pages, article(4, HEAD, begins, goes_on)], {}, BARE)[3]
    assert run_in["flush"] == 1


def test_text_that_goes_on_without_a_headline_speaks_against_the_article_before() -> None:
    pages = [article(n, HEAD, column("b", 130, 100, 100)) for n in range(3)]
    rest = article(4, column("c", 100, 100, 100))
    assert [each["goes_on"] for each in evidence([*pages, rest], {}, BARE)] == [0, 0, 1, 0]


@pytest.mark.kiwi
def test_parts_of_one_article_tell_of_the_same() -> None:
    """Parts of an article share nouns, others of the page hardly do."""
    whole = (
        "시는 올해 금강에 다리를 놓는다. 공사비는 국비와 시비로 마련하고 설계는 토목 회사가 맡는다.",
        "금강 다리의 공사비는 설계를 바꾸면서 늘었다. 국비를 더 받으려는 시는 토목 회사와 협의한다.",
    )
    other = "주말 날씨는 대체로 맑겠으나 남해안에는 비가 내리겠고 바다의 물결은 높게 일겠다고 기상청이 예보했다."
    texts = (*whole, other)
    against = evidence([article(n, block(f"b{n}", Role.BODY, text)) for n, text in enumerate(texts)], {}, BARE)
    assert against[0]["kin"] == against[1]["kin"] > 0.2
    assert against[2]["kin"] == 0


@pytest.mark.kiwi
def test_misread_text_is_unlikely() -> None:
    text = "시는 올해 금강에 다리를 놓는다. 공사비는 국비와 시비로 마련하고 설계는 토목 회사가 맡는다."
    wrong = "시논 옴해 금걍에 다라룰 놓눈다. 공샤비논 국바와 사비로 마런하고 실계논 토묙 히사가 맑는다."
    assert told(wrong)["unlikely"] > told(text)["unlikely"] + 0.5


def test_text_beside_a_picture_begins_late_for_that() -> None:
    own = article(1, HEAD, RIGHT)
    assert signs(own) == {"late"}
    assert signs(own, Box(100, 220, 190, 300)) == set()
    assert "late" in signs(own, Box(100, 220, 190, 100))
    assert "late" in signs(own, Box(100, 700, 190, 300))
