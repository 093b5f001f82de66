"""Words of a superior plan put into the words of one municipality or school: its name, its bodies, its place.

A role («ОМСУ», «МОЦ») becomes the body that has it, in the case that the sentence asks for; the name of the region
in titles becomes that of the municipality. What is quoted stays as it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from docgen.language.dictionary import readings
from docgen.language.inflection import inflect
from docgen.model.party import Municipality, Organisation, Party, Responsible
from docgen.model.text import CASES
from docgen.patterns import pattern
from docgen.transforms.derivation_rows import Bodies, Side

BY_AGREEMENT = "по согласованию"

_QUOTED_OR_REFERENCE = pattern(r"«(?:[^«»]|«[^«»]*»)*»|\{[^{}]*\}")
_OF_TOWN = {
    "муниципалитета": "gen", "муниципалитету": "dat", "муниципалитетом": "ins", "муниципалитете": "pre",
    "муниципалитет": "nom", "муниципального образования": "gen", "муниципальному образованию": "dat",
    "муниципальным образованием": "ins", "муниципальном образовании": "pre", "муниципальное образование": "nom",
}  # fmt: skip
_TOWN = pattern(
    r"(?P<before>(?<!\w)[\w-]+\s+)?(?P<word>(?<!\w)(?:муниципалитет(?:а|у|ом|е)?|муниципальн(?:ого|ому|ым|ом|ое)\s+"
    r"образовани(?:я|ю|ем|и|е)|МО)(?!\w))",
    re.IGNORECASE,
)
_EVERY_TOWN = pattern(r"(?<!\w)(?P<where>во\s+)?всех\s+муниципалитет(?:ах|ов)(?!\w)")
_ANOTHER = pattern(
    r"(?:друг|ин|разн|кажд|люб|сосед|нескольк|многи|все[хм]|отдельн|эт|тог|те[хм])\w*\s*$|\d\s*$", re.IGNORECASE
)
_BODIES_BEFORE = pattern(r"(?:Департамент|Министерств|Правительств|Администраци|институт|Управлени|Дум)[^.;:«]{0,80}$")
_PREPOSITIONS = {
    **dict.fromkeys(("в", "во", "на", "за", "через", "про"), "acc"), **dict.fromkeys(("с", "со", "перед", "между"), "ins"),
    **dict.fromkeys(("для", "от", "из", "до", "у", "без", "после", "кроме", "со стороны", "вместо"), "gen"),
    **dict.fromkeys(("к", "ко", "по", "согласно"), "dat"), **dict.fromkeys(("о", "об", "при"), "pre"),
}  # fmt: skip
_OF_SCHOOL = pattern(r"Приказ(?:ы)?\s+ОО(?!\w)")
_SCHOOL_ALONE = pattern(r"(?:ОО|ОУ|общеобразовательные организации)(?:\s+кластера\s+\w+)?")
_HEAD_OF_SCHOOL = pattern(r"^руководитель(?P<more>,\s*зам\.?\s*руководителя)?(?=\s+ОО)", re.IGNORECASE)
_MUNICIPAL = frozenset({"омсу", "моц", "ммс"})
_ACTS = pattern(r"Приказы(?:\s+\(распоряжения\))?(?=\s+ОМСУ?(?!\w))")


@dataclass(frozen=True)
class Naming:
    """A municipality's name in any case on one day."""

    municipality: Municipality
    day: datetime.date

    def form(self, case: str) -> str:
        """The name in that case (``gen``): «Каменского района», «города Заречска»."""
        name = self.municipality.name_on(self.day)
        word = next((russian for russian, code in CASES.items() if code == case), "")
        explicit = self.municipality.form_on(word, self.day)
        is_city = self.municipality.kind_on(self.day) == "город" and not name.startswith(("город", "г."))
        if not is_city:
            return explicit or inflect(name, case, "body").form
        city = inflect("город", case, "body").form
        if explicit:
            return f"{city} {explicit}"
        # A name of two words stays in the nominative behind «город»: «в городе Северный Яр».
        return f"{city} {name}" if " " in name else inflect(f"город {name}", case, "body").form


