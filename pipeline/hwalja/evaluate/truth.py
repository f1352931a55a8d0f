"""Truth and results as the figures see them: JSON objects with articles, or with the lines of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from hwalja.evaluate.text import Text

Json: TypeAlias = Mapping[str, Any]

SHORTEST_SENTENCE = 12
"""Characters; shorter ones are found by chance."""

DOCUMENT_FIELDS = ("headline", "subheadings", "text", "paragraphs", "byline", "captions")


def is_document(truth: Json) -> bool:
    """Tell whether the truth is lines without articles, whose spaces at line ends are not known."""
    return "lines" in truth


def true_articles(truth: Json) -> list[Json]:
    """Return the articles that have a body."""
    return [article for article in truth.get("articles") or () if article.get("paragraphs")]


def body(article: Json) -> Text:
    return Text.joined(article.get("paragraphs") or [])


def headline(article: Json) -> Text:
    return Text(article.get("headline") or "")


def _body_sentences(article: Json) -> list[Text]:
    """Return the sentences of an article's body, but for very short ones."""
    sentences = (Text(s) for paragraph in article["paragraphs"] for s in Text(paragraph).sentences)
    return [sentence for sentence in sentences if len(sentence) >= SHORTEST_SENTENCE]


def true_passages(truth: Json) -> list[list[Text]]:
    """Return what is looked for in a result: lines of a document, then sentences article by article."""
    lines = [Text(line) for line in truth.get("lines", ())]
    return [lines, *(_body_sentences(article) for article in true_articles(truth))]


def read_text(result: Json, truth: Json) -> Text:
    """Return the text in which passages are looked for: bodies; for a document everything that was read."""
    articles = result.get("articles") or []
    if is_document(truth):
        return Text("\n".join([*everything(articles), *everything(result.get("furniture") or [])]))
    return Text("\n".join(" ".join(article.get("paragraphs") or []) for article in articles))


def everything(node: object, fields: Sequence[str] = DOCUMENT_FIELDS) -> Iterator[str]:
    """Yield every string that the fields of an object, and of what is in them, hold."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key in fields:
            yield from everything(node.get(key), fields)
    elif isinstance(node, Sequence):
        for part in node:
            yield from everything(part, fields)
