from __future__ import annotations

from fractions import Fraction

from hwalja.evaluate.articles import Articles, compare_articles, grams
from hwalja.evaluate.rate import Rate
from hwalja.evaluate.text import Text

# 20 letters and 17 different 4-grams each, none in common.
ONE = "가나다라마바사아자차카타파하거너더러머버"
TWO = "고노도로모보소오조초코토포호구누두루무부"
THREE = "기니디리미비시이지치키티피히그느드르므브"


def compare(true: list[str], read: list[str]) -> Articles:
    return compare_articles([Text(text) for text in true], [Text(text) for text in read])


def test_grams_skip_spaces() -> None:
    assert grams(Text("가나 다라마")) == {"가나다라", "나다라마"}
    assert grams(Text("가 나")) == {"가나"}


def test_all_right() -> None:
    assert compare([ONE, TWO], [TWO, ONE]) == Articles(Rate(0, 40), Rate(2, 2), found=2)


def test_a_wrong_letter() -> None:
    scores = compare([ONE], [ONE.replace("자", "저")])
    assert scores.cer.fraction == Fraction(1, 20)
    assert scores.good == Rate(1, 1)


def test_good_ends_at_fifteen_percent() -> None:
    assert compare([ONE], [ONE[:18]]).good == Rate(1, 1)
    assert compare([ONE], [ONE[:17]]).good == Rate(0, 1)


def test_missed() -> None:
    scores = compare([ONE, TWO], [ONE])
    assert scores == Articles(Rate(20, 40), Rate(1, 2), found=1, misses=1)


def test_nothing_read() -> None:
    assert compare([ONE, TWO], []) == Articles(Rate(40, 40), Rate(0, 2), misses=2)
    assert compare([ONE], ["", "  "]) == Articles(Rate(20, 20), Rate(0, 1), misses=1)


def test_one_too_many_is_noise() -> None:
    assert compare([ONE], [ONE, THREE]) == Articles(Rate(20, 20), Rate(1, 1), found=2, noise=20)


def test_split() -> None:
    """The better half matches, ten letters are missing from it and ten more are one article too many."""
    scores = compare([ONE], [ONE[:11], ONE[11:]])
    assert scores.cer.fraction == Fraction(9 + 9, 20)
    assert (scores.splits, scores.merges, scores.misses, scores.noise) == (1, 0, 0, 9)


def test_a_scrap_is_no_split() -> None:
    """Of 17 4-grams three are less than a fifth, four are more."""
    assert compare([ONE], [ONE[:14], ONE[14:]]).splits == 0
    assert compare([ONE], [ONE[:13], ONE[13:]]).splits == 1


def test_merge() -> None:
    scores = compare([ONE, TWO], [f"{ONE} {TWO}"])
    assert scores.cer.fraction == Fraction(21 + 20, 40)
    assert (scores.splits, scores.merges, scores.misses) == (0, 1, 0)
    assert scores.noise == 21


def test_runs_of_eight_are_noise() -> None:
    assert compare([ONE], [ONE[:10] + TWO[:7] + ONE[10:]]).noise == 0
    assert compare([ONE], [ONE[:10] + TWO[:8] + ONE[10:]]).noise == 8
