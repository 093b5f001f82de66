"""The cold start: ``docgen render`` of a small order as a whole process, against a bare docxtpl script of the same order
that loads its YAML."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.documents import docxtpl_data
from bench.report import Bar, Line
from docgen.files.workspace import open_workspace
from docgen.language.printing import Printing
from docgen.render.locating import shipped

_ORDER = """\
вид: приказ
код: малый
состояние: на подпись
орган: департамент
планируемая дата: 15.10.2026
заголовок: О проведении совещания руководителей
преамбула: В целях подготовки к новому учебному году
пункты:
  - код: п1
    текст: Провести 20.10.2026 совещание руководителей общеобразовательных организаций
  - код: п2
    кому: начальнику отдела общего образования
    текст: подготовить повестку совещания
    срок: до 16.10.2026
  - код: п3
    контроль: за собой
подпись:
  должность: начальник
исполнитель:
  лицо: орлова
  телефон: (4800) 00-00-00
"""
_FILES = {
    "комплект.yaml": "вид: комплект\nформат: 1\n",
    "малый.yaml": _ORDER,
    "справочники/организации.yaml": "вид: организации\nзаписи:\n  - код: департамент\n    название: Департамент образования\n",
    "справочники/лица.yaml": (
        "вид: лица\nзаписи:\n  - код: орлова\n    фамилия: Орлова\n    имя: Елена\n    отчество: Петровна\n    пол: ж\n"
    ),
    "справочники/должности.yaml": (
        "вид: должности\nзаписи:\n  - код: начальник\n    название: начальник Департамента\n    занимает: орлова\n"
    ),
}
_SCRIPT = """\
import sys, yaml
from docxtpl import DocxTemplate
with open(sys.argv[1], encoding="utf-8") as file:
    data = yaml.safe_load(file)
template = DocxTemplate(sys.argv[2])
template.render(data, autoescape=True)
template.save(sys.argv[3])
"""


def run(rounds: int = 11) -> list[Line]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = _commands(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        # An installed package has its bytecode; a checkout must be allowed to write its own.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in (ours, theirs):
            subprocess.run(command, check=True, capture_output=True, env=environment)
        own, other, ratios = [], [], []
        for _ in range(rounds):
            own.append(_timed(ours, environment))
            other.append(_timed(theirs, environment))
            ratios.append(own[-1] / other[-1])
    return [
        f"docgen render {median(own) * 1e3:.0f} мс, сценарий docxtpl {median(other) * 1e3:.0f} мс",
        Bar("docgen render / сценарий docxtpl, запуск с нуля", median(ratios), 1.5),
    ]


def _commands(folder: Path) -> tuple[list[str], list[str]]:
    import yaml

    for name, text in _FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    source = folder / "малый.yaml"
    opened = open_workspace(source)
    data = docxtpl_data(Printing.of(opened.file(source).model, opened.workspace))  # type: ignore[arg-type]
    (folder / "data.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    (folder / "script.py").write_text(_SCRIPT, encoding="utf-8")
    shutil.copy(shipped() / "orders" / "order.docx", folder / "order.docx")
    ours = [sys.executable, "-m", "docgen", "render", str(source), "-o", str(folder / "ours.docx"), "--force"]
    theirs = [
        sys.executable, str(folder / "script.py"), str(folder / "data.yaml"), str(folder / "order.docx"),
        str(folder / "theirs.docx"),
    ]  # fmt: skip
    return ours, theirs


def _timed(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start
