import pytest

from hwalja.correct.quotes import paired


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("그는 '왕실 주문' 글씨라고 했다.", {3, 9}),
        ("이른바 ‘택시법'이 논란이다.", {4, 8}),  # an engine mixes them up
        ("그는 \"이겼다\"며 '휴'라고 했다.", {3, 7, 10, 12}),
        ("하루도 어기지' 않은 짝을 만났다.", set()),
        ("탈선한 '폴란드 공군 소속", set()),
        ("공군 '소속의 '대통령 전용기'가", {8, 16}),  # the first of two that open has none
        ("끝난 말' 뒤 '", set()),
        ("", set()),
    ],
)
def test_marks_that_have_a_mate(text: str, found: set[int]) -> None:
    assert paired(text) == found


def test_a_mate_is_near() -> None:
    assert paired(f"'{'가' * 80}'") == frozenset()
