"""The single steps, none of which needs the language model."""

from __future__ import annotations

import pytest

from hwalja.correct.log import apply
from hwalja.fix.kinds import Kind, is_separator, kind_of
from hwalja.fix.lines import TextLine, lines, running
from hwalja.fix.marks import spaces
from hwalja.fix.repeats import long_repeats, repeated_words
from hwalja.fix.sentences import finished, holds_sentence, stops, unclosed, unopened
from hwalja.fix.setting import blocks, setting
from hwalja.fix.units import units


def test_lines_know_where_they_stand() -> None:
    raw = "가나\r\n\r\n \u3000다\f\n라 "
    found = lines(raw)
    assert [line.text for line in found] == ["가나", "다", "라"]
    assert [raw[line.start : line.end] for line in found] == ["가나", "다", "라"]
    assert [(line.number, line.blanks, line.indent) for line in found] == [(1, 0, 0), (3, 1, 2), (5, 1, 0)]
    assert [line.new_page for line in found] == [False, False, True]


def test_marks_that_close_follow_without_a_space() -> None:
    assert running([TextLine(0, "갔다", 1), TextLine(3, ".", 2), TextLine(5, "왔다", 3)]) == "갔다. 왔다"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("군은 다리를 놓기로 했다.", Kind.PROSE),
        ("새 다리, 내년 봄에 놓는다", Kind.SHORT),
        ("“버텼다. 그리고 이겼다”", Kind.SHORT),
        ("왜 지금 다리인가?", Kind.SHORT),
        ("■ 새 다리 공청회", Kind.SHORT),
        ("▲ 17일: 경로·장애인", Kind.ITEM),
        ("1. 한 사람이 여섯 장까지 산다.", Kind.ITEM),
        ("Q. 앞으로의 계획은.", Kind.ITEM),
        ("다. 그러나 주민들은 반겼다.", Kind.PROSE),
        ("편도연 기자", Kind.BYLINE),
        ("dy@example.kr", Kind.BYLINE),
        ("새 다리 앞에 선 주민들. 〈사진=물안군 제공〉", Kind.CAPTION),
        ("무료 일 경험 제공", Kind.SHORT),
        ("ⓒ 새울통신, 무단 전재 및 재배포 금지", Kind.RIGHTS),
        ("가람선 | 05:10 | 23:40", Kind.TABLE),
        ("종합", Kind.LABEL),
        ("- 12 -", Kind.NUMBER),
        ("제3면", Kind.NUMBER),
        ("▶3면에 계속", Kind.NUMBER),
        ("2031년 4월 3일 목요일 푸른내신문", Kind.HEADER),
        ("***", Kind.SEPARATOR),
        (". ,", Kind.DIRT),
    ],
)
def test_a_line_is_told_by_its_words(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_separators_are_one_mark_over_and_over() -> None:
    assert is_separator("◇ ◇ ◇")
    assert not is_separator("◇ ·")


def test_ends_of_sentences() -> None:
    assert all(map(stops, ["했다.", "“했다.”", "했다.[1]", "했다. (사진)"]))
    assert not stops("했다")
    assert finished("다리를 놓았다")
    assert not finished("다리를 놓기로 한 뒤")
    assert holds_sentence("놓기로 했다. 그러나")
    assert not holds_sentence("놓기로… “왜?”")


def test_marks_without_a_partner() -> None:
    assert unclosed("그는 “드디어")
    assert not unclosed("그는 “드디어”라고")
    assert unopened("건넌다”고 했다. “이제")
    assert not unopened("“건넌다”고 했다")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("그는 갔다 .", "그는 갔다."),
        ("“갔다” , 그리고", "“갔다”, 그리고"),
        ("놓는다( 사진 ).", "놓는다(사진)."),
        ("『 늦벼 』를", "『늦벼』를"),
        ("그는 “ 안녕 ”이라고", "그는 “안녕”이라고"),
        ("말했다 ...", "말했다 ..."),
        ("맞다“며 ”어떻게", "맞다“며 ”어떻게"),
        ("괄호 ( )에 쓰시오", "괄호 ( )에 쓰시오"),
        ("(1982년 ~ )", "(1982년 ~ )"),
        ("( *3* )", "( *3* )"),
        ("0 .5", "0 .5"),
        ("일시 : 3월", "일시 : 3월"),
    ],
)
def test_only_plainly_wrong_spaces_go(text: str, becomes: str) -> None:
    assert apply(text, spaces(TextLine(0, text, 1), "가")) == becomes


@pytest.mark.parametrize(
    ("left", "right", "least", "same"),
    [
        ("시민모임 한쪽나눔,", "한쪽나눔, 달팽이", 1, "한쪽나눔,"),
        ("그는 다리를 놓고", "다리를 놓고 떠났다", 2, "다리를 놓고"),
        ("그는 다리를 놓고", "다리를 걷고", 1, ""),
        ("바람은 더", "더 불었다", 1, ""),
        ("시민모임 한쪽나눔,", "한쪽나눔, 달팽이", 2, ""),
    ],
)
def test_words_said_again_at_a_column_jump(left: str, right: str, least: int, same: str) -> None:
    assert right[: repeated_words(left, right, least=least)] == same


def test_long_runs_that_stand_twice() -> None:
    run = "해가 지도록 콩을 고르고 노래를 불렀다"
    (twice,) = long_repeats(f"주민들은 {run}. 군은 예산을 {run} 했다.")
    assert twice.text == f"{run}."
    assert twice.words == 6
    assert list(long_repeats("가 나 다 라 마 가 나 다 라 마")) == []


PRINTED = """\
물안군이 사라진 바다 숲을
되살리려고 잘피 3만 포기를 심
었다. 잘피는 물고기가 알을 낳
는 자리다.
군은 3년 전에도 심었지만 배
닻에 뽑혀 절반이 사라졌다."""
WRITTEN = """\
물안군이 잘피를 심었다. 잘피는 물고기가 알을 낳는 자리다.
군은 3년 전에도 심었다.
절반이 사라졌다."""


def test_printed_lines_are_told_from_paragraphs() -> None:
    assert setting(lines(PRINTED)).printed
    assert setting(lines(PRINTED)).justified
    assert not setting(lines(WRITTEN)).printed
    assert [len(unit.lines) for unit in units(lines(PRINTED))] == [4, 2]
    assert [len(unit.lines) for unit in units(lines(WRITTEN))] == [1, 1, 1]


def test_double_spacing_parts_nothing() -> None:
    spaced = PRINTED.replace("\n", "\n\n")
    assert len(blocks(lines(spaced))) == 1
    assert [len(unit.lines) for unit in units(lines(spaced))] == [4, 2]


def test_a_byline_at_the_end_of_a_paragraph_is_cut_off() -> None:
    found = units(lines("이장은 그렇게 말했다. 편도연 기자 dy@example.kr"))
    assert [(unit.kind, unit.text) for unit in found] == [
        (Kind.PROSE, "이장은 그렇게 말했다."),
        (Kind.BYLINE, "편도연 기자 dy@example.kr"),
    ]
