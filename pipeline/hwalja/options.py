"""The options of one page, parsed once at the edge and frozen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from hwalja.errors import UsageError

DEFAULT_LANGUAGES = ("Hangul",)
"""Of Tesseract's models for Korean, the one that reads newsprint best and fastest: see benchmarks/recognise."""


class Profile(StrEnum):
    """How far the correction stage goes."""

    NONE = "none"
    """Nothing is changed: every line stands as read, line ends included."""
    ARCHIVAL = "archival"
    """Lines are joined to paragraphs; characters, words and spaces are corrected where that is all but sure."""
    STANDARD = "standard"
    """The same, where it is right a dozen times for once that it is wrong."""
    THOROUGH = "thorough"
    """The same, wherever it is more likely right than wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a page is digitised.

    Attributes:
        profile: How far correction goes.
        dictionaries: Files with words that are spelt right: see docs/dictionary.md.
        languages: Names of Tesseract's language models, in order of preference.
        engine: Name of the recognition engine; `auto` reads with our own and doubtful lines with Tesseract too.
        model: Folder of the model of the engine `hwalja`; None takes the one that is shipped.
        max_megapixels: Larger images are refused.
        timeout: Seconds that the engine may take for one page.
        dpi: Resolution, where the caller knows better than the file.
        page_id: Begins the ids of articles; by default the file name without its ending.
        newspaper: Name of the paper, where the caller knows it.
        issue_date: Date of the issue, ISO 8601.
        page_number: Number of the page.
        section: Name of the section.

    Raises:
        UsageError: A value is out of range.
    """

    profile: Profile = Profile.STANDARD
    dictionaries: tuple[str, ...] = ()
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    engine: str = "auto"
    model: str | None = None
    max_megapixels: float = 400.0
    timeout: float = 600.0
    dpi: float | None = None
    page_id: str | None = None
    newspaper: str | None = None
    issue_date: str | None = None
    page_number: str | None = None
    section: str | None = None

    def __post_init__(self) -> None:
        if not self.languages or not all(self.languages):
            raise UsageError("no language given", advice="name at least one, such as kor")
        for name in ("max_megapixels", "timeout", "dpi"):
            value = getattr(self, name)
            if value is not None and not (math.isfinite(value) and value > 0):
                raise UsageError(f"{name} must be a number above zero, not {value!r}")
