"""How much work a reading takes, counted and not timed: a busy or a slow machine does the same work."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HANG = 60.0
"""Seconds of the processor after which a reading counts as hanging; none takes more than a few on a fast machine."""


@contextmanager
def no_hang() -> Iterator[None]:
    """What is done inside ends. This is no measure of speed; that is what ``calls`` is for."""
    started = time.process_time()
    yield
    assert time.process_time() - started < HANG


def calls(of: Callable[[], object]) -> int:
    """How many functions are called, ours and those of the libraries in Python and in C."""
    count = 0

    def seen(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        of()
    finally:
        sys.setprofile(None)
    return count
