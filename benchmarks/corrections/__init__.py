"""Corrections: what engines misread is counted, and what correction does about it."""
