"""What the recogniser tells apart: its classes."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

HERE = Path(__file__).parent
FIRST, LAST = "가", "힣"

LATIN = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\\`")
"""ASCII: digits, letters, signs, but those that Korean typefaces draw as others."""

SIGNS = (
    "‘’“”「」『』《》〈〉【】〔〕…‥–—·•※→←↑↓↔⇒▲△▼▽▶▷◀◁■□◆◇○●◎★☆☎♥♡♠♣♪"
    "℃℉Ω㎜㎝㎞㎡㎢㎥㎏㎎㎖ℓ㏊㎾㎿㎐㎒㎓㏄㎍㎸㏈㈜㈔㉠㉡㉢①②③④⑤⑥⑦⑧⑨⑩½¼¾²³°±×÷≠≤≥∞√"
    "€£¥₩§¶†‡ⅡⅢⅣⅥⅦⅧⅨαβγδμπ№℡©®™ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠ"
)
"""What newspapers print besides. Left out: what looks like another sign in this list."""

FURTHER = (
    "곻쎘뷁햏똠펲믜챱쫙뽝쮓끍돎됬뵀뵜쑛앎얬옄왐욬윜읅잌좡줜쥰짢쨈쬲춥캨컄컾쿽퀜킄탇텱퇸튱팼펩풔퓰햡혰훕휑힄"
    "쟝쟤졔갋걂겄겍곬괌괘궸귄귕꿩낍넢놨놰뇜눕뉩댸뒙듈딮땔떫뗌뚤뛸뜅랴렜롸룅룟뢔릍맄뭥밨밗벸볔볌붴븜븝샵셧숖쉑쉡쉿슌싀쌰쎼쏸쏻쐈쐬쑝쒔쒜"
    "쓔씸앚얹옅옜왯욌웡윷잍쟈쟉젬좋죵쥔쥴짧쨔쩐쩰쪘쫬쬬쭌쭐쭝쮸찱챡첵쳔촁춍췸츌칟캬컁켓켸콱쾃쿈쿤퀭큅킵탉턻텍톰퇘툽튄틧팎펵폅푤픗핰헒헴홱횽훌흄흼"
)
"""Syllables beyond KS X 1001 (and some within it) that names, dialects, loanwords and speech of the net are written
with; further ones come from Kiwi's lexicon."""


@cache
def hangul() -> tuple[str, ...]:
    """Return the syllables: all of KS X 1001, and attested ones beyond it."""
    ksx = {c for high, low in product(range(0xB0, 0xC9), range(0xA1, 0xFF)) for c in _decoded(high, low)}
    from benchmarks.recogniser.text import lexicon

    attested = {c for word in lexicon() for c in word if FIRST <= c <= LAST}
    return tuple(sorted(ksx | attested | set(FURTHER)))


def _decoded(high: int, low: int) -> str:
    try:
        return bytes([high, low]).decode("euc_kr")
    except UnicodeDecodeError:
        return ""


@cache
def hanja() -> tuple[str, ...]:
    """Return the Hanja taught at Korean schools (Unicode's Unihan database, kKoreanEducationHanja), and others that
    newspapers print in headlines, in names and in brackets.
    """
    return tuple(sorted({c for c in (HERE / "hanja.txt").read_text(encoding="utf-8") if not c.isspace()}))


@cache
def classes() -> tuple[str, ...]:
    """Return all classes but the blank: the space first."""
    return (" ", *LATIN, *dict.fromkeys(SIGNS), *hangul(), *hanja())
