"""Tables in a text: of tabs, bars, borders and tags; what is no table; rows that pages have torn."""

import pytest

from docgen.readers.blocks import Table
from tests.readers.plain_text import blocks, cells, read, said, table, words

HEAD = "№\tМера\tСрок\n"


def test_tabs_make_a_table_with_places() -> None:
    found = table(f"{HEAD}1\tПровести семинар\tмай\n2\tОбучить\tиюнь")
    assert cells(found) == [["№", "Мера", "Срок"], ["1", "Провести семинар", "май"], ["2", "Обучить", "июнь"]]
    assert str(found.place) == "строка 3, таблица 1"
    assert str(found.rows[2].cells[1].paragraphs[0].place) == "строка 5, таблица 1, строка таблицы 3, графа 2"


@pytest.mark.parametrize(
    "text",
    [
        "Начальник отдела\t\t\tИ.И. Орлова",
        "Начальник\tИ.И. Орлова\nИсполнитель\tП.П. Зимин\nЮрист\tА.А. Белов",
        "17.09.2026\t№ 850-ОД\n\nг. Гагарин\tэкз. 2",
        "1.\tУтвердить план.\n2.\tОбучить всех.\n3.\tКонтроль оставляю за собой.",
        "\tВо исполнение плана\n\tи в целях работы\n\tприказываю:",
    ],
)
def test_a_tab_alone_makes_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in blocks(text))


def test_a_tab_before_the_text_of_a_point_is_a_blank_and_a_wide_gap_is_a_tab() -> None:
    assert words("1.\tУтвердить план.\n\nНачальник отдела          И.И. Орлова\n\nПриказ   от   мая") == [
        "1. Утвердить план.",
        "Начальник отдела\tИ.И. Орлова",
        "Приказ от мая",
    ]


def test_two_columns_of_names_and_posts_are_a_table() -> None:
    text = "Орлова И.И.\t– начальник отдела\nЗимин П.П.\t– методист\nБелов А.А.\t– директор школы"
    assert table(text).columns == 2


def test_a_signature_right_under_a_table_is_no_row() -> None:
    text = f"{HEAD}1\tПровести\tмай\n2\tОбучить\tиюнь\n\nДиректор школы\t\tИ.И. Орлова"
    assert words(text) == ["(таблица)", "Директор школы\tИ.И. Орлова"]


def test_section_rows_take_the_empty_columns() -> None:
    text = (
        "№\tМера\tСрок\tКто\n1. Первый раздел\t\t\t\n1.1\tПровести\tмай\tшкола\n"
        "2\tВторой раздел\t\t\n2.1\tОбучить\tиюнь\tшкола\n2.2\tПроверить\t\t\n\t<b>Третий раздел</b>\t\t\n3.1\tДа\tмай\tя"
    )
    shape = [[(cell.span, cell.words) for cell in row.cells] for row in table(text).rows]
    assert shape[1] == [(4, "1. Первый раздел")]
    assert shape[3] == [(1, "2"), (3, "Второй раздел")]
    assert shape[5] == [(1, "2.2"), (1, "Проверить"), (1, ""), (1, "")]
    assert shape[6] == [(1, ""), (3, "Третий раздел")]


TORN = f"{HEAD}1\tПровести монито-\tв те-\n{{between}}\tринг школ, ЦНППМ\tчение года\n2\tОбучить\tиюнь"


@pytest.mark.parametrize(
    "between",
    [
        "\n",
        "\n\n\n",
        "\f",
        "---\n",
        "---\t---\t---\n",
        HEAD,
        f"\n{HEAD}",
        "\n- 2 -\n\n",
        "\n2\n\n",
        "\fСтраница 2 из 9\n",
    ],
)
def test_a_row_torn_by_a_page_is_one_row(between: str) -> None:
    found = table(TORN.format(between=between))
    assert cells(found)[1:] == [["1", "Провести мониторинг школ, ЦНППМ", "в течение года"], ["2", "Обучить", "июнь"]]


