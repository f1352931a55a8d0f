"""Flow: every true sentence is looked for in all that was read, wherever it stands.

So it measures recognition, correction and joins of lines, and not the layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hwalja.evaluate.distance import character_errors, jamo_errors, word_errors
from hwalja.evaluate.nearest import Passage, nearest_passage
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


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a sentence was found.

    Attributes:
        sentence: The true sentence.
        read: Its nearest passage.
        distance: Edits in characters between the two.
        letters: The passage nearest to it without spaces, in the text without spaces.
    """

    sentence: Text
    read: Text
    distance: int
    letters: Passage


def find(sentence: Text, read: Text) -> Finding:
    """Look for a sentence in all that was read."""
    passage = nearest_passage(sentence.characters, read.characters)
    return Finding(
        sentence,
        Text(read.characters[passage.start : passage.end]),
        passage.distance,
        nearest_passage(sentence.letters, read.letters),
    )


def compare_flow(findings: Iterable[Finding]) -> Flow:
    """Add up the errors of all sentences."""
    return sum(map(_compare, findings), Flow())


def _compare(finding: Finding) -> Flow:
    sentence, found = finding.sentence, finding.read
    return Flow(
        cer=Rate(finding.distance, len(sentence)),
        cer_nospace=Rate(finding.letters.distance, len(sentence.letters)),
        exact=Rate(int(finding.distance == 0), 1),
        graphemes=character_errors(sentence, found),
        words=word_errors(sentence, found),
        jamo=jamo_errors(sentence, found),
        spacing=compare_spacing(sentence, found),
    )