@dataclass
class Wording:
    """Puts the words of one superior plan into those of one municipality."""

    naming: Naming
    bodies: Bodies
    region: str = ""
    school: str = ""
    """The school whose plan it is; empty for a municipality's."""
    unknown: set[str] = field(default_factory=set)
    """The roles that nobody of the municipality is known to have."""

    def title(self, words: str) -> str:
        """The title of a plan or an order: the region gives way to the municipality."""
        if not self._region:
            return words
        made = self._in_region(words)
        return made if made != words else _placed(words, f" в {self.naming.form('pre')}")

    def text(self, words: str) -> str:
        """The words of a cell; titles in quotes and references stay."""
        pieces: list[str] = []
        done = 0
        for kept in _QUOTED_OR_REFERENCE.finditer(words):
            pieces += [self._bare(words[done : kept.start()], "".join(pieces)), kept.group()]
            done = kept.end()
        return "".join((*pieces, self._bare(words[done:], "".join(pieces))))

    def _bare(self, words: str, before: str) -> str:
        if self.school:
            return _OF_SCHOOL.sub(_as_school, words)
        words = _ACTS.sub("Приказ", words) if self.bodies.own("омсу") else words
        words = self._with_bodies(words, before)
        words = _TOWN.sub(self._town, _EVERY_TOWN.sub(self._every_town, words))
        return self._in_region(words, before)

    def _every_town(self, match: re.Match[str]) -> str:
        """«во всех муниципалитетах» is here «в Каменском районе»."""
        return f"в {self.naming.form('pre')}" if match["where"] else self.naming.form("gen")

    def _town(self, match: re.Match[str]) -> str:
        before, word = match["before"] or "", " ".join(match["word"].split())
        if _ANOTHER.search(before) or (before and before[:1].isdigit()):
            return match.group()
        is_one = before.casefold().strip() == "одного"
        case = "gen" if word == "МО" else _OF_TOWN.get(word.casefold(), "")
        if not case or (word == "МО" and not is_one):
            return match.group()
        return ("" if is_one else before) + _capital_of(word, self.naming.form(case))

    @cached_property
    def _region(self) -> list[tuple[str, str, str]]:
        """The forms of the region's name with what stands before each: «в Заречной области»."""
        if not self.region:
            return []
        forms = {case: inflect(self.region, case, "body").form for case in ("gen", "dat", "acc", "ins", "pre")}
        return [
            ("в ", forms["pre"], "pre"), ("во ", forms["pre"], "pre"), ("по ", forms["dat"], "dat"),
            ("", forms["ins"], "ins"), ("", forms["gen"], "gen"),
        ]  # fmt: skip

    def _in_region(self, words: str, before: str = "") -> str:
        for lead, form, case in self._region:
            pieces, done = [], 0
            for match in re.finditer(rf"(?<!\w){re.escape(lead + form)}(?!\w)", words):
                if _BODIES_BEFORE.search(before + words[: match.start()]):
                    continue
                place = "в " if lead == "во " else lead
                pieces += [words[done : match.start()], place + self.naming.form(case)]
                done = match.end()
            words = "".join((*pieces, words[done:]))
        return words

    # Bodies

    def _with_bodies(self, words: str, before: str) -> str:
        for role, own in self.bodies.all_own.items():
            for name, case in self._names(role):
                flags = 0 if name.isupper() else re.IGNORECASE
                pieces, done, last = [], 0, ""
                for match in re.finditer(
                    rf"(?<![\w-]){re.escape(name)}(?:\s*\(далее\s*[-–—][^)]*\))?(?![\w-])", words, flags
                ):
                    ahead = before + words[: match.start()]
                    last = case or self._case_after(ahead, words[match.end() :], last)
                    pieces += [words[done : match.start()], self._as_written(own, last, ahead)]
                    done = match.end()
                words = "".join((*pieces, words[done:]))
        return words

    def _names(self, role: str) -> Iterator[tuple[str, str]]:
        """What a role is called, with the case where the words tell it."""
        body = self.bodies.body(role) or next(
            (b for n in self.bodies.names_of(role) if (b := self.bodies.body(n))), None
        )
        if body is not None:
            day = self.bodies.day
            for word, case in CASES.items():
                if form := (body.name_on(day) if word == "им" else body.form_on(word, day)):
                    yield form, case
        yield role.upper(), ""

    def _as_written(self, own: Organisation, case: str, ahead: str) -> str:
        form = self.body_form(own, case)
        return form[:1].upper() + form[1:] if not ahead.strip() or ahead.rstrip()[-1:] in ".!?" else form

    def body_form(self, own: Organisation, case: str) -> str:
        """The short name of a body in that case, or the full one's explicit form where they are the same."""
        day = self.bodies.day
        name = own.short_on(day)
        if case == "nom":
            return name
        word = next(russian for russian, code in CASES.items() if code == case)
        explicit = own.form_on(word, day) if name == own.name_on(day) else None
        return explicit or inflect(name, case, "body").form

    def _case_after(self, ahead: str, behind: str, last: str) -> str:
        """The case that the words around a body ask for."""
        tail = ahead.rstrip()
        following = re.match(r"\s+([А-Яа-яё]+)", behind)
        does = bool(following) and any("VERB" in reading.tag for reading in readings(following[1])[:1])  # type: ignore[index]
        words = re.findall(r"[А-Яа-яЁё-]+", tail[-80:])
        if not words or tail[-1:] in ".!?\n;:(" or ahead.endswith("\n"):
            return "nom"
        word = words[-1].casefold()
        if word == "и" or tail.endswith(","):
            return last or "nom"
        if word in _PREPOSITIONS:
            return _PREPOSITIONS[word]
        first = next(iter(readings(word)), None)
        if first is None or does:
            return "nom"
        if "PRTF" in first.tag and "pssv" in first.tag:
            return "ins"
        return "gen" if first.part == "noun" else "nom"

    # Cells of responsible parties

    def responsible(self, value: Responsible) -> str:
        """The cell with the municipality's own bodies; regional ones are marked, because nobody here commands them."""
        made = [self._party(party) for party in value.parties]
        return ", ".join(dict.fromkeys(made))

    def _party(self, party: Party) -> str:
        if self.school:
            return self._party_of_school(party)
        role = self.bodies.role(party.name)
        own = self.bodies.own(role) if role else None
        if own is not None:
            return own.short_on(self.bodies.day)
        side = self.bodies.side(party)
        if side is Side.REGION:
            return _agreed(party)
        if side is Side.MUNICIPALITY:
            self.unknown.add(role or party.name)
            body = self.bodies.body(party.name)
            return body.short_on(self.bodies.day) if body else (role.upper() if role in _MUNICIPAL else party.name)
        units = f" ({', '.join(party.units)})" if party.units else ""
        body = self.bodies.body(party.name)
        return f"{body.short_on(self.bodies.day) if body else party.name}{units}"

    def _party_of_school(self, party: Party) -> str:
        """The school itself, or a body above it, which it cannot command."""
        if self.bodies.side(party) is Side.SCHOOL:
            units = f" ({', '.join(party.units)})" if party.units else ""
            if _SCHOOL_ALONE.fullmatch(party.name):
                return f"{self.school}{units}"
            named = _HEAD_OF_SCHOOL.sub(_director, party.name)
            return f"{named.removesuffix(' ОО')}{units}"
        return _agreed(party)


