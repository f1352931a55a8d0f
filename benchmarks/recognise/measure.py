"""Measure how lines are best given to Tesseract: characters wrong, time, worth of confidences; write results.json.

    python -m benchmarks.recognise.measure FOLDER [--variants NAME …]

FOLDER holds pages as `benchmarks/pages` makes them: NAME.jpg, and NAME.json with `column_boxes_px` and `paragraphs`.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from benchmarks.recognise.columns import Columns, load
from benchmarks.recognise.scoring import agreeing, wrong
from hwalja.options import DEFAULT_LANGUAGES
from hwalja.recognise.crops import crop
from hwalja.recognise.engine import CropStyle, Words
from hwalja.recognise.installation import find
from hwalja.recognise.tesseract import SETTINGS, STYLE, Settings, TesseractEngine

HERE = Path(__file__).parent
BOTH = ("kor", "Hangul")
PATIENCE = 1800.0
BANDS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.998)


@dataclass(frozen=True)
class Variant:
    """One way to read the lines; by default hwalja's own."""

    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    settings: Settings = SETTINGS
    style: CropStyle = field(default=STYLE)


VARIANTS: Mapping[str, Variant] = {
    "as hwalja does": Variant(),
    "line, psm 6": Variant(settings=Settings(mode=6, again=None)),
    "raw line, psm 13": Variant(settings=Settings(mode=13, again=None)),
    "kor": Variant(languages=("kor",)),
    "kor+Hangul": Variant(languages=BOTH),
    "kor+Hangul, psm 13": Variant(languages=BOTH, settings=Settings(mode=13, again=None)),
    "kor+Hangul, margin 0.3 em": Variant(languages=BOTH, style=CropStyle(margin=0.3)),
    "inverse tried": Variant(settings=Settings(invert=True)),
    **{f"em {em} px": Variant(style=CropStyle(em=em)) for em in (20.0, 24.0, 28.0, 32.0, 36.0)},
    **{f"margin {margin} em": Variant(style=CropStyle(margin=margin)) for margin in (0.05, 0.1, 0.2, 0.3)},
    **{f"border {border} px": Variant(style=CropStyle(border=border)) for border in (0, 8, 16)},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS), metavar="NAME")
    arguments = parser.parse_args()
    pages = [load(arguments.folder, file.stem) for file in sorted(arguments.folder.glob("*.json"))]
    results = HERE / "results.json"
    report = json.loads(results.read_text(encoding="utf-8")) if results.is_file() else {"variants": {}}
    report["tesseract"] = find().version
    report["machine"] = f"{platform.system()} {platform.machine()}, one thread"
    for name in arguments.variants:
        report["variants"][name] = measured = measure(pages, VARIANTS[name])
        print(f"{name:20} {measured['total']}", flush=True)
        results.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measure(pages: list[Columns], variant: Variant) -> dict[str, object]:
    """Return the errors of each page and of all, in % of characters, and CPU time."""
    engine = TesseractEngine(variant.languages, variant.settings)
    spent = [0.0, 0.0]
    bands: Counter[tuple[float, bool]] = Counter()
    counts: dict[str, list[int]] = {}
    for page in pages:
        crops = [crop(page.sheet.even, line, variant.style).image for line in page.layout.lines]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        readings = engine.read(crops, timeout=PATIENCE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = [spent[0] + after.ru_utime - before.ru_utime, spent[1] + after.ru_stime - before.ru_stime]
        texts = {
            crop.id: " ".join(w.text for w in reading.words) for crop, reading in zip(crops, readings, strict=True)
        }
        counts[page.page] = _count(page, texts)
        bands += _judged(page, dict(zip(texts, readings, strict=True)))
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    return {
        "total": _rates(total) | {"cpu_ms_per_character": round(1000 * sum(spent) / total[2], 2)},
        "right_by_confidence": _shares(bands),
        "pages": {page: _rates(count) for page, count in counts.items()},
    }


def _count(page: Columns, texts: Mapping[str, str]) -> list[int]:
    """Return errors with spaces, without, and the characters of the truth."""
    regions = {region.id: region for region in page.layout.regions}
    counts = [0, 0, 0]
    for ids, truth in page.articles:
        lines = chain.from_iterable(regions[i].lines for i in ids)
        spaced, bare = wrong([texts[line.id] for line in lines if texts[line.id]], truth)
        counts = [counts[0] + spaced, counts[1] + bare, counts[2] + len(truth)]
    return counts


def _judged(page: Columns, readings: Mapping[str, Words]) -> Counter[tuple[float, bool]]:
    """Count characters by the band of their confidence and by whether they are right."""
    regions = {region.id: region for region in page.layout.regions}
    bands: Counter[tuple[float, bool]] = Counter()
    for ids, truth in page.articles:
        lines = chain.from_iterable(regions[i].lines for i in ids)
        glyphs = [glyph for line in lines for word in readings[line.id].words for glyph in word.glyphs]
        right = agreeing("".join(glyph.text for glyph in glyphs), "".join(truth.split()))
        bands.update(
            (max(band for band in BANDS if band <= glyph.confidence), place in right)
            for place, glyph in enumerate(glyphs)
        )
    return bands


def _shares(bands: Counter[tuple[float, bool]]) -> dict[str, dict[str, float]]:
    totals = {band: bands[band, True] + bands[band, False] for band in BANDS}
    return {
        f"from {band}": {"characters": total, "right": round(bands[band, True] / total, 4)}
        for band, total in totals.items()
        if total
    }


def _rates(counts: list[int]) -> dict[str, float]:
    spaced, bare, characters = counts
    return {
        "characters": characters,
        "cer": round(100 * spaced / characters, 2),
        "cer_nospace": round(100 * bare / characters, 2),
    }


if __name__ == "__main__":
    main()
