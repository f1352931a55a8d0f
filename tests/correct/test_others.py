import pytest

from hwalja.correct.others import edits, told
from hwalja.correct.passage import Passage, plain
from tests.correct.reads import read

pytestmark = pytest.mark.kiwi


def likely(*passages: Passage, above: float = 1.0) -> list[tuple[int, str]]:
    return [(edit.start, edit.text) for each in edits(passages) for edit in each if edit.odds > above]


@pytest.mark.parametrize(
    ("text", "place", "other", "share"),
    [
        ("면접 날 연락이 끊졌다.", 10, "겼", 0.17),
        ("왕진을 나간 잡마다 할머니들이 먼저 반긴다.", 7, "집", 0.04),
        ("뇌파 측정기로 훨체어의 방향을 바꾼다.", 8, "휠", 0.29),
    ],
)
def test_a_runner_up_that_makes_better_korean_is_taken(text: str, place: int, other: str, share: float) -> None:
    assert likely(read(text, {place: ((other, share),)})) == [(place, other)]


@pytest.mark.parametrize(
    ("text", "place", "other"),
    [("그는 집에 갔고. 동생은 남았다.", 8, ","), ("비가 왔다, 그러나 행사는 열렸다.", 5, ".")],
)
def test_commas_and_full_stops_by_the_clause_that_they_end(text: str, place: int, other: str) -> None:
    assert likely(read(text, {place: ((other, 0.2),)})) == [(place, other)]
    right = text[:place] + other + text[place + 1 :]
    assert likely(read(right, {place: ((text[place], 0.05),)})) == []


@pytest.mark.parametrize(
    ("text", "place", "other"),
    [("16일 0시를 기준으로. 새 규칙을 따른다.", 12, ","), ("비에 젖지 않게 굳힌다, 이렇게 하면 쉽다.", 12, ".")],
)
def test_marks_that_hardly_stand_behind_such_a_word(text: str, place: int, other: str) -> None:
    assert likely(read(text, {place: ((other, 0.05),)}), above=0.0) == [(place, other)]


def test_letters_side_by_side_are_read_together() -> None:
    passage = read("코로나바이러스캄암증에 걸린 사람", {7: (("감", 0.34),), 8: (("염", 0.24), ("엄", 0.17))})
    assert likely(passage) == [(7, "감염")]


@pytest.mark.parametrize(
    ("text", "place", "other"),
    [
        ("왕진을 나간 집마다 할머니들이 먼저 반긴다.", 7, "잡"),  # worse Korean
        ("분기 매출은 3조 2천억원이다.", 7, "8"),  # figures
        ("한 법원은 ㄴ씨 부부가 낸 소송을 물리쳤다.", 6, "L"),  # signs and letters
        ("이날 퓨쳐스리그 경기가 열렸다.", 4, "처"),  # the writer's spelling of a loanword
        ("김두영 의원은 예산을 물었다.", 1, "주"),  # a name
    ],
)
def test_what_stays(text: str, place: int, other: str) -> None:
    assert likely(read(text, {place: ((other, 0.3),)})) == []


def test_more_than_two_letters_of_an_eojeol_are_not_guessed_at() -> None:
    doubts = dict.fromkeys(range(4), (("가", 0.3), ("나", 0.2)))
    assert all(sum(len(edit.text) for edit in each) <= 2 for each in edits([read("꽳뛟뷃쒏은 날", doubts)]))


def test_what_stands_elsewhere_on_the_page_speaks_for_a_reading() -> None:
    passage = read("용액에 통과시켜 C02만 녹인다.", {10: (("O", 0.25),)})
    assert likely(passage) == []
    elsewhere = [read("하루 CO2 200t을 모은다.", name="q"), read("이산화탄소(CO2)를 붙잡는다.", name="r")]
    assert likely(passage, *elsewhere, above=0.0) == [(10, "O")]


def test_only_an_engine_that_tells_is_asked() -> None:
    assert told([read("집", {0: (("잡", 0.1),)})])
    assert not told([read("집"), plain("q", "잡")])


def test_a_stop_within_a_sentence_may_be_a_comma() -> None:
    text = "비가 그치고. 바람이 불었다. 눈이 내렸다."
    place = text.index(".")
    passage = read(text, {place: ((",", 0.45),), text.rindex("."): ((",", 0.45),)})
    assert [(edit.start, edit.text) for edit in edits([passage])[0] if edit.odds > 0] == [(place, ",")]
