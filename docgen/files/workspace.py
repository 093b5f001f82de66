"""Finding and reading workspaces: from a folder of YAML files to models, each file read once and when it is needed.

A document that does not load is absent from the workspace; what was wrong with it stands in the findings of its file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.files.base import Bases
from docgen.files.folders import (
    PROFILE_FILE,
    REFERENCE_FOLDER,
    ROOT_FILE,
    closed_folder,
    data_files,
    document_files,
    find_root,
    id_in_head,
    is_file,
    is_workbook,
    real,
)
from docgen.files.yaml import Source, read_yaml
from docgen.findings import Finding, has_errors
from docgen.model.base import Model
from docgen.model.calendar import Calendar, CalendarFile
from docgen.model.profile import DEFAULT_PROFILE, Profile
from docgen.model.reference import REFERENCE_KINDS, Entry, ReferenceData
from docgen.model.register_entry import Register
from docgen.model.validation import validated
from docgen.model.workspace import DEFAULT_SETTINGS, DOCUMENT_KINDS, FORMAT, Document, Workspace, WorkspaceFile
from docgen.nearness import meant_or, nearest
from docgen.rules import Scope, rule

if TYPE_CHECKING:
    from docgen.files.xlsx_source import WorkbookSource

UNKNOWN_KIND = rule("неизвестный-вид", "Поле «вид» не названо или такого вида нет", scope=Scope.FILE)
NEWER_FORMAT = rule("новый-формат", "Комплект сделан более новой версией docgen", scope=Scope.FILE)
TAKEN_ID = rule("код-занят", "Один код у двух записей справочников или у двух документов", scope=Scope.SET)

OTHER_KINDS: Mapping[str, type[Model]] = {
    **REFERENCE_KINDS, "комплект": WorkspaceFile, "профиль": Profile, "реестр": Register,
}  # fmt: skip


@dataclass
class Loaded:
    """One file as read: its text with positions, the model made from it (None when faulty) and all findings."""

    path: Path
    source: Source | WorkbookSource
    model: Model | None
    findings: list[Finding]


def load_file(path: Path, name: str | None = None) -> Loaded:
    """The file read and validated by its ``вид``; faults are findings with their line.

    Of a workbook with several kinds of reference data the first, with the findings on all of them.
    """
    first, *others = load_all(path, name)
    first.findings.extend(finding for other in others for finding in other.findings)
    return first


def load_all(path: Path, name: str | None = None) -> list[Loaded]:
    """What stands in a file, at least one: only a workbook may hold several kinds of reference data."""
    if not is_workbook(path):
        return [_validated(path, read_yaml(path, name))]
    from docgen.files.xlsx_reading import read_workbook

    return [_validated(path, source) for source in read_workbook(path, name)]


def _validated(path: Path, source: Source | WorkbookSource) -> Loaded:
    findings = list(source.findings)
    if has_errors(findings) or not isinstance(source.data, dict):
        return Loaded(path, source, None, findings)
    model, faults = validated_document(source.data)
    findings.extend(source.mark(finding) for finding in faults)
    return Loaded(path, source, model, findings)


def validated_document(data: Mapping[str, object]) -> tuple[Model | None, list[Finding]]:
    """The model that plain data describe, chosen by ``вид``, or None with the findings."""
    kinds = {**DOCUMENT_KINDS, **OTHER_KINDS}
    kind = data.get("вид")
    if not isinstance(kind, str) or kind not in kinds:
        meant = nearest(kind, kinds) if isinstance(kind, str) else None
        hint = meant_or(meant, f"Первой строкой пишите вид: {', '.join(kinds)}.")
        named = isinstance(kind, str) and kind.strip()
        stands = f"Вида «{kind}» нет." if named else "Не указан вид документа."
        return None, [
            UNKNOWN_KIND.finding(
                stands, path=("вид",), quote=kind if isinstance(kind, str) else "", hint=hint
            )
        ]  # fmt: skip
    if kind == "комплект" and str(data.get("формат", FORMAT)) > FORMAT and str(data.get("формат")).isdecimal():
        return None, [
            NEWER_FORMAT.finding(
                f"Формат комплекта «{data['формат']}» новее, чем понимает эта версия docgen ({FORMAT}).",
                path=("формат",), quote=str(data["формат"]), hint="Обновите docgen.",
            )
        ]  # fmt: skip
    return validated(kinds[kind], data)


class Shelf(Mapping[Path, Document]):
    """Documents by resolved path, each read when it is first asked for."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def __getitem__(self, path: Path) -> Document:
        loaded = self._opened.file(path)
        if not isinstance(loaded.model, Document):
            raise KeyError(str(path))
        return loaded.model

    def __iter__(self) -> Iterator[Path]:
        loaded = [path for path, found in self._opened.loaded.items() if isinstance(found.model, Document)]
        yield from loaded
        yield from (path for path in self._opened.homes.values() if path not in loaded)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Catalogue(Mapping[str, Document]):
    """Documents by id."""

    def __init__(self, shelf: Shelf, homes: Callable[[], Mapping[str, Path]]) -> None:
        self._shelf, self._homes = shelf, homes

    def __getitem__(self, id_: str) -> Document:
        return self._shelf[self._homes()[id_]]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._homes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes())

    def __len__(self) -> int:
        return len(self._homes())


