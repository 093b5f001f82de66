"""Annexes of an order: each is the document of another file, or a small one that stands inside the order."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from docgen.model.annex_document import AnnexDocument
from docgen.model.base import Id, Model, custom_error
from docgen.model.composition import Composition, SchoolPairs
from docgen.model.regulation import Regulation
from docgen.model.requisites import Restriction
from docgen.model.table import Duties, Form, Scan, Schedule, Table
from docgen.nearness import nearest

INSIDE: dict[str, type[AnnexDocument]] = {
    "состав": Composition,
    "пары": SchoolPairs,
    "положение": Regulation,
    "график": Schedule,
    "форма": Form,
    "таблица": Table,
    "ответственные": Duties,
    "скан": Scan,
}
"""The annexes that may stand inside the file of their order, by their ``вид``."""


def _inside(value: Any) -> AnnexDocument:
    """The document by its kind; only the kind that is there is built, most orders have none."""
    if isinstance(value, AnnexDocument):
        return value
    if not isinstance(value, dict):
        raise custom_error("не-тот-вид-значения", "Нужны поля приложения, первым – «вид».")
    word = value.get("вид")
    kind = INSIDE.get(word) if isinstance(word, str) else None
    if kind is None:
        raise _unknown_kind(word)
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        found = {"модель": kind, "ошибки": error.errors(include_url=False)}
        raise PydanticCustomError("вложенное", "{модель}", found) from None


_IN_FILES = ("план", "список")
"""The annexes that always have a file of their own."""


def _unknown_kind(word: Any) -> PydanticCustomError:
    meant = nearest(word, INSIDE) if isinstance(word, str) else None
    known = f"Внутри приказа бывают: {', '.join(INSIDE)}."
    if word in _IN_FILES:
        said = f"{str(word).capitalize()} внутри приказа не стоит: запишите его в свой файл и назовите его «файл: …»."
    elif not isinstance(word, str) or not word.strip():
        said = f"Вид приложения не указан. {known}"
    else:
        said = f"Приложения вида «{word}» внутри приказа не бывает. " + (
            f"Вероятно, имелось в виду «{meant}»." if meant else known
        )
    return custom_error("недопустимое-значение", said, key="вид", meant=meant)


if TYPE_CHECKING:
    Inside = Composition | SchoolPairs | Regulation | Schedule | Form | Table | Duties | Scan
else:
    Inside = Annotated[AnnexDocument, PlainValidator(_inside), WithJsonSchema({"$comment": "inside"})]


class Annex(Model):
    """One annex. Its number is its place in the list; a single annex has none (GOST R 7.0.97, 5.19; std:A02)."""

    id: Id | None = Field(None, alias="код", description="Код приложения; если его нет, берётся код документа из файла")
    file: str | None = Field(
        None, alias="файл", description="Файл приложения, путь от файла приказа: ../plans/plan.yaml"
    )
    document: Inside | None = Field(None, alias="документ", description="Само приложение, если оно невелико")
    restriction: Restriction | None = Field(None, alias="гриф", description="Пометка «Для служебного пользования»")

    @property
    def name(self) -> str:
        """What the annex is called in messages: its file, or the kind of the document inside the order."""
        return self.file or (self.document.kind if self.document else "")
