"""The workspace (комплект): reference data, profile and documents that belong together.

It holds values only; finding and reading the files is the business of ``files``.
"""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import Field

from docgen.model.annex import INSIDE
from docgen.model.base import Model
from docgen.model.cluster import ClusterList
from docgen.model.composition import Composition, SchoolPairs
from docgen.model.fields import PeriodField
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.profile import DEFAULT_PROFILE, Profile
from docgen.model.reference import EMPTY_REFERENCE, ReferenceData
from docgen.model.regulation import Regulation
from docgen.model.table import Duties, Form, Scan, Schedule, Table

FORMAT = "1"
"""The version of the workspace's format that this program reads and writes."""

Document = Order | Plan | ClusterList | Composition | SchoolPairs | Regulation | Schedule | Form | Table | Duties | Scan
"""What stands in one file and can be printed."""

DOCUMENT_KINDS: Mapping[str, type[Model]] = {
    "приказ": Order,
    "распоряжение": Order,
    "постановление": Order,
    "план": Plan,
    "список": ClusterList,
    **INSIDE,
}
"""The documents by their ``вид``."""

ROOT_NAMES: Mapping[type[Model], str] = {
    Order: "order",
    Plan: "plan",
    ClusterList: "list",
    Composition: "composition",
    SchoolPairs: "pairs",
    Regulation: "regulation",
    Schedule: "schedule",
    Form: "form",
    Table: "table",
    Duties: "duties",
    Scan: "scan",
}
"""What a template calls the document that it prints."""


class WorkspaceFile(Model):
    """``комплект.yaml``: what makes a folder a workspace."""

    kind: Literal["комплект"] = Field(alias="вид", description="Вид документа")
    format: Literal["1"] = Field(alias="формат", description="Версия формата комплекта")
    name: str = Field("", alias="название", description="Название комплекта")
    region: str | None = Field(None, alias="регион", description="Регион в именительном падеже")
    period: PeriodField | None = Field(None, alias="учебный год", description="Учебный год комплекта: 2026/2027")


DEFAULT_SETTINGS = WorkspaceFile.model_construct(kind="комплект", format="1", name="", region=None, period=None)


@dataclass(frozen=True)
class Workspace:
    """A folder's documents with what they refer to. ``root`` is None for documents that stand alone."""

    root: Path | None = None
    settings: WorkspaceFile = DEFAULT_SETTINGS
    reference: ReferenceData = EMPTY_REFERENCE
    profile: Profile = DEFAULT_PROFILE
    documents: Mapping[str, Document] = field(default_factory=dict)
    """Documents by id; those without one go by the stem of their file's name."""
    files: Mapping[Path, Document] = field(default_factory=dict)
    """Documents by their resolved path."""
    homes: Mapping[str, Path] = field(default_factory=dict)
    """The resolved path of each document by id."""
    real: Callable[[Path], Path] = field(default=Path.resolve, compare=False, repr=False)
    """Resolves a path; whoever has opened the workspace remembers what was resolved before."""

    def annexes(self, order: Order) -> tuple[Document, ...]:
        """The documents that the order's annexes name, in order; raises ``KeyError`` with the file that is missing."""
        if not order.annexes:
            return ()
        home = self._home(order)
        folder = home.parent if home else self.root or Path()
        found = [annex.document or self.files[self.real(folder / (annex.file or ""))] for annex in order.annexes]
        # Each annex is known by its identity; a file that is annexed twice makes two of them, with numbers of their own.
        known: set[int] = set()
        for index, document in enumerate(found):
            if id(document) in known:
                found[index] = document.model_copy()
            known.add(id(document))
        return tuple(found)

    def _home(self, order: Order) -> Path | None:
        """The file of an order; one without an id is known by its points, which its copies share."""
        if order.id:
            return self.homes.get(order.id)
        return next(
            (path for path in self.files if getattr(self.files.get(path), "points", None) is order.points), None
        )
