"""Checks of references: everything that is named by an id must exist and be of the right kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from docgen.checks.duplicates import REPEATED_ID, own_id
from docgen.checks.ids import UNKNOWN_ID, WITH_IDS, check_ids
from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.base import Model
from docgen.model.order import Order, Point
from docgen.model.party import Responsible
from docgen.model.targets import Target, annex_ids, order_targets, own_targets, reference_targets, references_in
from docgen.model.text import Text
from docgen.model.walking import fields_with, walk, walk_of
from docgen.model.workspace import Document, Workspace
from docgen.nearness import meant_or, nearest
from docgen.patterns import pattern
from docgen.rules import Scope, rule

DANGLING = rule("ссылка-в-никуда", "Ссылка {код} указывает на то, чего нет", source="std:A01")
NOT_A_REFERENCE = rule(
    "ссылка-не-там", "Ссылка стоит в поле, где ссылки не действуют", severity=Severity.WARNING, scope=Scope.FIELD
)
ANNEX_UNMENTIONED = rule(
    "приложение-не-упомянуто", "Приложение не названо ни в одном пункте", severity=Severity.WARNING, source="std:A01"
)


def check_references(document: Document, workspace: Workspace, annexes: tuple[Document, ...]) -> Iterator[Finding]:
    """Dangling references, unknown ids and annexes that no point mentions, in one document."""
    known = _Known(document, annexes, targets_of(document, workspace, annexes), _unread(document, annexes))
    for path, point in walk_of(document, Point):
        if point.repeals:
            yield from _repealed(point, path, known.targets, workspace)
    for path, model in walk(document):
        if type(model) in WITH_IDS:
            yield from check_ids(path, model, workspace)
        yield from _in_texts(path, model, known)
    if isinstance(document, Order):
        yield from _annexes(document, annexes, workspace)


class _Known(NamedTuple):
    """What the texts of a document may refer to; ``elsewhere`` are annexes of which nothing is known."""

    document: Document
    annexes: tuple[Document, ...]
    targets: Mapping[str, Target]
    elsewhere: tuple[str, ...]

    def has(self, id_: str) -> bool:
        """Whether the id names something, or may name something."""
        return id_ in self.targets or id_.partition(".")[0] in self.elsewhere

    def has_without_number(self, id_: str) -> bool:
        """Whether the id names an entry that carries no number, to which nothing can refer."""
        prefix, _, inner = id_.rpartition(".")
        part: Document | None = self.document
        if prefix:
            target = self.targets.get(prefix)
            part = next((annex for annex in self.annexes if target and annex is target.value), None)
        return part is not None and any(path and own_id(model) == inner for path, model in walk(part))


def _in_texts(path: Path, model: Model, known: _Known) -> Iterator[Finding]:
    """Dangling references of the texts that one model holds itself."""
    # Every row comes by here: what has neither a reference nor a brace must cost next to nothing.
    values = model.__dict__
    for name, named in fields_with(type(model), Text, str, Responsible):
        value = values[name]
        kind = type(value)
        if kind is Text:
            if value.references:
                yield from _dangling(value, (*path, named), model, known)
        elif kind is dict or (kind is tuple and value and type(value[0]) is Text):
            for key, text in value.items() if kind is dict else enumerate(value):
                if type(text) is Text and text.references:
                    yield from _dangling(text, (*path, named, key), model, known)
        elif (kind is str or kind is Responsible) and "{" in str(value):
            yield from _braces(str(value), (*path, named))


def targets_of(document: Document, workspace: Workspace, annexes: tuple[Document, ...]) -> dict[str, Target]:
    """Everything that the texts of a document may refer to."""
    targets = dict(reference_targets(workspace.reference))
    if isinstance(document, Order):
        if len(annexes) != len(document.annexes):
            document, annexes = document.model_copy(update={"annexes": ()}), ()
        targets.update(order_targets(document, annexes))
    else:
        targets.update(own_targets(document))
    return targets


def _unread(document: Document, annexes: tuple[Document, ...]) -> tuple[str, ...]:
    """The ids of annexes that could not be read, which is reported already: references to them may be right."""
    if not isinstance(document, Order) or len(annexes) == len(document.annexes):
        return ()
    inside = (
        (annex.document.id if annex.document else None) or PurePath(annex.name).stem for annex in document.annexes
    )
    return tuple(annex.id or name for annex, name in zip(document.annexes, inside, strict=True))


def _repealed(point: Point, path: Path, targets: Mapping[str, Target], workspace: Workspace) -> Iterator[Finding]:
    """Ids of what a point repeals that name neither an act nor an order of the workspace."""
    acts = [id_ for id_, target in targets.items() if target.kind == "акт"]
    acts += [id_ for id_ in point.repeals if isinstance(workspace.documents.get(id_), Order)]
    for index, id_ in enumerate(point.repeals):
        if id_ not in acts:
            meant = nearest(id_, acts)
            yield UNKNOWN_ID.finding(
                f"Пункт отменяет «{id_}», а такого акта нет.", path=(*path, "утратили силу", index), quote=id_,
                hint=meant_or(meant, "Назовите код приказа этого комплекта или запишите акт в справочник актов."),
            )  # fmt: skip


DEADLINE = "срок"
"""What a point's text calls the place of its own deadline."""

_WHERE = "Запишите такой код у пункта, приложения, акта или в справочнике."
_WHERE_IN_ANNEX = (
    "Отсюда можно сослаться на строки этого же документа и на справочники; пункты приказа и другие приложения "
    "назовите словами."
)


