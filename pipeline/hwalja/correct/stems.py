"""Stems of eojeols that no lexicon knows: what may be a misread term.

Kiwi's analysis tells where josa, endings and well-known neighbours in a compound begin. A stretch of Hangul is doubtful
if Kiwi takes a part of it for a word that it does not know, or can only read it as a string of one-syllable words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.correct.guards import Guards
from hwalja.correct.kiwi import Morpheme

_RUN = re.compile(r"(?<![가-힣A-Za-z0-9&])(?P<latin>[A-Za-z][A-Za-z0-9&]*)?(?P<hangul>[가-힣]+)")
_FIRST_HANJA, _LAST_HANJA = "\u4e00", "\u9fff"
_JOSA = (
    "은 는 이 가 을 를 의 에 도 만 와 과 로 으로 나 이나 란 이란 랑 에서 에게 께 한테 "
    "까지 부터 처럼 보다 마다 조차 마저 뿐 대로 라고 이라고 라는 이라는 라며 이라며 인 이다 "
    "이며 이고 였다 이었다 으로서 로서 으로써 로써 에는 에도 에만 에서는 에서도 에게는 와의 "
    "과의 와는 과는 으로는 로는 으로도 로도 으로의 로의 까지는 까지도 부터는 만의 만은 이자 들 "
    "들이 들은 들을 들의 측 측은 측이 등 등은 등을 등이 등의 하고 하는 한 해 했다 된 되는 "
    "돼 됐다 할 될 하기 되고 하며 하면 적 적인 적으로"
)
"""What may stand behind a noun: Kiwi misreads the end where it misreads the stem."""
_ENDINGS = tuple(_JOSA.split())

_FUNCTIONAL = ("J", "E", "VCP", "XS", "VX")
_NOMINAL = ("NNG", "NNP")
_NUMERAL = "NR"


@dataclass(frozen=True, slots=True)
class Stem:
    """Where a term may stand misread: `start` and `end` in the text.

    Attributes:
        latin: So many characters at its beginning are Latin letters or digits.
        whole: Nothing but josa and endings stands beside it in its eojeol.
        familiar: It consists of words of two syllables and more, all of which Kiwi knows.
        unknown: Kiwi does not know a part of it.
    """

    start: int
    end: int
    latin: int
    whole: bool
    familiar: bool
    unknown: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of Hangul, with the Latin letters before it.

    Attributes:
        stems: All that a term may be in it.
        noun: Where the noun ends that Kiwi sees in it; `start` if it sees none.
        doubtful: Whether it may be misread.
    """

    start: int
    end: int
    stems: tuple[Stem, ...]
    noun: int
    doubtful: bool


def runs(text: str, morphemes: Sequence[Morpheme], guards: Guards) -> Iterator[Run]:
    """Yield the stretches of a text that may hold terms: not those beside digits or Hanja, nor addresses."""
    first = 0
    for found in _RUN.finditer(text):
        start, end = found.span("hangul")
        while first < len(morphemes) and morphemes[first].start + morphemes[first].len <= start:
            first += 1
        last = first
        while last < len(morphemes) and morphemes[last].start < end:
            last += 1
        if not _beside_hanja(text, found.start(), end) and not guards.address(found.start()):
            yield _run(text, found.start(), start, end, morphemes[first:last])


def _beside_hanja(text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(_FIRST_HANJA <= each <= _LAST_HANJA for each in beside)


def _run(text: str, latin: int, start: int, end: int, inside: Sequence[Morpheme]) -> Run:
    content = [each for each in inside if not each.tag.startswith(_FUNCTIONAL)]
    known = [each for each in content if _known(each)]
    ends = _ends(text, start, end, inside)
    firsts = {start} | {stop for each in known if (stop := each.start + each.len) < end}
    lasts = ends | {each.start for each in known}
    stems = tuple(
        Stem(
            start=latin if first == start else first,
            end=last,
            latin=start - latin if first == start else 0,
            whole=first == start and last in ends,
            familiar=_familiar(content, first, last),
            unknown=any(each.oov and each.start < last and each.start + each.len > first for each in content),
        )
        for first in sorted(firsts)
        for last in sorted(lasts)
        if first < last
    )
    nominal = bool(content) and all(each.tag in _NOMINAL for each in content)
    noun = max((each.start + each.len for each in content), default=latin) if nominal else latin
    return Run(latin, end, stems, min(noun, end), _doubtful(content, known, mixed=latin < start))


def _known(morpheme: Morpheme) -> bool:
    return morpheme.tag in _NOMINAL and morpheme.len > 1 and not morpheme.oov


def _familiar(content: Sequence[Morpheme], first: int, last: int) -> bool:
    inside = [each for each in content if each.start < last and each.start + each.len > first]
    return bool(inside) and all(
        _known(each) and first <= each.start and each.start + each.len <= last for each in inside
    )


def _ends(text: str, start: int, end: int, inside: Sequence[Morpheme]) -> set[int]:
    """Return where a noun may end: before josa and endings, but not within a word that Kiwi knows."""
    ends = {end}
    for each in reversed(inside):
        if not each.tag.startswith(_FUNCTIONAL) or each.start <= start:
            break
        ends.add(each.start)
    cuts = {end - len(josa) for josa in _ENDINGS if end - len(josa) > start and text.endswith(josa, start, end)}
    return ends | {
        cut for cut in cuts if not any(_known(each) and each.start < cut < each.start + each.len for each in inside)
    }


def _doubtful(content: Sequence[Morpheme], known: Sequence[Morpheme], *, mixed: bool) -> bool:
    if not content or any(each.tag == _NUMERAL for each in content):
        return False
    return mixed or len(content) > 1 or any(each.oov for each in content) or not known
