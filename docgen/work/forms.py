"""forms: the case forms that docgen doubts, and putting the ones that a person confirmed into the reference data."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files.folders import ROOT_FILE, is_file, is_folder, real
from docgen.files.loading import Loaded, load_all
from docgen.files.lock import lock
from docgen.files.saving import with_data
from docgen.files.whole import write_all
from docgen.files.workspace import Opened, open_workspace
from docgen.files.yaml import Source
from docgen.findings import Finding
from docgen.language.mentions import DOUBTFUL_FORM
from docgen.language.proposing import CASE_NAMES, Initials, Name, Proposal, names_of
from docgen.model.base import parse_date
from docgen.model.months import date_text
from docgen.model.reference import REFERENCE_KINDS
from docgen.rules import Scope, rule

NOTHING_DECLINED = rule("нечего-склонять", "По этому пути нет справочников, или в имени нет фамилии", scope=Scope.FILE)

_NAME_KEYS = {"лица": "фамилия", "сокращения": "полностью"}


@dataclass(frozen=True)
class Declined:
    """One entry of a reference file whose names are declined."""

    root: Path | None
    loaded: Loaded
    index: int
    entry: Any
    initials: Initials = "И.О."

    @property
    def names(self) -> tuple[Name, ...]:
        """The names of the entry."""
        return names_of(self.entry, self.initials)

    def doubts(self) -> Iterator[tuple[Name, Proposal]]:
        """The forms that are in doubt and not stored."""
        for name in self.names:
            for proposal in name.doubtful():
                yield name, proposal

    def findings(self) -> Iterator[Finding]:
        """The doubtful forms as findings, each at its name in the file."""
        key = _NAME_KEYS.get(str(getattr(self.loaded.model, "kind", "")), "название")
        for number, name in enumerate(self.names):
            path = ("записи", self.index, key)
            for proposal in name.doubtful():
                yield self.loaded.source.mark(
                    DOUBTFUL_FORM.finding(
                        f"Форма «{proposal.form}» ({proposal.case}. п. от «{name.shown}») вычислена неуверенно: "
                        f"{proposal.doubt}.",
                        path=path if name.only else (*path, number, "значение"), quote=name.words,
                        hint=f"Проверьте и впишите у «{self.entry.id}» формы: {{{proposal.case}: …}} "
                        f"или ответьте на вопросы: docgen forms {self.loaded.source.name} --ask",
                    )
                )  # fmt: skip


@dataclass
class Survey:
    """What was looked through: the entries, and what stood in the way of others."""

    declined: list[Declined] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Answer:
    """What a person said of one entry: its gender if it was missing, and the forms that are right."""

    declined: Declined
    gender: str | None = None
    forms: list[tuple[Name, str, str]] = field(default_factory=list)
    """The name, the case and the form."""

    @property
    def count(self) -> int:
        """How many values it writes."""
        return len(self.forms) + bool(self.gender)


def survey(paths: Iterable[Path]) -> Survey:
    """The entries of the reference files at these paths: a workspace, its ``комплект.yaml`` or one reference file."""
    found = Survey()
    seen: set[tuple[Path, str | None]] = set()
    for path in paths:
        opened = open_workspace(path)
        files = _reference_files(path, opened)
        if not files:
            found.findings.append(_nothing(path))
        for loaded in files:
            if (key := (loaded.path, getattr(loaded.model, "kind", None))) in seen:
                continue
            seen.add(key)
            found.findings.extend(loaded.findings)
            initials = opened.workspace.profile.typography.initials
            for index, entry in enumerate(getattr(loaded.model, "entries", ())):
                declined = Declined(opened.root, loaded, index, entry, initials)
                if declined.names:
                    found.declined.append(declined)
    return found


def _reference_files(path: Path, opened: Opened) -> list[Loaded]:
    place = real(path)
    if is_folder(path) or place.name == ROOT_FILE:
        inside = [loaded for loaded in opened.reference_files if is_folder(path) and loaded.path.is_relative_to(place)]
        return inside or opened.reference_files
    if not is_file(path):
        return []
    found = [loaded for loaded in opened.reference_files if real(loaded.path) == place] or load_all(place, str(path))
    return [each for each in found if each.model is None or getattr(each.model, "kind", None) in REFERENCE_KINDS]


def _nothing(path: Path) -> Finding:
    stands = "нет справочников" if is_file(path) or is_folder(path) else "ничего нет"
    return NOTHING_DECLINED.finding(
        f"По пути «{path}» {stands}.", document=str(path), quote=str(path),
        hint="Укажите папку комплекта или справочник. Чтобы просклонять имя, допишите, чьё оно: --as лицо.",
    )  # fmt: skip


def store(answers: Sequence[Answer]) -> dict[str, int]:
    """Write what was answered, and return how many values each file took.

    The files are read anew under the lock of their workspace, so that what others wrote in the meantime stays; all files
    of a workspace are written or none. An entry that is gone by then is left out. Raises ``InputError`` when a file cannot
    be read or written.
    """
    counts: dict[str, int] = {}
    for root in dict.fromkeys(answer.declined.root for answer in answers if answer.count):
        with lock(root) if root else nullcontext():
            written: dict[Path, bytes] = {}
            ours = [answer for answer in answers if answer.declined.root == root and answer.count]
            for path in dict.fromkeys(answer.declined.loaded.path for answer in ours):
                of_file = [answer for answer in ours if answer.declined.loaded.path == path]
                name = of_file[0].declined.loaded.source.name
                data, counts[name] = _spliced(path, name, of_file)
                if counts[name]:
                    written[path] = data
            write_all(written)
    return counts


def _spliced(path: Path, name: str, answers: Sequence[Answer]) -> tuple[bytes, int]:
    content: bytes | None = None
    count = 0
    for loaded in load_all(path, name):
        if loaded.model is None:
            raise InputError(loaded.findings)
        data: Any = copy.deepcopy(loaded.source.data)
        entries = {str(entry["код"]).strip(): entry for entry in data["записи"]}
        for answer in (each for each in answers if each.declined.entry.id in entries):
            _put(entries[answer.declined.entry.id], answer)
            count += answer.count
        source = loaded.source
        if content is not None and not isinstance(source, Source):  # sheets of one workbook, one after the other
            source = replace(source, content=content)
        content = with_data(source, data)
    return content or b"", count


def _put(entry: dict[str, Any], answer: Answer) -> None:
    """Put the answer into the plain data of an entry."""
    if answer.gender:
        _insert(entry, "пол", answer.gender, after=("код", "фамилия", "имя", "отчество"))
    for name, case, form in answer.forms:
        if entry.get("формы") is None:
            _insert(entry, "формы", {}, after=("код", "фамилия", "имя", "отчество", "пол", "название", "полностью"))
        for stored in _stored(entry, name):
            stored.setdefault(case, form)
            ordered = {key: stored[key] for key in CASE_NAMES if key in stored}
            stored.clear()
            stored.update(ordered)


def _insert(entry: dict[str, Any], key: str, value: Any, *, after: tuple[str, ...]) -> None:
    """Put a key behind the last of those that it belongs behind."""
    place = max((number for number, known in enumerate(entry, 1) if known in after), default=len(entry))
    pairs = [pair for pair in entry.items() if pair[0] != key]
    pairs.insert(place, (key, value))
    entry.clear()
    entry.update(pairs)


def _stored(entry: dict[str, Any], name: Name) -> list[dict[str, Any]]:
    """The mappings of an entry that hold the forms of this name; one is made where there is none yet.

    Forms of an only name hold as long as they did. Where names have days, the forms get the days of their name.
    """
    forms = entry["формы"]
    if isinstance(forms, dict) and "значение" in forms:  # one fact with its days, written without a dash
        forms = entry["формы"] = [forms]
    if name.only:
        return [forms] if isinstance(forms, dict) else [dating["значение"] for dating in forms]
    if isinstance(forms, dict):
        # What was stored for all names alike stays with each of them.
        datings = [dating for dating in entry["название"] if isinstance(dating, dict)] if forms else []
        forms = entry["формы"] = [{**dating, "значение": dict(forms)} for dating in datings]
    days = (name.since, name.until)
    for dating in forms:
        if (_day(dating, "с"), _day(dating, "по")) == days:
            return [dating["значение"]]
    written = {key: date_text(day) for key, day in zip(("с", "по"), days, strict=True) if day is not None}
    made: dict[str, Any] = name.explicit.plain() if name.explicit else {}
    forms.append({**written, "значение": made})
    return [made]


def _day(dating: dict[str, Any], key: str) -> datetime.date | None:
    return parse_date(dating[key]) if dating.get(key) else None
