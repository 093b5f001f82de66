"""docgen rollover: a whole workspace to the next school year, with a checklist."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings


def add_rollover(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("rollover", help="перенести весь комплект на новый учебный год со списком вопросов")
    command.add_argument("folder", type=Path, metavar="DIR", help="папка комплекта прошлого года; она не меняется")
    command.add_argument("--to", required=True, metavar="ГОД", help="новый учебный год: 2027/2028")
    command.add_argument("-o", dest="out", type=Path, metavar="DIR2", help="папка для комплекта нового года")
    command.add_argument("--answers", type=Path, metavar="ФАЙЛ", help="заполненный список вопросов: .xlsx или .txt")
    command.add_argument("--dry-run", action="store_true", help="только показать список вопросов и разницу")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать найденное")
    command.add_argument("--force", action="store_true", help="затереть в DIR2 файлы, которые там уже есть")
    command.set_defaults(run=rollover, parser=command)


def rollover(given: Namespace) -> int:
    """Roll the workspace over; with ``--dry-run`` say what would be, and write nothing."""
    from docgen.work.rollover import rollover as roll

    if given.out is None and not given.dry_run:
        given.parser.error("укажите -o ПАПКА (записать новый год) или --dry-run (только показать)")
    out = None if given.dry_run else given.out
    rolled = roll(given.folder, given.to, out, answers=given.answers, force=given.force)
    if given.format == "json":
        print(json.dumps(rolled.data, ensure_ascii=False, indent=2))
        return 0
    print_findings(rolled.findings)
    if not rolled.changed:
        print(f"Комплект уже за {rolled.to}: ничего не изменено.")
        return 0
    if given.dry_run:
        print(rolled.report)
        print(rolled.difference)
        return 0
    _tell(rolled, given.out)
    return 0


def _tell(rolled: Any, out: Path) -> None:
    from docgen.work.rollover_report import GROUPS, counts

    said = ", ".join(f"{GROUPS[group].lower()}: {number}" for group, number in counts(rolled.items).items())
    print(f"Переход с {rolled.was} на {rolled.to}. {said[:1].upper()}{said[1:]}.")
    if not rolled.written:
        print(f"В «{out}» всё уже так: ничего не изменено.")
        return
    print(f"Записано файлов: {len(rolled.written)}, комплект нового года – в «{out}».")
    stem = f"переход-{rolled.to.first}-{rolled.to.first + 1}"
    print(f"Вопросы: {out / stem}.xlsx (или .txt). Заполните «Ответ» и повторите с --answers.")
    print(f"Отчёт: {out / stem}.md")
