"""Writes a manuscript as HTML in which the browser breaks the lines.

What is to be found again carries marks: `data-part` names a part (`a1.4`: article 1, part 4; `h0` a header, `f0` a
footer), `data-rule` is on printed rules, `data-count` and `data-gap` on columns.
"""

import re
from html import escape
from itertools import groupby
from pathlib import Path

from benchmarks.pages.documents.kinds import Kind
from benchmarks.pages.documents.manuscript import Manuscript, Part, PartKind
from benchmarks.pages.documents.plan import DocumentPlan
from benchmarks.pages.elements import MM
from benchmarks.pages.faces import GOTHIC_BODY

PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><style>
{faces}
:root {{ {variables} }}
{sheet}
</style></head><body>
{content}
</body></html>
"""
SHEET = Path(__file__).with_name("page.css")

TAGS: dict[PartKind, str] = {"side-headline": "headline"}
"""Classes of parts, where they are not named as the part is."""


def type_area(look: Kind) -> tuple[float, float, float, float]:
    """Left, top, width and height in mm."""
    (width, height), (top, right, bottom, left) = look.paper_mm, look.margins_mm
    return left, top, width - left - right, height - top - bottom


def _family(family: str) -> str:
    other = "Noto Sans CJK KR" if family in GOTHIC_BODY else "Noto Serif CJK KR"
    return f"'{family}', '{other}'"


def _inline(text: str) -> str:
    return re.sub(r"\{([^}]*)\}", r"<sup>\1</sup>", escape(text))


def _part(name: str, part: Part) -> str:
    lead = f"<b>○{escape(part.lead)}</b>\u2003" if part.lead else ""
    kind = TAGS.get(part.kind, part.kind)
    return f'<p class="{kind}" data-part="{name}">{lead}{_inline(part.text)}</p>'


def _table(rows: list[tuple[str, Part]], ruling: str) -> str:
    """Rows of a table; the first one is its head."""
    written = []
    for number, (name, row) in enumerate(rows):
        tag = "td" if number else "th"
        cells = "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row.cells)
        written.append(f'<tr data-part="{name}">{cells}</tr>')
    return f'<table class="{ruling}">{"".join(written)}</table>'


def _run(named: list[tuple[str, Part]], ruling: str) -> str:
    """Parts one after the other; neighbouring rows make a table, neighbouring box lines a box."""
    written = []
    for kind, group in groupby(named, key=lambda n: n[1].kind):
        parts = list(group)
        if kind == "table":
            written.append(_table(parts, ruling))
        else:
            inside = "".join(_part(name, part) for name, part in parts)
            written.append(f'<div class="boxed">{inside}</div>' if kind == "box" else inside)
    return "".join(written)


def _columns(content: str, look: Kind) -> str:
    """Text in columns, with the rules between them."""
    count, gap = look.columns, look.gutter_mm * MM
    rules = []
    for index in range(1, count) if look.column_rule else ():
        at = f"calc({index} * (100% + {gap:.2f}px) / {count} - {gap / 2:.2f}px)"
        side = (
            f"top:{at};left:0;width:100%;height:0.5pt" if look.vertical else f"left:{at};top:0;height:100%;width:0.5pt"
        )
        rules.append(f'<div class="between" data-rule style="{side}"></div>')
    columns = f'<div class="columns" data-count="{count}" data-gap="{gap:.2f}">{content}</div>'
    return f'<div class="set">{columns}{"".join(rules)}</div>'


def _as_page(articles: list[list[tuple[str, Part]]], look: Kind, ruling: str) -> str:
    """One run of text through the columns of the page; footnotes at its foot."""
    notes = [n for parts in articles for n in parts if n[1].kind == "footnote"]
    texts = [[n for n in parts if n[1].kind != "footnote"] for parts in articles]
    above: list[tuple[str, Part]] = []
    while look.title_above and texts[0][0][1].kind in {"headline", "deck", "box"}:
        above.append(texts[0].pop(0))
    parting = '<div class="rule parting" data-rule></div>'
    flowing = _columns(parting.join(_run(parts, ruling) for parts in texts), look)
    head = f'<div class="above">{_run(above, ruling)}</div>' if above else ""
    foot = f'<div class="notes"><div class="rule" data-rule></div>{_run(notes, ruling)}</div>' if notes else ""
    return head + flowing + foot


def _as_articles(articles: list[list[tuple[str, Part]]], look: Kind, ruling: str) -> str:
    """Article under article, each in columns of its own; tables under them over the whole width."""
    written = []
    for parts in articles:
        across = [n for n in parts if n[1].kind in {"headline", "deck"}]
        beside = [n for n in parts if n[1].kind == "side-headline"]
        rows = [n for n in parts if n[1].kind == "table"]
        rest = [n for n in parts if n not in across and n not in beside and n not in rows]
        text = _columns(_run(rest, ruling), look) if rest else ""
        if beside:
            text = f'<div class="side">{_run(beside, ruling)}{text}</div>'
        written.append(f"{_run(across, ruling)}{text}{_run(rows, ruling)}")
    return '<div class="rule parting" data-rule></div>'.join(written)


def _marginalia(letter: str, texts: tuple[str, ...], place: str, look: Kind, y: float) -> str:
    """Headers (`h`) or footers (`f`), one a leaf, `y` mm from the top of the paper."""
    left, _, across, _ = type_area(look)
    wide = (across - (look.leaves - 1) * look.gutter_mm) / look.leaves
    written = []
    for index, text in enumerate(texts):
        outer = "right" if index else "left"
        align = {"ruled": "left", "centre": "center", "outer": outer}[place]
        x = left + index * (wide + look.gutter_mm)
        style = f"left:{x:.2f}mm;top:{y:.2f}mm;width:{wide:.2f}mm;text-align:{align}"
        written.append(f'<p class="margin" data-part="{letter}{index}" style="{style}">{_inline(text)}</p>')
    return "".join(written)


def _page(body: str, manuscript: Manuscript, look: Kind) -> str:
    """The type area between headers and footers."""
    left, top, across, down = type_area(look)
    heads = _marginalia("h", manuscript.headers, look.heads, look, top - 11)
    feet = _marginalia("f", manuscript.footers, look.feet, look, top + down + 5)
    if manuscript.headers and look.heads != "outer":
        style = f"position:absolute;left:{left}mm;top:{top - 5}mm;width:{across}mm;block-size:1.2pt"
        heads += f'<div class="rule" data-rule style="{style}"></div>'
    return f'{heads}<div class="area">{body}</div>{feet}'


def _variables(plan: DocumentPlan, width: int, height: int) -> dict[str, str]:
    """What the style sheet leaves open."""
    look = plan.look
    left, top, across, down = type_area(look)
    by_page = look.flow == "page"
    return {
        "width": f"{width}px", "height": f"{height}px",
        "left": f"{left}mm", "top": f"{top}mm", "across": f"{across}mm", "down": f"{down}mm",
        "body": _family(plan.body[0]), "weight": f"{plan.body[1]}",
        "bold": _family(plan.bold[0]), "bold-weight": f"{plan.bold[1]}",
        "title": _family(plan.title[0]), "title-weight": f"{plan.title[1]}",
        "size": f"{look.points}pt", "pitch": f"{look.pitch}", "title-size": f"{look.title_points}pt",
        "deck-size": f"{look.points + (look.title_points - look.points) * 0.35}pt",
        "small-size": f"{min(look.points, 10)}pt",
        "breaks": "break-all" if plan.break_inside_words else "keep-all",
        "headings": "start" if look.vertical or not by_page else "center",
        "mode": "vertical-rl" if look.vertical else "horizontal-tb",
        "count": f"{look.columns}", "gap": f"{look.gutter_mm * MM}px",
        "grow": "1 1 0" if by_page else "0 0 auto",
        "fill": "auto" if by_page else "balance",
        "columns-height": "100%" if by_page else "auto",
        "overflow": "hidden" if by_page else "visible",
    }  # fmt: skip


def document_html(plan: DocumentPlan, manuscript: Manuscript, faces: str, width: int, height: int) -> str:
    """The page of a manuscript, `width` by `height` CSS pixels; `faces` are its `@font-face` rules."""
    named = [[(f"a{a}.{n}", part) for n, part in enumerate(parts)] for a, parts in enumerate(manuscript.articles)]
    set_ = _as_page if plan.look.flow == "page" else _as_articles
    return PAGE.format(
        faces=faces,
        variables="".join(f"--{name}:{value};" for name, value in _variables(plan, width, height).items()),
        sheet=SHEET.read_text(encoding="utf-8"),
        content=_page(set_(named, plan.look, plan.ruling), manuscript, plan.look),
    )
