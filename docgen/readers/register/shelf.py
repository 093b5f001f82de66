"""Where the entries of a register are put: its years, their sections, and the place of each entry in the file."""

from __future__ import annotations

from typing import Any

from docgen.readers.draft import Draft
from docgen.readers.register.lines import Line

Data = dict[str, Any]

_LISTS = ("акты", "акты многих", "мероприятия", "материалы")


class Shelf:
    """The register in the making: the year and the section that are open now."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.year: Data | None = None
        self.section: Data | None = None
        self._unnamed: list[Data] = []

    @property
    def kind(self) -> str:
        """The kind of the open section; empty when it has no name or there is none."""
        if self.section is None or any(self.section is each for each in self._unnamed):
            return ""
        return str(self.section["раздел"])

    @property
    def is_numbered(self) -> bool:
        """Whether the entries of the open section are numbered."""
        lists = (self.section.get(key, ()) for key in _LISTS) if self.section is not None else ()
        return any("порядковый номер" in entry for entries in lists for entry in entries)

    def open_year(self, period: str | None, line: Line | None) -> None:
        """Opens a school year; one without a heading gets its period from its entries."""
        years = self.draft.data.setdefault("годы", [])
        self.year = {"учебный год": period} if period else {}
        if line is not None:
            self.year["заголовок"] = line.words
            self.draft.tell(("годы", len(years)), line.place, line.words)
        years.append(self.year)
        self.section = None

    def open_section(self, kind: str, heading: str | None) -> None:
        """Opens a section; one that has nothing but its level so far takes the heading."""
        if self.section is not None and set(self.section) == {"раздел", "уровень"}:
            self.section["раздел"] = kind
            if heading:
                self.section["заголовок"] = heading
        else:
            self._append({"раздел": kind, **({"заголовок": heading} if heading else {})})

    def open_level(self, level: str) -> None:
        """Opens the regional or municipal part of a section, or of the year."""
        section = self.section
        if section is not None and set(section) == {"раздел", "заголовок"}:
            section["уровень"] = level
            return
        parted = section is not None and "уровень" in section and "заголовок" in section
        parted = parted and section is not None and not any(key in section for key in _LISTS)
        self._append({"раздел": section["раздел"] if section is not None and parted else "ссылки", "уровень": level})

    def add(self, key: str, entry: Data, line: Line) -> None:
        """Puts an entry into the open section, a nameless one where there is none."""
        if self.section is None:
            self._append({"раздел": "прочее"})
            self._unnamed.append(self.section)  # type: ignore[arg-type]
        assert self.year is not None and self.section is not None
        entries = self.section.setdefault(key, [])
        path = ("годы", len(self.draft.data["годы"]) - 1, "разделы", len(self.year["разделы"]) - 1, key, len(entries))
        entries.append(entry)
        self.draft.tell(path, line.place, line.words)

    def move_to_new_year(self) -> None:
        """Takes the open section, which has no entries yet, into a year of its own without a heading."""
        section = self.section
        if self.year is not None and section is not None and self.year["разделы"][-1] is section:
            if any(key in section for key in _LISTS):
                section = None
            else:
                self.year["разделы"].pop()
        self.open_year(None, None)
        if section is not None:
            self._append(section)

    def finish(self) -> None:
        """Names the sections that the page does not name: those that have more acts than anything else are of acts."""
        for section in self._unnamed:
            acts, others = (sum(len(section.get(key, ())) for key in keys) for keys in (_LISTS[:2], _LISTS[2:]))
            if acts > others:
                section["раздел"] = "акты"
        for year in self.draft.data.get("годы", ()):
            if year.get("разделы") == []:
                del year["разделы"]

    def _append(self, section: Data) -> None:
        if self.year is None:
            self.open_year(None, None)
        assert self.year is not None
        self.year.setdefault("разделы", []).append(section)
        self.section = section
