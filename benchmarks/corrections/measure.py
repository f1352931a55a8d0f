"""Measure what correction does to pages that were read without it.

    python -m benchmarks.corrections.measure PAGES_DIR RESULTS_DIR [--profile standard]

`RESULTS_DIR` holds the results of the pages, read with the profile `none`. A correction is right where the block is
nearer to the truth with it than without it, all others applied; wrong where it is farther; neutral otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from benchmarks.corrections.alignment import arguments, corrected, passage_of
from hwalja.correct.log import apply
from hwalja.evaluate.text import Text
from hwalja.model import Block, Correction


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--show", action="store_true", help="print every wrong correction")
    given = parser.parse_args()
    verdicts, errors = Counter[str](), Counter[str]()
    for name, blocks, result, truth in corrected(given):
        for before, after in zip(blocks, result.blocks, strict=True):
            own = [each for each in result.corrections if each.block == before.id and each.applied]
            passage = passage_of(Text(after.text).characters, truth)
            if passage is None:
                continue
            for correction, verdict in judged(before, own, passage):
                kind = "second reading" if "second" in correction.evidence else correction.kind
                verdicts[f"{kind} {verdict}"] += 1
                if given.show and correction.kind != "join" and verdict == "wrong":
                    print(f"{name} {_shown(before, correction)}")
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
