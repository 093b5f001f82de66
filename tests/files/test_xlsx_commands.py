"""Workbooks in the hands of a clerk: started, checked, mended, shown, printed, sent and taken as an annex."""

from __future__ import annotations

import json

import docx
import pytest
from openpyxl import load_workbook

from docgen.files.workspace import open_workspace
from docgen.render.seal import is_untouched
from docgen.work.workbooks import KINDS
from tests.builders import SMALL_ORDER, write_workspace
from tests.commands import Runner
from tests.files.workbooks import MAIN_SHEET, PLAN, book, plan_book, with_parts

ORDER = SMALL_ORDER.replace(
    "подпись:", "  - код: п2\n    утверждает: план1\nприложения:\n  - код: план1\n    файл: plans/план.xlsx\nподпись:"
)

TEXT = "вид: план\nкод: план2\nназвание: План\nмероприятия:\n  - {код: м1, мероприятие: Анализ, срок: '2027'}\n"


@pytest.fixture
def docgen(tmp_path, monkeypatch, capsys) -> Runner:
    write_workspace(tmp_path, {"приказ.yaml": ORDER})
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "план.xlsx").write_bytes(plan_book())
    return Runner(tmp_path, monkeypatch, capsys)


def test_a_workbook_is_an_annex_like_any_other(docgen: Runner):
    assert docgen("check", ".").code == 0
    shown = docgen("show", "приказ.yaml")
    assert "Проведение совещания | до 15.10.2026 | Департамент" in shown.out
    printed = docgen("render", "приказ.yaml", "-o", "готово/")
    assert printed.code == 0, printed.err
    (table,) = docx.Document(str(docgen.folder / "готово" / "приказ.docx")).tables
    assert "Анализ результатов" in [cell.text for row in table.rows for cell in row.cells]
    assert docgen("render", "plans/план.xlsx", "-o", "план.docx").code == 0


def test_a_wrong_cell_is_named_as_a_person_would(docgen: Runner):
    rows = [list(row) for row in PLAN]
    rows[3][3] = "потом"
    (docgen.folder / "plans" / "план.xlsx").write_bytes(plan_book(rows))
    for target in (".", "plans/план.xlsx", "приказ.yaml"):
        checked = docgen("check", target)
        assert checked.code == 1
        assert "plans/план.xlsx, лист «План», D4: ошибка: Срок «потом» не понят." in checked.err.replace("./", "")
    (finding,) = json.loads(docgen("check", "plans/план.xlsx", "--format", "json").out)
    assert (finding["place"], finding["file"]) == ("лист «План», D4", "plans/план.xlsx")
    assert docgen("render", "приказ.yaml", "-o", "готово/").code == 1


def test_codes_are_put_into_a_workbook_and_the_difference_is_shown(docgen: Runner):
    rows = [[None if cell == "м2" else cell for cell in row] for row in PLAN]
    path = docgen.folder / "plans" / "план.xlsx"
    path.write_bytes(plan_book(rows))
    assert "[нет-кода]" in docgen("check", ".").err
    fixed = docgen("check", "--fix", ".")
    assert "+      - код: м2" in fixed.out
    assert (fixed.code, fixed.err) == (0, "")
    assert [cell.value for cell in load_workbook(path)["План"]["A"]] == ["код", "р1", "м1", "м2"]


def test_a_workbook_that_is_open_in_excel_is_not_written(docgen: Runner):
    rows = [[None if cell == "м2" else cell for cell in row] for row in PLAN]
    path = docgen.folder / "plans" / "план.xlsx"
    path.write_bytes(plan_book(rows))
    (docgen.folder / "plans" / "~$план.xlsx").write_bytes(b"somebody")
    assert "открыт в другой программе" in docgen("check", "--fix", ".").err


def test_reference_data_in_a_workbook(docgen: Runner):
    for name in ("лица", "должности"):
        (docgen.folder / "справочники" / f"{name}.yaml").unlink()
    people = {
        "Лица": [["код", "Фамилия", "Имя", "Отчество", "Пол"], ["орлова", "Орлова", "Елена", "Петровна", "ж"]],
        "Должности": [["код", "Название", "Занимает (код)"], ["начальник", "начальник Департамента", "орлова"]],
    }
    path = docgen.folder / "справочники" / "люди.xlsx"
    path.write_bytes(book(people))
    assert docgen("check", ".").err == ""
    assert "Е.П. Орлова" in docgen("show", "приказ.yaml").out.replace("\u00a0", " ")
    people["Лица"].append(["департамент", "Ким", "Юна", None, "женский"])
    path.write_bytes(book(people))
    said = docgen("check", "справочники/люди.xlsx").err
    assert "люди.xlsx, лист «Лица», E3: ошибка" in said
    assert "лист «Должности»" not in said  # the people are faulty: that nobody holds the post is an echo
    people["Должности"][1][2] = "неведомый"
    people["Лица"][2][4] = "ж"
    path.write_bytes(book(people))
    said = docgen("check", ".").err
    assert "люди.xlsx, лист «Должности», C2: ошибка: " in said
    assert "[код-занят]" in said


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_workbook_opens_clean(kind, tmp_path, monkeypatch, capsys):
    docgen = Runner(tmp_path, monkeypatch, capsys)
    docgen("new", "комплект", "-o", ".")
    reference = kind not in ("план", "список", "состав")
    if reference:
        (tmp_path / "справочники" / f"{kind}.yaml").unlink(missing_ok=True)
    out = f"справочники/{kind}.xlsx" if reference else f"{kind}.xlsx"
    made = docgen("new", kind, "--xlsx", "-o", out.removesuffix(".xlsx"))
    assert (made.code, made.out) == (0, f"Записано: {out}\n")
    assert docgen("new", kind, "-o", out).code == 1  # it stands there
    checked = docgen("check", ".")
    assert (checked.code, checked.err) == (0, "")
    if not reference:
        assert docgen("show", out).code == 0
    sheet = load_workbook(tmp_path / out).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row >= 2


