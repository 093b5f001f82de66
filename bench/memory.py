"""Memory over a thousand documents of one template: what is left behind after each must be nothing."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

from bench import sample
from bench.data import roadmap
from bench.report import Bar, Line
from docgen.render.template import load_template

DOCUMENTS = 1000
WARM_UP = 50
LEFT_BEHIND = 64.0
"""KiB of Python objects over the documents after the warm-up."""
GROWN = 4.0
"""MiB of the process."""


def run(rounds: int = DOCUMENTS) -> list[Line]:
    """What Python holds and what the process holds, before and after."""
    data = roadmap()
    template = load_template(sample.template(), cache=None)
    for _ in range(WARM_UP):
        template.render(data)
    resident = _resident()
    for _ in range(rounds):
        template.render(data)
    grown = _resident() - resident
    tracemalloc.start()
    try:
        for _ in range(WARM_UP):
            template.render(data)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(max(rounds // 4, 1)):
            template.render(data)
        gc.collect()
        left = (tracemalloc.get_traced_memory()[0] - before) / 1024
        peak = tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    return [
        f"{rounds} документов: процесс {resident:.1f} → {resident + grown:.1f} МиБ, "
        f"наибольшее для документа {peak:.1f} МиБ",
        Bar("осталось после документов, КиБ", left, LEFT_BEHIND),
        Bar("процесс вырос, МиБ", grown, GROWN),
    ]


def _resident() -> float:
    """MiB of the process that lie in memory; 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    import resource

    return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
