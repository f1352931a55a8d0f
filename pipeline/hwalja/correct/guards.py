"""What must not be changed because of the words around it alone: addresses, quotations, names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.(?:com|net|org|kr|go\.kr|co\.kr)\b)\S*", re.IGNORECASE)
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉|\"[^\"\n]*\"")

SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소"
    "석선설마길연위표명기반왕금옥육인맹제모탁국어은편용봉복경초태시단갈승간순좌필라류리두빈상범예감옹팽"
)
"""Surnames of one syllable, the rare ones too."""

_GIVEN = frozenset(
    "가강건겸경계고관광교구국권규균근금기길나남노다단달담대덕도동두라람래량려련례로록론루륜률름리린림마만명모무문미민"
    "바방배백범별병보복봉부빈빛삼상새서석선설섭성세소손솔송수숙순슬승시식신아안애양언여연열영예오옥온완용우욱운울웅원월유"
    "윤율으은음을의이익인일임자장재전정제조종주준중지진찬창채천철청초춘충치태택판평표필하한해향헌혁현형혜호홍화환회효후훈휘"
    "흥희결든름솜샘봄겨갑걸곤"
)
"""Syllables of given names."""

_TITLES = (
    "기자 특파원 논설위원 위원 위원장 의원 시장 군수 구청장 도지사 지사 교육감 대통령 총리 장관 "
    "차관 청장 총장 의장 대표 원내대표 대변인 후보 사장 부사장 회장 부회장 이사장 이사 전무 "
    "상무 본부장 단장 부장 차장 과장 팀장 국장 실장 처장 소장 원장 관장 교장 교수 박사 교사 "
    "검사 판사 변호사 감독 코치 선수 작가 시인 배우 가수 여사 스님 신부 목사 "
    "연구원 센터장 조합장 서장 경위 경감 경정 총경 대위 소령 중령 대령 준장 소장 중장 대장 "
    "병장 이병 하사 상사"
)
_TITLE = "|".join(sorted(_TITLES.split(), key=len, reverse=True))
_TITLE_BEHIND = re.compile(rf"\s?(?:\([^()]*\)\s?)?(?:\S{{0,8}}?(?:{_TITLE})|[씨군양옹](?:[은는이가의도]|[^가-힣]|$))")
_ADDRESSED = re.compile(r"씨(?:[은는이가의도]|[^가-힣]|$)")
_TITLE_BEFORE = re.compile(rf"(?:{_TITLE})[\s(]+$")
SHORTEST_NAME, LONGEST_NAME = 2, 4


@dataclass(frozen=True, slots=True)
class Guards:
    """Stretches of a text: `addresses` are never changed, `quotations` only where more speaks for it."""

    addresses: tuple[tuple[int, int], ...]
    quotations: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Guards:
        return cls(tuple(_spans(ADDRESS, text)), tuple(_spans(_QUOTED, text)))

    def address(self, start: int) -> bool:
        return any(first <= start < last for first, last in self.addresses)

    def quotation(self, start: int) -> bool:
        return any(first <= start < last for first, last in self.quotations)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def names_person(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` looks like a person's name: a surname first, a title before or behind.

    A surname alone is one before `씨`.
    """
    if end == start + 1:
        return text[start] in SURNAMES and _ADDRESSED.match(text, end) is not None
    if not SHORTEST_NAME <= end - start <= LONGEST_NAME or text[start] not in SURNAMES:
        return False
    return bool(_TITLE_BEHIND.match(text, end) or _TITLE_BEFORE.search(text[max(0, start - 8) : start]))


def may_name_person(text: str) -> bool:
    """Tell whether a word may be a person's full name: it cannot be told from another name by its spelling."""
    return (
        SHORTEST_NAME < len(text) <= LONGEST_NAME and text[0] in SURNAMES and all(each in _GIVEN for each in text[1:])
    )
