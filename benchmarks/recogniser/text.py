"""An endless text to set lines of: the project's own stories, words of Kiwi's lexicon put together, figures, addresses,
signs, Hanja, and random syllables, so that rare ones are learnt and no language is.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kiwipiepy import Kiwi

from benchmarks.recogniser import characters

TEXTS = Path(__file__).parent.parent / "pages" / "texts"
SETS = ("development", "samples", "documents")
"""Sets of the page generator whose stories are used; those of its test sets measure."""

VERBS, OTHERS = ("VV", "VA"), ("MAG", "MM", "IC")
PLAIN = 0.65
"""Share of common nouns: most of the names in the lexicon are foreign ones."""

COMMON = 4
"""Power of the chance by which half of the words are drawn from a lexicon that begins with the most frequent ones."""

_LISTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
PARTICLES, ENDINGS, LATIN, ENGLISH = (_LISTS[name].split() for name in ("particles", "endings", "latin", "english"))
UNITS, MEASURES, NUMERALS = (_LISTS[name].split() for name in ("units", "measures", "numerals"))
BRACKETS, QUOTES, BULLETS = (_LISTS[name].split() for name in ("brackets", "quotes", "bullets"))
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
SCHEMES = ("www.", "https://", "http://")
DOMAINS = ("com", "co.kr", "kr", "net", "go.kr", "or.kr")
STORY, WORDS, RANDOM, FIGURES, SPECIAL, HANJA = "story", "words", "random", "figures", "special", "hanja"


@cache
def _kiwi() -> Kiwi:
    return Kiwi()


@cache
def _morphemes() -> dict[str, list[str]]:
    kiwi = _kiwi()
    found: dict[str, list[str]] = {}
    number = 0
    while True:
        try:
            token = kiwi.morpheme(number)
        except (IndexError, ValueError):
            return found
        found.setdefault(token.tag, []).append(token.form)
        number += 1


@cache
def lexicon() -> tuple[str, ...]:
    """Return the words of Kiwi's lexicon."""
    return tuple(word for words in _morphemes().values() for word in words)


@cache
def _pool(*tags: str) -> tuple[str, ...]:
    known = set(characters.classes())
    return tuple(w for tag in tags for w in _morphemes().get(tag, ()) if w and set(w) <= known)


