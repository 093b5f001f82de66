"""How the doctor's findings are shown: a table for people, data for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from docgen.model.version import __version__
from docgen.work.doctor import Check, Standing
from docgen.work.doctor_mending import this_machine

_WIDTH = 110


def is_ready(checks: Sequence[Check]) -> bool:
    """Whether documents can be made here; without LibreOffice they can, only no PDF."""
    return all(check.standing is not Standing.STOPS for check in checks)


def table(checks: Sequence[Check]) -> str:
    """A line or more for every check: how it stands, what it is, what was found; under a lack what mends it."""
    return "\n".join([f"docgen {__version__}, {this_machine().name}", "", *_lines(checks), "", _summary(checks), ""])


def data(checks: Sequence[Check]) -> dict[str, Any]:
    """The same for a program."""
    said = [{key: str(value) for key, value in asdict(check).items()} for check in checks]
    return {"docgen": __version__, "system": this_machine().name, "ready": is_ready(checks), "checks": said}


def _lines(checks: Sequence[Check]) -> Iterator[str]:
    first, second = (max(len(each) for each in column) for column in ([c.standing for c in checks], _names(checks)))
    indent = " " * (first + second + 4)
    for check in checks:
        head = f"{check.standing:<{first}}  {check.name:<{second}}  "
        yield from _wrapped(check.found, head, indent) or [head.rstrip()]
        if check.without:
            yield from _wrapped(check.without, indent, indent)
        if check.mend:
            # A command is copied whole: it is not wrapped.
            yield f"{indent}исправить: {check.mend}"


def _wrapped(text: str, first: str, indent: str) -> list[str]:
    """Lines of a width that a letter takes; a path stays whole, so that it can be copied."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _names(checks: Sequence[Check]) -> list[str]:
    return [check.name for check in checks]


def _summary(checks: Sequence[Check]) -> str:
    by = {standing: [check.name for check in checks if check.standing is standing] for standing in Standing}
    if by[Standing.STOPS]:
        return f"Работать пока нельзя, мешает: {', '.join(by[Standing.STOPS])}."
    said = "Документы Word делать можно."
    if by[Standing.LACKING]:
        return f"{said} Не хватает: {', '.join(by[Standing.LACKING])}."
    optional = f" Необязательного нет: {', '.join(by[Standing.OPTIONAL])}." if by[Standing.OPTIONAL] else ""
    return f"Всё необходимое есть.{optional}"
