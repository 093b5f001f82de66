"""docgen template …: reads its arguments, calls ``work``, prints. It holds no rule of its own."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings
from docgen.cli.parsing import commands
from docgen.findings import has_errors


def add_template(add: Any) -> None:
    """Declare ``template`` and the commands under it."""
    top = add.add_parser("template", help="шаблоны Word: список, свой шаблон, проверка, поля, текст")
    inner = commands(top)
    command = inner.add_parser("list", help="какие шаблоны есть у docgen")
    command.set_defaults(run=template_list)
    command = inner.add_parser("new", help="свой шаблон из нашего: копия, которую меняют в Word")
    command.add_argument("name", nargs="?", metavar="ИМЯ", help="имя нашего шаблона; без него список имён")
    command.add_argument(
        "-o", dest="out", default="", metavar="OUT.docx", help="файл .docx или папка/; без ключа «шаблоны» комплекта"
    )
    command.add_argument("--force", action="store_true", help="затереть шаблон, который там уже есть")
    command.set_defaults(run=template_new)
    command = inner.add_parser("check", help="проверить шаблоны до того, как появятся данные")
    command.add_argument("files", nargs="+", type=Path, metavar="ФАЙЛ.docx", help="шаблоны или папка с ними")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать замечания")
    command.add_argument(
        "--annotate", nargs="?", const="", metavar="OUT.docx",
        help="записать копию с замечаниями в примечаниях Word: в файл, в папку/ или рядом с шаблоном",
    )  # fmt: skip
    command.add_argument("--force", action="store_true", help="затереть прежнюю копию с замечаниями")
    command.set_defaults(run=template_check)
    command = inner.add_parser("fields", help="какие поля есть у шаблонов")
    command.add_argument("file", nargs="?", type=Path, metavar="ФАЙЛ.docx", help="шаблон: поля его вида")
    command.set_defaults(run=template_fields)
    command = inner.add_parser("text", help="шаблон как текст: абзацы, стили, метки, таблицы")
    command.add_argument("file", type=Path, metavar="ФАЙЛ.docx", help="шаблон")
    command.set_defaults(run=template_text)


def template_list(given: Namespace) -> None:
    """docgen template list: the shipped templates."""
    from docgen.work.house_templates import template_lines

    for line in template_lines():
        print(line)


def template_new(given: Namespace) -> None:
    """docgen template new: a copy of a shipped template, to be restyled."""
    from docgen.work.house_templates import new_template, next_steps

    if given.name is None:
        template_list(given)
        return
    made = new_template(given.name, given.out, Path(), force=given.force)
    print(f"Записано: {made.template}")
    if made.house_is_new:
        print(f"Записано: {made.house}")
    for step in next_steps(made):
        print(step)


def template_check(given: Namespace) -> int:
    """docgen template check: faults of templates before there is data, and with --annotate copies that show them."""
    from docgen.work.templates import check_templates, template_files

    copies: list[Path] = []
    files = template_files(given.files)
    if given.annotate is None:
        findings = check_templates(files)
    else:
        from docgen.work.annotating import annotate_templates

        findings, copies = annotate_templates(files, given.annotate, force=given.force)
    as_json = given.format == "json"
    if not as_json and not findings:
        print(f"Проверено шаблонов: {len(files)}. Замечаний нет.")
    print_findings(findings, as_json=as_json)
    for copy in copies:
        print(f"Записано: {copy}", file=sys.stderr if as_json else sys.stdout)
    return 1 if has_errors(findings) else 0


def template_fields(given: Namespace) -> None:
    """docgen template fields: what a template may print."""
    from docgen.work.templates import fields_text

    sys.stdout.write(fields_text(given.file))


def template_text(given: Namespace) -> None:
    """docgen template text: what stands in a template."""
    from docgen.render.opening import open_template
    from docgen.render.projection import projection

    sys.stdout.write(projection(open_template(given.file)))
