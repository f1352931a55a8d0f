"""The report of a job: a page to look at, a table, and a summary for programs, all from the journals."""

from hwalja.batch.report.rows import find_journals, read_rows
from hwalja.batch.report.write import NAMES, write_report

__all__ = ["NAMES", "find_journals", "read_rows", "write_report"]
