from __future__ import annotations

import pytest

from hwalja.compose import Composition, Header, compose
from hwalja.geometry import Affine
from hwalja.model import Article, Block, Region, Role
from tests.compose.pages import SIZE, blank, column, display, layout, line

FULL = "글줄이 끝까지 찬다"


def composed(*stories: list[Region], furniture: tuple[Region, ...] = ()) -> Composition:
    return compose(*blank(), layout(*stories, furniture=furniture), "p1")


def article(*regions: Region) -> Article:
    (found,) = composed(list(regions)).articles
    return found


def kinds(found: Article) -> list[tuple[Role, str]]:
    return [(block.role, block.raw) for block in found.blocks]


def test_a_story_becomes_headline_and_paragraphs() -> None:
    found = article(display(Role.HEADLINE, "새 다리", "놓는다"), column("가나", "다라", "마바", indented=[0, 2]))
    assert kinds(found) == [
        (Role.HEADLINE, "새 다리\n놓는다"),
        (Role.BODY, "가나\n다라"),
        (Role.BODY, "마바"),
    ]


def test_the_text_of_every_block_is_as_read() -> None:
    found = article(display(Role.HEADLINE, "새 다리", "놓는다"), column("가나", "다라"))
    assert all(block.text == block.raw for block in found.blocks)


def test_a_paragraph_that_crosses_columns_is_one_block_with_both_regions() -> None:
    first, second = column("가", "나", indented=[0]), column("다", "라", "마", x=450, indented=[1])
    crossing, last = article(first, second).blocks
    assert crossing.raw == "가\n나\n다"
    assert [region.id for region in crossing.regions] == [first.id, second.id]
    assert last.raw == "라\n마"
    assert last.regions[0].box.y == second.lines[1].box.y


def test_a_headline_in_two_regions_is_one_block() -> None:
    found = article(display(Role.HEADLINE, "새 다리"), column(FULL, FULL), display(Role.HEADLINE, "놓는다"))
    assert [block.raw for block in found.blocks if block.role is Role.HEADLINE] == ["새 다리\n놓는다"]
    assert found.blocks[0].role is Role.HEADLINE


def test_a_subheading_stands_between_the_paragraphs_that_it_parts() -> None:
    found = article(column(FULL, FULL), display(Role.SUBHEADING, "내년 봄"), column(FULL))
    assert [block.role for block in found.blocks] == [Role.BODY, Role.SUBHEADING, Role.BODY]


def test_a_caption_does_not_part_the_text_that_runs_past_it() -> None:
    found = article(column("가", "나"), display(Role.CAPTION, "다리가 놓일 자리"), column("다", "라", x=450))
    assert kinds(found) == [(Role.BODY, "가\n나\n다\n라"), (Role.CAPTION, "다리가 놓일 자리")]


def test_a_byline_is_taken_out_of_the_text() -> None:
    found = article(column(FULL, "끝난다.", "김도윤 기자", early=[1]))
    assert found.byline == "김도윤 기자"
    assert found.paragraphs == (f"{FULL}\n끝난다.",)


def test_an_address_that_is_broken_over_two_lines_stays_with_its_byline() -> None:
    found = article(column(FULL, "끝난다.", "김도윤 기자 dykim@exam", "ple.kr", early=[1]))
    assert found.byline == "김도윤 기자 dykim@exam\nple.kr"
    assert found.paragraphs == (f"{FULL}\n끝난다.",)


def test_a_byline_at_the_top_does_not_part_the_text_below() -> None:
    found = article(column("김도윤 기자", "가", "나"))
    assert kinds(found) == [(Role.BODY, "가\n나"), (Role.BYLINE, "김도윤 기자")]


def test_a_sentence_about_a_reporter_stays_in_the_text() -> None:
    found = article(column("다리를 본", "그는 기자", "였다고 한다.", early=[2]))
    assert found.byline == ""
    assert found.paragraphs == ("다리를 본\n그는 기자\n였다고 한다.",)


def test_ids_number_articles_and_blocks() -> None:
    found = composed([column("가", "나", "다", indented=[2])], [column("라")], furniture=(display(Role.LABEL, "알림"),))
    assert [a.id for a in found.articles] == ["p1#a01", "p1#a02"]
    assert [b.id for a in found.articles for b in a.blocks] == ["p1#a01.b01", "p1#a01.b02", "p1#a02.b01"]
    assert [b.id for b in found.furniture] == ["p1#f01"]


def test_what_is_in_no_story_is_furniture() -> None:
    header, label = display(Role.HEADER, "12 사회 2019년 3월 4일"), display(Role.LABEL, "알림")
    found = composed([column("가")], furniture=(header, label))
    assert [(block.role, block.raw) for block in found.furniture] == [
        (Role.HEADER, "12 사회 2019년 3월 4일"),
        (Role.LABEL, "알림"),
    ]
    assert found.header.issue_date == "2019-03-04"


def test_facts_are_read_from_the_page_header_alone() -> None:
    assert composed([column("2019년 3월 4일")], furniture=(display(Role.LABEL, "12"),)).header == Header()


def test_lines_that_were_not_read_are_left_out() -> None:
    found = article(column("가", "", "나"), column("", x=450))
    assert [block.raw for block in found.blocks] == ["가\n나"]
    assert len(found.blocks[0].regions) == 1


def test_a_story_of_which_nothing_was_read_is_no_article() -> None:
    found = composed([column("", "")], [column("가")])
    assert [a.id for a in found.articles] == ["p1#a01"]


def test_an_articles_confidence_is_that_of_its_glyphs() -> None:
    region = column("가나")
    sure = Region("r", Role.BODY, region.box, (line("가나다", confidence=1.0), line("라", y=130, confidence=0.6)))
    assert article(sure).confidence == pytest.approx(0.9)


def test_boxes_are_carried_to_the_scan() -> None:
    region = column("가", "나")
    scan, sheet = blank(Affine(c=-50.0, f=7.0))
    found = compose(scan, sheet, layout([region]), "p1")
    (block,) = found.articles[0].blocks
    assert [part.box.x for part in block.lines] == [50, 50]
    assert block.regions[0].box.y == region.box.y + 7
    assert all(part.box.x >= 0 and part.box.right <= SIZE for part in block.lines)


def test_every_line_that_was_read_is_in_one_block() -> None:
    regions = [
        display(Role.HEADLINE, "새 다리", "놓는다"),
        display(Role.SUBHEADING, "내년 봄", "착공"),
        column(FULL, FULL, "김도윤 기자", indented=[0]),
        display(Role.CAPTION, "다리가 놓일 자리"),
        column(FULL, FULL, x=450, indented=[1]),
        display(Role.TABLE, "1 2 3", "4 5 6"),
    ]
    found = [part.id for block in article(*regions).blocks for part in block.lines]
    assert sorted(found) == sorted(part.id for region in regions for part in region.lines)


def test_raw_has_a_newline_at_each_line_end() -> None:
    block = Block("b", Role.BODY, "가나다라", (column("가", "나"), column("다 라", x=450)))
    assert block.raw == "가\n나\n다 라"
