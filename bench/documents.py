"""The document entrance against docxtpl: an order with three roadmaps, from the model to bytes.

docgen resolves, links, numbers and refers; docxtpl is given one template with all the sections and the strings that
docgen resolved beforehand.
"""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from pathlib import Path
from statistics import median
from typing import Any

import docgen
from bench.report import Bar, Line
from docgen.files.workspace import open_workspace
from docgen.language.printed_fields import AnnexView
from docgen.language.printing import Printing
from docgen.language.view import View
from docgen.model.order import Order
from docgen.render.linking import with_section
from docgen.render.locating import shipped

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "region" / "orders" / "roadmaps.yaml"
_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>\s*$", re.DOTALL)


def run(rounds: int = 15) -> list[Line]:
    """The lines of the report."""
    os.environ["DOCGEN_DEFLATE"] = "zlib"  # docxtpl has no other; the faster one has its own line in «speed»
    opened = open_workspace(EXAMPLE)
    order = opened.file(EXAMPLE).model
    assert isinstance(order, Order)
    template, data = docxtpl_template(), docxtpl_data(Printing.of(order, opened.workspace))
    ours = docgen.to_docx(order, opened.workspace)
    theirs = by_docxtpl(template, data)
    _same_words(ours, theirs)
    ratios, own, other = [], [], []
    for _ in range(rounds):
        start = time.perf_counter()
        docgen.to_docx(order, opened.workspace)
        middle = time.perf_counter()
        by_docxtpl(template, data)
        end = time.perf_counter()
        own.append(middle - start)
        other.append(end - middle)
        ratios.append((end - middle) / (middle - start))
    return [
        f"to_docx примера {median(own) * 1e3:.1f} мс, docxtpl {median(other) * 1e3:.1f} мс; файл {len(ours)} байт",
        Bar("docxtpl / to_docx", median(ratios), 4, at_least=True),
        Bar("размер файла / те же части при zlib 6", len(ours) / _repacked(ours), 1.05),
    ]


def by_docxtpl(template: bytes, data: dict[str, Any]) -> bytes:
    """docxtpl as its users call it."""
    from docxtpl import DocxTemplate

    opened = DocxTemplate(io.BytesIO(template))
    opened.render(dict(data), autoescape=True)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def docxtpl_template() -> bytes:
    """One file with the order's template and the roadmap's three times, each in its section."""
    folder = shipped()
    order, order_section, parts = _taken_apart(folder / "orders" / "order.docx")
    plan, plan_section, _ = _taken_apart(folder / "plans" / "plan-7.docx")
    bodies = [order]
    for number in (1, 2, 3):
        bodies.append(plan.replace("plan.", f"plan{number}.").replace("annex", f"annex{number}"))
    sections = [order_section, *[plan_section] * 3]
    joined = "".join("".join(with_section(b, s)) for b, s in zip(bodies[:-1], sections[:-1], strict=True))
    head, _, rest = parts["word/document.xml"].decode().partition("<w:body>")
    body = f"{head}<w:body>{joined}{bodies[-1]}{sections[-1]}</w:body>{rest.rpartition('</w:body>')[2]}"
    parts["word/document.xml"] = body.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _taken_apart(path: Path) -> tuple[str, str, dict[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    inner = parts["word/document.xml"].decode().partition("<w:body>")[2].rpartition("</w:body>")[0]
    match = _SECTION.search(inner)
    assert match is not None
    return inner[: match.start()], match.group(), parts


def docxtpl_data(printing: Printing) -> dict[str, Any]:
    """The printed words of the order as plain dictionaries."""
    order: Any = View(printing.document, printing)
    data: dict[str, Any] = {
        "order": {
            "draft": order.draft, "letterheads": [{"lines": body.lines} for body in order.letterheads],
            "heading": order.heading, "date": order.date,
            "number_line": order.number_line, "city": order.city, "title": str(order.title),
            "preamble": str(order.preamble), "formula": order.formula, "formula_own_line": order.formula_own_line,
            "points": _points(order.points), "restriction": None, "signature_room": False, "code_room": False,
            "signatories": [{"post": signing.post, "name": signing.name} for signing in order.signatories],
            "agreements": [], "submission": None,
            "drafter": {name: getattr(order.drafter, name) for name in ("person", "post", "phone", "email")},
        }
    }  # fmt: skip
    for index, annex in enumerate(printing.annexes):
        plan: Any = View(annex, printing.of_annex(index))
        view = AnnexView(printing, index)
        data[f"annex{index + 1}"] = {
            "mark": [str(line) for line in view.mark], "restriction": [], "wide_mark": view.wide_mark
        }  # fmt: skip
        data[f"plan{index + 1}"] = {
            "title": str(plan.title), "intro": str(plan.intro), "headings": vars(plan.headings), "groups": [],
            "parts": [], "closing": None, "signatory": None,
            "sections": [
                {"number": str(section.number), "title": str(section.title), "groups": [
                    {"level": group.level, "rows": [_row(row) for row in group.rows]} for group in section.groups
                ]}
                for section in plan.sections
            ],
        }  # fmt: skip
    return data


def _points(points: list[Any]) -> list[dict[str, Any]]:
    return [
        {"number": f"{p.number}. ", "sentence": str(p.sentence), "points": _points(p.points), "kept": p.kept}
        for p in points
    ]


def _row(row: Any) -> dict[str, str]:
    names = ("number", "joined", "measure", "description", "deadline", "responsible", "result")
    joined = ("joined_description", "joined_deadline", "joined_responsible", "joined_result")
    return {name: str(getattr(row, name) or "") for name in (*names, *joined)}


def _same_words(ours: bytes, theirs: bytes) -> None:
    """Both print the same words, numbers and dashes aside: a benchmark of different documents would be worth nothing."""
    found = []
    for data in (ours, theirs):
        xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        xml = re.sub(r"<w:br/>|</w:p>", " ", xml)
        found.append(re.sub(r"<[^>]*>", "", xml).split())
    mine = [word for word in found[0] if word != "–"]
    others = [word for word in found[1] if word != "–" and not re.fullmatch(r"\d+(\.\d+)*\.?", word)]
    mine = [word for word in mine if not re.fullmatch(r"\d+(\.\d+)*\.?", word)]
    assert mine == others, next((a, b) for a, b in zip(mine, others, strict=False) if a != b)


def _repacked(data: bytes) -> int:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as to,
    ):
        for name in source.namelist():
            to.writestr(name, source.read(name))
    return len(out.getvalue())
