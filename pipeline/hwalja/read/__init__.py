"""Reading: from an image as given to a `Scan`."""

from hwalja.model import Frame
from hwalja.read.decoded import check_page
from hwalja.read.dpi import estimate_dpi
from hwalja.read.facsimile import Facsimile
from hwalja.read.frames import Frames, count_frames, frames_of, is_page, is_whole
from hwalja.read.image import read_image
from hwalja.read.originals import Originals
from hwalja.read.pdf import Pdfium

__all__ = [
    "Facsimile",
    "Frame",
    "Frames",
    "Originals",
    "Pdfium",
    "check_page",
    "count_frames",
    "estimate_dpi",
    "frames_of",
    "is_page",
    "is_whole",
    "read_image",
]
