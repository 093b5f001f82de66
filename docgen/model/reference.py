"""Reference data: the facts of an office that its documents refer to by id."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import Field

from docgen.model.base import Model
from docgen.model.calendar import Calendar, CalendarFile
from docgen.model.citation import Citation
from docgen.model.party import Abbreviation, Municipality, Organisation, Person, Post, SchoolEntry

Entry = Organisation | Person | Post | Municipality | Citation | SchoolEntry | Abbreviation
"""Anything that reference data hold."""


class OrganisationFile(Model):
    """A file of organisations."""

    kind: Literal["организации"] = Field(alias="вид", description="Вид справочника")
    entries: tuple[Organisation, ...] = Field(alias="записи", description="Организации")


class PersonFile(Model):
    """A file of people."""

    kind: Literal["лица"] = Field(alias="вид", description="Вид справочника")
    entries: tuple[Person, ...] = Field(alias="записи", description="Люди")


class PostFile(Model):
    """A file of posts."""

    kind: Literal["должности"] = Field(alias="вид", description="Вид справочника")
    entries: tuple[Post, ...] = Field(alias="записи", description="Должности")


class MunicipalityFile(Model):
    """A file of municipalities."""

    kind: Literal["муниципалитеты"] = Field(alias="вид", description="Вид справочника")
    entries: tuple[Municipality, ...] = Field(alias="записи", description="Муниципалитеты")


class ActFile(Model):
    """A file of acts that are cited."""

    kind: Literal["акты"] = Field(alias="вид", description="Вид справочника")
    entries: tuple[Citation, ...] = Field(alias="записи", description="Акты")


class SchoolFile(Model):
    """A file of schools."""

    kind: Literal["школы"] = Field(alias="вид", description="Вид справочника")
    entries: tuple[SchoolEntry, ...] = Field(alias="записи", description="Школы")


class AbbreviationFile(Model):
    """A file of abbreviations."""

    kind: Literal["сокращения"] = Field(alias="вид", description="Вид справочника")
    entries: tuple[Abbreviation, ...] = Field(alias="записи", description="Сокращения")


REFERENCE_KINDS: Mapping[str, type[Model]] = {
    "календарь": CalendarFile,
    "организации": OrganisationFile,
    "лица": PersonFile,
    "должности": PostFile,
    "муниципалитеты": MunicipalityFile,
    "акты": ActFile,
    "школы": SchoolFile,
    "сокращения": AbbreviationFile,
}
"""The reference files by their ``вид``."""


@dataclass(frozen=True)
class ReferenceData:
    """Everything an office knows, by id. Ids are unique over all kinds, so that one reference means one thing."""

    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    acts: Mapping[str, Citation] = field(default_factory=dict)
    schools: Mapping[str, SchoolEntry] = field(default_factory=dict)
    abbreviations: Mapping[str, Abbreviation] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    def __getitem__(self, id: str) -> Entry:
        """The entry with that id; raises ``KeyError``."""
        return self._all[id]

    def __contains__(self, id: object) -> bool:
        return id in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    @cached_property
    def _all(self) -> dict[str, Entry]:
        return {
            **self.schools, **self.abbreviations, **self.acts, **self.municipalities, **self.posts, **self.people,
            **self.organisations,
        }  # fmt: skip


EMPTY_REFERENCE = ReferenceData()
