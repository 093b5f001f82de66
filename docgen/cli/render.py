"""docgen render: one document into one Word file, and with --pdf into the copy for the archive."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings
from docgen.cli.parsing import RussianParser


def add_render(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("render", help="напечатать документ с приложениями в один файл Word, с --pdf и в PDF")
    command.add_argument("file", type=Path, metavar="ФАЙЛ", help="приказ, план или список")
    command.add_argument(
        "-o", dest="out", metavar="OUT.docx", required=True,
        help="файл .docx или папка/; .pdf – только PDF; .xlsx – книга Excel",
    )  # fmt: skip
    add_print(command)
    command.add_argument("--pdf", action="store_true", help="рядом с файлом Word – PDF для архива (нужен LibreOffice)")
    command.add_argument("--template", type=Path, metavar="ФАЙЛ.docx", help="свой шаблон")
    command.add_argument("--force", action="store_true", help="затереть файл, который правили вручную")
    command.set_defaults(run=render)


def add_print(command: RussianParser) -> None:
    """Declare the key that chooses one of the three prints."""
    command.add_argument(
        "--print", dest="print", choices=("draft", "sign", "registered"),
        help="проект, на подпись или с датой и номером; без ключа по состоянию документа",
    )  # fmt: skip


def render(given: Namespace) -> None:
    """Render the document; what was written is named, a PDF with its pages and sheets."""
    from docgen.language.printing import Print

    wanted = Print(given.print) if given.print else None
    if given.pdf or (given.out.lower().endswith(".pdf") and not Path(given.out).is_dir()):
        _render_pdf(given, wanted)
        return
    from docgen.work.rendering import render_file

    printed = render_file(given.file, given.out, print=wanted, template=given.template, force=given.force)
    print_findings(printed.findings)
    print(f"Записано: {printed.path}")


def _render_pdf(given: Namespace, wanted: Any) -> None:
    from docgen.work.printing_pdf import render_pdf_file

    printed = render_pdf_file(given.file, given.out, print=wanted, template=given.template, force=given.force)
    print_findings(printed.findings)
    for path in printed.paths:
        size = f" (страниц: {printed.pages}, листов: {printed.sheets})" if path.suffix.lower() == ".pdf" else ""
        print(f"Записано: {path}{size}")
    if len(printed.parts) > 1:
        print(f"В PDF {printed.said}.")
