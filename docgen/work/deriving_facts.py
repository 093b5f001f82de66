"""What is known of a municipality before its plans are derived: above, in its own workspace, by its answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docgen.files.folders import ROOT_FILE
from docgen.files.workspace import open_workspace
from docgen.model.party import Municipality
from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.transforms.derivation_facts import Facts
from docgen.transforms.derivation_order import own_body
from docgen.transforms.derivation_rows import Bodies
from docgen.transforms.substitution import Naming
from docgen.work.deriving_answers import answers_in
from docgen.work.deriving_merging import kept_bases
from docgen.work.deriving_sources import Sources


@dataclass(frozen=True)
class Wanted:
    """What is derived: for whom, into which folder, as of which day."""

    out: Path
    today: datetime.date
    only: str = ""
    order_day: datetime.date | None = None


def facts_of(sources: Sources, municipality: str, folder: Path, wanted: Wanted) -> Facts:
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


def own_entries(folder: Path) -> frozenset[str]:
    """The ids of reference data that stand in files which no derivation has written."""
    if not (folder / ROOT_FILE).is_file():
        return frozenset()
    derived = {(folder / name).resolve() for name in kept_bases(folder)}
    files = open_workspace(folder).reference_files
    entries = (
        entry for file in files if file.path.resolve() not in derived for entry in getattr(file.model, "entries", ())
    )
    return frozenset(entry.id for entry in entries)
