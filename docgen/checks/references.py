"""Checks of references: everything that is named by an id must exist and be of the right kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from docgen.checks.ids import UNKNOWN_ID, WITH_IDS, check_ids
from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.base import Model, keyed_fields, plain_key, walk
from docgen.model.order import Order, Point
from docgen.model.party import Responsible
from docgen.model.targets import Target, annex_ids, order_targets, own_targets, reference_targets
from docgen.model.text import Text
from docgen.model.workspace import Document, Workspace
from docgen.nearness import meant_or, nearest
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
    targets = targets_of(document, workspace, annexes)
    elsewhere = _unread(document, annexes)
    for path, model in walk(document):
        if type(model) in WITH_IDS:
            yield from check_ids(path, model, workspace)
        if isinstance(model, Point) and model.repeals:
            yield from _repealed(model, path, targets, workspace)
        yield from _in_texts(path, model, targets, elsewhere)
    if isinstance(document, Order):
        yield from _annexes(document, annexes, workspace)


def _in_texts(path: Path, model: Model, targets: Mapping[str, Target], elsewhere: tuple[str, ...]) -> Iterator[Finding]:
    """Dangling references of the texts that one model holds itself."""
    # Every field of every row comes by here: what has neither a reference nor a brace must cost next to nothing.
    for name, value in model.__dict__.items():
        kind = type(value)
        if kind is Text:
            if value.references:
                own = ("срок",) if isinstance(model, Point) and model.deadline else ()
                at = (*path, plain_key(type(model), name))
                yield from _dangling(value, at, targets, (*own, *elsewhere))
        elif kind is dict or (kind is tuple and value and type(value[0]) is Text):
            for key, text in value.items() if kind is dict else enumerate(value):
                if type(text) is Text and text.references:
                    yield from _dangling(text, (*path, plain_key(type(model), name), key), targets, elsewhere)
        elif (kind is str or kind is Responsible) and "{" in str(value):
            yield from _braces(str(value), (*path, plain_key(type(model), name)))


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


def _dangling(text: Text, path: Path, targets: Mapping[str, Target], own: tuple[str, ...]) -> Iterator[Finding]:
    for reference in text.references:
        if reference.target in targets or reference.target.partition(".")[0] in own:
            continue
        quote = str(text)[slice(*reference.span)]
        if reference.target == "срок":
            yield DANGLING.finding(
                "Место срока {срок} указано, а самого срока нет.", path=path, span=reference.span, quote=quote,
                hint="Добавьте к пункту поле «срок: до 15.10.2026».",
            )  # fmt: skip
            continue
        meant = nearest(reference.target, targets)
        fix = None
        if meant:
            form = f":{reference.form}" if reference.form else ""
            fix = Fix(path, f"{{{meant}{form}}}", reference.span)
        yield DANGLING.finding(
            f"Ссылка «{quote}» указывает на код «{reference.target}», которого нет.",
            path=path, span=reference.span, quote=quote, fix=fix,
            hint=meant_or(meant, "Запишите такой код у пункта, приложения, акта или в справочнике."),
        )  # fmt: skip


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
    mentioned: set[str] = set()
    for path, model in walk(order):
        if isinstance(model, Point) and model.approves:
            mentioned.add(model.approves)
            if model.approves not in ids:
                meant = nearest(model.approves, ids)
                yield UNKNOWN_ID.finding(
                    f"Пункт утверждает «{model.approves}», а такого приложения нет.",
                    path=(*path, "утверждает"), quote=model.approves,
                    hint=meant_or(meant, f"Приложения: {', '.join(ids) or 'нет'}."),
                )  # fmt: skip
        for _, value in keyed_fields(model):
            if isinstance(value, Text):
                mentioned.update(reference.target for reference in value.references)
    for index, (id_, annex) in enumerate(zip(ids, order.annexes, strict=True)):
        if id_ not in mentioned:
            yield ANNEX_UNMENTIONED.finding(
                f"Приложение «{id_ or annex.name}» не названо ни в одном пункте.", path=("приложения", index),
                quote=annex.name, hint=f"Добавьте пункт «утверждает: {id_}» или сошлитесь на него: {{{id_}}}.",
            )  # fmt: skip
