"""A whole set of documents moved to another school year: pure, from plain data to plain data with a checklist.

What one document becomes is ``rolling``'s, which documents move is ``standing``'s; here they meet with the reference data.
Files are read and written by ``work``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from docgen.findings import Finding
from docgen.language.printing import Printing
from docgen.model.base import Model
from docgen.model.citation import Citation
from docgen.model.order import Order
from docgen.model.profile import Profile
from docgen.model.reference import ActFile, PostFile
from docgen.model.table import Scan
from docgen.model.workspace import Document, Workspace, WorkspaceFile
from docgen.transforms.checklist import Checklist, Group, Item
from docgen.transforms.cited import asked_typed_acts
from docgen.transforms.facts import ask_facts, closed_schools
from docgen.transforms.heirs import Heirs
from docgen.transforms.holders import Holders, ask_people, ask_posts, replaced_people
from docgen.transforms.periods import Frame
from docgen.transforms.reference_year import (
    acts_used,
    rolled_acts,
    rolled_local_acts,
    rolled_posts,
    rolled_profile,
    rolled_settings,
)
from docgen.transforms.reissuing import as_draft, ask_old_repeals, note_draft, with_agreements, with_repeal
from docgen.transforms.renewed_origins import Moved, has_digests, with_new_digests
from docgen.transforms.rolling import Move, Rolling
from docgen.transforms.standing import Sorting, Standing, standings
from docgen.transforms.typed_acts import TypedAct
from docgen.transforms.workdays import Workdays
from docgen.transforms.year_names import moved_name, moved_path, unclashing

Data = dict[str, Any]


@dataclass(frozen=True)
class SourceFile:
    """One of our files: its path from the root of the workspace, its plain data, and what they say."""

    name: str
    data: Data
    model: Model


@dataclass(frozen=True)
class RolledSet:
    """The new year: the files that became others, by their old names, the new names of all that moved, the checklist."""

    files: Mapping[str, Data]
    names: Mapping[str, str]
    checklist: Checklist

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the answers."""
        return [*self.checklist.findings, *self.checklist.strays()]


def roll_over(files: Sequence[SourceFile], workspace: Workspace, frame: Frame, answers: Mapping[str, str]) -> RolledSet:
    """The set in the period to which the frame moves it. ``answers`` are those of the checklist, by id."""
    return _Set(files, workspace, frame, Checklist(answers)).rolled()


