"""docgen read … --into: shows the edits of a returned file, asks about each where somebody can answer, writes them."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from docgen.cli.output import print_findings
from docgen.findings import has_errors
from docgen.patterns import pattern

if TYPE_CHECKING:
    from docgen.work.taking_back import Edited, Taken

_NUMBERS = pattern(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?")
_YES, _NO = frozenset({"да", "д", "yes", "y", "+"}), frozenset({"нет", "н", "no", "n", "-"})
_ALL, _NONE = frozenset({"все", "всё"}), frozenset({"ни одной", "ни одну", "ничего"})
_MOST = 100_000


def take_back(given: Namespace) -> int:
    """Take the edits of ``given.source`` into ``given.into``; the exit code."""
    from docgen.work.taking_back import apply, taking_back

    accept, refuse = (_numbers(words, given) for words in (given.accept, given.refuse))
    taken = taking_back(given.source, given.into)
    as_json = given.format == "json"
    if not as_json:
        _show(taken)
        print_findings(taken.findings)
    written: list[str] = []
    if taken.edits and not given.dry_run:
        chosen = _chosen(taken, accept, refuse, asks=not as_json)
        if chosen is None:
            print("Прервано: ничего не записано.", file=sys.stderr)
            return 1
        written = [taken.opened.shown(path) for path in apply(taken, chosen)]
        if not as_json:
            _tell(taken, chosen, written)
    if as_json:
        said = {
            "edits": [edit.as_json() for edit in taken.edits],
            "findings": [finding.as_json() for finding in taken.findings],
            "written": written,
        }
        print(json.dumps(said, ensure_ascii=False, indent=2))
    return 1 if has_errors(taken.findings) else 0


def _numbers(words: str | None, given: Namespace) -> set[int] | None:
    """The numbers of «1,3-5»; None when none are named."""
    if words is None:
        return None
    numbers: set[int] = set()
    for part in words.split(","):
        match = _NUMBERS.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not first <= last < first + _MOST:
            given.parser.error(f"номера правок «{words}» не поняты, пишите: 1,3-5")
        numbers.update(range(first, last + 1))
    return numbers


def _show(taken: Taken) -> None:
    for edit in taken.edits:
        for line in lines_of(edit):
            print(line)
    if taken.edits:
        print(f"Правок: {len(taken.edits)}, с противоречием: {len(taken.conflicts)}.")


def lines_of(edit: Edited) -> list[str]:
    """An edit as a person reads it."""
    around = "; ".join(part for part in (edit.place, edit.author) if part)
    head = f"{edit.number}. {edit.field}: {_KINDS[edit.kind]}" + (f" ({around})" if around else "")
    lines = [head]
    if edit.was:
        lines.append(f"    было:  {edit.was}")
    if edit.became:
        lines.append(f"    стало: {edit.became}")
    if edit.conflict:
        lines.append(f"    не вносится: {edit.conflict}")
    return lines


_KINDS = {"правка": "изменено", "вставка": "добавлено", "удаление": "убрано", "перенос": "переставлено"}


def _chosen(taken: Taken, accept: set[int] | None, refuse: set[int] | None, *, asks: bool) -> set[int] | None:
    """The edits to be written; None when the person broke off."""
    free = {edit.number for edit in taken.edits if not edit.conflict}
    if accept is not None:
        return accept - (refuse or set())
    if refuse is not None:
        return free - refuse
    if not asks or sys.stdin is None or not sys.stdin.isatty():
        return free
    try:
        return _asked(taken)
    except (KeyboardInterrupt, EOFError):
        return None


def _asked(taken: Taken) -> set[int]:
    """Ask about each edit that can enter."""
    open_ones = [edit for edit in taken.edits if not edit.barred]
    chosen: set[int] = set()
    print(
        "Ответы: да, нет; «все» – принять и остальные без противоречий, «ни одной» – больше ничего. Ctrl+C – не писать."
    )
    for place, edit in enumerate(open_ones):
        answer = _answer(f"Принять правку {edit.number} ({edit.field})? ")
        if answer in _ALL:
            chosen.update(each.number for each in open_ones[place:] if not each.conflict)
            break
        if answer in _NONE:
            break
        if answer in _YES:
            chosen.add(edit.number)
    return chosen


def _answer(question: str) -> str:
    while True:
        said = " ".join(input(question).lower().split())
        if said in _YES | _NO | _ALL | _NONE:
            return said
        print("Напишите: да, нет, все или ни одной.")


def _tell(taken: Taken, chosen: set[int], written: list[str]) -> None:
    for path in written:
        print(f"Записано: {path}")
    left = [str(edit.number) for edit in taken.edits if edit.number not in chosen]
    if left:
        print(f"Не внесены правки: {', '.join(left)}.")
    if not written:
        print("Ничего не изменено.")
