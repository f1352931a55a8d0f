"""Writes a laid-out page as HTML: every line stands where the layout put it."""

from html import escape

from benchmarks.pages.elements import Decoration, Style, TextLine

PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><style>
{faces}
* {{ margin: 0; padding: 0; box-sizing: border-box; }}
html, body {{ background: #fff; width: {width}px; height: {height}px; overflow: hidden; }}
.t, .d {{ position: absolute; white-space: pre; transform-origin: 0 0; }}
</style></head><body>
{content}
<div id="measure"></div>
</body></html>
"""


def css(style: Style) -> str:
    """The declarations that set text in `style`."""
    stroke = f";-webkit-text-stroke:{style.stroke:.4f}em" if style.stroke else ""
    return (
        f"font-family:'{style.family}','Noto Sans CJK KR';font-size:{style.size:.3f}px;"
        f"font-weight:{style.weight};letter-spacing:{style.letter:.4f}em;"
        f"word-break:{'keep-all' if style.words_whole else 'break-all'};"
        f"line-break:{'strict' if style.strict else 'normal'};"
        f"color:{'#fff' if style.white else '#000'};font-kerning:normal{stroke}"
    )


def line_html(line: TextLine) -> str:
    """One line of text."""
    style, box = line.style, line.box
    letter = style.letter * style.size + line.letter / style.stretch
    scale = f";transform:scaleX({style.stretch:.4f})" if style.stretch != 1 else ""
    # Two letter-spacings: the later one, in pixels, wins.
    return (
        f'<div class="t" style="{css(style)};left:{box.x:.3f}px;top:{box.y:.3f}px;'
        f"height:{box.h:.3f}px;line-height:{box.h:.3f}px;letter-spacing:{letter:.4f}px;"
        f'word-spacing:{line.word / style.stretch:.4f}px{scale}">{escape(line.text)}</div>'
    )


def decoration_html(item: Decoration) -> str:
    """One rule, frame or background."""
    box = item.box
    colour = f"rgb({item.grey},{item.grey},{item.grey})"
    paint = f"border:{item.thickness:.2f}px solid {colour}" if item.kind == "frame" else f"background:{colour}"
    return (
        f'<div class="d" style="left:{box.x:.3f}px;top:{box.y:.3f}px;width:{box.w:.3f}px;'
        f'height:{box.h:.3f}px;{paint}"></div>'
    )


def page_html(
    width: int,
    height: int,
    faces: str,
    decorations: list[Decoration] | None = None,
    lines: list[TextLine] | None = None,
) -> str:
    """A whole page; backgrounds first, then frames and rules, then text."""
    ranked = sorted(decorations or [], key=lambda d: d.kind != "fill")
    content = [decoration_html(d) for d in ranked] + [line_html(n) for n in lines or []]
    return PAGE.format(faces=faces, width=width, height=height, content="\n".join(content))
