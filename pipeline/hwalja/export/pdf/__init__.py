"""The searchable PDF of a page."""

from hwalja.export.pdf.document import to_pdf, to_pdfa

__all__ = ["to_pdf", "to_pdfa"]
