"""Case forms ahead of time: what docgen would print of a person, a post or a body, and which forms it doubts.

``mentions`` declines a name when a document prints it; here the same words are declined before that, so that a person
can be asked once. Nothing is stored and no file is known here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from docgen.language.agreement import person_initials
from docgen.language.inflection import Kind, inflect
from docgen.language.names import name_parts
from docgen.language.typography import NBSP
from docgen.model.base import Dating, id_from
from docgen.model.months import date_text
from docgen.model.party import Abbreviation, Forms, Municipality, Organisation, Person, Post
from docgen.model.text import CASES

Initials = Literal["И.О.", "И. О."]

CASE_NAMES: Final = {
    info.alias or "": (info.description or "").replace(" падеж", "").lower() for info in Forms.model_fields.values()
}
"""The cases that are stored, by their key: «дат» is «дательный (кому? чему?)»."""

_GENDER_NAMES: Final = {"m": "м", "f": "ж"}


class Proposal(NamedTuple):
    """One form as docgen makes it; ``doubt`` says in Russian why it may be wrong and is empty when it is certain."""

    case: str
    form: str
    doubt: str


@dataclass(frozen=True)
class Name:
    """One name that is declined, as documents print it, with the days of a dated one.

    ``tail`` are the initials, which follow in every case; ``only`` is whether the entry has no other name.
    """

    words: str
    kind: Kind
    explicit: Forms | None = None
    gender: str | None = None
    tail: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    only: bool = True

    @property
    def shown(self) -> str:
        """The name in the nominative."""
        return self._with_tail(self.words)

    @property
    def days(self) -> str:
        """The days of a dated name: «с 01.09.2023»; empty for an only one."""
        ends = (("с", self.since), ("по", self.until))
        return "" if self.only else " ".join(f"{word} {date_text(day)}" for word, day in ends if day is not None)

    def proposals(self) -> tuple[Proposal, ...]:
        """The forms in all cases that can be stored."""
        made = ((case, inflect(self.words, CASES[case], self.kind, gender=self.gender)) for case in CASE_NAMES)
        return tuple(Proposal(case, self._with_tail(found.form), found.reason) for case, found in made)

    def doubtful(self) -> tuple[Proposal, ...]:
        """The forms that are in doubt and that nobody has stored."""
        explicit = self.explicit or Forms()
        return tuple(made for made in self.proposals() if made.doubt and not explicit.form(made.case))

    def _with_tail(self, words: str) -> str:
        return f"{words} {self.tail}" if self.tail else words


def names_of(entry: object, initials: Initials = "И.О.") -> tuple[Name, ...]:
    """The names of an entry of the reference data that documents decline; none for a school or an act."""
    if isinstance(entry, Person):
        return (_person(entry, initials),)
    if isinstance(entry, Post):
        return (Name(entry.name, "post", entry.forms),)
    if isinstance(entry, Abbreviation):
        return (Name(entry.full, "body", entry.forms),)
    if isinstance(entry, Organisation | Municipality):
        return tuple(_dated(entry.name, entry.forms))
    return ()


def _person(person: Person, initials: Initials) -> Name:
    whole = person_initials(person.surname, person.first_name, person.patronymic, style=initials)
    tail = whole.removeprefix(person.surname).replace(NBSP, " ").strip()
    return Name(person.surname, "person", person.forms, person.gender, tail)


def _dated(names: Sequence[Dating[str]], forms: Sequence[Dating[Forms]]) -> Iterator[Name]:
    for dating in names:
        day = dating.since or dating.until or datetime.date.max
        holding = [stored.value for stored in forms if stored.holds(day)]
        yield Name(
            dating.value, "body", holding[-1] if holding else None,
            since=dating.since, until=dating.until, only=len(names) == 1,
        )  # fmt: skip


def gender_told(person: Person) -> str | None:
    """The gender, м or ж, that the patronymic tells; None when it is an initial or missing."""
    told = name_parts(f"{person.surname} {person.first_name} {person.patronymic}").gender
    return _GENDER_NAMES.get(told or "")


def person_of(text: str, gender: str | None = None) -> Person | None:
    """The person that a name in any order of its words is; None when it holds no surname.

    ``gender`` (м or ж) is taken from the patronymic when it is not given.
    """
    parts = name_parts(text)
    if not parts.surname:
        return None
    return Person.model_validate(
        {
            "код": id_from(parts.surname.lower()) or "лицо", "фамилия": parts.surname, "имя": parts.first_name,
            "отчество": parts.patronymic, "пол": gender or _GENDER_NAMES.get(parts.gender or ""),
        }
    )  # fmt: skip
