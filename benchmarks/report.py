"""How the benchmarks report: tables, results files, and the tables of a README."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

Row = Sequence[str]


def aligned(rows: Sequence[Row]) -> str:
    """Return a table for the terminal: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in rows)
    return "\n".join("  ".join(line).rstrip() for line in lines)


def markdown(rows: Sequence[Row]) -> str:
    """Return a table for a README; the first row is its head."""
    head, *body = rows
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *body])


def put(readme: Path, name: str, content: str) -> None:
    """Replace what stands between `<!-- name -->` and `<!-- end name -->`.

    Raises:
        ValueError: The two are not there.
    """
    begin, end = f"<!-- {name} -->", f"<!-- end {name} -->"
    part = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    new, found = part.subn(lambda _: f"{begin}\n\n{content}\n\n{end}", readme.read_text("utf-8"))
    if not found:
        raise ValueError(f"{readme} has no {begin} … {end}")
    readme.write_text(new, "utf-8")


def to_json(value: object, indent: str = "") -> str:
    """Return JSON in which an object or a list without others inside takes one line."""
    if isinstance(value, Mapping) and any(isinstance(item, Mapping | list) for item in value.values()):
        items = [f"{json.dumps(key, ensure_ascii=False)}: {to_json(item, indent + ' ')}" for key, item in value.items()]
        return _lines("{", items, "}", indent)
    if isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        return _lines("[", [to_json(item, indent + " ") for item in value], "]", indent)
    return json.dumps(value, ensure_ascii=False)


def _lines(opening: str, items: Sequence[str], closing: str, indent: str) -> str:
    separator = f",\n{indent} "
    return f"{opening}\n{indent} {separator.join(items)}\n{indent}{closing}"


def dated() -> dict[str, str]:
    """Return the day that SOURCE_DATE_EPOCH sets, or nothing."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return {"date": datetime.fromtimestamp(int(epoch), UTC).date().isoformat()} if epoch else {}
