"""docgen diff: two versions or two years of a document in words, and in Word with tracked changes."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings


def add_diff(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("diff", help="чем отличаются две редакции или два года документа")
    command.add_argument("old", type=Path, metavar="A", help="прежний документ")
    command.add_argument("new", type=Path, metavar="B", help="новый документ")
    command.add_argument("-o", dest="out", type=Path, metavar="OUT.docx", help="новый документ в Word с исправлениями")
    command.add_argument("--author", default="docgen", metavar="ИМЯ", help="чьим именем подписать исправления")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать найденное")
    command.add_argument("--force", action="store_true", help="затереть файл, который там уже есть")
    command.set_defaults(run=diff)


def diff(given: Namespace) -> int:
    """Print the differences; with ``-o`` also write the newer document with tracked changes."""
    import datetime

    from docgen.work.comparing import diff as compare

    today = datetime.date.today()
    made = compare(given.old, given.new, given.out, author=given.author, today=today, force=given.force)
    if given.format == "json":
        print(json.dumps([each.as_json() for each in made.differences], ensure_ascii=False, indent=2))
        return 0
    print_findings(made.findings)
    sys.stdout.write(made.text)
    if made.path is not None:
        print(f"Записано: {made.path}")
    return 0
