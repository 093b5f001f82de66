"""read --into: the edits that others made in the printed file, brought back into the data it was printed from.

Three ways: the data as they are now, the data as the file was generated from them, and the file as it came back. Only
what somebody edited enters, each edit by itself; what the data changed in the meantime stays. Nothing is written
before ``apply``, and then all files or none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.loading import validated_document
from docgen.files.lock import lock
from docgen.files.moving import with_moves
from docgen.files.saving import after_edits
from docgen.files.whole import write_all
from docgen.files.workspace import Opened
from docgen.files.yaml import Source
from docgen.findings import Finding, Severity, has_errors, path_text
from docgen.findings import Path as FieldPath
from docgen.model.freezing import FREE_KEYS
from docgen.model.workspace import Document
from docgen.readers.blocks import Remark
from docgen.rules import Scope, rule
from docgen.transforms.merging import Change, Conflict, merge
from docgen.work.checking import ordered
from docgen.work.edit_names import field_name, said
from docgen.work.edit_parts import Part
from docgen.work.generated import UNTOUCHED, parts_of
from docgen.work.library import edits_into

AGAINST = rule(
    "правка-против-правки", "Одно и то же изменено и в данных, и в возвращённом файле", severity=Severity.WARNING,
    scope=Scope.FILE,
)  # fmt: skip
FROZEN = rule("подписанное-не-правят", "Правка в возвращённом файле меняет подписанный документ", scope=Scope.FILE)
REMARK = rule(
    "примечание-в-word", "Кто-то оставил в возвращённом файле примечание", severity=Severity.NOTE, scope=Scope.FILE
)
CHANGED_MEANWHILE = rule("файл-изменился", "Файл данных изменился, пока разбирали правку", scope=Scope.FILE)
NEEDS_ANOTHER = rule("правка-держится-на-другой", "Правку нельзя внести без другой", scope=Scope.FILE)
NO_SUCH_EDIT = rule("нет-такой-правки", "Названа правка с номером, которого нет", scope=Scope.FILE)

_WHY = {
    "правка": "в данных это поле с тех пор тоже изменено: «{ours}»",
    "удаление": "в данных этой записи больше нет",
    "перенос": "в данных эта запись переставлена в другое место",
    "связь": "в данных нет того места, куда она встаёт",
}


@dataclass(frozen=True)
class Edited:
    """One edit for people. ``conflict`` says what stands against it; such an edit enters only when named outright.

    A ``barred`` one cannot enter at all: the document is signed.
    """

    number: int
    kind: str
    document: str
    place: str
    field: str
    was: str
    became: str
    author: str = ""
    conflict: str = ""
    barred: bool = False

    def as_json(self) -> dict[str, Any]:
        """The edit as ``--format json`` prints it."""
        return {
            "number": self.number, "kind": self.kind, "file": self.document, "place": self.place, "field": self.field,
            "was": self.was, "became": self.became, "author": self.author, "conflict": self.conflict,
        }  # fmt: skip


@dataclass
class Taken:
    """What came back: the edits in order, and all that has to be said."""

    edits: list[Edited]
    findings: list[Finding]
    opened: Opened = field(repr=False)
    parts: list[Part] = field(repr=False, default_factory=list)
    places: dict[int, tuple[int, int]] = field(repr=False, default_factory=dict)
    """Of each edit by its number: the part that it belongs to, and its place among the changes of that part."""

    @property
    def conflicts(self) -> list[Edited]:
        """The edits against which something stands."""
        return [edit for edit in self.edits if edit.conflict]


def taking_back(edited: Path, into: Path) -> Taken:
    """The edits of a returned file; nothing is written. Raises ``InputError`` when it or the data cannot be read."""
    opened, parts, findings = parts_of(edited, into)
    taken = Taken([], findings, opened, parts)
    for number, part in enumerate(parts):
        _of_part(number, part, taken)
    taken.findings = ordered(taken.findings)
    if not taken.edits and not taken.findings:
        taken.findings.append(
            UNTOUCHED.finding("Правки в этом файле нет: он говорит то же, что и данные.", document=str(edited))
        )
    return taken


def _of_part(number: int, part: Part, taken: Taken) -> None:
    """The edits of one document, and what has to be said of it."""
    seen: list[Change] = []
    merged = merge(part.base, part.ours, part.theirs, accept=lambda change: _noted(change, seen))
    against = {_key(conflict.change): conflict for conflict in reversed(merged.conflicts)}
    made = {_key(change) for change in merged.changes}
    before, after = (_document(data) for data in (part.base, part.theirs))
    for place, change in enumerate(seen):
        conflict = against.get(_key(change))
        if conflict is None and _key(change) not in made:
            continue  # the data say so already
        edit = _edit(len(taken.edits) + 1, part, change, conflict, before, after)
        taken.edits.append(edit)
        taken.places[edit.number] = (number, place)
        if edit.barred:
            taken.findings.append(_frozen(part, edit, change))
        elif conflict is not None:
            taken.findings.append(_conflict(part, edit, conflict))
    taken.findings.extend(part.marked(finding) for finding in part.findings)
    taken.findings.extend(_remark(part, path, remark) for path, remark in part.remarks)


def _noted(change: Change, seen: list[Change]) -> bool:
    seen.append(change)
    return True


def _document(data: dict[str, Any]) -> Document | None:
    model, _ = validated_document(data)
    return model if isinstance(model, Document) else None


def _key(change: Change) -> tuple[Any, ...]:
    return change.kind, change.entry, change.keys


def _edit(
    number: int,
    part: Part,
    change: Change,
    conflict: Conflict | None,
    before: Document | None,
    after: Document | None,
) -> Edited:
    was, became = said(change.was), said(change.became)
    name = field_name(after, change.path)
    if change.kind == "перенос":
        was, became = field_name(before, change.before or ()), name
    elif change.kind != "вставка":
        name = field_name(before, change.before or change.path)
    why = ""
    is_barred = part.is_frozen and not (change.path and change.path[0] in FREE_KEYS)
    if is_barred:
        why = "документ подписан, его содержание не меняют"
    elif conflict is not None:
        why = _WHY[conflict.why].format(ours=said(conflict.ours))
    return Edited(
        number, change.kind, part.name, part.place(change), f"{part.title}{name}", was, became, part.author(change), why,
        is_barred,
    )  # fmt: skip


def _conflict(part: Part, edit: Edited, conflict: Conflict) -> Finding:
    by = f" ({edit.author})" if edit.author else ""
    what = {
        "правка": f"«{edit.became}» вместо «{edit.was}»", "вставка": f"добавлено «{edit.became}»",
        "удаление": f"убрано «{edit.was}»", "перенос": f"переставлено: было {edit.was}, стало {edit.became}",
    }[edit.kind]  # fmt: skip
    return part.mark(
        AGAINST.finding(
            f"Правка {edit.number} ({edit.field}) не внесена: в Word{by} {what}, а {edit.conflict}.", path=conflict.path,
            quote=said(conflict.ours), place=edit.place,
            hint=f"Решите сами; принять именно эту правку: --accept {edit.number}.",
        )
    )  # fmt: skip


def _frozen(part: Part, edit: Edited, change: Change) -> Finding:
    return part.marked(
        FROZEN.finding(
            f"Правка {edit.number} ({edit.field}) не внесена: документ подписан.", path=change.before or (),
            quote=edit.became or edit.was, place=edit.place,
            hint="Содержание подписанного меняют отдельным приказом о внесении изменений.",
        )
    )  # fmt: skip


def _remark(part: Part, path: FieldPath, remark: Remark) -> Finding:
    who = remark.author or "Кто-то"
    day = f", {remark.date[:10]}" if remark.date else ""
    to = f" к словам «{said(remark.quote)}»" if remark.quote else ""
    return part.marked(
        REMARK.finding(
            f"{who}{day}{to}: «{said(remark.text)}».", path=path, quote=remark.quote, place=str(remark.place),
            hint="Ответьте автору или поправьте данные; само примечание в данные не входит.",
        )
    )  # fmt: skip


def apply(taken: Taken, accept: Collection[int] | None = None) -> list[Path]:
    """Write the accepted edits into the data, all files or none, and return the files that changed.

    Without ``accept`` all edits enter against which nothing stands; one that is named enters against it, too. Raises
    ``InputError`` when the data would no longer be sound, or were changed by somebody meanwhile.
    """
    accepted = {edit.number for edit in taken.edits if not edit.conflict} if accept is None else set(accept)
    _refuse_unknown(taken, accepted)
    with lock(taken.opened.root) if taken.opened.root else nullcontext():
        files = dict(_files(taken, accepted))
        if files:
            write_all(files)
    return list(files)


def _refuse_unknown(taken: Taken, accepted: Collection[int]) -> None:
    known = {edit.number: edit for edit in taken.edits}
    wrong = [number for number in accepted if number not in known or known[number].barred]
    if wrong:
        raise InputError(
            NO_SUCH_EDIT.finding(
                f"Правки {number} нет." if number not in known
                else f"Правку {number} внести нельзя: {known[number].conflict}.",
                quote=str(number), hint=f"Номера правок: от 1 до {len(known)}." if known else "Правок нет.",
            )
            for number in sorted(wrong)
        )  # fmt: skip


def _files(taken: Taken, accepted: Collection[int]) -> Iterator[tuple[Path, bytes]]:
    """The files that change, with their new bytes."""
    insisted = {edit.number for edit in taken.conflicts}
    changed: dict[Path, tuple[Part, dict[str, Any]]] = {}
    for number, part in enumerate(taken.parts):
        chosen = {taken.places[edit][1]: edit for edit in accepted if taken.places[edit][0] == number}
        if not chosen:
            continue
        insist = [place for place, edit in chosen.items() if edit in insisted]
        data = _merged(part, chosen, insist)
        _, others = changed.get(part.loaded.path, (part, None))
        changed[part.loaded.path] = (part, part.put_into(others, data))
    for path, (part, data) in changed.items():
        if path.read_bytes() != part.content:
            raise InputError([_changed_meanwhile(part)])
        yield path, _written(part, data)


def _merged(part: Part, chosen: Mapping[int, int], insist: Collection[int]) -> dict[str, Any]:
    """The document with those of its changes in it: ``chosen`` has the number of each edit by its place among them."""
    seen: list[Change] = []

    def is_chosen(change: Change) -> bool:
        seen.append(change)
        return len(seen) - 1 in chosen

    merged = merge(part.base, part.ours, part.theirs, accept=is_chosen, insist=insist)
    if merged.conflicts:
        numbers = {_key(change): chosen.get(place, 0) for place, change in enumerate(seen)}
        raise InputError(
            part.mark(
                NEEDS_ANOTHER.finding(
                    f"Правку {numbers[_key(conflict.change)]} одну не внести: "
                    f"{_WHY[conflict.why].format(ours=said(conflict.ours))}.",
                    path=conflict.path, quote=str(numbers[_key(conflict.change)]),
                    hint="Примите и ту правку, которая создаёт это место, или откажитесь от обеих.",
                )
            )
            for conflict in merged.conflicts
        )  # fmt: skip
    data: dict[str, Any] = merged.data
    return data


def _written(part: Part, data: dict[str, Any]) -> bytes:
    """The file with these data; raises ``InputError`` when they are not sound."""
    document, findings = validated_document(data)
    if not isinstance(document, Document) or has_errors(findings):
        raise InputError(_unsound(part, finding) for finding in findings)
    source = part.loaded.source
    if isinstance(source, Source):
        source = with_moves(source, document.plain())
    return after_edits(source, edits_into(source, document)).content


def _unsound(part: Part, finding: Finding) -> Finding:
    hint = f"{finding.hint} Не принимайте эту правку (--refuse) и внесите её сами."
    return finding.at(document=part.name, hint=hint.strip(), place=f"{part.name}, {path_text(finding.path)}")


def _changed_meanwhile(part: Part) -> Finding:
    return CHANGED_MEANWHILE.finding(
        f"Файл «{part.name}» изменился, пока разбирали правку; ничего не записано.", document=part.name,
        hint="Повторите команду.",
    )  # fmt: skip
