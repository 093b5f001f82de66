"""A new entry of the reference data from a name alone: its case forms, and the text to paste into the reference file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.errors import InputError
from docgen.files.dumping import FLAT, entry, indented
from docgen.findings import Finding
from docgen.language.proposing import Name, names_of, person_of
from docgen.model.base import id_from
from docgen.model.party import Person
from docgen.work.forms import NOTHING_DECLINED

EntryKind = Literal["лицо", "должность", "организация"]
FILES: dict[EntryKind, str] = {"лицо": "лица", "должность": "должности", "организация": "организации"}
"""The reference file that each kind of entry belongs to, by its ``вид``."""

_CODE_WORDS = 2
_FILL_IN = {"пол": "впишите: м или ж", "имя": "впишите имя или его первую букву"}


@dataclass(frozen=True)
class EntryDraft:
    """What is proposed for a new entry: the name that is declined, and the text of the entry."""

    name: Name
    text: str


def entry_draft(text: str, kind: EntryKind, gender: str | None = None) -> EntryDraft:
    """The draft of an entry; ``gender`` is м or ж. Raises ``InputError`` when there is nothing to decline."""
    words = " ".join(text.split())
    if kind == "лицо":
        person = person_of(words, gender)
        if person is None:
            raise InputError([_nothing(words, "нет фамилии", "Пишите: Фамилия Имя Отчество или Фамилия И.О.")])
        (name,) = names_of(person)
        return EntryDraft(name, _entry_text(_of_person(person), name))
    if not words:
        raise InputError([_nothing(words, "пусто", "Напишите название в именительном падеже.")])
    name = Name(words, "post" if kind == "должность" else "body")
    code = id_from("-".join(words.lower().split()[:_CODE_WORDS])) or kind
    return EntryDraft(name, _entry_text({"код": code, "название": words}, name))


def _nothing(text: str, why: str, hint: str) -> Finding:
    return NOTHING_DECLINED.finding(f"Склонять нечего: в «{text}» {why}.", quote=text, hint=hint)


def _of_person(person: Person) -> dict[str, str]:
    known = {
        "код": person.id, "фамилия": person.surname, "имя": person.first_name, "отчество": person.patronymic,
        "пол": person.gender or "",
    }  # fmt: skip
    return {key: value for key, value in known.items() if value or key in _FILL_IN}


def _entry_text(data: dict[str, str], name: Name) -> str:
    lines: list[str] = []
    for key, value in data.items():
        lines += entry(key, value, 4) if value else [f"{key}:  # {_FILL_IN[key]}"]
    # Forms that only guess at the gender would go on winning once it is filled in.
    doubtful = () if data.get("пол") == "" else name.doubtful()
    if doubtful:
        lines.append("формы:")
        for made in doubtful:
            lines += indented([f"{entry(made.case, made.form, 0, style=FLAT)[0]}  # проверьте: {made.doubt}"], 2)
    return "\n".join(["  - " + lines[0], *indented(lines[1:], 4)]) + "\n"
