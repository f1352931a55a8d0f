"""METS 1.12 (Library of Congress): the pages, files and articles of an issue, and what was done to them (PREMIS 3).

https://www.loc.gov/standards/mets/ and https://www.loc.gov/standards/premis/
"""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.export.dates import made_iso
from hwalja.export.xml import LANGUAGE, SCHEMA_LOCATION, Element, Tree, program
from hwalja.issue.continued import Part, stories
from hwalja.issue.pages import Issue, IssuePage, PageFile
from hwalja.issue.premis import PREMIS, agents, events

NAMESPACE = "http://www.loc.gov/METS/"
SCHEMA = "http://www.loc.gov/standards/mets/version1121/mets.xsd"
XLINK = "http://www.w3.org/1999/xlink"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

ALTO = "alto"
"""Use of the files that articles are told by."""


def to_mets(issue: Issue) -> str:
    """Return the document of an issue.

    Its files are named relative to where it stands. It tells a time only where `SOURCE_DATE_EPOCH` does.
    """
    return _Mets(issue).write()


class _Mets:
    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        about = {
            "OBJID": issue.title,
            "LABEL": issue.title,
            "TYPE": "newspaper issue",
            SCHEMA_LOCATION: f"{NAMESPACE} {SCHEMA}",
        }
        prefixes = {"xlink": XLINK, "dc": DUBLIN_CORE, "premis": PREMIS}
        self._tree = Tree(NAMESPACE, "mets", about, prefixes)
        self._numbers = {page.page.id: number for number, page in enumerate(issue.pages, 1)}
        self._files: dict[tuple[int, str], str] = {}
        self._links: list[tuple[str, int]] = []

    def write(self) -> str:
        self._head()
        self._description()
        for page in self._issue.pages:
            self._provenance(page)
        self._file_section()
        self._physical()
        self._logical()
        links = self._tree.add(self._tree.root, "structLink")
        for article, number in self._links:
            self._tree.add(links, "smLink", {f"{{{XLINK}}}from": article, f"{{{XLINK}}}to": f"page_{number}"})
        if not self._links:
            self._tree.root.remove(links)  # it cannot be empty
        return self._tree.write()

    def _head(self) -> None:
        head = self._tree.add(self._tree.root, "metsHdr", {"CREATEDATE": made_iso()})
        creator = {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}
        for name in sorted({program(each.page) for each in self._issue.pages}):
            self._tree.add(self._tree.add(head, "agent", creator), "name", text=name)

    def _description(self) -> None:
        data = self._wrapped(self._tree.add(self._tree.root, "dmdSec", {"ID": self._tree.id("dmd_issue")}), "DC")
        facts = {"title": self._issue.newspaper, "date": self._issue.day, "type": "Text", "language": LANGUAGE}
        for name, value in facts.items():
            self._tree.add(data, f"{{{DUBLIN_CORE}}}{name}", text=value)

    def _provenance(self, page: IssuePage) -> None:
        number = self._numbers[page.page.id]
        section = self._tree.add(self._tree.root, "amdSec", {"ID": self._tree.id(f"amd_{number}")})
        for kind, write in [
            *(("PREMIS:EVENT", write) for write in events(page)),
            *(("PREMIS:AGENT", write) for write in agents(page)),
        ]:
            holder = self._tree.add(section, "digiprovMD", {"ID": self._tree.id(f"prov_{number}_")})
            write(self._tree, self._wrapped(holder, kind))

    def _wrapped(self, parent: Element, kind: str) -> Element:
        about = {"MDTYPE": kind, "MDTYPEVERSION": "3.0" if kind.startswith("PREMIS") else None}
        return self._tree.add(self._tree.add(parent, "mdWrap", about), "xmlData")

    def _file_section(self) -> None:
        section = self._tree.add(self._tree.root, "fileSec")
        for use in dict.fromkeys(file.use for page in self._issue.pages for file in page.files):
            group = self._tree.add(section, "fileGrp", {"USE": use})
            for page in self._issue.pages:
                for file in page.files:
                    if file.use == use:
                        self._file(group, self._numbers[page.page.id], file)

    def _file(self, group: Element, number: int, file: PageFile) -> None:
        name = self._tree.id(f"file_{file.use}_{number}")
        self._files[number, file.use] = name
        about = {
            "ID": name,
            "MIMETYPE": file.kind,
            "SIZE": file.size,
            "CHECKSUM": file.sha256,
            "CHECKSUMTYPE": "SHA-256",
            "GROUPID": f"group_{number}",
            "ADMID": f"amd_{number}",
        }
        where = {"LOCTYPE": "URL", f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": file.href}
        self._tree.add(self._tree.add(group, "file", about), "FLocat", where)

    def _physical(self) -> None:
        holder = self._tree.add(self._tree.root, "structMap", {"TYPE": "PHYSICAL"})
        issue = self._tree.add(holder, "div", {"TYPE": "issue", "LABEL": self._issue.title})
        for page in self._issue.pages:
            number = self._numbers[page.page.id]
            about = {
                "ID": self._tree.id(f"page_{number}"),
                "TYPE": "page",
                "ORDER": number,
                "ORDERLABEL": page.number,
                "LABEL": page.page.id,
            }
            element = self._tree.add(issue, "div", about)
            for file in page.files:
                self._tree.add(element, "fptr", {"FILEID": self._files[number, file.use]})

    def _logical(self) -> None:
        holder = self._tree.add(self._tree.root, "structMap", {"TYPE": "LOGICAL"})
        about = {"TYPE": "issue", "LABEL": self._issue.title, "DMDID": "dmd_issue"}
        issue = self._tree.add(holder, "div", about)
        for order, parts in enumerate(stories(self._issue), 1):
            self._story(issue, order, parts)

    def _story(self, issue: Element, order: int, parts: Sequence[Part]) -> None:
        name = self._tree.id(f"article_{order}")
        headline = next(filter(None, (part.article.headline for part in parts)), None)
        whole = self._tree.add(issue, "div", {"ID": name, "TYPE": "article", "ORDER": order, "LABEL": headline})
        for number, part in enumerate(parts, 1):
            holder, own = whole, name
            if len(parts) > 1:
                own = self._tree.id(f"{name}_part_{number}")
                about = {"ID": own, "TYPE": "part", "ORDER": number, "LABEL": part.article.headline or None}
                holder = self._tree.add(whole, "div", about)
            self._areas(holder, part)
            self._links.append((own, self._numbers[part.page.page.id]))

    def _areas(self, holder: Element, part: Part) -> None:
        blocks = part.page.blocks.get(part.article.id, ())
        if blocks:
            file = self._files[self._numbers[part.page.page.id], ALTO]
            pointer = self._tree.add(self._tree.add(holder, "fptr"), "seq")
            for block in blocks:
                self._tree.add(pointer, "area", {"FILEID": file, "BETYPE": "IDREF", "BEGIN": block})
