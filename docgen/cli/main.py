"""The command line: reads arguments, calls ``work``, prints findings. It holds no rule of its own.

Exit codes: 0 clean or warnings only, 1 errors found, 2 wrong usage. The only place below the web that knows today.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

# pydantic would look through every installed package for plugins; docgen has none, and the start is quicker for it.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from docgen.cli.output import print_findings
from docgen.cli.parsing import RussianParser, commands, parsed
from docgen.errors import DocgenError
from docgen.findings import Finding, has_errors

_KINDS = (
    "комплект, приказ, распоряжение, постановление, план, список, состав, пары, положение, график, форма, таблица, "
    "ответственные, скан"
)
"""What ``docgen new`` can start, for its help; the list itself lies where it would cost every start."""
_IN_EXCEL = (
    "план, список, состав, организации, лица, должности, муниципалитеты, акты, школы, сокращения; "
    "так же, если имя файла кончается на .xlsx"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; faults of the user's files end as findings, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    given = parsed(parser(words[0] if words else ""), words)
    try:
        return given.run(given) or 0
    except DocgenError as error:
        print_findings(error.findings, as_json=getattr(given, "format", "text") == "json")
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (docgen show … | head): nothing is wrong with the document.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives until the process ends
        return 0


def parser(command: str = "") -> RussianParser:
    """The parser of that command; of all commands when it is none of them, so that help and errors can name them."""
    top = RussianParser(prog="docgen", description="Приказы и планы мероприятий из данных, через шаблоны Word.")
    add = commands(top)
    for name, declare in _COMMANDS.items():
        if command == name or command not in _COMMANDS:
            declare(add)
    return top


def _add_new(add: Any) -> None:
    command = add.add_parser("new", help="заготовка документа, которую остаётся исправить")
    command.add_argument("kind", metavar="ВИД", help=_KINDS)
    command.add_argument("-o", dest="out", type=Path, metavar="ФАЙЛ", required=True, help="куда записать заготовку")
    command.add_argument("--xlsx", action="store_true", help=f"книга Excel: {_IN_EXCEL}")
    command.add_argument("--force", action="store_true", help="затереть файлы, которые там уже есть")
    command.set_defaults(run=new, parser=command)


def _add_check(add: Any) -> None:
    command = add.add_parser("check", help="проверить документы и справочники")
    command.add_argument("paths", nargs="+", type=Path, metavar="ПУТЬ", help="файлы или папки")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать замечания")
    command.add_argument("--fix", action="store_true", help="проставить недостающие коды")
    command.set_defaults(run=check)


def _add_render(add: Any) -> None:
    from docgen.cli.render import add_render

    add_render(add)


def _add_show(add: Any) -> None:
    from docgen.cli.render import add_print

    command = add.add_parser("show", help="показать документ простым текстом, с номерами")
    command.add_argument("file", type=Path, metavar="ФАЙЛ", help="приказ, план или список")
    add_print(command)
    command.set_defaults(run=show)


def _add_templates(add: Any) -> None:
    from docgen.cli.templates import add_template

    add_template(add)


def _add_forms(add: Any) -> None:
    from docgen.cli.forms import add_forms

    add_forms(add)


def _add_read(add: Any) -> None:
    from docgen.cli.reading import add_read

    add_read(add)


def _add_rollover(add: Any) -> None:
    from docgen.cli.rollover import add_rollover

    add_rollover(add)


def _add_derive(add: Any) -> None:
    from docgen.cli.derive import add_derive

    add_derive(add)


def _add_amend(add: Any) -> None:
    from docgen.cli.amend import add_amend

    add_amend(add)


def _add_extract(add: Any) -> None:
    from docgen.cli.extract import add_extract

    add_extract(add)


def _add_diff(add: Any) -> None:
    from docgen.cli.diff import add_diff

    add_diff(add)


def _add_copy(add: Any) -> None:
    from docgen.cli.copying import add_copy

    add_copy(add)


def _add_batch(add: Any) -> None:
    from docgen.cli.batch import add_batch

    add_batch(add)


def _add_schema(add: Any) -> None:
    command = add.add_parser("schema", help="схема входных файлов (JSON Schema) для подсказок в редакторе")
    command.add_argument("-o", dest="out", type=Path, metavar="ФАЙЛ", help="куда записать; иначе на экран")
    command.add_argument("--force", action="store_true", help="затереть файл, который там уже есть")
    command.set_defaults(run=schema)


def _add_rules(add: Any) -> None:
    add.add_parser("rules", help="все замечания, которые умеет делать docgen").set_defaults(run=rules)


def _add_doctor(add: Any) -> None:
    from docgen.cli.doctor import add_doctor

    add_doctor(add)


def _add_version(add: Any) -> None:
    add.add_parser("version", help="версия программы").set_defaults(run=version)


_COMMANDS: dict[str, Callable[[Any], None]] = {
    "new": _add_new,
    "check": _add_check,
    "render": _add_render,
    "show": _add_show,
    "read": _add_read,
    "rollover": _add_rollover,
    "derive": _add_derive,
    "amend": _add_amend,
    "extract": _add_extract,
    "copy": _add_copy,
    "diff": _add_diff,
    "batch": _add_batch,
    "template": _add_templates,
    "forms": _add_forms,
    "schema": _add_schema,
    "rules": _add_rules,
    "doctor": _add_doctor,
    "version": _add_version,
}
"""What declares each command; a start declares the one it was asked for, because each costs a moment."""


def _finished(findings: Sequence[Finding], *, as_json: bool = False) -> int:
    print_findings(findings, as_json=as_json)
    return 1 if has_errors(findings) else 0


def new(given: Namespace) -> None:
    """docgen new: write a filled-in starter."""
    import datetime

    from docgen.files.whole import write_all
    from docgen.work.starting import NEW_KINDS, starters

    kind, out, today = given.kind, given.out, datetime.date.today()
    if given.xlsx or out.suffix.lower() == ".xlsx":
        from docgen.work.workbooks import KINDS, workbook_starter

        if kind not in KINDS:
            given.parser.error(f"argument ВИД: «{kind}» в Excel не ведут, можно: {', '.join(KINDS)}")
        out = out if out.suffix.lower() == ".xlsx" else out.with_name(f"{out.name}.xlsx")
        made = {out: workbook_starter(kind, out, today)}
    elif kind not in NEW_KINDS:
        given.parser.error(f"argument ВИД: вида «{kind}» нет, есть: {', '.join(NEW_KINDS)}")
    else:
        made = {path: text.encode() for path, text in starters(kind, out, today).items()}
    write_all(made, overwrite=given.force)
    for path in made:
        print(f"Записано: {path}")


def check(given: Namespace) -> int:
    """docgen check: all findings, and with --fix the ids that are missing."""
    from docgen.work.checking import check_paths
    from docgen.work.fixing import fix_ids

    as_json = given.format == "json"
    if given.fix:
        for difference in fix_ids(given.paths):
            print(difference, file=sys.stderr if as_json else sys.stdout)
    checked = check_paths(given.paths)
    if not as_json and not checked.findings:
        print(f"Проверено документов: {len(checked.documents)}. Замечаний нет.")
    return _finished(checked.findings, as_json=as_json)


def show(given: Namespace) -> None:
    """docgen show: a document as plain text."""
    from docgen.language.printing import Print
    from docgen.work.showing import show_file

    sys.stdout.write(show_file(given.file, print=Print(given.print) if given.print else None))


def schema(given: Namespace) -> None:
    """docgen schema: the input files as JSON Schema."""
    from docgen.files.whole import write_whole
    from docgen.work.schema import schema_text

    if given.out is None:
        sys.stdout.write(schema_text())
        return
    write_whole(given.out, schema_text().encode(), overwrite=given.force)
    print(f"Записано: {given.out}")


def rules(given: Namespace) -> None:
    """docgen rules: the list of all faults."""
    from docgen.work.rule_list import rule_lines

    for line in rule_lines():
        print(line)


def version(given: Namespace) -> None:
    """docgen version: the number of the program."""
    from docgen.model.version import __version__

    print(__version__)


def run() -> None:
    """The console script.

    A command lives for a moment: looking for garbage while the libraries load, and once more over everything at the end,
    costs a fifth of its time and finds nothing. A check of many documents still collects, only more seldom. Taking the
    libraries apart again would cost as much as reading the order: files are closed and locks released by then, so once
    everything is printed the process just ends.
    """
    gc.set_threshold(100_000)
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 1
    if "multiprocessing.resource_tracker" in sys.modules:  # a batch: what its workers shared is given back in order
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    run()
