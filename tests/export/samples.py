"""What hwalja makes of the pages in `scans/`, kept so that formats can be tested without reading them again.

Made by `hwalja page scans/*.jpg -f json`, each file packed by `gzip -9n`.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from hwalja.export.json import from_json
from hwalja.model import Page

RESULTS = sorted((Path(__file__).parent / "results").glob("*.json.gz"))
NAMES = [path.name.partition(".")[0] for path in RESULTS]


@cache
def result(name: str) -> Page:
    return from_json(gzip.decompress((RESULTS[0].parent / f"{name}.json.gz").read_bytes()).decode())
