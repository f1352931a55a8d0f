"""Flow: every true sentence is looked for in all that was read, wherever it stands.

So it measures recognition, correction and joins of lines, and not the layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hwalja.evaluate.distance import character_errors, jamo_errors, word_errors
from hwalja.evaluate.nearest import nearest_passage
from hwalja.evaluate.rate import NOTHING, Rate
from hwalja.evaluate.spacing import NO_SPACES, Spacing, compare_spacing
from hwalja.evaluate.text import Text


@dataclass(frozen=True, slots=True)
class Flow:
    """How well the true sentences were read.

    A sentence is compared with its nearest passage (least edit distance in characters).

    Attributes:
        cer: Edits in characters (code points), spaces among them, per character of the truth.
        cer_nospace: The same without spaces, passages looked for anew.
        exact: Sentences that are right to the last character.
        graphemes: Edits in grapheme clusters.
        words: Edits in eojeols.
        jamo: Edits in jamo.
        spacing: Spaces.
    """

    cer: Rate = NOTHING
    cer_nospace: Rate = NOTHING
    exact: Rate = NOTHING
    graphemes: Rate = NOTHING
    words: Rate = NOTHING
    jamo: Rate = NOTHING
    spacing: Spacing = NO_SPACES

    def __add__(self, other: Flow) -> Flow:
        return Flow(
            self.cer + other.cer,
            self.cer_nospace + other.cer_nospace,
            self.exact + other.exact,
            self.graphemes + other.graphemes,
            self.words + other.words,
            self.jamo + other.jamo,
            self.spacing + other.spacing,
        )


def compare_flow(sentences: Sequence[Text], read: Text) -> Flow:
    """Look for every sentence in `read`."""
    return sum((_compare(sentence, read) for sentence in sentences), Flow())


def _compare(sentence: Text, read: Text) -> Flow:
    passage = nearest_passage(sentence.characters, read.characters)
    distance_nospace = nearest_passage(sentence.letters, read.letters).distance
    found = Text(read.characters[passage.start : passage.end])
    return Flow(
        cer=Rate(passage.distance, len(sentence)),
        cer_nospace=Rate(distance_nospace, len(sentence.letters)),
        exact=Rate(int(passage.distance == 0), 1),
        graphemes=character_errors(sentence, found),
        words=word_errors(sentence, found),
        jamo=jamo_errors(sentence, found),
        spacing=compare_spacing(sentence, found),
    )
