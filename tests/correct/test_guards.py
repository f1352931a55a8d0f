import pytest

from hwalja.correct.guards import Guards, may_name_person, names_person


@pytest.mark.parametrize("text", ["한가람 garam@example.kr", "누리집(https://example.kr/온보당)", "www.온보당.kr 참고"])
def test_addresses(text: str) -> None:
    guards = Guards.of(text)
    assert any(guards.address(start) for start in range(len(text)))


def test_quotations() -> None:
    text = "시장은 “온보당을 연다”고 했다"
    guards = Guards.of(text)
    assert guards.quotation(text.index("온보당"))
    assert not guards.quotation(text.index("했다"))


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("강도윤 의원은", "강도윤", True),
        ("강도윤(45) 대표는", "강도윤", True),
        ("강도윤 씨는", "강도윤", True),
        ("박지호 전 시장은", "박지호", False),
        ("시인 서하진의", "서하진", True),
        ("옹씨는 후임에게", "옹", True),
        ("감씨앗을 심었다", "감", False),
        ("구제역 양성 반응", "구제역", False),
        ("과학기술정보통신부 장관", "과학기술정보통신부", False),
    ],
)
def test_names_beside_titles(text: str, name: str, person: bool) -> None:  # noqa: FBT001 - a parameter of the test
    start = text.index(name)
    assert names_person(text, start, start + len(name)) is person


def test_names_by_their_syllables() -> None:
    assert may_name_person("강도윤")
    assert not may_name_person("강됴윤")
    assert not may_name_person("뀽도윤")
