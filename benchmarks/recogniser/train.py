"""Train the recogniser, from nothing or on from a model: dictionaries/recogniser/.

    python -m benchmarks.recogniser.train --work FOLDER
    python -m benchmarks.recogniser.train --work FOLDER --start MODEL_FOLDER

Strips are rendered into folders of `FOLDER` first, checkpoints are kept there: a run that was broken off goes on from
them. A model to start from takes the place of the first stage.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch import Tensor

from benchmarks.recogniser.batches import Batch, batch, endless, grouped
from benchmarks.recogniser.characters import classes
from benchmarks.recogniser.export import export
from benchmarks.recogniser.lines import Strip, load, write_all
from benchmarks.recogniser.loss import frame_loss, line_loss
from benchmarks.recogniser.net import Net
from benchmarks.recogniser.restore import restore
from benchmarks.recogniser.sheets import Mix
from benchmarks.recogniser.text import FIGURES, HANJA, RANDOM, SPECIAL, STORY, WORDS
from hwalja.recognise.decode import runs
from hwalja.recognise.own import FOLDER
from hwalja.resources import dictionaries

WARM, LAST = 0.03, 0.003
"""Share of a stage's steps on which the learning rate rises, and its last share of the rate: a cosine between."""

KEPT = 500
"""Steps from checkpoint to checkpoint."""

SPACE = 1
"""Class of the space."""

COUNT = 2200
"""Strips of a file."""


@dataclass(frozen=True)
class Stage:
    """A part of the training.

    Attributes:
        name: Of its folder of strips and its checkpoint.
        parts: Files of strips.
        seed: Draws them.
        mix: What they hold.
        steps: So many batches are learnt from.
        rate: Highest learning rate.
        aligned: Share of the steps on which frames are taught one by one; then whole lines (CTC).
    """

    name: str
    parts: int
    seed: int
    mix: Mix
    steps: int
    rate: float
    aligned: float


STAGES = (
    Stage("general", 110, 1, Mix(), 9500, 2.5e-3, 0.22),
    Stage(
        "finish",
        44,
        2,
        Mix({STORY: 0.26, WORDS: 0.2, RANDOM: 0.16, FIGURES: 0.18, SPECIAL: 0.14, HANJA: 0.06}, 0.35, 0.02),
        3500,
        1e-3,
        0.0,
    ),
)
"""First everything; then more of figures and signs, in more shapes, and lines where nothing stands. The net is the mean
of what both end with, which reads better than either."""


def train(net: Net, work: Path, stages: Sequence[Stage], check: list[Strip]) -> list[dict[str, Tensor]]:
    """Train from the latest checkpoint or from how the net is, and return the weights after each stage."""
    net.to(memory_format=torch.channels_last)
    ends = []
    for stage in stages:
        _learn(net, stage, work, check)
        ends.append(weights(net))
    return ends


def weights(net: Net) -> dict[str, Tensor]:
    """Return a copy of the weights as they are."""
    return {name: value.clone() for name, value in net.state_dict().items()}


def _mean(values: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(values)).mean(0) if values[0].is_floating_point() else values[-1]


def _learn(net: Net, stage: Stage, work: Path, check: list[Strip]) -> None:
    optimiser = torch.optim.AdamW(net.parameters(), stage.rate, weight_decay=0.01)
    checkpoint, first = work / f"{stage.name}.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        first = kept["step"]
    losses, lines, start = [], 0, time.monotonic()
    batches = endless(work / stage.name, seed=1 + first)
    for step in range(first, stage.steps):
        share = step / stage.steps
        rate = stage.rate * min(1.0, share / WARM) * (0.5 * (1 + math.cos(math.pi * share)) + LAST)
        for group in optimiser.param_groups:
            group["lr"] = rate
        given = next(batches)
        scores = _scores(net, given)
        loss = (frame_loss if share < stage.aligned else line_loss)(scores, given)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
        optimiser.step()
        losses.append(loss.item())
        lines += len(given.images)
        if (step + 1) % KEPT == 0:
            speed = lines / (time.monotonic() - start)
            said = f"{stage.name}: {step + 1} steps, loss {np.mean(losses[-KEPT:]):.4f}, {speed:.0f} lines a second"
            print(said + (f", wrong {wrong(net, check):.4f}" if check else ""), flush=True)
            torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}, checkpoint)


def _scores(net: Net, given: Batch) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores: Tensor = net(torch.from_numpy(given.images).contiguous(memory_format=torch.channels_last))
    return scores


def wrong(net: Net, check: list[Strip]) -> float:
    """Return the share of letters (spaces excepted) that are wrong in lines kept apart."""
    net.eval()
    errors = letters = 0
    for group in grouped(check):
        given = batch(group)
        with torch.no_grad():
            best = _scores(net, given).argmax(-1).numpy()
        for row, width, strip in zip(best, given.widths, group, strict=True):
            read = [row[first] for first, _ in runs(row[:width], np.arange(width)) if row[first] != SPACE]
            truth = [n for n in strip.labels if n != SPACE]
            errors += Levenshtein.distance(read, truth)
            letters += len(truth)
    net.train()
    return errors / letters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="model to train on, in place of the first stage")
    parser.add_argument("--check", type=Path, help="file of strips in other faces")
    given = parser.parse_args()
    stages = STAGES[1:] if given.start else STAGES
    for stage in stages:
        write_all(given.work / stage.name, stage.parts, COUNT, stage.mix, stage.seed)
    check = load(given.check) if given.check else []
    seen = load(given.work / stages[0].name / "0000.npz")
    torch.manual_seed(1)
    net = Net(classes())
    ends = []
    if given.start:
        restore(net, given.start, seen)
        ends.append(weights(net))
        print(f"start, wrong {wrong(net, check):.4f}" if check else "start", flush=True)
    ends += train(net, given.work, stages, check)
    net.load_state_dict({name: _mean([end[name] for end in ends]) for name in ends[0]})
    export(net, classes(), dictionaries() / FOLDER, seen)


if __name__ == "__main__":
    main()
