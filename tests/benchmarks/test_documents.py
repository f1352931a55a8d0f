"""The parts of the document generator that need no browser."""

import re
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.pages.ageing import RECIPES, age
from benchmarks.pages.documents.kinds import KINDS
from benchmarks.pages.documents.lines import DocumentLine, PrintedPage, PrintedPart, printed_page
from benchmarks.pages.documents.manuscript import Manuscript, Part, parse_manuscript, read_manuscript
from benchmarks.pages.documents.markup import document_html, type_area
from benchmarks.pages.documents.plan import SEEDS, TABLES, make_document_plan, make_document_plans
from benchmarks.pages.documents.truth import column_ends, document_truth, hanja_share, mark
from benchmarks.pages.elements import Box
from benchmarks.pages.plan import SEEDS as NEWSPAPER_SEEDS

MANUSCRIPT = """\
<< 머리말
>> - 3 -
# 제목
## 부제
> 상자 안의 글
○위원장 마루한: 시작합니다.
- 1. 첫째 항목
글이다.{1)}
=== 사이 제목
| 이름 | 값 |
| 가 | 12 |
^ 1) 각주이다.
@ 군수
---
#| 세로 제목
둘째 글이다.
"""


def lines(*texts: str, column: int = 0, top: float = 0.0) -> tuple[DocumentLine, ...]:
    return tuple(DocumentLine(t, Box(100 + 500 * column, top + 20 * n, 250, 15), column) for n, t in enumerate(texts))


def printed(manuscript: Manuscript) -> PrintedPage:
    """As if every part took one line, all of them in one column."""
    named = [(f"h{n}", text) for n, text in enumerate(manuscript.headers)]
    for a, parts in enumerate(manuscript.articles):
        named += [(f"a{a}.{n}", part.text or " ".join(part.cells)) for n, part in enumerate(parts)]
    named += [(f"f{n}", text) for n, text in enumerate(manuscript.footers)]
    written = tuple(PrintedPart(name, lines(text, top=30.0 * n)) for n, (name, text) in enumerate(named))
    return PrintedPage(written, (Box(100, 50, 400, 1),))


def test_manuscript_marks_are_read() -> None:
    manuscript = parse_manuscript(MANUSCRIPT)
    assert (manuscript.headers, manuscript.footers) == (("머리말",), ("- 3 -",))
    first, second = manuscript.articles
    assert first == (
        Part("headline", "제목"),
        Part("deck", "부제"),
        Part("box", "상자 안의 글"),
        Part("speech", "시작합니다.", lead="위원장 마루한"),
        Part("item", "1. 첫째 항목"),
        Part("body", "글이다.{1)}"),
        Part("crosshead", "사이 제목"),
        Part("table", "", cells=("이름", "값")),
        Part("table", "", cells=("가", "12")),
        Part("footnote", "1) 각주이다."),
        Part("byline", "군수"),
    )
    assert second == (Part("side-headline", "세로 제목"), Part("body", "둘째 글이다."))


def test_manuscript_text_becomes_nfc() -> None:
    assert parse_manuscript("\u1112\u1161\u11ab글").articles[0][0].text == "한글"


def test_manuscript_without_text_is_refused() -> None:
    with pytest.raises(ValueError, match="empty article"):
        parse_manuscript("<< 머리말\n글이다.\n---\n")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_part_is_written_once_and_in_order(kind: str) -> None:
    manuscript = parse_manuscript(MANUSCRIPT)
    html = document_html(replace(make_document_plan("documents", 0), kind=kind), manuscript, "", 800, 1100)
    names = re.findall(r'data-part="([^"]+)"', html)
    wanted = {"h0", "f0", *(f"a{a}.{n}" for a, parts in enumerate(manuscript.articles) for n in range(len(parts)))}
    assert len(names) == len(wanted)
    assert set(names) == wanted
    assert (names[0], names[-1]) == ("h0", "f0")
    assert "{1)}" not in html
    assert "<sup>1)</sup>" in html


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_type_areas_lie_on_their_paper_with_room_for_headers_and_footers(kind: str) -> None:
    look = KINDS[kind]
    left, top, width, height = type_area(look)
    assert left > 0
    assert top >= 20
    assert left + width < look.paper_mm[0]
    assert top + height + 10 <= look.paper_mm[1]
    assert look.leaves in {1, look.columns}


@pytest.mark.parametrize(
    ("text", "share"), [("明朝", 1.0), ("명조(明朝)", 0.5), ("한글뿐이다", 0.0), ("12 %", 0.0), ("政府는 今年", 0.8)]
)
def test_hanja_share_counts_letters(text: str, share: float) -> None:
    assert hanja_share(text) == share


def test_vertical_and_hanja_belong_to_no_article_and_the_others_are_renumbered() -> None:
    manuscript = parse_manuscript(
        "# 政府 方針\n政府는 事業을 完了한다.\n---\n#| 세로\n글이다.\n---\n# 셋째\n또 글이다."
    )
    marked = mark(printed(manuscript), manuscript, vertical=False)
    assert [(m.role, m.article) for m in marked] == [
        ("hanja", None), ("hanja", None), ("vertical", None), ("body", 0), ("headline", 1), ("body", 1),
    ]  # fmt: skip
    assert {m.role for m in mark(printed(manuscript), manuscript, vertical=True)} == {"vertical"}


