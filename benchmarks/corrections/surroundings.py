"""Count which signs stand between what, into dictionaries/signs.tsv.

    python -m benchmarks.corrections.surroundings

Counted in the stories of benchmarks/pages/texts but those of the test sets, with quotation marks as they are and
straight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.recogniser.text import SETS, STRAIGHT, stories
from hwalja.correct.surroundings import NAME, kind, sign
from hwalja.resources import dictionaries


def neighbourhoods(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield every character between its neighbours, and every two neighbours with nothing between."""
    for position, character in enumerate(text):
        before, after = kind(text[max(0, position - 1) : position]), kind(text[position + 1 : position + 2])
        yield before, sign(character), after
        yield before, "", kind(character)


def main() -> None:
    told = stories(SETS)
    texts = [*told, *(straight for text in told if (straight := text.translate(STRAIGHT)) != text)]
    found = Counter(each for text in texts for each in neighbourhoods(text))
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    head = (
        f"# Signs between their neighbours in {sum(map(len, texts))} characters of benchmarks/pages/texts, counted by"
    )
    lines = [head, "# benchmarks/corrections/surroundings.py; see pipeline/hwalja/correct/surroundings.py."]
    lines += ["\t".join((*each, str(count))) for each, count in rows]
    (dictionaries() / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
