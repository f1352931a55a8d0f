"""Count what an engine misreads into dictionaries/confusions-<engine>.tsv: on pages with truth, and on lines.

    python -m benchmarks.corrections.count STORIES.json --known UNICHARSET --set PAGES_DIR RESULTS_DIR …

`RESULTS_DIR` holds the results of the pages, read with that engine alone and the profile `none`. `UNICHARSET` lists the
characters that the engine can give: of a model of Tesseract, `combine_tessdata -u Hangul.traineddata out.` writes it as
`out.lstm-unicharset`. `STORIES.json` is a list of stories with `title` and `body`, which tell how often each syllable
is printed, and of which lines are set (`rendered.py`).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from benchmarks.accuracy.pages import find_pages
from benchmarks.corrections.alignment import Pair, blocks_of, pairs, printed
from benchmarks.corrections.rendered import Read, lines, passages
from benchmarks.corrections.worn import SHORTEST
from hwalja.correct.confusions import BOUNDS, KINDS, confusions_file, level, unknown
from hwalja.correct.jamo import apart, is_syllable
from hwalja.correct.seen import seen, syllable_height
from hwalja.evaluate.text import Text
from hwalja.export.json import from_json
from hwalja.options import DEFAULT_LANGUAGES
from hwalja.recognise import load_engines

RARE = 2
"""Syllables that were mistaken for one another less often say no more than their jamo."""

LONGEST = 2
"""Characters that are printed where one was read."""

FIRST_SEED = 201

Row = tuple[str, str, str, float]


@dataclass(frozen=True, slots=True)
class Sight:
    """A character as it was seen and with which confidence, and what is printed there."""

    seen: str
    read: str
    confidence: float
    truth: str


def on_pages(pages_dir: Path, results: Path) -> Iterator[Sight]:
    """Yield all that was read on the pages of a folder."""
    for page in find_pages(pages_dir):
        result = from_json((results / f"{page.name}.json").read_text(encoding="utf-8"))
        truth = Text(printed(page.truth)).letters
        for block in blocks_of(result):
            yield from _sights(list(pairs([glyph for line in block.lines for glyph in line.glyphs], truth)))


def on_lines(read: Iterable[Read]) -> Iterator[Sight]:
    """Yield all that was read in lines."""
    for line in read:
        glyphs = [glyph for word in line.words.words for glyph in word.glyphs]
        yield from _sights(list(pairs(glyphs, Text(line.truth).letters)))


def _sights(found: Sequence[Pair]) -> Iterator[Sight]:
    height = syllable_height(pair.glyph for pair in found)
    for pair in found:
        read = Text(pair.glyph.text).letters
        yield Sight(seen(pair.glyph, height), read, pair.glyph.confidence, pair.truth)


def counts(found: Sequence[Sight], more: Sequence[Sight] = ()) -> Iterator[Row]:
    """Yield the rows of the table: kind, what was read, what is printed, how often.

    Args:
        found: What was read on pages: how often what is wrong is counted on them alone.
        more: What was read elsewhere.
    """
    certain = Counter(level(each.confidence) for each in found)
    wrong = Counter(level(each.confidence) for each in found if each.read != each.truth)
    mistaken = Counter((each.seen, each.truth) for each in (*found, *more) if _is_misreading(each))
    for number in range(len(BOUNDS) + 1):
        yield "level", str(number), "all", certain[number]
        yield "level", str(number), "wrong", wrong[number]
    yield from _jamo(mistaken)
    told = {pair: count for pair, count in mistaken.items() if count >= RARE}
    for read, truth in sorted(told, key=lambda pair: (-told[pair], pair)):
        yield "character", read, truth, told[read, truth]
    missed = Counter(each.seen for each in found if each.read != each.truth)
    expected: Counter[str] = Counter()
    for each in found:
        number = level(each.confidence)
        expected[each.seen] += wrong[number] / certain[number]  # type: ignore[assignment]
    for read in sorted(read for read in expected if missed[read] >= RARE or expected[read] >= 1):
        yield "character", read, "wrong", missed[read]
        yield "character", read, "expected", round(expected[read], 1)


def _is_misreading(sight: Sight) -> bool:
    """Tell whether something else is printed: more than one character only where no syllable was read."""
    longest = 1 if is_syllable(sight.read) else LONGEST
    return sight.read != sight.truth and len(sight.truth) <= longest


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
    parser.add_argument("stories", type=Path)
    parser.add_argument("--engine", default="tesseract")
    parser.add_argument("--known", type=Path, required=True, help="characters that the engine can give")
    parser.add_argument("--set", nargs=2, type=Path, action="append", required=True, metavar=("PAGES", "RESULTS"))
    parser.add_argument("--sheets", type=int, nargs="*", default=(60, 60), help="of lines, for each seed from 201 on")
    given = parser.parse_args()
    listed = (line.split(" ", 1)[0] for line in given.known.read_text(encoding="utf-8").splitlines())
    known = {character for character in listed if is_syllable(character)}
    told = json.loads(given.stories.read_text(encoding="utf-8"))
    pieces = [part for story in told for part in story["body"].split("\n") if len(part) > SHORTEST]
    found = [sight for pages, results in given.set for sight in on_pages(pages, results)]
    more: list[Sight] = []
    cv2.setNumThreads(1)
    for seed, sheets in enumerate(given.sheets, FIRST_SEED):
        texts = passages(seed, pieces, unknown(known))
        more += on_lines(lines(seed, sheets, texts, load_engines(given.engine, DEFAULT_LANGUAGES).first))
    rows = [*counts(found, more), *_printed(pieces), ("known", "", "".join(sorted(known)), 1)]
    about = f"{len(found)} letters of benchmarks/pages and {len(more)} of lines"
    head = f"""# What the engine {given.engine} misreads: {about},
# counted by benchmarks/corrections/count.py; what the columns mean: pipeline/hwalja/correct/confusions.py."""
    text = "\n".join([head, *("\t".join(map(str, row)) for row in rows)])
    confusions_file(given.engine).write_text(text + "\n", encoding="utf-8")


def _printed(texts: Iterable[str]) -> Iterator[Row]:
    """Yield how often each syllable is printed."""
    often = Counter(letter for text in texts for letter in text if is_syllable(letter))
    for letter in sorted(often, key=lambda letter: (-often[letter], letter)):
        if often[letter] >= RARE:
            yield "printed", "", letter, often[letter]


if __name__ == "__main__":
    main()