class _Set:
    """One rollover as it goes."""

    def __init__(self, files: Sequence[SourceFile], workspace: Workspace, frame: Frame, checklist: Checklist) -> None:
        self.files = {file.name: file for file in files}
        self.workspace, self.frame, self.checklist = workspace, frame, checklist
        is_after = workspace.profile.day_off == "следующий"
        self.workdays = Workdays(workspace.reference.calendar, after=is_after)
        self.heirs = Heirs(workspace.reference, checklist)
        self.holders = Holders()
        self.people = replaced_people(checklist, workspace.reference)
        self.typed: list[tuple[TypedAct, Item]] = []
        self._sources: dict[str, Moved | None] = {}

    def rolled(self) -> RolledSet:
        """The result; to be asked for once."""
        made = {file.name: rolled_settings(file.data, file.model, file.name, self.frame, self.checklist)
                for file in self.files.values() if isinstance(file.model, WorkspaceFile)}  # fmt: skip
        made |= {name: self._document(standing) for name, standing in self.standings.items() if standing.frame}
        asked_typed_acts(self.typed, self._own_numbers(), self._frame_of, self.checklist)
        made = {name: self._with_digests(data, made) for name, data in made.items()}
        made |= self._reference()
        names = self.names
        self.checklist.keep_strays()
        changed = {name: data for name, data in made.items() if data != self.files[name].data}
        return RolledSet(changed, names, self.checklist)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Which documents move, by file."""
        documents = {file.name: file.model for file in self.files.values() if isinstance(file.model, Document)}
        return standings(documents, Sorting(self.frame, self.workdays, self.workspace.reference, self.checklist))

    @cached_property
    def names(self) -> dict[str, str]:
        """The new names of the files that have one: documents that move, and the sheets that they bring along."""
        moving = {name: s.frame for name, s in self.standings.items() if s.frame}
        wanted = {name: moved_path(name, frame, is_document=True) for name, frame in moving.items()}
        scans: dict[str, str] = {}
        for name, frame in moving.items():
            scans |= {scan: moved_path(scan, frame, is_document=False) for scan in self._scans(name)}
        staying = {scan for name, s in self.standings.items() if not s.frame for scan in self._scans(name)}
        wanted |= {scan: moved for scan, moved in scans.items() if scan not in staying}
        names = unclashing(wanted, self.files)
        for old, new in names.items():
            self.checklist.add(Item(f"{old}/файл", Group.MOVED, new, "имя файла", "файл", old, new))
        return names

    def _scans(self, name: str) -> Iterator[str]:
        for document in self._with_inner(name):
            if isinstance(document, Scan):
                yield posixpath.normpath(posixpath.join(posixpath.dirname(name), document.file))

    def _with_inner(self, name: str) -> list[Document]:
        """The document of a file and those that stand inside it."""
        document = self.standings[name].document
        annexes = document.annexes if isinstance(document, Order) else ()
        return [document, *(annex.document for annex in annexes if annex.document is not None)]

    @cached_property
    def ids(self) -> dict[str, str]:
        """The documents whose ids hold the year, with their new ids."""
        moving = {s.document.id: moved_name(s.document.id, s.frame) for s in self.standings.values()
                  if s.frame and s.document.id}  # fmt: skip
        taken = {s.document.id or "" for s in self.standings.values()} | set(self.workspace.reference)
        ids = unclashing(moving, taken)
        for old, new in ids.items():
            self.checklist.add(Item(f"{old}/код", Group.MOVED, new, "код", "код документа", old, new))
        return ids

    # --- documents

    def _document(self, standing: Standing) -> Data:
        document, data = standing.document, self.files[standing.name].data
        move = self._move(standing, data)
        rolling = Rolling(document, move, self.checklist)
        made = self._period(rolling.rolled(data), standing, move)
        self.typed += rolling.acts
        if isinstance(document, Order):
            made = self._order(made, document, standing, move)
        self._facts(document, standing, move)
        day = standing.signing.new
        if day is not None and isinstance(document, Order):
            annexes = [
                s.document for s in self.standings.values() if s.order is document and s.document is not document
            ]
            self.holders.collect(
                [*self._with_inner(standing.name), *annexes],
                move.shown,
                day,
                move.heirs,
                self.workspace.reference.people,
            )
        return made

    def _with_digests(self, data: Data, made: Mapping[str, Data]) -> Data:
        """The data with origins that tell of their sources as they are now."""
        if not has_digests(data):
            return data

        def source(id_: str) -> Moved | None:
            if id_ not in self._sources:
                names = (n for n, s in self.standings.items() if self.ids.get(s.head, s.head) == id_ and n in made)
                name = next(names, None)
                old = self.files[name] if name else None
                self._sources[id_] = Moved(old.data, made[name], old.model) if name and old else None
            return self._sources[id_]

        renewed: Data = with_new_digests(data, source)
        return renewed

    def _move(self, standing: Standing, data: Data) -> Move:
        day = standing.signing.new or self.frame.target.start
        shown = self.names.get(standing.name, standing.name)
        assert standing.frame is not None  # only those that move come here
        return Move(
            standing.head, shown, standing.frame, standing.signing, self.workdays, self.heirs.on(day).renamer, self.ids,
            self.heirs.of(data, day, shown), self.people, lambda value: self._file(standing.name, value), standing.who,
            standing.signed, frozenset(_own_ids(data)),
        )  # fmt: skip

    def _file(self, home: str, value: str) -> str:
        """The path by which a document names another file, from where both lie from now on."""
        old = posixpath.normpath(posixpath.join(posixpath.dirname(home), value))
        new, new_home = self.names.get(old, old), self.names.get(home, home)
        if new == old and posixpath.dirname(new_home) == posixpath.dirname(home):
            return value
        return posixpath.relpath(new, posixpath.dirname(new_home) or ".")

    def _period(self, data: Data, standing: Standing, move: Move) -> Data:
        was = data.get("период")
        if not isinstance(was, str) or standing.frame is None:
            return data
        moved = moved_name(was, move.frame)
        became = moved if moved != was else str(move.frame.target)
        if standing.frame.school:
            self.checklist.add(Item(f"{move.head}/период", Group.MOVED, move.shown, "период", "период", was, became))
        return {**data, "период": became}

    def _order(self, data: Data, order: Order, standing: Standing, move: Move) -> Data:
        item = Item(move.head, Group.MOVED, move.shown, "документ", "документ", who=move.who)
        annexes = list(data.get("приложения", []))
        for index, annex in enumerate(order.annexes):
            if annex.document is not None:
                head = f"{move.head}/{annex.id or annex.document.id or index + 1}"
                inner = replace(move, head=head, before=f"приложение {index + 1}, ")
                rolling = Rolling(annex.document, inner, self.checklist)
                annexes[index] = {**annexes[index], "документ": rolling.rolled(annexes[index]["документ"])}
                self.typed += rolling.acts
                self._facts(annex.document, standing, inner)
        made = {**data, "приложения": annexes} if annexes else data
        note_draft(order, item, self.checklist)
        made = rolled_local_acts(made, order.citations, move, self.checklist)
        made = with_agreements(made, order, item, self.checklist)
        made = ask_old_repeals(made, item, self.checklist)
        made = with_repeal(made, order, self._title(order), item, self.checklist)
        return as_draft(made, standing.signing.new)

    def _title(self, order: Order) -> str:
        """The title of an order as it is printed."""
        if order.id is None:
            return order.title.words
        cited = Printing.of(order, self.workspace).cited(Citation.model_construct(id=order.id, document=order.id))
        return " ".join((cited.title or order.title.words).replace("\u00a0", " ").split())

    def _facts(self, document: Document, standing: Standing, move: Move) -> None:
        closed = closed_schools(document, standing.signing.new, self.workspace.reference)
        ask_facts(document, move.head, move.shown, move.who, self.checklist, closed)

    # --- the rest

    def _reference(self) -> dict[str, Data]:
        """Acts, posts and the profile."""
        moving = [d for name, s in self.standings.items() if s.frame for d in self._with_inner(name)]
        staying = [d for name, s in self.standings.items() if not s.frame for d in self._with_inner(name)]
        used, kept = acts_used(moving), acts_used(staying)
        ask_people(self.holders, self.workspace.reference, self.checklist)
        start = self.frame.target.start
        held = ask_posts(self.holders, self.workspace.reference, self.heirs.new_posts, start, self.checklist)
        made: dict[str, Data] = {}
        for file in self.files.values():
            if isinstance(file.model, ActFile):
                made[file.name] = rolled_acts(file.data, file.model, file.name, self.frame, used, kept, self.checklist)
            elif isinstance(file.model, PostFile):
                made[file.name] = rolled_posts(file.data, file.model, self.heirs.new_posts.values(), held)
            elif isinstance(file.model, Profile):
                latest = self.heirs.on(max(self._days(), default=start))
                made[file.name] = rolled_profile(file.data, file.name, latest.renamer, latest.bodies, self.checklist)
        return made

    def _days(self) -> list[date]:
        return [s.signing.new for s in self.standings.values() if s.frame and s.signing.new]

    def _own_numbers(self) -> dict[str, str]:
        """The orders of the set by their numbers."""
        orders = (s.document for s in self.standings.values() if s.frame and isinstance(s.document, Order))
        return {o.registration.number: o.id or o.kind for o in orders if o.registration and o.registration.number}

    def _frame_of(self, item: Item) -> Frame:
        found = (
            s.frame for s in self.standings.values() if s.frame and self.names.get(s.name, s.name) == item.document
        )
        return next(found, self.frame)


def _own_ids(data: Any) -> Iterator[str]:
    """The ids of everything inside plain data."""
    if isinstance(data, dict):
        if isinstance(own := data.get("код"), str):
            yield own
        for value in data.values():
            yield from _own_ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from _own_ids(value)