def _dangling(text: Text, path: Path, model: Model, known: _Known) -> Iterator[Finding]:
    for reference in text.references:
        of_point = isinstance(model, Point) and reference.target == DEADLINE
        if known.has(reference.target) or (of_point and getattr(model, "deadline", None)):
            continue
        quote = str(text)[slice(*reference.span)]
        message = f"Ссылка «{quote}» указывает на код «{reference.target}», которого нет."
        fix = None
        if of_point:
            message = "Место срока {срок} указано, а самого срока нет."
            hint = "Добавьте к пункту поле «срок: до 15.10.2026»."
        elif reference.target == DEADLINE:
            message = "Место срока {срок} бывает только в пункте приказа."
            hint = "Уберите его отсюда: срок стоит в своей графе или пишется словами."
        elif known.has_without_number(reference.target):
            message = f"Ссылка «{quote}» указывает на запись без номера: печатать на её месте нечего."
            hint = "Назовите эту запись словами или верните ей номер: уберите «номер: нет» или «с номерами: нет»."
        else:
            meant = _nearest_target(reference.target, known.targets)
            if meant:
                form = f":{reference.form}" if reference.form else ""
                fix = Fix(path, f"{{{meant}{form}}}", reference.span)
            hint = meant_or(meant, _WHERE if isinstance(known.document, Order) else _WHERE_IN_ANNEX)
        yield DANGLING.finding(message, path=path, span=reference.span, quote=quote, fix=fix, hint=hint)


def _nearest_target(id_: str, targets: Mapping[str, Target]) -> str | None:
    """The target that was meant; of «приложение.строка» with an annex that there is, a row of that annex."""
    prefix = id_.rpartition(".")[0]
    return nearest(
        id_, [known for known in targets if known.startswith(f"{prefix}.")] if prefix in targets else targets
    )


def _braces(words: str, path: Path) -> Iterator[Finding]:
    """Braces in a field that takes no references: they would be printed as they stand."""
    if "{" in words:
        quote = words[words.index("{") :].partition("}")
        yield NOT_A_REFERENCE.finding(
            f"В поле «{path[-1]}» ссылок не бывает: «{quote[0]}{quote[1]}» напечатается со скобками.", path=path,
            quote=quote[0] + quote[1], hint="Напишите здесь слова, которые должны быть напечатаны.",
        )  # fmt: skip


def _annexes(order: Order, annexes: tuple[Document, ...], workspace: Workspace) -> Iterator[Finding]:
    if len(annexes) != len(order.annexes):
        return
    ids = annex_ids(order, annexes)
    mentioned: set[str] = set(ids) if order.status.frozen and _says_annex(order) else set()
    for path, point in walk_of(order, Point):
        if point.approves:
            mentioned.add(point.approves)
            if point.approves not in ids:
                meant = nearest(point.approves, ids)
                yield UNKNOWN_ID.finding(
                    f"Пункт утверждает «{point.approves}», а такого приложения нет.",
                    path=(*path, "утверждает"), quote=point.approves,
                    hint=meant_or(meant, f"Приложения: {', '.join(ids) or 'нет'}."),
                )  # fmt: skip
    mentioned.update(reference.target for reference in references_in(order))
    for index, (id_, annex) in enumerate(zip(ids, order.annexes, strict=True)):
        if id_ not in mentioned:
            yield ANNEX_UNMENTIONED.finding(
                f"Приложение «{id_ or annex.name}» не названо ни в одном пункте.", path=("приложения", index),
                quote=annex.name,
                hint=f"Добавьте пункт «утверждает: {id_}» или сошлитесь на него: {{{id_}}}." if id_
                else "Дайте приложению код (строку «код: …» рядом с файлом или документом) и добавьте пункт "
                "«утверждает: этот код».",
            )  # fmt: skip
    yield from _borrowed_ids(order, annexes, workspace)


_SAYS_ANNEX = pattern(r"прилага(?:ем|ет|ют)|приложени[еяюй]", re.IGNORECASE)


def _says_annex(order: Order) -> bool:
    """Whether a point names an annex in its own words: a signed order is not worded anew."""
    return any(point.text is not None and _SAYS_ANNEX.search(point.text.words) for _, point in walk_of(order, Point))


def _borrowed_ids(order: Order, annexes: tuple[Document, ...], workspace: Workspace) -> Iterator[Finding]:
    """Annexes without an id of their own that go by their document's, which something else in the order has."""
    kinds = {id_: str(target.kind) for id_, target in reference_targets(workspace.reference).items()}
    kinds |= {id_: str(target.kind) for id_, target in own_targets(order).items()}
    kinds |= {citation.id: "акт" for citation in order.citations}
    kinds |= {annex.id: "приложение" for annex in order.annexes if annex.id}
    seen: dict[str, Document] = {}
    for index, (annex, document) in enumerate(zip(order.annexes, annexes, strict=True)):
        id_ = document.id if annex.id is None else None
        if id_ and seen.setdefault(id_, document) != document:
            kinds[id_] = "приложение"
        if id_ and id_ in kinds:
            yield REPEATED_ID.finding(
                f"Код приложения «{id_}» взят из его документа, а он уже занят: {kinds[id_]}.", quote=id_,
                path=("приложения", index, "документ", "код") if annex.document else ("приложения", index, "файл"),
                hint="Дайте приложению в приказе свой код: строку «код: …» рядом с файлом или документом.",
            )  # fmt: skip
