"""The texts of a page as markup: they stand in the document once, to be read without the script too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from itertools import count

from hwalja.model import Article, Block, Page, Role

_ELEMENTS = {Role.HEADLINE: "h2", Role.SUBHEADING: "h3"}
"""All else is a paragraph."""

_REST = "기사가 아닌 글"
"""Heads what belongs to no article, until the script puts it in the reader's language."""

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""In JSON these stand within strings alone, where an escape means the same: `</script>` ends nothing there."""

_CONTROLS = str.maketrans({"\0": "\N{REPLACEMENT CHARACTER}", "\r": "&#13;"})
"""What a document cannot hold, and what it would not keep."""


def texts(page: Page) -> str:
    """Return the articles in reading order, then what belongs to none of them."""
    return "".join((*map(_article, count(1), page.articles), *_furniture(page)))


def safe(text: str) -> str:
    """Return `text` as markup that shows it, whatever is in it."""
    return escape(text).translate(_CONTROLS)


def safe_json(value: object) -> str:
    """Return JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_UNSAFE)


def _article(number: int, article: Article) -> str:
    return f'<article id="a{number:02d}">{"".join(map(_block, article.blocks))}</article>\n'


def _furniture(page: Page) -> Iterator[str]:
    if page.furniture:
        yield f'<details id="furniture"><summary data-t="furniture">{_REST}</summary>'
        yield from map(_block, page.furniture)
        yield "</details>\n"


def _block(block: Block) -> str:
    element = _ELEMENTS.get(block.role, "p")
    # A line end behind <p> is kept, unlike one behind <pre>.
    return f'<{element} class="{block.role.value}">{safe(block.text)}</{element}>'