@cache
def stories(sets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs of the project's own stories."""
    found = []
    for name in sets:
        for file in sorted((TEXTS / name).glob("*.txt")):
            for row in file.read_text(encoding="utf-8").splitlines():
                text = re.sub(r"^[#@!=+\-|>*~:%&\s]+", "", row).strip()
                if len(text) > 1:
                    found.append(text)
    return tuple(found)


class Text:
    """An endless text drawn from a seed.

    Args:
        seed: Draws everything.
        shares: How often a passage is of which kind; by default all of them.
        sets: Whose stories.
    """

    def __init__(self, seed: int, shares: Mapping[str, float] | None = None, sets: tuple[str, ...] = SETS) -> None:
        self._stories = stories(sets)
        self._random = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
        self._shares = shares or {STORY: 0.26, WORDS: 0.23, RANDOM: 0.22, FIGURES: 0.1, SPECIAL: 0.11, HANJA: 0.08}
        self._known = set(characters.classes())
        self._kinds: dict[str, Callable[[], str]] = {
            STORY: self._story, WORDS: self._words, RANDOM: self._syllables,
            FIGURES: self._figures, SPECIAL: self._special, HANJA: self._hanja,
        }  # fmt: skip

    def passages(self) -> Iterator[str]:
        """Yield passages without end, of classes of the recogniser alone, single spaces within."""
        names, weights = zip(*self._shares.items(), strict=True)
        while True:
            text = self._kinds[self._random.choices(names, weights)[0]]()
            text = re.sub(r"\s+", " ", "".join(c for c in text if c in self._known)).strip()
            if text:
                yield text

    def _story(self) -> str:
        text = self._random.choice(self._stories)
        start = self._random.randrange(len(text))
        text = text[start : start + self._random.randint(20, 140)]
        return text.translate(STRAIGHT) if self._random.random() < 0.5 else text

    def _word(self) -> str:
        chance = self._random.random()
        if chance < 0.6:
            return self.with_particle(self._noun(), 0.6)
        if chance < 0.9:
            tag = self._random.choice(VERBS)
            return self._joined(self._drawn(tag), tag, self._random.choice(ENDINGS))
        return self._drawn(self._random.choice(OTHERS))

    def _noun(self) -> str:
        return self._drawn("NNG" if self._random.random() < PLAIN else "NNP")

    def _drawn(self, tag: str) -> str:
        pool, chance = _pool(tag), self._random.random()
        common = self._random.random() < 0.5
        return pool[int(len(pool) * (chance**COMMON if common else chance))]

    def with_particle(self, word: str, share: float = 1.0) -> str:
        """Return a word, in such a share of cases with a particle."""
        if self._random.random() >= share:
            return word
        return self._joined(word, "NNG", self._random.choice(PARTICLES))

    @staticmethod
    def _joined(word: str, tag: str, further: str) -> str:
        parts = [part.split("/") for part in further.split("+")]
        joined: str = _kiwi().join([(word, tag), *((form, kind) for form, kind in parts)])
        return joined

    def _words(self) -> str:
        rows = []
        for _ in range(self._random.randint(1, 4)):
            row = " ".join(self._word() for _ in range(self._random.randint(2, 8)))
            rows.append(row + self._random.choice([".", ".", ".", ",", "?", "!", "…", "", ":", ";"]))
        if self._random.random() < 0.25:
            rows[0] = self._quoted(rows[0])
        text = " ".join(rows)
        if self._random.random() < 0.2:
            text = self._bracketed(text)
        return text

    def _quoted(self, text: str) -> str:
        pair = self._random.choice(QUOTES)
        return self.with_particle(f"{pair[0]}{text}{pair[1]}", 0.6)

    def _bracketed(self, text: str) -> str:
        words = text.split()
        at = self._random.randrange(len(words))
        pair = self._random.choice(BRACKETS)
        words[at] = f"{pair[0]}{words[at]}{pair[1]}"
        if self._random.random() < 0.5:
            words[at] = self.with_particle(words[at])
        return " ".join(words)

    def _syllables(self) -> str:
        pool = characters.hangul()
        words = [
            "".join(self._random.choices(pool, k=self._random.randint(1, 6))) for _ in range(self._random.randint(2, 7))
        ]
        if self._random.random() < 0.3:
            words.insert(self._random.randrange(len(words)), self._random.choice(characters.SIGNS))
        return " ".join(words)

    def _one_of(self, kinds: Sequence[Callable[[], str]]) -> str:
        return self._random.choice(kinds)()

    def _several(self, most: int, part: Callable[[], str]) -> str:
        return " ".join(part() for _ in range(self._random.randint(1, most)))

    def _number(self) -> str:
        r = self._random
        return self._one_of(
            [
                lambda: str(r.randint(0, 99)),
                lambda: str(r.randint(100, 9999)),
                lambda: f"{r.randint(1, 99)}.{r.randint(0, 99)}",
                lambda: f"{r.randint(1, 999):,}{r.choice(NUMERALS)}{r.randint(1, 9999)}",
                lambda: f"{r.randint(1000, 99999999):,}",
                lambda: f"{r.randint(1900, 2030)}",
                lambda: f"{r.randint(1, 9)}천{r.randint(1, 999)}",
            ]
        )

    def _figures(self) -> str:
        return self._several(6, self._figure)

    def _figure(self) -> str:
        r = self._random
        return self._one_of(
            [
                lambda: self._number() + self._unit(),
                lambda: self.with_particle(self._number() + self._unit()),
                lambda: f"{r.randint(1, 12)}월 {r.randint(1, 31)}일",
                lambda: f"{r.randint(1, 12)}~{r.randint(2, 31)}{self._unit()}",
                lambda: f"({r.randint(18, 99)})씨",
                lambda: f"{r.randint(1, 20)}-{r.randint(1, 20)}",
                lambda: f"02-{r.randint(100, 9999)}-{r.randint(1000, 9999)}",
                lambda: f"010-{r.randint(1000, 9999)}-{r.randint(1000, 9999)}",
                lambda: f"{r.randint(2000, 2030)}.{r.randint(1, 12)}.{r.randint(1, 31)}",
                lambda: f"{r.randint(0, 23)}:{r.randint(0, 59):02}",
                lambda: f"{r.choice('+-▲▼△▽±')}{self._number()}{r.choice(['%', '', 'p', '%p'])}",
                lambda: f"{self._word()} {self._number()}",
                lambda: f"{self._word()} {self._number()}{self._unit()}",
                self._word,
            ]
        )

    def _unit(self) -> str:
        return self._random.choice(MEASURES if self._random.random() < 0.3 else UNITS)

    def _english(self) -> str:
        r = self._random
        word = r.choice(ENGLISH)
        return self._one_of([lambda: word, lambda: word, word.title, word.upper])

    def _capitals(self) -> str:
        return "".join(self._random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=self._random.randint(1, 7)))

    def _ascii(self, shortest: int, longest: int) -> str:
        letters = "abcdefghijklmnopqrstuvwxyz" * 3 + "0123456789_."
        return "".join(self._random.choices(letters, k=self._random.randint(shortest, longest)))

    def _special(self) -> str:
        return self._several(4, self._curiosity)

    def _curiosity(self) -> str:
        r = self._random
        return self._one_of(
            [
                lambda: f"{self._ascii(3, 9)}@{self._ascii(3, 8)}.{r.choice(DOMAINS)}",
                lambda: f"{r.choice(SCHEMES)}{self._ascii(3, 9)}.{r.choice(DOMAINS)}",
                lambda: r.choice(LATIN),
                lambda: " ".join(r.choices(LATIN, k=r.randint(1, 5))),
                lambda: " ".join(self._english() for _ in range(r.randint(1, 6))),
                lambda: f"{self._noun()}({self._english()} {self._english()})",
                lambda: self.with_particle(self._english()),
                lambda: self._quoted(self._english()),
                lambda: self._quoted(self._word()),
                lambda: self._quoted(f"{self._word()} {self._word()}{r.choice(['.', ',', '?', '!', '…', ''])}"),
                lambda: r.choice(LATIN) + self._noun(),
                lambda: f"{self._noun()}({r.choice(LATIN)})",
                lambda: f"{r.choice(BULLETS)} {self._word()} {self._word()}",
                lambda: f"{r.choice(BULLETS)}{self._word()}",
                lambda: f"{self._word()}·{self._word()}",
                lambda: f"{self._word()}…{self._word()}",
                lambda: f"{self._word()}, {self._word()}",
                self._capitals,
                lambda: self._capitals() + self._noun(),
                lambda: "".join(r.choices("abcdefghijklmnopqrstuvwxyz", k=r.randint(1, 9))).title(),
                lambda: "".join(r.choices(characters.SIGNS, k=r.randint(1, 3))),
                lambda: "".join(r.choices(characters.LATIN, k=r.randint(1, 5))),
                lambda: f"{self._noun()} 기자",
                lambda: self._bracketed(self._word()),
            ]
        )

    def _hanja(self) -> str:
        return self._several(5, self._in_hanja)

    def _in_hanja(self) -> str:
        r, pool = self._random, characters.hanja()
        some = "".join(r.choices(pool, k=r.randint(1, 6)))
        return self._one_of(
            [
                lambda: some,
                lambda: f"{some}·{r.choice(pool)}",
                lambda: f"{self._noun()}({some})",
                lambda: f"{some} {self._word()}",
                lambda: self.with_particle(some),
                lambda: f"{r.choice(pool)}, {self._word()}",
            ]
        )
