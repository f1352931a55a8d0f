"""Writes what is on a document's page, and where, as the JSON of newspaper pages."""

import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from benchmarks.pages.ageing import Aged
from benchmarks.pages.body import CONTEXT
from benchmarks.pages.documents.lines import PrintedPage, PrintedPart
from benchmarks.pages.documents.manuscript import Manuscript, PartKind
from benchmarks.pages.documents.plan import DocumentPlan
from benchmarks.pages.elements import MM
from benchmarks.pages.truth import Mapper, hull

HANJA_SHARE = 0.1
"""Share of Hanja among the letters from which a part counts as Hanja-mixed; a gloss in brackets has less."""

ROLES: dict[PartKind, str] = {
    "headline": "headline", "side-headline": "headline", "deck": "subheading", "crosshead": "subheading",
    "body": "body", "speech": "body", "box": "body", "item": "body", "table": "table", "footnote": "footnote",
    "byline": "byline",
}  # fmt: skip
UNREAD = {"vertical", "hanja"}
PARAGRAPHS = {"body", "table", "footnote"}
RUNNING = PARAGRAPHS | UNREAD
"""Roles of which one region may hold several parts."""


@dataclass(frozen=True)
class Marked:
    """A printed part with what it is; `article` is None for what belongs to none or is not to be read."""

    part: PrintedPart
    kind: PartKind | None
    role: str
    article: int | None


def hanja_share(text: str) -> float:
    """Share of Hanja among the letters of a text."""
    letters = [c for c in text if c.isalpha()]
    return sum(unicodedata.name(c, "").startswith("CJK") for c in letters) / max(1, len(letters))


def mark(printed: PrintedPage, manuscript: Manuscript, *, vertical: bool) -> list[Marked]:
    """Tells what each printed part is; articles are numbered from 0, without those that are not to be read."""
    marked = []
    for part in printed.parts:
        if part.name[0] in "hf":
            role = {"h": "header", "f": "footer"}[part.name[0]]
            marked.append(Marked(part, None, role, None))
            continue
        article, number = map(int, part.name[1:].split("."))
        kind = manuscript.articles[article][number].kind
        role = ROLES[kind]
        if vertical or kind == "side-headline":
            role = "vertical"
        elif hanja_share(part.text) >= HANJA_SHARE:
            role = "hanja"
        marked.append(Marked(part, kind, role, None if role in UNREAD else article))
    numbers = {a: n for n, a in enumerate(dict.fromkeys(m.article for m in marked if m.article is not None))}
    return [m if m.article is None else replace(m, article=numbers[m.article]) for m in marked]


def _standing(m: Marked) -> tuple[object, ...]:
    """What lines must share to make one region; headings make one each."""
    own = m.part.name if m.role not in RUNNING or ROLES.get(m.kind or "body") not in PARAGRAPHS else ""
    return m.role, m.article, m.kind == "box", own


def _regions(marked: list[Marked], mapper: Mapper) -> list[dict[str, Any]]:
    """Lines of one role of one article that stand under one another in one column."""
    lined = [(m, line) for m in marked for line in m.part.lines]
    runs = [list(run) for _, run in groupby(lined, key=lambda pair: (_standing(pair[0]), pair[1].column))]
    return [
        {
            "id": number,
            "article": run[0][0].article,
            "role": run[0][0].role,
            "column": run[0][1].column,
            **mapper.place(*hull([(n.box.x, n.box.y, n.box.w, n.box.h) for _, n in run])),
            "lines": [
                {"text": n.text.strip(), **mapper.place(n.box.x, n.box.y, n.box.w, n.box.h)} for _, n in run
            ],
        }
        for number, run in enumerate(runs)
    ]  # fmt: skip


def column_ends(part: PrintedPart) -> list[list[str]]:
    """The characters before and after each column end inside a part."""
    found = []
    for index, (one, other) in enumerate(pairwise(part.lines)):
        if one.column != other.column:
            before = "".join(n.text for n in part.lines[: index + 1])
            after = "".join(n.text for n in part.lines[index + 1 :])
            found.append([before[-CONTEXT:], after[:CONTEXT]])
    return found


def _article(number: int, marked: list[Marked], regions: list[dict[str, Any]]) -> dict[str, Any]:
    own = [m for m in marked if m.article == number]

    def texts(*roles: str) -> list[str]:
        return [m.part.text for m in own if m.role in roles]

    return {
        "id": number,
        "headline": " ".join(texts("headline")),
        "subheadings": texts("subheading"),
        "paragraphs": texts(*PARAGRAPHS),
        "byline": " ".join(texts("byline")),
        "captions": [],
        "breaks": [b for m in own if m.role == "body" for b in column_ends(m.part)],
        "region_ids": [r["id"] for r in regions if r["article"] == number],
    }


def _features(plan: DocumentPlan, marked: list[Marked]) -> set[str]:
    """What the page shows."""
    look = plan.look
    kinds = {m.kind for m in marked}
    names = {
        "box": "boxed", "footnote": "footnotes", "table": f"table-{plan.ruling}", "speech": "speakers",
        "crosshead": "crosshead", "item": "list", "side-headline": "vertical-headline",
    }  # fmt: skip
    found = {plan.kind, f"{plan.dpi}dpi", f"columns-{look.columns}"}
    found |= {names[k] for k in kinds if k in names}
    found |= {m.role for m in marked if m.role in UNREAD | {"header", "footer"}}
    found |= {f"turned-{plan.turn}"} if plan.turn else set()
    return found | ({"facing-pages"} if look.leaves > 1 else set())


def document_truth(plan: DocumentPlan, manuscript: Manuscript, printed: PrintedPage, aged: Aged) -> dict[str, Any]:
    """The truth of a page.

    Args:
        plan: of the page.
        manuscript: its text.
        printed: its lines, CSS pixels of the clean page.
        aged: its picture, turned as planned.
    """
    look = plan.look
    mapper = Mapper(aged, plan.dpi)
    marked = mark(printed, manuscript, vertical=look.vertical)
    regions = _regions(marked, mapper)
    count = len({m.article for m in marked} - {None})
    height, width = aged.image.shape
    wide, high = (side * MM for side in look.paper_mm)
    leaf = wide / look.leaves
    return {
        "page": plan.name,
        "dpi": plan.dpi,
        "size_px": [width, height],
        "turn": plan.turn,
        "features": sorted(_features(plan, marked) | aged.features),
        "faces": {"body": f"{plan.body[0]} {plan.body[1]}", "headline": f"{plan.title[0]} {plan.title[1]}"},
        "articles": [_article(n, marked, regions) for n in range(count)],
        "furniture": [m.part.text for m in marked if m.role in {"header", "footer"}],
        "unread": [r["id"] for r in regions if r["role"] in UNREAD],
        "regions": regions,
        "order": [r["id"] for r in regions],
        "rules": [mapper.place(b.x, b.y, b.w, b.h)["box"] for b in printed.rules],
        "leaves": [mapper.place(n * leaf, 0, leaf, high)["box"] for n in range(look.leaves)],
        "ageing": {"kind": plan.ageing, "seed": plan.seed, "skew_deg": aged.skew},
    }
