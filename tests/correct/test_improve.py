"""How far the profiles go."""

import pytest

from hwalja.correct.confusions import confusions
from hwalja.correct.improve import improve
from hwalja.correct.lexicon import lexicon
from hwalja.correct.passage import Passage, plain
from hwalja.options import Profile
from tests.correct.reads import read

pytestmark = pytest.mark.kiwi

TEXT = "응답자 가운데 27.3%로 가장 많암다."
PLACE = TEXT.index("암")


def applied(passage: Passage, profile: Profile) -> list[tuple[str, bool]]:
    found = improve([passage], profile, confusions(), lexicon(()))
    return [(each.replacement, each.applied) for each in found]


def test_without_an_image_archival_only_suggests() -> None:
    assert applied(plain("p", TEXT), Profile.STANDARD) == [("았", True)]
    assert applied(plain("p", TEXT), Profile.ARCHIVAL) == [("았", False)]


def test_archival_corrects_what_the_engine_saw_otherwise() -> None:
    assert applied(read(TEXT, {PLACE: (("았", 0.4),)}), Profile.ARCHIVAL) == [("았", True)]


def test_archival_adds_no_letter_that_the_engine_gave_no_sign_of() -> None:
    passage = read("비가 많이 내렸다 그러나 강은 넘치지 않았다.")
    assert applied(passage, Profile.STANDARD) == [(".", True)]
    assert applied(passage, Profile.ARCHIVAL) == [(".", False)]
