"""Measures the page views of results that are there: size, time to write, time to open.

python -m benchmarks.view.measure RESULTS IMAGE...

RESULTS holds what `hwalja page -f json` made of the images. A page is open once its image is decoded and shown. Beside
the time by the clock stands what the browser's process for the page has computed until then: on a busy machine the
clock tells more of the others.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, CDPSession, sync_playwright

from benchmarks.pages.browser import ARGUMENTS, find_browser
from hwalja.export.html import to_html
from hwalja.export.json import from_json
from hwalja.read import Facsimile

ROUNDS = 5

READY = """
async () => {
  await document.getElementById('image').decode();
  await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
  const first = performance.getEntriesByName('first-contentful-paint')[0];
  return [first.startTime, performance.now()];
}
"""


def main(results: Path, images: list[Path]) -> None:
    print("| page | MP | file / image | written, ms | first paint, ms | open, ms | computed, ms |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for image in images:
            page = from_json((results / f"{image.stem}.json").read_text("utf-8"))
            file = Path(folder, "page.html")
            written = _typical(lambda: file.write_bytes(to_html(page, Facsimile(image))))  # noqa: B023 # called at once
            ratio = file.stat().st_size / image.stat().st_size
            opened = [_opened(browser, file) for _ in range(ROUNDS)]
            first, ready, computed = (median(each) for each in zip(*opened, strict=True))
            area = page.width * page.height / 1e6
            times = " | ".join(f"{each:.0f}" for each in (written, first, ready, computed))
            print(f"| {image.stem} | {area:.1f} | {ratio:.3f} | {times} |")
        browser.close()


def _typical(work: Callable[[], object]) -> float:
    """Return the median of the milliseconds that it computes."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    return median(times)


def _opened(browser: Browser, file: Path) -> tuple[float, float, float]:
    """Return milliseconds from the call to the first paint, and to the page being open, and those computed."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    before = _computed(session)
    page.goto(file.as_uri())
    first, ready = page.evaluate(READY)
    computed = _computed(session) - before
    context.close()
    return first, ready, computed


def _computed(session: CDPSession) -> float:
    found = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(metric["value"] for metric in found if metric["name"] == "ProcessTime"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
