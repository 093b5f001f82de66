"""Workbooks of our own read: every value with its cell, every fault in words, nothing lost without a word."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from openpyxl.worksheet.table import Table

from docgen.files.loading import validated_document
from docgen.files.xlsx_reading import is_native, peek, read_bytes
from docgen.findings import Finding, Severity, has_errors
from docgen.model.base import Model
from docgen.model.workspace import Document
from docgen.work.document_rules import check_document
from tests.builders import workspace
from tests.files.workbooks import INFO, MAIN_SHEET, PLAN, book, parts_of, plan_book, with_parts


def read(data: bytes) -> tuple[Model | None, list[Finding]]:
    """The document of a workbook and everything found, each with its cell."""
    (source,) = read_bytes(data, "план.xlsx")
    findings = list(source.findings)
    if has_errors(findings):
        return None, findings
    model, faults = validated_document(source.data)
    if isinstance(model, Document):
        faults = [*faults, *check_document(model, workspace())]
    return model, [*findings, *map(source.mark, faults)]


def said(data: bytes) -> list[str]:
    """The findings as «place: rule»."""
    return [f"{finding.place}: {finding.rule}" for finding in read(data)[1]]


def plan(rows, **more):
    model, findings = read(plan_book(rows, **more))
    assert model is not None, findings
    return model


def test_a_plan_is_read():
    made = plan(PLAN)
    (section,) = made.sections
    assert (made.id, str(made.title), section.id, str(section.title)) == (
        "план1",
        "План мероприятий",
        "р1",
        "Организация",
    )
    assert [(m.id, str(m.measure), str(m.deadline), str(m.responsible)) for m in section.measures] == [
        ("м1", "Проведение совещания", "до 15.10.2026", "Департамент"),
        ("м2", "Анализ результатов", "в течение года", "Департамент, ОМСУ"),
    ]


WRONG_CELLS = [
    ("Срок", "до 31.02.2027", "D3", "срок-не-понят"),
    ("Ответственные", "ГАУ ДПО (ЦНППМ", "E3", "ответственные-не-поняты"),
    ("Мероприятие", "Проведение **совещания", "C3", "разметка-текста"),
    ("Мероприятие", "Проведение для {неведомая}", "C3", "ссылка-в-никуда"),
    ("код", "код с пробелами", "A3", "негодный-код"),
    ("код", "м2", "A4", "повтор-кода"),
    ("Мероприятие", None, "C3", "нет-обязательного-поля"),
    ("Вид строки", "заголовок", "B3", "неизвестный-вид-строки"),
    ("Срок", "#REF!", "D3", "ошибка-в-ячейке"),
]


@pytest.mark.parametrize(("heading", "value", "cell", "rule"), WRONG_CELLS, ids=lambda value: str(value)[:20])
def test_a_wrong_cell_is_named(heading, value, cell, rule):
    rows = [list(row) for row in PLAN]
    rows[2][PLAN[0].index(heading)] = value
    assert f"лист «План», {cell}: {rule}" in said(plan_book(rows))


def test_a_finding_stands_in_the_order_of_the_sheet_and_names_its_file():
    rows = [list(row) for row in PLAN]
    rows[3][3], rows[2][4] = "когда-нибудь потом", "(("
    _, findings = read(plan_book(rows))
    assert [(f.document, f.line, f.column) for f in sorted(findings, key=lambda f: f.line or 0)] == [
        ("план.xlsx", 3, 5), ("план.xlsx", 4, 4),
    ]  # fmt: skip


def test_a_wrong_field_of_the_document_is_named_on_its_sheet():
    info = [*INFO, ["Период", "2026/2029"], ["Названье", "Другое"], ["Вступление", "[["], ["Подпись", "начальник"]]
    assert "лист «Сведения», B5: период-не-понят" in said(plan_book(info=info[:5]))
    assert said(plan_book(info=[*INFO, ["Графики", "x"]])) == ["лист «Сведения», A5: неизвестное-сведение"]
    assert "лист «Сведения», B5: не-тот-вид-значения" in said(plan_book(info=[*INFO, info[-1]]))
    assert said(plan_book(info=[*INFO, ["Наименование", "Другое"]])) == ["лист «Сведения», B5: сведение-дважды"]
    assert said(plan_book(info=INFO[:3])) == ["лист «Сведения»: нет-обязательного-поля"]


def test_headings_come_in_any_order_and_nearly_any_spelling():
    rows = [
        ["Ответственный", "Сроки реализации", "№ п/п", "Наименование мероприятия", "Уровень управления", "КОД"],
        ["ОМСУ", "2026/2027", None, "Анализ", "Муниципальный", "м7"],
    ]
    (measure,) = plan(rows).measures
    assert (measure.id, str(measure.responsible), str(measure.level), str(measure.deadline)) == (
        "м7", "ОМСУ", "муниципальный", "2026/2027",
    )  # fmt: skip
    misspelt = [["код", "Меропреятие", "Отвественные"], ["м1", "Анализ", "ОМСУ"]]
    assert str(plan(misspelt).measures[0].responsible) == "ОМСУ"


def test_an_unknown_heading_names_the_nearest_and_an_empty_column_does_not_matter():
    rows = [["код", "Мероприятие", "Срока нет"], ["м1", "Анализ", "2027"]]
    _, (finding,) = read(plan_book(rows))
    assert (finding.place, finding.rule, finding.quote) == ("лист «План», C1", "неизвестный-столбец", "Срока нет")
    assert "«Срок»" in finding.hint
    assert said(plan_book([["код", "Мероприятие", "Примечание"], ["м1", "Анализ"]])) == []
    _, (finding,) = read(plan_book([["код", "Мероприятие", "Телефон"], ["м1", "Анализ", "12-34"]]))
    assert "«Срок»" not in finding.hint and "Ответственные" in finding.hint


def test_two_columns_under_one_heading():
    rows = [["код", "Мероприятие", "Срок", "Сроки"], ["м1", "Анализ", "2027", "2028"]]
    assert said(plan_book(rows)) == ["лист «План», D1: столбец-дважды"]


def test_words_above_the_headings_and_columns_without_one_are_told():
    rows = [["Утверждаю"], [], ["код", "Мероприятие", None], ["м1", "Анализ", "не забыть"]]
    model, findings = read(plan_book(rows))
    assert model is not None
    assert [(f.place, f.severity) for f in findings] == [
        ("лист «План», строка 1", Severity.WARNING), ("лист «План», C4", Severity.WARNING),
    ]  # fmt: skip


def test_dates_and_numbers_are_what_the_cell_shows():
    def formats(made):
        sheet = made["План"]
        for cell, code in {"D2": "dd.mm.yyyy", "D3": "mmm-yy", "D5": "0000", "B4": "@"}.items():
            sheet[cell].number_format = code

    rows = [
        ["код", "Номер", "Мероприятие", "Срок", "Описание"],
        ["м1", 3.1, "Один", datetime.date(2026, 10, 15), 41.7],
        ["м2", "3.10", "Два", datetime.date(2026, 10, 1), True],
        ["м3", None, "Три", 2027, "0123"],
        ["м4", None, 7, None, 123],
    ]
    one, two, three, four = plan(rows, more=formats).measures
    assert (one.number, str(one.deadline), str(one.description)) == ("3.1", "15.10.2026", "41,7")
    assert (two.number, str(two.deadline), str(two.description)) == ("3.10", "октябрь 2026", "да")
    assert (str(three.deadline), str(three.description)) == ("2027", "0123")
    assert (str(four.measure), str(four.description)) == ("7", "123")


def test_a_number_that_excel_took_for_a_date():
    rows = [["код", "Номер", "Мероприятие"], ["м1", datetime.date(2026, 1, 3), "Анализ"]]
    assert said(plan_book(rows)) == ["лист «План», B2: номер-стал-датой"]


def test_a_merged_level_holds_for_all_its_rows_and_a_merged_row_is_a_section():
    def merge(made):
        for area in ("A2:D2", "B3:B5", "C4:D4"):
            made["План"].merge_cells(area)

    rows = [
        ["код", "Уровень", "Мероприятие", "Срок"],
        ["Организация"],
        ["м1", "региональный", "Один", "2027"],
        ["м2", None, "Два"],
        ["м3", None, "Три", "2028"],
    ]
    rows[1] = [None, "Организация"]
    made = plan(rows, more=lambda made: (made["План"].merge_cells("B2:D2"), made["План"].merge_cells("B3:B5")))
    (section,) = made.sections
    assert str(section.title) == "Организация"
    assert [str(measure.level) for measure in section.measures] == ["региональный"] * 3


def test_lines_of_a_measure():
    rows = [
        ["код", "Вид строки", "Номер", "Мероприятие", "Срок"],
        ["м1", None, None, "Стажировки", None],
        [None, "внутри", None, "в гимназии", "12.05.2027"],
        ["м2", None, "7", "Практикумы", None],
        [None, None, None, "о чтении", "13.05.2027"],
    ]
    first, second = plan(rows, more=lambda made: made["План"].merge_cells("C4:C5")).measures
    assert [str(line.measure) for line in first.lines] == ["в гимназии"]
    assert [(str(line.measure), str(line.deadline)) for line in second.lines] == [("о чтении", "13.05.2027")]


def test_a_line_above_every_measure_and_a_school_above_every_cluster():
    rows = [["код", "Вид строки", "Мероприятие"], [None, "внутри", "в гимназии"], ["м1", None, "Анализ"]]
    assert said(plan_book(rows)) == ["лист «План», строка 2: строка-не-на-месте"]
    schools = book(
        {
            "Список": [["код", "Вид строки", "Название"], ["ш1", None, "МБОУ СОШ"], ["к1", "кластер", "Первая"]],
            "Сведения": [["Название", "Школы"]],
        }
    )
    assert said(schools) == ["лист «Список», строка 2: строка-не-на-месте"]


def test_what_a_section_row_cannot_hold_is_named():
    rows = [["код", "Вид строки", "Мероприятие", "Срок"], ["р1", "раздел", "Организация", "2027"]]
    assert said(plan_book(rows)) == ["лист «План», D2: неизвестный-ключ"]
    rows = [["код", "Вид строки", "Мероприятие", "Срок"], ["р1", "раздел", "Ссылка {x", None]]
    assert said(plan_book(rows)) == ["лист «План», C2: разметка-текста"]


def test_empty_rows_do_not_matter_and_a_row_with_a_code_alone_is_gone():
    rows = [PLAN[0], [], *PLAN[1:], [], ["м9"], [None, " "], []]
    model, findings = read(plan_book(rows))
    assert [measure.id for measure in model.all_measures] == ["м1", "м2"]
    assert [(f.place, f.rule, f.severity) for f in findings] == [
        ("лист «План», строка 7", "строка-очищена", Severity.NOTE)
    ]


def test_formulas_give_the_value_that_the_file_knows():
    rows = [["код", "Мероприятие", "Срок"], ["м1", "Анализ", "=2026+1"]]
    assert said(plan_book(rows)) == ["лист «План», C2: ошибка-в-ячейке"]
    known = plan_book(rows, **{MAIN_SHEET: lambda xml: xml.replace(b"</f><v></v>", b"</f><v>2027</v>").replace(
        b"</f><v />", b"</f><v>2027</v>").replace(b"</f><v/>", b"</f><v>2027</v>")})  # fmt: skip
    model, findings = read(known)
    assert findings == []
    assert str(model.measures[0].deadline) == "2027"


def test_what_is_hidden_is_read_and_told():
    def hide(made):
        made["План"].row_dimensions[3].hidden = True
        made["План"].column_dimensions["D"].hidden = True

    model, findings = read(plan_book(more=hide))
    assert [measure.id for measure in model.all_measures] == ["м1", "м2"]
    assert [f.message for f in findings] == ["Скрыто, но прочитано: столбцы D.", "Скрыто, но прочитано: строки 3."]
    assert {f.severity for f in findings} == {Severity.NOTE}


def test_excels_own_tables_and_filters_do_not_matter():
    def filtered(made):
        sheet = made["План"]
        sheet.auto_filter.ref = "A1:E4"
        sheet.add_table(Table(displayName="План1", ref="A1:E4"))

    assert read(plan_book(more=filtered)) == read(plan_book())


def test_own_columns_of_a_plan():
    sheets = {
        "План": [["код", "Мероприятие", "Кого учат", "прочее: итог"], ["м1", "Курсы", "{департамент}", "[["]],
        "Сведения": [*INFO, ["Графы", "мероприятие, кого, итог"]],
        "Свои графы": [["код", "Заголовок", "Ширина"], ["кого", "Кого учат", 3], ["итог", "Срок", "много"]],
    }
    assert said(book(sheets)) == ["лист «Свои графы», C3: число-не-понято"]
    sheets["Свои графы"][2][2] = "2"
    model, _ = read(book(sheets))
    assert {code: str(cell) for code, cell in model.measures[0].own.items()} == {"кого": "{департамент}", "итог": "[["}
    sheets["План"][1][2] = "{x"
    assert said(book(sheets)) == ["лист «План», C2: разметка-текста"]


def test_a_list_and_a_composition():
    schools, _ = read(
        book(
            {
                "Список": [
                    ["код", "Вид строки", "Название", "Место", "Школа (код)", "Сопровождение"],
                    ["к1", "кластер", "Первая группа", None, None, "ЦНППМ"],
                    ["ш1", None, "МБОУ «СОШ № 1»", "г. Заречск"],
                    ["ш2", None, None, None, "берёзовская"],
                ],
                "Сведения": [["Название", "Список школ"]],
            }
        )
    )
    (cluster,) = schools.clusters
    assert (str(cluster.title), cluster.support) == ("Первая группа", "ЦНППМ")
    assert [(school.id, school.name, school.entry) for school in cluster.schools] == [
        ("ш1", "МБОУ «СОШ № 1»", None), ("ш2", None, "берёзовская"),
    ]  # fmt: skip
    members, _ = read(
        book(
            {
                "Состав": [["код", "Кто", "Роль", "По согласованию"], ["ч1", "методист", "секретарь", "Да"]],
                "Сведения": [["Название", "Состав группы"], ["Остальные", "Члены группы"]],
            }
        )
    )
    (member,) = members.members
    assert (str(member.words), member.role, member.agreed, members.group) == (
        "методист",
        "секретарь",
        True,
        "Члены группы",
    )


def test_facts_with_their_days():
    data = book(
        {
            "Организации": [
                ["код", "Название", "Бланк", "Формы", "Подчинена (код)", "Псевдонимы", "С", "Вышестоящая на бланке"],
                [
                    "дон", "по 31.12.2026: Департамент\nс 01.01.2027: Министерство", "ДЕПАРТАМЕНТ\nОБРАЗОВАНИЯ",
                    "род: Департамента\nдат: Департаменту", "правительство, дума", "ДОН\nДепобр",
                    datetime.date(2020, 2, 1), "да",
                ],
            ]
        }
    )  # fmt: skip
    model, findings = read(data)
    assert findings == []
    (entry,) = model.entries
    assert [entry.name_on(datetime.date(year, 6, 1)) for year in (2026, 2027)] == ["Департамент", "Министерство"]
    assert entry.letterhead_on(datetime.date(2026, 1, 1)) == ("ДЕПАРТАМЕНТ", "ОБРАЗОВАНИЯ")
    assert entry.form_on("дат", datetime.date(2026, 1, 1)) == "Департаменту"
    assert [fact.value for fact in entry.superior] == ["правительство", "дума"]
    assert (entry.aliases, entry.since, entry.superior_shown) == (("ДОН", "Депобр"), datetime.date(2020, 2, 1), True)


def test_several_kinds_of_reference_data_in_one_workbook():
    data = book(
        {
            "Лица": [["код", "Фамилия", "Имя", "Пол"], ["орлова", "Орлова", "Елена", "ж"]],
            "Должности": [["код", "Название", "Занимает (код)"], ["начальник", "начальник отдела", "орлова"]],
            "Заметки": [["не забыть"]],
        }
    )
    people, posts = read_bytes(data, "справочники.xlsx")
    assert [people.data["вид"], posts.data["вид"]] == ["лица", "должности"]
    assert [(f.rule, f.place, f.severity) for f in people.findings] == [
        ("не-прочитано-в-книге", "лист «Заметки»", Severity.NOTE)
    ]
    marked = posts.mark(Finding("x", "y", path=("записи", 0, "занимает", 0, "значение")))
    assert marked.place == "лист «Должности», C2"


BAD = {
    "пустая": (b"", "не-книга-excel"),
    "текст": ("код;мероприятие".encode(), "не-книга-excel"),
    "не архив": (b"PK\x03\x04 and nothing more", "не-книга-excel"),
    "старый вид": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "другой-вид-книги"),
    "под паролем": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "книга-под-паролем"
    ),
    "без листа": (plan_book(**{MAIN_SHEET: None}), "нет-заголовков-столбцов"),
    "лист не XML": (plan_book(**{MAIN_SHEET: b"<worksheet><sheetData>"}), "не-книга-excel"),
    "сущности": (
        plan_book(**{MAIN_SHEET: b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'}), "не-книга-excel"
    ),
    "глубоко": (plan_book(**{MAIN_SHEET: b"<a>" * 5000}), "не-книга-excel"),
    "пустой лист": (book({"План": [], "Сведения": INFO}), "нет-заголовков-столбцов"),
    "без шапки": (book({"План": PLAN[1:], "Сведения": INFO}), "нет-заголовков-столбцов"),
    "нет листа": (book({"Лист1": PLAN}), "нет-листа"),
    "два листа": (book({"План": PLAN, "План (2)": PLAN, "Сведения": INFO}), "лист-дважды"),
    "два документа": (book({"План": PLAN, "Состав": [["код", "Кто"], ["ч1", "x"]]}), "лист-дважды"),
    "приказ": (book({"Приказ": PLAN, "Сведения": [["Вид", "приказ"]]}), "вид-не-для-excel"),
    "без сведений": (book({"План": PLAN}), "нет-листа"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "rule"), BAD.values(), ids=BAD)
def test_a_bad_workbook_is_told_in_words(data, rule):
    (source,) = read_bytes(data, "план.xlsx")
    assert rule in [finding.rule for finding in source.findings]
    for finding in source.findings:
        assert finding.document == "план.xlsx"
        assert finding.message.endswith(".") and finding.hint


def test_a_sheet_of_another_name_is_meant_when_it_is_the_only_one():
    made = book({"Лист1": PLAN, "Сведения": INFO, "Лист2": []})
    assert read(made) == read(plan_book())


def test_another_sheet_is_not_read_and_that_is_told():
    made = book({"План": PLAN, "Сведения": INFO, "Черновик": [["мысли"]], "Лист3": []})
    model, findings = read(made)
    assert model == read(plan_book())[0]
    assert [(f.rule, f.place) for f in findings] == [("не-прочитано-в-книге", "лист «Черновик»")]


def test_a_strict_workbook_is_read():
    spaces = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    }

    def strict(part: bytes) -> bytes:
        for usual, other in spaces.items():
            part = part.replace(usual, other)
        return part

    usual = plan_book()
    made = with_parts(usual, dict.fromkeys(parts_of(usual), strict))
    assert made != usual
    assert read(made) == read(usual)


def test_macros_and_links_are_told_and_left_alone():
    data = plan_book(**{"xl/vbaProject.bin": b"\0", "xl/externalLinks/externalLink1.xml": b"<a/>"})
    model, findings = read(data)
    assert model == read(plan_book())[0]
    assert [f.rule for f in findings] == ["книга-с-добавками"] * 2


def test_a_workbook_of_ours_is_known_from_a_foreign_one():
    assert is_native(plan_book())
    assert is_native(book({"Школы": [["код", "Название"], ["ш1", "x"]]}))
    assert not is_native(book({"План": [["№", "Мероприятие", "Срок"], [1, "x", 2027]]}))
    assert not is_native(b"PK")
    assert peek(plan_book()) == ("план", "план1")


def test_the_empty_rows_of_a_whole_sheet_cost_little(benchmark_rows=60_000):
    empty = b"".join(
        b'<row r="%d" s="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n) for n in range(9, benchmark_rows)
    )
    data = plan_book(**{MAIN_SHEET: lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>")})
    assert read(data) == read(plan_book())


def test_a_part_that_inflates_without_end_is_not_inflated():
    buffer, blanks = io.BytesIO(plan_book(**{MAIN_SHEET: None})), b" " * (1 << 20)
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(MAIN_SHEET, "w") as part,
    ):
        part.write(b"<worksheet><sheetData>")
        for _ in range(450):
            part.write(blanks)
    (source,) = read_bytes(buffer.getvalue(), "план.xlsx")
    assert [f.rule for f in source.findings] == ["слишком-большая-книга"]


def test_too_many_cells_are_refused():
    rows = b"".join(b'<row r="%d"><c r="C%d"><v>1</v></c></row>' % (n, n) for n in range(9, 110_000))
    data = plan_book(**{MAIN_SHEET: lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")})
    (source,) = read_bytes(data, "план.xlsx")
    assert [f.rule for f in source.findings] == ["слишком-большая-книга"]
