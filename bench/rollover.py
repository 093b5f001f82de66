"""A rollover of a whole region: three orders, 27 municipalities with an order and three plans each, 81 plans of some 45 rows.

The command as a whole, in a process of its own: read, move, report, write.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.report import Bar, Line
from docgen.files.dumping import dump
from docgen.files.workspace import open_workspace

EXAMPLE = Path(__file__).parent.parent / "examples" / "region"
KEPT = ("orders/help.yaml", "orders/roadmaps.yaml", "orders/clusters.yaml")
SECONDS = 10.0


def region(folder: Path) -> int:
    """A made-up region in ``folder``; the number of rows of its municipal plans."""
    shutil.copytree(EXAMPLE, folder)
    for path in (*folder.glob("orders/*.yaml"), *folder.glob("annexes/*.yaml")):
        if path.relative_to(folder).as_posix() not in KEPT:
            path.unlink()
    opened = open_workspace(EXAMPLE)
    plans = [opened.file(EXAMPLE / "plans" / f"roadmap-{number}.yaml") for number in (1, 2, 3)]
    rows = 0
    for id_ in opened.workspace.reference.municipalities:
        home = folder / "муниципалитеты" / id_
        home.mkdir(parents=True)
        annexes = []
        for number, plan in enumerate(plans, 1):
            data = plan.source.data
            assert isinstance(data, dict) and plan.model is not None
            annexes.append({"код": f"карта{number}", "файл": f"карта-{number}.yaml"})
            (home / f"карта-{number}.yaml").write_text(dump({**data, "код": f"{id_}-карта{number}"}), encoding="utf-8")
            rows += len(plan.model.all_measures)  # type: ignore[attr-defined]
        (home / "приказ.yaml").write_text(dump(_order(id_, annexes)), encoding="utf-8")
    return rows


def _order(id_: str, annexes: list[dict[str, str]]) -> dict[str, object]:
    points: list[dict[str, object]] = [{"код": f"п{n}", "утверждает": a["код"]} for n, a in enumerate(annexes, 1)]
    return {
        "вид": "приказ", "код": f"{id_}-приказ", "состояние": "зарегистрирован", "орган": "департамент",
        "регистрация": {"дата": "30.11.2026", "номер": f"{len(id_)}-ОД"}, "период": "2026/2027",
        "заголовок": f"О планах поддержки школ ({id_}) в 2026/2027 учебном году",
        "преамбула": "Во исполнение {дорожные:род}", "акты": [{"код": "дорожные", "документ": "дорожные-карты"}],
        "пункты": [*points, {"код": "п9", "контроль": "за собой"}],
        "приложения": annexes, "подпись": {"должность": "начальник"},
    }  # fmt: skip


def run(rounds: int = 3) -> list[Line]:
    """Seconds of the command, and the bar."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = region(folder / "2026")
        took = []
        for number in range(rounds):
            command = [sys.executable, "-m", "docgen", "rollover", str(folder / "2026"), "--to", "2027/2028"]
            start = time.perf_counter()
            out = folder / f"out{number}"
            subprocess.run([*command, "-o", str(out)], check=True, capture_output=True, env={**os.environ})
            took.append(time.perf_counter() - start)
        report = json.loads((folder / "out0" / "переход-2027-2028.json").read_text(encoding="utf-8"))
    counts = ", ".join(f"{name} – {number}" for name, number in report["counts"].items())
    return [
        f"81 план, строк: {rows}; {median(took):.1f} с; в списке {counts}",
        Bar("переход области на новый год, с", median(took), SECONDS),
    ]
