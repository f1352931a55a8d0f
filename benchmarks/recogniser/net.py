"""The net: depthwise convolutions down to one row of features every four columns, an LSTM both ways, and classes whose
weights are sums of what their jamo share.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from benchmarks.recogniser.characters import FIRST, LAST

FEATURES, HIDDEN, CODE = 256, 128, 160
MEDIALS, FINALS = 21, 28
INITIALS = 19


class Block(nn.Module):
    """A depthwise and a pointwise convolution; where nothing changes size, added to what came in."""

    def __init__(self, into: int, out: int, stride: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.deep = nn.Conv2d(into, into, 3, stride, 1, groups=into, bias=False)
        self.across = nn.Conv2d(into, out, 1, bias=False)
        self.level = nn.BatchNorm2d(out)
        self.adds = into == out and stride == (1, 1)

    def forward(self, seen: Tensor) -> Tensor:
        made = self.level(self.across(self.deep(seen)))
        return torch.relu(made + seen) if self.adds else torch.relu(made)


class Classes(nn.Module):
    """Scores of the classes: a syllable's vector is its own plus those of its initial, medial and final jamo."""

    def __init__(self, letters: tuple[str, ...]) -> None:
        super().__init__()
        self.own = nn.Parameter(torch.randn(len(letters) + 1, CODE) * 0.02)
        self.parts = nn.Parameter(torch.randn(INITIALS + MEDIALS + FINALS + 1, CODE) * 0.06)
        self.bias = nn.Parameter(torch.zeros(len(letters) + 1))
        none = INITIALS + MEDIALS + FINALS
        rows = [[none] * 3] + [_jamo(letter, none) for letter in letters]
        self.register_buffer("jamo", torch.tensor(rows), persistent=False)
        self.register_buffer("is_hangul", torch.tensor([[float(row[0] != none)] for row in rows]), persistent=False)

    def weight(self) -> Tensor:
        return self.own + self.parts[self.jamo].sum(1) * self.is_hangul

    def forward(self, code: Tensor) -> Tensor:
        return nn.functional.linear(code, self.weight(), self.bias)


def _jamo(letter: str, none: int) -> list[int]:
    if not FIRST <= letter <= LAST:
        return [none] * 3
    code = ord(letter) - ord(FIRST)
    initial, rest = divmod(code, MEDIALS * FINALS)
    return [initial, INITIALS + rest // FINALS, INITIALS + MEDIALS + rest % FINALS]


class Net(nn.Module):
    """Strips, shape (lines, 1, 32, columns) in 0 … 1, to scores, shape (lines, columns / 4, 1 + classes)."""

    def __init__(self, letters: tuple[str, ...]) -> None:
        super().__init__()
        self.seen = nn.Sequential(
            nn.Conv2d(1, 48, 4, 2, 1, bias=False),
            nn.BatchNorm2d(48),
            nn.ReLU(),
            Block(48, 64),
            Block(64, 64),
            Block(64, 128, (2, 2)),
            Block(128, 128),
            Block(128, 128),
            Block(128, FEATURES, (2, 1)),
            Block(FEATURES, FEATURES),
            Block(FEATURES, FEATURES),
            nn.Conv2d(FEATURES, FEATURES, (4, 1), bias=False),
            nn.BatchNorm2d(FEATURES),
            nn.ReLU(),
        )
        self.read = nn.LSTM(FEATURES, HIDDEN, 2, batch_first=True, bidirectional=True, dropout=0.1)
        self.code = nn.Linear(2 * HIDDEN, CODE)
        self.classes = Classes(letters)

    def codes(self, strips: Tensor) -> Tensor:
        """Return what the classes are told apart by: shape (lines, columns / 4, CODE)."""
        features = self.seen(strips).squeeze(2).transpose(1, 2)
        read, _ = self.read(features)
        found: Tensor = self.code(read)
        return found

    def forward(self, strips: Tensor) -> Tensor:
        scores: Tensor = self.classes(self.codes(strips))
        return scores
