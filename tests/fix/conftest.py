from __future__ import annotations

from collections.abc import Sequence

import pytest

from hwalja.correct.kiwi import Analysis


def no_model(texts: Sequence[str]) -> list[Analysis]:
    """Stand for Kiwi: every text is as likely as another, and nothing is known about words."""
    return [Analysis((), 0.0) for _ in texts]


@pytest.fixture(scope="module")
def without_kiwi() -> object:
    """Keep the language model out of what does not need it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hwalja.correct.joins.analyse", no_model)
        patch.setattr("hwalja.fix.seams.analyse", no_model)
        yield
