"""The entries of a register's page, read line by line: what a line belongs to is told by the lines before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.patterns import pattern
from docgen.readers.draft import Context, Leftover
from docgen.readers.register.acts import read_act, read_group, read_material
from docgen.readers.register.events import (
    add_material,
    days_of,
    labels_of,
    legend_of,
    looks_like_event,
    name_event,
    read_event,
    speakers_of,
)
from docgen.readers.register.head import Contacts
from docgen.readers.register.lines import (
    Line,
    address_link,
    bullet_of,
    is_contacts,
    level_of,
    link_intro,
    links_of,
    ordinal_of,
    says_nothing,
    section_of,
    with_address,
    without_links,
    year_of,
)
from docgen.readers.register.shelf import Shelf
from docgen.readers.register.table import read_table

Data = dict[str, Any]

_TITLES = pattern(r"(?:план|программ|положени|концепци|отч[её]т|порядок|паспорт|[«\"]?дорожн|комплекс)", 2)


class Page:
    """The entries in the making. ``entry`` is what links that follow belong to, ``event`` what materials belong to."""

    def __init__(self, shelf: Shelf, context: Context) -> None:
        self.shelf = shelf
        self.context = context
        self.entry: Data | None = None
        self.event: Data | None = None
        self.ordinal: Line | None = None
        self.label: Line | None = None
        self.legend: dict[str, str] = {}
        self.contacts: Contacts | None = None

    def read(self, lines: Sequence[Line]) -> None:
        """Reads the lines in order."""
        index = 0
        while index < len(lines):
            taken = read_table(lines, index, self.shelf, self.context)
            if taken:
                self._close()
                index += taken
                continue
            self._line(lines[index], lines[index + 1].words if index + 1 < len(lines) else "")
            index += 1
        self._close()

    def _line(self, line: Line, following: str) -> None:
        words = line.words
        if says_nothing(words):
            self._leave(line, "знаки без слов")
            return
        if self.contacts is not None and self.contacts.take(line):
            return
        if self._heading(line, following) or self._linked(line):
            return
        if (item := bullet_of(words)) is not None and self.ordinal is None:
            self._item(item, line)
        elif numbered := ordinal_of(words):
            self._drop_waiting()
            self.ordinal = line._replace(words=numbered[0])
            if numbered[1]:
                self._entry(line._replace(words=numbered[1]))
        elif self.ordinal is not None:
            self._entry(line)
        else:
            self._text(line, following)

    # Headings

    def _heading(self, line: Line, following: str) -> bool:
        """Whether the line is a heading: of a year, a level, the contacts or a section."""
        words = line.words
        period, level = year_of(words), level_of(words)
        section = section_of(words) if self.ordinal is None and not links_of(following) else None
        if period is None and level is None and section is None and not is_contacts(words):
            return False
        self._close()
        if period is not None:
            self.shelf.open_year(period, line)
        elif level is not None:
            self.shelf.open_level(level)
        elif section is not None:
            self.shelf.open_section(section, words)
        else:
            self.contacts = Contacts(self.shelf.draft, self.context)
            self._leave(line, "заголовок контактов")
        return True

    def _close(self) -> None:
        self._drop_waiting()
        self.entry = self.event = None
        self.legend = {}

    def _drop_waiting(self) -> None:
        """A number or the words of a link after which nothing came."""
        if self.ordinal is not None:
            self._leave(self.ordinal._replace(words=f"{self.ordinal.words}."), "номер без записи")
        if self.label is not None:
            self._attach({"подпись": self.label.words}, self.label)
        self.ordinal = self.label = None

    def _leave(self, line: Line, why: str) -> None:
        self.context.leftovers.append(Leftover(line.words, line.place, why))

    # Links

    def _linked(self, line: Line) -> bool:
        """Whether the line has nothing but links or the words before them."""
        if (label := link_intro(line.words)) is not None and self.ordinal is None:
            self._drop_waiting()
            self.label = line._replace(words=label)
            return True
        found = with_address(line.words)
        if found is not None and self.ordinal is None and (not found[0] or link_intro(found[0]) is not None):
            label = found[0].rstrip(" :") or (self.label.words if self.label else "")
            self.label = None
            self._attach(address_link(found[1], label), line)
            return True
        links = links_of(line.words)
        if not links or self.ordinal is not None:
            return False
        if self.entry is None and self.shelf.section is None:
            self._leave(line, "ссылка без записи")
            return True
        for link in links:
            self._attach(link, line)
        return True

    def _attach(self, link: Data, line: Line) -> None:
        """Gives a link to the entry before it, or to its section."""
        owner = self.entry if self.entry is not None else self.shelf.section
        if owner is None:
            self._leave(line, "ссылка без записи")
        else:
            owner.setdefault("ссылки", []).append(link)

    # Entries

    def _entry(self, line: Line) -> None:
        """A numbered entry."""
        ordinal = self.ordinal.words if self.ordinal else None
        self.ordinal = None
        self._drop_waiting()
        self.event = None
        links = links_of(line.words)
        words, more = ("", []) if links else without_links(line.words)
        found = with_address(words)
        if found is not None:
            words, more = found[0], [*more, address_link(found[1])]
        links += more
        if (act := read_act(words, ordinal, links, self.context.known)) is not None:
            self._add("акты", act, line)
        elif self.shelf.kind == "мероприятия" or looks_like_event(words):
            self.event = read_event(words, ordinal)
            if links:
                self.event["ссылки"] = links
            self._add("мероприятия", self.event, line)
        else:
            self._add("материалы", read_material(words, ordinal, links), line)

    def _add(self, key: str, entry: Data, line: Line) -> None:
        self.shelf.add(key, entry, line)
        self.entry = entry

    def _item(self, words: str, line: Line) -> None:
        """An item with a bullet: a talk or a file of the event before it."""
        said, links = without_links(words)
        if self.event is not None:
            self.entry = add_material(self.event, said, links=links)
        elif self.shelf.section is not None:
            self._add("материалы", read_material(said, None, links), line)
        else:
            self._leave(line, "пункт без записи")

    def _text(self, line: Line, following: str) -> None:
        """A line without a number."""
        words, links = without_links(line.words)
        found = with_address(words)
        if found is not None:
            words, links = found[0], [*links, address_link(found[1])]
        if (act := read_act(words, None, links, self.context.known)) is not None:
            self._add("акты", act, line)
        elif (group := read_group(words, links)) is not None:
            self._add("акты многих", group, line)
        elif self.shelf.kind == "мероприятия":
            self._event_text(line)
        elif self._is_entry(words, following):
            self._add("материалы", read_material(words, None, links), line)
        else:
            self._leave(line, "не похоже на запись реестра")

    def _is_entry(self, words: str, following: str) -> bool:
        """Whether a line without a number is an entry of its section; may open a section for it."""
        if self.shelf.section is None or self.shelf.kind in ("акты", ""):
            return self.shelf.year is not None and _TITLES.match(words) is not None
        if self.shelf.is_numbered:
            if not links_of(following):
                return False
            self.shelf.open_section("отчёты" if words.lower().startswith(("отчет", "отчёт")) else "прочее", None)
        return True

    def _event_text(self, line: Line) -> None:
        """A line among events: days, files, speakers, or a new event."""
        words, event = line.words, self.event
        if event is not None and self._detail(event, words):
            return
        if event is not None and not event.get("название") and "дата" not in event:
            name_event(event, words)
        elif event is not None and "порядковый номер" in event:
            self._leave(line, "не похоже на запись реестра")
        else:
            self.event = read_event(words, None)
            self._add("мероприятия", self.event, line)

    def _detail(self, event: Data, words: str) -> bool:
        """Whether a line says more about the event: its days, what was published, who spoke."""
        if "дата" not in event and (days := days_of(words)) is not None:
            event["дата"], *last = days[0]
            if last:
                event["по"] = last[0]
            self._published(event, days[1])
            return True
        if labels_of(words):
            self._published(event, words)
            return True
        if legend := legend_of(words):
            self.legend = legend
            event["пояснение"] = " ".join(filter(None, (event.get("пояснение"), words.rstrip(" :"))))
            return True
        speakers = speakers_of(words, self.legend)
        if speakers:
            event.setdefault("выступающие", []).extend(speakers)
        return bool(speakers)

    def _published(self, event: Data, words: str) -> None:
        labels = labels_of(words)
        for label in labels:
            self.entry = add_material(event, label)
        if not labels and words:
            name_event(event, words)
