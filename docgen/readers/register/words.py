"""The entries of a register as words again: what was read is right when it says what the page says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from docgen.patterns import pattern
from docgen.readers.words import said_words

Data = dict[str, Any]

_DAY = pattern(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ \u00a0]*г\.?(?!\w))?")


def comparable(words: str) -> Counter[str]:
    """The words to compare by: days in one spelling, whatever their order inside an entry."""
    return Counter(said_words(_DAY.sub(lambda day: f"{int(day[1]):02d}.{int(day[2]):02d}.{day[3]} ", words)))


def same(one: str, other: str) -> bool:
    """Whether two texts say the same words, whatever their order."""
    return comparable(one) == comparable(other)


def act_words(act: Data, *, blanks: bool = True) -> str:
    """An act as the page shows it; ``blanks`` keeps «от» and «№» where nothing stands behind them."""
    number = f"№ {act.get('номер', '')}" if blanks or "номер" in act else ""
    date = f"от {act.get('дата', '')}" if blanks or "дата" in act else ""
    requisites = (date, number) if act.get("порядок") == "от-№" else (number, date)
    parts = [_ordinal(act), act["вид"], act.get("орган текстом", ""), *requisites, act.get("название", "")]
    parts += [_amendment(each) for each in act.get("изменения", ())]
    return _said([*parts, _pages(act), *_links(act)])


def _amendment(amendment: Data) -> str:
    number = f" № {amendment['номер']}" if "номер" in amendment else ""
    return f"(с изменениями от {amendment['дата']}{number})"


def group_words(group: Data) -> str:
    """The acts of many bodies as the page shows them."""
    return _said([group["чьи"], group["название"], *_links(group)])


def material_words(material: Data) -> str:
    """A material as the page shows it; a kind without a title is told by a legend and not shown."""
    author = f"({material['автор']})" if "автор" in material else ""
    return _said([_ordinal(material), material.get("название", ""), author, _pages(material), *_links(material)])


def event_words(event: Data) -> str:
    """An event as the page shows it."""
    dates = event.get("дата текстом") or f"{event.get('дата', '')} {event.get('по', '')}"
    parts = [_ordinal(event), dates, event.get("место", ""), event.get("режим", ""), event.get("форма", "")]
    parts += [event.get("название", ""), ", ".join(event.get("участники", ())), event.get("пояснение", "")]
    for speaker in event.get("выступающие", ()):
        parts += [speaker["лицо"], *(material_words(each) for each in speaker.get("материалы", ()))]
    return _said([*parts, *(material_words(each) for each in event.get("материалы", ())), *_links(event)])


def section_words(section: Data) -> str:
    """A section as the page shows it."""
    level = f"{section['уровень']} уровень" if "уровень" in section else ""
    parts = [section.get("заголовок", ""), level, section.get("вступление", ""), *_links(section)]
    parts += [act_words(act) for act in section.get("акты", ())]
    parts += [group_words(group) for group in section.get("акты многих", ())]
    parts += [event_words(event) for event in section.get("мероприятия", ())]
    return _said([*parts, *(material_words(material) for material in section.get("материалы", ()))])


def register_words(register: Data) -> str:
    """A whole register as its page shows it, kind by kind inside a section."""
    parts = [register.get("название", ""), register.get("вступление", "")]
    for contact in register.get("контакты", ()):
        parts += [str(value) for value in contact.values()]
    for year in register.get("годы", ()):
        parts += [year.get("заголовок", ""), *(section_words(section) for section in year.get("разделы", ()))]
    return _said(parts)


def _ordinal(entry: Data) -> str:
    return f"{entry['порядковый номер']}." if "порядковый номер" in entry else ""


def _pages(entry: Data) -> str:
    return f"(стр. {entry['страницы']})" if "страницы" in entry else ""


def _links(entry: Data) -> Iterator[str]:
    for link in entry.get("ссылки", ()):
        yield link.get("подпись", "")
        yield link.get("адрес", "")


def _said(parts: list[str]) -> str:
    return "\n".join(part for part in parts if part.strip())
