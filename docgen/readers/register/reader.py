"""A page that is a register of acts (gt:G): school years, acts, events, materials, contacts, as plain data.

What a page leaves out is left out here too: an act without its number and date has none and is named. Whatever no entry
takes stays among the leftovers.
"""

from __future__ import annotations

from typing import Any

from docgen.findings import Severity
from docgen.patterns import pattern
from docgen.readers.blocks import Source
from docgen.readers.draft import LIKELY, Context, Draft
from docgen.readers.register.acts import looks_like_act
from docgen.readers.register.head import read_head
from docgen.readers.register.lines import links_of, page_lines, section_of, year_of
from docgen.readers.register.page import Page
from docgen.readers.register.shelf import Shelf
from docgen.readers.register.years import period_of_entries
from docgen.rules import Scope, rule

INCOMPLETE = rule(
    "акт-без-реквизитов", "Акт стоит в реестре без номера или без даты", severity=Severity.NOTE, scope=Scope.FILE
)

_ORDER = pattern(r"(?:приказ|распоряжение|постановление)\Z|.*(?:приказываю|постановля[ею]т?)\s*:\Z", 2)
_FEWEST_ACTS = 3


def looks_like_register(source: Source) -> bool:
    """Whether the file is a page of acts and events and no order: several acts, years or headings or links, no order."""
    lines = [line.words for line in page_lines(source)]
    if sum(map(looks_like_act, (_without_ordinal(line) for line in lines))) < _FEWEST_ACTS:
        return False
    if any(_ORDER.match(line) for line in lines):
        return False
    years = any(year_of(line) for line in lines)
    sections = sum(section_of(line) is not None for line in lines)
    links = sum(bool(links_of(line)) or line.lower().endswith("скачать") for line in lines)
    return years or sections >= 2 or links >= _FEWEST_ACTS


_ORDINAL = pattern(r"\d{1,3}[.)]\s*")


def _without_ordinal(line: str) -> str:
    match = _ORDINAL.match(line)
    return line[match.end() :] if match else line


def read_register(source: Source, context: Context) -> Draft:
    """The register of a page as a draft with «вид: реестр»."""
    draft = Draft({"вид": "реестр", "код": "реестр"})
    lines = page_lines(source)
    start = read_head(lines, draft, context)
    shelf = Shelf(draft)
    Page(shelf, context).read(lines[start:])
    shelf.finish()
    _name_years(draft)
    _say_incomplete(draft, context)
    return draft


def _name_years(draft: Draft) -> None:
    """The school year of a part without a heading, where its entries agree on one."""
    for index, year in enumerate(draft.data.get("годы", ())):
        if "учебный год" not in year and (period := period_of_entries(year)):
            draft.data["годы"][index] = {"учебный год": period, **year}
            place = next((told.place for told in draft.told if told.path[:2] == ("годы", index)), None)
            if place is not None:
                draft.tell(
                    ("годы", index, "учебный год"),
                    place,
                    period,
                    LIKELY,
                    "заголовка нет; год по дням и периодам записей",
                )


def _say_incomplete(draft: Draft, context: Context) -> None:
    for told in draft.told:
        act = _act_at(draft.data, told.path)
        missing = [name for name, key in (("номера", "номер"), ("даты", "дата")) if act is not None and key not in act]
        if act is None or not missing:
            continue
        context.findings.append(INCOMPLETE.finding(
            f"Акт стоит без {' и без '.join(missing)}: «{act.get('название', told.words)[:80]}».", path=told.path,
            quote=told.words[:80], document=context.name, place=f"{context.name}: {told.place}",
            hint="Найдите их и впишите: поля «дата» и «номер» этой записи пусты.",
        ))  # fmt: skip


def _act_at(data: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any] | None:
    if len(path) < 2 or path[-2] != "акты":
        return None
    value: Any = data
    for part in path:
        value = value[part]
    return value if isinstance(value, dict) else None
