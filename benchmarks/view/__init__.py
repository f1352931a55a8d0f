"""The page view: how large it is, how long it takes to write and to open."""
