"""Plans read from tables: columns, sections, numbers, levels, cells."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model.plan import Plan
from docgen.model.validation import validated
from docgen.readers.annexes.plan import matches_plan
from docgen.readers.blocks import Cell, Paragraph, Run
from docgen.readers.draft import Draft
from tests.readers.made import cell, context, p, read, table

HEADER = ("№ п/п", "Мероприятие", "Срок", "Ответственные")
ROW = ("1", "Провести совещание", "октябрь 2026", "ОМСУ")


def plan_of(*rows: Any, header: tuple[str, ...] = HEADER, **fields: Any) -> dict[str, Any]:
    """The plan of a table with this header and these rows."""
    data = read("План мероприятий", table(header, *rows, **fields)).data
    assert data["вид"] == "план"
    model, faults = validated(Plan, data)
    assert model is not None, faults
    return data


def only(data: dict[str, Any]) -> dict[str, Any]:
    [measure] = data["мероприятия"]
    return measure


def test_the_usual_columns_need_no_headings() -> None:
    data = plan_of(ROW)
    assert data["графы"] == ["номер", "мероприятие", "срок", "ответственные"]
    assert "заголовки граф" not in data
    assert only(data) == {
        "код": "м1", "номер": "1", "мероприятие": "Провести совещание", "срок": "октябрь 2026", "ответственные": "ОМСУ",
    }  # fmt: skip


def test_columns_stand_in_any_order_under_any_words() -> None:
    header = ("Исполнители", "Сроки проведения", "Что делается", "Ожидаемые результаты", "№")
    data = plan_of(("ОО", "май 2027", "Провести опрос", "Справка", "1"), header=header)
    assert data["графы"] == ["ответственные", "срок", "мероприятие", "результат", "номер"]
    assert data["заголовки граф"] == {
        "ответственные": "Исполнители", "срок": "Сроки проведения", "мероприятие": "Что делается",
        "результат": "Ожидаемые результаты", "номер": "№",
    }  # fmt: skip
    assert only(data)["результат"] == "Справка"


def test_an_unknown_column_is_the_plans_own() -> None:
    header = (*HEADER, "Примечание")
    data = plan_of((*ROW, "по согласованию"), ("2", "Опрос", "май 2027", "ОО", ""), header=header)
    assert data["графы"][-1] == "примечание"
    assert data["свои графы"] == [{"код": "примечание", "заголовок": "Примечание", "оставить пустой": "да"}]
    assert [measure.get("прочее") for measure in data["мероприятия"]] == [{"примечание": "по согласованию"}, None]


def test_a_second_column_of_days_is_not_lost() -> None:
    data = plan_of((*ROW, "ноябрь 2026"), header=(*HEADER, "Срок отчёта"))
    assert data["графы"] == ["номер", "мероприятие", "срок", "ответственные", "срок-2"]
    assert only(data)["прочее"] == {"срок-2": "ноябрь 2026"}


def test_the_numbers_of_the_columns_are_no_row() -> None:
    assert only(plan_of(("1", "2", "3", "4"), ROW))["мероприятие"] == "Провести совещание"


def test_a_header_that_stands_again_is_no_row() -> None:
    data = plan_of(ROW, HEADER, ("2", "Провести опрос", "май 2027", "ОО"))
    assert [measure["номер"] for measure in data["мероприятия"]] == ["1", "2"]


def test_tables_of_the_same_columns_are_one() -> None:
    first, second = table(HEADER, ROW), table(("2", "Провести опрос", "май 2027", "ОО"), number=2)
    data = read("План мероприятий", first, second).data
    assert [measure["номер"] for measure in data["мероприятия"]] == ["1", "2"]


def test_a_heading_between_two_tables_is_a_section() -> None:
    first, second = table(HEADER, ROW), table(HEADER, ("2", "Провести опрос", "май 2027", "ОО"), number=2)
    data = read("План мероприятий", first, "Работа с родителями", second).data
    assert [measure["номер"] for measure in data["мероприятия"]] == ["1"]
    assert data["разделы"][0]["название"] == "Работа с родителями"
    assert data["разделы"][0]["номер"] == "нет"


def test_another_table_is_left_over() -> None:
    shared = context()
    data = read("План мероприятий", table(HEADER, ROW), table(("Школа", "Класс"), ("СОШ № 1", "5")), shared=shared).data
    assert data["вид"] == "план"
    assert [left.words for left in shared.leftovers] == ["Школа\tКласс\nСОШ № 1\t5"]


@pytest.mark.parametrize(
    ("row", "number", "title"),
    [
        ([cell("1. Работа с родителями", 4)], "1", "Работа с родителями"),
        (["2", cell("Работа с родителями", 3)], "2", "Работа с родителями"),
        ([cell("Работа с родителями", 4)], "нет", "Работа с родителями"),
        ([cell("II. Работа с родителями", 4)], "II", "Работа с родителями"),
        (["1. Работа с родителями"], "1", "Работа с родителями"),
        ([cell("2027 год", 4)], "нет", "2027 год"),
    ],
)  # fmt: skip
def test_a_row_across_the_table_is_a_section(row: Any, number: str, title: str) -> None:
    [section] = plan_of(row, ("1.1", *ROW[1:]))["разделы"]
    assert (section["номер"], section["название"]) == (number, title)
    assert [measure["номер"] for measure in section["мероприятия"]] == ["1.1"]


def test_a_section_whose_cells_are_merely_empty() -> None:
    data = plan_of(("1", "Работа с родителями", "", ""), ("1.1", *ROW[1:]), ("1.2", "Опрос", "май 2027", "ОО"))
    [section] = data["разделы"]
    assert (section["номер"], section["название"]) == ("1", "Работа с родителями")
    assert [measure["номер"] for measure in section["мероприятия"]] == ["1.1", "1.2"]


def test_a_measure_whose_cells_are_empty_is_no_section() -> None:
    data = plan_of(ROW, ("2", "Провести опрос", "", "–"), ("3", "Провести слёт", "май 2027", "ОО"))
    assert "разделы" not in data
    assert data["мероприятия"][1] == {"код": "м2", "номер": "2", "мероприятие": "Провести опрос"}


def test_a_row_without_a_number_among_numbered_ones() -> None:
    data = plan_of(ROW, ("", "Провести опрос", "май 2027", "ОО"), ("2", "Провести слёт", "май 2027", "ОО"))
    assert [measure["номер"] for measure in data["мероприятия"]] == ["1", "нет", "2"]
    assert [measure["код"] for measure in data["мероприятия"]] == ["м1", "м1а", "м2"]


def test_two_rows_with_one_number_get_two_ids() -> None:
    data = plan_of(("2.2", *ROW[1:]), ("2.2", "Провести опрос", "май 2027", "ОО"))
    assert [measure["код"] for measure in data["мероприятия"]] == ["м2-2", "м2-2а"]


def test_a_number_that_word_counts_is_shown() -> None:
    numbered = Paragraph((Run(""),), number="3.2.")
    assert only(plan_of((numbered, *ROW[1:])))["номер"] == "3.2"


LEVELLED = ("№", "Уровень", "Мероприятие", "Срок")


def test_a_level_holds_for_its_group_whether_joined_or_empty() -> None:
    data = plan_of(
        [cell("1. Первый раздел", 4)],
        ("1.1", "Региональный", "Совещание", "май 2027"), ("1.2", None, "Опрос", "май 2027"),
        ("1.3", "", "Слёт", "май 2027"), ("1.4", "МУНИЦИПАЛЬНЫЙ", "Обход", "май 2027"),
        [cell("2. Второй раздел", 4)],
        ("2.1", "", "Итоги", "май 2027"),
        header=LEVELLED,
    )  # fmt: skip
    first, second = data["разделы"]
    assert [m["уровень"] for m in first["мероприятия"]] == ["региональный"] * 3 + ["муниципальный"]
    assert "уровень" not in second["мероприятия"][0]


def test_other_levels_stay_words() -> None:
    data = plan_of(("1", "Федеральный", "Совещание", "май 2027"), header=LEVELLED)
    assert data["графы"] == ["номер", "уровень-2", "мероприятие", "срок"]
    assert only(data)["прочее"] == {"уровень-2": "Федеральный"}


def test_what_a_joined_cell_says_holds_for_each_row() -> None:
    shared = context()
    rows = [ROW, ("2", "Провести опрос", None, "ОО"), ("3", "Провести слёт", None, None)]
    data = read("План", table(HEADER, *rows), shared=shared).data
    assert [measure["срок"] for measure in data["мероприятия"]] == ["октябрь 2026"] * 3
    assert [measure["ответственные"] for measure in data["мероприятия"]] == ["ОМСУ", "ОО", "ОО"]
    assert [finding.rule for finding in shared.findings] == ["ячейка-на-несколько-строк"]


def test_a_measure_over_several_rows_has_lines() -> None:
    data = plan_of(
        ("1", "Семинары на базе школ:", "", "ИМЦ"),
        (None, "СОШ № 1 – «Урок»", "12.05.2027", None),
        (None, "СОШ № 2 – «День»", "20.10.2027", None),
        ("2", "Провести слёт", "май 2027", "ОО"),
    )
    first, second = data["мероприятия"]
    assert first["строки"] == [
        {"мероприятие": "СОШ № 1 – «Урок»", "срок": "12.05.2027"},
        {"мероприятие": "СОШ № 2 – «День»", "срок": "20.10.2027"},
    ]  # fmt: skip
    assert first["ответственные"] == "ИМЦ"
    assert "строки" not in second


def test_paragraphs_beside_as_many_days_are_lines() -> None:
    measure = only(plan_of(("1", ["Семинары:", "СОШ № 1", "СОШ № 2"], ["12.05.2027", "октябрь 2027"], "ИМЦ")))
    assert measure["мероприятие"] == "Семинары:"
    assert [line["срок"] for line in measure["строки"]] == ["12.05.2027", "октябрь 2027"]


def test_items_of_a_list_beside_days_are_no_lines() -> None:
    measure = only(plan_of(("1", ["Отчёты:", "- за полугодие", "- за год"], ["январь 2027", "июнь 2027"], "ИМЦ")))
    assert measure["мероприятие"] == "Отчёты:\n- за полугодие\n- за год"
    assert measure["срок"] == "январь 2027\nиюнь 2027"


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        (["Отчёты: - за полугодие; - за год"], "Отчёты:\n- за полугодие;\n- за год"),
        (["Отчёты по школам - за полугодие; - за год"], "Отчёты по школам\n- за полугодие;\n- за год"),
        (["«Десант» - встречи с учителями; обход школ"], "«Десант» - встречи с учителями; обход школ"),
        (["Отчёты:", p("за год", dash=1), p("по классам", dash=2)], "Отчёты:\n- за год\n-- по классам"),
        (["Отчёты:", "• за год"], "Отчёты:\n- за год"),
        ([Paragraph((Run("В области: ", True), Run("слёт")))], "**В области:** слёт"),
        (["Строка\nдругая"], "Строка\nдругая"),
        (["Собрать {всё} * и \\ -"], "Собрать {{всё}} \\* и \\\\ -"),
        (["-5 °C – не повод"], "-5 °C – не повод"),
        ([p("Первое", number="1)"), p("второе", number="2)")], "1) Первое\n2) второе"),
    ],
)  # fmt: skip
def test_cells_are_rich(paragraphs: Any, text: str) -> None:
    assert only(plan_of(("1", paragraphs, "май 2027", "ОО")))["мероприятие"] == text


def test_a_cell_that_is_bold_throughout_is_plain() -> None:
    assert only(plan_of(("1", p("Провести слёт", bold=True), "май 2027", "ОО")))["мероприятие"] == "Провести слёт"


def test_a_deadline_that_is_none_is_kept_in_words() -> None:
    assert only(plan_of(("1", "Слёт", "когда сойдёт снег", "ОО")))["срок"] == {"дословно": "когда сойдёт снег"}


def test_a_deadline_doubled_by_a_page_break() -> None:
    measure = only(plan_of(("1", "Слёт", "по итогам полугодия и учебного года года", "ОО")))
    assert measure["срок"] == "по итогам полугодия и учебного года\nгода"


@pytest.mark.parametrize(
    ("words", "mended"), [("Институт (кафедры, ОО", "Институт (кафедры, ОО)"), ("Институт), ОО", "Институт, ОО")]
)
def test_a_bracket_that_does_not_close_is_mended_and_told(words: str, mended: str) -> None:
    shared = context()
    data = read("План", table(HEADER, ("1", "Слёт", "май 2027", words)), shared=shared).data
    assert only(data)["ответственные"] == mended
    [finding] = shared.findings
    assert finding.rule == "скобка-исправлена"
    assert finding.quote == words
    assert "таблица 1, строка 2" in finding.place


def test_who_answers_on_several_lines() -> None:
    measure = only(plan_of(("1", "Слёт", "май 2027", ["А.Б. Лунин – директор;", "кураторы"])))
    assert measure["ответственные"] == "А.Б. Лунин – директор;\nкураторы"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("План работы на 2026/2027 учебный год", "2026/2027"),
        ("План работы в 2022-2023 учебном году в области", "2022/2023"),
        ("Дорожная карта на 2027 год", "2027"),
        ("Комплекс мер на 2025 – 2027 годы", "2025-2027"),
        ("План на 2026/27 уч. год", "2026/2027"),
        ("План по приказу № 2027", None),
    ],
)  # fmt: skip
def test_the_period_stands_in_the_title(title: str, period: str | None) -> None:
    assert read(title, table(HEADER, ROW)).data.get("период") == period


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("План поддержки школ Заречной области", "региональный"),
        ("План поддержки школ Каменского района Заречной области", "муниципальный"),
        ("План повышения качества обучения в МБОУ СОШ № 5", "институциональный"),
        ("План в области оценки качества", None),
    ],
)  # fmt: skip
def test_the_level_stands_in_the_title(title: str, level: str | None) -> None:
    assert read(title, table(HEADER, ROW)).data.get("уровень") == level


def test_what_stands_before_and_after_the_table() -> None:
    data = read(
        p("План мероприятий", bold=True, alignment="center"), p("на 2027 год", bold=True, alignment="center"),
        "В районе 12 школ. Проблемы:", p("мало учителей;", dash=1), "- стары здания.",
        table(HEADER, ROW),
        "Проезд оплачивают школы.",
    ).data  # fmt: skip
    assert data["название"] == "План мероприятий на 2027 год"
    assert data["вступление"] == "В районе 12 школ. Проблемы:\n- мало учителей;\n- стары здания."
    assert data["заключение"] == "Проезд оплачивают школы."


def test_numbered_parts_before_the_table() -> None:
    data = read(
        "Дорожная карта", "План составлен на год.", "1. Цель: помочь школам.", "2. Задачи работы", "- учить;", "- лечить.",
        p("Содержание работы", number="5."), table(HEADER, ROW),
    ).data  # fmt: skip
    assert data["вступление"] == "План составлен на год."
    assert data["части"] == [
        {"код": "цели", "часть": "цели", "номер": "1", "название": "Цель:", "текст": "помочь школам."},
        {"код": "задачи", "часть": "задачи", "номер": "2", "название": "Задачи работы", "текст": "- учить;\n- лечить."},
        {"код": "содержание", "часть": "содержание", "номер": "5", "название": "Содержание работы"},
    ]  # fmt: skip


def test_a_numbered_sentence_is_no_part() -> None:
    data = read("План", "1. В районе 12 школ.", "2. Из них 3 малых.", table(HEADER, ROW)).data
    assert data["вступление"] == "1. В районе 12 школ.\n2. Из них 3 малых."
    assert "части" not in data


def test_matches_plan() -> None:
    assert matches_plan(table(HEADER, ROW))
    assert matches_plan(table(("План работы", "", "", ""), HEADER, ROW))
    assert not matches_plan(table(("Школа", "Класс"), ("СОШ № 1", "5")))
    assert not matches_plan(table(("Ответственный", "№ п/п", "Мероприятие", "Срок"), ("ОО", "1", "Слёт", "май 2027")))


def test_places_are_told() -> None:
    draft: Draft = read("План", table(HEADER, ROW))
    told = {told.path: (str(told.place), told.words) for told in draft.told}
    assert told["мероприятия", 0, "срок"] == ("таблица 1, строка 2, графа 3", "октябрь 2026")
    assert told["мероприятия", 0, "ответственные"] == ("таблица 1, строка 2, графа 4", "ОМСУ")
    assert told["мероприятия", 0, "номер"] == ("таблица 1, строка 2", "1")


def test_a_cell_as_wide_as_the_world_takes_no_memory() -> None:
    wide = Cell((p("Раздел"),), 10**9)
    draft = read("План", table(HEADER, ROW, [wide], columns=4))
    assert draft.data["название"] == "План"
