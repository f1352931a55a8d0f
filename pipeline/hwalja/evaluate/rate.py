"""A count out of a total: figures stay exact until they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many, such as errors per character. Rates add up to the rate of both together."""

    count: int = 0
    total: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.count + other.count, self.total + other.total)

    @property
    def value(self) -> float | None:
        """The quotient; None of nothing."""
        return self.count / self.total if self.total else None

    @property
    def fraction(self) -> Fraction:
        """The quotient exactly.

        Raises:
            ZeroDivisionError: The total is zero.
        """
        return Fraction(self.count, self.total)


NOTHING = Rate()
"""No count of nothing: where a sum begins."""
