"""Fits how upright syllables look."""
