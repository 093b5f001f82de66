"""Timing that neither a warm cache nor a busy machine bends: contenders take turns, ratios are taken within a turn."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")


def interleaved(
    contenders: Mapping[K, Callable[[], object]], rounds: int, seldom: Mapping[K, int] | None = None
) -> dict[K, list[float]]:
    """Seconds of every contender in every round; one in ``seldom`` runs only in its first so many rounds."""
    times: dict[K, list[float]] = {name: [] for name in contenders}
    for run in contenders.values():
        run()
    for number in range(rounds):
        for name, run in contenders.items():
            if number >= (seldom or {}).get(name, rounds):
                continue
            gc.collect()
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return times


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The median over the rounds of how many times longer ``one`` took than ``other``."""
    return statistics.median(a / b for a, b in zip(one, other, strict=False))


def milliseconds(times: Sequence[float]) -> str:
    """The median in milliseconds."""
    return f"{statistics.median(times) * 1000:.2f}"
