from __future__ import annotations

from tests.batch.conftest import in_process

__all__ = ["in_process"]
