"""A foreign file read: its documents, what was doubtful and what was left over.

The last step of reading: segments are handed to the readers of meaning, drafts become models, numbers that counting
gives anyway lose their pins, and an order is tied to its annexes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Finding, Severity
from docgen.model.base import id_from
from docgen.model.profile import DEFAULT_PROFILE, Profile
from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.model.register_entry import Register
from docgen.model.workspace import DOCUMENT_KINDS, Document
from docgen.readers.blocks import Block, Paragraph, Source, Table
from docgen.readers.draft import Context, Draft, Leftover, Told
from docgen.readers.known import Known
from docgen.readers.pins import needless_pins, without_pins
from docgen.readers.salvaging import valid
from docgen.rules import Scope, rule

DOUBTFUL = rule(
    "прочитано-неуверенно", "Поле прочитано неуверенно: его должен подтвердить человек", severity=Severity.WARNING,
    scope=Scope.FILE,
)  # fmt: skip
NOT_UNDERSTOOD = rule("не-понято", "В файле не нашлось ни приказа, ни плана, ни списка", scope=Scope.FILE)
LEFT_OVER = rule(
    "не-разобрано", "Часть текста не вошла ни в один документ", severity=Severity.WARNING, scope=Scope.FILE
)
CONFIDENT = 0.5
"""From this confidence on a field is taken without asking."""


@dataclass
class ReadDocument:
    """One document as read: its model, its draft, and the path of the file that it would have in a workspace."""

    document: Document | Register
    draft: Draft
    file: str


@dataclass
class Reading:
    """What a foreign file gave. ``documents`` are models; an order stands before its annexes."""

    name: str
    read: tuple[ReadDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    reference: ReferenceData = EMPTY_REFERENCE
    """The reference data that the documents refer to: those given and those drafted."""
    drafted: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The new entries of reference data as plain data, by kind of reference file."""
    profile: Profile = DEFAULT_PROFILE
    """The house style in which the file is written."""
    source: Source | None = None

    @property
    def documents(self) -> tuple[Document | Register, ...]:
        """The documents as models."""
        return tuple(read.document for read in self.read)


def read_source(source: Source, reference: ReferenceData = EMPTY_REFERENCE) -> Reading:
    """The documents that the blocks of a file make, given what the office knows already."""
    known = Known(reference, "\n".join(_words(block) for block in source.blocks))
    context = Context(source.name, known, list(source.findings))
    drafts, profile = _drafts(source, context)
    for extra in source.extras:
        if not extra.is_furniture:
            context.leftovers.append(Leftover(extra.words, extra.place, extra.kind))
    read = tuple(_read(drafts, context))
    if not read:
        context.findings.append(_nothing(source))
    reading = Reading(
        source.name, read, leftovers=tuple(context.leftovers), reference=known.reference, drafted=known.drafted,
        profile=profile, source=source,
    )  # fmt: skip
    reading.findings = tuple([*context.findings, *_doubts(read, source.name), *_left_over(context)])
    return reading


def _words(block: Block) -> str:
    return block.shown if isinstance(block, Paragraph) else block.words


def _drafts(source: Source, context: Context) -> tuple[list[Draft], Profile]:
    """The drafts of a file: of a register's page, of a workbook, or of orders with their annexes."""
    from docgen.readers.register.reader import looks_like_register, read_register

    if looks_like_register(source):
        return [read_register(source, context)], DEFAULT_PROFILE
    if source.form == "excel":
        return _of_sheets(source, context), DEFAULT_PROFILE
    from docgen.readers.sets import read_sets

    return read_sets(source.blocks, context)


def _of_sheets(source: Source, context: Context) -> list[Draft]:
    """A draft for every table of a workbook; what stands around the tables is left over."""
    from docgen.readers.annexes.reader import sheet_annex

    drafts: list[Draft] = []
    title: list[Block] = []
    for block in source.blocks:
        if isinstance(block, Table):
            draft = sheet_annex(block, context, tuple(title))
            drafts.extend([draft] if draft else [])
            title = []
        else:
            title.append(block)
    for block in title:
        context.leave(block)
    for number, draft in enumerate(drafts, 1):
        if (
            "код" not in draft.data
        ):  # the file is named by it: without one the second plan would take the place of the first
            kind = str(draft.data.pop("вид"))
            draft.data = {"вид": kind, "код": id_from(f"{kind}-{number}"), **draft.data}
    return drafts


_FOLDERS = {"приказ": "orders", "распоряжение": "orders", "постановление": "orders", "план": "plans", "список": "plans"}


def _read(drafts: Sequence[Draft], context: Context) -> Iterator[ReadDocument]:
    """The models of the drafts, each with the path of its file; one that cannot be made is left over as words."""
    for draft in drafts:
        kind = str(draft.data.get("вид"))
        model = Register if kind == "реестр" else DOCUMENT_KINDS[kind]
        made = valid(draft, model, context)
        if made is None:
            context.leftovers.append(Leftover(_all_words(draft.data), _first_place(draft), f"{kind} не сложился"))
            continue
        if isinstance(made, Register):
            yield ReadDocument(made, draft, f"{draft.data.get('код') or 'реестр'}.yaml")
            continue
        draft.data = without_pins(draft.data, needless_pins(made))  # type: ignore[arg-type]
        document: Any = valid(draft, model, context)
        yield ReadDocument(document, draft, f"{_FOLDERS.get(kind, 'annexes')}/{_file_name(draft.data)}.yaml")


def _file_name(data: dict[str, Any]) -> str:
    return id_from(str(data.get("код") or data.get("вид")))


def _all_words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_all_words(item) for key, item in value.items() if key not in ("код", "вид"))
    return " ".join(map(_all_words, value)) if isinstance(value, list) else str(value)


def _first_place(draft: Draft) -> Any:
    from docgen.readers.blocks import NOWHERE

    return draft.told[0].place if draft.told else NOWHERE


def _nothing(source: Source) -> Finding:
    return NOT_UNDERSTOOD.finding(
        "В файле не нашлось ни приказа, ни плана, ни списка школ.", document=source.name,
        hint="docgen читает приказы, распоряжения и постановления с приложениями и таблицы планов и списков. "
        "Если это приложение, начните файл с отметки «Приложение к приказу …» или с названия.",
    )  # fmt: skip


def _doubts(read: Sequence[ReadDocument], name: str) -> Iterator[Finding]:
    for document in read:
        for told in document.draft.told:
            if told.confidence < CONFIDENT:
                yield _doubt(told, document, name)


def _doubt(told: Told, document: ReadDocument, name: str) -> Finding:
    from docgen.findings import path_text

    what = path_text(told.path) or "документ"
    return DOUBTFUL.finding(
        f"«{told.words}» прочитано неуверенно ({what}){': ' + told.why if told.why else ''}.",
        path=told.path, quote=told.words, document=name, place=f"{name}: {told.place}",
        hint=f"Сверьте с бумагой и впишите верное в «{document.file}».",
    )  # fmt: skip


def _left_over(context: Context) -> Iterator[Finding]:
    for left in context.leftovers:
        said = " ".join(left.words.split())
        short = said if len(said) <= 60 else f"{said[:60].rstrip()}…"
        yield LEFT_OVER.finding(
            f"Не вошло ни в один документ: «{short}»{' (' + left.why + ')' if left.why else ''}.",
            quote=left.words, document=context.name, place=f"{context.name}: {left.place}",
            hint="Если это часть документа, впишите её в нужное поле сами; полностью слова стоят в отчёте.",
        )  # fmt: skip
