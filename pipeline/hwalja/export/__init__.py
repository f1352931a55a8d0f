"""What a page can be written as: a module for each format, and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hwalja.export.json import to_json
from hwalja.export.markdown import to_markdown
from hwalja.export.text import PAGE_BREAK, to_text
from hwalja.model import Page

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A form of output.

    Attributes:
        name: What the command line calls it.
        suffix: Ends the names of its files, with the point.
        render: Gives the file's text, to be encoded as UTF-8.
        between: What stands between two pages that go to one stream; None where a stream can hold only one.
    """

    name: str
    suffix: str
    render: Callable[[Page], str]
    between: str | None = None


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("text", ".txt", to_text, f"\n{PAGE_BREAK}\n\n"),
            Format("markdown", ".md", to_markdown, "\n"),
            Format("json", ".json", to_json),
        )
    }
)
