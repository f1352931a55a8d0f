"""An issue of eight made-up pages, in which two articles go on on another page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from hwalja.export.alto import to_alto
from hwalja.export.json import to_json
from hwalja.issue import Issue, IssuePage, PageFile
from hwalja.issue.alto import blocks_of
from hwalja.model import Article, Block, Fact, Page, Role
from tests.export.pages import block, in_order, page

PAPER, DAY = "활자일보", "1998-03-01"

BRIDGE = ("새 다리 놓는다", "한강시가 새 다리 공사를 오는 봄에 시작한다. ▶3면에 계속")
BRIDGE_ON = ("한강시 다리 공사", "<1면에서 계속> 한강시는 다리 공사에 3억원을 들인다.")
SCHOOL = ("학교 급식 바뀐다", "초등학교 급식 식단이 여름부터 바뀐다. 교육청은 채소를 늘린다. ☞ 5면")
SCHOOL_ON = ("급식 식단 채소 늘린다", "교육청은 초등학교 급식 식단에 채소를 두 배로 늘리기로 했다.")

TEXTS: dict[int, list[tuple[str, str]]] = {
    1: [BRIDGE, ("축구 대표팀 이겼다", "대표팀이 두 골을 넣었다. 관련기사 7면")],
    2: [SCHOOL, ("시장 물가 올랐다", "배추와 무가 비싸졌다.")],
    3: [("영화제 열린다", "가을에 영화제가 열린다."), BRIDGE_ON],
    4: [("광장에 나무 심는다", "구청이 나무를 심는다.")],
    5: [SCHOOL_ON, ("눈 많이 왔다", "강원도에 눈이 왔다.")],
    6: [("버스 요금 그대로", "요금은 오르지 않는다. ▶8면에 계속")],
    7: [("골 넣은 선수", "선수는 기뻐했다.")],
    8: [("날씨 맑다", "오늘은 하늘이 맑다."), ("책 나왔다", "시인이 시집을 냈다.")],
}


def articles_of(number: int, texts: Iterable[tuple[str, str]]) -> tuple[Article, ...]:
    found = []
    for n, (headline, text) in enumerate(texts, 1):
        blocks: tuple[Block, ...] = (
            block(f"b{n}h", Role.HEADLINE, headline, 300 * n),
            block(f"b{n}t", Role.BODY, text, 300 * n + 60),
        )
        found.append(Article(f"p{number}#a{n:02d}", blocks, 0.9))
    return tuple(found)


def page_of(number: int, texts: Iterable[tuple[str, str]]) -> Page:
    articles = articles_of(number, texts)
    return replace(
        page(*articles),
        id=f"p{number}",
        source=f"p{number}.png",
        sha256=hashlib.sha256(f"p{number}".encode()).hexdigest(),
        furniture=(),
        order=in_order((), articles),
        corrections=(),
        newspaper=Fact(PAPER, "caller"),
        issue_date=Fact(DAY, "caller"),
        page_number=Fact(str(number), "header"),
    )


def issue_page(page: Page) -> IssuePage:
    alto = to_alto(page).encode()
    files = (
        PageFile("image", f"{page.id}.png", page.sha256, kind="image/png"),
        PageFile("alto", f"{page.id}.alto.xml", hashlib.sha256(alto).hexdigest(), len(alto), "application/xml"),
        PageFile("json", f"{page.id}.json", hashlib.sha256(to_json(page).encode()).hexdigest()),
    )
    return IssuePage(page, files, blocks_of(alto))


def issue(texts: dict[int, list[tuple[str, str]]] = TEXTS) -> Issue:
    return Issue.of(PAPER, DAY, [issue_page(page_of(number, each)) for number, each in sorted(texts.items())])
