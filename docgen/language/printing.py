"""Printing: everything that must be known to put one document into words.

It holds the day, the names in force on it, the numbers, the references and the house style; the words themselves are
made in ``resolve``, ``mentions`` and ``sentences``.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from docgen.findings import Finding
from docgen.language.deadlines import DeadlineStyle, print_deadline
from docgen.language.mentions import Mentions
from docgen.language.resolve import resolve_text
from docgen.language.resolved import Resolved
from docgen.language.typography import TypographyStyle, setting
from docgen.model.citation import Citation
from docgen.model.deadline import AnyDeadline
from docgen.model.numbering import Numbers, numbers_of
from docgen.model.order import Order, Status
from docgen.model.party import Organisation
from docgen.model.profile import Profile
from docgen.model.requisites import Signatory
from docgen.model.targets import Target, annex_ids, order_targets, own_targets, reference_targets, references_in
from docgen.model.text import Text
from docgen.model.workspace import Document, Workspace


class Print(enum.StrEnum):
    """The three prints of an order: marked as a draft, clean with blanks, or with its date and number."""

    DRAFT = "draft"
    SIGN = "sign"
    REGISTERED = "registered"

    @classmethod
    def of(cls, status: Status) -> Print:
        """The print that fits a status."""
        if status in (Status.DRAFT, Status.AGREEING):
            return cls.DRAFT
        return cls.REGISTERED if status.registered else cls.SIGN


class CopyMark(NamedTuple):
    """What certifies a copy: by whom, on which day, and for use outside the file where the original lies (5.26)."""

    signatory: Signatory
    day: datetime.date
    case: str | None = None
    """«01-05 за 2026 год»: the number of the file and its year."""


class Cited(NamedTuple):
    """An act as a citation names it, with the facts of an order of the same workspace filled in."""

    kind: str
    authority: Organisation | None
    authority_words: str | None
    date: datetime.date | None
    number: str | None
    title: str | None


# Kept by the wording: an office writes a few dozen deadlines again and again.
_printed_deadline = lru_cache(maxsize=8192)(print_deadline)


@dataclass
class Printing:
    """One printing of one document; ``order`` is the order that carries it (itself, or that of the annex)."""

    workspace: Workspace
    document: Document
    order: Order | None = None
    annexes: tuple[Document, ...] = ()
    print: Print = Print.DRAFT
    findings: list[Finding] = field(default_factory=list)
    own_deadline: AnyDeadline | None = None
    kept: frozenset[int] | None = None
    """The points that stay with the signature, once they have been counted."""
    citing: frozenset[str] = frozenset()
    """The orders whose titles are being put into words because one names the other."""
    certified: CopyMark | None = None
    """What the mark of a certified copy says; no other print has it."""
    numbers: Mapping[int, Numbers] = field(default_factory=dict)
    bookmarks: Mapping[int, str] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    scopes: Mapping[int, Mapping[str, Target]] = field(default_factory=dict)
    """What the texts of each part may refer to, by the ``id()`` of the document."""

    @classmethod
    def of(cls, document: Document, workspace: Workspace, print: Print | None = None) -> Printing:
        """The printing of a document by itself: an order with its annexes, or a plan or list alone."""
        order = document if isinstance(document, Order) else None
        annexes = workspace.annexes(order) if order else ()
        parts = (document, *annexes)
        numbers = {id(part): numbers_of(part) for part in parts}
        print = print or (Print.of(order.status) if order else Print.SIGN)
        printing = cls(workspace, document, order, annexes, print, numbers=numbers)
        base = dict(reference_targets(workspace.reference))
        base.update(order_targets(order, annexes) if order else own_targets(document))
        # An annex refers to its own rows and to reference data only: it is printed by itself and derived from, too.
        alone = reference_targets(workspace.reference)
        printing.scopes = {id(part): base if part is document else {**alone, **own_targets(part)} for part in parts}
        printing.targets = base
        printing.bookmarks = printing._bookmarks()
        return printing

    def of_annex(self, index: int) -> Printing:
        """The printing of one annex: the same day and style, the annex's own ids first."""
        annex = self.annexes[index]
        return Printing(
            self.workspace, annex, self.order, self.annexes, self.print, self.findings,
            numbers=self.numbers, bookmarks=self.bookmarks, targets=self.scopes[id(annex)], scopes=self.scopes,
        )  # fmt: skip

    def of_other(self, document: Document) -> Printing:
        """The printing of another document from which this one takes something: the same day, order and style."""
        index = next((i for i, annex in enumerate(self.annexes) if annex is document), None)
        if index is not None:
            return self.of_annex(index)
        other = Printing.of(document, self.workspace, self.print)
        other.order, other.findings, other.bookmarks = self.order, self.findings, {}
        return other

    def _bookmarks(self) -> dict[int, str]:
        """The names of the bookmarks that are needed, in order of first mention, by ``id()`` of the target."""
        names: dict[int, str] = {}
        for document in (self.document, *self.annexes):
            targets = self.scopes[id(document)]
            for reference in references_in(document):
                target = targets.get(reference.target)
                if target is not None and target.numbered:
                    names.setdefault(id(target.value), f"_Ref{len(names) + 1:05d}")
        for annex in self.annexes if len(self.annexes) > 1 else ():
            names.setdefault(id(annex), f"_Ref{len(names) + 1:05d}")
        return names

    @property
    def profile(self) -> Profile:
        """The house style."""
        return self.workspace.profile

    @cached_property
    def day(self) -> datetime.date:
        """The day whose names hold: that of the order, without one the latest known."""
        return self.order.day if self.order is not None else datetime.date.max

    @cached_property
    def style(self) -> TypographyStyle:
        """The typography of the house."""
        house = self.profile.typography
        return TypographyStyle(
            school_year=house.school_year, percent=house.percent, initials=house.initials, dash=house.dash,
            same_single=house.nested == "«»",
        )  # fmt: skip

    @cached_property
    def words(self) -> Callable[[str], str]:
        """Sets plain words in the typography of the house."""
        return setting(self.style)

    @cached_property
    def deadline_style(self) -> DeadlineStyle:
        """How deadlines are written in this house."""
        return DeadlineStyle(year_word=self.profile.typography.year_word)

    @property
    def mentions(self) -> Mentions:
        """The namer of references."""
        return Mentions(self)

    def text(self, text: Text | None) -> Resolved:
        """The text with references named and typography applied."""
        return resolve_text(text or Text("", ()), self.mentions.mention, self.style)

    def deadline(self, deadline: AnyDeadline) -> str:
        """The deadline as this house prints it."""
        if self.profile.typography.deadlines == "как есть":
            return str(deadline)
        return _printed_deadline(deadline, self.deadline_style)

    def cited(self, citation: Citation) -> Cited:
        """The facts of a cited act; those of an order of this workspace are taken from the order itself."""
        organisations = self.workspace.reference.organisations
        source = self.workspace.documents.get(citation.document) if citation.document else None
        if isinstance(source, Order):
            registration = source.registration
            # A title that refers to acts is put into words, unless the orders name one another in a circle.
            circular = citation.document in self.citing
            own = Printing.of(source, self.workspace) if source.title.references and not circular else None
            if own is not None:
                own.citing = self.citing | {citation.document or ""}
            return Cited(
                kind=source.kind,
                authority=organisations.get(source.authority),
                authority_words=None,
                date=registration.date if registration else None,
                number=registration.number if registration else None,
                title=str(own.text(source.title)) if own else source.title.words,
            )
        return Cited(
            kind=citation.kind or "акт",
            authority=organisations.get(citation.authority) if citation.authority else None,
            authority_words=citation.authority_words,
            date=citation.date,
            number=citation.number,
            title=citation.title,
        )

    def act(self, id_: str) -> Citation | None:
        """The act with that id: one that is cited, or an order of this workspace by its own id."""
        target = self.targets.get(id_)
        if target is not None and isinstance(target.value, Citation):
            return target.value
        if target is None and isinstance(self.workspace.documents.get(id_), Order):
            return Citation.model_construct(id=id_, document=id_)
        return None

    def annex_index(self, id_: str) -> int | None:
        """The place of the annex with that id, or None."""
        if self.order is None:
            return None
        ids = annex_ids(self.order, self.annexes)
        return ids.index(id_) if id_ in ids else None
