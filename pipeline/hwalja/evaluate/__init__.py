"""Evaluation: how near results are to the truth."""

from hwalja.evaluate.folders import Evaluation, evaluate_folders
from hwalja.evaluate.page import PageScore, evaluate_page

__all__ = ["Evaluation", "PageScore", "evaluate_folders", "evaluate_page"]