def test_gluing_is_said_with_its_lines_and_the_page_number_is_kept() -> None:
    source = read(TORN.format(between="\n- 2 -\n\n").replace("Провести", "Провести в школах области"))
    [glued] = said(source, "строка-разорвана")
    assert glued.message == "Строка 6 приклеена к строке 2: между ними разрыв страницы."
    assert glued.where == "текст.txt: строка 6"
    assert [finding.message for finding in said(source, "перенос-слова")] == [
        "Слово «мониторинг» собрано из строк 2 и 6.", "Слово «течение» собрано из строк 2 и 6.",
    ]  # fmt: skip
    assert [(extra.kind, extra.words) for extra in source.extras] == [("номер страницы", "- 2 -")]


def test_a_row_without_number_and_without_a_page_stays() -> None:
    assert len(table(f"{HEAD}1\tПровести\tмай\n\tпроверить\tиюнь\n2\tОбучить\tиюль").rows) == 4


def test_a_whole_row_without_number_after_a_page_stays_and_is_asked_about() -> None:
    text = f"{HEAD}1\tПровести семинар\tмай\n\n\tОбучить всех\tиюнь\n2\tПроверить школы\tиюль"
    assert len(table(text).rows) == 4
    source = read(text + "\n\nВо исполнение плана приказываю школам")
    assert [finding.line for finding in said(source, "разрыв-под-вопросом")] == [4]


def test_words_repeated_at_a_page_break_stay_and_are_said() -> None:
    text = f"{HEAD}1\tДля учителей сельских школ\tмай\n\n\tсельских школ области\t\n2\tОбучить\tиюнь"
    assert cells(table(text))[1][1] == "Для учителей сельских школ сельских школ области"
    [repeated] = said(read(text + "\n\nприказываю провести"), "повтор-на-разрыве")
    assert "«сельских школ»" in repeated.message


def test_paragraphs_that_stood_beside_each_other_still_do() -> None:
    text = (
        f"{HEAD}1\tПровести семинары на базе\t\n\n\t<p>наших школ</p> <p>Школа № 1</p> <p>Школа № 2</p>\t"
        "<p>26.01.2026</p> <p>март 2026</p>\n2\tОбучить\tиюнь"
    )
    row = table(text).rows[1]
    assert [p.words for p in row.cells[1].paragraphs] == [
        "Провести семинары на базе наших школ",
        "Школа № 1",
        "Школа № 2",
    ]
    assert [p.words for p in row.cells[2].paragraphs] == ["", "26.01.2026", "март 2026"]


LEVELS = (
    "№\tУровень\tМера\tСрок\n1.1\tОбластной\tПровести\tмай\n1.2\t\tПроверить\tиюнь\n\n"
    "\tшколы области\t\n1.3\tОбучить\tиюль\n1.4\tЗакончить\tавгуст\n\n1.5\tРайонный\tНачать\n1.6\t\tПовторить"
)


def test_level_cells_lost_at_a_page_break_come_back() -> None:
    assert cells(table(LEVELS))[2:] == [
        ["1.2", "", "Проверить школы области", "июнь"],
        ["1.3", "", "Обучить", "июль"],
        ["1.4", "", "Закончить", "август"],
        ["1.5", "Районный", "Начать", ""],
        ["1.6", "", "Повторить", ""],
    ]


def test_a_column_that_is_mostly_blank_is_known_without_its_name() -> None:
    rows = "№\tКуратор\tМера\tСрок\n1\tОрлова\tПровести\tмай\n2\t\tОбучить\tиюнь\n3\t\tПроверить\tиюль\n\n"
    found = table(f"{rows}4\tИтоги\tмай\n5\tСмотр\tиюнь")
    assert cells(found)[4:] == [["4", "", "Итоги", "май"], ["5", "", "Смотр", "июнь"]]


def test_soft_hyphens_in_cells() -> None:
    found = table(f"{HEAD}1\tПровести меро\u00ad\tв те\u00ad\n\n\tприятие\tчение года\n2\tОбу\u00adчить\u00ad\tиюнь")
    assert cells(found)[1:] == [["1", "Провести мероприятие", "в течение года"], ["2", "Обучить", "июнь"]]


