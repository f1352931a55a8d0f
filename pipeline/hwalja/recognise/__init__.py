"""Recognise: lines of the sheet become words with boxes and confidences."""

from hwalja.recognise.hanja import without_hanja
from hwalja.recognise.registry import engine_names, load_engine
from hwalja.recognise.stage import recognise

__all__ = ["engine_names", "load_engine", "recognise", "without_hanja"]
