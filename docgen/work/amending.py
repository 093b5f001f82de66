"""amend: from two editions of a signed order, the order that amends it and the consolidated text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.annexes import annexes_of
from docgen.files.dumping import dump
from docgen.files.folders import find_root
from docgen.files.loading import Loaded
from docgen.files.whole import write_all
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, Severity, has_errors
from docgen.model.amendment import Amendment
from docgen.model.citation import Registration
from docgen.model.order import Order, Status
from docgen.rules import Scope, rule
from docgen.transforms.amending import amend as amended_between
from docgen.transforms.amending import page
from docgen.transforms.amending_order import ACT, amending_order, edition_words
from docgen.transforms.amendments_read import amendments_of
from docgen.transforms.applying import apply
from docgen.transforms.editions import Edition
from docgen.work.checking import not_a_document

OLD_EDITION = rule(
    "новая-редакция-без-прежних-изменений", "Прежние изменения основного акта в новой редакции могли пропасть",
    severity=Severity.WARNING, scope=Scope.SET,
)  # fmt: skip
NOT_AN_ORDER = rule("не-приказ", "Изменить или сравнить так можно только приказ", scope=Scope.FILE)


@dataclass
class Amended:
    """The amendments, the files written, and what was found on the way."""

    amendments: list[Amendment] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    consolidated: Edition | None = None


def amend(old: str | Path, new: str | Path, out: str | Path | None = None, *, force: bool = False) -> Amended:
    """The order that makes ``new`` of ``old``, written to ``out`` with its annexes and the consolidated text beside it.

    Orders of the workspace that have amended the base act already are taken into account: their amendments are made
    first, and the act is named in their edition. Raises ``InputError`` when nothing can be amended so; nothing is
    written then. Without ``out`` nothing is written at all.
    """
    opened = open_workspace(Path(old))
    own = find_root(Path(new))  # the new edition may be worked on in a copy of the whole workspace
    after_in = opened if own in (None, opened.root) else open_workspace(Path(new))
    before, after = opened_edition(opened, Path(old)), opened_edition(after_in, Path(new))
    earlier, findings = _earlier(opened, before.order), list[Finding]()
    if not _is_consolidated(before.order):
        before, faults = _with_earlier(opened, before, earlier)
        findings.extend(faults)
        if earlier and not _is_consolidated(after.order):
            acts = edition_words(before.order.kind, [order.registration for _, order in earlier if order.registration])
            findings.append(
                OLD_EDITION.finding(
                    f"Документ уже изменяли ({acts}), а новая редакция сделана не из его текста с изменениями.",
                    document=str(new), quote=str(new),
                    hint="Правьте копию файла «…-редакция.yaml»: иначе прежние изменения отменятся.",
                )
            )  # fmt: skip
    found = amended_between(before, after)
    if has_errors(found.findings):
        raise InputError([*findings, *(finding.at(document=str(new)) for finding in found.findings)])
    made = Amended(found.amendments, [], [*findings, *found.findings], found.consolidated)
    if out is None:
        return made
    out = Path(out)
    registrations = [order.registration for _, order in earlier if order.registration]
    files = dict(_files(out, before, found.amendments, found.consolidated, registrations, old=Path(old), new=Path(new)))
    write_all(files, overwrite=force)
    made.written = list(files)
    return made


def opened_edition(opened: Opened, path: Path) -> Edition:
    """The order in a file with its annexes; raises ``InputError`` when it is faulty or no order."""
    loaded = opened.file(path, str(path))
    annexes, missing = annexes_of(opened, loaded) if isinstance(loaded.model, Order) else ((), [])
    findings = [*loaded.findings, *not_a_document(loaded), *missing]
    if has_errors(findings) or annexes is None:
        raise InputError(findings)
    if not isinstance(loaded.model, Order):
        kind = str(getattr(loaded.model, "kind", ""))
        raise InputError(
            [
                loaded.source.mark(
                    NOT_AN_ORDER.finding(
                        f"Файл вида «{kind}» – не приказ, изменений в него не вносят.", path=("вид",), quote=kind,
                        hint="Назовите файл приказа; его приложения сравнятся вместе с ним.",
                    )
                )
            ]
        )  # fmt: skip
    return Edition(loaded.model, annexes, opened.workspace)


EDITION = "-редакция"
"""How the id of a consolidated text ends: the amendments made so far stand in it already."""


def _is_consolidated(order: Order) -> bool:
    return order.status is Status.AMENDED and (order.id or "").endswith(EDITION)


_GAP = {"замечание": "пропуск-номера", "причина": "Номера утративших силу пунктов не занимают"}

Earlier = list[tuple[Loaded, Order]]


def _earlier(opened: Opened, base: Order) -> Earlier:
    """The registered orders of the workspace that amend the same act, the earliest first."""
    found: Earlier = []
    for path in opened.homes.values():
        loaded = opened.file(path)
        order = loaded.model
        if isinstance(order, Order) and order.status.registered and _amends(order, base):
            found.append((loaded, order))
    found.sort(key=lambda each: each[1].day)
    return found


def _amends(order: Order, base: Order) -> bool:
    registration = base.registration
    return registration is not None and any(
        (citation.id == ACT and (citation.number, citation.date) == (registration.number, registration.date))
        or (citation.document is not None and citation.document == base.id and citation.id == ACT)
        for citation in order.citations
    )


def _with_earlier(opened: Opened, base: Edition, earlier: Earlier) -> tuple[Edition, list[Finding]]:
    """The base act as those orders left it."""
    findings: list[Finding] = []
    for loaded, order in earlier:
        annexes, _ = annexes_of(opened, loaded)
        read = amendments_of(Edition(order, annexes or (), opened.workspace))
        applied = apply(base, read.amendments)
        base = applied.edition
        findings.extend(
            loaded.source.mark(finding).at(severity=Severity.WARNING) for finding in (*read.findings, *applied.findings)
        )
    return base, findings


def _files(
    out: Path, old_edition: Edition, amendments: Sequence[Amendment], consolidated: Edition | None,
    earlier: Sequence[Registration], *, old: Path, new: Path,
) -> Iterator[tuple[Path, bytes]]:  # fmt: skip
    name = out.stem
    making = amending_order(old_edition, amendments, earlier=earlier, name=name)
    yield out, dump(making.data).encode()
    for file, data in making.annexes.items():
        yield out.parent / file, dump(data).encode()
    if consolidated is None:
        return
    note = edition_words(consolidated.order.kind, [*earlier, Registration.model_construct(date=None, number=None)])
    yield from _consolidated(out, consolidated, note, old_edition, old, new)


def _consolidated(
    out: Path, edition: Edition, note: str, old_edition: Edition, old: Path, new: Path
) -> Iterator[tuple[Path, bytes]]:
    """The consolidated text: as data, so that it can be printed and amended again, and as text to read."""
    stem = f"{out.stem}{EDITION}"
    data: dict[str, Any] = {**edition.order.plain(), "код": stem}
    if not any(allowed.get("замечание") == _GAP["замечание"] for allowed in data.get("разрешить", ())):
        data["разрешить"] = [*data.get("разрешить", ()), _GAP]
    before = dict(
        zip(old_edition.annex_ids, zip(old_edition.order.annexes, old_edition.annexes, strict=True), strict=True)
    )
    annexes = []
    for annex, id_, document in zip(edition.order.annexes, edition.annex_ids, edition.annexes, strict=True):
        entry, was = before.get(id_, (None, None))
        if entry is not None and entry.file and was == document:
            file = os.path.relpath(old.parent / entry.file, out.parent)
        elif annex.document is not None and annex.file is None:
            annexes.append({**annex.plain(), "документ": document.plain()})
            continue
        else:
            file = f"{stem}-{id_}.yaml"
            yield out.parent / file, dump({**document.plain(), "код": f"{stem}-{id_}"}).encode()
        annexes.append({**{key: value for key, value in annex.plain().items() if key != "файл"}, "код": id_,
                        "файл": Path(file).as_posix()})  # fmt: skip
    if annexes:
        data["приложения"] = annexes
    made_of = f"Сделано docgen из «{old.name}» и «{new.name}»"
    head = f"# {note[:1].upper()}{note[1:]}.\n# {made_of}; подписан по-прежнему основной документ.\n"
    yield out.parent / f"{stem}.yaml", (head + dump(data)).encode()
    title = str(edition.printing.text(edition.order.title))
    yield out.parent / f"{stem}.txt", page(edition).replace(title, f"{title}\n({note})", 1).encode()
