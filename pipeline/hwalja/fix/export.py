"""A cleaned text in the forms that it can be written in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from hwalja.export.document import derived, entry
from hwalja.export.markdown import ARTICLE_BREAK, escaped
from hwalja.fix.result import CorrectedArticle, CorrectedText, Part, Span
from hwalja.model import Correction, Role

FORMAT = "hwalja-text/1"
"""Names the form; the number rises when a key goes or changes its meaning."""

_OF_PAGES = ("block", "box")
"""What an entry of the log has for a page alone."""


def to_text(result: CorrectedText) -> str:
    return result.text


def to_markdown(result: CorrectedText) -> str:
    """Return headlines, subheadings, paragraphs, bylines and captions of each article as Markdown."""
    articles = ("\n\n".join(map(_marked, article.parts)) for article in result.articles)
    return f"\n\n{ARTICLE_BREAK}\n\n".join(filter(None, articles)) + "\n"


def _marked(part: Part) -> str:
    if part.role is Role.HEADLINE:
        return f"## {_in_one_line(part.text)}"
    if part.role is Role.SUBHEADING:
        return f"**{_in_one_line(part.text)}**"
    if part.role is Role.BYLINE:
        return f"*{_in_one_line(part.text)}*"
    if part.role is Role.CAPTION:
        return f"> {_in_one_line(part.text)}"
    return escaped(part.text)


def _in_one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def to_json(result: CorrectedText) -> str:
    """Return everything, the log too, as docs/fix.md describes it."""
    return json.dumps(to_dict(result), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def to_dict(result: CorrectedText) -> dict[str, object]:
    return {
        "format": FORMAT,
        "name": result.name,
        "raw": result.raw,
        "text": result.text,
        "articles": [_article(article) for article in result.articles],
        "corrections": [_correction(correction) for correction in result.corrections],
        "warnings": list(result.warnings),
    }


def _article(article: CorrectedArticle) -> dict[str, object]:
    return {
        **derived(article),
        "source": _span(article.source),
        "parts": [
            {"role": part.role.value, "text": part.text, "source": _span(part.source), "place": _span(part.place)}
            for part in article.parts
        ],
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _correction(correction: Correction) -> dict[str, object]:
    return {key: value for key, value in entry(correction).items() if key not in _OF_PAGES}


RENDERERS: Mapping[str, Callable[[CorrectedText], str]] = MappingProxyType(
    {"text": to_text, "markdown": to_markdown, "json": to_json}
)
"""By the names that `hwalja.export.FORMATS` has for them."""
