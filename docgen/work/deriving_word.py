"""The region sends its changed plan as a Word file: its rows are known again by number and text, and keep their ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.loading import validated_document
from docgen.findings import Finding, Severity
from docgen.language.printing import Print, Printing
from docgen.likeness import paired, share_of_words
from docgen.model.numbering import numbers_of
from docgen.model.plan import Measure, Plan
from docgen.model.text import Text
from docgen.model.workspace import Workspace
from docgen.rules import Scope, rule
from docgen.work.reading import read

FOREIGN = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt")
"""The files that are read, not loaded."""

NOT_THIS_PLAN = rule("план-не-узнан", "Присланный план не похож ни на один из планов комплекта", scope=Scope.FILE)
MATCHED = rule(
    "план-узнан", "Присланный план сопоставлен с прежним по номерам и тексту", severity=Severity.NOTE, scope=Scope.FILE
)

_ALIKE, _SAME_PLAN, _SAME_NUMBER = 0.5, 0.5, 0.15
_TEXTS = ("мероприятие", "описание", "документ", "результат")
_FIELDS = {"мероприятие": "measure", "описание": "description", "документ": "document", "результат": "result"}


@dataclass(frozen=True)
class _Row:
    measure: Measure
    number: str
    section: int
    words: dict[str, str]

    @property
    def bag(self) -> Counter[str]:
        """The words of what is done."""
        return Counter(self.words.get("мероприятие", "").split())


def with_changes(plans: Sequence[Plan], path: Path, workspace: Workspace) -> tuple[dict[int, Plan], list[Finding]]:
    """The plans of a foreign file in the place of those known (by their place among ``plans``), under the old ids.

    Raises ``InputError`` when the file cannot be read or holds none of the plans.
    """
    reading = read(path, workspace.reference)
    changed: dict[int, Plan] = {}
    findings: list[Finding] = []
    for document in reading.documents:
        if not isinstance(document, Plan):
            continue
        new = _rows(document, workspace)
        shares = [len(_pairs(_rows(plan, workspace), new)) / max(len(plan.all_measures), 1) for plan in plans]
        best = max(range(len(plans)), key=shares.__getitem__, default=None)
        if best is None or shares[best] < _SAME_PLAN:
            continue
        changed[best] = _adopted(plans[best], document, workspace)
        count = round(shares[best] * len(plans[best].all_measures))
        message = f"«{path.name}» – это «{plans[best].id}»: узнано строк {count} из {len(plans[best].all_measures)}."
        findings.append(MATCHED.finding(message, document=str(path), quote=path.name))
    if not changed:
        fault = NOT_THIS_PLAN.finding(
            f"В «{path.name}» нет плана, похожего на планы комплекта.", document=str(path), quote=path.name,
            hint="Прочитайте его отдельно: docgen read ФАЙЛ -o ПАПКА.",
        )  # fmt: skip
        raise InputError([fault])
    return changed, findings


def _rows(plan: Plan, workspace: Workspace) -> list[_Row]:
    printing, numbers = Printing.of(plan, workspace, Print.SIGN), numbers_of(plan)
    found = []
    for place, section in enumerate(plan.sections or ()):
        found += [_row(measure, place, printing, numbers) for measure in section.measures]
    return found + [_row(measure, -1, printing, numbers) for measure in plan.measures]


def _row(measure: Measure, section: int, printing: Printing, numbers: Any) -> _Row:
    words = {key: _plain(str(printing.text(getattr(measure, name)))) for key, name in _FIELDS.items()
             if getattr(measure, name) is not None}  # fmt: skip
    number = numbers.get(id(measure))
    return _Row(measure, number.shown if number else "", section, words)


def _plain(words: str) -> str:
    """Words as they are compared: dashes, blanks, ё and bold aside."""
    words = re.sub(r"[–—‑-]", "-", words.replace("\u00a0", " ").replace("ё", "е").replace("**", ""))
    return " ".join(words.split()).rstrip(".")


def _pairs(old: list[_Row], new: list[_Row]) -> list[tuple[int, int]]:
    def alike(before: int, after: int) -> float:
        same = _SAME_NUMBER if old[before].number == new[after].number else 0.0
        return min(share_of_words(old[before].bag, new[after].bag) + same, 1.0)

    def keys(rows: list[_Row]) -> list[str]:
        return [row.words.get("мероприятие", "") for row in rows]

    return paired(keys(old), keys(new), alike, _ALIKE)


def _adopted(old: Plan, new: Plan, workspace: Workspace) -> Plan:
    """The new plan with the ids of the old one; a cell that prints the same keeps the words of our file."""
    before, after = _rows(old, workspace), _rows(new, workspace)
    known = {id(after[there].measure): before[here] for here, there in _pairs(before, after)}
    data = old.plain()
    codes = {row.measure.id or "" for row in before}
    sections: list[dict[str, Any]] = []
    for section in new.sections:
        rows = [known.get(id(measure)) for measure in section.measures]
        places = Counter(row.section for row in rows if row is not None)
        place = places.most_common(1)[0][0] if places else -1
        head = dict(data["разделы"][place]) if place >= 0 else {"название": str(section.title)}
        if _plain(str(head.get("название", ""))) != _plain(section.title.words):
            head["название"] = str(section.title)
        head["мероприятия"] = [
            _merged(measure, row, codes, head) for measure, row in zip(section.measures, rows, strict=True)
        ]
        sections.append(head)
    if sections:
        data["разделы"] = sections
    if new.measures:
        data["мероприятия"] = [_merged(measure, known.get(id(measure)), codes, data) for measure in new.measures]
    model, findings = validated_document(data)
    if not isinstance(model, Plan):
        raise InputError(findings)
    return model


def _merged(measure: Measure, row: _Row | None, codes: set[str], around: dict[str, Any]) -> dict[str, Any]:
    fresh = {key: value for key, value in measure.plain().items() if key not in ("код", "номер")}
    if "срок" in fresh:  # the print adds «г.», our files do without
        fresh["срок"] = re.sub(r"(?<=\d{4})[\u00a0 ]г\.", "", str(fresh["срок"]))
    if row is None:
        return {"код": _fresh_id(codes, around), **fresh}
    was = row.measure.plain()
    made = {"код": was["код"], **fresh}
    for key in _TEXTS:
        value = fresh.get(key)
        if key in was and (value is None or _plain(Text.parse(str(value)).words) == row.words.get(key)):
            made[key] = was[key]
    if (
        row.measure.deadline is not None
        and measure.deadline is not None
        and row.measure.deadline.same_as(measure.deadline)
    ):
        made["срок"] = was["срок"]
    if "ответственные" in was and _plain(str(fresh.get("ответственные", ""))) == _plain(str(was["ответственные"])):
        made["ответственные"] = was["ответственные"]
    return {key: made[key] for key in [*was, *(key for key in made if key not in was)] if key in made}


def _fresh_id(codes: set[str], around: dict[str, Any]) -> str:
    """An id that follows those of the section: «м320» behind «м319»."""
    own = [str(row.get("код", "")) for row in around.get("мероприятия", []) if isinstance(row, dict)]
    numbers = [re.fullmatch(r"(\D*)(\d+)", code) for code in own]
    found = [(match[1], int(match[2])) for match in numbers if match]
    prefix, number = max(found, key=lambda each: each[1], default=("м-новая-", 0))
    while f"{prefix}{number + 1}" in codes:
        number += 1
    codes.add(f"{prefix}{number + 1}")
    return f"{prefix}{number + 1}"
