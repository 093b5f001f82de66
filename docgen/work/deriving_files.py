"""The files of a derived workspace: settings, reference data, the order, the plans, the lists; as plain data by path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.files.folders import PROFILE_FILE, REFERENCE_FOLDER, ROOT_FILE
from docgen.files.loading import validated_document
from docgen.model.base import Model
from docgen.model.cluster import ClusterList
from docgen.model.party import Municipality
from docgen.model.reference import Entry, ReferenceData
from docgen.model.targets import references_in
from docgen.model.workspace import FORMAT, Workspace
from docgen.transforms.derivation_facts import Facts, OwnSchools

Files = dict[str, dict[str, Any]]

_KINDS = {
    "организации": "organisations", "лица": "people", "должности": "posts", "муниципалитеты": "municipalities",
    "акты": "acts", "школы": "schools", "сокращения": "abbreviations",
}  # fmt: skip


def settings(workspace: Workspace, name: str, region: str) -> Files:
    """``комплект.yaml`` and ``профиль.yaml``."""
    made: dict[str, Any] = {"вид": "комплект", "формат": FORMAT, "название": name}
    if region:
        made["регион"] = region
    if workspace.settings.period is not None:
        made["учебный год"] = str(workspace.settings.period)
    return {ROOT_FILE: made, PROFILE_FILE: {"вид": "профиль", "название": name}}


@dataclass(frozen=True)
class Kept:
    """Reference data above, and the ids of entries that the municipality keeps in files of its own."""

    above: ReferenceData
    own: frozenset[str] = frozenset()


def reference_files(
    documents: Iterable[Model], municipality: Municipality, facts: Facts, more: Iterable[Model], kept: Kept
) -> Files:
    """The entries that the documents name, with those that these name in turn, and the bodies of the municipality."""
    reference = facts.reference
    wanted: dict[str, Entry] = {municipality.id: municipality}
    wanted |= {entry.id: entry for entry in more}  # type: ignore[misc, attr-defined]
    waiting = [*_own(reference, municipality.id), *_named(documents, reference), *_named(more, reference)]
    while waiting:
        id_ = waiting.pop()
        if id_ in reference and id_ not in wanted:
            wanted[id_] = kept.above[id_] if id_ in kept.above else reference[id_]
            waiting += _named([reference[id_]], reference)
    files: Files = {}
    for kind, field in _KINDS.items():
        order = {id_: place for place, id_ in enumerate(getattr(reference, field))}
        ids = [id_ for id_, entry in wanted.items() if _is(kind, entry) and id_ not in kept.own]
        ids.sort(key=lambda id_: order.get(id_, len(order)))
        if ids:
            entries = [{key: _undated(value) for key, value in wanted[id_].plain().items()} for id_ in ids]
            files[f"{REFERENCE_FOLDER}/{kind}.yaml"] = {"вид": kind, "записи": entries}
    return files


def _undated(value: Any) -> Any:
    """A value that has always held, without the list of dates around it."""
    is_one = (
        isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and list(value[0]) == ["значение"]
    )
    return value[0]["значение"] if is_one else value


def _is(kind: str, entry: Entry) -> bool:
    from docgen.model import citation, party

    types: Mapping[str, type[Model]] = {
        "организации": party.Organisation, "лица": party.Person, "должности": party.Post,
        "муниципалитеты": party.Municipality, "акты": citation.Citation, "школы": party.SchoolEntry,
        "сокращения": party.Abbreviation,
    }  # fmt: skip
    return isinstance(entry, types[kind])


def _own(reference: ReferenceData, municipality: str) -> list[str]:
    """The municipality's bodies, with the posts in them."""
    bodies = [
        body.id for body in reference.organisations.values() if body.municipality == municipality and body.stands_for
    ]
    posts = [post.id for post in reference.posts.values() if post.organisation in bodies]
    return [*bodies, *posts]


def _named(entries: Iterable[Model], reference: ReferenceData) -> list[str]:
    """The ids of reference data that stand in some entries, whether in texts or as values."""
    found: list[str] = []
    for entry in entries:
        found += [reference_.target for reference_ in references_in(entry)]
        found += [word for word in _words(entry.plain()) if word in reference]
    return found


def _words(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for key, child in value.items() if key != "код" for word in _words(child)]
    if isinstance(value, list):
        return [word for child in value for word in _words(child)]
    return [value] if isinstance(value, str) and len(value) < 60 and " " not in value else []


def named_entries(plans: Iterable[dict[str, Any]], facts: Facts) -> list[Model]:
    """The bodies and abbreviations that the cells of derived plans name by their short names."""
    reference = facts.reference
    cells = " ".join(str(value) for plan in plans for value in _values(plan))
    bodies = [body for body in reference.organisations.values() if _stands(body.short_on(facts.day), cells)]
    return [*bodies, *(term for term in reference.abbreviations.values() if _stands(term.short, cells))]


def _stands(name: str, cells: str) -> bool:
    return name in cells and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", cells) is not None


def _values(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for child in value.values() for word in _values(child)]
    if isinstance(value, list):
        return [word for child in value for word in _values(child)]
    return [str(value)]


def list_data(source: ClusterList, municipality: Municipality, own: OwnSchools, title: str) -> dict[str, Any] | None:
    """A list of schools with the municipality's own alone, or None when it has none there."""
    names = {id_ for id_, _ in own.all}
    clusters = []
    for cluster in source.plain()["кластеры"]:
        schools = [{k: v for k, v in school.items() if k != "номер"} for school in cluster.get("школы", [])
                   if {school.get("код"), school.get("школа"), school.get("название")} & names]  # fmt: skip
        if schools:
            clusters.append({**{k: v for k, v in cluster.items() if k != "номер"}, "школы": schools})
    if not clusters:
        return None
    return {"вид": "список", "код": f"{source.id}-{municipality.id}", "название": title, "кластеры": clusters}


def models_of(files: Files) -> list[Model]:
    """The documents among the files as models; one that is faulty is left out, the caller finds that out when checking."""
    return [model for data in files.values() if (model := validated_document(data)[0]) is not None]
