"""derive: from the plans of a region those of its municipalities, from a municipality's those of its schools.

Each gets a workspace of its own: reference data, order, plans, lists, report. What stands there already is merged with
what has changed above. All of it appears, or nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.folders import ROOT_FILE
from docgen.files.lock import lock
from docgen.files.whole import write_all
from docgen.findings import Finding, has_errors
from docgen.model.cluster import ClusterList
from docgen.model.party import Municipality
from docgen.transforms.derivation import derive
from docgen.transforms.derivation_facts import Derived, Facts, own_schools, schools_in
from docgen.transforms.derivation_order import AnnexedPlan, basis_of, derive_order
from docgen.transforms.derivation_rows import Bodies
from docgen.transforms.substitution import Naming, Wording
from docgen.work.deriving_facts import Wanted, facts_of, own_entries
from docgen.work.deriving_files import (
    Files,
    Kept,
    list_data,
    models_of,
    named_entries,
    reference_files,
    settings,
)
from docgen.work.deriving_report import Page, as_markdown, summary
from docgen.work.deriving_sources import UNKNOWN_PLACE, Sources, Superior, sources_at
from docgen.work.deriving_writing import merged_files

__all__ = ["Derivation", "Wanted", "derive_into"]

REPORT, SUMMARY = "отчёт.md", "сводка.md"


@dataclass
class Derivation:
    """What a derivation wrote and what it says."""

    pages: list[Page] = field(default_factory=list)
    folders: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)


def derive_into(paths: Sequence[Path], wanted: Wanted) -> Derivation:
    """Derive the plans at ``paths`` for one municipality or school, or for all with one folder each below ``out``.

    Raises ``InputError`` with all findings when a source is faulty or a file stands in the way; then nothing is written.
    """
    sources = sources_at(paths)
    result = Derivation(findings=list(sources.findings))
    files: dict[Path, bytes] = {}
    for place in _places(sources, wanted):
        page, made = _one(sources, place, wanted)
        files |= made
        result.pages.append(page)
        result.folders[page.id] = place.folder
        result.findings += [finding.at(document=finding.document or page.name) for finding in page.findings]
    if not wanted.only:
        files[wanted.out / SUMMARY] = summary(result.pages).encode()
    if has_errors(result.findings):
        raise InputError([finding for finding in result.findings if has_errors([finding])])
    with contextlib.ExitStack() as locks:
        for folder in result.folders.values():
            if (folder / ROOT_FILE).is_file():
                locks.enter_context(lock(folder))
        write_all(files)
    result.written = list(files)
    return result


@dataclass(frozen=True)
class _Place:
    """For whom: a municipality, or a school of it."""

    municipality: Municipality
    folder: Path
    facts: Facts
    school: str = ""
    school_name: str = ""


def _places(sources: Sources, wanted: Wanted) -> Iterable[_Place]:
    reference = sources.opened.workspace.reference
    if sources.is_municipal:
        yield from _schools(sources, wanted)
        return
    ids = [wanted.only] if wanted.only else list(reference.municipalities)
    if not ids:
        fault = UNKNOWN_PLACE.finding(
            "В справочниках нет ни одного муниципалитета.", hint="Заведите справочник «муниципалитеты»."
        )
        raise InputError([fault])
    for id_ in ids:
        folder = wanted.out if wanted.only else wanted.out / id_
        yield _Place(sources.municipality(id_), folder, facts_of(sources, id_, folder, wanted))


def _schools(sources: Sources, wanted: Wanted) -> Iterable[_Place]:
    municipality = sources.municipality(sources.plans[0].municipality or "")
    facts = facts_of(sources, municipality.id, wanted.out, wanted)
    own = {id_: name for plan in sources.plans for id_, name in own_schools(plan, municipality.id, facts).all}
    own |= {id_: entry.name_on(facts.day) for id_, entry in facts.reference.schools.items()}
    if wanted.only and wanted.only not in own:
        fault = UNKNOWN_PLACE.finding(
            f"Школы с кодом «{wanted.only}» в муниципалитете нет.",
            quote=wanted.only,
            hint=f"Есть: {', '.join(own) or 'ни одной'}.",
        )
        raise InputError([fault])
    for id_ in [wanted.only] if wanted.only else own:
        folder = wanted.out if wanted.only else wanted.out / id_
        yield _Place(municipality, folder, facts, id_, own[id_])


# One municipality or school


def _one(sources: Sources, place: _Place, wanted: Wanted) -> tuple[Page, dict[Path, bytes]]:
    naming = Naming(place.municipality, place.facts.day)
    page = Page(place.school or place.municipality.id, place.school_name or _named(naming))
    files: Files = settings(sources.opened.workspace, page.name, place.facts.region)
    more: list[Any] = []
    orders: list[str] = []
    for superior in sources.superiors:
        made, own, order = _superior(superior, place, page)
        files |= made
        more += own
        orders += [order] if order else []
    files |= _lists(sources, place)
    documents = models_of({name: data for name, data in files.items() if "/" in name})
    more += named_entries([data for name, data in files.items() if name.startswith("plans/")], place.facts)
    kept = Kept(sources.opened.workspace.reference, own_entries(place.folder))
    files |= reference_files(documents, place.municipality, place.facts, more, kept)
    written = merged_files(place.folder, files, orders, page)
    asked = {question.code: question for question in page.questions if question.code not in place.facts.answers}
    page.questions = list(asked.values())
    written[place.folder / REPORT] = as_markdown(page).encode()
    return page, written


def _named(naming: Naming) -> str:
    name = naming.form("nom")
    return name[:1].upper() + name[1:]


def _superior(superior: Superior, place: _Place, page: Page) -> tuple[Files, list[Any], str]:
    """The files that one superior order with its plans gives, the reference data they bring, the order's file."""
    files: Files = {}
    annexed = []
    for _, plan in superior.plans:
        derived: Derived = derive(plan, place.municipality, place.facts, school=place.school)
        page.findings += derived.findings
        page.questions += derived.questions
        if derived.plan is None or not any(row.taken for row in derived.rows):
            continue
        name = f"plans/{plan.id}.yaml"
        files[name] = derived.plan
        title = str(derived.plan["название"])
        page.plans.append((title, derived.rows))
        annexed.append(AnnexedPlan(str(derived.plan["код"]), f"../{name}", title))
    if superior.order is None or place.school or not annexed:
        return files, [], ""
    made = derive_order(superior.order, annexed, place.municipality, place.facts, basis_of(superior.order))
    page.findings += made.findings
    page.questions += made.questions
    order = f"orders/{superior.order.id}.yaml"
    files[order] = made.order
    return files, [*made.organisations, *made.posts, *made.people], order


def _lists(sources: Sources, place: _Place) -> Files:
    """The lists of schools that the plans are about, with the municipality's own schools."""
    files: Files = {}
    if place.school:
        return files
    about = {own_schools(plan, place.municipality.id, place.facts).source for plan in sources.plans}
    for source in sources.lists:
        if source.id not in about:
            continue
        own = schools_in(source, place.municipality.id, place.facts)
        data = list_data(source, place.municipality, own, _title_of(source, place))
        if data is not None:
            files[f"lists/{source.id}.yaml"] = data
    return files


def _title_of(source: ClusterList, place: _Place) -> str:
    facts = place.facts
    naming = Naming(place.municipality, facts.day)
    return Wording(naming, Bodies(facts.reference, place.municipality.id, facts.day), facts.region).title(
        str(source.title)
    )
