"""`hwalja batch` with other work for its workers: `python -m tests.batch.program WORK ARGUMENTS…`."""

from __future__ import annotations

import sys

from hwalja.batch import job
from hwalja.cli.main import main

if __name__ == "__main__":
    defaults = job.Job.__init__.__kwdefaults__
    assert defaults is not None
    defaults["work"] = sys.argv[1]
    sys.exit(main(sys.argv[2:]))
