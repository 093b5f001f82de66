"""The template that everything here is measured on, in docxtpl's tags, and the same document by python-docx alone.

Built in code, so that the bench needs no file: an order, a landscape roadmap of seven columns with merged section rows
and merged levels, a list of schools, a header with the order's number; styles cut to what an office's template holds.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table

HEADINGS = ("№", "Уровень", "Мероприятие", "Описание", "Срок", "Ответственные", "Результат")
_KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "Table Grid", "Heading 1", "Heading 2", "header"}


def template() -> bytes:
    """The ``.docx`` template."""
    file = _office_file()
    for line in (
        "{{ authority }}", "ПРИКАЗ", "{{ date }} № {{ number }}", "{{ title }}", "{{ preamble }}, ПРИКАЗЫВАЮ:",
        "{%p for point in points %}", "{{ point.number }} {{ point.text }}",
        "{%p for item in point['items'] %}", "{{ item.number }} {{ item.text }}", "{%p endfor %}", "{%p endfor %}",
        "{{ head }}\t{{ signer }}",
    ):  # fmt: skip
        file.add_paragraph(line)
    file.sections[0].header.paragraphs[0].text = "Приказ № {{ number }} от {{ date }}"
    _landscape(file)
    table = _roadmap_table(file)
    _row(table, "{%tr for section in sections %}")
    _across(_row(table, "{{ section.number }}. {{ section.title }}"))
    _row(table, "{%tr for group in section.groups %}")
    _row(table, "{%tr for m in group.measures %}")
    _row(
        table, "{{ m.number }}", "{% vm %}{{ group.level }}", "{{ m.title }}", "{{ m.description }}",
        "{{ m.deadline }}", "{{ m.responsible }}", "{{ m.result }}",
    )  # fmt: skip
    for _ in range(3):
        _row(table, "{%tr endfor %}")
    file.add_paragraph("{%p for cluster in clusters %}")
    file.add_paragraph("{{ cluster.title }}")
    schools = file.add_table(1, 3, "Table Grid")
    _fill(schools.rows[0].cells, ("№", "Школа", "Район"))
    _row(schools, "{%tr for school in cluster.schools %}")
    _row(schools, "{{ school.number }}", "{{ school.name }}", "{{ school.district }}")
    _row(schools, "{%tr endfor %}")
    file.add_paragraph("{%p endfor %}")
    _without_widths(file)
    return saved(file)


def by_python_docx(data: Mapping[str, Any], base: bytes) -> bytes:
    """The same document built with python-docx's calls on an opened file that has the styles and the header."""
    file = docx.Document(io.BytesIO(base))
    for line in (
        data["authority"], "ПРИКАЗ", f"{data['date']} № {data['number']}", data["title"],
        f"{data['preamble']}, ПРИКАЗЫВАЮ:",
    ):  # fmt: skip
        file.add_paragraph(line)
    for point in data["points"]:
        file.add_paragraph(f"{point['number']} {point['text']}")
        for item in point["items"]:
            file.add_paragraph(f"{item['number']} {item['text']}")
    file.add_paragraph(f"{data['head']}\t{data['signer']}")
    file.sections[0].header.paragraphs[0].text = f"Приказ № {data['number']} от {data['date']}"
    _landscape(file)
    table = _roadmap_table(file)
    for section in data["sections"]:
        _across(_row(table, f"{section['number']}. {section['title']}"))
        for group in section["groups"]:
            first = None
            for m in group["measures"]:
                cells = _row(
                    table, m["number"], "" if first else group["level"], m["title"], m["description"],
                    m["deadline"], m["responsible"], m["result"],
                )  # fmt: skip
                merge = OxmlElement("w:vMerge")
                merge.set(qn("w:val"), "continue" if first else "restart")
                cells[1]._tc.get_or_add_tcPr().append(merge)
                first = first or cells
    for cluster in data["clusters"]:
        file.add_paragraph(cluster["title"])
        schools = file.add_table(1, 3, "Table Grid")
        _fill(schools.rows[0].cells, ("№", "Школа", "Район"))
        for school in cluster["schools"]:
            _row(schools, str(school["number"]), school["name"], school["district"])
    return saved(file)


def empty_base() -> bytes:
    """The file that python-docx starts from."""
    return saved(_office_file())


def saved(file: Document) -> bytes:
    """The document's bytes."""
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _office_file() -> Document:
    file = docx.Document()
    styles = file.styles.element
    for style in list(styles):
        name = style.find(qn("w:name"))
        if style.tag == qn("w:latentStyles") or (name is not None and name.get(qn("w:val")) not in _KEPT_STYLES):
            styles.remove(style)
    part = file.part
    for relation, target in [(key, rel.reltype) for key, rel in part.rels.items()]:
        if target.endswith(("/stylesWithEffects", "/customXml")):
            part.drop_rel(relation)
    return file


def _landscape(file: Document) -> None:
    section = file.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)


def _roadmap_table(file: Document) -> Table:
    table = file.add_table(1, len(HEADINGS), "Table Grid")
    _fill(table.rows[0].cells, HEADINGS)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    return table


def _fill(cells: Sequence[Any], texts: Sequence[str]) -> None:
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text


def _row(table: Table, *texts: str) -> Sequence[Any]:
    cells = table.add_row().cells
    _fill(cells, texts)
    return cells


def _without_widths(file: Document) -> None:
    """Only the grid keeps widths, as in a table whose columns were set by hand; ``vm`` needs a cell's properties."""
    for cell in file.element.body.iter(qn("w:tc")):
        properties = cell.tcPr
        if properties is not None and len(properties) == 1 and "{% vm %}" not in "".join(cell.itertext()):
            cell.remove(properties)


def _across(cells: Sequence[Any]) -> None:
    cells[0].merge(cells[-1])
