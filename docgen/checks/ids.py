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
from docgen.model.profile import Formula
from docgen.model.requisites import Agreement, Drafter, Signatory, Submission, Visa
from docgen.model.table import Duties
from docgen.model.workspace import Workspace
from docgen.nearness import meant_or, nearest
from docgen.rules import rule

UNKNOWN_ID = rule("неизвестный-код", "Код не найден в справочниках или приложениях", source="std:T13")
UNKNOWN_PARTY = rule(
    "ответственного-нет", "В плане нет ответственного, которого называет поле «только»", severity=Severity.WARNING
)
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
    Formula: {"authority": _ORGANISATIONS},
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
    if isinstance(model, Duties):
        yield from _duties(path, model, workspace)


def _duties(path: Path, duties: Duties, workspace: Workspace) -> Iterator[Finding]:
    """The plan that duties are taken from, and the parties that are to be chosen from it."""
    at = (*path, "план")
    plan = workspace.documents.get(duties.plan)
    if isinstance(plan, Plan):
        rows = (row for measure in plan.all_measures for row in measure.rows)
        named = list(dict.fromkeys(p.name for row in rows if row.responsible for p in row.responsible.parties))
        for index, party in enumerate(duties.parties):
            if party not in named:
                meant = nearest(party, named)
                yield UNKNOWN_PARTY.finding(
                    f"Ответственного «{party}» в плане «{duties.plan}» нет.", path=(*path, "только", index), quote=party,
                    hint=meant_or(meant, f"В плане названы: {', '.join(named[:8]) or 'никто'}."),
                    fix=Fix((*path, "только", index), meant) if meant else None,
                )  # fmt: skip
    elif plan is None and duties.plan in workspace.documents:
        yield UNKNOWN_ID.finding(
            f"План «{duties.plan}» не прочитан: в его файле ошибки.", path=at, quote=duties.plan,
            hint="Исправьте их: docgen check покажет все, если назвать ему папку комплекта.",
        )  # fmt: skip
    elif plan is not None:
        yield UNKNOWN_ID.finding(
            f"Документ «{duties.plan}» не план: вид у него «{plan.kind}».", path=at, quote=duties.plan,
            hint="Ответственные собираются из плана: назовите его код.",
        )  # fmt: skip
    else:
        # Whatever cannot be read is no plan to choose from; iterating over pairs would try to read it.
        plans = [id_ for id_ in workspace.documents if isinstance(workspace.documents.get(id_), Plan)]
        yield UNKNOWN_ID.finding(
            f"Плана с кодом «{duties.plan}» в комплекте нет.", path=at, quote=duties.plan,
            hint=meant_or(nearest(duties.plan, plans), f"Планы комплекта: {', '.join(plans) or 'нет'}."),
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
