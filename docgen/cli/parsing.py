"""Reading the command line: argparse with everything it says to a person in Russian.

Only the mechanism stands here; the commands are in ``main``. argparse and not a library on top of it, because a clerk's
computer starts the program anew for every order, and this starts in a few milliseconds.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"не указано: \1"),
    (r"unrecognized arguments: (.+)", r"лишнее в команде: \1"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1: «\2» не подходит, возможны: \3"),
    (r"argument (.+?): expected one argument", r"после \1 нужно значение"),
    (r"argument (.+?): expected at least one argument", r"после \1 нужно хотя бы одно значение"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 и \2 вместе не указывают"),
    (r"ambiguous option: (\S+) could match (.+)", r"ключ \1 неполон, подходят: \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class RussianFormatter(argparse.HelpFormatter):
    """Help with a Russian heading."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The usage line, «Команда: …»."""
        super().add_usage(usage, actions, groups, "Команда: " if prefix is None else prefix)


class RussianParser(argparse.ArgumentParser):
    """A parser that explains itself in Russian and ends with exit code 2 when the command is wrong."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=RussianFormatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "Что указать"
        self._optionals.title = "Ключи"
        self.add_argument("-h", "--help", action="help", help="показать эту справку")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and end with exit code 2."""
        self.print_usage(sys.stderr)
        print(f"Ошибка: {in_russian(message)}.\nСправка: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def in_russian(message: str) -> str:
    """argparse's message in Russian; one that is not known stays as it is."""
    for said, meant in _SAID:
        if re.fullmatch(said, message):
            return re.sub(said, meant, message)
    return message


def commands(parser: RussianParser) -> Any:
    """The place where commands are added to a parser."""
    return parser.add_subparsers(title="Команды", metavar="КОМАНДА", required=True, parser_class=RussianParser)


def parsed(parser: RussianParser, arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line read; without any argument the help is shown and the exit code is 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    return parser.parse_args(given)
