"""Find the temperature at which confidences are worth what they say; it goes into `hwalja.recognise.decode`.

    python -m benchmarks.recogniser.calibrate [--model DIR] [--lines 300]

It is the one that makes what was read in three faces of the page generator's test set likeliest; `measure` tells
how far confidences are from the truth in other faces as well.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from benchmarks.recogniser.measure import WEAR, judged, strips_of, text_of
from hwalja.evaluate.text import Text
from hwalja.recognise import decode
from hwalja.recognise.network import Network
from hwalja.recognise.own import FOLDER
from hwalja.recognise.window import EM
from hwalja.resources import dictionaries

FACES = ("batang", "@ibm-plex-sans-kr:400", "@gothic-a1:700")
SEED = 77
TEMPERATURES = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5)
LEAST = 1e-4
"""No confidence counts as surer than this of being right or wrong."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=dictionaries() / FOLDER)
    parser.add_argument("--lines", type=int, default=300)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    network = Network(given.model)
    lines = []
    for face in FACES:
        for wear in WEAR:
            own = strips_of(face, wear, given.lines, SEED)
            scores = network.scores([strip.image for strip in own])
            lines += [(text_of(strip), found) for strip, found in zip(own, scores, strict=True)]
    for temperature in TEMPERATURES:
        decode.TEMPERATURE = temperature
        sure: list[tuple[float, bool]] = []
        for truth, frames in lines:
            letters = [x for x in decode.decode(frames, network.letters, EM) if x.text != decode.SPACE]
            sure += judged([(one, x.confidence) for x in letters for one in Text(x.text).letters], truth)
        confidence = np.clip([c for c, _ in sure], LEAST, 1 - LEAST)
        chance = np.where([r for _, r in sure], confidence, 1 - confidence)
        print(f"{temperature:4.2f}: {-np.log(chance).mean():.5f} nats a letter")


if __name__ == "__main__":
    main()
