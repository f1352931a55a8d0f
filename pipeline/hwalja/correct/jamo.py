"""Syllables and the jamo that they are made of."""

from __future__ import annotations

from collections.abc import Iterator

FIRST, LAST = "가", "힣"
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
"""The first is none."""

POSITIONS = (INITIALS, MEDIALS, FINALS)
SYLLABLES = len(INITIALS) * len(MEDIALS) * len(FINALS)


def is_syllable(text: str) -> bool:
    """Tell whether `text` is one precomposed Hangul syllable."""
    return len(text) == 1 and FIRST <= text <= LAST


def is_common(syllable: str) -> bool:
    """Tell whether a syllable is one of the 2,350 of KS X 1001; Python spells the others out in eight bytes."""
    return len(syllable.encode("euc_kr")) == len(FIRST.encode("euc_kr"))


def apart(syllable: str) -> str:
    """Return initial, medial and final jamo of a syllable, `-` for no final."""
    rest, final = divmod(ord(syllable) - ord(FIRST), len(FINALS))
    initial, medial = divmod(rest, len(MEDIALS))
    return INITIALS[initial] + MEDIALS[medial] + FINALS[final]


def together(jamo: str) -> str:
    """Return the syllable of three jamo as `apart` gives them."""
    initial, medial, final = (letters.index(letter) for letters, letter in zip(POSITIONS, jamo, strict=True))
    return chr(ord(FIRST) + (initial * len(MEDIALS) + medial) * len(FINALS) + final)


def neighbours(syllable: str) -> Iterator[tuple[str, int, str]]:
    """Yield every syllable that differs in one jamo, with the jamo's position and the jamo there."""
    place = ord(syllable) - ord(FIRST)
    step = SYLLABLES
    for position, letters in enumerate(POSITIONS):
        whole, step = step, step // len(letters)
        own = place % whole // step
        for number, letter in enumerate(letters):
            if number != own:
                yield chr(ord(syllable) + (number - own) * step), position, letter
