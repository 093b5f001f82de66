"""A package for each municipality: its order and plans in Word, the plans in Excel, the questions with words to choose.

27 offices do not share a folder: a package is one zip file that can be sent, and its workbooks come back filled in.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.errors import DocgenError, InputError
from docgen.files.whole import write_all
from docgen.files.workspace import Opened, open_workspace
from docgen.files.xlsx_checklist import ANSWER, CODE, Sheet
from docgen.files.xlsx_questions import questions_workbook
from docgen.files.xlsx_writing import write_workbook
from docgen.findings import Finding
from docgen.model.cluster import ClusterList
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.workspace import Document
from docgen.render.document import render_document
from docgen.transforms.derivation_facts import Question
from docgen.work.deriving import REPORT, Derivation
from docgen.work.deriving_answers import answers_in
from docgen.work.deriving_report import Page
from docgen.work.workbooks import offered

PACKAGES, QUESTIONS = "пакеты", "вопросы.xlsx"
_DAY = (2000, 1, 1, 0, 0, 0)

_COLUMNS = (("Где", 34), ("Вопрос", 60), (ANSWER, 44), (CODE, 26))
_NOTES = (
    "Заполните столбец «Ответ» и верните этот файл. Где есть стрелка, выберите слово из списка или впишите своё.",
    "Даты пишите так: 15.10.2026. Пустой ответ значит, что вы ещё не решили.",
)


def pack(derived: Derivation, out: Path) -> list[Path]:
    """Write a package for each of the derived; raises ``InputError`` when one cannot be made, and then writes none."""
    packages: dict[Path, bytes] = {}
    findings: list[Finding] = []
    for page in derived.pages:
        try:
            answers = answers_in(out, page.id)
            packages[out / PACKAGES / f"{page.id}.zip"] = _zipped(_parts(page, derived.folders[page.id], answers))
        except DocgenError as error:
            findings += [finding.at(document=finding.document or page.name) for finding in error.findings]
    if findings:
        raise InputError(findings)
    write_all(packages)
    return list(packages)


def _parts(page: Page, folder: Path, answers: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    opened = open_workspace(folder)
    yield QUESTIONS, questions_of(page.questions, answers)
    if (report := folder / REPORT).is_file():
        yield REPORT, report.read_bytes()
    yield from _documents(opened)


def _documents(opened: Opened) -> Iterator[tuple[str, bytes]]:
    """The documents of a workspace: orders (or plans that stand alone) in Word, plans and lists of schools in Excel."""
    documents = list(opened.workspace.documents.items())
    names = offered(opened.workspace)
    has_order = any(isinstance(document, Order) for _, document in documents)
    for name, document in documents:
        if isinstance(document, Order) or (isinstance(document, Plan) and (document.school or not has_order)):
            yield f"{name}.docx", _word(document, opened)
        if isinstance(document, Plan | ClusterList):
            yield f"{name}.xlsx", write_workbook(document, names=names)


def _word(document: Document, opened: Opened) -> bytes:
    return render_document(document, opened.workspace).data


def questions_of(questions: Sequence[Question], answers: dict[str, str]) -> bytes:
    """The workbook of questions; what was answered before stands there and may be changed."""
    rows = [(q.where, q.ask, answers.get(q.code, q.proposed), q.code) for q in questions]
    known = {question.code for question in questions}
    given = [("отвечено раньше", code, words, code) for code, words in answers.items() if code not in known]
    choices = {question.code: question.options for question in questions if question.options}
    sheets = [Sheet("Вопросы", _COLUMNS, rows, _NOTES)]
    if given:
        sheets.append(Sheet("Отвечено", _COLUMNS, given))
    return questions_workbook(sheets, choices)


def _zipped(parts: Iterator[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            package.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
