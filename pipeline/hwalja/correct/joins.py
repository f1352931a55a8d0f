"""Line ends: whether a space stood there, or the line broke inside a word.

A Korean newspaper line breaks between any two syllables, without a hyphen; nearly half of the breaks are spaces.
A log-linear model decides: see `hwalja.correct.features` for what it looks at and `benchmarks/joins` for how it
was fitted and how often it is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hwalja.correct.features import View, features, source
from hwalja.correct.kiwi import analyse
from hwalja.correct.odds import logistic, logit
from hwalja.model import Role
from hwalja.resources import dictionaries

CONTEXT = 12
"""Characters looked at on either side of a break: 16 are no better (benchmarks/joins/README.md)."""
BATCH = 512
"""Breaks analysed at a time, which bounds the memory that their morphemes take."""
PRIOR_BREAKS = 50
"""Breaks that speak for the usual share of spaces before any is seen."""
ROUNDS = 10
"""Of expectation maximisation: the share stands still to three decimals before the tenth."""
FITTED_SHARE = 0.45
"""Share of spaces among the breaks that the weights were fitted to."""
SHARE = {
    Role.HEADLINE: 0.97,
    Role.SUBHEADING: 0.97,
    Role.LABEL: 0.97,
    Role.HEADER: 0.97,
    Role.FOOTER: 0.97,
    Role.TABLE: 0.97,
    Role.BYLINE: 0.9,
    Role.CAPTION: 0.7,
    Role.ADVERTISEMENT: 0.7,
}
"""Share of spaces among the breaks of other text than body: an editor ends a headline's lines at words. Estimates."""

_ADDRESS_BEFORE = re.compile(r"(?:@|https?:|www\.)[\w./:@?=&%#~-]*$", re.ASCII)
_ADDRESS_AFTER = re.compile(r"[\w.-]*@[\w.-]+", re.ASCII)
_PART_BEFORE = re.compile(r"[a-z0-9._-]$")
_PART_AFTER = re.compile(r"[\w./:@?=&%#~-]", re.ASCII)
_NOTHING_AFTER = tuple("([{“‘「『《〈【")
_NOTHING_BEFORE = tuple(")]}”」』》〉】.,?!;:%")


@dataclass(frozen=True, slots=True)
class Break:
    """The end of one line and the beginning of the next.

    Attributes:
        cells: They are two cells of a table, of which neither goes on from the other.
    """

    left: str
    right: str
    role: Role = Role.BODY
    cells: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """What belongs at a break.

    Attributes:
        space: A space, rather than nothing.
        confidence: Probability that this is right.
        evidence: Log odds by source, positive ones for a space; or the plain fact that settles it.
    """

    space: bool
    confidence: float
    evidence: dict[str, float | str]


def decide(breaks: Sequence[Break], page: str = "") -> list[Join]:
    """Decide every break.

    Args:
        breaks: Where lines end.
        page: All text around, a newline at each line end: words may stand there unbroken.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    settled = [_settled(each) for each in breaks]
    scored = _score([each for each, join in zip(breaks, settled, strict=True) if join is None], page)
    return [join or next(scored) for join in settled]


def plain_fact(left: str, right: str) -> str | None:
    """Name what forbids a space between two lines whatever the words, if anything does."""
    if not left or not right:
        return "no text"
    if left.endswith(_NOTHING_AFTER):
        return "opening bracket"
    if right.startswith(_NOTHING_BEFORE):
        return "closing mark"
    inside = _ADDRESS_BEFORE.search(left) and _PART_AFTER.match(right)
    if inside or (_PART_BEFORE.search(left) and _ADDRESS_AFTER.match(right)):
        return "address"
    return None


def _settled(each: Break) -> Join | None:
    """Return the join that is sure whatever the words, if any is."""
    fact = "cells" if each.cells else plain_fact(each.left, each.right)
    return Join(space=each.cells, confidence=1.0, evidence={"fact": fact}) if fact else None


def _score(breaks: Sequence[Break], page: str) -> Iterator[Join]:
    evidence = [
        weigh(view, elsewhere(view, page))
        for start in range(0, len(breaks), BATCH)
        for view in views(breaks[start : start + BATCH])
    ]
    odds = [sum(each.values()) for each in evidence]
    plain = adapted_share([value for value, each in zip(odds, breaks, strict=True) if each.role not in SHARE])
    for each, sources, value in zip(breaks, evidence, odds, strict=True):
        prior = logit(SHARE.get(each.role, plain)) - logit(FITTED_SHARE)
        yield _join(value + prior, {**sources, "prior": prior})


def _join(odds: float, sources: Mapping[str, float]) -> Join:
    evidence: dict[str, float | str] = {name: round(value, 3) for name, value in sources.items() if value}
    return Join(space=odds > 0, confidence=logistic(abs(odds)), evidence=evidence)


def views(breaks: Sequence[Break]) -> Iterator[View]:
    """Return what the model sees of each break: `CONTEXT` characters on either side."""
    sides = [(each.left[-CONTEXT:], each.right[:CONTEXT]) for each in breaks]
    found = iter(analyse([text for left, right in sides for text in (f"{left} {right}", f"{left}{right}")]))
    return (View(left, right, next(found), next(found)) for left, right in sides)


def elsewhere(view: View, page: str) -> tuple[int, int]:
    """Return how often the page has the two syllables on either side with a space between them, and without."""
    left, right = view.left[-2:], view.right[:2]
    return page.count(f"{left} {right}"), page.count(f"{left}{right}")


@cache
def _weights() -> Mapping[str, float]:
    lines = (dictionaries() / "joins.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("# "))
    return {name: float(weight) for name, weight in pairs}


def weigh(view: View, repeats: tuple[int, int]) -> dict[str, float]:
    """Return the log odds for a space that each source gives.

    Args:
        view: Of the break.
        repeats: How often the page has the syllables around it with a space and without.
    """
    odds: dict[str, float] = defaultdict(float)
    weights = _weights()
    for name, value in features(view, repeats).items():
        odds[source(name)] += weights.get(name, 0.0) * value
    return odds


def adapted_share(odds: Sequence[float]) -> float:
    """Return the share of spaces among breaks that the model gives these log odds.

    Some papers break body lines at words only. The share is found by expectation maximisation (Saerens, Latinne
    and Decaestecker, Adjusting the outputs of a classifier to new a priori probabilities, 2002), with
    `PRIOR_BREAKS` breaks of the usual share added.
    """
    share = FITTED_SHARE
    for _ in range(ROUNDS):
        shift = logit(share) - logit(FITTED_SHARE)
        spaces = sum(logistic(each + shift) for each in odds)
        share = (spaces + PRIOR_BREAKS * FITTED_SHARE) / (len(odds) + PRIOR_BREAKS)
    return share
