"""Generator of newspaper pages with truth: see README.md in this folder."""
