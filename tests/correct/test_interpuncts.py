from __future__ import annotations

import pytest

from hwalja.correct.interpuncts import misread_dots


@pytest.mark.parametrize(
    ("raw", "corrected"),
    [
        ("(이정문.김철민:허영.서영\n석·박진 의원", "(이정문·김철민·허영·서영\n석·박진 의원"),
        ("김철민.송기헌.\n임호선.민형배", "김철민·송기헌·\n임호선·민형배"),
        ("피해를 봤다.\n울진·삼척 산불은", None),  # a sentence ends, and a list begins
        ("피해가 컸음.\n울진·삼척 산불은", None),
        ("김철민.임호선", None),  # two words: a sentence may end there
        ("그렇게 했다.그러나.", None),
        ("2024.2.13. 송기헌", None),
        ("서울특별시교육청.부산광역시교육청.인천광역시교육청", None),  # no names
        ("김철민·임호선·민형배", None),
        (
            "22. 이정문. 김철민 임호선·민형배.\n서영석. 기동민 의원 발의",
            "22. 이정문·김철민·임호선·민형배·\n서영석·기동민 의원 발의",
        ),
        ("지난 주말. 가족 모두. 바다로 갔다.", None),  # spaces, and no surnames
        ("이날 오전. 김씨 부부. 한편 박씨는", None),  # sentences
    ],
)
def test_dots_in_lists_of_names(raw: str, corrected: str | None) -> None:
    text = raw
    for dot in reversed(list(misread_dots(raw))):
        assert raw.startswith(dot.original, dot.start)
        text = f"{text[: dot.start]}·{text[dot.start + len(dot.original) :]}"
    assert text == (corrected or raw)