class Homes(Mapping[str, Path]):
    """The resolved path of each document by id, found by a look at the head of each file."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._found: dict[str, Path] | None = None
        self.known: dict[str, Path] = {}
        self.taken: list[tuple[str, Path, Path]] = []

    def _all(self) -> dict[str, Path]:
        if self._found is None:
            self._found = {}
            for path in document_files(self._root) if self._root else ():
                id_ = id_in_head(path)
                if id_ in self._found:
                    self.taken.append((id_, path, self._found[id_]))
                self._found.setdefault(id_, path)
        return self._found

    def __getitem__(self, id_: str) -> Path:
        return self.known[id_] if id_ in self.known else self._all()[id_]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._all(), **self.known})

    def __len__(self) -> int:
        return len({**self._all(), **self.known})

    def __bool__(self) -> bool:
        return True  # whether there is any is not worth a look into every file


@dataclass
class Opened:
    """A workspace with the files behind it."""

    root: Path | None
    shown_root: Path | None = None
    loaded: dict[Path, Loaded] = field(default_factory=dict)
    reference_files: list[Loaded] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    asked: set[Path] = field(default_factory=set)
    """The files that were asked for; whoever wants to know those of one document empties it before."""
    homes: Homes = field(init=False)
    bases: Bases = field(init=False)
    workspace: Workspace = field(init=False)

    def __post_init__(self) -> None:
        self._real: dict[Path, Path] = {}
        self._folders: dict[str, str] = {}
        self.homes = Homes(self.root)
        self.bases = Bases(self.root, self.shown_root)
        shelf = Shelf(self)
        self.workspace = Workspace(
            root=self.root,
            settings=self._settings(),
            reference=self._reference(),
            profile=self._profile(),
            documents=Catalogue(shelf, lambda: self.homes),
            files=shelf,
            homes=self.homes,
        )

    def file(self, path: Path, name: str | None = None) -> Loaded:
        """The file, read once; ``name`` is how the user wrote its path."""
        path = self.real(path)
        self.asked.add(path)
        if path not in self.loaded:
            self.loaded[path] = found = load_file(path, name or self.shown(path))
            if isinstance(found.model, Document):
                self.homes.known.setdefault(found.model.id or path.stem, path)
        return self.loaded[path]

    def real(self, path: Path) -> Path:
        """The path without links, looked up once: an order asks for its annexes again and again."""
        found = self._real.get(path)
        if found is None:
            found = self._real[path] = self._without_links(path)
        return found

    def _without_links(self, path: Path) -> Path:
        folder, name = os.path.split(path)
        home = self._folders.get(folder)
        if home is None:
            home = self._folders[folder] = os.path.realpath(folder)
        plain = os.path.join(home, name)  # noqa: PTH118 - a few dozen times a document, and pathlib is five times slower
        return real(path) if name in ("", ".", "..") or os.path.islink(plain) else Path(plain)  # noqa: PTH114

    def shown(self, path: Path) -> str:
        """The path for messages: from the workspace as the user named it, else as it is."""
        written = str(path)
        if self.root is None or self.shown_root is None:
            return written
        inside = f"{self.root}{os.sep}"
        if written.startswith(inside):
            return str(self.shown_root / written[len(inside) :])
        return str(self.shown_root) if path == self.root else written

    def _settings(self) -> WorkspaceFile:
        model = self._side_file(self.root / ROOT_FILE) if self.root else None
        return model if isinstance(model, WorkspaceFile) else DEFAULT_SETTINGS

    def _profile(self) -> Profile:
        path = self.root / PROFILE_FILE if self.root else None
        model = self._side_file(path) if path and is_file(path) else None
        return model if isinstance(model, Profile) else DEFAULT_PROFILE

    def _side_file(self, path: Path) -> Model | None:
        loaded = load_file(path, self.shown(path))
        self.findings.extend(loaded.findings)
        return loaded.model

    def _reference(self) -> ReferenceData:
        kinds: dict[str, dict[str, Entry]] = {kind: {} for kind in REFERENCE_KINDS}
        seen: dict[str, str] = {}
        folder = self.root / REFERENCE_FOLDER if self.root else None
        closed: list[Path] = []
        calendars: list[CalendarFile] = []
        files = data_files(folder, closed) if folder else ()
        for loaded in (loaded for path in files for loaded in load_all(path, self.shown(path))):
            self.reference_files.append(loaded)
            self.findings.extend(loaded.findings)
            kind = getattr(loaded.model, "kind", None)
            if isinstance(loaded.model, CalendarFile):
                calendars.append(loaded.model)
            for index, entry in enumerate(getattr(loaded.model, "entries", ())):
                if entry.id in seen:
                    at = TAKEN_ID.finding(
                        f"Код «{entry.id}» уже занят: {seen[entry.id]}.", path=("записи", index, "код"), quote=entry.id,
                        hint="Коды справочников не повторяются; дайте записи другой код.",
                    )  # fmt: skip
                    self.findings.append(loaded.source.mark(at))
                    continue
                seen[entry.id] = f"{kind}, {loaded.source.name}"
                kinds[str(kind)][entry.id] = entry
        self.findings.extend(closed_folder(self.shown(path)) for path in closed)
        return ReferenceData(
            organisations=kinds["организации"],  # type: ignore[arg-type]
            people=kinds["лица"],  # type: ignore[arg-type]
            posts=kinds["должности"],  # type: ignore[arg-type]
            municipalities=kinds["муниципалитеты"],  # type: ignore[arg-type]
            acts=kinds["акты"],  # type: ignore[arg-type]
            schools=kinds["школы"],  # type: ignore[arg-type]
            abbreviations=kinds["сокращения"],  # type: ignore[arg-type]
            calendar=Calendar.of(calendars),
        )


def open_workspace(path: Path) -> Opened:
    """The workspace that a file or folder belongs to; outside of any, one that holds that file alone."""
    root = find_root(path)
    if root is None:
        return Opened(None)
    return Opened(root, _shown_root(path, root))


def _shown_root(path: Path, root: Path) -> Path | None:
    """The workspace's folder in the user's own words: the path up to it, relative where the user's was."""
    for candidate in (path, *path.parents):
        if real(candidate) == root:
            return candidate
    try:
        return Path(*root.relative_to(Path.cwd()).parts)
    except ValueError:
        return root
