"""Tables: any table, a schedule, a blank form, and who answers for what in a plan."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from docgen.model.annex_document import AnnexDocument
from docgen.model.base import Id, Model, YesNo, custom_error
from docgen.model.fields import PIN_SAYS, Count, DeadlineField, PinnedNumber, Sheets
from docgen.model.party import Responsible
from docgen.model.text import Text


class OwnColumn(Model):
    """A column that the office names itself."""

    id: Id | None = Field(None, alias="код", description="Код графы")
    heading: str = Field(alias="заголовок", description="Заголовок графы: с большой буквы, без точки")
    width: Count = Field(0, alias="ширина", description="Доля ширины: графа с 4 вдвое шире графы с 2")
    centred: YesNo = Field(False, alias="по центру", description="да, если в графе числа или даты")
    blank: YesNo = Field(False, alias="оставить пустой", description="да: пустые ячейки заполнят от руки, без тире")
    merged: YesNo = Field(False, alias="объединять", description="да: одинаковые соседние ячейки станут одной")


CELLS = "ячейки"
"""The key that a row without anything else leaves out."""
SECTION = "раздел"


def _row(value: Any) -> Any:
    """A row from what may stand for one; a section without a word is none, a cell with nothing behind its dash is empty."""
    if isinstance(value, list):
        value = {CELLS: value}
    if isinstance(value, TableRow):
        return value
    if not isinstance(value, dict):
        raise custom_error("не-тот-вид-значения", "Нужен список ячеек: «- [МБОУ «СОШ № 1», г. Гагарин]».")
    made = dict(value)
    if isinstance(made.get(CELLS), list):
        made[CELLS] = ["" if cell is None else cell for cell in made[CELLS]]
    if not str(made.get(SECTION) or "").strip():
        made.pop(SECTION, None)
    return made


class TableRow(Model):
    """A row: its cells in the order of the columns, or a heading across the table."""

    id: Id | None = Field(None, alias="код", description="Код строки")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    section: Text | None = Field(None, alias=SECTION, description="Заголовок поперёк таблицы вместо ячеек")
    cells: tuple[Text, ...] = Field((), alias=CELLS, description="Ячейки по порядку граф")

    def plain_inside(self) -> Any:
        """The list of its cells, where a row has nothing else: so clerks write it."""
        data = self.plain()
        return data[CELLS] if set(data) == {CELLS} else data


Row = Annotated[TableRow, BeforeValidator(_row, json_schema_input_type=TableRow | tuple[str, ...])]
"""A row may be written as the plain list of its cells."""


class Table(AnnexDocument):
    """Any table."""

    kind: Literal["таблица"] = Field(alias="вид", description="Вид документа")
    columns: tuple[OwnColumn, ...] = Field(
        alias="графы", min_length=1, description="Графы по порядку, без графы номера"
    )
    numbered: YesNo = Field(True, alias="с номерами", description="нет: таблица без графы «№ п/п»")
    landscape: YesNo = Field(False, alias="поперёк", description="да: лист лежит")
    rows: tuple[Row, ...] = Field(alias="строки", min_length=1, description="Строки: списки ячеек или разделы")
    closing: Text | None = Field(None, alias="заключение", description="Абзацы после таблицы")


class FormField(Model):
    """A line of a blank form: what is asked and room to write."""

    label: str = Field(alias="что", description="Что вписать: «Наименование муниципалитета»")
    hint: str | None = Field(None, alias="пояснение", description="Мелкая строка под чертой")


class Form(AnnexDocument):
    """A blank form to be filled in: lines, a table with empty rows, places for signatures."""

    kind: Literal["форма"] = Field(alias="вид", description="Вид документа")
    fields: tuple[FormField, ...] = Field((), alias="поля", description="Строки, которые заполняют")
    columns: tuple[OwnColumn, ...] = Field((), alias="графы", description="Графы таблицы, без графы номера")
    numbered: YesNo = Field(True, alias="с номерами", description="нет: таблица без графы «№ п/п»")
    landscape: YesNo = Field(False, alias="поперёк", description="да: лист лежит")
    rows: tuple[Row, ...] = Field((), alias="строки", description="Строки, часть ячеек которых уже заполнена")
    blank_rows: Count = Field(0, alias="пустых строк", description="Сколько пустых строк добавить")
    signatures: tuple[str, ...] = Field((), alias="подписи", description="Кто подпишет заполненную форму")


ScheduleColumn = Literal["номер", "срок", "время", "мероприятие", "участники", "место", "ответственные"]
"""The columns that a schedule may have."""

SCHEDULE_HEADINGS: dict[str, str] = {
    "номер": "№ п/п",
    "срок": "Дата",
    "время": "Время",
    "мероприятие": "Мероприятие",
    "участники": "Участники",
    "место": "Место проведения",
    "ответственные": "Ответственные",
}


SCHEDULE_FIELDS: dict[str, str] = {
    "номер": "number",
    "срок": "deadline",
    "время": "time",
    "мероприятие": "measure",
    "участники": "audience",
    "место": "place",
    "ответственные": "responsible",
}
"""The field of an event that stands in each column."""


class Event(Model):
    """A row of a schedule."""

    id: Id | None = Field(None, alias="код", description="Код строки")
    number: PinnedNumber | None = Field(None, alias="номер", description=PIN_SAYS)
    deadline: DeadlineField | None = Field(None, alias="срок", description="День или дни: 15.10.2026")
    time: str | None = Field(None, alias="время", description="Время: 10:00")
    measure: Text = Field(alias="мероприятие", description="Что проводится")
    audience: Text | None = Field(None, alias="участники", description="Для кого")
    place: Text | None = Field(None, alias="место", description="Где проводится")
    responsible: Responsible | None = Field(None, alias="ответственные", description="Кто проводит")


class Schedule(AnnexDocument):
    """A schedule (график): what takes place when and where."""

    kind: Literal["график"] = Field(alias="вид", description="Вид документа")
    columns: tuple[ScheduleColumn, ...] = Field(
        ("номер", "срок", "мероприятие", "место", "ответственные"), alias="графы", description="Графы по порядку"
    )
    headings: dict[ScheduleColumn, str] = Field({}, alias="заголовки граф", description="Свои заголовки граф")
    events: tuple[Event, ...] = Field(alias="строки", min_length=1, description="Строки графика по порядку")


class Duties(AnnexDocument):
    """Who answers for what and by when: built from a plan, nothing in it is typed again."""

    kind: Literal["ответственные"] = Field(alias="вид", description="Вид документа")
    plan: Id = Field(alias="план", description="Код плана, по которому составляется таблица")
    parties: tuple[str, ...] = Field(
        (), alias="только", description="Только эти ответственные, как они названы в плане"
    )


class Scan(AnnexDocument):
    """Sheets that exist on paper only: in Word a sheet with the mark and the title, its pages follow in the PDF."""

    kind: Literal["скан"] = Field(alias="вид", description="Вид документа")
    file: str = Field(alias="файл", description="Файл PDF с листами, путь от файла, где он назван")
    sheets: Sheets = Field(alias="листов", description="Сколько листов в приложении")
