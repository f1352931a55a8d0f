"""The typefaces that lines are set in, by what they are used for. None of them is in the page generator's test set."""

from __future__ import annotations

import functools
import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont
from PIL import ImageFont

from benchmarks.pages.faces import NODE_MODULES

SYSTEM = Path("/usr/share/fonts")
"""Where Debian's packages put faces: fonts-nanum(-extra, -eco), -noto-cjk(-extra), -unfonts-core, -unfonts-extra,
-baekmuk, -lexi-gulim, -lexi-saebom, -alee, -woowa-bm, -naver-d2coding."""

PACKAGES = NODE_MODULES.parent
WHOLE = ("pretendard", "wanted-sans", "@sun-typeface", "@kfonts")
"""Packages of npm whose faces are not in parts."""

KOREAN = 1
"""Index of the Korean face in a collection of Noto CJK."""

SERIF = (
    *("NanumMyeongjo", "NanumMyeongjoBold", "NanumMyeongjoExtraBold", "NanumMyeongjoEco", "NanumMyeongjoEcoBold"),
    *("NanumMyeongjoEcoExtraBold", "NanumMyeongjo-YetHangul", "UnBatang", "UnBatangBold", "UnShinmun", "UnGungseo"),
    *("NotoSerifCJK-Light", "NotoSerifCJK-Regular", "NotoSerifCJK-Medium", "NotoSerifCJK-SemiBold"),
    *("NotoSerifCJK-Bold", "NotoSerifCJK-Black", "UnYetgul", "@diphylleia:400", "LexiSaebomR"),
    "RIDIBatang",
)
"""Faces for text, and their heavier weights: most of what a newspaper prints."""

GOTHIC = (
    *("NanumGothic", "NanumGothicBold", "NanumGothicExtraBold", "NanumGothicLight", "NanumBarunGothic"),
    *("NanumBarunGothicBold", "NanumSquareR", "NanumSquareB", "NanumSquareEB", "NanumSquare_acR", "NanumSquareRoundR"),
    *("NanumSquareRoundB", "NanumSquareRoundEB", "NanumGothicEcoExtraBold", "NanumGothicCoding", "UnDotum"),
    *("UnDotumBold", "UnGraphic", "UnGraphicBold", "LexiGulim", "dotum", "gulim"),
    *("NotoSansCJK-Light", "NotoSansCJK-Regular", "NotoSansCJK-Medium", "NotoSansCJK-Bold", "NotoSansCJK-Black"),
    *("Pretendard-Light", "Pretendard-Regular", "Pretendard-SemiBold", "Pretendard-Black", "WantedSans-Regular"),
    *("WantedSans-ExtraBold", "SUIT-Medium", "SUIT-Heavy", "@sunflower:500", "@sunflower:700", "@orbit:400"),
)

DISPLAY = (
    *("hline", "@jua:400", "@gugi:400", "@stylish:400", "@bagel-fat-one:400", "@gasoek-one:400", "@poor-story:400"),
    *("BMDOHYEON_ttf", "BMHANNAPro", "BMJUA_ttf", "BMYEONSUNG_ttf", "Bandal", "UnTaza", "UnVada", "NanumBarunpenR"),
    *("NanumBarunpenB", "D2Coding-Ver1.3.2-20180524-all"),
)
"""Faces of headlines, advertisements and boxes."""

SUPPLIERS = ("NotoSerifCJK-Regular", "NotoSansCJK-Medium")
"""Give the letters that a face lacks."""

TALL = "봄를닭훈물"
"""Syllables that fill their height; as layout does, the em is taken to be `1 / FULL` of it."""

FULL = 0.9


@dataclass(frozen=True)
class Face:
    """A typeface: files and, for faces in parts, which holds which letters.

    Attributes:
        name: As it is listed above.
        letters: File of each letter, by its code.
        index: Of the face in a collection.
    """

    name: str
    letters: dict[int, Path]
    index: int = 0

    def has(self, letter: str) -> bool:
        """Tell whether the face draws `letter`: some list letters that they leave blank."""
        path = self.letters.get(ord(letter))
        return path is not None and _draws(path, self.index, letter)

    def font(self, letter: str, size: float) -> ImageFont.FreeTypeFont:
        """Return the font that draws `letter` so that the face's em, as layout sees it, is `size` px."""
        return _font(self.letters[ord(letter)], self.index, round(size * self.nominal))

    @functools.cached_property
    def nominal(self) -> float:
        """Nominal size over the em as layout sees it."""
        heights = []
        for letter in TALL:
            box = _font(self.letters[ord(letter)], self.index, 100).getbbox(letter)
            heights.append(box[3] - box[1])
        return FULL * 100 / statistics.median(heights)


@functools.lru_cache(4000)
def _font(path: Path, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, index, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(400_000)
def _draws(path: Path, index: int, letter: str) -> bool:
    return _font(path, index, 20).getmask(letter).getbbox() is not None


@functools.cache
def face(name: str) -> Face:
    """Return a face by its name above; `@package:weight` is one of @fontsource, in parts.

    Raises:
        FileNotFoundError: It is not installed.
    """
    if name.startswith("@"):
        package, weight = name[1:].split(":")
        sheet = NODE_MODULES / package / f"{weight}.css"
        return Face(name, dict(_parts(sheet.read_text(encoding="utf-8"), sheet.parent)))
    index = KOREAN if name.startswith("Noto") else 0
    for folder in (SYSTEM, *(PACKAGES / name for name in WHOLE)):
        for path in sorted(folder.rglob(f"{name}.*")):
            if path.suffix in {".ttf", ".otf", ".ttc"}:
                return Face(name, dict.fromkeys(_codes(path, index), path), index)
    raise FileNotFoundError(f"typeface {name} is missing: install what benchmarks/recogniser/README.md names")


def _codes(path: Path, index: int) -> Iterable[int]:
    fonts = TTCollection(str(path)).fonts[index] if path.suffix == ".ttc" else TTFont(str(path))
    found: dict[int, str] = fonts.getBestCmap()
    return found.keys()


def _parts(sheet: str, folder: Path) -> Iterable[tuple[int, Path]]:
    """Yield the letters of a face in parts; a part's range may name letters that its file does not draw."""
    for rule in sheet.split("@font-face")[1:]:
        file = re.search(r"url\(\./(files/[^)]*\.woff2)\)", rule)
        ranges = re.search(r"unicode-range:([^;}]*)", rule)
        if file and ranges:
            path = folder / file.group(1)
            drawn = set(_codes(path, 0))
            for part in ranges.group(1).split(","):
                first, _, last = part.strip().removeprefix("U+").partition("-")
                yield from ((code, path) for code in range(int(first, 16), int(last or first, 16) + 1) if code in drawn)
