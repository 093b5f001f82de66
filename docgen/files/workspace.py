"""Finding and opening workspaces: a folder of YAML files with its reference data, settings and profile."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from docgen.files.base import Bases
from docgen.files.folders import (
    PROFILE_FILE,
    REFERENCE_FOLDER,
    ROOT_FILE,
    closed_folder,
    data_files,
    find_root,
    is_file,
    real,
)
from docgen.files.loading import Loaded, load_all, load_file
from docgen.files.shelf import Catalogue, Homes, Shelf
from docgen.findings import Finding
from docgen.model.base import Model
from docgen.model.calendar import Calendar, CalendarFile
from docgen.model.profile import DEFAULT_PROFILE, Profile
from docgen.model.reference import REFERENCE_KINDS, Entry, ReferenceData
from docgen.model.workspace import DEFAULT_SETTINGS, Workspace, WorkspaceFile
from docgen.rules import Scope, rule

TAKEN_ID = rule("код-занят", "Один код у двух записей справочников или у двух документов", scope=Scope.SET)


@dataclass
class Opened:
    """A workspace with the files behind it."""

    root: Path | None
    shown_root: Path | None = None
    reference_files: list[Loaded] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    shelf: Shelf = field(init=False)
    bases: Bases = field(init=False)
    workspace: Workspace = field(init=False)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.root, self.shown_root)
        self.bases = Bases(self.root, self.shown_root)
        # Nothing that is kept here leads back here: a batch opens thousands, and each goes at once when it is done with.
        self.workspace = Workspace(
            root=self.root,
            settings=self._settings(),
            reference=self._reference(),
            profile=self._profile(),
            documents=Catalogue(self.shelf),
            files=self.shelf,
            homes=self.homes,
            real=self.shelf.real,
        )

    @property
    def homes(self) -> Homes:
        """The resolved path of each document by id."""
        return self.shelf.homes

    def file(self, path: Path, name: str | None = None) -> Loaded:
        """The file, read once; ``name`` is how the user wrote its path."""
        return self.shelf.file(path, name)

    def real(self, path: Path) -> Path:
        """The path without links."""
        return self.shelf.real(path)

    def shown(self, path: Path) -> str:
        """The path for messages: from the workspace as the user named it, else as it is."""
        return self.shelf.shown(path)

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
        if os.path.abspath(candidate) == str(root) and ".." not in candidate.parts:  # noqa: PTH100
            return candidate  # found without a look at the disk: links lead where they seem to
    for candidate in (path, *path.parents):
        if real(candidate) == root:
            return candidate
    try:
        return Path(*root.relative_to(Path.cwd()).parts)
    except ValueError:
        return root
