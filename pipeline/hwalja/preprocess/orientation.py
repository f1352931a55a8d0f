"""Which side of the page is up."""

from hwalja.model import Grey, Turn


def find_turn(grey: Grey) -> tuple[Turn, bool]:
    return 0, True
