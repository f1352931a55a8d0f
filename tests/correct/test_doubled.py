import pytest

from hwalja.correct.doubled import edits
from hwalja.correct.passage import plain
from tests.correct.reads import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("수소 180㎏g을", [(7, 8)]),
        ("2㏊a 이하", [(2, 3)]),
        ("14㎏ 상자", []),
        ("14㎏m", []),  # not its last letter
        ("㎏g", []),  # no figure before it
        ("14㎏gold", []),
        ("보고서 <《흙에 남은 사람들》", [(4, 5)]),
        ("기업 (㈜길나래가 운영하", [(3, 4)]),
        ("기업(㈜길나래)이 운영하", []),
    ],
)
def test_signs_read_twice(text: str, found: list[tuple[int, int]]) -> None:
    assert [(edit.start, edit.end) for edit in edits(read(text))] == found


def test_text_without_an_image_stays() -> None:
    assert list(edits(plain("p", "14㎏g"))) == []
