"""hwalja (활자): from scans of Korean newspaper pages to clean, citable article text."""

from hwalja.digitize import digitize
from hwalja.errors import ExitCode, HwaljaError
from hwalja.fix import CorrectedArticle, CorrectedText, correct_text
from hwalja.model import Article, Frame, Page
from hwalja.options import Options, Profile

__version__ = "0.1.0"

__all__ = [
    "Article",
    "CorrectedArticle",
    "CorrectedText",
    "ExitCode",
    "Frame",
    "HwaljaError",
    "Options",
    "Page",
    "Profile",
    "correct_text",
    "digitize",
]
