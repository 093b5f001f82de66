"""The documents of a workspace, found by path or by id, each file read once and when it is needed.

A document that does not load is absent here; what was wrong with it stands in the findings of its file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.files.folders import document_files, id_in_head, real
from docgen.files.loading import Loaded, load_file
from docgen.model.workspace import Document


class Shelf(Mapping[Path, Document]):
    """The documents of a workspace by path, each file read once and when it is first asked for.

    ``shown_root`` is the workspace's folder as the user named it.
    """

    def __init__(self, root: Path | None, shown_root: Path | None) -> None:
        self.homes = Homes(root)
        self.asked: set[Path] = set()
        """The files that were asked for; whoever wants to know those of one document empties it before."""
        self._root, self._shown_root = root, shown_root
        self._loaded: dict[Path, Loaded] = {}
        self._real: dict[Path, Path] = {}
        self._folders: dict[str, str] = {}

    def __getitem__(self, path: Path) -> Document:
        loaded = self.file(path)
        if not isinstance(loaded.model, Document):
            raise KeyError(str(path))
        return loaded.model

    def __iter__(self) -> Iterator[Path]:
        loaded = [path for path, found in self._loaded.items() if isinstance(found.model, Document)]
        yield from loaded
        yield from (path for path in self.homes.values() if path not in loaded)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def file(self, path: Path, name: str | None = None) -> Loaded:
        """The file, read once; ``name`` is how the user wrote its path."""
        path = self.real(path)
        self.asked.add(path)
        if path not in self._loaded:
            self._loaded[path] = found = load_file(path, name or self.shown(path))
            if isinstance(found.model, Document):
                self.homes.known.setdefault(found.model.id or path.stem, path)
        return self._loaded[path]

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
        # On Windows one file may have a short name and a long one.
        is_odd = name in ("", ".", "..") or os.name == "nt" or os.path.islink(plain)  # noqa: PTH114
        return real(path) if is_odd else Path(plain)

    def shown(self, path: Path) -> str:
        """The path for messages: from the workspace as the user named it, else as it is."""
        written = str(path)
        if self._root is None or self._shown_root is None:
            return written
        inside = os.path.join(self._root, "")  # noqa: PTH118 - pathlib drops the slash at the end
        if written.startswith(inside):
            return str(self._shown_root / written[len(inside) :])
        return str(self._shown_root) if path == self._root else written


class Catalogue(Mapping[str, Document]):
    """Documents by id."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf, self._homes = shelf, shelf.homes

    def __getitem__(self, id_: str) -> Document:
        return self._shelf[self._homes[id_]]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


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
