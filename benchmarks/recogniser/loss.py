"""How far a net's scores are from the truth, frame by frame or line by line, in few passes over all the classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.recogniser.batches import IGNORED, Batch


def frame_loss(scores: Tensor, given: Batch) -> Tensor:
    """Return the cross entropy of the frames whose class is known; `scores` has the shape (lines, frames, classes)."""
    frames = torch.from_numpy(given.frames)
    known = frames != IGNORED
    logs: Tensor = _Picked.apply(scores, frames.clamp(min=0)[..., None], torch.tensor(1.0))
    return -(logs[..., 0] * known).sum() / known.sum()


def line_loss(scores: Tensor, given: Batch) -> Tensor:
    """Return the CTC loss per letter, the mean of the lines; `scores` has the shape (lines, frames, classes)."""
    own = np.pad(given.letters, ((0, 0), (1, 0)))  # the blank first
    numbers = np.argmax(own[:, :, None] == own[:, None, :], axis=2)  # among the line's own classes
    once = torch.from_numpy(numbers == np.arange(own.shape[1]))[:, None, :].float()
    picked = torch.from_numpy(own)[:, None, :].expand(-1, scores.shape[1], -1)
    loss: Tensor = _Ctc.apply(_Picked.apply(scores, picked, once), torch.from_numpy(numbers[:, 1:]), given)
    return loss


class _Picked(torch.autograd.Function):
    """Logarithms of the shares of some classes, shape (lines, frames, picked), in a softmax over all.

    Scores may be of half precision; what is picked is exact, forth and back. `once` is 0 where a class is picked again.
    """

    @staticmethod
    def forward(ctx: Any, scores: Tensor, picked: Tensor, once: Tensor) -> Tensor:
        starts = torch.arange(0, scores.numel(), scores.shape[-1]).view(*scores.shape[:-1], 1)
        top, best = scores.max(-1, keepdim=True)
        shares = (scores - top).exp_()
        flat = shares.view(-1)
        flat.index_fill_(0, (starts + best).flatten(), 0.0)
        total = 1 + shares.sum(-1, keepdim=True).float()
        flat.index_fill_(0, (starts + best).flatten(), 1.0)
        places = (starts + picked).flatten()
        logs = scores.flatten()[places].view(picked.shape).float() - top.float() - total.log()
        ctx.save_for_backward(shares, total, places, once, logs)
        return logs

    @staticmethod
    def backward(ctx: Any, above: Tensor) -> tuple[Tensor, None, None]:
        shares, total, places, once, logs = ctx.saved_tensors
        whole = above.sum(-1, keepdim=True)
        pull = shares.mul_((-whole / total).to(shares.dtype))
        exact = (above - whole * logs.exp() * once).to(pull.dtype)
        pull.view(-1).index_fill_(0, places, 0.0).index_add_(0, places, exact.flatten())
        return pull, None, None


class _Ctc(torch.autograd.Function):
    """CTC loss of logarithms of shares that need not add up to one; torch's own gradient holds only where they do."""

    @staticmethod
    def forward(ctx: Any, logs: Tensor, numbers: Tensor, given: Batch) -> Tensor:
        widths, lengths = torch.from_numpy(given.widths), torch.from_numpy(given.lengths)
        rows = logs.detach().transpose(0, 1).requires_grad_()
        with torch.enable_grad():
            losses = functional.ctc_loss(rows, numbers, widths, lengths, reduction="none", zero_infinity=True)
            weights = (losses > 0) / (lengths.clamp(min=1) * len(lengths))
            loss = (losses * weights).sum()
            (pull,) = torch.autograd.grad(loss, rows)
        inside = torch.arange(len(rows))[:, None] < widths
        pull -= rows.detach().exp() * (weights * inside)[..., None]
        ctx.save_for_backward(pull.transpose(0, 1))
        return loss.detach()

    @staticmethod
    def backward(ctx: Any, above: Tensor) -> tuple[Tensor, None, None]:
        (pull,) = ctx.saved_tensors
        return pull * above, None, None
