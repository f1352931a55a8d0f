"""Time and memory, side by side with other readers."""
