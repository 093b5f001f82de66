"""docgen read: a foreign file into input files and a report, or the edits of a printed file back into its data."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings
from docgen.findings import Severity


def add_read(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("read", help="прочитать готовый Word, Excel, PDF или текст; вернуть правку из Word")
    command.add_argument("source", type=Path, metavar="SOURCE", help="что прочитать: .docx .doc .odt .xlsx .pdf .txt")
    command.add_argument("-o", dest="out", type=Path, metavar="DIR", help="папка для прочитанного: комплект и отчёт")
    command.add_argument(
        "--into", type=Path, metavar="ФАЙЛ", help="вернуть правку в этот файл: приказ, план или список"
    )
    command.add_argument("--accept", metavar="НОМЕРА", help="с --into: принять только эти правки, например 1,3-5")
    command.add_argument("--refuse", metavar="НОМЕРА", help="с --into: не принимать эти правки")
    command.add_argument("--dry-run", action="store_true", help="с --into: только показать правку")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать найденное")
    command.add_argument("--force", action="store_true", help="с -o: затереть файлы, которые там уже есть")
    command.set_defaults(run=read, parser=command)


def read(given: Namespace) -> int:
    """Read a file; exactly one of ``-o`` and ``--into`` says what for."""
    if given.into is not None and given.out is None:
        from docgen.cli.taking_back import take_back

        return take_back(given)
    if given.out is None or given.into is not None:
        given.parser.error("укажите одно из двух: -o ПАПКА (прочитать заново) или --into ФАЙЛ (вернуть правку)")
    return _read(given)


def _read(given: Namespace) -> int:
    from docgen.work.reading import read_into
    from docgen.work.reading_report import as_data, counts, title_of

    reading, written = read_into(given.source, given.out, force=given.force)
    if given.format == "json":
        print(json.dumps(as_data(reading), ensure_ascii=False, indent=2))
        return 0
    notes = [finding for finding in written.findings if finding.severity is Severity.NOTE]
    print_findings([finding for finding in written.findings if finding.severity is not Severity.NOTE])
    for document in reading.read:
        counted = ", ".join(f"{word}: {count}" for word, count in counts(document).items() if count)
        said = f"{title_of(document)} ({counted})" if counted else title_of(document)
        print(f"{given.out / document.file}: {document.draft.data.get('вид')} – {said}")
    if notes:
        print(f"Исправлено при чтении: {len(notes)}, каждое исправление названо в отчёте.")
    print(f"Отчёт: {written.report}")
    return 0
