"""A document of a returned file in three versions: as generated, as it is now, as it came back."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.files.folders import is_file
from docgen.files.loading import Loaded
from docgen.files.workspace import Opened
from docgen.findings import Finding
from docgen.findings import Path as FieldPath
from docgen.model.order import Order
from docgen.model.workspace import Document
from docgen.readers.blocks import NOWHERE, Remark
from docgen.readers.edits.outline import set_at
from docgen.readers.edits.reader import Returned
from docgen.transforms.merging import Change

if TYPE_CHECKING:
    from docgen.files.xlsx_source import WorkbookSource


@dataclass
class Part:
    """A document in its three versions as plain data, and the file that holds it, at ``prefix`` of its data."""

    loaded: Loaded
    base: dict[str, Any]
    ours: dict[str, Any]
    theirs: dict[str, Any]
    title: str = ""
    """What names it before the name of a field: «приложение № 1, »."""
    prefix: FieldPath = ()
    is_frozen: bool = False
    content: bytes = b""
    """The file as it was read."""
    back: Returned | None = None
    book: WorkbookSource | None = None
    """The workbook that came back, when it was one."""

    @property
    def name(self) -> str:
        """The file as the user knows it."""
        return self.loaded.source.name

    @property
    def findings(self) -> list[Finding]:
        """What could not be brought into the data; paths are those of the base."""
        return self.back.findings if self.back else []

    @property
    def remarks(self) -> list[tuple[FieldPath, Remark]]:
        """The comments in Word, with the paths in the base of what they stand at."""
        return self.back.remarks if self.back else []

    def place(self, change: Change) -> str:
        """Where in the returned file a change stands, as a person reads it."""
        if self.book is not None and change.kind != "удаление":
            spot = self.book.places.spot(change.path)
            return str(spot) if spot is not None else ""
        if self.back is None:
            return ""
        if change.kind == "удаление":
            above, _ = self.back.gone.get(change.path, (NOWHERE, ""))
            return f"ниже: {above}" if above != NOWHERE else ""
        path, places = change.path, self.back.places
        inside = (places[each] for each in places if each[: len(path)] == path)
        while path and path not in places:
            path = path[:-1]
        return str(next(inside, NOWHERE) if not path else places[path])

    def author(self, change: Change) -> str:
        """Who made a change, where Word tracked it."""
        if self.back is None:
            return ""
        if change.kind == "удаление":
            return self.back.gone.get(change.path, (NOWHERE, ""))[1]
        authors = self.back.authors
        return next((authors[path] for path in (change.path, change.path[:-1]) if authors.get(path)), "")

    def mark(self, finding: Finding) -> Finding:
        """The finding with its line; its path is one of ours."""
        return self.loaded.source.mark(finding.at(path=(*self.prefix, *finding.path)))

    def marked(self, finding: Finding) -> Finding:
        """The same for a finding whose path is one of the base."""
        return self.mark(finding.at(path=followed(self.base, finding.path, self.ours)))

    def put_into(self, data: dict[str, Any] | None, merged: dict[str, Any]) -> dict[str, Any]:
        """The data of the file with the merged document in its place; ``data`` has those of its other documents."""
        if not self.prefix:
            return merged
        whole: dict[str, Any] = deepcopy(data) if data is not None else self.loaded.model.plain()  # type: ignore[union-attr]
        set_at(whole, self.prefix, merged)
        return whole


class Home(NamedTuple):
    """Where a document stands now: in which file, and at which path of its data."""

    loaded: Loaded
    document: Document
    prefix: FieldPath = ()


def part_of(
    opened: Opened,
    home: Home,
    base: dict[str, Any],
    theirs: dict[str, Any],
    title: str = "",
    back: Returned | None = None,
) -> Part:
    """A document in its three versions, with what is known of its file."""
    path = home.loaded.path
    model = home.loaded.model
    is_frozen = path in opened.bases.frozen_annexes() or (isinstance(model, Order) and model.status.frozen)
    is_frozen = is_frozen or opened.bases.signed(home.document, path, opened.homes) is not None
    content = path.read_bytes() if is_file(path) else b""
    return Part(home.loaded, base, home.document.plain(), theirs, title, home.prefix, is_frozen, content, back)


def followed(base: Any, path: FieldPath, ours: Any) -> FieldPath:
    """Where a path of the base leads in ours, entries followed by their ``код``; as far as it goes."""
    found: list[str | int] = []
    for part in path:
        if isinstance(part, int) and isinstance(base, list) and isinstance(ours, list) and part < len(base):
            code = base[part].get("код") if isinstance(base[part], dict) else None
            same = (i for i, each in enumerate(ours) if code and isinstance(each, dict) and each.get("код") == code)
            place = next(same, None if code else part if part < len(ours) else None)
        else:
            place = None
        if place is not None:
            found.append(place)
            base, ours = base[part], ours[place]
        elif isinstance(part, str) and isinstance(ours, dict) and part in ours:
            found.append(part)
            base, ours = base.get(part) if isinstance(base, dict) else None, ours[part]
        else:
            break
    return tuple(found)
