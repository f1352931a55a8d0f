"""Which signs stand between what."""

import pytest

from hwalja.correct.surroundings import surroundings


@pytest.mark.parametrize(
    ("text", "position", "likely", "unlikely"),
    [
        ("갔다: 그", 2, ".", "·"),
        ("학.교", 1, "", ","),
        ("비가 오고. 눈이", 5, ",", "?"),
    ],
)
def test_neighbours_speak_for_a_sign(text: str, position: int, likely: str, unlikely: str) -> None:
    speak = surroundings().speak
    assert speak(text, position, likely) > 0
    assert speak(text, position, likely) > speak(text, position, unlikely)


def test_what_stands_there_speaks_neither_way() -> None:
    assert surroundings().speak("갔다. 그", 2, ".") == 0
