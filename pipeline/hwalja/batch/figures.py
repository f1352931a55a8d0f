"""What the report tells of a page, in few numbers."""

from __future__ import annotations

from dataclasses import dataclass

from hwalja.model import Page


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one page.

    Attributes:
        confidence: Share of the characters that is expected to be right, over all articles; None where there are none.
        grade: Of the scan: poor, fair, good or excellent.
        unsure: A person should look at the page.
        doubts: Why.
        articles: How many.
        unsure_articles: How many of them a person should look at.
        characters: In the articles' text.
        corrections: How many were applied.
        ink: Share in 0…1 of the page's ink that is accounted for: not left unread; None where there is no ink.
        width: Of the scan in px.
        height: Of the scan in px.
    """

    confidence: float | None
    grade: str
    unsure: bool
    doubts: tuple[str, ...]
    articles: int
    unsure_articles: int
    characters: int
    corrections: int
    ink: float | None
    width: int
    height: int

    @classmethod
    def of(cls, page: Page) -> Figures:
        confidence = page.confidence
        return cls(
            confidence=None if confidence is None else round(confidence, 4),
            grade=page.quality.grade.value,
            unsure=page.unsure,
            doubts=tuple(doubt.value for doubt in page.doubts),
            articles=len(page.articles),
            unsure_articles=sum(article.unsure for article in page.articles),
            characters=sum(len(article.text) for article in page.articles),
            corrections=sum(correction.applied for correction in page.corrections),
            ink=None if page.ink is None else round(1 - page.ink.unread, 4),
            width=page.width,
            height=page.height,
        )
