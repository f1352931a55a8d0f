"""Measure the recogniser on rendered lines in faces, and of stories, that it never learnt from; write results.json.

    python -m benchmarks.recogniser.measure [--model DIR | --tesseract] [--lines 400] [--name NAME]

Errors are characters wrong, missing or too many, in % of the characters printed, spaces excepted; quotes, dashes and
dots are compared by kind, as everywhere (`hwalja.evaluate.text`). Where a face draws ㎞ as wide as km, and Ⅷ as VIII,
they are the same in it; `strict` are the errors by wear where they are nowhere.
"""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.recogniser.characters import FIRST, LAST, classes, hanja
from benchmarks.recogniser.faces import face
from benchmarks.recogniser.lines import Strip, strips
from benchmarks.recogniser.sheets import Mix, Setter
from benchmarks.recogniser.text import FIGURES, SPECIAL, STORY
from hwalja.evaluate.text import Text
from hwalja.recognise.engine import Engine, LineImage, Words
from hwalja.recognise.own import HwaljaEngine
from hwalja.recognise.tesseract import TesseractEngine
from hwalja.recognise.window import EM

HERE = Path(__file__).parent

FACES = (
    *("@gowun-batang:400", "@hahmlet:400", "@song-myung:400", "batang"),
    *("@ibm-plex-sans-kr:400", "@gothic-a1:700", "@do-hyeon:400", "UnDinaru"),
)
"""Kept out of training: faces of the page generator's test set."""

WEAR = {"light": {"office": 1.0}, "medium": {"worn": 1.0}, "heavy": {"badly-worn": 1.0}}
MIX = Mix({STORY: 0.85, FIGURES: 0.1, SPECIAL: 0.05})
ALIKE = 0.08
"""Widths that differ by less than this share are one."""

BINS = 20
PATIENCE = 3600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--tesseract", action="store_true", help="measure Tesseract instead")
    parser.add_argument("--lines", type=int, default=400, help="of each face and wear")
    parser.add_argument("--name", default="hwalja")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    engine: Engine = TesseractEngine() if given.tesseract else HwaljaEngine(given.model)
    results = HERE / "results.json"
    report = json.loads(results.read_text(encoding="utf-8")) if results.is_file() else {}
    report[given.name] = found = measure(engine, given.lines)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    results.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measure(engine: Engine, lines: int) -> dict[str, object]:
    """Return errors by wear, by face and wear, by kind of character, the error of confidences, and time."""
    by_face: dict[str, dict[str, float]] = {}
    wears: dict[str, Counter[str]] = {wear: Counter() for wear in WEAR}
    strict: dict[str, Counter[str]] = {wear: Counter() for wear in WEAR}
    kinds: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    spent = 0.0
    for number, name in enumerate(FACES):
        alike = drawn_alike(name)
        for wear in WEAR:
            own = strips_of(name, wear, lines, number)
            start = time.process_time()
            found = engine.read([image_of(strip) for strip in own], timeout=PATIENCE)
            spent += time.process_time() - start
            counts = _count(own, found, kinds, sure, alike)
            strict[wear] += _count(own, found, Counter(), [], {})
            by_face.setdefault(name, {})[wear] = _share(counts["wrong"], counts["letters"])
            wears[wear] += counts
    letters = sum(counts["letters"] for counts in wears.values())
    return {
        "wear": {wear: _share(counts["wrong"], counts["letters"]) for wear, counts in wears.items()},
        "strict": {wear: _share(counts["wrong"], counts["letters"]) for wear, counts in strict.items()},
        "faces": by_face,
        "kinds": {kind: _share(kinds[f"{kind} wrong"], kinds[kind]) for kind in sorted(_KINDS) if kinds[kind]},
        "calibration error": round(calibration_error(sure), 4),
        "letters": letters,
        "CPU s per 4000 letters": round(spent / letters * 4000, 3),
    }


def strips_of(face: str, wear: str, count: int, seed: int) -> list[Strip]:
    rng = np.random.default_rng(seed)
    found: list[Strip] = []
    for sheet in Setter(seed, ((face,),), WEAR[wear], MIX, ("test",)).sheets():
        found += strips(sheet, rng)
        if len(found) >= count:
            return found[:count]
    raise AssertionError


def image_of(strip: Strip) -> LineImage:
    return LineImage("", np.asarray(255 - strip.image, np.uint8), EM)


def text_of(strip: Strip) -> str:
    return Text("".join(classes()[label - 1] for label in strip.labels if label > 1)).letters


def drawn_alike(name: str) -> dict[str, str]:
    """Return the units and Roman numerals that a face draws as wide as their letters, such as ㎞ and km."""
    own = face(name)
    found = {}
    for letter in classes():
        kind, *codes = unicodedata.decomposition(letter).split() or [""]
        drawn = "".join(chr(int(code, 16)) for code in codes)
        is_letters = kind in ("<square>", "<compat>") and len(drawn) > 1 and drawn[0].isascii() and drawn.isalnum()
        if is_letters and all(map(own.has, (letter, *drawn))):
            wide = sum(own.font(part, 100).getlength(part) for part in drawn)
            if abs(own.font(letter, 100).getlength(letter) / wide - 1) < ALIKE:
                found[letter] = drawn
    return found


def _count(
    own: Sequence[Strip],
    found: Sequence[Words],
    kinds: Counter[str],
    sure: list[tuple[float, bool]],
    alike: Mapping[str, str],
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for strip, words in zip(own, found, strict=True):
        truth, glyphs = _shown(text_of(strip), alike), [glyph for word in words.words for glyph in word.glyphs]
        letters = [(letter, glyph.confidence) for glyph in glyphs for letter in _shown(Text(glyph.text).letters, alike)]
        read = "".join(letter for letter, _ in letters)
        for code in Levenshtein.opcodes(truth, read):
            for letter in truth[code.src_start : code.src_end]:
                kinds[_kind(letter)] += 1
                kinds[f"{_kind(letter)} wrong"] += code.tag != "equal"
        sure += judged(letters, truth)
        counts["letters"] += len(truth)
        counts["wrong"] += Levenshtein.distance(truth, read)
    return counts


def _shown(text: str, alike: Mapping[str, str]) -> str:
    return "".join(alike.get(letter, letter) for letter in text)


def judged(letters: Sequence[tuple[str, float]], truth: str) -> list[tuple[float, bool]]:
    """Return the confidence of every letter that was read, and whether it is right."""
    right = [False] * len(letters)
    for block in Levenshtein.opcodes(truth, "".join(letter for letter, _ in letters)).as_matching_blocks():
        right[block.b : block.b + block.size] = [True] * block.size
    return [(confidence, is_right) for (_, confidence), is_right in zip(letters, right, strict=True)]


_KINDS: dict[str, Callable[[str], bool]] = {
    "Hangul": lambda c: FIRST <= c <= LAST,
    "Hanja": lambda c: c in hanja(),
    "digits": str.isdigit,
    "Latin": lambda c: c.isascii() and c.isalpha(),
    "signs": lambda c: True,
}


def _kind(letter: str) -> str:
    return next(kind for kind, holds in _KINDS.items() if holds(letter))


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error: how far confidences lie from the share that is right, by equal bins."""
    confidences = np.array([confidence for confidence, _ in sure])
    right = np.array([is_right for _, is_right in sure], float)
    bins = np.minimum((confidences * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidences[bins == b].mean() - right[bins == b].mean()) * (bins == b).sum()
        for b in range(BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps) / len(sure))


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 2)


if __name__ == "__main__":
    main()
