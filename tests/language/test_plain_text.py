"""A document as plain text: what ``docgen show`` prints."""

from __future__ import annotations

from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from tests.builders import annexed, order, plan, schools, workspace

SEVEN = ["номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат"]


def shown(document, *annexes) -> str:
    return plain_text(Printing.of(document, workspace(document, *annexes))).replace("\u00a0", " ")


def test_an_order_stands_in_the_order_of_its_page():
    created = {"текст": "создать", "пункты": [{"текст": "комиссию"}, {"текст": "штаб"}]}
    points = [created, {"контроль": "за собой"}]
    document = order(points, исполнитель={"лицо": "зимин", "телефон": "00-11"})
    assert shown(document) == (
        "ПРОЕКТ\nДЕПАРТАМЕНТ ОБРАЗОВАНИЯ\nЗАРЕЧНОЙ ОБЛАСТИ\n\nПРИКАЗ\n____________    № ______\nг. Заречск\n\n"
        "Об утверждении плана\n\nВ целях порядка приказываю:\n"
        "1. Создать:\n1.1. Комиссию.\n1.2. Штаб.\n2. Контроль за исполнением настоящего приказа оставляю за собой.\n\n"
        "Начальник Департамента    Е.П. Орлова\n\nЗимин Павел Ильич\n00-11\n"
    )


def test_an_order_without_a_command_word_has_its_preamble_alone():
    assert "\nВ целях порядка:\n1. " in shown(order(["а"], вид="распоряжение"))
    assert "\n\nприказываю:\n1. " in shown(order(["а"], преамбула=None))


def test_a_list_inside_a_point_keeps_its_dashes():
    assert "1. Создать:\n– комиссию;\n– штаб." in shown(order(["создать:\n- комиссию;\n- штаб"]))


def test_annexes_follow_with_their_marks_and_numbers():
    first = plan([{"мероприятие": "встреча", "срок": "до 01.12.2026", "ответственные": "ОМСУ"}], код="план1")
    second = schools([["СОШ № 1", "СОШ № 2"], ["ООШ № 3"]], код="список1")
    text = shown(order(["а"], приложения=annexed(first, second)), first, second)
    assert (
        "\n\n\nПриложение № 1\nк приказу Департамента образования Заречной области\nот ____________ № ______\n\n"
        "План мероприятий\n\n№ п/п | Мероприятие | Срок | Ответственные\n1 | встреча | до 01.12.2026 | ОМСУ\n"
    ) in text
    assert text.endswith(
        "Список школ\n\nКластер 1. Группа 1\n1. СОШ № 1;\n2. СОШ № 2.\n\nКластер 2. Группа 2\n1. ООШ № 3.\n"
    )


def test_sections_and_empty_cells_of_a_plan():
    section = {"название": "Раздел", "мероприятия": [{"мероприятие": "а:\n- б;\n- в", "уровень": "региональный"}]}
    text = shown(plan([], разделы=[section], графы=SEVEN, вступление="Вступление\n- раз"))
    assert "План мероприятий\n\nВступление\n– раз\n\n№ п/п | Уровень управления | " in text
    assert text.endswith("\n1 Раздел\n1.1 | Региональный | а: – б; – в | – | – | – | –\n")


def test_what_has_no_number_shows_none():
    rows = [{"мероприятие": "а"}, {"мероприятие": "б", "номер": "нет"}]
    first = plan(
        [], код="план1", разделы=[{"название": "Раздел", "номер": "нет", "мероприятия": rows}],
        части=[{"часть": "цели", "номер": "нет", "текст": "в"}],
    )  # fmt: skip
    listed = [{"название": "Группа", "номер": "нет", "школы": [{"название": "СОШ № 1", "номер": "нет"}]}]
    second = schools(код="список1", кластеры=listed)
    points = [{"текст": "создать", "номер": "нет", "пункты": [{"текст": "штаб"}]}, "а"]
    text = shown(order(points, приложения=annexed(first, second)), first, second)
    assert "приказываю:\nСоздать:\n1. Штаб.\n2. А.\n" in text
    assert "\n\nЦели\nв\n\n№ п/п | Мероприятие | Срок | Ответственные\nРаздел\n1.1 | а | – | –\n | б | – | –\n" in text
    assert text.endswith("Список школ\n\nГруппа\nСОШ № 1.\n")


def test_a_table_and_a_text_show_no_number_either():
    inside = [
        {"вид": "таблица", "название": "Перечень", "графы": [{"заголовок": "А"}],
         "строки": [["а"], {"номер": "нет", "ячейки": ["б"]}]},
        {"вид": "положение", "название": "Порядок", "разделы": [
            {"номер": "нет", "название": "Раздел", "пункты": [{"номер": "нет", "текст": "а"}, {"текст": "б"}]}]},
        {"вид": "график", "название": "График", "графы": ["номер", "мероприятие"],
         "строки": [{"номер": "нет", "мероприятие": "а"}]},
    ]  # fmt: skip
    text = shown(order(приложения=[{"документ": each} for each in inside]))
    assert "№ п/п | А\n1 | а\n | б\n" in text
    assert "Порядок\n\nРаздел\nа\n1.1. б\n" in text
    assert text.endswith("№ п/п | Мероприятие\n | а\n")


def test_a_row_without_a_level_shows_that_of_its_plan():
    text = shown(plan(["а"], уровень="муниципальный", графы=SEVEN))
    assert "1 | Муниципальный | а |" in text
