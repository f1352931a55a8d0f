"""Train the recogniser from nothing: dictionaries/recogniser/.

    python -m benchmarks.recogniser.train --work FOLDER [--steps 9500]

Strips are rendered into `FOLDER` first, a checkpoint is kept there: a run that was broken off goes on from it.
"""

from __future__ import annotations

import argparse
import math
import time
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
from hwalja.recognise.decode import runs
from hwalja.recognise.own import FOLDER
from hwalja.resources import dictionaries

RATE, WARM, LAST = 2.5e-3, 0.03, 0.003
"""Learning rate, share of the steps on which it rises, and its last share of the rate: a cosine between."""

ALIGNED = 0.22
"""Share of the steps on which frames are taught one by one; then whole lines (CTC)."""

KEPT = 500
"""Steps from checkpoint to checkpoint."""

SPACE = 1
"""Class of the space."""

PARTS, COUNT = 110, 2200
"""Files of strips and strips of a file."""


def train(folder: Path, steps: int, check: list[Strip]) -> Net:
    """Train from nothing or from the checkpoint."""
    torch.manual_seed(1)
    net = Net(classes())
    net.to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.01)
    checkpoint, first = folder / "checkpoint.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        first = kept["step"]
    losses, lines, start = [], 0, time.monotonic()
    batches = endless(folder, seed=1 + first)
    for step in range(first, steps):
        share = step / steps
        rate = RATE * min(1.0, share / WARM) * (0.5 * (1 + math.cos(math.pi * share)) + LAST)
        for group in optimiser.param_groups:
            group["lr"] = rate
        given = next(batches)
        scores = _scores(net, given)
        loss = (frame_loss if share < ALIGNED else line_loss)(scores, given)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
        optimiser.step()
        losses.append(loss.item())
        lines += len(given.images)
        if (step + 1) % KEPT == 0:
            speed = lines / (time.monotonic() - start)
            said = f"{step + 1} steps, loss {np.mean(losses[-KEPT:]):.4f}, {speed:.0f} lines a second"
            print(said + (f", wrong {wrong(net, check):.4f}" if check else ""), flush=True)
            torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}, checkpoint)
    return net


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
            read = [row[first] for first, _ in runs(row[:width]) if row[first] != SPACE]
            truth = [n for n in strip.labels if n != SPACE]
            errors += Levenshtein.distance(read, truth)
            letters += len(truth)
    net.train()
    return errors / letters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=9500)
    parser.add_argument("--check", type=Path, help="file of strips in other faces")
    given = parser.parse_args()
    write_all(given.work, PARTS, COUNT, workers=2)
    check = load(given.check) if given.check else []
    net = train(given.work, given.steps, check)
    export(net, classes(), dictionaries() / FOLDER, load(given.work / "0000.npz"))


if __name__ == "__main__":
    main()
