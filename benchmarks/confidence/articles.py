"""Articles of results, each with the evidence against it and with how many of its characters are wrong."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.accuracy.pages import find_pages
from benchmarks.confidence.misplace import misplaced
from hwalja.evaluate.articles import grams, match
from hwalja.evaluate.text import Text
from hwalja.evaluate.truth import body, true_articles
from hwalja.export.json import from_json
from hwalja.model import Article, Correction, Page
from hwalja.trust import Beside, evidence


@dataclass(frozen=True, slots=True)
class Measured:
    """An article of a result beside the true one that it matches.

    Attributes:
        page: Name of the page.
        name: Its id.
        engine: What read it.
        evidence: Against it, by name.
        errors: Edits that make its body the true one; all of its characters where it matches none.
        characters: Of the true body, or of its own where it matches none.
        fault: What was done to it on purpose.
    """

    page: str
    name: str
    engine: str
    evidence: dict[str, float]
    errors: int
    characters: int
    fault: str = ""

    @property
    def cer(self) -> float:
        return self.errors / self.characters


def measured(pages: Path, results: Path) -> Iterator[Measured]:
    """Yield the articles with a body of every page that `results` holds a result of.

    Args:
        pages: Folder of images, the truth of each beside it.
        results: Folder of results as JSON, by the names of the pages.
    """
    for name, page, true in _pages(pages, results):
        mates, against = _mates(page, true), _against(page, page.articles)
        for n, article in enumerate(page.articles):
            yield from _measured(name, page, article, mates.get(n), against[n])


def put_wrongly(pages: Path, results: Path) -> Iterator[Measured]:
    """Yield articles that were put together wrongly on purpose out of those that `measured` yields."""
    for name, page, true in _pages(pages, results):
        chance = random.Random(name)  # noqa: S311 - seeded so that figures repeat, nothing secret
        mates = _mates(page, true)
        for fault in misplaced(page.articles, chance):
            article, against = fault.articles[fault.at], _against(page, fault.articles)[fault.at]
            yield from _measured(name, page, article, mates.get(fault.position), against, fault.name)


def _pages(pages: Path, results: Path) -> Iterator[tuple[str, Page, list[Text]]]:
    """Yield name, result and true bodies of every page that there is a result of."""
    for page in find_pages(pages):
        path = results / f"{page.name}.json"
        if path.exists():
            yield page.name, from_json(path.read_text("utf-8")), [body(each) for each in true_articles(page.truth)]


def _measured(
    name: str, page: Page, article: Article, mate: Text | None, against: dict[str, float], fault: str = ""
) -> Iterator[Measured]:
    """Yield an article with a body beside the true one, its `mate`."""
    own = _body(article)
    if len(own):
        errors = len(own) if mate is None else Levenshtein.distance(mate.characters, own.characters)
        length = len(own) if mate is None else len(mate)
        yield Measured(name, article.id, _engine(page), against, errors, length, fault)


def _against(page: Page, articles: Sequence[Article]) -> list[dict[str, float]]:
    """Return the evidence against articles of a page."""
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for correction in page.corrections:
        corrections[correction.block].append(correction)
    return evidence(articles, corrections, Beside(page.pictures, page.rules, page.furniture))


def _mates(page: Page, true: list[Text]) -> dict[int, Text]:
    """Return the true bodies that articles of a page match, by the articles' positions."""
    bodies = {position: text for position, article in enumerate(page.articles) if len(text := _body(article))}
    pairs = match([grams(text) for text in true], [grams(text) for text in bodies.values()])
    positions = list(bodies)
    return {positions[r]: true[t] for t, r in pairs.items()}


def _body(article: Article) -> Text:
    return Text.joined(list(article.paragraphs))


def _engine(page: Page) -> str:
    """Return the engine that read the page first."""
    settings = next(step.settings for step in page.steps if step.stage == "recognise")
    engines = settings["engines"]
    return str(engines[0]) if isinstance(engines, tuple) else str(engines)
