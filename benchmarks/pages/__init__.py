"""Generator of newspaper pages and other documents with truth: see README.md in this folder."""
