"""The Markdown form of a page (CommonMark): facts as YAML, then its articles under a title that names the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hwalja.export.document import CONFIDENCE_DIGITS
from hwalja.export.facts import facts
from hwalja.export.json import in_one_line
from hwalja.export.text import READING
from hwalja.model import Article, Page, Role

ARTICLE_BREAK = "---"

_INLINE = re.compile(r"[\\`*_\[\]<>#|~$]|&(?=#?\w+;)")
"""What can begin or end something within a line, tables and formulas of common extensions included."""

_LINE_START = re.compile(r"^(?:[-+=]|(\d+)(?=[.)]))")
"""What would make a line the item of a list or the underline of a heading."""

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What stands in a string of JSON and not in one of YAML."""

_BODY = READING - {Role.SUBHEADING}


def to_markdown(page: Page) -> str:
    """Return what is known about the page, then each article's headline, decks, paragraphs, byline and captions.

    A subheading ahead of all paragraphs is a deck and stands bold; one between paragraphs heads what follows.
    """
    articles = ("\n\n".join(_parts(article)) for article in page.articles)
    body = f"\n\n{ARTICLE_BREAK}\n\n".join(filter(None, articles))
    return "\n\n".join(filter(None, [_front_matter(page), f"# {escaped(title(page))}", body])) + "\n"


def _front_matter(page: Page) -> str:
    """Return facts in YAML 1.2, of which JSON is a part."""
    known = {
        "id": page.id,
        "source": page.source,
        "sha256": page.sha256,
        **facts(page),
        "confidence": None if page.confidence is None else round(page.confidence, CONFIDENCE_DIGITS),
        "quality": page.quality.grade.value,
        "doubts": [doubt.value for doubt in page.doubts],
    }
    lines = (
        f"{name}: {_UNPRINTABLE.sub(_escape, in_one_line(value))}" for name, value in known.items() if value is not None
    )
    return "\n".join(["---", *lines, "---"])


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it stands, line ends included."""
    lines = (_escaped_line(line.strip()) for line in text.splitlines())
    return "\\\n".join(filter(None, lines))


def _escaped_line(line: str) -> str:
    line = _INLINE.sub(r"\\\g<0>", line)
    return _LINE_START.sub(lambda found: f"{found[1]}\\" if found[1] else f"\\{found[0]}", line)


def title(page: Page) -> str:
    """Return what names the page to a reader: newspaper, date, page number and section, else its id."""
    facts = (page.newspaper, page.issue_date, page.page_number, page.section)
    return " · ".join(fact.value for fact in facts if fact) or page.id


def _parts(article: Article) -> Iterator[str]:
    if article.headline:
        yield f"## {_in_one_line(article.headline)}"
    yield from _reading(article)
    if article.byline:
        yield f"*{_in_one_line(article.byline)}*"
    for caption in article.captions:
        yield "> " + escaped(caption).replace("\n", "\n> ")


def _reading(article: Article) -> Iterator[str]:
    begun = False
    for block in article.blocks:
        if not block.text.strip():
            continue
        if block.role in _BODY:
            begun = True
            yield escaped(block.text)
        elif block.role is Role.SUBHEADING:
            text = _in_one_line(block.text)
            yield f"### {text}" if begun else f"**{text}**"


def _in_one_line(text: str) -> str:
    return escaped(" ".join(text.split()))
