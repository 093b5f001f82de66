"""docgen derive: municipal plans from regional ones, school plans from municipal ones."""

from __future__ import annotations

import datetime
from argparse import Namespace
from pathlib import Path
from typing import Any

from docgen.cli.output import print_findings, summary


def add_derive(add: Any) -> None:
    """Declare the command."""
    command = add.add_parser("derive", help="вывести из планов области планы муниципалитетов, из них – планы школ")
    command.add_argument("sources", nargs="*", type=Path, metavar="SOURCE", help="планы, их приказ или папка комплекта")
    command.add_argument("--for", dest="only", metavar="КОД", default="", help="код муниципалитета или школы")
    command.add_argument("--all", dest="every", action="store_true", help="для всех, каждому своя папка")
    command.add_argument("-o", dest="out", type=Path, metavar="DIR", required=True, help="папка для выведенного")
    command.add_argument("--date", dest="day", metavar="ДАТА", help="дата муниципального приказа: 13.12.2022")
    command.add_argument("--pack", action="store_true", help="собрать каждому пакет: план в Word и Excel, вопросы")
    command.add_argument("--collect", type=Path, metavar="RETURNS", help="принять возвращённые пакеты из папки")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать найденное")
    command.set_defaults(run=derive, parser=command)


def derive(given: Namespace) -> int:
    """Derive, pack or take back."""
    if given.collect is not None:
        return _collect(given)
    if not given.sources:
        given.parser.error("назовите SOURCE: планы, их приказ или папку комплекта")
    if bool(given.only) == given.every:
        given.parser.error("укажите одно из двух: --for КОД или --all")
    from docgen.work.deriving import SUMMARY, Wanted, derive_into

    derived = derive_into(given.sources, Wanted(given.out, datetime.date.today(), given.only, _day(given)))
    _tell(derived, given)
    if given.every and given.format == "text":
        print(f"Сводка: {given.out / SUMMARY}")
    if given.pack:
        from docgen.work.deriving_packing import pack

        for path in pack(derived, given.out):
            print(f"Пакет: {path}")
    return 0


def _tell(derived: Any, given: Namespace) -> None:
    if given.format == "json":
        print_findings(derived.findings, as_json=True)
        return
    if given.only:
        print_findings(derived.findings)
    elif derived.findings:
        print(f"{summary(derived.findings)} Подробно – в отчёте каждого.")
    for page in derived.pages:
        rows = sum(row.taken for _, taken in page.plans for row in taken)
        print(f"{page.name}: {page.state}; строк {rows}, вопросов {len(page.questions)} – {derived.folders[page.id]}")


def _day(given: Namespace) -> datetime.date | None:
    if not given.day:
        return None
    from docgen.model.base import parse_date

    try:
        return parse_date(given.day)
    except ValueError:
        given.parser.error(f"--date: дата «{given.day}» не понята, пишите 13.12.2022")
        raise


def _collect(given: Namespace) -> int:
    from docgen.work.deriving_collecting import collect

    collected = collect(given.collect, given.out)
    print_findings(collected.findings, as_json=given.format == "json")
    if given.format == "text":
        for line in collected.lines:
            print(line)
    return 0
