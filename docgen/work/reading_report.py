"""The report of a reading: what was found, what a person must confirm, what was mended, what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.findings import Finding, Severity, path_text
from docgen.model.cluster import ClusterList
from docgen.model.composition import Composition
from docgen.model.numbering import numbered
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.register_entry import Register
from docgen.model.regulation import Regulation
from docgen.model.table import Table
from docgen.model.text import Text
from docgen.readers.pins import pinned
from docgen.readers.reading import CONFIDENT, ReadDocument, Reading


def as_data(reading: Reading) -> dict[str, Any]:
    """The report as plain data for other programs; confidence runs from 0 to 1."""
    return {
        "file": reading.name,
        "documents": [
            {
                "file": read.file,
                "kind": read.draft.data.get("вид"),
                "id": read.draft.data.get("код"),
                "title": title_of(read),
                "counts": counts(read),
                "pins": pinned(read.draft.data),
                "fields": [
                    {
                        "path": list(told.path),
                        "place": str(told.place),
                        "words": told.words,
                        "confidence": told.confidence,
                        "why": told.why,
                    }
                    for told in read.draft.told
                ],
            }
            for read in reading.read
        ],
        "findings": [finding.as_json() for finding in reading.findings],
        "leftovers": [{"words": left.words, "place": str(left.place), "why": left.why} for left in reading.leftovers],
        "reference": {kind: [entry["код"] for entry in entries] for kind, entries in reading.drafted.items()},
    }


def title_of(read: ReadDocument) -> str:
    """What the document is called: its heading or title on one line."""
    title = getattr(read.document, "title", None)
    words = title.words if isinstance(title, Text) else title or ""
    return " ".join(words.split())


def counts(read: ReadDocument) -> dict[str, int]:
    """How many entries of each sort the document has, by the word for them."""
    document = read.document
    if isinstance(document, Register):
        return {"учебных лет": len(read.draft.data["годы"]), **_entries(read.draft.data["годы"])}
    if isinstance(document, Plan):
        made = {"разделов": len(document.sections), "строк": len(document.all_measures)}
        levels = [measure.level for measure in document.all_measures if measure.level]
        return made | {f"строк «{level}»": levels.count(level) for level in dict.fromkeys(levels)}
    if isinstance(document, ClusterList):
        each = {f"школ в кластере {i}": len(cluster.schools) for i, cluster in enumerate(document.clusters, 1)}
        return {"кластеров": len(document.clusters), "школ": len(document.all_schools), **each}
    if isinstance(document, Order):
        inner = sum(1 for _, number in numbered(document) if number.level)
        return {"пунктов": len(document.points), "подпунктов": inner, "приложений": len(document.annexes)}
    if isinstance(document, Composition):
        return {"членов": len(document.members)}
    if isinstance(document, Table):
        return {"строк": len(document.rows)}
    return {"пунктов" if isinstance(document, Regulation) else "строк": sum(1 for _ in numbered(document))}


_REGISTER_WORDS = {
    "акты": "актов",
    "акты многих": "общих записей об актах",
    "мероприятия": "мероприятий",
    "материалы": "материалов",
    "ссылки": "ссылок",
}


def _entries(years: Any) -> dict[str, int]:
    """How many entries of each sort stand in all years of a register."""
    found: dict[str, int] = {}
    for year in years:
        for section in year.get("разделы", ()):
            for key, value in section.items():
                if isinstance(value, list):
                    word = _REGISTER_WORDS.get(key, key)
                    found[word] = found.get(word, 0) + len(value)
    return found


def as_markdown(reading: Reading) -> str:
    """The report for a clerk, in Russian."""
    return "\n".join(_lines(reading)) + "\n"


def _lines(reading: Reading) -> Iterator[str]:
    yield f"# Прочитано из «{reading.name}»"
    yield from ("", "## Найдено", "")
    for read in reading.read:
        said = ", ".join(f"{word}: {count}" for word, count in counts(read).items() if count)
        title = title_of(read) or "без названия"
        yield f"* **{read.draft.data.get('вид')}** – {title} (`{read.file}`): {said or 'без записей'}"
        if pins := pinned(read.draft.data):
            yield f"  * номера не по порядку, оставлены как в файле: {', '.join(pins)}"
    doubts = [(read, told) for read in reading.read for told in read.draft.told if told.confidence < CONFIDENT]
    if doubts:
        yield from ("", "## Подтвердите", "", "Это прочитано неуверенно: сверьте с бумагой.", "")
        for read, told in doubts:
            field = path_text(told.path) or "документ"
            yield f"- [ ] {told.place}: «{told.words}» – {field} (`{read.file}`). {told.why}".rstrip()
    told_here = [f for f in reading.findings if f.rule not in ("прочитано-неуверенно", "не-разобрано")]
    yield from _section("Решите сами", [f for f in told_here if f.severity is not Severity.NOTE])
    yield from _section("Исправлено при чтении", [f for f in told_here if f.severity is Severity.NOTE])
    if reading.leftovers:
        yield from ("", "## Не вошло ни в один документ", "")
        for left in reading.leftovers:
            yield f"* {left.place}{f' ({left.why})' if left.why else ''}: {_one_line(left.words)}"
    if reading.drafted:
        yield from ("", "## Новое в справочниках", "")
        for kind, entries in reading.drafted.items():
            yield f"* {kind}: {', '.join(_name(entry) for entry in entries)}"


def _section(title: str, findings: list[Finding]) -> Iterator[str]:
    if findings:
        yield from ("", f"## {title}", "")
        yield from (f"* {f.where}: {f.message}{' ' + f.hint if f.hint else ''}" for f in findings)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _name(entry: dict[str, Any]) -> str:
    if "фамилия" in entry:
        given = [str(entry[key]) for key in ("имя", "отчество") if key in entry]
        return f"{entry['фамилия']} {('' if all(name.endswith('.') for name in given) else ' ').join(given)}"
    if "номер" in entry:
        return f"{entry.get('вид', 'акт')} № {entry['номер']}"
    return str(entry.get("название") or entry.get("кратко") or entry["код"])
