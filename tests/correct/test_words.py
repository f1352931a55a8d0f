from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwalja.correct.edit import Edit
from hwalja.correct.lexicon import Lexicon, lexicon
from hwalja.correct.log import apply, undo
from hwalja.correct.passage import Passage, plain
from hwalja.correct.terms import Source, Term
from hwalja.correct.words import edits
from hwalja.geometry import Box
from hwalja.model import Correction, Glyph

pytestmark = pytest.mark.kiwi


def likely(passages: Sequence[Passage], words: Lexicon) -> list[tuple[str, str]]:
    found = zip(passages, edits(passages, words), strict=True)
    return [(each.text[edit.start : edit.end], edit.text) for each, all_ in found for edit in all_ if edit.odds > 0]


def changed(text: str, *user: Term) -> list[tuple[str, str]]:
    return likely([plain("p", text)], lexicon().with_user(user))


COMPANY = Term("두영테크", Source.USER, "company")
PERSON = Term("강도윤", Source.USER, "person")


@pytest.mark.parametrize(
    ("text", "read", "term"),
    [
        ("주요 가축전염병인 아프리카페지열병 감염 여부를 확인한다.", "아프리카페지열병", "아프리카돼지열병"),
        ("조직에 빨리 적응하게 하는 은보당(적응) 교육을 운영한다.", "은보당", "온보딩"),
        ("이날 과학기술정봉통신부와 협약을 맺었다.", "과학기술정봉통신부", "과학기술정보통신부"),
        ("이날 광주시의희는 조례를 고쳤다.", "광주시의희", "광주시의회"),
    ],
)
def test_misread_terms_come_back(text: str, read: str, term: str) -> None:
    assert changed(text) == [(read, term)]


def test_a_word_of_latin_and_hangul_follows_the_page() -> None:
    assert changed("국내에서 만드는 TPU칩은 값이 싸다. TPU집도 곧 나온다.") == [("TPU집", "TPU칩")]


def test_latin_letters_are_never_changed() -> None:
    assert changed("국내에서 만드는 TPU칩은 값이 싸다. TPO칩도 곧 나온다.") == []


def test_a_term_of_the_users_list_comes_back() -> None:
    assert changed("두엉테크는 새 공장을 짓기 시작했다.", COMPANY) == [("두엉테크", "두영테크")]
    assert changed("두엉테크는 새 공장을 짓기 시작했다.") == []


def test_what_stands_twice_is_a_word() -> None:
    assert changed("두엉테크는 공장을 짓는다. 두엉테크의 직원은 늘었다.", COMPANY) == []


def test_an_unreadable_name_becomes_the_users_but_another_name_stays() -> None:
    assert changed("강됴윤 의원은 예산을 늘리자고 했다.", PERSON) == [("강됴윤", "강도윤")]
    assert changed("강도율 의원은 예산을 늘리자고 했다.", PERSON) == []
    assert changed("장도윤 의원은 예산을 늘리자고 했다.", PERSON) == []


@pytest.mark.parametrize(
    "text",
    [
        "유망한 팹리스 기업 에이즈랜드가 나섰다.",  # a rare name
        "국내 전선업계는 재고가 넉넉하다.",  # a word with a suffix
        "새로 나온 컨텐츠와 퓨쳐스리그 소식이다.",  # the writer's spelling
        "스키 선수 비아노 리차드슨이 출전했다.",  # a foreigner's name
        "누리교육지원청이 학교를 조사했다.",  # another name before a common word
        "3위 여수 머메이드는 승점이 같았다.",
        "자세한 것은 https://example.kr/고옹노동부 에 있다.",
        "26일부터 3억원을 들여 100여명을 뽑는다.",
    ],
)
def test_right_words_stay(text: str) -> None:
    assert changed(text) == []


def test_a_quotation_needs_more_evidence() -> None:
    (said,) = edits([plain("p", "그는 “고옹노동부가 나섰다”고 말했다.")], lexicon())[0]
    (told,) = edits([plain("p", "그는 고옹노동부가 나섰다고 말했다.")], lexicon())[0]
    assert said.evidence["caution"] < told.evidence["caution"]


def test_sure_glyphs_stay_and_doubtful_ones_change() -> None:
    text = "두엉테크는 새 공장을 짓기 시작했다."
    words = Lexicon.of([Term("두영테크", Source.TERMS)])

    def read(confidence: float) -> list[tuple[str, str]]:
        glyphs = tuple(Glyph(each, Box(0, 0, 1, 1), confidence if each == "엉" else 0.999) for each in text)
        return likely([Passage("p", text, tuple(range(len(text))), glyphs)], words)

    assert read(0.5) == [("두엉테크", "두영테크")]
    assert read(0.9999) == []


def test_nothing_to_do() -> None:
    assert edits([], lexicon()) == []
    assert edits([plain("p", ""), plain("q", " \n ")], lexicon()) == [[], []]


def corrections(passage: Passage, found: Sequence[Edit]) -> list[Correction]:
    return [
        Correction(
            "word",
            passage.name,
            each.start,
            passage.text[each.start : each.end],
            each.text,
            None,
            dict(each.evidence),
            0.9,
        )
        for each in found
    ]


PIECES = [
    "은보당",
    "(적응) ",
    "고옹노동부",
    "가 ",
    "두엉테크는 ",
    "강됴윤 의원",
    ", ",
    "NPU집",
    "도 ",
    "2025년 ",
    "“",
    "”",
    "갔다. ",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_every_change_can_be_undone(pieces: list[str]) -> None:
    passage = plain("p", "".join(pieces))
    (found,) = edits([passage], lexicon().with_user([COMPANY, PERSON]))
    log = corrections(passage, found)
    assert undo(apply(passage.text, log), log) == passage.text
