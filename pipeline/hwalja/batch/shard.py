"""Shards: parts of a job that machines do on their own, without a word between them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from hwalja.errors import UsageError


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `count`, from 1. A page belongs to a part by its id alone, whatever other pages there are."""

    number: int = 1
    count: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.count:
            raise UsageError(f"there is no shard {self}", advice="1/4 to 4/4 are the four parts of a job")

    def __contains__(self, page_id: str) -> bool:
        if self.count == 1:
            return True
        digest = hashlib.sha256(page_id.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    @property
    def suffix(self) -> str:
        """Stands in the names of files that each shard has for itself."""
        return "" if self.count == 1 else f"-{self.number}-of-{self.count}"

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read `I/N`.

        Raises:
            UsageError: It is something else.
        """
        match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text.strip())
        if not match:
            raise UsageError(f"{text!r} names no shard", advice="write it as 1/4, the first of four parts")
        return cls(int(match[1]), int(match[2]))


WHOLE = Shard()
