"""docgen amend: the order «О внесении изменений» from two editions of an order."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings


def add_amend(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("amend", help="приказ «О внесении изменений» из прежней и новой редакции приказа")
    command.add_argument("old", type=Path, metavar="OLD", help="зарегистрированный приказ")
    command.add_argument("new", type=Path, metavar="NEW", help="он же с правками")
    command.add_argument(
        "-o", dest="out", type=Path, metavar="ФАЙЛ", required=True, help="куда записать проект приказа"
    )
    command.add_argument("--force", action="store_true", help="затереть файлы, которые там уже есть")
    command.set_defaults(run=amend)


def amend(given: Namespace) -> int:
    """Write the amending order, its annexes and the consolidated text."""
    from docgen.work.amending import amend as make

    made = make(given.old, given.new, given.out, force=given.force)
    print_findings(made.findings)
    print(f"Изменений: {len(made.amendments)}.")
    for path in made.written:
        print(f"Записано: {path}")
    return 0