def test_a_new_plan_offers_the_words_of_the_workspace(docgen: Runner):
    docgen("new", "план", "-o", "новый.xlsx")
    offered = load_workbook(docgen.folder / "новый.xlsx")["Подсказки"]
    assert [cell.value for cell in offered["A"]] == ["ответственные", "Департамент"]


def test_what_is_not_kept_in_excel_is_not_started_there(docgen: Runner):
    refused = docgen("new", "приказ", "--xlsx", "-o", "приказ")
    assert refused.code == 2
    assert "«приказ» в Excel не ведут" in refused.err
    refused = docgen("render", "приказ.yaml", "-o", "приказ.xlsx")
    assert refused.code == 1
    assert "[не-пишется-в-excel]" in refused.err


def test_a_document_is_sent_as_a_workbook_and_known_when_it_comes_back(docgen: Runner):
    (docgen.folder / "план.yaml").write_text(TEXT, encoding="utf-8")
    out = docgen.folder / "отправить" / "план.xlsx"
    made = docgen("render", "план.yaml", "-o", str(out))
    assert made.out == f"Записано: {out}\n"
    assert is_untouched(out)
    assert docgen("render", "план.yaml", "-o", str(out)).code == 0
    change = {MAIN_SHEET: lambda xml: xml.replace(b"2027", b"2028")}
    out.write_bytes(with_parts(out.read_bytes(), change))
    assert is_untouched(out) is False
    refused = docgen("render", "план.yaml", "-o", str(out))
    assert "[файл-правлен-вручную]" in refused.err
    assert docgen("render", "план.yaml", "-o", str(out), "--force").code == 0
    workspace = open_workspace(docgen.folder)
    document = workspace.file(docgen.folder / "план.yaml").model
    index = json.loads((docgen.folder / ".docgen" / "base" / "index.json").read_text(encoding="utf-8"))
    assert workspace.bases.content(index[document.id][0]["содержание"]) == document.plain()


def test_reference_data_are_sent_as_a_workbook_too(docgen: Runner):
    assert docgen("render", "справочники/лица.yaml", "-o", "лица.xlsx").code == 0
    assert load_workbook(docgen.folder / "лица.xlsx").sheetnames == ["Лица"]


def test_a_document_in_two_files_is_told(docgen: Runner):
    (docgen.folder / "план.yaml").write_text(TEXT.replace("план2", "план1"), encoding="utf-8")
    said = docgen("check", ".").err
    assert "Код документа «план1» уже занят" in said
    assert "копию для отправки держите вне комплекта" in said


def test_foreign_workbooks_lie_about_unharmed(docgen: Runner):
    (docgen.folder / "чужая.xlsx").write_bytes(book({"Лист1": [["№", "Школа"], [1, "x"]]}))
    (docgen.folder / "битая.xlsx").write_bytes(b"PK and nothing")
    (docgen.folder / "plans" / "~$план.xlsx").write_bytes(b"somebody")
    assert docgen("check", ".").code == 0
    assert "[нет-листа]" in docgen("check", "чужая.xlsx").err
    assert "[не-книга-excel]" in docgen("check", "битая.xlsx").err


@pytest.mark.parametrize("name", ["план.xls", "план.ods", "план.xlsb"])
def test_other_tables_are_to_be_saved_as_xlsx(docgen: Runner, name):
    (docgen.folder / name).write_bytes(b"whatever")
    said = docgen("check", name).err
    assert "[другой-вид-книги]" in said
    assert "Книга Excel (.xlsx)" in said


def test_a_signed_order_notices_a_change_in_its_workbook(docgen: Runner):
    order = docgen.folder / "приказ.yaml"
    signed = ORDER.replace(
        "код: порядок", "код: порядок\nсостояние: подписан\nрегистрация: {дата: 15.10.2026, номер: 1-О}"
    )
    order.write_text(signed, encoding="utf-8")
    assert docgen("render", "приказ.yaml", "-o", "готово/").code == 0
    rows = [list(row) for row in PLAN]
    rows[2][3] = "до 16.10.2026"
    path = docgen.folder / "plans" / "план.xlsx"
    path.write_bytes(plan_book(rows))
    assert "[изменён-после-подписания]" in docgen("check", "приказ.yaml").err
    path.write_bytes(plan_book([[None if cell == "м2" else cell for cell in row] for row in PLAN]))
    before = path.read_bytes()
    docgen("check", "--fix", ".")
    assert path.read_bytes() == before
