"""A checklist whose answers may be chosen: the workbook of ``xlsx_checklist`` with words to choose from in its cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from docgen.files.xlsx_checklist import ANSWER, CODE, Sheet, checklist_workbook
from docgen.files.xlsx_package import packed, parts_of

_MOST = 250
"""Characters of a list that stands in the cell's own rule; Excel takes 255."""


def questions_workbook(sheets: Sequence[Sheet], choices: Mapping[str, Sequence[str]]) -> bytes:
    """The workbook with these sheets; ``choices`` are the words that the answer to a code may be, other words are allowed."""
    from openpyxl import load_workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = load_workbook(io.BytesIO(checklist_workbook(sheets)))
    for sheet in book.worksheets:
        found = [(row, [str(cell.value) for cell in row]) for row in sheet.iter_rows()]
        head = next((words for _, words in found if CODE in words and ANSWER in words), None)
        if head is None:
            continue
        code, answer = head.index(CODE), head.index(ANSWER)
        rules: dict[str, DataValidation] = {}
        for row, words in found:
            listed = ",".join(choices.get(words[code], ()))
            if not listed or len(listed) > _MOST:
                continue
            if listed not in rules:
                rules[listed] = DataValidation(
                    type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False
                )
                sheet.add_data_validation(rules[listed])
            rules[listed].add(row[answer].coordinate)
    modified = book.properties.modified
    book.properties.modified = book.properties.created or modified
    out = io.BytesIO()
    book.save(out)
    return packed((name, _still(name, data)) for name, data in parts_of(out.getvalue()))


def _still(name: str, data: bytes) -> bytes:
    """The part without the moment of saving: two savings of one thing are one file."""
    if name != "docProps/core.xml":
        return data
    head, mark, tail = data.partition(b"<dcterms:modified")
    opening, close, rest = tail.partition(b">")
    _, end, after = rest.partition(b"</dcterms:modified>")
    return head + mark + opening + close + b"2000-01-01T00:00:00Z" + end + after if mark else data
