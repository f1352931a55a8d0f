"""Characters wrong."""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import Editop, Levenshtein

_PLAIN = str.maketrans("“”‘’", "\"\"''")


def wrong(lines: list[str], truth: str) -> tuple[int, int]:
    """Return the least number of edits that turn `lines` into `truth`: with spaces, and without.

    A line end costs nothing, be there a space in the truth or none: joining lines is not the recogniser's work.
    """
    read = unicodedata.normalize("NFC", "\n".join(lines))
    truth = " ".join(unicodedata.normalize("NFC", truth).split())
    edits = sum(not _joins(edit, read, truth) for edit in Levenshtein.editops(read, truth))
    return edits, Levenshtein.distance("".join(read.split()), "".join(truth.split()))


def _joins(edit: Editop, read: str, truth: str) -> bool:
    """Tell whether an edit takes a line end away or makes it a space."""
    if edit.tag == "insert" or read[edit.src_pos] != "\n":
        return False
    return edit.tag == "delete" or truth[edit.dest_pos] == " "


def agreeing(read: str, truth: str) -> set[int]:
    """Return the places in `read` that are right; any quotation mark is as good as another."""
    codes = Levenshtein.opcodes(read.translate(_PLAIN), truth.translate(_PLAIN))
    return {place for code in codes if code.tag == "equal" for place in range(code.src_start, code.src_end)}
