import pytest

from hwalja.correct.joins import FITTED_SHARE, Break, adapted_share, decide, plain_fact
from hwalja.model import Role


@pytest.mark.parametrize(
    ("left", "right", "fact"),
    [
        ("그는 “", "모르겠다”고", "opening bracket"),
        ("서울시(", "시장 아무개)는", "opening bracket"),
        ("끝났다", ". 이어", "closing mark"),
        ("세계무역기구(WTO", ")는", "closing mark"),
        ("한가람 기자 garam@example.k", "r", "address"),
        ("한가람 기자 gar", "am@example.kr", "address"),
        ("https://example.kr/new", "s/1 에서", "address"),
        ("", "가", "no text"),
        ("가", "", "no text"),
        ("garam@example.kr", "한가람", None),
        ("한가람 기자", "garam@example.kr", None),
        ("월요일부", "터", None),
    ],
)
def test_plain_fact(left: str, right: str, fact: str | None) -> None:
    assert plain_fact(left, right) == fact


def test_nothing_to_decide() -> None:
    assert decide([]) == []


def test_plain_facts_need_no_model() -> None:
    (join,) = decide([Break("그는 “", "모르겠다”고")])
    assert not join.space
    assert join.confidence == 1.0
    assert join.evidence == {"fact": "opening bracket"}


def test_share_of_spaces_is_the_usual_one_without_breaks() -> None:
    assert adapted_share([]) == pytest.approx(FITTED_SHARE)


def test_share_of_spaces_follows_a_paper_that_breaks_at_words() -> None:
    assert adapted_share([3.0] * 180 + [-0.5] * 20) > 0.85


def test_share_of_spaces_stays_where_both_are_clear() -> None:
    assert adapted_share([6.0] * 90 + [-6.0] * 110) == pytest.approx(0.45, abs=0.01)


SENTENCES = [
    "버스 요금은 다음 주 월요일부|터 오른다",
    "청년들이 고향에서 일자|리를 찾도록 돕는다",
    "두 기관은 현장의| 기대와 우려를 함께 들었다",
    "장마가 길어지면서| 채소값이 크게 올랐다",
    "마을 어귀에 심은 은행나|무가 노랗게 물들었다",
    "군은 내년까지 낡은 다리를| 새로 놓기로 했다",
    "주민들은 소음 때문에 잠을| 이루지 못한다고 했다",
    "시장 상인들이 손님을 기다리|고 있다",
    "이날 행사에는 시민 3|00여 명이 함께했다",
    "공사비는 모두 1,|200억원으로 늘었다",
    "비가 그치고 날이 갰다.| 아이들은 밖으로 나갔다",
    "도서관은 밤 10시까|지 문을 연다",
    "올해 수확량은 지난해보다 12.|5% 줄었다",
    "농민들은 가뭄을 걱정했고,| 정부는 대책을 내놓았다",
]


@pytest.mark.kiwi
@pytest.mark.parametrize("sentence", SENTENCES)
def test_breaks_in_sentences(sentence: str) -> None:
    left, _, right = sentence.partition("|")
    (join,) = decide([Break(left, right.lstrip())])
    assert join.space == right.startswith(" ")
    assert 0.5 <= join.confidence <= 1.0


@pytest.mark.kiwi
def test_headlines_break_at_words() -> None:
    left, right = "새 청사 건립", "예산 반토막"
    headline, body = decide([Break(left, right, Role.HEADLINE), Break(left, right)])
    assert headline.space
    assert float(headline.evidence["prior"]) > float(body.evidence["prior"])


@pytest.mark.kiwi
def test_what_stands_unbroken_on_the_page_counts() -> None:
    each = Break("회원들은 누리빛", "나루를 찾았다")
    (alone,) = decide([each])
    (together,) = decide([each], "누리빛나루에서\n누리빛나루는\n누리빛나루도")
    assert together.evidence["page"] != alone.evidence.get("page")


@pytest.mark.kiwi
def test_evidence_adds_up_to_the_confidence() -> None:
    (join,) = decide([Break("낡은 다리를", "새로 놓기로")])
    odds = sum(float(value) for value in join.evidence.values())
    assert join.space == (odds > 0)
    assert set(join.evidence) <= {"bias", "kiwi", "morphemes", "syllables", "page", "prior"}
