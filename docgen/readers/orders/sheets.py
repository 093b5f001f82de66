"""The sheets that belong to a foreign order: agreement, acquaintance, distribution, each a title and a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from docgen.model.months import date_text
from docgen.patterns import pattern
from docgen.readers.blocks import Row, Table
from docgen.readers.known import Known
from docgen.readers.linewise import Line
from docgen.readers.spelled import find_date, plain_line, solid

SheetKind = Literal["визы", "ознакомить", "рассылка"]
_TITLES: Final[dict[SheetKind, Any]] = {
    "визы": pattern(r"ЛИСТ\s+СОГЛАСОВАНИЯ(?![а-яё])", re.IGNORECASE),
    "ознакомить": pattern(
        r"ЛИСТ\s+ОЗНАКОМЛЕНИЯ(?![а-яё])|с\s+(?:приказом|распоряжением|постановлением)\s.{0,900}ознакомлен",
        re.IGNORECASE,
    ),
    "рассылка": pattern(r"(?:СПИСОК|УКАЗАТЕЛЬ|РАСЧ[ЕЁ]Т|РЕЕСТР|ЛИСТ)\s+РАССЫЛКИ(?![а-яё])", re.IGNORECASE),
}
_HEADINGS: Final = {
    "должность": "post", "адресат": "to", "кому": "to", "фамилия": "name", "ф.и.о": "name", "фио": "name",
    "инициалы": "name", "поступил": "received", "согласован": "agreed", "замечани": "remarks", "подпись": "signature",
    "количество": "copies", "экземпляр": "copies", "дата": "date", "№": "number",
}  # fmt: skip
TO_FILE: Final = "дело"


@dataclass
class Sheet:
    """A sheet as it stands: its kind, the lines over its table, the table's rows by what their columns hold."""

    kind: SheetKind
    lines: list[Line] = field(default_factory=list)
    table: Table | None = None


def sheet_kind(text: str) -> SheetKind | None:
    """Which sheet a line begins; None for another line."""
    said = solid(text)
    return next((kind for kind, title in _TITLES.items() if title.match(said)), None)


def is_sheet_table(table: Table) -> bool:
    """Whether a table is one of a sheet: its headings name a post or an addressee, and a signature or copies."""
    return len(set(_columns(table.rows[0]).values()) - {"number", "date"}) >= 2 if table.rows else False


def _columns(row: Row) -> dict[int, str]:
    """What the columns hold, by their headings."""
    columns: dict[int, str] = {}
    for index, cell in enumerate(row.cells):
        said = cell.words.lower()
        meant = next((name for heading, name in _HEADINGS.items() if heading in said), None)
        if meant is not None and len(said) < 60:
            columns[index] = meant
    return columns


def sheet_rows(table: Table) -> Iterator[tuple[dict[str, str], Row]]:
    """The rows under the headings, their words by what the column holds."""
    columns = _columns(table.rows[0])
    for row in table.rows[1:]:
        yield {columns[i]: plain_line(cell.words) for i, cell in enumerate(row.cells) if i in columns}, row


def visa_data(row: dict[str, str], known: Known, body: str | None) -> dict[str, Any] | None:
    """The plain data of one who agrees; None when the row names no post."""
    words = row.get("post", "")
    if not words:
        return None
    person = known.person(row["name"]) if row.get("name") else None
    post = known.post(post_as_stored(words), organisation=body, holder=person.id if person else None)
    if post is None:
        return None
    data: dict[str, Any] = {"должность": post.id}
    if person is not None:
        data["лицо"] = person.id
    for key, column in (("поступил", "received"), ("согласован", "agreed")):
        said = find_date(row.get(column, ""))
        if said is not None and said.day is not None:
            data[key] = date_text(said.day)
    if row.get("remarks", "") not in ("", "–", "-"):
        data["замечания"] = row["remarks"]
    return data


def post_as_stored(words: str) -> str:
    """A post that stands at the beginning of a line, with the small letter with which posts are stored."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def acquainted_ids(row: dict[str, str], known: Known, body: str | None) -> list[str]:
    """The ids by which one who is to be acquainted may be named: that of the person, that of the post."""
    words = post_as_stored(row.get("post", "").strip("–- "))
    person = known.person(row["name"]) if row.get("name") else None
    post = known.post(words, organisation=body, holder=person.id if person else None) if words else None
    return [found.id for found in (person, post) if found is not None]


def distribution_data(rows: Sequence[dict[str, str]], known: Known) -> dict[str, Any]:
    """The plain data of a distribution list: who stands there, and nobody else; the line «дело» is printed anyway."""
    others: list[dict[str, str]] = []
    for row in rows:
        to, copies = row.get("to", ""), row.get("copies", "") or "1"
        if not to or (to.lower() in (TO_FILE, "в дело") and copies == "1"):
            continue
        body = known.organisation(to, create=False)
        entry = {"кому": to if body is None else f"{{{body.id}}}", "словами": to}
        if copies != "1":
            entry["экземпляров"] = copies
        others.append(entry)
    return {"по тексту": "нет", "ещё": others}
