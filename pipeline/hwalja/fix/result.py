"""What `correct_text` returns."""

from __future__ import annotations

from dataclasses import dataclass

from hwalja.model import Correction, Role, Views


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: offsets in characters, the end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A headline, a paragraph, a byline … of a cleaned text.

    Attributes:
        role: What it is.
        text: As cleaned.
        source: Where it stood in the raw text, with all that interrupted it.
        place: Where it stands in the cleaned text.
    """

    role: Role
    text: str
    source: Span
    place: Span


@dataclass(frozen=True, slots=True)
class CorrectedArticle(Views):
    """An article of a cleaned text; the plain lists are views of `parts`, which keeps the order."""

    parts: tuple[Part, ...]

    @property
    def told(self) -> tuple[Part, ...]:
        return self.parts

    @property
    def source(self) -> Span:
        """Where the article stood in the raw text."""
        return Span(min(part.source.start for part in self.parts), max(part.source.end for part in self.parts))


@dataclass(frozen=True, slots=True)
class CorrectedText:
    """A text, cleaned.

    Attributes:
        name: What the text is called: the `block` of its corrections.
        raw: As given, in NFC.
        text: As cleaned: a blank line between paragraphs, two between articles.
        corrections: What makes `text` of `raw`, from left to right, and what was only suggested;
            `hwalja.correct.log.undo` gives back `raw`.
        articles: In the order of the text.
        warnings: What a person should look at.
    """

    name: str
    raw: str
    text: str
    corrections: tuple[Correction, ...]
    articles: tuple[CorrectedArticle, ...]
    warnings: tuple[str, ...]
