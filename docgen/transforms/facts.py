"""What a new year needs anew as a whole: lists of schools, compositions, tables of data, scanned sheets.

They are carried over so that nobody types them again, and never silently: each is asked about.
"""

from __future__ import annotations

from datetime import date

from docgen.model.annex_document import AnnexDocument
from docgen.model.cluster import ClusterList, School
from docgen.model.composition import Composition, SchoolPairs
from docgen.model.months import date_text
from docgen.model.reference import ReferenceData
from docgen.model.table import Scan, Table
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.transforms.checklist import Checklist, Group, Item, says_yes
from docgen.transforms.holders import STAFF


def ask_facts(
    document: Document, head: str, shown: str, who: str, checklist: Checklist, closed: tuple[str, ...] = ()
) -> None:
    """Ask about a document whose rows are facts of the past year; other documents say nothing."""
    said = _said(document)
    if said is None:
        return
    group, what, question = said
    if closed:
        question += f" Закрыты к этому дню: {', '.join(closed)}."
    who = STAFF if isinstance(document, Composition) else who
    title = document.title.words.replace("\n", " ") if isinstance(document, (AnnexDocument, ClusterList)) else ""
    item = Item(f"{head}/сведения", group, shown, "весь документ", what, title, title, question, who=who)
    answer = checklist.answer(item.id)
    if says_yes(answer):
        checklist.settle(item, Group.MOVED)
    else:
        checklist.add(Item(**{**item.__dict__, "answer": answer}))


def _said(document: Document) -> tuple[Group, str, str] | None:
    """In which list, what it is and what is asked."""
    if isinstance(document, ClusterList):
        count = len(document.all_schools)
        return Group.SUPPLY, "список школ", (
            f"Список прошлого года перенесён как есть: школ {count}, кластеров {len(document.clusters)}. Составьте новый; "
            "«да» – список тот же."
        )  # fmt: skip
    if isinstance(document, SchoolPairs):
        return (
            Group.SUPPLY,
            "пары школ",
            f"Пары прошлого года ({len(document.pairs)}): составьте новые; «да» – они те же.",
        )
    if isinstance(document, Composition):
        return Group.CONFIRM, "состав", f"Состав прошлого года, членов: {len(document.members)}. Верен ли он?"
    if isinstance(document, Table):
        rows = sum(1 for row in document.rows if row.section is None)
        return Group.SUPPLY, "таблица", f"Данные прошлого года, строк: {rows}. Впишите новые; «да» – они верны."
    if isinstance(document, Scan):
        return Group.CONFIRM, "скан", f"Листы прошлого года («{document.file}»). Подходят ли они новому году?"
    return None


def closed_schools(document: Document, day: date | None, reference: ReferenceData) -> tuple[str, ...]:
    """The schools of a list that are closed on the day of the new document."""
    if day is None:
        return ()
    named = (reference.schools.get(model.entry or "") for _, model in walk(document) if isinstance(model, School))
    gone = [school for school in named if school is not None and not school.exists_on(day)]
    return tuple(
        school.name_on(day) + (f" (по {date_text(school.until)})" if school.until else "") for school in gone
    )  # fmt: skip
