"""Reading: from an image as given to a `Scan`."""

from hwalja.model import Frame
from hwalja.read.dpi import estimate_dpi
from hwalja.read.image import read_image

__all__ = ["Frame", "estimate_dpi", "read_image"]
