"""Which documents may stay in Excel, on which sheets they stand, and which columns a sheet has.

One table a document: a row an entry, the code in a narrow column of its own, section rows across. What surrounds the
table stands on the sheet «Сведения», a row a field. Read by ``xlsx_reading``, written by ``xlsx_writing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from docgen.files.nodes import Plain
from docgen.files.xlsx_fields import Field, Form, fields_of
from docgen.model.base import Model
from docgen.model.citation import Citation
from docgen.model.cluster import Cluster, ClusterList, School
from docgen.model.composition import Composition, Member
from docgen.model.party import Abbreviation, Municipality, Organisation, Person, Post, SchoolEntry
from docgen.model.plan import COLUMN_HEADINGS, Measure, MeasureLine, Plan, Section
from docgen.model.reference import (
    AbbreviationFile,
    ActFile,
    MunicipalityFile,
    OrganisationFile,
    PersonFile,
    PostFile,
    SchoolFile,
)
from docgen.nearness import nearest
from docgen.patterns import pattern

INFO = "Сведения"
"""The sheet with the fields around the table."""
CHOICES = "Подсказки"
"""The hidden sheet from which cells offer words to choose."""
CODE = "код"
ROW_KIND = "вид строки"
NUMBER = "номер"
OWN = "прочее"
"""The field of a plan's row that holds the cells of the office's own columns."""
OWN_COLUMNS = "свои графы"


@dataclass(frozen=True)
class RowForm:
    """One kind of row: its word, the list that it belongs to, the model of its entries."""

    word: str
    key: str
    model: type[Model]


@dataclass(frozen=True)
class Layout:
    """How one kind of document stands in a workbook.

    ``head`` rows open what follows them (a section, a cluster); their title stands in the column ``title``. ``inside``
    rows belong to the row above them. With ``needs_head`` no row stands before the first head.
    """

    kind: str
    sheet: str
    model: type[Model]
    row: RowForm
    head: RowForm | None = None
    inside: RowForm | None = None
    title: str = ""
    needs_head: bool = False

    @cached_property
    def forms(self) -> tuple[RowForm, ...]:
        """All kinds of rows."""
        return tuple(form for form in (self.head, self.row, self.inside) if form)

    @cached_property
    def columns(self) -> Mapping[str, Field]:
        """The columns that the table may have, in the usual order; those of an office's own come besides."""
        found = {key: field for key, field in fields_of(self.row.model).items() if key not in self._nested}
        if self.head is not None:
            more = fields_of(self.head.model).items()
            found |= {key: f for key, f in more if key not in found and key not in self._nested and key != "название"}
            kinds = tuple(form.word for form in self.forms)
            found = {CODE: found.pop(CODE), ROW_KIND: Field(ROW_KIND, Form.CHOICE, choices=kinds), **found}
        if "школа" in found:  # schools are named by words first
            entry, support = found.pop("школа"), found.pop("сопровождение")
            found |= {"школа": entry, "сопровождение": support}
        return found

    @cached_property
    def info(self) -> Mapping[str, Field]:
        """The fields on the sheet «Сведения»; reference data have none."""
        if self.is_reference:
            return {}
        return {key: field for key, field in fields_of(self.model).items() if field.form is not Form.TABLE}

    @cached_property
    def tables(self) -> Mapping[str, Field]:
        """The lists that have a sheet of their own besides the main one."""
        main = {form.key for form in self.forms}
        return {k: f for k, f in fields_of(self.model).items() if f.form is Form.TABLE and k not in main}

    @property
    def is_reference(self) -> bool:
        """Whether it is reference data, of which several kinds may share a workbook."""
        return self.row.key == "записи"

    @property
    def _nested(self) -> set[str]:
        return {OWN, *(form.key for form in self.forms)}


def _reference(kind: str, model: type[Model], entry: type[Model]) -> Layout:
    return Layout(kind, kind.capitalize(), model, RowForm("запись", "записи", entry))


