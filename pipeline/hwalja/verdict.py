"""What a person should know about a page: what was not read, what is in doubt, what is wrong with the scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hwalja.geometry import Box
from hwalja.model import Article, Defect, Doubt, Grade, Ink, Layout, Quality, Unread, UnreadReason

MUCH = 0.05
"""Share of a page's ink; when more was not read, the result is in doubt."""

MANY = 1 / 3
"""Share of the articles' characters; when more stand in articles that are unsure, the page is in doubt."""

NAMED = 5
"""So many unsure articles are named in a warning."""

MENTIONED = 0.002
"""Share of a page's ink; when less was not read, no warning says so: a comma or two, a crumb of a fold."""

REASONS: Mapping[UnreadReason, str] = {
    UnreadReason.VERTICAL: "set from top to bottom",
    UnreadReason.HANJA: "set in Hanja",
    UnreadReason.DIRT: "dirt",
    UnreadReason.UNREADABLE: "lines of type in which the engine saw nothing",
    UnreadReason.UNKNOWN: "of no known kind",
}

ADVICE: Mapping[Defect, str] = {
    Defect.BLURRED: "the scan is blurred, letters will be mistaken: scan the page again, flat on the glass",
    Defect.NOISY: "the scan is noisy, letters will be mistaken: scan it again in grey at 300 dpi or more",
    Defect.DARK: "the scan is dark, faint strokes may be lost: scan it again with more light",
    Defect.FAINT: "the print is faint, strokes may be missing: scan it again with more contrast",
    Defect.SMALL: "the type has few pixels, letters will be mistaken: scan it again at 300 dpi or more",
    Defect.CUT_OFF: "type is cut off at the edge of the image, parts of lines are missing: scan the whole page",
    Defect.GLARE: "a light has swallowed print: scan the page again without reflections",
}
"""What a defect means for the result, and what to do."""


def unread_lines(layout: Layout) -> tuple[Unread, ...]:
    """Return the regions' parts in which the engine saw nothing.

    The ink of the text is taken to be spread evenly over the boxes of its lines.
    """
    area = sum(line.box.area for line in layout.lines)
    text = layout.ink.text if layout.ink else 0.0
    found = []
    for region in layout.regions:
        empty = [line.box for line in region.lines if not line.words]
        if empty:
            share = text * sum(box.area for box in empty) / max(1, area)
            found.append(Unread(Box.around(empty), UnreadReason.UNREADABLE, share))
    return tuple(found)


def ink_as_read(ink: Ink | None, lines: Sequence[Unread]) -> Ink | None:
    """Return the account with the ink of `lines` moved from text to what was not read."""
    if ink is None:
        return None
    moved = min(ink.text, sum(line.ink for line in lines))
    return replace(ink, text=ink.text - moved, unread=ink.unread + moved)


def doubts(
    unread: Sequence[Unread],
    ink: Ink | None,
    quality: Quality,
    articles: Sequence[Article] = (),
    *,
    upright: bool = True,
) -> tuple[Doubt, ...]:
    """Return why the result should not be relied on without a look at the page; `upright`: its way up is sure."""
    reasons = {found.reason for found in unread}
    held = {
        Doubt.ORIENTATION: not upright,
        Doubt.VERTICAL: UnreadReason.VERTICAL in reasons,
        Doubt.HANJA: UnreadReason.HANJA in reasons,
        Doubt.QUALITY: quality.grade is Grade.POOR,
        Doubt.UNREAD: ink is not None and ink.unread > MUCH,
        Doubt.ARTICLES: _unsure_share(articles) > MANY,
    }
    return tuple(doubt for doubt, holds in held.items() if holds)


def _unsure_share(articles: Sequence[Article]) -> float:
    """Return the share of the articles' characters that stand in unsure ones."""
    sizes = [(len(article.text), article.unsure) for article in articles]
    return sum(size for size, unsure in sizes if unsure) / max(1, sum(size for size, _ in sizes))


def warnings(
    layout: Layout, unread: Sequence[Unread], quality: Quality, articles: Sequence[Article]
) -> tuple[str, ...]:
    """Say what was found and not read, which articles are unsure, and what is wrong with the scan.

    Args:
        layout: With the words of its lines.
        unread: All that was not read.
        quality: Of the scan.
        articles: That were found.
    """
    said = [] if articles else ["no article was found on the page"]
    empty = sum(not line.words for line in layout.lines)
    if empty:
        said.append(f"{empty} of {sum(1 for _ in layout.lines)} lines of type could not be read")
    if layout.dirt:
        said.append(f"the scan is noisy: {layout.dirt} pieces of a letter's size were taken for dirt and not read")
    for reason in UnreadReason:
        boxes = [found for found in unread if found.reason is reason]
        share = sum(found.ink for found in boxes)
        told = reason in (UnreadReason.VERTICAL, UnreadReason.HANJA) or share >= MENTIONED
        if boxes and told and reason is not UnreadReason.UNREADABLE:
            said.append(f"not read: {_share(share)} of the ink, {REASONS[reason]}, in {_places(len(boxes))}")
    said += _unsure_articles(articles)
    said += [f"{ADVICE[flaw.defect]} (severity {flaw.severity:.2f})" for flaw in quality.flaws if flaw.severity >= 0.1]
    return tuple(said)


def _unsure_articles(articles: Sequence[Article]) -> list[str]:
    unsure = [article for article in articles if article.unsure]
    if not unsure:
        return []
    named = [f"{article.id.rpartition('#')[2]} ({', '.join(article.doubts)})" for article in unsure[:NAMED]]
    more = [f"{len(unsure) - NAMED} more"] if len(unsure) > NAMED else []
    return [f"look at {len(unsure)} of {len(articles)} articles, which are unsure: {', '.join(named + more)}"]


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _share(share: float) -> str:
    return f"{share:.1%}" if share >= 0.001 else "under 0.1%"
