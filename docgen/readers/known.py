"""The names that a read file uses, matched against reference data or collected into a draft of them.

What matches an entry gets its id; what does not becomes a new entry (``drafted``). A name that could not be brought
into the nominative for certain is not made an entry: the words then stay words in the document.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from docgen.language.inflection import inflect
from docgen.language.recognise import nominative_person, nominative_phrase
from docgen.model.base import Model, id_from
from docgen.model.citation import Citation
from docgen.model.months import date_text
from docgen.model.party import Abbreviation, Municipality, Organisation, Person, Post, SchoolEntry
from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.patterns import pattern
from docgen.readers.known_words import alike, as_in_text, municipality_draft, school_parts, short_id
from docgen.readers.spelled import FULL_NAME, is_contact
from docgen.readers.words import said_words

CASE_WORDS = {"nom": "им", "gen": "род", "dat": "дат", "acc": "вин", "ins": "тв", "pre": "пр"}


class Match(NamedTuple):
    """An entry of reference data: its id, how sure the match is (0 to 1), and whether this file made it."""

    id: str
    confidence: float = 1.0
    new: bool = False


_KINDS: dict[str, tuple[type[Model], str]] = {
    "организации": (Organisation, "organisations"),
    "лица": (Person, "people"),
    "должности": (Post, "posts"),
    "муниципалитеты": (Municipality, "municipalities"),
    "акты": (Citation, "acts"),
    "школы": (SchoolEntry, "schools"),
    "сокращения": (Abbreviation, "abbreviations"),
}
_DIGITS = pattern(r"\d+")
_FULL_NAME = pattern(rf"(?<!\w){FULL_NAME}(?!\w)")


class Known:
    """Reference data as the file that is being read sees them, with what it adds."""

    def __init__(self, reference: ReferenceData = EMPTY_REFERENCE, text: str = "") -> None:
        self.given = reference
        self.text = text
        """The words of the whole file: they tell how a name in capitals is written."""
        self.day: datetime.date = datetime.date.max
        """The day whose names hold, once the date of the order has been read."""
        self.drafted: dict[str, list[dict[str, Any]]] = {}
        """The new entries as plain data by kind of reference file: «организации», «лица», «должности» …"""
        self._full_names: dict[str, set[tuple[str, str]]] | None = None
        self._built: ReferenceData | None = None
        self._index: dict[tuple[str, str], dict[tuple[str, ...], str]] = {}
        self._taken = set(reference)

    @property
    def reference(self) -> ReferenceData:
        """The reference data with the drafted entries."""
        if self._built is None:
            kinds: dict[str, Any] = {
                name: dict(getattr(self.given, name)) for _, name in _KINDS.values()
            }  # fmt: skip
            for kind, entries in self.drafted.items():
                model, name = _KINDS[kind]
                kinds[name].update({entry["код"]: model.model_validate(entry) for entry in entries})
            self._built = ReferenceData(**kinds, calendar=self.given.calendar)
        return self._built

    def organisation(self, words: str, case: str = "nom", *, short: str = "", create: bool = True) -> Match | None:
        """The body that these words name in that case (``gen``, ``dat``, ``acc``, ``ins``, ``pre``); None if unsure.

        ``short`` is what the file calls it afterwards («далее – …»). A body of which only a short name is said is
        never created.
        """
        said = tuple(said_words(words))
        if not said:
            return None
        found = self._organisations(case).get(said) or self._organisations("").get(said)
        if found:
            self._shorten(found, short)
            return Match(found)
        if not create or len(said) < 3 or (name := nominative_phrase(words, case)) is None:
            return None
        entry: dict[str, Any] = {"название": name[:1].upper() + name[1:]}
        if short:
            entry["кратко"] = short
        return self._draft("организации", short_id(short or name), entry)

    def short_body(self, words: str) -> Match | None:
        """The body that stands on a line of its own, in the nominative, by whatever name; made even of a short one."""
        words = " ".join(words.split())
        if match := self.organisation(words):
            return match
        return self._draft("организации", short_id(words), {"название": words}) if said_words(words) else None

    def letterhead(self, lines: tuple[str, ...], city: str | None, genitive: str = "") -> Match:
        """The body whose letterhead this is; made when nobody has these lines.

        ``genitive`` are the words of a mark («к приказу Департамента …»): they tell how the name declines.
        """
        said = tuple(said_words(" ".join(lines)))
        for body in self.reference.organisations.values():
            heads = [" ".join(body.letterhead_on(self.day)), body.name_on(self.day)]
            if any(tuple(said_words(head)) == said for head in heads if head):
                return Match(body.id)
        short = (
            lines[-1].strip("() ") if len(lines) > 1 and lines[-1].startswith("(") and lines[-1].endswith(")") else ""
        )
        own = lines[:-1] if short else lines
        own = tuple(line for line in own if not is_contact(line)) or own
        tail = next((at for at in range(len(own)) if alike(said_words(" ".join(own[at:])), said_words(genitive))), 0)
        said = tuple(said_words(" ".join(own[tail:])))  # a superior stands above the body's own lines
        name = as_in_text(" ".join(own[tail:]), self.text)
        entry: dict[str, Any] = {"название": name, "бланк": list(lines)}
        if short:
            entry["кратко"] = short
        if city:
            entry["город"] = city
        if alike(said, said_words(genitive)) and said_words(inflect(name, "gen", "body").form) != said_words(genitive):
            entry["формы"] = {"род": " ".join(genitive.split())}
        return self._draft("организации", short_id(name), entry)

    def person(self, words: str, case: str = "nom", *, create: bool = True) -> Match | None:
        """The person named «И.О. Фамилия», «Фамилия И.О.» or in full, in that case."""
        named = nominative_person(words, case)
        if named is None:
            return None
        for person in self.reference.people.values():
            if _same_person(person, named.surname, named.first_name, named.patronymic):
                return Match(person.id)
        if not create or not named.first_name:
            return None
        first_name, patronymic = self._in_full(named.surname, named.first_name, named.patronymic)
        entry: dict[str, Any] = {"фамилия": named.surname, "имя": first_name}
        if patronymic:
            entry["отчество"] = patronymic
        if named.gender:
            entry["пол"] = named.gender
        return self._draft("лица", id_from(named.surname.lower()), entry)

    def _in_full(self, surname: str, first_name: str, patronymic: str) -> tuple[str, str]:
        """The names behind initials, where the file says them in full in another place, and only one way."""
        if self._full_names is None:
            self._full_names = {}
            for found in _FULL_NAME.finditer(self.text):
                parts = found.group().split()
                self._full_names.setdefault(parts[0], set()).add((parts[1], parts[2]))
        said = self._full_names.get(surname, set())
        agreeing = [name for name in said if name[0].startswith(first_name[:1]) and name[1].startswith(patronymic[:1])]
        return (
            agreeing[0] if len(agreeing) == 1 and first_name.endswith(".") and patronymic else (first_name, patronymic)
        )

    def post(
        self, words: str, case: str = "nom", *, organisation: str | None = None, holder: str | None = None
    ) -> Match | None:
        """The post in that case, made when unknown; ``holder`` is the id of the person who was seen to hold it."""
        said = tuple(said_words(words))
        for post in self.reference.posts.values():
            forms = [post.name, *([post.full] if post.full else [])]
            if any(tuple(said_words(self._form(post, form, case))) == said for form in forms):
                self._hold(post.id, holder)
                return Match(post.id)
        name = nominative_phrase(words, case, "post")
        if name is None or not said:
            return None
        entry: dict[str, Any] = {"название": name[:1].lower() + name[1:] if name[1:2].islower() else name}
        if organisation:
            entry["организация"] = organisation
        if holder:
            entry["занимает"] = holder
        return self._draft("должности", "-".join(said_words(name)[:2]), entry)

    def municipality(self, words: str, case: str = "gen") -> Match | None:
        """«Гагаринского района», «города Смоленска»; made when it reads as a district, an okrug or a city."""
        said = tuple(said_words(words))
        index = self._indexed("муниципалитеты", case, self._municipalities)
        if said in index:
            return Match(index[said])
        entry = municipality_draft(words, case)
        if entry is None:
            return None
        said_name = said_words(entry["название"])
        return self._draft("муниципалитеты", "-".join(said_name[:-1] or said_name), entry)

    def school(self, words: str) -> Match | None:
        """The school of a list's line: «МБОУ «СОШ № 2» г. Гагарин Гагаринского района»; made when unknown."""
        index = self._indexed("школы", "", self._schools)
        said = tuple(said_words(words))
        if said in index:
            return Match(index[said])
        parts = school_parts(words)
        if parts is None:
            return None
        entry: dict[str, Any] = {"название": parts.name}
        if parts.settlement:
            entry["место"] = parts.settlement
        sure = 1.0
        if parts.district and (municipality := self.municipality(parts.district)):
            entry["муниципалитет"] = municipality.id
        elif parts.district:
            entry["место"] = f"{parts.settlement or ''} {parts.district}".strip()
            sure = 0.4
        elif parts.settlement and parts.settlement.startswith("г.") and (city := self.municipality(parts.settlement)):
            entry["муниципалитет"] = city.id
        where = said_words(parts.settlement)[-1:] or said_words(parts.district)[:1]
        base = "-".join([*(word for word in said_words(parts.name)[1:5] if word != "№"), *where])
        match = self._draft("школы", id_from(base), entry)
        index[said] = match.id
        self._index["школы", ""] = index  # the new line is added to it: building it anew for every school is slow
        return match._replace(confidence=sure)

    def act(
        self, kind: str, authority: str, date: datetime.date | None, number: str | None, title: str | None
    ) -> Match | None:
        """The act that is cited; ``authority`` is the body in the genitive as it stands there."""
        if date is None or not number:
            return None
        body = self.organisation(authority, "gen", create=False) if authority else None
        for act in self.reference.acts.values():
            same_body = body is None or act.authority in (body.id, None)
            if act.date == date and (act.number or "").lower() == number.lower() and same_body:
                return Match(act.id)
        entry: dict[str, Any] = {"вид": kind}
        if body:
            entry["орган"] = body.id
        elif authority:
            entry["орган текстом"] = authority
        entry |= {"дата": date_text(date), "номер": number}
        if title:
            entry["название"] = title
        return self._draft("акты", id_from(f"{kind}-{number}".lower()), entry)

    def abbreviation(self, short: str, full: str, case: str = "nom") -> Match | None:
        """The abbreviation that the file introduces: «(далее – ОМСУ)» after its words in that case."""
        said = tuple(said_words(short))
        for known in self.reference.abbreviations.values():
            if said in {tuple(said_words(form)) for form in (known.short, *known.aliases)}:
                return Match(known.id)
        if said in self._organisations(""):
            return Match(self._organisations("")[said])
        name = nominative_phrase(full, case)
        if name is None or not said:
            return None
        return self._draft("сокращения", id_from("-".join(said)), {"кратко": short, "полностью": name})

    def _draft(self, kind: str, id_: str, entry: dict[str, Any]) -> Match:
        base = id_from(id_) or id_from(kind)
        id_, count = base, 1
        while id_ in self._taken:
            count += 1
            id_ = f"{base}-{count}"
        self._taken.add(id_)
        self.drafted.setdefault(kind, []).append({"код": id_, **entry})
        self._forget(kind)
        return Match(id_, new=True)

    def _forget(self, kind: str) -> None:
        self._built = None
        self._index = {key: index for key, index in self._index.items() if key[0] != kind}

    def _drafted(self, kind: str, id_: str) -> dict[str, Any] | None:
        return next((entry for entry in self.drafted.get(kind, ()) if entry["код"] == id_), None)

    def _shorten(self, id_: str, short: str) -> None:
        entry = self._drafted("организации", id_)
        if short and entry is not None and "кратко" not in entry:
            entry["кратко"] = short
            self._forget("организации")

    def _hold(self, id_: str, holder: str | None) -> None:
        entry = self._drafted("должности", id_)
        if holder and entry is not None and "занимает" not in entry:
            entry["занимает"] = holder
            self._forget("должности")

    def _indexed(
        self, kind: str, case: str, forms: Callable[[str], Iterator[tuple[str, str]]]
    ) -> dict[tuple[str, ...], str]:
        """The ids by the words of their forms in that case; the first entry with a form has it."""
        if (kind, case) not in self._index:
            index: dict[tuple[str, ...], str] = {}
            for form, id_ in forms(case):
                index.setdefault(tuple(said_words(form)), id_)
            self._index[kind, case] = index
        return self._index[kind, case]

    def _organisations(self, case: str) -> dict[tuple[str, ...], str]:
        return self._indexed("организации", case, self._organisation_forms)

    def _organisation_forms(self, case: str) -> Iterator[tuple[str, str]]:
        """Full names in a case; with an empty case the short names and the aliases, which stand in any."""
        for body in self.reference.organisations.values():
            if case:
                name = body.name_on(self.day)
                yield body.form_on(CASE_WORDS[case], self.day) or inflect(name, case, "body").form, body.id
                short = body.short_on(self.day)
                yield inflect(short, case, "body").form, body.id
            else:
                yield from ((form, body.id) for form in (body.short_on(self.day), *body.aliases))

    def _municipalities(self, case: str) -> Iterator[tuple[str, str]]:
        for found in self.reference.municipalities.values():
            name = found.name_on(self.day)
            form = found.form_on(CASE_WORDS[case], self.day) or inflect(name, case, "body").form
            yield form, found.id
            if found.kind_on(self.day) == "город":
                yield from ((f"г. {name.removeprefix('город ')}", found.id), (f"города {form}", found.id))

    def _schools(self, case: str) -> Iterator[tuple[str, str]]:
        for school in self.reference.schools.values():
            name, place = school.name_on(self.day), school.settlement or ""
            found = self.reference.municipalities.get(school.municipality_on(self.day) or "")
            in_city = found is not None and found.kind_on(self.day) == "город"
            district = "" if found is None or in_city else self._district(found)
            yield f"{name} {place} {district}", school.id
            if in_city and found is not None and not place:
                yield f"{name} г. {found.name_on(self.day).removeprefix('город ')}", school.id
            yield from ((alias, school.id) for alias in school.aliases)

    def _district(self, found: Municipality) -> str:
        return found.form_on("род", self.day) or inflect(found.name_on(self.day), "gen", "body").form

    def _form(self, post: Post, name: str, case: str) -> str:
        if case == "nom":
            return name
        forms = post.full_forms if name == post.full else post.forms
        return (forms.form(CASE_WORDS[case]) if forms else None) or inflect(name, case, "post").form


def _same_person(person: Person, surname: str, first_name: str, patronymic: str) -> bool:
    def agree(one: str, other: str) -> bool:
        shorter, longer = sorted((one.rstrip(".").lower(), other.rstrip(".").lower()), key=len)
        return longer.startswith(shorter)

    same = person.surname.lower().replace("ё", "е") == surname.lower().replace("ё", "е")
    return same and agree(person.first_name, first_name) and agree(person.patronymic, patronymic)
