"""The shapes that templates are checked against agree with what views answer."""

from __future__ import annotations

import pytest

from docgen.language.printed_fields import AnnexView
from docgen.language.printed_plan import Headings, LevelGroup
from docgen.language.shapes import CONTEXTS, VALUE, Shape, fields_of, shape_of
from docgen.language.view import printers
from docgen.model.base import Model
from docgen.model.citation import Citation
from docgen.model.order import Order, Point
from docgen.model.party import Organisation
from docgen.model.plan import Measure, Plan, Section


def owners() -> set[type]:
    """Everything that a template can reach."""
    found: set[type] = set()
    todo = [shape.owner for context in CONTEXTS.values() for shape in context.values()]
    while todo:
        owner = todo.pop()
        if owner is not None and owner not in found:
            found.add(owner)
            todo.extend(field.shape.owner for field in fields_of(owner).values())
    return found


def test_templates_reach_the_models_of_documents_and_the_computed_objects():
    assert {Order, Point, Plan, Section, Measure, Citation, AnnexView, Headings, LevelGroup} <= owners()


@pytest.mark.parametrize("owner", sorted((o for o in owners() if issubclass(o, Model)), key=lambda o: o.__name__))
def test_a_view_answers_exactly_the_fields_of_its_shape(owner):
    assert set(printers(owner)) == set(fields_of(owner))


@pytest.mark.parametrize("owner", sorted(owners(), key=lambda o: o.__name__))
def test_every_field_is_described(owner):
    assert [name for name, field in fields_of(owner).items() if not field.description] == []


@pytest.mark.parametrize(
    ("owner", "name", "shape"),
    [
        (Order, "points", Shape(Point, many=True)),
        (Point, "points", Shape(Point, many=True)),
        (Order, "title", VALUE),
        (Order, "preamble", Shape(optional=True)),
        (Order, "letterhead", Shape(many=True)),
        (Order, "city", Shape(optional=True)),
        (Point, "deadline", Shape(optional=True)),
        (Plan, "headings", Shape(Headings)),
        (Plan, "groups", Shape(LevelGroup, many=True)),
        (Plan, "columns", Shape(many=True)),
        (Section, "measures", Shape(Measure, many=True)),
        (LevelGroup, "measures", Shape(Measure, many=True)),
        (Organisation, "name", Shape(many=True)),
    ],
)
def test_fields_have_the_shape_of_what_a_view_answers(owner, name, shape):
    assert fields_of(owner)[name].shape == shape


def test_an_entry_of_a_list_is_an_object():
    assert Shape(Point, many=True).item == Shape(Point)


def test_an_annotation_of_several_kinds_is_a_value():
    assert shape_of(int | str) == VALUE
    assert shape_of(int | None) == Shape(optional=True)
