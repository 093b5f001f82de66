"""The head of a register's page and its contacts: whose page it is, whom to ask, the words before the entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.patterns import pattern
from docgen.readers.draft import Context, Draft, Leftover
from docgen.readers.register.acts import looks_like_act
from docgen.readers.register.lines import Line, ordinal_of, section_of, url_of, year_of

Data = dict[str, Any]

_PHONE = pattern(r"(?:тел(?:ефон)?\.?:?\s*)?(\+?\d[\d\s()–-]{6,24}\d)\Z", 2)
_MAIL = pattern(r"(?:e-?mail|почта|эл\. почта)?\s*:?\s*([\w.+-]+@[\w-]+(?:\.[\w-]+)+)\Z", 2)
_ADDRESS = pattern(r"(\d{6}[\s,].+)\Z")
_POST = pattern(
    r"(?:[а-я]+\s+)?(?:заведующ|начальник|директор|руководител|методист|специалист|заместител|председател|секретар)[^.:«»\d]{0,80}\Z",
    2,
)
_MAP = pattern(r"(?:посмотреть|показать)\s+на\s+карте\Z", 2)


def read_head(lines: Sequence[Line], draft: Draft, context: Context) -> int:
    """Reads the lines before the first heading, year or act; returns how many they are."""
    end = next((index for index, line in enumerate(lines) if _begins_entries(line.words)), len(lines))
    contacts = Contacts(draft, context)
    intro: list[str] = []
    for index, line in enumerate(lines[:end]):
        if contacts.take(line):
            continue
        if index == 0:
            draft.data["название"] = line.words
            draft.tell(("название",), line.place, line.words)
        else:
            if not intro:
                draft.tell(("вступление",), line.place, line.words)
            intro.append(line.words)
    if intro:
        draft.data["вступление"] = "\n".join(intro)
    return end


def _begins_entries(words: str) -> bool:
    numbered = ordinal_of(words)
    return bool(
        year_of(words) or section_of(words) or looks_like_act(numbered[1] if numbered else words) or url_of(words)
    )


class Contacts:
    """Gathers the lines of one contact: a post, a phone, a mail, an address."""

    def __init__(self, draft: Draft, context: Context) -> None:
        self.draft = draft
        self.context = context
        self.contact: Data | None = None

    def take(self, line: Line) -> bool:
        """Whether the line is part of a contact; what says the same again is left over."""
        if _MAP.match(line.words):
            self.context.leftovers.append(Leftover(line.words, line.place, "ссылка на карту"))
            return True
        found = _field(line.words)
        if found is None:
            return False
        key, value = found
        if key == "должность" or self.contact is None:
            self._begin(line)
        assert self.contact is not None
        if key in self.contact:
            why = "повторяет контакт" if self.contact[key] == value else "второе значение того же поля"
            self.context.leftovers.append(Leftover(line.words, line.place, why))
        else:
            self.contact[key] = value
            lead = line.words.replace(value, "", 1).strip(" :")
            if lead:
                self.context.leftovers.append(Leftover(lead, line.place, "подпись поля контакта"))
        return True

    def _begin(self, line: Line) -> None:
        contacts = self.draft.data.setdefault("контакты", [])
        self.contact = {}
        contacts.append(self.contact)
        self.draft.tell(("контакты", len(contacts) - 1), line.place, line.words)


def _field(words: str) -> tuple[str, str] | None:
    for key, shape in (("почта", _MAIL), ("телефон", _PHONE), ("адрес", _ADDRESS)):
        if match := shape.match(words):
            return key, match[1].strip()
    return ("должность", words) if _POST.match(words) else None
