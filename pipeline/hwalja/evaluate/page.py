"""All figures of one page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from hwalja.evaluate.articles import Articles, compare_articles
from hwalja.evaluate.flow import Flow, compare_flow, find
from hwalja.evaluate.headlines import Headlines, compare_headlines
from hwalja.evaluate.order import order_errors
from hwalja.evaluate.rate import NOTHING, Rate
from hwalja.evaluate.truth import (
    Json,
    body,
    headline,
    is_document,
    read_text,
    true_articles,
    true_passages,
)


@dataclass(frozen=True, slots=True)
class PageScore:
    """How near a result is to the truth.

    Attributes:
        flow: Sentences, wherever they stand.
        articles: Bodies of articles; of a document, which has none, all zero.
        headlines: Headlines of articles with a body.
        order: Pairs of sentences in the wrong order.
        document: Whether the truth is lines: their spaces are not known, so that only figures without spaces count.
    """

    flow: Flow
    articles: Articles
    headlines: Headlines
    order: Rate
    document: bool

    def figures(self) -> dict[str, float | int | None]:
        """Return what is reported, None where the page has nothing to measure."""
        spaced = Flow(cer_nospace=self.flow.cer_nospace, exact=self.flow.exact) if self.document else self.flow
        return {
            "characters": self.flow.cer.total,
            "flow_cer": self.flow.cer.value,
            "flow_cer_nospace": self.flow.cer_nospace.value,
            "exact": self.flow.exact.value,
            "cer": spaced.graphemes.value,
            "wer": spaced.words.value,
            "jamo_cer": spaced.jamo.value,
            "spacing_precision": spaced.spacing.precision.value,
            "spacing_recall": spaced.spacing.recall.value,
            "spacing_f1": spaced.spacing.f1.value,
            "article_cer": self.articles.cer.value,
            "articles_good": self.articles.good.count,
            "articles_true": self.articles.good.total,
            "articles_found": self.articles.found,
            "splits": self.articles.splits,
            "merges": self.articles.merges,
            "misses": self.articles.misses,
            "headline_exact": self.headlines.exact.value,
            "headline_recall": self.headlines.recall.value,
            "headline_precision": self.headlines.precision.value,
            "noise": self.articles.noise,
            "order_errors": self.order.value,
        }


def evaluate_page(result: Json, truth: Json) -> PageScore:
    """Compare a result with the truth.

    Args:
        result: `{"articles": [{"headline", "paragraphs", …}], "furniture": […]}`; nothing of it must be there.
        truth: The same, or `{"lines": […]}` for a document without articles.

    Returns:
        Counts; every figure is the quotient of two.
    """
    true, read = true_articles(truth), list(result.get("articles") or ())
    text = read_text(result, truth)
    findings = [[find(sentence, text) for sentence in group] for group in true_passages(truth)]
    flow = compare_flow(chain.from_iterable(findings))
    if is_document(truth):
        return PageScore(flow, Articles(), Headlines(), NOTHING, document=True)
    return PageScore(
        flow,
        compare_articles([body(article) for article in true], [body(article) for article in read]),
        compare_headlines([headline(article) for article in true], [headline(article) for article in read]),
        order_errors(findings),
        document=False,
    )
