"""What a job is to read: from folders, patterns, files and manifests to pages, each with an id of its own."""

from hwalja.inputs.find import find_pages, pages_of
from hwalja.inputs.page import Found, PageInput, Rejected

__all__ = ["Found", "PageInput", "Rejected", "find_pages", "pages_of"]
