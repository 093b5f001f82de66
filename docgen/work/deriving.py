"""derive: from the plans of a region those of its municipalities, from a municipality's those of its schools.

Each gets a workspace of its own: reference data, order, plans, lists, report. What stands there already is merged with
what has changed above. All of it appears, or nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.folders import REFERENCE_FOLDER, ROOT_FILE
from docgen.files.whole import write_all
from docgen.files.workspace import open_workspace
from docgen.findings import Finding, has_errors
from docgen.model.cluster import ClusterList
from docgen.model.party import Municipality
from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.transforms.derivation import derive
from docgen.transforms.derivation_facts import Derived, Facts, own_schools, schools_in
from docgen.transforms.derivation_order import AnnexedPlan, basis_of, derive_order, own_body
from docgen.transforms.derivation_rows import Bodies
from docgen.transforms.substitution import Naming, Wording
from docgen.work.deriving_amending import CONSOLIDATED, amending_draft
from docgen.work.deriving_answers import answers_in
from docgen.work.deriving_files import (
    Files,
    Kept,
    list_data,
    models_of,
    named_entries,
    reference_files,
    settings,
)
from docgen.work.deriving_merging import (
    BASE,
    REGISTERED,
    base_bytes,
    changed_above,
    is_frozen,
    kept_bases,
    merged_file,
    said_change,
)
from docgen.work.deriving_report import Page, as_markdown, summary
from docgen.work.deriving_sources import UNKNOWN_PLACE, Sources, Superior, sources_at

REPORT, SUMMARY = "отчёт.md", "сводка.md"


@dataclass(frozen=True)
class Wanted:
    """What is derived: for whom, into which folder, as of which day."""

    out: Path
    today: datetime.date
    only: str = ""
    order_day: datetime.date | None = None


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
    result = Derivation()
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
        yield _Place(sources.municipality(id_), folder, _facts(sources, id_, folder, wanted))


def _schools(sources: Sources, wanted: Wanted) -> Iterable[_Place]:
    municipality = sources.municipality(sources.plans[0].municipality or "")
    facts = _facts(sources, municipality.id, wanted.out, wanted)
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


def _facts(sources: Sources, municipality: str, folder: Path, wanted: Wanted) -> Facts:
    """What is known of a municipality: the region's reference data, its own workspace, its answers."""
    workspace = sources.opened.workspace
    answers = answers_in(wanted.out, municipality)
    reference = workspace.reference
    order_day = wanted.order_day or _day(answers.get("дата", ""))
    not_applicable: dict[str, str] = {}
    if (folder / ROOT_FILE).is_file():
        own = open_workspace(folder).workspace
        reference = _together(reference, own.reference)
        for document in own.documents.values():
            for each in getattr(document, "not_applicable", ()):
                not_applicable[f"{each.origin.document}/{each.origin.entry}"] = each.reason
            order_day = order_day or _planned(document)
    planned = [superior.order.day for superior in sources.superiors if superior.order is not None]
    day = order_day or next((day for day in planned if day != datetime.date.max), wanted.today)
    reference = _answered(reference, sources.municipality(municipality), day, answers)
    return Facts(reference, day, order_day, "", workspace.settings.region or "", sources.lists, answers, not_applicable)


def _answered(
    reference: ReferenceData, place: Municipality, day: datetime.date, answers: dict[str, str]
) -> ReferenceData:
    """The reference data with the bodies that the municipality has named in its answers."""
    naming, facts = Naming(place, day), Facts(reference, day, answers=answers)
    known = Bodies(reference, place.id, day).all_own
    roles = [code.removesuffix(_NAME) for code in answers if code.endswith(_NAME)]
    bodies = [own_body(role, place, naming, facts) for role in roles if role not in known]
    return replace(reference, organisations={**reference.organisations, **{body.id: body for body in bodies}})


_NAME = ".название"


def _planned(document: Any) -> datetime.date | None:
    registration = getattr(document, "registration", None)
    return (registration.date if registration else None) or getattr(document, "planned", None)


def _day(text: str) -> datetime.date | None:
    try:
        day, month, year = (int(part) for part in text.strip().rstrip("г. ").split("."))
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _together(above: ReferenceData, own: ReferenceData) -> ReferenceData:
    """The reference data of both; what the municipality says of itself holds."""
    if own is EMPTY_REFERENCE:
        return above
    return replace(
        above,
        organisations={**above.organisations, **own.organisations},
        people={**above.people, **own.people},
        posts={**above.posts, **own.posts},
        municipalities={**above.municipalities, **own.municipalities},
        acts={**above.acts, **own.acts},
        schools={**above.schools, **own.schools},
        abbreviations={**above.abbreviations, **own.abbreviations},
    )


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
    kept = Kept(sources.opened.workspace.reference, _own_entries(place.folder))
    files |= reference_files(documents, place.municipality, place.facts, more, kept)
    written = _merged(place.folder, files, orders, page)
    page.questions = list({question.code: question for question in page.questions}.values())
    written[place.folder / REPORT] = as_markdown(page).encode()
    return page, written


