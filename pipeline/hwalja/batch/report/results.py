"""Where the files of a page are, for links to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from hwalja.batch.journal import State
from hwalja.batch.outputs import PAGES
from hwalja.batch.report.rows import Row
from hwalja.export import FORMATS


def results(row: Row, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name of format and address, as seen from `folder`, of each file of a page that is done.

    The files are looked for beside the journal, and, since that may lie elsewhere, in `folder`.
    """
    if row.state != State.DONE:
        return
    stems = [
        stem / row.id
        for home in dict.fromkeys((row.journal.parent.absolute(), folder.absolute()))
        for stem in (home / PAGES / row.id, home / PAGES)
    ]
    for form in FORMATS.values():
        for stem in stems:
            path = stem.with_name(stem.name + form.suffix)
            if path.is_file():
                yield form.name, quote(os.fsencode(os.path.relpath(path, folder.absolute())))
                break
