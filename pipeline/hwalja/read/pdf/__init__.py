"""A page of a PDF to pixels: those of the scan that it holds, else drawn."""

from hwalja.read.pdf.page import count_pages, decode_pdf
from hwalja.read.pdf.process import Pdfium

__all__ = ["Pdfium", "count_pages", "decode_pdf"]
