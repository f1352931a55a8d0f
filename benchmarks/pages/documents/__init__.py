"""Documents besides newspapers of many columns: minutes, gazettes, reports, books, older newspapers.

`kinds.py` says how each kind looks, `plan.py` which pages the sets hold, `manuscript.py` how their texts are written.
The browser breaks the lines (`markup.py`), tells where they came to stand (`lines.py`), and `truth.py` writes it down.
"""
