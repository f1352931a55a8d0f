"""Recognise: lines of the sheet become words with boxes and confidences."""

from hwalja.recognise.hanja import without_hanja
from hwalja.recognise.registry import Engines, engine_names, load_engines
from hwalja.recognise.stage import recognise

__all__ = ["Engines", "engine_names", "load_engines", "recognise", "without_hanja"]
