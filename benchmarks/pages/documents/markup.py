"""Writes a manuscript as HTML in which the browser breaks the lines.

What is to be found again carries marks: `data-part` names a part (`a1.4`: article 1, part 4; `h0` a header, `f0` a
footer), `data-rule` is on printed rules, `data-count` and `data-gap` on columns.
"""

import re
from html import escape
from itertools import groupby

from benchmarks.pages.documents.kinds import Kind
from benchmarks.pages.documents.manuscript import Manuscript, Part, PartKind
from benchmarks.pages.documents.plan import DocumentPlan
from benchmarks.pages.elements import MM
from benchmarks.pages.faces import GOTHIC_BODY

PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><style>
{faces}
* {{ margin: 0; padding: 0; box-sizing: border-box; }}
html, body {{ background: #fff; width: {width}px; height: {height}px; overflow: hidden; }}
body {{ font: {weight} {points}pt/{pitch} {body}; color: #000; word-break: {breaks}; text-align: justify;
  orphans: 1; widows: 1; }}
.area {{ position: absolute; left: {left}mm; top: {top}mm; width: {across}mm; height: {down}mm;
  display: flex; flex-direction: column; writing-mode: horizontal-tb; }}
.set {{ position: relative; flex: {grow}; min-height: 0; min-width: 0; }}
.columns {{ width: 100%; {height_of_columns}; column-count: {count}; column-gap: {gap}px; column-fill: {fill};
  overflow: {overflow}; writing-mode: {mode}; }}
p {{ text-indent: 1em; }}
.item {{ text-indent: 0; padding-inline-start: 1.5em; text-indent: -1.5em; }}
.speech {{ text-indent: 0; }}
.byline {{ text-align: right; text-indent: 0; }}
b, .headline, .deck, .crosshead, th {{ font-family: {bold}; font-weight: {bold_weight}; }}
.headline, .deck, .crosshead {{ text-indent: 0; text-align: {headings}; word-break: keep-all; break-after: avoid; }}
.headline {{ font: {title_weight} {title_points}pt/1.3 {title}; letter-spacing: -0.02em; margin-block: 0.15em 0.4em; }}
.deck {{ font-size: {deck_points}pt; line-height: 1.4; margin-block: 0 0.4em; }}
.crosshead {{ margin-block: 0.6em 0.3em; text-align: start; }}
.side {{ display: flex; gap: 4mm; }}
.side > .headline {{ writing-mode: vertical-rl; max-height: 46mm; }}
.side > .set {{ flex: 1 1 0; }}
.boxed {{ border: 0.6pt solid #000; padding: 2mm 3mm; margin-block: 2mm 3mm; break-inside: avoid; }}
.boxed p {{ text-indent: 0; }}
.above {{ margin-bottom: 5mm; }}
table {{ border-collapse: collapse; width: 100%; margin-block: 2mm 4mm; break-inside: avoid; white-space: nowrap;
  line-height: 1.3; font-size: 0.9em; border-block: 1pt solid #000; }}
th, td {{ padding: 0.9mm 1.5mm; text-align: center; border: 0 solid #000; vertical-align: middle; }}
td:first-child {{ text-align: start; }}
.grid th, .grid td {{ border-width: 0.5pt; }}
.grid th {{ background: #ddd; }}
.open th {{ border-bottom-width: 0.5pt; }}
.notes {{ font-size: 0.78em; line-height: 1.45; padding-top: 2mm; }}
.notes p {{ text-indent: -1.2em; padding-left: 1.2em; }}
.notes .rule {{ inline-size: 32%; margin-bottom: 1.5mm; }}
.rule {{ background: #000; block-size: 0.6pt; }}
.parting {{ margin-block: 2.5mm; flex: none; }}
.between {{ position: absolute; background: #000; }}
.margin {{ position: absolute; text-indent: 0; white-space: nowrap; font-size: {small_points}pt;
  line-height: 1.4; }}
sup {{ font-size: 0.65em; line-height: 1; vertical-align: baseline; position: relative; top: -0.45em; }}
</style></head><body>
{content}
</body></html>
"""

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


def document_html(plan: DocumentPlan, manuscript: Manuscript, faces: str, width: int, height: int) -> str:
    """The page of a manuscript, `width` by `height` CSS pixels; `faces` are its `@font-face` rules."""
    look = plan.look
    left, top, across, down = type_area(look)
    by_page = look.flow == "page"
    named = [[(f"a{a}.{n}", part) for n, part in enumerate(parts)] for a, parts in enumerate(manuscript.articles)]
    body = (_as_page if by_page else _as_articles)(named, look, plan.ruling)
    return PAGE.format(
        faces=faces, width=width, height=height, left=left, top=top, across=across, down=down,
        body=_family(plan.body[0]), weight=plan.body[1], points=look.points, pitch=look.pitch,
        bold=_family(plan.bold[0]), bold_weight=plan.bold[1],
        title=_family(plan.title[0]), title_weight=plan.title[1], title_points=look.title_points,
        deck_points=look.points + (look.title_points - look.points) * 0.35, small_points=min(look.points, 10),
        breaks="break-all" if plan.break_inside_words else "keep-all",
        headings="start" if look.vertical or not by_page else "center",
        count=look.columns, gap=look.gutter_mm * MM, mode="vertical-rl" if look.vertical else "horizontal-tb",
        grow="1 1 0" if by_page else "0 0 auto", fill="auto" if by_page else "balance",
        height_of_columns="height: 100%" if by_page else "height: auto", overflow="hidden" if by_page else "visible",
        content=_page(body, manuscript, look),
    )  # fmt: skip
