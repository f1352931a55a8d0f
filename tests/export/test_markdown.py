from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given

from hwalja.export.markdown import escaped, to_markdown
from hwalja.model import Page, Role
from tests.export.pages import SHA, article, block, few, page, pages, sample

FACTS = f"""\
---
id: "sample"
source: "sample.png"
sha256: "{SHA}"
newspaper: "활자일보"
issue_date: "1998-03-01"
confidence: 0.8125
quality: "fair"
doubts: ["vertical"]
---

"""


def body(document: str) -> str:
    """Return what stands behind the front matter."""
    return document.split("---\n\n", 1)[1]


def test_every_part_has_its_place() -> None:
    assert to_markdown(sample()) == FACTS + (
        "# 활자일보 · 1998-03-01\n\n## 새 다리 놓는다\n\n**내년 봄 착공**\n\n시는 올해 다리를 놓는다.\n\n"
        "### 예산은 \\*3억\\*\n\n예산은 \\[3억\\]원이다.\n\n*홍길동 기자*\n\n> 다리가 놓일 자리.\n\n"
        "---\n\n"
        "1\\. 날씨는 맑다.\n"
    )


def test_a_page_of_which_nothing_is_known_is_called_by_its_id() -> None:
    found = replace(page(), newspaper=None, issue_date=None, id="a_b")
    assert body(to_markdown(found)) == "# a\\_b\n"
    assert "newspaper" not in front_matter(found)
    assert "confidence" not in front_matter(found)


def front_matter(found: Page) -> dict[str, object]:
    document = yaml.safe_load(to_markdown(found).split("\n---\n", 1)[0])
    assert isinstance(document, dict)
    return document


@few
@given(pages())
def test_facts_are_yaml(found: Page) -> None:
    read = front_matter(found)
    assert read["id"] == found.id
    assert read["source"] == found.source
    assert read.get("section") == (found.section.value if found.section else None)
    assert read["doubts"] == [doubt.value for doubt in found.doubts]


def test_facts_can_hold_anything() -> None:
    harmful = 'a: "b" # \\ \n---\n\x00\x1b\x85\u2028\ufeff\udcb0'
    assert front_matter(replace(sample(), source=harmful))["source"] == harmful


def test_line_ends_stay_in_paragraphs_but_not_in_headings() -> None:
    found = page(article(1, block("b1", Role.HEADLINE, "새 다\n리"), block("b2", Role.CAPTION, "윗줄\n아랫줄")))
    assert body(to_markdown(found)).partition("\n\n")[2] == "## 새 다 리\n\n> 윗줄\\\n> 아랫줄\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*별*", r"\*별\*"),
        ("_밑줄_ `코드` ~물결~", r"\_밑줄\_ \`코드\` \~물결\~"),
        ("# 제목", r"\# 제목"),
        ("제목 #", r"제목 \#"),
        ("> 인용", r"\> 인용"),
        ("- 항목", r"\- 항목"),
        ("+ 항목", r"\+ 항목"),
        ("===", r"\==="),
        ("1998. 3", r"1998\. 3"),
        ("2) 둘째", r"2\) 둘째"),
        ("[이름](곳) ![그림](곳)", r"\[이름\](곳) !\[그림\](곳)"),
        ("<b>굵게</b>", r"\<b\>굵게\</b\>"),
        ("&amp; &#44032; A&B", r"\&amp; \&#44032; A&B".replace("&#", r"&\#")),
        ("가 | 나", r"가 \| 나"),
        ("$3 \\", r"\$3 \\"),
        ("    네 칸", "네 칸"),
        ("윗줄\n- 아랫줄", "윗줄\\\n\\- 아랫줄"),
        ("올해 3-4월, 1.5배 (+2) = 끝!", "올해 3-4월, 1.5배 (+2) = 끝!"),
    ],
)
def test_special_characters_are_escaped(text: str, markdown: str) -> None:
    assert escaped(text) == markdown
