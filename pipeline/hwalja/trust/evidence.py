"""What speaks against an article: characters that may be wrong, and signs that it was put together wrongly.

Only the running text counts, or all text where there is none. What each kind of evidence is worth was fitted
(`hwalja.trust.weights`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hwalja.model import Article, Correction
from hwalja.trust.indents import beginnings
from hwalja.trust.place import Beside, is_slight, placed
from hwalja.trust.words import kin, words
from hwalja.trust.written import written

USUAL = 0.08
"""Share of their nouns that neighbouring articles have in common by chance (benchmarks/confidence)."""

LIKELY = 2.5
"""Nats that a character of plain news text costs."""

MOST = 0.6
"""Share of a page's articles that begin set in, where they do as a rule."""


def evidence(
    articles: Sequence[Article], corrections: Mapping[str, Sequence[Correction]], beside: Beside
) -> list[dict[str, float]]:
    """Return the evidence against each article of a page by its name.

    Args:
        articles: As corrected, in reading order.
        corrections: Applied and suggested ones by block.
        beside: What else stands on the page.

    Returns:
        Shares of the characters: `letters`, those that the engine itself expects to have misread; `illegible`, how many
        of these are more than 2 %; `corrected` and `suggested`, changes that were made, and those that were not sure
        enough; `stray`, those in short pieces after the last full stop of a paragraph, such as a byline; `small` and
        `large`, those in lines of another size. Of the lines: `holes`, those that lack. Of the nouns: `kin`, how many
        more than usual stand in a neighbouring article, too. Nats a character: `unlikely`, by how much the language
        model is more surprised than usual. Signs, 0 or 1: `cut`, a paragraph breaks off; `bare`, nothing of the article
        stands under part of its headline; `late`, it begins right of its headline's left end; `over`, it begins above
        its headline; `sparse`, it fills little of the box around it; `apart`, a piece of it stands by itself;
        `headless`, there is neither a headline nor a rule above; `spoken`, a sentence ends in the headline; `slight`,
        that is a crosshead by its size; `goes_on`, that of the following article is, or there is none and its text goes
        on; `flush`, a paragraph is not set in where others are; `unseen`, a caption has no picture.
    """
    told = [words(article) for article in articles]
    common = kin(told)
    begins = [beginnings(article) for article in articles]
    set_in = _set_in([each for each, *_ in filter(None, begins)])
    flush = [set_in and not all(each) for each in begins]
    slight = [is_slight(article) for article in articles]
    rest = [small or (own and not each.headline) for each, small, own in zip(articles, slight, flush, strict=True)]
    return [
        {
            **written(article, corrections),
            **placed(article, articles, beside),
            "kin": max(0.0, common[n] - USUAL),
            "unlikely": max(0.0, told[n].cost - LIKELY),
            "flush": float(flush[n]),
            "slight": float(slight[n]),
            "goes_on": float(any(rest[n + 1 : n + 2])),
        }
        for n, article in enumerate(articles)
    ]


def _set_in(first: Sequence[bool]) -> bool:
    """Tell whether articles of a page begin set in, as a rule."""
    return len(first) > 1 and sum(first) >= MOST * len(first)
