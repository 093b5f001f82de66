"""docgen copy: a certified copy of a registered order."""

from __future__ import annotations

import datetime
from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings


def add_copy(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("copy", help="заверенная копия: PDF зарегистрированного приказа с отметкой «Верно»")
    command.add_argument("file", type=Path, metavar="ФАЙЛ", help="зарегистрированный приказ")
    command.add_argument("-o", dest="out", metavar="КОПИЯ.pdf", required=True, help="файл .pdf или папка")
    command.add_argument("--by", metavar="ID", required=True, help="кто заверяет: код должности или человека")
    command.add_argument("--date", dest="day", metavar="ДАТА", help="дата заверения: 20.11.2026; без ключа сегодня")
    command.add_argument(
        "--case", metavar="ДЕЛО", help="номер дела, где лежит подлинник: 01-05; в копию для других организаций"
    )
    command.add_argument(
        "--from", dest="made", type=Path, metavar="ГОТОВЫЙ.pdf", help="поставить отметку на копию уже готового PDF"
    )
    command.add_argument("--force", action="store_true", help="затереть файл, который там уже есть")
    command.set_defaults(run=copy, parser=command)


def copy(given: Namespace) -> None:
    """Certify the copy and name the file."""
    from docgen.work.marking import Certifying, certify_copy

    certifying = Certifying(given.by, _day(given), given.case)
    made = certify_copy(given.file, given.out, certifying, made=given.made, force=given.force)
    print_findings(made.findings)
    print(f"Записано: {made.path} (страниц: {made.pages})")
    print(made.said)


def _day(given: Namespace) -> datetime.date:
    from docgen.model.base import parse_date

    if not given.day:
        return datetime.date.today()
    try:
        return parse_date(given.day)
    except ValueError:
        given.parser.error(f"--date: дата «{given.day}» не понята, пишите 20.11.2026")
        raise
