"""hwalja (활자): from scans of Korean newspaper pages to clean, citable article text."""

__version__ = "0.1.0"
