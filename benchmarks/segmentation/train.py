"""Train the net that sees lines, kinds of type and pictures (hwalja.layout.segmentation): dictionaries/layout.onnx.

    python -m benchmarks.pages.generate --set training --out DIR      # and: --set documents --out DIR2
    python -m benchmarks.segmentation.train DIR DIR2 … --cache FOLDER [--steps 9000]

The checkpoint lies in `--cache`: a run that was broken off goes on from it.
"""

from __future__ import annotations

import argparse
import math
import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.segmentation.crops import Crop, Cutter
from benchmarks.segmentation.net import Net
from benchmarks.segmentation.targets import KINDS, lessons
from hwalja.resources import dictionaries

BATCH = 6
RATE, WARM, LAST = 3e-3, 0.04, 0.005
"""Learning rate, share of the steps on which it rises, and its last share of the rate: a cosine between."""

PAPER = 0.15
"""Weight of what is no type among the kinds: most of a page is paper."""

KEPT = 500
"""Steps from checkpoint to checkpoint."""


def train(cutter: Cutter, steps: int, checkpoint: Path) -> Net:
    """Train from nothing or from the checkpoint."""
    torch.manual_seed(1)
    net = Net()
    net.to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.02)
    first = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        first = kept["step"]
    batches = _batches(cutter)
    losses = []
    for step in range(first, steps):
        share = step / steps
        rate = RATE * min(1.0, share / WARM) * (0.5 * (1 + math.cos(math.pi * share)) + LAST)
        for group in optimiser.param_groups:
            group["lr"] = rate
        page, *truth = next(batches)
        with torch.autocast("cpu", torch.bfloat16):
            scores = net(page.contiguous(memory_format=torch.channels_last))
        loss = _loss(scores.float(), *truth)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        losses.append(loss.item())
        if (step + 1) % KEPT == 0:
            print(f"{step + 1} steps, loss {np.mean(losses[-KEPT:]):.4f}", flush=True)
            torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}, checkpoint)
    return net


def _loss(scores: Tensor, core: Tensor, kind: Tensor, picture: Tensor) -> Tensor:
    """Cross entropy of cores, twice where there is type, of kinds and pictures, and overlap of the cores (dice)."""
    weight = torch.where(kind > 0, 2.0, 1.0)
    cores = (functional.binary_cross_entropy_with_logits(scores[:, 0], core, reduction="none") * weight).sum()
    seen = torch.sigmoid(scores[:, 0])
    dice = 1 - (2 * (seen * core).sum() + 1) / ((seen + core).sum() + 1)
    kinds = functional.cross_entropy(scores[:, 1:-1], kind, torch.tensor([PAPER] + [1.0] * (len(KINDS) - 1)))
    pictures = functional.binary_cross_entropy_with_logits(scores[:, -1], picture)
    return 2 * cores / weight.sum() + 0.5 * dice + 0.5 * kinds + 0.3 * pictures


def _batches(cutter: Cutter) -> Iterator[list[Tensor]]:
    """Yield batches that a thread cuts beside the training; nothing of torch runs in it."""
    ready: queue.Queue[list[Crop]] = queue.Queue(6)

    def feed() -> None:
        while True:
            ready.put([cutter.crop() for _ in range(BATCH)])

    threading.Thread(target=feed, daemon=True).start()
    while True:
        page, core, kind, picture = (np.stack(layer) for layer in zip(*ready.get(), strict=True))
        yield [torch.from_numpy(layer) for layer in (page, core, kind.astype(np.int64), picture)]


def export(net: Net, path: Path) -> None:
    """Write the net for the runtime, its normalisations folded into the convolutions."""
    net.eval()
    page = torch.zeros(1, 2, 256, 256)
    sides = {"page": {2: "height", 3: "width"}, "layers": {2: "height", 3: "width"}}
    net.to(memory_format=torch.contiguous_format)
    torch.onnx.export(
        net,
        (page,),
        str(path),
        input_names=["page"],
        output_names=["layers"],
        dynamic_axes=sides,
        opset_version=13,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=9000)
    given = parser.parse_args()
    cutter = Cutter(lessons(given.folders, given.cache), np.random.default_rng(1))
    export(train(cutter, given.steps, given.cache / "checkpoint.pt"), dictionaries() / "layout.onnx")


if __name__ == "__main__":
    main()
