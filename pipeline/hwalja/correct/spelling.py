"""Spellings of loanwords that writers choose between, such as `퓨쳐` and `퓨처`: not misread."""

from __future__ import annotations

from hwalja.correct.jamo import apart, is_syllable, together

_ALIKE = {"ㅐ": "ㅔ", "ㅙ": "ㅚ", "ㅞ": "ㅚ"}
"""Medials that sound alike."""
_PALATAL, _PLAIN = "ㅈㅉㅊ", {"ㅑ": "ㅏ", "ㅒ": "ㅔ", "ㅕ": "ㅓ", "ㅖ": "ㅔ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}
"""Initials behind which these sound alike, too."""
_TENSE = dict(zip("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ", strict=True))
_PAIRS = "쉽:십 쉬:시 컨:콘 칼:컬 날:널 탈:털 랄:럴 샵:숍 훼:페 화:파 후:프"
_WHOLE = dict(pair.split(":", 1) for pair in _PAIRS.split())


def spelling(text: str) -> str:
    """Return `text` in the simplest spelling that sounds like it, to compare spellings by."""
    return "".join(_simplest(_WHOLE.get(each, each)) for each in text)


def _simplest(character: str) -> str:
    if not is_syllable(character):
        return character
    initial, medial, final = tuple(apart(character))
    plain = _PLAIN.get(medial, medial) if initial in _PALATAL else medial
    return together(_TENSE.get(initial, initial) + _ALIKE.get(plain, plain) + final)
