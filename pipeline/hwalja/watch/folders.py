"""The folders of a watch, none of which may be part of what another one is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from hwalja.batch.outputs import PAGES
from hwalja.errors import MissingInputError, UsageError
from hwalja.export.write import check_folder, make_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where files come from and go to.

    Attributes:
        inbox: Is watched, with all below it.
        out: Gets the results.
        rejected: Gets files that cannot be read, and beside each a text that says why.
        finished: Gets files of which all pages are done; None to leave them where they are. Both may lie in `out`.
    """

    inbox: Path
    out: Path
    rejected: Path
    finished: Path | None = None

    def prepare(self) -> None:
        """See that the folders can be used, and make those that are missing, but not the inbox.

        Raises:
            MissingInputError: There is no inbox.
            UsageError: A folder lies in another one.
            OutputError: Files cannot be put into one, or not be moved out of the inbox.
        """
        if not self.inbox.is_dir():
            raise MissingInputError(
                "there is no such folder", source=str(self.inbox), advice="make it, or check the name"
            )
        for one, other in self._overlaps():
            raise UsageError(
                f"{one} and {other} overlap: what is written to one would be read or written over in the other",
                advice="choose folders side by side",
            )
        check_folder(self.inbox)
        for folder in (self.out, self.rejected, self.finished):
            if folder:
                make_folder(folder)

    def _overlaps(self) -> Iterator[tuple[Path, Path]]:
        """Yield pairs of folders of which one is, or lies in, the other, wherever links lead."""
        used = [path for path in (self.inbox, self.out, self.rejected, self.finished) if path]
        for one, other in combinations(used, 2):
            a, b = one.resolve(), other.resolve()
            beside_results = one is self.out and b != a and b.is_relative_to(a) and not b.is_relative_to(a / PAGES)
            if (a.is_relative_to(b) or b.is_relative_to(a)) and not beside_results:
                yield one, other
