"""Count what an engine misreads on pages with truth, into dictionaries/confusions-<engine>.tsv.

    python -m benchmarks.corrections.count --engine tesseract PAGES_DIR RESULTS_DIR

`RESULTS_DIR` holds the results of the pages, read with that engine alone and the profile `none`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.accuracy.pages import find_pages
from benchmarks.corrections.alignment import Pair, blocks_of, pairs, printed
from hwalja.correct.confusions import KINDS, confusions_file, level
from hwalja.correct.jamo import apart, is_syllable
from hwalja.evaluate.text import Text
from hwalja.export.json import from_json

RARE = 2
"""Syllables that were mistaken for one another less often say no more than their jamo."""


Row = tuple[str, str, str, int]


def counts(found: Iterable[Pair]) -> Iterator[Row]:
    """Yield the rows of the table: kind, what was read, what is printed, how often."""
    certain, wrong, mistaken = Counter[int](), Counter[int](), Counter[tuple[str, str]]()
    seen = Counter[str]()
    for pair in found:
        read, truth = Text(pair.glyph.text).letters, pair.truth
        certain[level(pair.glyph.confidence)] += 1
        wrong[level(pair.glyph.confidence)] += read != truth
        seen[read] += 1
        if read != truth and len(read) == len(truth) == 1:
            mistaken[read, truth] += 1
    for number in sorted(certain):
        yield "level", str(number), "all", certain[number]
        yield "level", str(number), "wrong", wrong[number]
    yield from _jamo(mistaken)
    told = {pair: count for pair, count in mistaken.items() if count >= RARE}
    for read, truth in sorted(told, key=lambda pair: (-told[pair], pair)):
        yield "character", read, truth, told[read, truth]
    for read in sorted({read for read, _ in told}):
        yield "character", read, "all", seen[read]


def _jamo(mistaken: Counter[tuple[str, str]]) -> Iterator[Row]:
    found: Counter[tuple[str, str, str]] = Counter()
    for (read, truth), count in mistaken.items():
        if is_syllable(read) and is_syllable(truth):
            for position, one, other in zip(KINDS, apart(read), apart(truth), strict=True):
                found[position, one, other] += count * (one != other)
    for (position, one, other), count in sorted(found.items(), key=lambda item: (item[0][0], -item[1], item[0])):
        if count:
            yield position, one, other, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", required=True)
    parser.add_argument("pages", type=Path)
    parser.add_argument("results", type=Path)
    given = parser.parse_args()
    found: list[Pair] = []
    pages = find_pages(given.pages)
    for page in pages:
        result = from_json((given.results / f"{page.name}.json").read_text(encoding="utf-8"))
        truth = Text(printed(page.truth)).letters
        found += (pair for block in blocks_of(result) for pair in pairs(block, truth))
    rows = list(counts(found))
    about = f"{len(found)} letters of {len(pages)} pages of benchmarks/pages"
    head = f"""# What the engine {given.engine} misreads: {about}, counted by
# benchmarks/corrections/count.py; what the columns mean: pipeline/hwalja/correct/confusions.py."""
    text = "\n".join([head, *("\t".join(map(str, row)) for row in rows)])
    confusions_file(given.engine).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
