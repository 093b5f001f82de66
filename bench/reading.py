"""Reading Word files back: an order of 118 rows and an annex of 150 pages, each in a process of its own.

Beside the seconds stands the bare limit: python-docx walking over every paragraph and cell of the same file once.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import docgen
from bench.report import Bar, Line
from docgen.model.order import Order
from docgen.model.plan import Measure, Plan
from docgen.model.workspace import Workspace

EXAMPLE = Path(__file__).parent.parent / "examples" / "region"
ROWS = 1200
"""An annex of seven columns prints eight such rows a page."""

_READ = """
import json, resource, sys, time
import docgen
docgen.read
start = time.perf_counter()
reading = docgen.read(sys.argv[1])
first = time.perf_counter() - start
start = time.perf_counter()
docgen.read(sys.argv[1])
again = time.perf_counter() - start
rows = sum(len(document.all_measures) for document in reading.documents if hasattr(document, "all_measures"))
kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"first": first, "again": again, "rows": rows, "mib": kib / 1024}))
"""
_WALK = """
import json, sys, time
import docx
start = time.perf_counter()
document = docx.Document(sys.argv[1])
count = len([p.text for p in document.paragraphs])
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
count += len([t.text for t in document.element.body.iter(W + "t")])
print(json.dumps({"first": time.perf_counter() - start, "count": count}))
"""


def run(rounds: int = 3) -> list[Line]:
    """Seconds for the first and the next reading in one process, its memory, and the bars of each file."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data, rows, seconds in _files():
            path = Path(folder) / f"{name}.docx"
            path.write_bytes(data)
            read = [_in_a_process(_READ, path) for _ in range(rounds)]
            walk = min(_in_a_process(_WALK, path)["first"] for _ in range(rounds))
            best = min(read, key=lambda each: each["first"])
            lines.append(
                f"{name}: строк {best['rows']} из {rows}, первое чтение {best['first']:.2f} с, "
                f"следующее {best['again']:.2f} с, обход python-docx {walk:.2f} с, память {best['mib']:.0f} МиБ"
            )
            lines.append(Bar(f"{name}: прочитано строк", best["rows"], rows, at_least=True))
            lines.append(Bar(f"{name}: первое чтение, с", best["first"], seconds))
            lines.append(Bar(f"{name}: память процесса, МиБ", best["mib"], 300))
    return lines


def _files() -> list[tuple[str, bytes, int, float]]:
    """The files that are read: a name, the Word file, how many rows it has, and the seconds that it may take."""
    workspace = docgen.load(EXAMPLE)
    assert isinstance(workspace, Workspace)
    order = workspace.documents["дорожные-карты"]
    assert isinstance(order, Order)
    rows = sum(len(annex.all_measures) for annex in workspace.annexes(order) if isinstance(annex, Plan))
    plan = docgen.load(EXAMPLE / "plans" / "roadmap-1.yaml")
    assert isinstance(plan, Plan)
    return [
        ("приказ", docgen.to_docx(order, workspace), rows, 1.0),
        ("приложение", docgen.to_docx(_long(plan), workspace), ROWS, 5.0),
    ]


def _long(plan: Plan) -> Plan:
    """The plan with its measures repeated, each a row of its own, until there are enough of them."""
    measures = [measure for measure in plan.all_measures if not _refers(measure)]
    many = tuple(
        measures[count % len(measures)].model_copy(update={"id": f"м{count}", "number": None}) for count in range(ROWS)
    )
    return plan.model_copy(update={"sections": (plan.sections[0].model_copy(update={"measures": many}),)})


def _refers(measure: Measure) -> bool:
    texts = (measure.measure, measure.description, measure.document, measure.result)
    return any(text.references for text in texts if text)


def _in_a_process(script: str, path: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, timeout=300
    )
    return dict(json.loads(done.stdout))
