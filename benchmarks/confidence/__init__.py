"""Confidence of articles."""
