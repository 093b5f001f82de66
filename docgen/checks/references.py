"""Checks of references: everything that is named by an id must exist and be of the right kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.base import Model, keyed_fields, plain_key, walk
from docgen.model.citation import Citation
from docgen.model.cluster import School
from docgen.model.order import SELF_CONTROL, Drafter, Order, Point, Signatory
from docgen.model.party import Municipality, Organisation, Person, Post, Responsible
from docgen.model.targets import Target, annex_ids, order_targets, own_targets, reference_targets
from docgen.model.text import Text
from docgen.model.workspace import Document, Workspace
from docgen.nearness import meant_or, nearest
from docgen.rules import Scope, rule

DANGLING = rule("ссылка-в-никуда", "Ссылка {код} указывает на то, чего нет", source="std:A01")
UNKNOWN_ID = rule("неизвестный-код", "Код не найден в справочниках или приложениях", source="std:T13")
NOT_A_REFERENCE = rule(
    "ссылка-не-там", "Ссылка стоит в поле, где ссылки не действуют", severity=Severity.WARNING, scope=Scope.FIELD
)
BARE_CITATION = rule(
    "неполная-ссылка-на-акт",
    "У цитируемого акта нет вида, даты или номера",
    severity=Severity.WARNING,
    source="std:T10",
)
ANNEX_UNMENTIONED = rule(
    "приложение-не-упомянуто", "Приложение не названо ни в одном пункте", severity=Severity.WARNING, source="std:A01"
)

_KINDS: Mapping[tuple[type[Model], str], tuple[type[Model], str]] = {
    (Order, "authority"): (Organisation, "справочнике организаций"),
    (Citation, "authority"): (Organisation, "справочнике организаций"),
    (Organisation, "superior"): (Organisation, "справочнике организаций"),
    (Organisation, "municipality"): (Municipality, "справочнике муниципалитетов"),
    (Post, "organisation"): (Organisation, "справочнике организаций"),
    (Signatory, "post"): (Post, "справочнике должностей"),
    (Signatory, "person"): (Person, "справочнике лиц"),
    (Drafter, "person"): (Person, "справочнике лиц"),
    (Point, "person"): (Person, "справочнике лиц"),
    (Point, "control"): (Post, "справочнике должностей"),
    (School, "municipality"): (Municipality, "справочнике муниципалитетов"),
}
"""Fields that hold an id of the reference data: what they must name, and where that is kept."""

_KINDS_OF: dict[type[Model], dict[str, tuple[type[Model], str]]] = {}
for (_owner, _field), _wanted in _KINDS.items():
    _KINDS_OF.setdefault(_owner, {})[_field] = _wanted
_WITH_IDS = frozenset({*_KINDS_OF, Citation, Post})


def check_references(document: Document, workspace: Workspace, annexes: tuple[Document, ...]) -> Iterator[Finding]:
    """Dangling references, unknown ids and annexes that no point mentions, in one document."""
    targets = targets_of(document, workspace, annexes)
    elsewhere = _unread(document, annexes)
    for path, model in walk(document):
        if type(model) in _WITH_IDS:
            yield from check_ids(path, model, workspace)
        # Every field of every row comes by here: what has neither a reference nor a brace must cost next to nothing.
        for name, value in model.__dict__.items():
            kind = type(value)
            if kind is Text:
                if value.references:
                    own = ("срок",) if isinstance(model, Point) and model.deadline else ()
                    at = (*path, plain_key(type(model), name))
                    yield from _dangling(value, at, targets, (*own, *elsewhere))
            elif (kind is str or kind is Responsible) and "{" in str(value):
                yield from _braces(str(value), (*path, plain_key(type(model), name)))
    if isinstance(document, Order):
        yield from _annexes(document, annexes, workspace)


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
    return tuple(annex.id or PurePath(annex.file).stem for annex in document.annexes)


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


def check_ids(path: Path, model: Model, workspace: Workspace) -> Iterator[Finding]:
    """The ids of reference data that one model gives and that are unknown or of another kind."""
    reference = workspace.reference
    for name, (kind, shelf) in _KINDS_OF.get(type(model), {}).items():
        value = getattr(model, name)
        if not value or value == SELF_CONTROL:
            continue
        if value in reference and isinstance(reference[value], kind):
            continue
        candidates = [id_ for id_ in reference if isinstance(reference[id_], kind)]
        meant = nearest(value, candidates)
        at = (*path, plain_key(type(model), name))
        known = f"Там есть: {', '.join(candidates[:8])}." if candidates else "Справочник пуст."
        yield UNKNOWN_ID.finding(
            f"Кода «{value}» нет в {shelf}.", path=at, quote=str(value), fix=Fix(at, meant) if meant else None,
            hint=meant_or(meant, known),
        )  # fmt: skip
    if isinstance(model, Citation) and model.document and model.document not in workspace.documents:
        meant = nearest(model.document, workspace.documents)
        yield UNKNOWN_ID.finding(
            f"Приказа с кодом «{model.document}» в комплекте нет.", path=(*path, "документ"), quote=model.document,
            hint=meant_or(meant, "Код приказа стоит в его файле в поле «код»."),
        )  # fmt: skip
    if isinstance(model, Citation):
        yield from _citation(path, model, workspace)
    if isinstance(model, Post):
        yield from _holders(path, model, reference.people)


def _citation(path: Path, citation: Citation, workspace: Workspace) -> Iterator[Finding]:
    """A citation must name an order of the workspace, or carry the kind, body, date and number itself (std:T10)."""
    if citation.document:
        if not isinstance(workspace.documents.get(citation.document), (Order, type(None))):
            yield UNKNOWN_ID.finding(
                f"Документ «{citation.document}» не приказ: сослаться на него как на акт нельзя.",
                path=(*path, "документ"), quote=citation.document, hint="Назовите код приказа, который его утверждает.",
            )  # fmt: skip
        return
    missing = [
        key for key, value in (
            ("вид", citation.kind), ("орган", citation.authority or citation.authority_words or citation.kind),
            ("дата", citation.date), ("номер", citation.number),
        ) if not value
    ]  # fmt: skip
    if missing:
        yield BARE_CITATION.finding(
            f"У акта «{citation.id}» не указано: {', '.join(missing)}.", path=path, quote=citation.id,
            hint="Впишите их или, если это приказ комплекта, назовите его: «документ: код приказа».",
        )  # fmt: skip


def _holders(path: Path, post: Post, people: Mapping[str, Person]) -> Iterator[Finding]:
    for index, dating in enumerate(post.holder):
        if dating.value not in people:
            meant = nearest(dating.value, people)
            known = f"Там есть: {', '.join(list(people)[:8])}." if people else "Справочник пуст."
            yield UNKNOWN_ID.finding(
                f"Кода «{dating.value}» нет в справочнике лиц.", path=(*path, "занимает", index, "значение"),
                quote=dating.value, hint=meant_or(meant, known),
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
                f"Приложение «{id_ or annex.file}» не названо ни в одном пункте.", path=("приложения", index),
                quote=annex.file, hint=f"Добавьте пункт «утверждает: {id_}» или сошлитесь на него: {{{id_}}}.",
            )  # fmt: skip