LAYOUTS: Mapping[str, Layout] = {
    layout.kind: layout
    for layout in (
        Layout(
            "план", "План", Plan, RowForm("мероприятие", "мероприятия", Measure), RowForm("раздел", "разделы", Section),
            RowForm("внутри", "строки", MeasureLine), title="мероприятие",
        ),
        Layout(
            "список", "Список", ClusterList, RowForm("школа", "школы", School),
            RowForm("кластер", "кластеры", Cluster), title="название", needs_head=True,
        ),
        Layout("состав", "Состав", Composition, RowForm("член", "члены", Member)),
        _reference("организации", OrganisationFile, Organisation),
        _reference("лица", PersonFile, Person),
        _reference("должности", PostFile, Post),
        _reference("муниципалитеты", MunicipalityFile, Municipality),
        _reference("акты", ActFile, Citation),
        _reference("школы", SchoolFile, SchoolEntry),
        _reference("сокращения", AbbreviationFile, Abbreviation),
    )
}  # fmt: skip
"""The documents and reference data that may stay in Excel, by their ``вид``."""

_ALSO: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("№", "№ п/п", "п/п", "№№ п/п"),
    ROW_KIND: ("вид", "тип строки"),
    "уровень": ("уровень управления", "уровень реализации"),
    "мероприятие": ("наименование мероприятия", "мероприятия", "содержание мероприятия"),
    "описание": ("описание специфики", "целевая аудитория"),
    "срок": ("сроки", "срок исполнения", "сроки исполнения", "срок реализации", "сроки реализации", "дата"),
    "ответственные": ("ответственный", "ответственные исполнители", "исполнители", "исполнитель"),
    "результат": ("ожидаемый результат", "ожидаемые результаты", "результаты"),
    "название": ("наименование", "полное наименование", "полное название", "название школы", "наименование школы"),
    "кратко": ("краткое наименование", "краткое название", "сокращение", "сокращенно"),
    "полностью": ("расшифровка", "полное название", "полное наименование"),
    "место": ("населенный пункт",),
    "школа": ("код школы",),
    "лицо": ("код лица", "фио"),
    "муниципалитет": ("район", "муниципальное образование"),
}
"""Other headings under which clerks know a column."""


def own_key(code: str) -> str:
    """The key of a column of the office's own."""
    return f"{OWN}.{code}"


def own_headings(data: Mapping[str, Plain]) -> dict[str, str]:
    """The headings of the office's own columns by their codes."""
    entries = data.get(OWN_COLUMNS)
    found: dict[str, str] = {}
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get(CODE), str):
            found[str(entry[CODE])] = str(entry.get("заголовок") or "")
    return found


def heading(field: Field) -> str:
    """What stands above a column: the key with a large letter, and whether a code is wanted; «код» itself stays small."""
    if field.key == CODE:
        return field.key
    return titled(field.key) + (" (код)" if field.is_code else "")


def titled(key: str) -> str:
    """A key as the name of a sheet or of a row: with a large letter."""
    return key[:1].upper() + key[1:]


def plain(words: str) -> str:
    """A heading to compare by: case, blanks, ё, brackets at the end and signs after it do not matter."""
    said = " ".join(words.lower().replace("ё", "е").split()).rstrip(" .:*")
    return _BRACKETS.sub("", said) or said


_BRACKETS = pattern(r"(?<=\S) ?\([^()]*\)$")
_NEAR = 0.8
"""The likeness from which a misspelt heading is taken for the one meant."""


def exact_names(keys: Iterable[str]) -> dict[str, str]:
    """The keys by all the headings that mean them, as ``plain`` puts them."""
    known = list(keys)
    names: dict[str, str] = {}
    for key in known:
        for name in (*_ALSO.get(key, ()), COLUMN_HEADINGS.get(key, key)):
            names.setdefault(plain(name), key)
    return {**names, **{plain(key): key for key in known}}  # what a key says of itself goes before all else


def key_named(words: str, keys: Iterable[str]) -> tuple[str | None, str | None]:
    """The key that a heading means, and where it means none for certain, the key that is nearest.

    >>> key_named("Уровень управления", ["уровень", "срок"]), key_named("Отвественные", ["ответственные"])
    (('уровень', None), ('ответственные', None))
    """
    said, names = plain(words), exact_names(keys)
    meant = said if said in names else nearest(said, names, _NEAR)
    if meant is not None:
        return names[meant], None
    near = nearest(said, names)
    return None, near and names[near]
