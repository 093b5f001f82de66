"""A file of ours after edits, whether it is a text or a workbook: what everybody uses who changes a file in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from docgen.errors import InputError
from docgen.files.dumping import dump
from docgen.files.edits import Edit, edited, edits_between
from docgen.files.nodes import Plain
from docgen.files.splicing import splice
from docgen.files.yaml import Source
from docgen.model.base import Model

if TYPE_CHECKING:
    from docgen.files.xlsx_source import WorkbookSource


class Changed(NamedTuple):
    """The bytes to be written, and what a person is shown of them: of a workbook its data as a YAML file has them."""

    content: bytes
    text: str


def after_edits(source: Source | WorkbookSource, edits: Sequence[Edit]) -> Changed:
    """The file after these edits; raises ``InputError`` when it cannot take them."""
    if isinstance(source, Source):
        text = splice(source, edits)
        return Changed(source.as_bytes(text), text)
    data = edited(source.data, edits)
    from docgen.files.xlsx_saving import with_data

    return Changed(with_data(source, data), dump(data))


def with_data(source: Source | WorkbookSource, data: Plain) -> bytes:
    """The file with these data in place of its own; what is the same stays as it stands there."""
    return after_edits(source, edits_between(source.data, data)).content


def with_document(source: WorkbookSource, edits: Sequence[Edit], document: Model) -> bytes:
    """The workbook after these edits, which make it hold that document; written anew where rows come or go.

    Raises ``InputError`` when it would have to be written anew and holds what docgen cannot write.
    """
    from docgen.files.xlsx_saving import is_replaceable
    from docgen.files.xlsx_writing import write_workbook

    try:
        return after_edits(source, edits).content
    except InputError:
        if not is_replaceable(source):
            raise
    return write_workbook(document)
