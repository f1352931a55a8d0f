"""Text that some other OCR produced, cleaned without its image."""

from hwalja.fix.result import CorrectedArticle, CorrectedText, Part, Span
from hwalja.fix.text import correct_text

__all__ = ["CorrectedArticle", "CorrectedText", "Part", "Span", "correct_text"]
