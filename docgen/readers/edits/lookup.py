"""Words that name something known: who is meant by the words that an edit put in the place of a reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from docgen.findings import Path
from docgen.language.printing import Printing
from docgen.language.requisites import full_name, initials_first, signing
from docgen.language.sentences import point_sentence
from docgen.model.order import SELF_CONTROL, Point
from docgen.model.requisites import Signatory
from docgen.model.targets import Target
from docgen.model.text import CASES, Reference
from docgen.patterns import pattern
from docgen.readers.edits.origins import printed_reference
from docgen.readers.edits.tokens import norms, plain_blanks

TYPED_NUMBER = pattern(r"\A\s*\d{1,3}(?:\.\d{1,3})*[.)]?\s+(?=\D)")
"""A number that was typed before the words of a paragraph."""
_PLACE = pattern(r"(?P<name>.*\S)\s+(?P<place>(?:г|с|п|д|ст|пгт|рп|пос|дер)\.?\s[А-ЯЁ][\w\s-]*)")
_STEM = 3
_DATE = pattern(r"\d{2}\.\d{2}\.\d{4}")
_NUMBER = pattern(r"№\s*([^\s_]+)")
_BLANK = pattern("_{2,}")

Values = dict[Path, Any]
"""New values by path; None takes a field away."""


class Lookup:
    """Finds what is meant in one document; ``now`` are its entries with the numbers that they have after the edits."""

    def __init__(self, printing: Printing, now: Mapping[str, Target]) -> None:
        self.printing = printing
        self.now = replace(printing, targets={**printing.targets, **now})
        """The printing in which references name the entries by the numbers that they have now."""
        self.renumbered = {
            id_ for id_, target in now.items() if target.number != getattr(printing.targets.get(id_), "number", "")
        }
        """The entries that have another number now."""
        self._reference = printing.workspace.reference

    def same_number(self, reference: Reference, became: str, case: str) -> bool:
        """Whether the words are what the reference prints now: the number of its target changed, nothing else."""
        return norms(became) == norms(printed_reference(reference, self.now, case))

    def reference(self, like: Reference, became: str, case: str) -> str | None:
        """The reference that prints these words, written as in a text; None when nothing does."""
        wanted = norms(became)
        forms = [like.form, *(form for form in ("", *CASES, "номер", "кратко") if form != like.form)]
        for target in self._likely(wanted):
            for form in forms:
                if norms(printed_reference(Reference(target, form), self.now, case)) == wanted:
                    return f"{{{target}:{form}}}" if form else f"{{{target}}}"
        return None

    def _likely(self, wanted: tuple[str, ...]) -> Iterator[str]:
        """The ids of the things whose names begin as the words do, or whose number stands at their end."""
        if not wanted:
            return
        for id_, target in self.now.targets.items():
            if target.numbered:
                number = norms(target.number)
                if number and wanted[-len(number) :] == number:
                    yield id_
                continue
            first = norms(printed_reference(Reference(id_, ""), self.printing))[:1]
            short = norms(printed_reference(Reference(id_, "кратко"), self.printing))[:1]
            if any(name[:_STEM].lower() == wanted[0][:_STEM].lower() for name in (*first, *short)):
                yield id_

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
        return self._one(words, self._reference.municipalities, self.municipality_words)

    def municipality_words(self, id_: str) -> str:
        """What a list of schools prints of a municipality."""
        found = self._reference.municipalities[id_]
        if found.kind_on(self.printing.day) == "город":
            return f"г. {found.name_on(self.printing.day).removeprefix('город ')}"
        return "".join(str(part) for part in self.printing.mentions.thing(found, "род"))

    def school(self, words: str) -> dict[str, str]:
        """A school by the words of its line: what can be told apart prints the same words again."""
        said = plain_blanks(TYPED_NUMBER.sub("", words, count=1)).strip().rstrip(";.").strip()
        data: dict[str, str] = {}
        tokens = said.split(" ")
        for start in range(1, len(tokens)):
            if (id_ := self.municipality(" ".join(tokens[start:]))) is not None:
                data["муниципалитет"] = id_
                said = " ".join(tokens[:start])
                break
        if (match := _PLACE.fullmatch(said)) and "муниципалитет" in data:
            return {"название": match["name"], "место": match["place"], **data}
        return {"название": said, **data}

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


def is_filled_in(printed: str, edited: str) -> bool:
    """Whether only a date and a number were written into blanks: the first line of the order tells them to the data."""
    return "__" in printed and norms(_DATE.sub("", _NUMBER.sub("№", edited))) == norms(_BLANK.sub("", printed))


def registration(words: str) -> Values:
    """The date and the number that somebody put into the blanks of an order."""
    date, number = _DATE.search(words), _NUMBER.search(words)
    values: Values = {}
    if date:
        values["регистрация", "дата"] = date.group()
    if number:
        values["регистрация", "номер"] = number[1]
    return values