def test_where_blank_lines_part_all_rows_only_small_letters_go_on() -> None:
    rows = [
        HEAD.strip(),
        "1\tПровести\tмай",
        "\tсеминар\t",
        "\tПроверить всех\tиюнь",
        "2\tОбучить\tиюнь",
        "3\tИтоги\tиюль",
    ]
    assert [row[1] for row in cells(table("\n\n".join(rows)))] == [
        "Мера", "Провести семинар", "Проверить всех", "Обучить", "Итоги",
    ]  # fmt: skip


def test_a_table_without_numbers_goes_on_in_small_letters() -> None:
    text = "Имя\tДолжность\tТелефон\nОрлова\tначальник\t1\nЗимин\tглавный\t2\n\n\tспециалист\t\nБелов\tметодист\t3"
    assert cells(table(text))[2] == ["Зимин", "главный специалист", "2"]


def test_a_row_of_many_cells_is_asked_about() -> None:
    source = read(f"{HEAD}1\tПровести семинар школы\tмай\tлишнее слово\n2\tОбучить в области\tиюнь")
    [extra] = said(source, "лишние-ячейки")
    assert extra.message == "В строке ячеек 4, а граф в таблице 3."


def test_a_row_on_several_lines_is_one_row() -> None:
    text = f'{HEAD}1\tПровести\nсеминар\tмай\n2\t"Обучить\nВсех ""лучших"""\tиюнь\n'
    text += "3\tИтоги\tиюль\nи август\nРаздел\n4\tКонец\tмай"
    assert cells(table(text))[1:] == [
        ["1", "Провести семинар", "май"],
        ["2", 'Обучить / Всех "лучших"', "июнь"],
        ["3", "Итоги", "июль и август"],
        ["Раздел"],
        ["4", "Конец", "май"],
    ]


def test_two_tables_with_their_own_headings_are_two() -> None:
    text = f"{HEAD}1\tПровести\tмай\n2\tОбучить\tиюнь\n\n№\tШкола\tКто\n1\tПервая\tОрлова\n2\tВторая\tЗимин"
    assert words(text) == ["(таблица)", "(таблица)"]


def test_a_stray_cell_after_a_page_makes_no_other_table() -> None:
    assert words(f"{HEAD}1\tПровести\tмай\n2\tОбучить\tиюнь\n\n3\tИтоги\tиюль\tлишнее\n4\tСмотр\tмай") == ["(таблица)"]


def test_two_tables_of_bars_are_two() -> None:
    one = "| № | Мера | Срок |\n|---|---|---|\n| 1 | Провести | май |"
    two = "| № | Школа |\n|---|---|\n| 1 | Первая |"
    three = "| Имя | Кто | Где | Когда | Как |\n|---|---|---|---|---|\n| а | б | в | г | д |"
    assert words(f"{one}\n\n{two}\n\n{three}") == ["(таблица)", "(таблица)", "(таблица)"]


def test_bars_make_a_table() -> None:
    text = (
        "| № | Мера | Срок |\n|---|:---:|---|\n| 1 | Провести **семинар**<br>и совещание | май |\n"
        "| 2 | Обучить \\| показать | |\n\n| № | Мера | Срок |\n|---|---|---|\n| | работников | |\n| 3 | Итоги | июль |"
    )
    found = table(text)
    assert found.rows[0].heading
    assert cells(found)[1:] == [
        ["1", "Провести семинар / и совещание", "май"],
        ["2", "Обучить | показать работников", ""],
        ["3", "Итоги", "июль"],
    ]
    assert [run.bold for run in found.rows[1].cells[1].paragraphs[0].runs] == [False, True]


def test_bars_without_outer_bars_need_a_rule() -> None:
    assert cells(table("Мера | Срок\n---|---\nПровести | май")) == [["Мера", "Срок"], ["Провести", "май"]]
    assert words("Мера | Срок\nПровести | май") == ["Мера | Срок", "Провести | май"]


