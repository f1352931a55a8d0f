"""Spellings of loanwords that writers choose between: `퓨쳐` and `퓨처`, `리더쉽` and `리더십`. They are not misread."""

from __future__ import annotations

from hwalja.correct.jamo import apart, is_syllable, together

_SIMPLE = dict(zip("ㅑㅒㅕㅖㅛㅠㅐㅙㅞ", "ㅏㅔㅓㅔㅗㅜㅔㅚㅚ", strict=True))
"""Medials that sound alike, behind the initials that are named below, or everywhere."""
_PALATAL = "ㅈㅉㅊ"
_ALWAYS = "ㅐㅙㅞ"
_TENSE = dict(zip("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ", strict=True))
_WHOLE = {
    "쉽": "십",
    "쉬": "시",
    "컨": "콘",
    "칼": "컬",
    "날": "널",
    "탈": "털",
    "랄": "럴",
    "샵": "숍",
    "훼": "페",
    "화": "파",
    "후": "프",
}


def spelling(text: str) -> str:
    """Return `text` in the simplest spelling that sounds like it, to compare spellings by."""
    return "".join(_simplest(_WHOLE.get(each, each)) for each in text)


def _simplest(character: str) -> str:
    if not is_syllable(character):
        return character
    initial, medial, final = apart(character)
    initial = _TENSE.get(initial, initial)
    if medial in _ALWAYS or initial in _PALATAL:
        medial = _SIMPLE.get(medial, medial)
    return together(initial + medial + final)
