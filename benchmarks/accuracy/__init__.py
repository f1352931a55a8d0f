"""Accuracy on pages with truth."""
