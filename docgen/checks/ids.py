"""Checks of ids in fields of their own: each must name an entry of the reference data of the right kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.findings import Finding, Fix, Path, Severity
from docgen.model.base import Model, plain_key
from docgen.model.citation import Citation
from docgen.model.cluster import School
from docgen.model.composition import Member
from docgen.model.order import SELF_CONTROL, Order, Point
from docgen.model.party import Municipality, Organisation, Person, Post, SchoolEntry
from docgen.model.plan import Plan, PlanPart
from docgen.model.requisites import Agreement, Drafter, Signatory, Submission, Visa
from docgen.model.table import Duties
from docgen.model.workspace import Workspace
from docgen.nearness import meant_or, nearest
from docgen.rules import rule

UNKNOWN_ID = rule("неизвестный-код", "Код не найден в справочниках или приложениях", source="std:T13")
BARE_CITATION = rule(
    "неполная-ссылка-на-акт",
    "У цитируемого акта нет вида, даты или номера",
    severity=Severity.WARNING,
    source="std:T10",
)

Wanted = tuple[tuple[type[Model], ...], str]

_ORGANISATIONS: Wanted = ((Organisation,), "справочнике организаций")
_PEOPLE: Wanted = ((Person,), "справочнике лиц")
_POSTS: Wanted = ((Post,), "справочнике должностей")
_MUNICIPALITIES: Wanted = ((Municipality,), "справочнике муниципалитетов")
_SCHOOLS: Wanted = ((SchoolEntry,), "справочнике школ")

_WANTED: Mapping[type[Model], Mapping[str, Wanted]] = {
    Order: {
        "authority": _ORGANISATIONS, "joint": _ORGANISATIONS,
        "acquainted": ((Person, Post), "справочниках лиц и должностей"),
    },
    Citation: {"authority": _ORGANISATIONS},
    Organisation: {"superior": _ORGANISATIONS, "municipality": _MUNICIPALITIES, "successor": _ORGANISATIONS},
    Post: {"organisation": _ORGANISATIONS, "holder": _PEOPLE, "acting": _PEOPLE},
    Signatory: {"post": _POSTS, "person": _PEOPLE},
    Submission: {"organisation": _ORGANISATIONS, "post": _POSTS, "person": _PEOPLE},
    Agreement: {"organisation": _ORGANISATIONS, "post": _POSTS, "person": _PEOPLE},
    Visa: {"post": _POSTS, "person": _PEOPLE},
    Drafter: {"person": _PEOPLE},
    Member: {"post": _POSTS, "person": _PEOPLE},
    Point: {"person": _PEOPLE, "control": _POSTS},
    School: {"entry": _SCHOOLS, "municipality": _MUNICIPALITIES},
    SchoolEntry: {"municipality": _MUNICIPALITIES, "superior": _ORGANISATIONS, "successor": _SCHOOLS},
    PlanPart: {"acts": ((Citation,), "справочнике актов")},
}  # fmt: skip
"""Fields that hold an id of the reference data: what they must name, and where that is kept."""

WITH_IDS = frozenset({*_WANTED, Duties})
"""The models that name others by id."""


def check_ids(path: Path, model: Model, workspace: Workspace) -> Iterator[Finding]:
    """The ids that one model gives and that are unknown or of another kind."""
    for name, wanted in _WANTED.get(type(model), {}).items():
        value = getattr(model, name)
        if value and value != SELF_CONTROL:
            for at, id_ in _ids((*path, plain_key(type(model), name)), value):
                yield from _unknown(at, id_, wanted, workspace)
    if isinstance(model, Citation) and model.document and model.document not in workspace.documents:
        meant = nearest(model.document, workspace.documents)
        yield UNKNOWN_ID.finding(
            f"Приказа с кодом «{model.document}» в комплекте нет.", path=(*path, "документ"), quote=model.document,
            hint=meant_or(meant, "Код приказа стоит в его файле в поле «код»."),
        )  # fmt: skip
    if isinstance(model, Citation):
        yield from _citation(path, model, workspace)
    if isinstance(model, Duties) and not isinstance(workspace.documents.get(model.plan), Plan):
        plans = [id_ for id_, document in workspace.documents.items() if isinstance(document, Plan)]
        yield UNKNOWN_ID.finding(
            f"Плана с кодом «{model.plan}» в комплекте нет.", path=(*path, "план"), quote=model.plan,
            hint=meant_or(nearest(model.plan, plans), f"Планы комплекта: {', '.join(plans) or 'нет'}."),
        )  # fmt: skip


def _ids(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    """The ids in a field: one, a list of them, or one for each span of days."""
    if isinstance(value, str):
        yield path, value
        return
    entries = list(value) if isinstance(value, tuple) else []
    plain = len(entries) == 1 and getattr(entries[0], "since", "") is None and getattr(entries[0], "until", "") is None
    for index, entry in enumerate(entries):
        if isinstance(entry, str):
            yield (*path, index), entry
        else:
            yield (path if plain else (*path, index, "значение")), entry.value


def _unknown(at: Path, id_: str, wanted: Wanted, workspace: Workspace) -> Iterator[Finding]:
    reference = workspace.reference
    kinds, shelf = wanted
    if id_ in reference and isinstance(reference[id_], kinds):
        return
    candidates = [known for known in reference if isinstance(reference[known], kinds)]
    meant = nearest(id_, candidates)
    known = f"Там есть: {', '.join(candidates[:8])}." if candidates else "Справочник пуст."
    yield UNKNOWN_ID.finding(
        f"Кода «{id_}» нет в {shelf}.", path=at, quote=str(id_), fix=Fix(at, meant) if meant else None,
        hint=meant_or(meant, known),
    )  # fmt: skip


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
