from pathlib import Path

import pytest

from hwalja.correct.index import distance, key, reach
from hwalja.correct.lexicon import Lexicon, lexicon
from hwalja.correct.spelling import spelling
from hwalja.correct.terms import Source, Term
from hwalja.errors import DictionaryError


def terms(*texts: str, source: Source = Source.TERMS) -> list[Term]:
    return [Term(text, source) for text in texts]


def test_a_syllable_is_three_jamo_and_latin_stays() -> None:
    assert key("NPU칩") == "NPUㅊㅣㅂ"
    assert key("가") == "ㄱㅏ-"


@pytest.mark.parametrize(("text", "most"), [("칩", 0), ("둥지", 1), ("온보딩", 2), ("고용노동부", 3)])
def test_short_words_may_have_fewer_wrong_jamo(text: str, most: int) -> None:
    assert reach(text) == most


@pytest.mark.parametrize(
    ("read", "term"),
    [
        ("은보당", "온보딩"),
        ("아프리카페지열병", "아프리카돼지열병"),
        ("NPU집", "NPU칩"),
        ("과학기술정보통시부", "과학기술정보통신부"),  # a final is missing
        ("수원실의회", "수원시의회"),  # a final too many
        ("아프리카지열병", "아프리카돼지열병"),  # a syllable is missing
    ],
)
def test_misread_terms_are_found(read: str, term: str) -> None:
    found = Lexicon.of(terms("온보딩", "아프리카돼지열병", "NPU칩", "과학기술정보통신부", "수원시의회")).near(read)
    assert [each.text for each in found] == [term]
    assert 0 < distance(read, term) <= reach(read)


def test_what_has_no_weight_is_known_and_not_proposed() -> None:
    words = Lexicon.of([Term("컨텐츠", Source.TERMS, "variant", 0.0)])
    assert words.get("컨텐츠")
    assert not words.near("컨텐즈")


def test_the_users_list_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("온보딩\tproduct\n두영테크\tcompany\n", encoding="utf-8")
    words = lexicon([file])
    assert words.get("온보딩") == Term("온보딩", Source.USER, "product")
    assert [each for each in words.near("온보당") if each.text == "온보딩"] == [Term("온보딩", Source.USER, "product")]
    assert words.get("고용노동부")


def test_the_shipped_lexicon_is_made_once() -> None:
    assert lexicon() is lexicon()


def test_the_users_list_is_read_again_only_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("두영테크\tcompany\n", encoding="utf-8")
    assert lexicon([file]) is lexicon([str(file)])
    file.write_text("두영테크\tcompany\n나래소프트\tcompany\n", encoding="utf-8")
    assert lexicon([file]).get("나래소프트")
    file.unlink()
    with pytest.raises(DictionaryError):
        lexicon([file])


@pytest.mark.parametrize(("one", "other"), [("퓨쳐스리그", "퓨처스리그"), ("리더쉽", "리더십"), ("컨셉트", "콘셉트")])
def test_spellings_that_sound_alike(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)
    assert spelling(spelling(one)) == spelling(one)


def test_a_misreading_is_no_spelling() -> None:
    assert spelling("온보당") != spelling("온보딩")
