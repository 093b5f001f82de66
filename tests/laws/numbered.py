"""Orders with annexes of everything that carries a number, some numbers pinned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from docgen.model.workspace import DOCUMENT_KINDS, Document
from tests.builders import annexed, order, plan
from tests.strategies import Data, pins


def small(kind: str, **fields: Any) -> Document:
    """A small annex in a file of its own."""
    return DOCUMENT_KINDS[kind].model_validate({"вид": kind, "название": "Название", **fields})  # type: ignore[return-value]


class _Drawn:
    """The documents of one example, entry by entry."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw

    def pinned(self, entry: Data) -> Data:
        return {**entry, "номер": self.draw(pins)} if self.draw(st.integers(0, 3)) == 0 else entry

    def some(self, make: Callable[[], Any], least: int = 0, most: int = 3) -> list[Any]:
        return [make() for _ in range(self.draw(st.integers(least, most)))]

    def point(self, depth: int) -> Data:
        below = self.some(lambda: self.point(depth + 1), most=2) if depth < 4 else []
        return self.pinned({"текст": "делать", "пункты": below})

    def row(self) -> Data:
        return self.pinned({"мероприятие": "дело"})

    def plan(self, id_: str) -> Document:
        sections = self.some(lambda: self.pinned({"название": "Раздел", "мероприятия": self.some(self.row)}), most=2)
        parts = self.some(lambda: self.pinned({"часть": "цели", "текст": "цель"}), most=2)
        return plan(self.some(self.row), код=id_, разделы=sections, части=parts)

    def schools(self, id_: str) -> Document:
        def cluster() -> Data:
            return self.pinned({"название": "Группа", "школы": self.some(lambda: self.pinned({"название": "СОШ"}))})

        return small("список", код=id_, кластеры=self.some(cluster, 1, 2))

    def regulation(self, id_: str) -> Document:
        def chapter() -> Data:
            return self.pinned({"название": "Раздел", "пункты": self.some(lambda: self.point(2), most=2)})

        clauses = self.some(lambda: self.point(1), most=2)
        return small("положение", код=id_, разделы=self.some(chapter, most=2), пункты=clauses)

    def schedule(self, id_: str) -> Document:
        return small("график", код=id_, строки=self.some(self.row, 1))

    def table(self, id_: str) -> Document:
        def row() -> Data:
            return {"раздел": "Раздел"} if self.draw(st.booleans()) else self.pinned({"ячейки": ["а"]})

        kind = self.draw(st.sampled_from(["таблица", "форма"]))
        return small(kind, код=id_, графы=[{"заголовок": "А"}], строки=self.some(row, 1))

    def pairs(self, id_: str) -> Document:
        made = {"наставник": {"название": "а"}, "школа": {"название": "б"}}
        return small("пары", код=id_, пары=self.some(lambda: self.pinned(made), 1))


@st.composite
def numbered_documents(draw: DrawFn) -> tuple[Document, ...]:
    """An order of four levels with pins, and up to three annexes of everything that carries numbers."""
    drawn = _Drawn(draw)
    kinds = (drawn.plan, drawn.plan, drawn.schools, drawn.regulation, drawn.schedule, drawn.table, drawn.pairs)
    annexes = [draw(st.sampled_from(kinds))(f"а{number}") for number in range(draw(st.integers(0, 3)))]
    main = order(drawn.some(lambda: drawn.point(1), 1), приложения=annexed(*annexes))
    return main, *annexes
