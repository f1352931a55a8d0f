"""Read pages with truth and measure how near the text is.

python -m benchmarks.accuracy.measure PAGES_DIR [--reader tesseract] [--results results-test.json]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy.pages import TruePage, find_pages
from benchmarks.accuracy.readers import READERS, THREADS, Reader, load_reader
from benchmarks.accuracy.scores import by_feature, rounded, summary
from benchmarks.accuracy.tables import feature_rows, page_rows, reader_rows
from benchmarks.report import aligned, dated, markdown, put, to_json
from hwalja.errors import HwaljaError
from hwalja.evaluate import evaluate_page
from hwalja.options import Options, Profile

README = Path(__file__).with_name("README.md")


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    os.environ.update(THREADS)
    try:
        reader = load_reader(given.reader, given.profile, given.engine)
    except (HwaljaError, OSError) as error:
        raise SystemExit(f"{given.reader} cannot read: {error}") from error
    pages = find_pages(given.pages, given.only)
    results = measure(pages, reader, given.out / given.pages.resolve().name / reader.name, force=given.force)
    print(aligned(page_rows(results)))
    if given.by_feature:
        print(f"\n{aligned(feature_rows(results))}")
    if given.results:
        keep(given.results, reader.name, results)
        if given.readme:
            write_readme(given.results)


def measure(pages: Sequence[TruePage], reader: Reader, out: Path, *, force: bool = False) -> dict[str, Any]:
    """Read the pages that `out` holds no result of, and return the figures of all.

    A page that fails is reported and counts as empty.
    """
    out.mkdir(parents=True, exist_ok=True)
    scores, failed = {}, {}
    for number, page in enumerate(pages, 1):
        result = out / f"{page.name}.json"
        if force:
            result.unlink(missing_ok=True)
        if not result.exists():
            print(f"[{number}/{len(pages)}] {reader.name}: {page.name}", file=sys.stderr, flush=True)
            error = _read(page, reader, result)
            if error:
                failed[page.name] = error
                print(f"{page.name} failed: {error}", file=sys.stderr)
        read = json.loads(result.read_text("utf-8")) if result.exists() else {}
        scores[page.name] = evaluate_page(read, page.truth)
    return {
        "reader": {"name": reader.name, **reader.about},
        **dated(),
        "all": summary(scores),
        "failed": failed,
        "pages": {name: rounded(score.figures()) for name, score in scores.items()},
        "features": by_feature(scores, {page.name: page.features for page in pages}),
    }


def _read(page: TruePage, reader: Reader, result: Path) -> str | None:
    """Read a page into the file `result`; return what went wrong."""
    try:
        text = reader.read(page)
    except Exception as error:  # whatever breaks on one page, the others are still measured
        return f"{type(error).__name__}: {error}".replace(str(page.image), page.image.name)
    whole = result.with_suffix(".part")
    whole.write_text(text, "utf-8")
    whole.replace(result)
    return None


def keep(path: Path, name: str, results: Mapping[str, Any]) -> None:
    """Put a reader's results into a file beside those of others."""
    readers: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    readers[name] = results
    path.write_text(to_json({reader: readers[reader] for reader in sorted(readers)}) + "\n", "utf-8")


def write_readme(path: Path) -> None:
    """Bring the tables of the README up to date with a file of results, in the part of the file's name."""
    readers = json.loads(path.read_text("utf-8"))
    tables = [markdown(reader_rows(readers))]
    for name, results in readers.items():
        if name == "hwalja":
            rows = feature_rows(results) if results["features"] else page_rows(results)
            tables.append(markdown(rows))
    put(README, path.stem, "\n\n".join(tables))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.measure", description=__doc__)
    parser.add_argument("pages", type=Path, help="folder of images, the truth of each as JSON beside it")
    parser.add_argument("--out", type=Path, default=Path("out/accuracy"), help="folder for what is read")
    parser.add_argument("--results", type=Path, metavar="FILE.json", help="file that gets the figures")
    parser.add_argument("--readme", action="store_true", help="copy the figures of --results into the README")
    parser.add_argument("--reader", choices=READERS, default="hwalja")
    parser.add_argument("--profile", type=Profile, choices=list(Profile), default=Options().profile)
    parser.add_argument("--engine", default=Options().engine, help="hwalja's")
    parser.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="names of pages, such as d03")
    parser.add_argument("--by-feature", action="store_true", help="print the figures of each feature too")
    parser.add_argument("--force", action="store_true", help="read again what has been read")
    return parser


if __name__ == "__main__":
    main()
