import random

from benchmarks.corrections.terms import cases, misread
from hwalja.correct.index import distance
from hwalja.correct.terms import shipped


def test_held_out_terms_are_in_no_shipped_list() -> None:
    held_out = {case.term for case in cases()}
    assert len(held_out) == 100
    assert not held_out & {term.text for term in shipped()}


def test_each_term_stands_once_in_its_sentence() -> None:
    assert all(case.sentence.count(case.term) == 1 for case in cases())


def test_terms_are_misread_in_as_many_jamo_as_asked() -> None:
    chance = random.Random(1)
    for case in cases():
        for jamo in (1, 2):
            assert distance(case.term, misread(case.term, jamo, chance)) == jamo
