"""The shapes of what a template may name: which fields there are, of which kind, with what description.

Made from the models' annotations and from the declared fields, so that neither the check of a template nor the
reference of fields can disagree with what a view answers.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union

from docgen.language.printed_fields import AnnexView
from docgen.language.view import Computed, declared_fields
from docgen.model.base import Dating, Model
from docgen.model.order import Order
from docgen.model.workspace import ROOT_NAMES


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands behind a name: a value (no ``owner``), an object with fields, or a list of such."""

    owner: type | None = None
    many: bool = False
    optional: bool = False

    @property
    def item(self) -> Shape:
        """The shape of one entry of a list."""
        return Shape(self.owner)


VALUE = Shape()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a template: its shape and what it prints, in Russian where the model says it."""

    shape: Shape
    description: str


CONTEXTS: Mapping[str, Mapping[str, Shape]] = {
    "order": {"order": Shape(Order), "annexes": Shape(AnnexView, many=True)},
    **{
        root: {root: Shape(model), "annex": Shape(AnnexView, optional=True), "order": Shape(Order, optional=True)}
        for model, root in ROOT_NAMES.items()
        if model is not Order
    },
}
"""The names that each kind of template is given."""


@cache
def fields_of(owner: type) -> dict[str, Field]:
    """The fields that a template may name on a model or on one of the computed objects."""
    if issubclass(owner, Computed):
        hints = typing.get_type_hints(owner, include_extras=True)
        return {name: Field(shape_of(hints[name]), said) for name, said in owner.SAYS.items()}
    fields = {
        name: Field(shape_of(info.annotation), info.description or "")
        for name, info in getattr(owner, "model_fields", {}).items()
    }
    for name, (function, says) in declared_fields(owner).items():
        hints = typing.get_type_hints(function, include_extras=True)
        fields[name] = Field(shape_of(hints.get("return")), says)
    return fields


def shape_of(annotation: Any) -> Shape:
    """The shape of an annotation: models and computed objects have fields, everything else is a value."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        inner, *says = typing.get_args(annotation)
        model = next((each for each in says if isinstance(each, type) and issubclass(each, Model)), None)
        return Shape(model, many=True) if model else shape_of(inner)
    if origin in (Union, types.UnionType):
        arguments = [arg for arg in typing.get_args(annotation) if arg is not type(None)]
        inner = shape_of(arguments[0]) if len(arguments) == 1 else VALUE
        return Shape(inner.owner, inner.many, type(None) in typing.get_args(annotation))
    if origin in (tuple, list):
        inner = shape_of(typing.get_args(annotation)[0])
        return Shape(inner.owner, many=True)
    if isinstance(annotation, type) and issubclass(annotation, (Model, Computed)):
        return VALUE if issubclass(annotation, Dating) else Shape(annotation)
    return VALUE
