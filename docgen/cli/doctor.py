"""docgen doctor: what this machine has and lacks, and what mends it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any


def add_doctor(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("doctor", help="чего не хватает этому компьютеру и чем это исправить")
    command.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="ПАПКА", help="куда будут писаться документы"
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="таблица или данные для программы")
    command.set_defaults(run=doctor)


def doctor(given: Namespace) -> int:
    """Look at the machine; 1 when documents cannot be made on it."""
    from docgen.work.doctor import examine
    from docgen.work.doctor_report import data, is_ready, table

    checks = examine(given.folder, sys.stdout.encoding or "ascii")
    if given.format == "json":
        print(json.dumps(data(checks), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(table(checks))
    return 0 if is_ready(checks) else 1
