import math

from hwalja.correct.page import MOST, UNSEEN, Page
from tests.correct.reads import read

ELSEWHERE = read("층수를 낮춘다. 층수를 높인다.", name="q")


def test_the_log_odds_are_of_windows_that_hold_the_change() -> None:
    passage = read("충수를", {0: (("층", 0.2),)})  # windows: edge and 층, edge 층수, 층수를
    page = Page.of([passage, ELSEWHERE])
    assert page.speaks(passage, {0: "층"}) == MOST
    once = read("가충수", {1: (("층", 0.2),)})  # `층수` with an edge stands nowhere
    assert Page.of([once, ELSEWHERE]).speaks(once, {1: "층"}) == 0.0
    twice = read("충수를", name="r")
    assert Page.of([passage, ELSEWHERE, twice]).speaks(passage, {0: "층"}) == math.log((4 + UNSEEN) / (3 + UNSEEN))


def test_what_was_read_is_no_evidence_for_itself() -> None:
    passage = read("층수", {0: (("충", 0.01),)})
    assert Page.of([passage]).speaks(passage, {0: "충"}) == 0.0


def test_what_is_doubted_itself_does_not_count() -> None:
    passage, doubted = read("충수를", {0: (("층", 0.2),)}), read("층수를", {0: (("충", 0.2),)}, name="q")
    assert Page.of([passage, doubted]).speaks(passage, {0: "층"}) == 0.0


def test_figures_and_punctuation_are_not_taken_from_elsewhere() -> None:
    year, stop = read("2025년", {3: (("6", 0.4),)}), read("했다,", {2: ((".", 0.4),)})
    page = Page.of([year, stop, read("2026년", name="q"), read("했다.", name="r")])
    assert page.speaks(year, {3: "6"}) == page.speaks(stop, {2: "."}) == 0.0
