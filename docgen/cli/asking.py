"""Asking a person about doubtful case forms, one by one, and storing what was confirmed.

Nothing is written before the last answer: who breaks off has changed nothing.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.patterns import pattern

if TYPE_CHECKING:
    from docgen.language.proposing import Name, Proposal
    from docgen.model.party import Person
    from docgen.work.forms import Answer, Declined, Survey

_YES = frozenset({"", "да", "д", "yes", "y", "+"})
_NO = frozenset({"нет", "н", "no", "n"})
_SKIP = frozenset({"-", "–", "—"})
_ENOUGH = "."
_RUSSIAN = pattern(r"[А-Яа-яЁё .\-]")


class _Enough(Exception):
    """Raised when the person wants to end here and keep what was confirmed."""


def ask_and_store(found: Survey) -> int:
    """Ask about every doubtful form of these entries and write the confirmed ones; the exit code."""
    from docgen.work.forms import store

    try:
        answers = _answers(found)
    except (KeyboardInterrupt, EOFError) as broken:
        why = "Прервано" if isinstance(broken, KeyboardInterrupt) else "Ответы кончились раньше вопросов"
        print(f"\n{why}: ничего не записано.", file=sys.stderr)
        return 1
    counts = store(answers)
    for name, count in counts.items():
        print(f"Записано: {name}, значений: {count}" if count else f"{name}: этих записей больше нет, файл не изменён")
    if not counts:
        print("Ничего не подтверждено, справочники не изменены.")
    return 0


def _answers(found: Survey) -> list[Answer]:
    from docgen.work.forms import Answer

    if sys.stdin is None:
        raise EOFError
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    print(
        "Ответы записываются, когда заданы все вопросы. «.» – закончить раньше и записать подтверждённое, "
        "Ctrl+C – ничего не записывать."
    )
    answers: list[Answer] = []
    try:
        for declined in found.declined:
            answers.append(answer := Answer(declined))
            _ask_of(declined, answer)
    except _Enough:
        pass
    return answers


def _ask_of(declined: Declined, answer: Answer) -> None:
    """Ask about one entry: for a person without a gender that first, because it may settle the forms."""
    from docgen.model.party import Person

    entry = declined.entry
    if isinstance(entry, Person) and entry.gender is None and any(declined.doubts()):
        answer.gender = _gender(entry)
        if answer.gender:
            declined = replace(declined, entry=entry.model_copy(update={"gender": answer.gender}))
    for name, proposal in declined.doubts():
        if form := _form(name, proposal):
            answer.forms.append((name, proposal.case, form))


def _gender(person: Person) -> str | None:
    """The gender, or None when it is skipped."""
    from docgen.language.proposing import gender_told

    who = " ".join(part for part in (person.surname, person.first_name, person.patronymic) if part)
    told = gender_told(person)
    question = f"{who}: пол не указан [впишите м или ж, «-» – пропустить] "
    if told:
        question = f"{who}, пол: «{told}» – верно? [Enter – да, или впишите м или ж, «-» – пропустить] "
    while (said := _said(question)) is not None:
        if said.lower() in ("м", "ж"):
            return said.lower()
        if told and said.lower() in _YES:
            return told
        print("Впишите «м» или «ж».")
    return None


def _form(name: Name, proposal: Proposal) -> str | None:
    """The right form, or None when it is skipped."""
    from docgen.language.proposing import CASE_NAMES

    days = f" ({name.days})" if name.days else ""
    print(f"    {proposal.doubt}")
    question = (
        f"{name.shown}{days}, {CASE_NAMES[proposal.case]}: «{proposal.form}» – верно? "
        "[Enter – да, или впишите верную форму, «-» – пропустить] "
    )
    while (said := _said(question)) is not None:
        wrong = next((sign for sign in said if not _RUSSIAN.match(sign) and sign not in name.shown), None)
        if said.lower() in _YES:
            return proposal.form
        if said.lower() in _NO:
            print("Впишите верную форму целиком или «-», чтобы пропустить.")
        elif wrong:
            print(f"В «{said}» стоит знак «{wrong}», которого в имени нет. Пишите русскими буквами.")
        else:
            return f"{said} {name.tail}" if name.tail and "." not in said else said
    return None


def _said(question: str) -> str | None:
    """What the person typed, without surplus blanks; None to skip the question."""
    said = " ".join(input(question).split())
    if said == _ENOUGH:
        raise _Enough
    return None if said in _SKIP else said
