"""What all annexes that are documents of their own share: a kind, an id, a title, perhaps a signature."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from typing import ClassVar

from pydantic import Field

from docgen.model.allowance import Allowance
from docgen.model.base import Id, Model
from docgen.model.requisites import Signatory
from docgen.model.text import Text


class AnnexDocument(Model):
    """A document that is printed as an annex, from a file of its own or from inside the order."""

    separate: ClassVar[bool] = True

    kind: str = Field(alias="вид", description="Вид документа")
    id: Id | None = Field(None, alias="код", description="Код документа, единственный в комплекте")
    title: Text = Field(alias="название", description="Название приложения без точки в конце")
    intro: Text | None = Field(None, alias="вступление", description="Абзацы перед таблицей или списком")
    signatory: Signatory | None = Field(
        None, alias="подпись", description="Кто подписывает само приложение, если так принято"
    )
    allowances: tuple[Allowance, ...] = Field((), alias="разрешить", description="Допущенные замечания")
