"""Names as they would be printed on the day of the order that is being read."""

from __future__ import annotations

from docgen.language.printing import Printing
from docgen.model.regulation import Regulation
from docgen.model.text import EMPTY
from docgen.model.workspace import Workspace
from docgen.readers.draft import Context


def printing_of_names(context: Context) -> Printing:
    """A printing of nothing but names: schools, posts and people as they are called on that day."""
    nothing = Regulation.model_construct(kind="положение", title=EMPTY)
    printing = Printing.of(nothing, Workspace(reference=context.known.reference))
    printing.day = context.known.day
    return printing