def _named(naming: Naming) -> str:
    name = naming.form("nom")
    return name[:1].upper() + name[1:]


def _own_entries(folder: Path) -> frozenset[str]:
    """The ids of reference data that stand in files which no derivation has written."""
    if not (folder / ROOT_FILE).is_file():
        return frozenset()
    derived = {(folder / name).resolve() for name in kept_bases(folder)}
    files = open_workspace(folder).reference_files
    entries = (
        entry for file in files if file.path.resolve() not in derived for entry in getattr(file.model, "entries", ())
    )
    return frozenset(entry.id for entry in entries)


def _superior(superior: Superior, place: _Place, page: Page) -> tuple[Files, list[Any], str]:
    """The files that one superior order with its plans gives, the reference data they bring, the order's file."""
    files: Files = {}
    annexed = []
    for _, plan in superior.plans:
        derived: Derived = derive(plan, place.municipality, place.facts, school=place.school)
        page.findings += derived.findings
        page.questions += derived.questions
        if derived.plan is None or not derived.rows:
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


def _merged(folder: Path, files: Files, orders: list[str], page: Page) -> dict[Path, bytes]:
    """The bytes of the files that are new or change, with the record of what was derived."""
    bases = kept_bases(folder)
    gone = {name: {**data, "записи": []} for name, data in bases.items() if name not in files and "записи" in data}
    files = {**files, **gone}
    page.changes += [change for name, data in files.items() for change in _said(name, data, bases.get(name))]
    if bases:
        page.state = "обновлено" if page.changes else "без изменений"
    frozen = [order for order in orders if is_frozen(folder, order)]
    if frozen:
        return _amended(folder, files, frozen, page, bases)
    return _written(folder, files, page, bases)


def _written(folder: Path, files: Files, page: Page, record: dict[str, dict[str, Any]]) -> dict[Path, bytes]:
    written: dict[Path, bytes] = {}
    record = dict(record)
    for name, data in files.items():
        merged = merged_file(folder, name, data, record.get(name))
        page.findings += merged.findings
        page.conflicts += len(merged.conflicts)
        if merged.content is not None:
            written[folder / name] = merged.content
        record[name] = data
    written[folder / BASE] = base_bytes(record)
    return written


def _amended(
    folder: Path, files: Files, frozen: list[str], page: Page, bases: dict[str, dict[str, Any]]
) -> dict[Path, bytes]:
    """What is signed stays; a draft that amends it is written where something has changed above."""
    documents = {name: data for name, data in files.items() if _is_document(name)}
    page.state = "приказ подписан, изменений нет"
    if not page.changes:
        return {}
    merged = {
        name: merged_file(folder, name, data, bases.get(name)) for name, data in documents.items() if name in bases
    }
    for each in merged.values():
        page.findings += each.findings
        page.conflicts += len(each.conflicts)
    drafts: Files = {}
    texts: dict[Path, bytes] = {}
    for order in frozen:
        draft = amending_draft(folder, order, {name: each.data for name, each in merged.items()})
        drafts |= draft.files
        page.findings += draft.findings
        if draft.text:
            texts[folder / CONSOLIDATED] = draft.text.encode()
    page.state = (
        "приказ подписан, подготовлен приказ о внесении изменений" if drafts else "приказ подписан, нужны изменения"
    )
    page.findings.append(_needs_amendment(folder, frozen[0], len(page.changes), drafted=bool(drafts)))
    return {**_written(folder, drafts, page, bases), **texts} if drafts else {}


def _is_document(name: str) -> bool:
    return "/" in name and not name.startswith(REFERENCE_FOLDER)


def _said(name: str, data: dict[str, Any], base: dict[str, Any] | None) -> list[str]:
    """What has changed above in one document, in words."""
    if not _is_document(name):
        return []
    return [f"{Path(name).stem}: {said_change(change, data, base)}" for change in changed_above(base, data)]


def _needs_amendment(folder: Path, order: str, count: int, *, drafted: bool) -> Finding:
    hint = (
        f"Проверьте проект «О внесении изменений» рядом с ним и текст в новой редакции ({CONSOLIDATED})." if drafted
        else "Подготовьте приказ «О внесении изменений»."
    )  # fmt: skip
    return REGISTERED.finding(
        f"Вышестоящий план изменён (изменений: {count}), а приказ «{order}» уже подписан: он не переписан.",
        document=str(folder / order), hint=hint,
    )  # fmt: skip
