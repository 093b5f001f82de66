"""The filters of templates: jinja's, kept from printing the word «None», and docgen's own.

Filters of the documents of the model are not here: they are bound to what is being rendered.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, pass_eval_context
from jinja2.filters import FILTERS, do_join, make_attrgetter
from jinja2.nodes import EvalContext

from docgen.render.printers import NOTHING, CannotPrint

PRESENT = "_present"
"""The filter that guards the operands of ``~``; put in by the compiler, not for templates."""

_TEXT_FILTERS = [
    "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace", "safe", "string",
    "striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount", "wordwrap",
]  # fmt: skip
"""Jinja's filters that would turn ``None`` into the word «None»."""


def add_filters(env: Environment) -> None:
    """Put the filters into an environment."""
    for name in _TEXT_FILTERS:
        env.filters[name] = _refusing_none(FILTERS[name])
    env.filters.update({"join": _join, "neighbours": neighbours, PRESENT: _present})


def neighbours(rows: Iterable[Any], attribute: str) -> Iterator[tuple[Any, list[Any]]]:
    """Runs of neighbouring rows with the same attribute, in their order: ``(value, rows)``.

    For cells merged by group: jinja's own ``groupby`` sorts, and a plan's rows must stay where they are.
    """
    missing = object()
    last: Any = missing
    group: list[Any] = []
    for row in rows:
        value = row[attribute] if isinstance(row, Mapping) else getattr(row, attribute)
        if last is missing or value != last:
            if group:
                yield last, group
            last, group = value, []
        group.append(row)
    if group:
        yield last, group


def _refusing_none(wrapped: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, refusing ``None`` as what it is given; ``format`` also as what it is to put in."""
    first = 1 if hasattr(wrapped, "jinja_pass_arg") else 0
    all_of_them = wrapped is FILTERS["format"]

    @functools.wraps(wrapped)
    def checked(*arguments: Any, **options: Any) -> Any:
        if arguments[first] is None or (all_of_them and any(argument is None for argument in arguments)):
            raise CannotPrint(None, NOTHING)
        return wrapped(*arguments, **options)

    return checked


@pass_eval_context
def _join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    """Jinja's ``join``, refusing ``None`` among the items."""
    items = list(value if attribute is None else map(make_attrgetter(context.environment, attribute), value))
    if any(item is None for item in items):
        raise CannotPrint(None, NOTHING)
    joined: str = do_join(context, items, d)
    return joined


def _present(value: Any) -> Any:
    """The value, unless it is ``None``."""
    if value is None:
        raise CannotPrint(None, NOTHING)
    return value
