"""How things are named in a sentence: acts, bodies, people, posts, annexes and points, in any case.

Explicit forms of the reference data always win over computed ones; a computed form that is in doubt is a finding
that asks for the explicit one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.findings import Severity
from docgen.language.agreement import person_initials
from docgen.language.dates import digital
from docgen.language.inflection import inflect
from docgen.language.resolved import Live, Piece, Words
from docgen.language.typography import typography_quoted
from docgen.model.citation import Citation
from docgen.model.deadline import Verbatim
from docgen.model.party import Abbreviation, Municipality, Organisation, Person, Post, SchoolEntry
from docgen.model.targets import Target
from docgen.model.text import CASES, Reference
from docgen.rules import Scope, rule

if TYPE_CHECKING:
    from docgen.language.printing import Printing

DOUBTFUL_FORM = rule(
    "сомнительная-форма",
    "Падежная форма имени, должности или названия вычислена неуверенно",
    severity=Severity.WARNING,
    scope=Scope.FIELD,
    source="std:G04",
)

BLANK_NUMBER = "______"

_NOUNS = {
    "приложение": ("приложение", "приложения", "приложению", "приложение", "приложением", "приложении"),
    "пункт": ("пункт", "пункта", "пункту", "пункт", "пунктом", "пункте"),
    "подпункт": ("подпункт", "подпункта", "подпункту", "подпункт", "подпунктом", "подпункте"),
    "строка": ("строка", "строки", "строке", "строку", "строкой", "строке"),
    "раздел": ("раздел", "раздела", "разделу", "раздел", "разделом", "разделе"),
    "кластер": ("кластер", "кластера", "кластеру", "кластер", "кластером", "кластере"),
    "часть": ("часть", "части", "части", "часть", "частью", "части"),
    "позиция": ("позиция", "позиции", "позиции", "позицию", "позицией", "позиции"),
}
_CASE_ORDER = tuple(CASES)


def noun(word: str, case: str) -> str:
    """The noun that names a numbered thing, in the case of a reference («дат»)."""
    return _NOUNS[word][_CASE_ORDER.index(case)]


def gender_of(person: Person) -> str | None:
    """The gender as written, or as the patronymic tells it."""
    from docgen.language.names import name_parts

    return person.gender or name_parts(f"{person.surname} {person.first_name} {person.patronymic}").gender


class Mentions:
    """Names targets for one printing; collects the doubtful forms that it had to use."""

    def __init__(self, printing: Printing) -> None:
        self.printing = printing

    def mention(self, reference: Reference, default_case: str = "им") -> tuple[Piece | str, ...]:
        """The words and live numbers that a reference prints."""
        printing = self.printing
        if reference.target == "срок" and printing.own_deadline is not None:
            said = printing.deadline(printing.own_deadline)
            return (Words(said) if isinstance(printing.own_deadline, Verbatim) else said,)
        target = printing.targets.get(reference.target)
        if target is None:
            return (f"[{reference.target}]",)
        case = reference.form if reference.form in CASES else default_case
        if target.numbered:
            return self._numbered(target, reference, case)
        return self.thing(target.value, case, short=reference.form == "кратко")

    def thing(self, value: object, case: str, *, short: bool = False) -> tuple[Piece | str, ...]:
        """The name of an act, a body, a person, a post or a municipality in that case."""
        if isinstance(value, Citation):
            return self.act(value, case)
        if isinstance(value, Organisation):
            return (self.short_name(value) if short else self.organisation(value, case),)
        if isinstance(value, Person):
            return (self.person(value, case),)
        if isinstance(value, Post):
            return (self.post(value, case),)
        if isinstance(value, Municipality):
            day = self.printing.day
            return (value.form_on(case, day) or self.inflected(value.name_on(day), case, "body", None, value.id),)
        if isinstance(value, SchoolEntry):
            return (Words(typography_quoted(value.name_on(self.printing.day))),)
        if isinstance(value, Abbreviation):
            explicit = value.forms.form(case) if value.forms and case != "им" else None
            full = explicit or self.inflected(value.full, case, "body", None, value.id)
            return (value.short if short else full,)
        raise TypeError(f"nothing is known of how to name {type(value).__name__}")

    def _numbered(self, target: Target, reference: Reference, case: str) -> tuple[Piece | str, ...]:
        sign = "№\u00a0" if target.kind == "приложение" and self.printing.profile.number_sign else ""
        bookmark = self.printing.bookmarks.get(id(target.value))
        live: Piece | str = target.number
        if bookmark is not None and target.number:
            live = Live(target.number, bookmark, target.kind != "приложение", reference.bold)
        if reference.form == "номер":
            return (live,)
        if not target.number:
            return (noun(target.kind, case),)
        blank = " " if sign else "\u00a0"  # a line may end before №, never after it
        return (f"{noun(target.kind, case)}{blank}{sign}", live)

    def act(self, citation: Citation, case: str) -> tuple[Piece | str, ...]:
        """Kind, body, date, number and title of an act; the title is printed as it stands (std:T10)."""
        cited = self.printing.cited(citation)
        kind = self.inflected(cited.kind, case, "title", None, citation.id)
        body = cited.authority_words or ""
        if cited.authority is not None:
            body = self.organisation(cited.authority, "род")
        day = digital(cited.date)
        number = cited.number or BLANK_NUMBER
        head = " ".join(part for part in (kind, body, "от", day, f"№\u00a0{number}") if part)
        return (head, Words(f" «{typography_quoted(cited.title)}»")) if cited.title else (head,)

    def organisation(self, value: Organisation, case: str) -> str:
        """The full name of a body in that case on the day of the document."""
        day = self.printing.day
        return value.form_on(case, day) or self.inflected(value.name_on(day), case, "body", None, value.id)

    def short_name(self, value: Organisation) -> str:
        """The short name of a body on the day of the document."""
        return value.short_on(self.printing.day)

    def person(self, value: Person, case: str, *, order: str = "after") -> str:
        """Surname and initials in that case; ``order`` says where the initials stand (std:Y09)."""
        explicit = value.forms.form(case) if value.forms and case != "им" else None
        if explicit and order == "after":
            return explicit
        surname = explicit.split()[0] if explicit else value.surname
        if case != "им" and not explicit:
            surname = self.inflected(value.surname, case, "person", gender_of(value), value.id)
        style = self.printing.profile.typography.initials
        return person_initials(surname, value.first_name, value.patronymic, order=order, style=style)

    def post(self, value: Post, case: str, *, full: bool = False) -> str:
        """The post in that case."""
        name = (value.full if full else None) or value.name
        forms = value.full_forms if full and value.full else value.forms
        explicit = forms.form(case) if forms else None
        return explicit or self.inflected(name, case, "post", None, value.id)

    def inflected(self, text: str, case: str, kind: str, gender: str | None, id_: str) -> str:
        """The text in that case; a form in doubt becomes a finding that asks for the explicit one."""
        if case == "им":
            return text
        inflected = inflect(text, CASES[case], kind, gender=gender)
        if not inflected.certain:
            self.printing.findings.append(
                DOUBTFUL_FORM.finding(
                    f"Форма «{inflected.form}» ({case}. п. от «{text}») вычислена неуверенно: {inflected.reason}",
                    quote=text,
                    hint=f"Проверьте и запишите форму в справочнике у «{id_}»: формы: {{{case}: …}}.",
                )
            )
        return inflected.form
