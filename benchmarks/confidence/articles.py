"""Articles of results, each with the evidence against it and with how many of its characters are wrong."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.accuracy.pages import find_pages
from hwalja.evaluate.articles import grams, match
from hwalja.evaluate.text import Text
from hwalja.evaluate.truth import body, true_articles
from hwalja.export.json import from_json
from hwalja.model import Correction, Page
from hwalja.trust import evidence


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
    """

    page: str
    name: str
    engine: str
    evidence: dict[str, float]
    errors: int
    characters: int

    @property
    def cer(self) -> float:
        return self.errors / self.characters


def measured(pages: Path, results: Path) -> Iterator[Measured]:
    """Yield the articles with a body of every page that `results` holds a result of.

    Args:
        pages: Folder of images, the truth of each beside it.
        results: Folder of results as JSON, by the names of the pages.
    """
    for page in find_pages(pages):
        path = results / f"{page.name}.json"
        if path.exists():
            text = path.read_text("utf-8")
            bodies = [body(article) for article in json.loads(text)["articles"]]
            true = [body(article) for article in true_articles(page.truth)]
            yield from _of_page(page.name, from_json(text), bodies, true)


def _of_page(name: str, page: Page, read: list[Text], true: list[Text]) -> Iterator[Measured]:
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for correction in page.corrections:
        corrections[correction.block].append(correction)
    engine = _engine(page)
    kept = [number for number, text in enumerate(read) if len(text)]
    mates = {r: t for t, r in match([grams(text) for text in true], [grams(read[n]) for n in kept]).items()}
    for position, number in enumerate(kept):
        own = read[number]
        mate = true[mates[position]] if position in mates else None
        errors = len(own) if mate is None else Levenshtein.distance(mate.characters, own.characters)
        article = page.articles[number]
        against = evidence(article, corrections, page.pictures)
        yield Measured(name, article.id, engine, against, errors, len(own) if mate is None else len(mate))


def _engine(page: Page) -> str:
    """Return the engine that read the page first."""
    settings = next(step.settings for step in page.steps if step.stage == "recognise")
    engines = settings["engines"]
    return str(engines[0]) if isinstance(engines, tuple) else str(engines)
