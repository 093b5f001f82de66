"""How many times a large test runs: in full under ``make soak``, a tenth otherwise."""

import os

SOAK = os.environ.get("DOCGEN_SOAK") == "1"


def scaled(full: int) -> int:
    """The full count when soaking, else a tenth of it (at least one)."""
    return full if SOAK else max(full // 10, 1)