def _agreed(party: Party) -> str:
    """A party that nobody here commands: «ГАУ ДПО «ЗОИРО» (ЦНППМ, по согласованию)»."""
    units = (*(unit for unit in party.units if unit != BY_AGREEMENT), BY_AGREEMENT)
    return f"{party.name} ({', '.join(units)})"


def _director(match: re.Match[str]) -> str:
    return "Директор, заместитель директора" if match["more"] else "Директор"


def _as_school(match: re.Match[str]) -> str:
    return "Приказ директора" if match.group().startswith("Приказ") else "школы"


def _placed(words: str, place: str) -> str:
    """The words with a place before the school year at their end, or behind them."""
    match = re.search(r",?\s+(?:в|на)\s+\d{4}\s*[/–-]\s*\d{4}.*$", words, re.DOTALL)
    return words[: match.start()] + place + words[match.start() :] if match else words + place


def _capital_of(word: str, form: str) -> str:
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def region_in(words: str) -> str:
    """The nominative of the region that some words name («в Смоленской области»), or an empty text."""
    from docgen.language.recognise import nominative_phrase

    match = re.search(r"(?<!\w)[А-ЯЁ][а-яё-]+(?:ой|ей|ого|ском|скому|ской)\s+(?:области|края|крае|краю)(?!\w)", words)
    if match is None:
        return ""
    found = (nominative_phrase(match.group(), case) for case in ("gen", "pre", "dat"))
    return next((name for name in found if name), "")
