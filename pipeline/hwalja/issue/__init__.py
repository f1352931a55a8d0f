"""An issue of a newspaper: its pages in order, articles that go on on another page, and what holds it together.

Knows pages as they are in their results, and nothing of the job that made them.
"""

from hwalja.issue.iiif import to_manifest
from hwalja.issue.mets import to_mets
from hwalja.issue.pages import Issue, IssuePage, PageFile, name_of

__all__ = ["Issue", "IssuePage", "PageFile", "name_of", "to_manifest", "to_mets"]