DRAWN = """
┌────┬──────────────────┬──────────────┐
│ №  │ Мера             │ Срок         │
│п/п │                  │              │
├────┼──────────────────┼──────────────┤
│ 1. Первый раздел                     │
├────┼──────────────────┼──────────────┤
│1.1 │Провести монито-  │ ноябрь       │
│    │ринг качества     │ 2026         │
├────┼──────────────────┤              │
│1.2 │Обсудить итоги:   │              │
│    │- первых;         │              │
│    │- вторых          │              │
└────┴──────────────────┴──────────────┘

- 2 -

┌────┬──────────────────┬──────────────┐
│ №  │ Мера             │ Срок         │
│п/п │                  │              │
├────┼──────────────────┼──────────────┤
│    │и третьих         │              │
├────┼──────────────────┼──────────────┤
│1.3 │Совещание         │ декабрь 2026 │
└────┴──────────────────┴──────────────┘
"""


def test_a_drawn_table_over_two_pages() -> None:
    found = table(DRAWN)
    assert cells(found) == [
        ["№ п/п", "Мера", "Срок"],
        ["1. Первый раздел"],
        ["1.1", "Провести мониторинг качества", "ноябрь 2026"],
        ["1.2", "Обсудить итоги: / - первых; / - вторых и третьих", ""],
        ["1.3", "Совещание", "декабрь 2026"],
    ]
    assert found.rows[1].cells[0].span == 3
    assert [cell.joined for cell in found.rows[3].cells] == [False, False, True]


def test_a_drawn_table_without_rules_is_parted_by_its_numbers() -> None:
    text = (
        "+----+-----------+------+\n| №  | Мера      | Срок |\n+----+-----------+------+\n| 1. | Провести  | май  |\n"
    )
    text += "|    | семинар   |      |\n| 2. | Обучить   | июнь |\n+----+-----------+------+"
    assert cells(table(text)) == [["№", "Мера", "Срок"], ["1.", "Провести семинар", "май"], ["2.", "Обучить", "июнь"]]


def test_tables_of_tags() -> None:
    text = (
        'Начало <table border="1"><tr><th>№</th><th>Мера</th><th colspan="2">Сроки</th></tr>\n'
        '<tr><td rowspan="2">1</td><td>Провести\nсеминар</td><td>май</td><td>июнь</td></tr>'
        "<tr><td>Обучить <b>всех</b></td><td colspan=2>июль<br>август</td></tr></table> и конец"
    )
    found = table(text)
    assert cells(found) == [
        ["№", "Мера", "Сроки"], ["1", "Провести семинар", "май", "июнь"], ["", "Обучить всех", "июль / август"],
    ]  # fmt: skip
    assert [(cell.span, cell.joined) for cell in found.rows[2].cells] == [(1, True), (1, False), (2, False)]
    assert words(text) == ["Начало", "(таблица)", "и конец"]


def test_running_lists_in_cells() -> None:
    found = table(
        f"{HEAD}1\tИтоги: - первых; - <b>вторых</b>\tмай\n2\tОтчеты - по школам; - по садам\tиюнь\n"
        "3\tВ мерах: <b>Области:</b> - смотр; – слёт\tиюль\n4\t«Десант» - встречи\tмай"
    )
    assert [row[1] for row in cells(found)[1:]] == [
        "Итоги: / - первых; / - вторых",
        "Отчеты / - по школам; / - по садам",
        "В мерах: / Области: / - смотр; / – слёт",
        "«Десант» - встречи",
    ]


def test_bullets_that_a_page_shows_by_itself() -> None:
    found = table(f"{HEAD}1\t<ul><li>смотр</li><li>- слёт</li></ul>\tмай\n2\t<ol><li>да<li>нет</ol>\tиюнь")
    one, two = found.rows[1].cells[1].paragraphs
    assert (one.dash, one.words, two.dash, two.words) == (1, "смотр", 0, "- слёт")
    assert [p.shown for p in found.rows[2].cells[1].paragraphs] == ["1. да", "2. нет"]
