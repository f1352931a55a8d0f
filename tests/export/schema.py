"""What every exported page is checked against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from hwalja.export.json import to_json
from hwalja.model import Page

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA: dict[str, Any] = json.loads((DOCS / "page.schema.json").read_text(encoding="utf-8"))
_VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def validate(document: object) -> None:
    """See that `document`, or what is written of it if it is a page, holds to the schema.

    Raises:
        jsonschema.ValidationError: It does not.
    """
    _VALIDATOR.validate(json.loads(to_json(document)) if isinstance(document, Page) else document)
