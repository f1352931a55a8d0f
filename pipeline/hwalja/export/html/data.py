"""What the script of the page view knows beside the texts, which stand in the document itself.

Words have no names of their own: the script counts them, block by block, as they stand in the texts.
"""

from __future__ import annotations

from hwalja.errors import printable
from hwalja.export.document import sides
from hwalja.export.html.marks import JOIN, is_shown, marks
from hwalja.export.html.numbers import packed
from hwalja.export.html.places import as_read, places
from hwalja.export.printed import printed
from hwalja.model import Block, Correction, Fact, Page


def blocks_of(page: Page) -> tuple[Block, ...]:
    """Return the page's blocks as they stand in the document: those of the articles, then the furniture."""
    return (*(block for article in page.articles for block in article.blocks), *page.furniture)


def to_data(page: Page) -> dict[str, object]:
    """Return all that stands nowhere in the texts.

    Confidences, severities and shares of ink are in hundredths of a percent; `places` are `packed`; blocks, lines and
    words are numbered as they stand in the document.
    """
    blocks = blocks_of(page)
    pieces = printed(page)
    words = [[pieces.get(line.id, ()) for line in block.lines] for block in blocks]
    number = {block.id: n for n, block in enumerate(blocks)}
    return {
        "size": [int(page.width), int(page.height)],
        "articles": [
            [_basis(article.confidence), [doubt.value for doubt in article.doubts], len(article.blocks)]
            for article in page.articles
        ],
        "places": packed(places(blocks, words)),
        "read": list(as_read(blocks, words)),
        "marks": [[place, read, *told] for place, read, told in marks(blocks, words, page.corrections)],
        "fixes": [_fix(each) for each in page.corrections if is_shown(each)],
        "order": [number[name] for name in page.order if name in number],
        "pictures": [sides(box) for box in page.pictures],
        "unread": [[*sides(each.box), each.reason.value, _basis(each.ink)] for each in page.unread],
        "about": _about(page),
    }


def _about(page: Page) -> dict[str, object]:
    ink = page.ink
    parts = ("text", "pictures", "rules", "advertisements", "unread")
    return {
        "id": page.id,
        "source": printable(page.source),
        "sha256": page.sha256,
        "dpi": [round(page.dpi), page.dpi_origin],
        "skew": round(page.skew, 2),
        "facts": {
            name: _fact(fact)
            for name, fact in (
                ("newspaper", page.newspaper),
                ("issue_date", page.issue_date),
                ("page_number", page.page_number),
                ("section", page.section),
            )
            if fact
        },
        "models": [[model.name, model.version] for model in page.models],
        "steps": [[step.stage, step.version] for step in page.steps],
        "grade": page.quality.grade.value,
        "flaws": [[flaw.defect.value, _basis(flaw.severity)] for flaw in page.quality.flaws],
        "doubts": [doubt.value for doubt in page.doubts],
        "ink": {part: _basis(getattr(ink, part)) for part in parts} if ink else None,
        "confidence": None if page.confidence is None else _basis(page.confidence),
        "corrections": sum(each.applied and each.kind != JOIN for each in page.corrections),
        "suggestions": sum(not each.applied for each in page.corrections),
        "ends": sum(each.applied and each.kind == JOIN for each in page.corrections),
        "warnings": list(page.warnings),
    }


def _fact(fact: Fact) -> list[str]:
    return [fact.value, fact.origin]


def _fix(fix: Correction) -> list[object]:
    evidence = {name: value if isinstance(value, str) else round(value, 2) for name, value in fix.evidence.items()}
    return [fix.kind, fix.original, fix.replacement, int(fix.applied), _basis(fix.confidence), evidence]


def _basis(share: float) -> int:
    return round(10_000 * share)
