"""What a derivation starts from: plans, their order, or a workspace; and the municipalities or schools there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import InputError
from docgen.files.folders import ROOT_FILE, is_folder
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, has_errors
from docgen.model.cluster import ClusterList
from docgen.model.order import Order
from docgen.model.party import Municipality
from docgen.model.plan import Plan
from docgen.nearness import nearest
from docgen.rules import Scope, rule
from docgen.work.deriving_word import FOREIGN, with_changes

NO_SOURCE = rule("нечего-выводить", "Среди названных файлов нет планов, из которых выводят", scope=Scope.SET)
UNKNOWN_PLACE = rule("муниципалитет-неизвестен", "Такого муниципалитета или школы нет в справочниках", scope=Scope.SET)


@dataclass(frozen=True)
class Superior:
    """An order with those of its plans that go down; ``order`` is None for plans that stand alone."""

    order: Order | None
    plans: tuple[tuple[str, Plan], ...]
    """Each with its id among the order's annexes."""


@dataclass(frozen=True)
class Sources:
    """Everything that is derived from."""

    opened: Opened
    superiors: tuple[Superior, ...]
    lists: tuple[ClusterList, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def plans(self) -> list[Plan]:
        """All plans."""
        return [plan for superior in self.superiors for _, plan in superior.plans]

    @property
    def is_municipal(self) -> bool:
        """Whether the plans are those of a municipality, so that the next step is to its schools."""
        return bool(self.plans) and all(plan.municipality and not plan.school for plan in self.plans)

    def municipality(self, id_: str) -> Municipality:
        """The municipality by its id; raises ``InputError`` that names the nearest one."""
        known = self.opened.workspace.reference.municipalities
        if id_ in known:
            return known[id_]
        meant = nearest(id_, known)
        hint = f"Вероятно, «{meant}»." if meant else f"Есть: {', '.join(known) or 'ни одного'}."
        raise InputError([UNKNOWN_PLACE.finding(f"Муниципалитета с кодом «{id_}» нет.", quote=id_, hint=hint)])


def sources_at(paths: Sequence[Path]) -> Sources:
    """The documents at these paths; raises ``InputError`` with all findings when one is faulty or nothing goes down."""
    foreign = [path for path in paths if path.suffix.lower() in FOREIGN]
    paths = [path for path in paths if path not in foreign]
    if not paths:
        raise InputError([_foreign_alone(foreign[0])])
    opened = open_workspace(paths[0])
    findings = list(opened.findings)
    superiors: list[Superior] = []
    for path in paths:
        if is_folder(path) or path.name == ROOT_FILE:
            superiors += _of_workspace(opened)
            continue
        loaded = opened.file(path, str(path))
        findings += loaded.findings
        if isinstance(loaded.model, Order):
            superiors.append(_of_order(opened, loaded.model))
        elif isinstance(loaded.model, Plan):
            superiors.append(_of_plan(opened, loaded.model))
    superiors = [superior for superior in superiors if superior.plans]
    if has_errors(findings):
        raise InputError(findings)
    if not superiors:
        raise InputError(
            [
                NO_SOURCE.finding(
                    f"В «{', '.join(map(str, paths))}» нет планов мероприятий.", quote=str(paths[0]),
                    hint="Назовите план, приказ с планами в приложениях или папку комплекта.",
                )
            ]
        )  # fmt: skip
    documents = (document for document in opened.workspace.documents.values() if isinstance(document, ClusterList))
    found = tuple(_joined(superiors))
    for path in foreign:
        found = _changed_by(found, path, opened, findings)
    return Sources(opened, found, tuple(documents), findings)


def _foreign_alone(path: Path) -> Finding:
    return NO_SOURCE.finding(
        f"«{path.name}» – чужой файл: не с чем его сопоставить.", document=str(path), quote=path.name,
        hint="Назовите рядом и комплект с прежним планом, или прочитайте файл: docgen read ФАЙЛ -o ПАПКА.",
    )  # fmt: skip


def _changed_by(
    superiors: tuple[Superior, ...], path: Path, opened: Opened, findings: list[Finding]
) -> tuple[Superior, ...]:
    """The superiors with the plans of a foreign file in the place of those that they are."""
    plans = [plan for superior in superiors for _, plan in superior.plans]
    changed, said = with_changes(plans, path, opened.workspace)
    findings += said
    made, place = [], 0
    for superior in superiors:
        own = tuple((id_, changed.get(place + n, plan)) for n, (id_, plan) in enumerate(superior.plans))
        made.append(Superior(superior.order, own))
        place += len(superior.plans)
    return tuple(made)


def _of_workspace(opened: Opened) -> Iterator[Superior]:
    for document in opened.workspace.documents.values():
        if isinstance(document, Order):
            yield _of_order(opened, document)
    annexed = {id(plan) for each in opened.workspace.documents.values() if isinstance(each, Order)
               for _, plan in _of_order(opened, each).plans}  # fmt: skip
    for document in opened.workspace.documents.values():
        if isinstance(document, Plan) and id(document) not in annexed and not document.school:
            yield Superior(None, ((document.id or "", document),))


def _of_order(opened: Opened, order: Order) -> Superior:
    try:
        annexes = opened.workspace.annexes(order)
    except KeyError:
        annexes = ()
    pairs = zip(order.annexes, annexes, strict=False)
    return Superior(order, tuple((a.id or d.id or "", d) for a, d in pairs if isinstance(d, Plan)))


def _of_plan(opened: Opened, plan: Plan) -> Superior:
    """A plan with the order that approves it, where the workspace has one."""
    for document in opened.workspace.documents.values():
        if isinstance(document, Order):
            for id_, annexed in _of_order(opened, document).plans:
                if annexed is plan:
                    return Superior(document, ((id_, plan),))
    return Superior(None, ((plan.id or "", plan),))


def _joined(superiors: list[Superior]) -> Iterator[Superior]:
    """Plans of one order together, each once."""
    by_order: dict[int, tuple[Order | None, dict[str, Plan]]] = {}
    for superior in superiors:
        key = id(superior.order) if superior.order is not None else 0
        by_order.setdefault(key, (superior.order, {}))[1].update(dict(superior.plans))
    for order, plans in by_order.values():
        yield Superior(order, tuple(plans.items()))
