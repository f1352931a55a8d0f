"""Measure how false spaces fare on pages that were read without correction.

    python -m benchmarks.corrections.spaces PAGES_DIR RESULTS_DIR [--profile standard] [--show]

`RESULTS_DIR` holds the results of the pages, read with the profile `none`. A space inside a line is false where the
truth has its two neighbours side by side. Counted are those, how many of them are taken away, and how many spaces are
that the truth has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from benchmarks.corrections.alignment import arguments, corrected, passage_of
from hwalja.correct.passage import passage
from hwalja.evaluate.text import SAME_KIND, Text
from hwalja.model import Block, Correction

_KINDS = {key: other for key, other in SAME_KIND.items() if isinstance(other, str) and len(other) == 1}


def spaces(block: Block, own: list[Correction], truth: str) -> Iterator[tuple[int, bool, str]]:
    """Yield each space of a block's lines that can be judged: where it is, whether it is false, and what is around."""
    joined = passage(block, [each for each in own if each.kind == "join"])
    stands = passage_of(Text(joined.text).characters, truth)
    if stands is None:
        return
    read, right = joined.text.translate(_KINDS), stands.translate(_KINDS)
    places, others = ([k for k, letter in enumerate(text) if letter != " "] for text in (read, right))
    for code in Levenshtein.opcodes([read[k] for k in places], [right[k] for k in others]):
        if code.tag not in ("equal", "replace"):
            continue
        for k in range(code.src_start, code.src_end - 1):
            left, after, other = places[k], places[k + 1], k - code.src_start + code.dest_start
            if (
                after == left + 2
                and joined.starts[after] == joined.starts[left] + 2
                and block.raw[joined.starts[left] + 1] == " "
            ):
                around = f"{joined.text[max(0, left - 8) : left + 1]}_{joined.text[after : after + 8]}"
                yield joined.starts[left] + 1, others[other + 1] == others[other] + 1, around


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--show", action="store_true", help="print what stays false and every space that is lost")
    given = parser.parse_args()
    counts = Counter[str]()
    for page, blocks, result, truth in corrected(given):
        for block in blocks:
            own = [each for each in result.corrections if each.block == block.id and each.applied]
            gone = {each.start for each in own if each.original == " " and not each.replacement}
            counts["characters"] += len(block.raw)
            for place, false, around in spaces(block, own, truth):
                name = "false" if false else "printed"
                counts[name] += 1
                counts[f"{name}, taken away"] += place in gone
                if given.show and false != (place in gone):
                    print(f"{page} {name} {around}")
    print("\n".join(f"{name:24}{count:7}" for name, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
