"""The net: a pyramid of plain convolutions down to a thirty-second and back to half of the page's size."""

from torch import Tensor, nn
from torch.nn import functional

from benchmarks.segmentation.targets import KINDS

WIDTHS = (16, 32, 64, 96, 128)
"""Channels at a half, a quarter … of the page's size on the way down."""

UP = (24, 32, 64, 64)
"""… and on the way up."""


def _step(into: int, out: int, *, size: int = 3, stride: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(into, out, size, stride, size // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(out), nn.ReLU(inplace=True))


class Net(nn.Module):
    """Pages as pairs of tones in 0 … 1, shape (pages, 2, height, width), sides multiples of 32, to scores.

    The scores have shape (pages, 1 + kinds + 1, height / 2, width / 2): core, kinds, picture.
    """

    def __init__(self) -> None:
        super().__init__()
        into = (2, *WIDTHS)
        self.down = nn.ModuleList(
            nn.Sequential(
                _step(into[k], WIDTHS[k], stride=2), *(_step(WIDTHS[k], WIDTHS[k]) for _ in range(1 + (k >= 2)))
            )
            for k in range(len(WIDTHS))
        )
        self.across = nn.ModuleList(_step(WIDTHS[k], UP[k], size=1) for k in range(len(UP)))
        self.lift = nn.ModuleList(_step((*UP[1:], WIDTHS[-1])[k], UP[k], size=1) for k in range(len(UP)))
        self.join = nn.ModuleList(_step(UP[k], UP[k]) for k in range(len(UP)))
        self.head = nn.Conv2d(UP[0], 1 + len(KINDS) + 1, 1)

    def forward(self, page: Tensor) -> Tensor:
        levels = []
        for down in self.down:
            page = down(page)
            levels.append(page)
        for k in reversed(range(len(UP))):
            above = functional.interpolate(self.lift[k](page), scale_factor=2, mode="nearest")
            page = self.join[k](self.across[k](levels[k]) + above)
        scores: Tensor = self.head(page)
        return scores