def test_column_ends_are_cut_from_their_paragraph() -> None:
    part = PrintedPart("a0.0", lines("앞의 줄은 여기까지 ", "와서 끝") + lines("나고 다음 줄이다.", column=1))
    assert column_ends(part) == [["지 와서 끝", "나고 다음 "]]
    assert part.text == "앞의 줄은 여기까지 와서 끝나고 다음 줄이다."


def test_truth_holds_each_part_in_its_place() -> None:
    manuscript = parse_manuscript(MANUSCRIPT)
    plan = replace(make_document_plan("documents", 0), dpi=96)
    aged = age(np.full((1123, 794), 255, np.uint8), "clean", 1, 96)
    truth = document_truth(plan, manuscript, printed(manuscript), aged)
    first, second = truth["articles"]
    assert first["headline"] == "제목"
    assert first["subheadings"] == ["부제", "사이 제목"]
    assert first["paragraphs"] == [
        "상자 안의 글", "시작합니다.", "1. 첫째 항목", "글이다.{1)}", "이름 값", "가 12", "1) 각주이다.",
    ]  # fmt: skip
    assert first["byline"] == "군수"
    assert second["headline"] == ""
    assert second["paragraphs"] == ["둘째 글이다."]
    assert truth["furniture"] == ["머리말", "- 3 -"]
    roles = [r["role"] for r in truth["regions"]]
    assert roles == [
        "header", "headline", "subheading", "body", "body", "subheading", "table", "footnote", "byline",
        "vertical", "body", "footer",
    ]  # fmt: skip
    assert [truth["regions"][n]["role"] for n in truth["unread"]] == ["vertical"]
    assert [len(r["lines"]) for r in truth["regions"] if r["role"] == "table"] == [2]
    owned = [n for a in truth["articles"] for n in a["region_ids"]]
    assert owned == [r["id"] for r in truth["regions"] if r["article"] is not None]


def test_truth_of_a_turned_spread_lies_inside_the_turned_image() -> None:
    manuscript = parse_manuscript("글이다.")
    plan = replace(make_document_plan("documents", 0), kind="spread", dpi=96, turn=90)
    page = PrintedPage((PrintedPart("a0.0", lines("왼쪽") + lines("오른쪽", column=1)),), ())
    aged = age(np.full((794, 1119), 255, np.uint8), "clean", 1, 96).turned(90)
    truth = document_truth(plan, manuscript, page, aged)
    assert truth["size_px"] == [794, 1119]
    left, right = truth["leaves"]
    assert left[1] + left[3] <= right[1] + 1
    for region, leaf in zip(truth["regions"], (left, right), strict=True):
        x, y, w, h = region["box"]
        assert h > w
        assert leaf[0] <= x
        assert leaf[1] <= y
        assert x + w <= leaf[0] + leaf[2]
        assert y + h <= leaf[1] + leaf[3]


def test_page_that_overflows_is_refused() -> None:
    with pytest.raises(ValueError, match="p99: the text does not fit"):
        printed_page({"full": True, "parts": [], "rules": []}, "p99")


def test_parts_past_the_end_of_the_page_are_not_printed() -> None:
    line = {"text": "글", "box": [1, 2, 3, 4], "column": 0}
    found = {
        "full": False,
        "rules": [[0, 0, 9, 1]],
        "parts": [{"name": "a0.0", "lines": [line]}, {"name": "a0.1", "lines": []}],
    }
    page = printed_page(found, "p99")
    assert [p.name for p in page.parts] == ["a0.0"]
    assert page.rules == (Box(0, 0, 9, 1),)


def test_another_seed_makes_other_documents_of_the_same_kinds() -> None:
    one, other = (make_document_plans("documents", seed) for seed in (4, 5))
    assert [plan.kind for plan in one] == [plan.kind for plan in other]
    assert {plan.seed for plan in one}.isdisjoint(plan.seed for plan in other)
    assert any(a.body != b.body or a.ageing != b.ageing for a, b in zip(one, other, strict=True))


def test_document_sets_share_no_face_seed_or_paragraph() -> None:
    one, other = (make_document_plans(name) for name in ("documents", "documents-test"))
    assert not {p.body for p in one} & {p.body for p in other}
    assert not {f for p in one for f in (p.bold, p.title)} & {f for p in other for f in (p.bold, p.title)}
    assert len({*SEEDS.values(), *NEWSPAPER_SEEDS.values()}) == len(SEEDS) + len(NEWSPAPER_SEEDS)
    assert len({p.seed for p in [*one, *other]}) == len(one) + len(other)
    long = {
        name: {
            p.text for plan in plans for a in read_manuscript(name, plan.name).articles for p in a if len(p.text) > 20
        }
        for name, plans in (("documents", one), ("documents-test", other))
    }
    assert not long["documents"] & long["documents-test"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_page_has_its_text_and_repeats_none_of_it(name: str) -> None:
    for plan in make_document_plans(name):
        assert plan.ageing in RECIPES
        manuscript = read_manuscript(name, plan.name)
        prose = {"body", "speech", "box", "footnote"}
        texts = [p.text for parts in manuscript.articles for p in parts if p.kind in prose and len(p.text) > 20]
        assert len(set(texts)) == len(texts), plan.name
        assert len(manuscript.headers) in {0, plan.look.leaves}
        assert len(manuscript.footers) in {0, plan.look.leaves}
        for rows in ([p for p in parts if p.kind == "table"] for parts in manuscript.articles):
            assert len({len(row.cells) for row in rows}) <= 1, plan.name
