"""Measure what correction does to pages that were read without it.

    python -m benchmarks.corrections.measure PAGES_DIR RESULTS_DIR [--profile standard]

`RESULTS_DIR` holds the results of the pages, read with the profile `none`. A correction is right where the block is
nearer to the truth with it than without it, all others applied; wrong where it is farther; neutral otherwise.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.accuracy.pages import find_pages
from benchmarks.corrections.alignment import blocks_of, passage_of, printed
from hwalja.correct import correct
from hwalja.correct.log import apply
from hwalja.evaluate.text import Text
from hwalja.export.json import from_json
from hwalja.model import Block, Correction
from hwalja.options import Profile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--profile", type=Profile, default=Profile.STANDARD)
    parser.add_argument("--engine", default="hwalja", help="what read the pages")
    parser.add_argument("--show", action="store_true", help="print every wrong correction")
    given = parser.parse_args()
    verdicts, errors = Counter[str](), Counter[str]()
    for page in find_pages(given.pages):
        result = from_json((given.results / f"{page.name}.json").read_text(encoding="utf-8"))
        blocks = blocks_of(result)
        truth = printed(page.truth)
        corrected = correct(blocks, given.profile, given.engine)
        for before, after in zip(blocks, corrected.blocks, strict=True):
            own = [each for each in corrected.corrections if each.block == before.id and each.applied]
            passage = passage_of(Text(after.text).characters, truth)
            if passage is None:
                continue
            for correction, verdict in judged(before, own, passage):
                kind = "second reading" if "second" in correction.evidence else correction.kind
                verdicts[f"{kind} {verdict}"] += 1
                if given.show and correction.kind != "join" and verdict == "wrong":
                    print(f"{page.name} {_shown(before, correction)}")
            errors["letters"] += len(Text(passage).letters)
            errors["before"] += Levenshtein.distance(Text(before.raw).letters, Text(passage).letters)
            errors["after"] += Levenshtein.distance(Text(after.text).letters, Text(passage).letters)
            errors["characters"] += len(passage)
            errors["after, spaces"] += Levenshtein.distance(Text(after.text).characters, passage)
    print("\n".join(f"{name:24}{count:6}" for name, count in sorted(verdicts.items())))
    print("\n".join(f"{name:24}{count:6}" for name, count in errors.items()))


def _shown(block: Block, correction: Correction) -> str:
    around = block.raw[max(0, correction.start - 8) : correction.start + 8]
    return f"{around!r}: {correction.original!r} → {correction.replacement!r} {dict(correction.evidence)}"


def judged(block: Block, own: list[Correction], passage: str) -> Iterator[tuple[Correction, str]]:
    """Yield every correction with `right`, `wrong` or `neutral`."""
    best = _distance(apply(block.raw, own), passage)
    for correction in own:
        without = _distance(apply(block.raw, [each for each in own if each is not correction]), passage)
        yield correction, "right" if without > best else "wrong" if without < best else "neutral"


def _distance(text: str, passage: str) -> int:
    return Levenshtein.distance(Text(text.replace("\n", " ")).characters, passage)


if __name__ == "__main__":
    main()
