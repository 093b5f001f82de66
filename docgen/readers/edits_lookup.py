"""Words that name something known: who is meant by the words that an edit put in the place of a reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docgen.findings import Path
from docgen.language.printing import Printing
from docgen.language.requisites import full_name, initials_first, signing
from docgen.language.sentences import point_sentence
from docgen.model.order import SELF_CONTROL, Point
from docgen.model.requisites import Signatory
from docgen.model.text import CASES, Reference
from docgen.patterns import pattern
from docgen.readers.edits_origins import printed_reference
from docgen.readers.edits_tokens import norms

_STEM = 3
_DATE = pattern(r"\d{2}\.\d{2}\.\d{4}")
_NUMBER = pattern(r"№\s*([^\s_]+)")

Values = dict[Path, Any]
"""New values by path; None takes a field away."""


class Lookup:
    """Finds what is meant in one document; ``numbers`` are those that its entries have with the edits in it."""

    def __init__(self, printing: Printing, numbers: Mapping[str, str]) -> None:
        self.printing = printing
        self.numbers = numbers
        self._reference = printing.workspace.reference

    def same_number(self, reference: Reference, was: str, became: str) -> bool:
        """Whether only the number of the target changed, because of what was put in or taken out before it."""
        target, now = self.printing.targets.get(reference.target), self.numbers.get(reference.target)
        if target is None or now is None or not target.number:
            return False
        old, number = norms(was), norms(target.number)
        start = len(old) - len(number)
        renumbered = (*old[:start], *norms(now)) if old[start:] == number else old
        return norms(became) in (old, renumbered, (*renumbered, "."))

    def reference(self, like: Reference, became: str, case: str) -> str | None:
        """The reference that prints these words, written as in a text; None when nothing does."""
        wanted = norms(became)
        forms = [like.form, *(form for form in ("", *CASES, "номер", "кратко") if form != like.form)]
        for target in self._likely(wanted):
            for form in forms:
                said = Reference(target, form)
                if norms(printed_reference(said, self._now(target), case)) == wanted:
                    return f"{{{target}:{form}}}" if form else f"{{{target}}}"
        return None

    def _likely(self, wanted: tuple[str, ...]) -> Iterator[str]:
        """The ids of the things whose names begin as the words do, or whose number stands at their end."""
        if not wanted:
            return
        for id_, target in self.printing.targets.items():
            number = self.numbers.get(id_, target.number)
            if target.numbered:
                if number and wanted[-len(norms(number)) :] == norms(number):
                    yield id_
                continue
            first = norms(printed_reference(Reference(id_, ""), self.printing))[:1]
            short = norms(printed_reference(Reference(id_, "кратко"), self.printing))[:1]
            if any(name[:_STEM].lower() == wanted[0][:_STEM].lower() for name in (*first, *short)):
                yield id_

    def _now(self, target: str) -> Printing:
        """The printing in which an entry has the number that it has now."""
        found, number = self.printing.targets[target], self.numbers.get(target)
        if number is None or number == found.number:
            return self.printing
        from dataclasses import replace

        return replace(self.printing, targets={**self.printing.targets, target: found._replace(number=number)})

    def person(self, words: str, printed: Callable[[str], str]) -> str | None:
        """The id of the person whose name is printed so."""
        return self._one(words, self._reference.people, printed)

    def full_name(self, id_: str) -> str:
        """«Фамилия Имя Отчество» of a person."""
        return full_name(self._reference.people[id_], self.printing)

    def initials(self, id_: str) -> str:
        """«И.О. Фамилия» of a person."""
        return initials_first(id_, self.printing)

    def municipality(self, words: str) -> str | None:
        """The id of the municipality that is printed so in a list of schools."""

        def printed(id_: str) -> str:
            found = self._reference.municipalities[id_]
            if found.kind_on(self.printing.day) == "город":
                return f"г. {found.name_on(self.printing.day).removeprefix('город ')}"
            return "".join(str(part) for part in self.printing.mentions.thing(found, "род"))

        return self._one(words, self._reference.municipalities, printed)

    def _one(self, words: str, entries: Mapping[str, Any], printed: Callable[[str], str]) -> str | None:
        wanted = norms(words)
        return next((id_ for id_ in entries if wanted and norms(printed(id_)) == wanted), None)

    def signatory(self, path: Path, old: Signatory, post: str, name: str) -> Values | None:
        """Who signs now, by the words of the post and of the name; None when they are not known."""
        person = self.person(name, self.initials) if name else None
        if name and person is None:
            return None
        for capacity in (None, "исполняющий обязанности", "временно исполняющий обязанности", "и.о.", "врио"):
            for id_ in self._reference.posts:
                for given in (None, person):
                    made = Signatory.model_construct(post=id_, person=given, capacity=capacity)
                    said = signing(made, self.printing)
                    if norms(said.post) == norms(post) and norms(said.name) == norms(name):
                        values: Values = {(*path, "должность"): id_, (*path, "лицо"): given}
                        if capacity or old.capacity:
                            values[*path, "в качестве"] = capacity
                        return values
        return None

    def control(self, path: Path, point: Point, words: str) -> Values | None:
        """To whom the control goes, by the words of the whole sentence; None when that is not known."""
        wanted = (*norms(words.strip().rstrip(".;")), ".")
        for id_ in (SELF_CONTROL, *self._reference.posts):
            made = point.model_copy(update={"control": id_, "person": None})
            said = norms(str(point_sentence(made, self.printing)))
            if said == wanted:
                return {(*path, "контроль"): id_, (*path, "лицо"): None}
            if len(said) > 6 and said[:6] == wanted[:6]:
                for person in self._reference.people:
                    other = point.model_copy(update={"control": id_, "person": person})
                    if norms(str(point_sentence(other, self.printing))) == wanted:
                        return {(*path, "контроль"): id_, (*path, "лицо"): person}
        return None


def registration(words: str) -> Values:
    """The date and the number that somebody put into the blanks of an order."""
    date, number = _DATE.search(words), _NUMBER.search(words)
    values: Values = {}
    if date:
        values["регистрация", "дата"] = date.group()
    if number:
        values["регистрация", "номер"] = number[1]
    return values
