"""Recognise: lines of the sheet become words with boxes and confidences."""
