"""Views: what a template sees of a document.

A template names the fields of the models themselves; a view answers with their printed form, made once when it is
first asked for. Only the mechanism stands here; what prints differently from what is stored, and what is computed,
is declared in ``printed_fields``.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple, TypeVar

from docgen.language.printing import Printing
from docgen.model.base import Model
from docgen.model.deadline import Deadline, Verbatim
from docgen.model.months import date_text
from docgen.model.numbering import Number
from docgen.model.party import Responsible
from docgen.model.school_year import Period
from docgen.model.text import Text

F = TypeVar("F", bound=Callable[..., Any])


class PrintedNumber(NamedTuple):
    """A number and the bookmark that references follow, if anything refers to it."""

    number: Number
    bookmark: str | None

    def __str__(self) -> str:
        return self.number.shown


class View:
    """The printed form of one model; attributes are the model's fields and the declared computed ones."""

    __slots__ = ("__dict__", "_printing", "_source")

    def __init__(self, source: object, printing: Printing) -> None:
        self._source = source
        self._printing = printing

    def __getattr__(self, name: str) -> Any:
        return made_field(self, name)


def made_field(view: View, name: str) -> Any:
    """The printed form of a field that nobody has asked for yet; raises ``AttributeError`` for what is none.

    No method of the view: a template reaches those, and would find a field in it.
    """
    source, printing = view._source, view._printing
    try:
        printer = _PRINTERS[type(source)][name]
    except KeyError:
        known = printers(type(source))
        if name not in known:
            raise AttributeError(name) from None
        printer = known[name]
    value = source.__dict__[name] if printer is None else printer(source, printing)
    # A field that is printed as it is stored; the texts of a plan's cells, by far the most, come first.
    if printer is None and value is not None:
        if type(value) is Text and value.simple is not None:
            value = printing.words(value.simple)
        else:
            value = printed_value(value, printing)
    view.__dict__[name] = value
    return value


class Blank(str):
    """Nothing to print in a cell that goes on from the one above, where nothing is missing: «–» would be wrong."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True


BLANK = Blank()


class Computed:
    """An object that a template sees and that no model stores: its annotated attributes are its fields.

    ``SAYS`` tells a template's author what each prints.
    """

    SAYS: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)


Printer = Callable[[Any, Printing], Any]

_DECLARED: dict[type, dict[str, Printer]] = {}
_SAID: dict[tuple[type, str], str] = {}


def printed(*models: type[Any], name: str, says: str) -> Callable[[F], F]:
    """Declare how a field of models prints, or a computed field; ``says`` tells a template's author what it prints.

    Its type is the function's return annotation.
    """

    def declare(function: F) -> F:
        for model in models:
            _DECLARED.setdefault(model, {})[name] = function
            _SAID[model, name] = says
        return function

    return declare


_PRINTERS: dict[type, dict[str, Printer | None]] = {}
"""Of each model that was asked for, how its fields print; None for one that prints by the kind of its value."""


_DECLARED_IN = {
    "order": ("printed_order",), "requisites": ("printed_order",), "annex": ("printed_order",),
    "plan": ("printed_plan",), "cluster": ("printed_lists",), "composition": ("printed_lists",),
    "regulation": ("printed_lists",), "table": ("printed_lists",),
}  # fmt: skip
"""Which modules say how the models of a module print; a start reads only those that its document needs."""


def declare(model: type) -> None:
    """Have the modules that say how a model prints register what they say."""
    from docgen.language import printed_fields  # noqa: F401 - what all documents share registers itself

    for name in _DECLARED_IN.get(model.__module__.rpartition(".")[2], ()):
        import_module(f"docgen.language.{name}")


def printers(model: type) -> dict[str, Printer | None]:
    """All that a view of this model answers to."""
    if model not in _PRINTERS:
        declare(model)
        _PRINTERS[model] = {
            **dict.fromkeys(getattr(model, "model_fields", ())),
            **_DECLARED.get(model, {}),
        }
    return _PRINTERS[model]


def printed_value(value: Any, printing: Printing) -> Any:
    """The printed form of a stored value; None stays None and may only be tested, never printed."""
    printer = _BY_TYPE.get(type(value))
    if printer is not None:
        return printer(value, printing)
    if isinstance(value, Model):
        return View(value, printing)
    if isinstance(value, enum.Enum):
        return str(value)
    if isinstance(value, str):
        return printing.words(str(value))
    return value


_BY_TYPE: dict[type, Printer] = {
    str: lambda value, printing: printing.words(value),
    Text: lambda value, printing: printing.text(value) if value.simple is None else printing.words(value.simple),
    Deadline: lambda value, printing: printing.deadline(value),
    Verbatim: lambda value, printing: str(value),
    Responsible: lambda value, printing: printing.words(str(value)),
    Period: lambda value, printing: printing.words(str(value)),
    int: lambda value, printing: value,
    datetime.date: lambda value, printing: date_text(value),
    tuple: lambda value, printing: [printed_value(item, printing) for item in value],
    type(None): lambda value, printing: None,
    bool: lambda value, printing: value,
}


def declared_fields(model: type) -> dict[str, tuple[Printer, str]]:
    """The fields of a model that are declared rather than stored: the functions that make them, and what they say."""
    printers(model)
    return {name: (function, _SAID[model, name]) for name, function in _DECLARED.get(model, {}).items()}
