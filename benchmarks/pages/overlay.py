"""Draws a page's truth over it, to check by eye."""

import argparse
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

COLOURS = {
    "headline": (0, 0, 220), "subheading": (0, 140, 255), "body": (200, 80, 0), "byline": (160, 0, 160),
    "caption": (0, 160, 0), "header": (120, 120, 0), "advertisement": (90, 90, 90), "label": (0, 200, 200),
    "picture": (100, 200, 100), "table": (200, 160, 0), "footnote": (200, 80, 160), "footer": (120, 120, 0),
    "vertical": (40, 40, 255), "hanja": (60, 120, 255),
}  # fmt: skip


def draw_truth(image: NDArray[np.uint8], truth: dict[str, Any]) -> NDArray[np.uint8]:
    """A colour copy of the page with lines, regions and their order."""
    canvas = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    pen = max(1, truth["dpi"] // 120)
    for region in truth["regions"]:
        colour = COLOURS[region["role"]]
        for line in region["lines"]:
            cv2.polylines(
                canvas, [np.array(line["polygon"], np.int32)], isClosed=True, color=colour, thickness=max(1, pen // 2)
            )
        outline = np.array(region["polygon"], np.int32)
        cv2.polylines(canvas, [outline], isClosed=True, color=colour, thickness=pen * 2)
        x, y = map(int, region["polygon"][0])
        text = f"{region['id']}:{region['article']}"
        cv2.putText(canvas, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, truth["dpi"] / 260, (0, 0, 255), pen)
    for x, y, w, h in truth["rules"]:
        cv2.rectangle(canvas, (x, y), (x + w, y + h), (0, 255, 0), pen)
    return canvas.astype(np.uint8)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path, help="a generated page, .jpg beside its .json")
    parser.add_argument("out", type=Path, help="picture to write")
    parser.add_argument("--height", type=int, default=1400, help="height to shrink to; 0 keeps the size")
    arguments = parser.parse_args()
    image = cv2.imread(str(arguments.page), cv2.IMREAD_GRAYSCALE)
    if image is None:
        parser.error(f"{arguments.page} cannot be read as a picture")
    truth = json.loads(arguments.page.with_suffix(".json").read_text(encoding="utf-8"))
    canvas = draw_truth(image.astype(np.uint8), truth)
    if arguments.height:
        size = (round(canvas.shape[1] * arguments.height / canvas.shape[0]), arguments.height)
        canvas = cv2.resize(canvas, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    cv2.imwrite(str(arguments.out), canvas)


if __name__ == "__main__":
    main()
