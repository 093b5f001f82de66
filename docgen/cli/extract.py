"""docgen extract: an extract from an order, or what one party answers for in a whole workspace."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings


def add_extract(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("extract", help="выписка из приказа; по папке комплекта – поручения одного адресата")
    command.add_argument("file", type=Path, metavar="ФАЙЛ", help="зарегистрированный приказ или папка комплекта")
    command.add_argument(
        "--for", dest="wanted", metavar="ID", required=True,
        help="код организации, человека, должности или пункта; номер пункта: 4.2",
    )  # fmt: skip
    command.add_argument(
        "-o", dest="out", type=Path, metavar="ФАЙЛ", help=".docx, .txt, по папке и .xlsx; иначе на экран"
    )
    command.add_argument("--force", action="store_true", help="затереть файл, который там уже есть")
    command.set_defaults(run=extract)


def extract(given: Namespace) -> int:
    """Write or print the extract."""
    from docgen.work.extracting import extract as make

    made = make(given.file, given.wanted, given.out, force=given.force)
    print_findings(made.findings)
    if made.path is None:
        sys.stdout.write(made.text)
    else:
        print(f"Записано: {made.path}")
    return 0
