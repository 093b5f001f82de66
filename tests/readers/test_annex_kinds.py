"""Annexes that are no plans, each read as the document that it looks like."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model.party import Person, Post, SchoolEntry
from docgen.readers.annexes.reader import read_annex, sheet_annex
from docgen.readers.annexes.school_lines import names_school
from docgen.readers.blocks import Block, Paragraph
from docgen.readers.segments import Segment
from tests.builders import reference
from tests.readers.made import cell, context, p, read, table

FIRST, SECOND = "МБОУ «СОШ № 2» г. Каменск Каменского района", "МКОУ Лосинская ООШ Берёзовского района"


def titles(*rows: str) -> Paragraph:
    return p("\n".join(rows), bold=True, alignment="center")


def test_a_regulation_with_chapters() -> None:
    data = read(
        titles("ПОЛОЖЕНИЕ"), titles("о рабочей группе"), "1. Общие положения", "1.1. Группа создана.",
        "1.2. Она решает задачи:", "- учить;", "- лечить.", "Состав её меняется.", "1.2.1. Лечит врач.",
        "2. Порядок работы", "2.1. Группа собирается.",
    ).data  # fmt: skip
    assert data["название"] == "ПОЛОЖЕНИЕ о рабочей группе"
    first, second = data["разделы"]
    assert [(chapter["номер"], chapter["название"]) for chapter in (first, second)] == [
        ("1", "Общие положения"), ("2", "Порядок работы"),
    ]  # fmt: skip
    assert [clause["номер"] for clause in first["пункты"]] == ["1.1", "1.2"]
    assert first["пункты"][1]["текст"] == "Она решает задачи:\n- учить;\n- лечить.\nСостав её меняется."
    assert [clause["номер"] for clause in first["пункты"][1]["пункты"]] == ["1.2.1"]
    assert [clause["код"] for clause in second["пункты"]] == ["п2-1"]


def test_a_regulation_without_chapters() -> None:
    data = read(
        "Порядок отбора", "Действует с 2027 года.", "1. Отбор честен.", "1.1. Судей трое.", "2. Итог виден."
    ).data
    assert data["вступление"] == "Действует с 2027 года."
    assert [clause["номер"] for clause in data["пункты"]] == ["1", "2"]
    assert data["пункты"][0]["пункты"][0]["текст"] == "Судей трое."


@pytest.mark.parametrize(("heading", "number"), [(titles("Права"), "нет"), (p("II. ПРАВА"), "II")])
def test_chapters_over_clauses_that_are_counted_through(heading: Paragraph, number: str) -> None:
    data = read("Правила", "1. Отбор честен.", heading, "2. Право есть.", "1) первое;", "2) второе.").data
    [chapter] = data["разделы"]
    assert chapter["номер"] == number
    assert chapter["пункты"] == [{"код": "п2", "номер": "2", "текст": "Право есть.\n1) первое;\n2) второе."}]


def test_a_date_at_the_beginning_is_no_number() -> None:
    data = read("Памятка", "01.09.2026 начинается год.", "12.5 часа длится слёт.", "1.5 тонны весит книга.").data
    assert [clause["номер"] for clause in data["пункты"]] == ["нет"] * 3


def test_numbers_deeper_than_four_levels_stay_words() -> None:
    data = read("Порядок", "1. Раз.", "1.1. Два.", "1.1.1. Три.", "1.1.1.1. Четыре.").data
    clause = data["пункты"][0]["пункты"][0]["пункты"][0]["пункты"][0]
    assert (clause["номер"], clause["текст"]) == ("1.1.1.1", "Четыре.")


def test_a_text_without_numbers_is_kept_paragraph_by_paragraph() -> None:
    data = read("Памятка", "Мойте руки.", "Читайте книги.").data
    assert [(clause["номер"], clause["текст"]) for clause in data["пункты"]] == [
        ("нет", "Мойте руки."), ("нет", "Читайте книги."),
    ]  # fmt: skip


def test_schools_in_clusters() -> None:
    data = read(
        "Список школ", "Кластер 1. Малые школы – сопровождение ЦНППМ", f"1. {FIRST};", f"2. {SECOND}.",
        p("Большие школы", number="Кластер 2."), p("МБОУ «СШ № 9» г. Каменск", number="1."),
    ).data  # fmt: skip
    assert data["вид"] == "список"
    first, second = data["кластеры"]
    assert (first["номер"], first["название"], first["сопровождение"]) == ("1", "Малые школы", "ЦНППМ")
    assert (second["номер"], second["название"]) == ("2", "Большие школы")
    assert [school["код"] for cluster in data["кластеры"] for school in cluster["школы"]] == ["ш1", "ш2", "ш3"]


def test_schools_without_clusters_are_one_that_is_not_numbered() -> None:
    data = read("Список школ", "Школы с низкими результатами:", f"1. {FIRST};", f"3. {SECOND}.").data
    [cluster] = data["кластеры"]
    assert (cluster["номер"], cluster["название"]) == ("нет", "Школы с низкими результатами:")
    assert [school["номер"] for school in cluster["школы"]] == ["1", "3"]


def test_schools_that_nothing_heads_ask_for_a_heading() -> None:
    draft = read("Список школ", f"1. {FIRST};", f"2. {SECOND}.")
    [cluster] = draft.data["кластеры"]
    assert (cluster["номер"], cluster["название"]) == ("нет", "–")
    assert [told.path for told in draft.told if told.confidence < 0.5] == [("кластеры", 0, "название")]


def test_a_school_of_the_register_is_named_by_its_id() -> None:
    entry = {"код": "лосинская", "название": "МКОУ Лосинская ООШ", "муниципалитет": "берёзовский"}
    shared = context(reference(SchoolEntry.model_validate(entry)))
    data = read("Список школ", "Кластер 1. Школы", f"1. {SECOND};", "2. МБОУ Прудовская СОШ.", shared=shared).data
    first, second = data["кластеры"][0]["школы"]
    assert first == {"код": "ш1", "номер": "1", "школа": "лосинская"}
    assert "школа" in second or second["название"] == "МБОУ Прудовская СОШ"


def test_a_line_of_a_school_that_the_register_would_name_otherwise_stays_words() -> None:
    entry = {"код": "лосинская", "название": "МКОУ Лосинская ООШ", "псевдонимы": ["Лосинская школа"]}
    shared = context(reference(SchoolEntry.model_validate(entry)))
    data = read("Список школ", "Кластер 1. Школы", "1. Лосинская школа.", shared=shared).data
    assert data["кластеры"][0]["школы"] == [{"код": "ш1", "номер": "1", "название": "Лосинская школа"}]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("МБОУ «СОШ № 2» г. Каменск", True), ("«Средняя школа № 5»", True), ("Лосинская школа", True),
        ("Муниципальное бюджетное общеобразовательное учреждение «Лицей»", True), ("школа-интернат № 1", True),
        ("Школы-наставники посещают уроки.", False), ("Учителя школы № 5 пишут отчёт.", False),
    ],
)  # fmt: skip
def test_what_may_be_a_line_of_a_list_of_schools(words: str, expected: bool) -> None:
    assert names_school(words) is expected


def test_clauses_about_schools_are_no_list() -> None:
    data = read("Порядок", "1. Школы-наставники посещают уроки.", "2. Школы № 5 и № 6 пишут отчёт.").data
    assert data["вид"] == "положение"


def test_a_plan_with_places_is_a_plan() -> None:
    header = ("№", "Мероприятие", "Срок", "Место проведения", "Ответственные")
    data = read("План мероприятий", table(header, ("1", "Слёт", "май 2027", "СОШ № 1", "ОО"))).data
    assert data["вид"] == "план"
    assert data["мероприятия"][0]["прочее"] == {"место": "СОШ № 1"}


def test_a_list_of_something_else_is_no_list_of_schools() -> None:
    assert read("Список книг", "1. Букварь;", "2. Азбука.").data["вид"] == "положение"


MEMBERS = [
    ("Орлова Елена Петровна", "начальник отдела, председатель комиссии"),
    ("Зимин Павел Ильич", "методист, секретарь комиссии"),
    "Члены комиссии:",
    ("Лунин Антон Борисович", "директор школы (по согласованию)"),
]


def test_a_composition_in_lines() -> None:
    lines = [line if isinstance(line, str) else f"{line[0]} – {line[1]};" for line in MEMBERS]
    members_of(read("Состав комиссии", *lines).data)


def test_a_composition_in_a_table() -> None:
    rows: list[Any] = [[cell(row, 3)] if isinstance(row, str) else (row[0], "–", row[1]) for row in MEMBERS]
    members_of(read("Состав комиссии", table(*rows)).data)


def test_a_composition_whose_names_have_lines_of_their_own() -> None:
    lines: list[str] = []
    for line in MEMBERS:
        surname, given = ("", "") if isinstance(line, str) else line[0].split(" ", 1)
        lines += [line] if isinstance(line, str) else [surname, given, f"– {line[1]}"]
    data = read("Состав комиссии", "Комиссия работает год.", *lines).data
    assert data["вступление"] == "Комиссия работает год."
    members_of(data)


def test_words_after_the_members_make_it_a_text() -> None:
    data = read("Состав комиссии", "Члены комиссии:", "Зимин Павел Ильич – методист.", "Итого один.").data
    assert data["вид"] == "положение"


def members_of(data: dict[str, Any]) -> None:
    assert data["вид"] == "состав"
    assert data["остальные"] == "Члены комиссии"
    assert [{key: member[key] for key in member if key != "код"} for member in data["члены"]] == [
        {"лицо": "орлова", "кто": "начальник отдела", "роль": "председатель комиссии"},
        {"лицо": "зимин", "кто": "методист", "роль": "секретарь комиссии"},
        {"лицо": "лунин", "кто": "директор школы", "по согласованию": "да"},
    ]  # fmt: skip


def test_a_post_of_a_member_that_is_known() -> None:
    shared = context(reference(Post.model_validate({"код": "методист", "название": "старший методист"})))
    data = read("Состав комиссии", "Члены комиссии:", "Зимин Павел Ильич – старший методист", shared=shared).data
    assert data["члены"] == [{"код": "ч1", "лицо": "зимин", "должность": "методист"}]


def test_a_seat_that_nobody_holds() -> None:
    data = read("Состав комиссии", "Члены комиссии:", "(назначается отдельно) – представитель родителей").data
    assert data["члены"] == [{"код": "ч1", "кто": "представитель родителей"}]


def test_a_person_whose_name_could_be_in_any_case_is_known_in_full() -> None:
    person = {"код": "цой", "фамилия": "Цой", "имя": "Эльвира", "отчество": "Павловна", "пол": "ж"}
    shared = context(reference(Person.model_validate(person)))
    data = read("Состав комиссии", "Члены комиссии:", "Цой Эльвира Павловна – учитель", shared=shared).data
    assert data["члены"][0]["лицо"] == "цой"


def test_a_composition_with_other_columns_is_a_table() -> None:
    data = read("Состав комиссии", table(("№ п/п", "ФИО", "Должность"), ("1", *MEMBERS[0]))).data
    assert data["вид"] == "таблица"
    assert data["строки"] == [{"код": "с1", "номер": "1", "ячейки": list(MEMBERS[0])}]


def test_pairs_of_schools() -> None:
    header = ("№ п/п", "Школа-наставник", "Школа", "Куратор")
    data = read("Пары школ", table(header, ("1", FIRST, SECOND, "Лунин А.Б."), ("3", SECOND, FIRST, "–"))).data
    assert data["вид"] == "пары"
    assert [pair["номер"] for pair in data["пары"]] == ["1", "3"]
    assert [pair.get("куратор") for pair in data["пары"]] == ["Лунин А.Б.", None]


def test_pairs_without_curators_under_other_headings() -> None:
    data = read("Кто кому помогает", table(("№ п/п", "Кто помогает", "Кому"), ("1", FIRST, SECOND))).data
    assert data["вид"] == "пары"
    assert (data["заголовок наставника"], data["заголовок школы"]) == ("Кто помогает", "Кому")


def test_a_schedule() -> None:
    header = ("№", "Дата", "Время", "Тема", "Место проведения", "Кто проводит")
    data = read("График семинаров", table(header, ("1", "15.10.2026", "10:00", "Урок", "СОШ № 1", "ИМЦ"))).data
    assert data["вид"] == "график"
    assert data["графы"] == ["номер", "срок", "время", "мероприятие", "место", "ответственные"]
    assert data["заголовки граф"] == {"номер": "№", "мероприятие": "Тема", "ответственные": "Кто проводит"}
    assert data["строки"] == [
        {"код": "г1", "номер": "1", "срок": "15.10.2026", "время": "10:00", "мероприятие": "Урок", "место": "СОШ № 1",
         "ответственные": "ИМЦ"},
    ]  # fmt: skip


def test_a_schedule_with_joined_cells_is_read_as_a_plan() -> None:
    header = ("№ п/п", "Дата", "Мероприятие", "Место")
    rows = [("1", "15.10.2026", "Урок", "СОШ № 1"), ("2", None, "Разбор", "СОШ № 1")]
    data = read("График семинаров", table(header, *rows)).data
    assert data["вид"] == "план"
    assert [measure["срок"] for measure in data["мероприятия"]] == ["15.10.2026", "15.10.2026"]


def test_a_table_keeps_its_joined_cells() -> None:
    data = read("Сведения", table(("Район", "Школа", "Класс"), ("Каменский", "А", "5"), (None, "Б", "6"))).data
    assert data["с номерами"] == "нет"
    assert data["графы"][0] == {"код": "район", "заголовок": "Район", "объединять": "да"}
    assert [row["ячейки"] for row in data["строки"]] == [["Каменский", "А", "5"], ["Каменский", "Б", "6"]]


def test_a_table_with_rows_across_it() -> None:
    rows = [[cell("Сельские школы", 3)], ("1", "СОШ № 1", "да"), ("4", "СОШ № 2", "–")]
    data = read("Сведения", table(("№ п/п", "Школа", "Интернат"), *rows), "Данные на 1 мая.").data
    assert data["строки"] == [
        {"раздел": "Сельские школы"},
        {"код": "с1", "номер": "1", "ячейки": ["СОШ № 1", "да"]},
        {"код": "с2", "номер": "4", "ячейки": ["СОШ № 2", ""]},
    ]  # fmt: skip
    assert data["заключение"] == "Данные на 1 мая."


def test_a_header_of_two_storeys() -> None:
    header = ((cell("№ п/п"), cell("Школа"), cell("Учеников", 2)), (None, None, "мальчиков", "девочек"))
    data = read("Сведения", table(*header, ("1", "СОШ № 1", "5", "6"))).data
    assert [column["заголовок"] for column in data["графы"]] == ["Школа", "Учеников мальчиков", "Учеников девочек"]


def test_a_table_without_a_header_takes_its_first_row_and_says_so() -> None:
    shared = context()
    data = read("Телефоны", table(("1", "Орлова", "12-34"), ("2", "Зимин", "45-67")), shared=shared).data
    assert [column["заголовок"] for column in data["графы"]] == ["1", "Орлова", "12-34"]
    assert [row["ячейки"] for row in data["строки"]] == [["2", "Зимин", "45-67"]]
    assert [finding.rule for finding in shared.findings] == ["таблица-без-шапки"]


def test_a_blank_form() -> None:
    data = read(
        "Форма отчёта", "Заполняется по каждой школе.", "Школа ____________", "(название по уставу)",
        table(("№ п/п", "Класс", "Число"), ("1", "5", ""), ("", "", ""), ("", "", "")),
        "Директор ________ /________/", p("Исполнитель\t\t /\t/"),
    ).data  # fmt: skip
    assert data["вид"] == "форма"
    assert data["вступление"] == "Заполняется по каждой школе."
    assert data["поля"] == [{"что": "Школа", "пояснение": "(название по уставу)"}]
    assert data["строки"] == [{"код": "с1", "номер": "1", "ячейки": ["5", ""]}]
    assert data["пустых строк"] == "2"
    assert data["подписи"] == ["Директор", "Исполнитель"]


def test_a_sheet_that_stands_for_scanned_ones_asks_for_them() -> None:
    draft = read("Памятка проверяющему", "на 3 л.")
    assert draft.data == {"вид": "скан", "название": "Памятка проверяющему", "файл": "скан.pdf", "листов": "3"}
    assert [told.path for told in draft.told if told.confidence < 0.5] == [("файл",)]


def test_a_hint_under_a_line_to_fill_in() -> None:
    data = read("Анкета", "Школа __________", p("название по уставу", alignment="center"), "Класс ______").data
    assert data["поля"] == [{"что": "Школа", "пояснение": "название по уставу"}, {"что": "Класс"}]


@pytest.mark.parametrize(
    "signature",
    [["Директор МКУ ИМЦ\tА.Б. Лунин"], ["Директор МКУ ИМЦ", "А.Б. Лунин"], [table(("Директор МКУ ИМЦ", "А.Б. Лунин"))]],
)
def test_who_signs_an_annex(signature: list[Any]) -> None:
    shared = context()
    data = read("Сведения", table(("Школа", "Класс"), ("СОШ № 1", "5")), *signature, shared=shared).data
    post = shared.known.reference.posts[data["подпись"]["должность"]]
    assert post.name == "директор МКУ ИМЦ"
    assert shared.known.reference.people[data["подпись"]["лицо"]].surname == "Лунин"
    assert "заключение" not in data


def test_a_signature_that_would_print_otherwise_stays_words() -> None:
    person = Person.model_validate({"код": "лунин", "фамилия": "Лунин", "имя": "А.", "отчество": "Б."})
    post = {"код": "директор", "название": "директор", "полностью": "директор МКУ «Центр»", "занимает": "лунин"}
    shared = context(reference(person, Post.model_validate(post)))
    data = read("Сведения", table(("Школа", "Класс"), ("А", "5")), "Директор\tА.Б. Лунин", shared=shared).data
    assert "подпись" not in data
    assert data["заключение"] == "Директор А.Б. Лунин"


def test_an_annex_without_a_title_asks_for_it() -> None:
    draft = read(table(("Школа", "Класс"), ("СОШ № 1", "5")))
    assert draft.data["название"] == ""
    assert draft.told[0].path == ("название",)
    assert draft.told[0].confidence < 0.5


def test_a_table_inside_a_text_is_not_lost() -> None:
    shared = context()
    data = read("Порядок", "1. Раз.", table(("Школа", "Класс"), ("СОШ № 1", "5")), "2. Два.", shared=shared).data
    assert not shared.leftovers
    assert (data["вступление"], data["заключение"]) == ("1. Раз.", "2. Два.")


def segment(*blocks: Block) -> Segment:
    return Segment("other", blocks)


def test_what_has_no_mark_must_look_like_something() -> None:
    shared = context()
    assert read_annex(segment(p("Описание системы"), p("1. Ввод."), p("2. Вывод.")), shared) is None
    assert [left.words for left in shared.leftovers] == ["Описание системы", "1. Ввод.", "2. Вывод."]


def test_a_plan_or_a_regulation_by_itself_is_read() -> None:
    plan = segment(p("План"), table(("№", "Мероприятие", "Срок"), ("1", "Слёт", "май 2027")))
    text = segment(p("Положение о слёте"), p("1. Слёт ежегодный."))
    kinds = [draft.data["вид"] for each in (plan, text) if (draft := read_annex(each, context())) is not None]
    assert kinds == ["план", "положение"]


def test_a_sheet_with_its_title_above_the_header() -> None:
    rows = [("План мероприятий", "", "", ""), ("на 2027 год", "", "", ""), ("", "", "", "")]
    header = ("Срок", "№ п/п", "Ответственные", "Мероприятие")
    draft = sheet_annex(table(*rows, header, ("май 2027", "1", "ОО", "Слёт")), context())
    assert draft is not None
    assert draft.data["вид"] == "план"
    assert draft.data["название"] == "План мероприятий на 2027 год"
    assert draft.data["мероприятия"][0]["срок"] == "май 2027"


def test_a_sheet_of_schools_is_a_list() -> None:
    header = ("№ п/п", "Муниципалитет", "Наименование ОО", "Населенный пункт", "Кластер")
    rows = [
        ("1", "Берёзовский район", "МКОУ Лосинская ООШ", "", "1"),
        ("2", "Берёзовский район", "МБОУ «СОШ № 2»", "г. Берёзов", "1"),
        ("1", "Берёзовский район", "МБОУ Прудовская СОШ", "", "2"),
    ]
    shared = context(reference())
    draft = sheet_annex(table(header, *rows), shared, [p("Школы района")])
    assert draft is not None
    assert draft.data["вид"] == "список"
    assert draft.data["название"] == "Школы района"
    clusters = draft.data["кластеры"]
    assert [(cluster["номер"], cluster["название"], len(cluster["школы"])) for cluster in clusters] == [
        ("нет", "Кластер 1", 2), ("нет", "Кластер 2", 1),
    ]  # fmt: skip
    school = shared.known.reference.schools[clusters[0]["школы"][0]["школа"]]
    assert school.name_on(shared.known.day) == "МКОУ Лосинская ООШ"
    assert school.municipality_on(shared.known.day) == "берёзовский"


def test_a_sheet_without_a_header_is_left_over() -> None:
    shared = context()
    assert sheet_annex(table(("5", "7"), ("8", "9")), shared) is None
    assert [left.words for left in shared.leftovers] == ["5\t7\n8\t9"]


@pytest.mark.parametrize(
    "stamp",
    [
        ["УТВЕРЖДАЮ\nДиректор школы\n________ Р.Т. Белкина\n«01» сентября 2025 г."],
        ["УТВЕРЖДАЮ", "Директор школы", "________ Р.Т. Белкина"],
        [table(["СОГЛАСОВАНО\nМетодист\nИ.И. Орлова", "УТВЕРЖДАЮ\nДиректор\nР.Т. Белкина"])],
    ],
)
def test_the_stamp_of_approval_is_no_title_of_a_plan(stamp: list[Block | str]) -> None:
    shared = context()
    plan = table(["№", "Мероприятие", "Срок", "Ответственные"], ["1", "Смотр", "май 2026 г.", "Учителя"], heading=1)
    blocks = [p(block) if isinstance(block, str) else block for block in [*stamp, titles("План работы"), plan]]
    draft = read_annex(Segment("other", tuple(blocks)), shared)
    assert draft is not None
    assert draft.data["название"] == "План работы"
    assert "вступление" not in draft.data
    assert "Белкина" in " ".join(left.words for left in shared.leftovers)


def test_a_star_that_explains_a_sign_of_a_table_stays() -> None:
    data = read(
        titles("Перечень школ"), table(["Школа", "Знак*"], ["Лицей", "А"], heading=1), "* А – школа-наставник"
    ).data
    assert data["заключение"] == "\\* А – школа-наставник"
