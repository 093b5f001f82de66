"""The command line: parses arguments, calls ``work``, prints findings. It holds no rule of its own.

Exit codes: 0 clean or warnings only, 1 errors found, 2 wrong usage. The only place below the web that knows today.
"""

from __future__ import annotations

import datetime
import enum
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

# pydantic would look through every installed package for plugins; docgen has none, and the start is quicker for it.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from docgen.cli.output import print_findings
from docgen.errors import DocgenError
from docgen.findings import Finding, has_errors

app = typer.Typer(
    help="docgen: приказы и планы мероприятий из данных, через шаблоны Word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
template_app = typer.Typer(help="Шаблоны Word.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(template_app, name="template")


class Format(enum.StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


class PrintName(enum.StrEnum):
    """Which print of an order."""

    DRAFT = "draft"
    SIGN = "sign"
    REGISTERED = "registered"


def main() -> None:
    """The entry point: faults of the user's files end as findings and exit code 1, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except DocgenError as error:
        print_findings(error.findings)
        raise SystemExit(1) from None


def _finish(findings: tuple[Finding, ...] | list[Finding], *, as_json: bool = False) -> None:
    print_findings(findings, as_json=as_json)
    raise SystemExit(1 if has_errors(findings) else 0)


@app.command()
def new(
    kind: Annotated[
        str, typer.Argument(metavar="ВИД", help="приказ, распоряжение, постановление, план, список, комплект")
    ],
    out: Annotated[Path, typer.Option("-o", metavar="ФАЙЛ", help="Куда записать заготовку")],
) -> None:
    """Заготовка документа, которую остаётся исправить."""
    from docgen.files.whole import write_whole
    from docgen.work.starting import NEW_KINDS, starter

    if kind not in NEW_KINDS:
        raise typer.BadParameter(f"вида «{kind}» нет; есть: {', '.join(NEW_KINDS)}", param_hint="ВИД")
    target = out / "комплект.yaml" if kind == "комплект" and out.suffix != ".yaml" else out
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, starter(kind, datetime.date.today(), target.stem).encode(), overwrite=False)
    print(f"Записано: {target}")


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="ПУТЬ...", help="Файлы или папки")],
    format: Annotated[Format, typer.Option("--format", help="text или json")] = Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="Проставить недостающие коды")] = False,
) -> None:
    """Проверить документы и справочники; ничего не меняет, если не сказано --fix."""
    from docgen.work.checking import check_paths
    from docgen.work.fixing import fix_ids

    if fix:
        for diff in fix_ids(paths):
            print(diff, file=sys.stderr if format is Format.JSON else sys.stdout)
    checked = check_paths(paths)
    if format is Format.TEXT and not checked.findings:
        print(f"Проверено документов: {len(checked.documents)}. Замечаний нет.")
    _finish(checked.findings, as_json=format is Format.JSON)


@app.command()
def render(
    file: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Приказ, план или список")],
    out: Annotated[Path, typer.Option("-o", metavar="OUT.docx", help="Файл или папка")],
    print_: Annotated[
        PrintName | None, typer.Option("--print", help="draft, sign или registered; иначе по состоянию")
    ] = None,
    template: Annotated[Path | None, typer.Option("--template", help="Свой шаблон .docx")] = None,
    force: Annotated[bool, typer.Option("--force", help="Затереть файл, который правили вручную")] = False,
) -> None:
    """Напечатать документ с приложениями в один файл Word."""
    from docgen.language.printing import Print
    from docgen.work.rendering import render_file

    wanted = Print(print_.value) if print_ else None
    printed = render_file(file, out, print=wanted, template=template, force=force)
    print_findings(printed.findings)
    print(f"Записано: {printed.path}")


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Приказ, план или список")],
    print_: Annotated[
        PrintName | None, typer.Option("--print", help="draft, sign или registered; иначе по состоянию")
    ] = None,
) -> None:
    """Показать документ простым текстом, с номерами."""
    from docgen.language.printing import Print
    from docgen.work.showing import show_file

    sys.stdout.write(show_file(file, print=Print(print_.value) if print_ else None))


@template_app.command("check")
def template_check(
    files: Annotated[list[Path], typer.Argument(metavar="ФАЙЛ.docx...", help="Шаблоны")],
    format: Annotated[Format, typer.Option("--format", help="text или json")] = Format.TEXT,
) -> None:
    """Проверить шаблоны до того, как появятся данные."""
    from docgen.work.templates import check_templates

    findings = check_templates(files)
    if format is Format.TEXT and not findings:
        print(f"Проверено шаблонов: {len(files)}. Замечаний нет.")
    _finish(findings, as_json=format is Format.JSON)


@template_app.command("fields")
def template_fields(
    file: Annotated[Path | None, typer.Argument(metavar="ФАЙЛ.docx", help="Шаблон: какие поля он печатает")] = None,
) -> None:
    """Какие поля есть у шаблонов; с файлом: какие из них он печатает."""
    from docgen.work.templates import fields_text

    sys.stdout.write(fields_text(file))


@template_app.command("text")
def template_text(file: Annotated[Path, typer.Argument(metavar="ФАЙЛ.docx", help="Шаблон")]) -> None:
    """Шаблон как текст: абзацы, стили, метки, таблицы."""
    from docgen.render.opening import open_template
    from docgen.render.projection import projection

    sys.stdout.write(projection(open_template(file)))


@app.command()
def schema(
    out: Annotated[Path | None, typer.Option("-o", metavar="ФАЙЛ", help="Куда записать; иначе на экран")] = None,
) -> None:
    """Схема входных файлов (JSON Schema) для подсказок в редакторе."""
    from docgen.files.whole import write_whole
    from docgen.work.schema import schema_text

    text = schema_text()
    if out is None:
        sys.stdout.write(text)
    else:
        write_whole(out, text.encode(), overwrite=True)
        print(f"Записано: {out}")


@app.command()
def rules() -> None:
    """Все замечания, которые умеет делать docgen."""
    from docgen.work.rule_list import rule_lines

    for line in rule_lines():
        print(line)


@app.command()
def version() -> None:
    """Версия программы."""
    from docgen.model.version import __version__

    print(__version__)


if __name__ == "__main__":
    main()
