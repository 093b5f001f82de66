"""The outline: a line for each part of the file, with the headings of LibreOffice below them."""

from __future__ import annotations

from docgen.render.pdf.archive import finish
from docgen.render.pdf.facts import read_facts
from docgen.render.pdf.outline import LONGEST, shortened
from tests.render.pdf.libreoffice import printed, wanted

ORDER = "Приказ «О плане»"


def lines(pdf: bytes, *titles: str) -> list[tuple[str, int | None, int]]:
    return [(each.title, each.page, each.level) for each in read_facts(finish(pdf, wanted(*titles)).data).outline]


def test_each_part_has_its_line_and_its_headings_below():
    headings = [("ПЛАН", 2, 0), ("Первый раздел", 2, 1), ("Второй раздел", 4, 1), ("СПИСОК", 5, 0), ("Кластер", 5, 1)]
    pdf = printed(7, (0, 2, 5, 6), headings)
    assert lines(pdf, ORDER, "Приложение № 1. План", "Приложение № 2. Список", "Лист согласования") == [
        (ORDER, 0, 0),
        ("Приложение № 1. План", 2, 0),
        ("Первый раздел", 2, 1),
        ("Второй раздел", 4, 1),
        ("Приложение № 2. Список", 5, 0),
        ("Кластер", 5, 1),
        ("Лист согласования", 6, 0),
    ]


def test_the_number_of_a_section_stands_before_its_heading():
    """In a plan it is printed in a cell of its own; LibreOffice knows the heading alone."""
    inner = [("Работа с\u00a0кадрами", 1), ("Итоги", 2), ("Без номера", 3), ("Итоги", 3), ("Итоги", 4)]
    headings = [("ПЛАН", 1, 0), *((title, page, 1) for title, page in inner)]
    sections = {1: (("Работа с кадрами", "I"), ("Итоги", "II"), ("Итоги", "IV"))}
    titles = (ORDER, "Приложение № 1. План")
    made = read_facts(finish(printed(5, (0, 1), headings), wanted(*titles, sections=sections)).data).outline
    assert [entry.title for entry in made][2:] == [
        "I. Работа с кадрами", "II. Итоги", "Без номера", "IV. Итоги", "Итоги",
    ]  # fmt: skip


def test_an_order_without_annexes_has_one_line():
    assert lines(printed(1, (0,), ()), ORDER) == [(ORDER, 0, 0)]


def test_headings_below_the_second_level_are_left_out():
    pdf = printed(3, (0, 1), [("ПЛАН", 1, 0), ("Раздел", 1, 1), ("Подраздел", 2, 2)])
    assert [title for title, _, _ in lines(pdf, ORDER, "Приложение")] == [ORDER, "Приложение", "Раздел"]


def test_annexes_whose_titles_are_no_headings_have_their_lines():
    """A template of an office's own may print a title in any style."""
    assert lines(printed(3, (0, 1, 2), ()), ORDER, "А", "Б") == [(ORDER, 0, 0), ("А", 1, 0), ("Б", 2, 0)]


def test_a_long_title_is_cut_between_words():
    title = "Приложение № 1. " + "План мероприятий по повышению образовательных результатов " * 5
    cut = shortened(title)
    assert len(cut) <= LONGEST and cut.endswith(" …")
    assert title.startswith(cut.removesuffix(" …") + " ")
    assert shortened("План  на\n2027 год") == "План на 2027 год"


def test_a_second_finishing_changes_nothing_that_is_said():
    once = finish(printed(), wanted()).data
    assert read_facts(finish(once, wanted()).data) == read_facts(once)


def test_the_old_outline_is_gone_from_the_file():
    def titles(pdf: bytes) -> int:
        return pdf.count(b"/Title")

    pdf = printed(4, (0, 2), [("ПЛАН", 2, 0), ("Раздел", 3, 1)])
    assert titles(pdf) == 2
    assert titles(finish(pdf, wanted()).data) == 3 + 1  # the lines, and the title of the document
