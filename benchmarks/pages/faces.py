"""The typefaces of each set: development and samples share some, test has its own."""

import re
from dataclasses import dataclass
from pathlib import Path

NODE_MODULES = Path(__file__).parent / "node_modules" / "@fontsource"


@dataclass(frozen=True)
class FaceSet:
    """Faces (family, weight) a set's pages are drawn from."""

    body: tuple[tuple[str, int], ...]
    headline: tuple[tuple[str, int], ...]
    small: tuple[tuple[str, int], ...]


DEVELOPMENT = FaceSet(
    body=(
        ("NanumMyeongjo", 400),
        ("Noto Serif CJK KR", 400),
        ("UnBatang", 400),
        ("NanumMyeongjo", 400),
        ("Noto Serif CJK KR", 500),
        ("NanumGothic", 400),
        ("Noto Sans CJK KR", 400),
    ),
    headline=(
        ("NanumGothic", 800),
        ("Noto Serif CJK KR", 900),
        ("NanumSquare", 800),
        ("Noto Sans CJK KR", 900),
        ("NanumMyeongjo", 800),
        ("Noto Serif CJK KR", 700),
        ("NanumSquareRound", 800),
    ),
    small=(("NanumGothic", 700), ("Noto Sans CJK KR", 700), ("NanumBarunGothic", 700), ("NanumSquare", 700)),
)

TEST = FaceSet(
    body=(
        ("Gowun Batang", 400),
        ("Hahmlet", 400),
        ("Song Myung", 400),
        ("Baekmuk Batang", 400),
        ("Gowun Batang", 400),
        ("Hahmlet", 300),
        ("IBM Plex Sans KR", 400),
        ("Gowun Dodum", 400),
    ),
    headline=(
        ("Do Hyeon", 400),
        ("Hahmlet", 800),
        ("Black Han Sans", 400),
        ("Song Myung", 400),
        ("Gothic A1", 800),
        ("Gowun Batang", 700),
        ("IBM Plex Sans KR", 700),
        ("UnDinaru", 700),
    ),
    small=(("Gothic A1", 700), ("IBM Plex Sans KR", 600), ("Gothic A1", 600)),
)

TRAINING = FaceSet(
    body=(
        *DEVELOPMENT.body,
        ("UnShinmun", 400),
        ("UnDotum", 400),
        ("NanumMyeongjo Eco", 400),
        ("NanumBarunGothic", 400),
        ("NanumSquareRound", 400),
        ("Noto Serif CJK KR", 300),
        ("Noto Sans CJK KR", 300),
        ("Diphylleia", 400),
        ("Orbit", 400),
        ("Baekmuk Dotum", 400),
        ("Pretendard", 400),
        ("Asta Sans", 400),
        ("Noto Serif KR", 400),
    ),
    headline=(
        *DEVELOPMENT.headline,
        ("NanumMyeongjo", 700),
        ("NanumGothic", 700),
        ("NanumMyeongjo", 400),
        ("Noto Serif CJK KR", 600),
        ("Noto Serif CJK KR", 400),
        ("Noto Sans CJK KR", 500),
        ("UnGraphic", 700),
        ("UnShinmun", 700),
        ("UnBatang", 700),
        ("UnDotum", 700),
        ("UnGungseo", 400),
        ("Baekmuk Headline", 400),
        ("Jua", 400),
        ("Gugi", 400),
        ("Stylish", 400),
        ("Diphylleia", 400),
        ("Bagel Fat One", 400),
        ("Orbit", 400),
        ("Pretendard", 800),
        ("Pretendard", 600),
        ("Asta Sans", 800),
        ("Noto Serif KR", 900),
        ("Gasoek One", 400),
        ("Sunflower", 700),
        ("Poor Story", 400),
        ("NanumSquare", 700),
        ("NanumBarunGothic", 700),
        ("Baekmuk Dotum", 700),
    ),
    small=(
        *DEVELOPMENT.small,
        ("NanumBarunGothic", 400),
        ("Noto Sans CJK KR", 500),
        ("NanumMyeongjo", 700),
        ("UnDotum", 700),
        ("NanumGothic", 400),
    ),
)

FACES = {
    "samples": DEVELOPMENT,
    "development": DEVELOPMENT,
    "training": TRAINING,
    "documents": DEVELOPMENT,
    "test": TEST,
    "documents-test": TEST,
}

GOTHIC_BODY = {"NanumGothic", "Noto Sans CJK KR", "IBM Plex Sans KR", "Gowun Dodum"}

WEB_FACES = {
    "Asta Sans": "asta-sans",
    "Bagel Fat One": "bagel-fat-one",
    "Black Han Sans": "black-han-sans",
    "Diphylleia": "diphylleia",
    "Do Hyeon": "do-hyeon",
    "Gasoek One": "gasoek-one",
    "Gothic A1": "gothic-a1",
    "Gowun Batang": "gowun-batang",
    "Gowun Dodum": "gowun-dodum",
    "Gugi": "gugi",
    "Hahmlet": "hahmlet",
    "IBM Plex Sans KR": "ibm-plex-sans-kr",
    "Jua": "jua",
    "Noto Serif KR": "noto-serif-kr",
    "Orbit": "orbit",
    "Poor Story": "poor-story",
    "Pretendard": "pretendard",
    "Song Myung": "song-myung",
    "Stylish": "stylish",
    "Sunflower": "sunflower",
}


class FaceMissingError(RuntimeError):
    """A web face is not installed."""


def face_css(families: set[tuple[str, int]]) -> str:
    """`@font-face` rules, with file addresses, of the web faces among `families`.

    Raises:
        FaceMissingError: `npm install` was not run in this folder.
    """
    parts = []
    for family, weight in sorted(families):
        if family not in WEB_FACES:
            continue
        folder = NODE_MODULES / WEB_FACES[family]
        sheet = folder / f"{weight}.css"
        if not sheet.exists():
            raise FaceMissingError(
                f"{family} {weight} is not installed ({sheet} is missing): run npm install in {Path(__file__).parent}"
            )
        files = folder.as_uri() + "/files/"
        css = re.sub(r",\s*url\([^)]*\.woff\)[^;]*", "", sheet.read_text(encoding="utf-8"))
        parts.append(css.replace("./files/", files).replace("font-display: swap", "font-display: block"))
    return "\n".join(parts)
