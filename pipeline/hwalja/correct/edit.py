"""A change that a part of correction proposes to a passage, with the odds that it is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of `text[start:end]` of a passage.

    Attributes:
        kind: Of the correction that it becomes: `character`, `word` or `space`.
        text: What is to stand there.
        evidence: What speaks for it: natural log odds by source.
    """

    kind: str
    start: int
    end: int
    text: str
    evidence: Mapping[str, float]

    @property
    def odds(self) -> float:
        """Log odds; above zero it is more likely right than wrong."""
        return sum(self.evidence.values())

    def overlaps(self, other: Edit) -> bool:
        return self.start < other.end and other.start < self.end
