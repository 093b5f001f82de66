"""Tracked changes are read as accepted and kept; comments are kept with the words that they are about."""

from __future__ import annotations

import pytest

from docgen.readers.blocks import Change, Place, Source
from tests.readers.word_xml import (
    AUTHOR,
    LISTS,
    cell,
    dels,
    ins,
    listed,
    p,
    paragraphs,
    r,
    read,
    row,
    style,
    styled,
    table,
    words,
)

OTHER = 'w:id="8" w:author="Иванова" w:date="2026-10-06T10:00:00Z"'
GONE = f"<w:del {AUTHOR}/>"
NEW = f"<w:ins {AUTHOR}/>"


def told(source: Source) -> list[tuple[str, str, int]]:
    return [(change.kind, change.text, change.block) for change in source.changes]


def test_words_put_in_are_read_and_words_taken_out_are_not() -> None:
    source = read(p("первый") + p(r("до ") + dels("1 мая") + ins(r("15 ") + r("июня", "<w:b/>")) + r(" г.")))
    assert words(source) == ["первый", "до 15 июня г."]
    at = Place(paragraph=2)
    assert source.changes == (
        Change("удаление", "Юрист", "2026-10-05T09:30:00Z", "1 мая", 1, at),
        Change("вставка", "Юрист", "2026-10-05T09:30:00Z", "15 июня", 1, at),
    )


def test_neighbouring_changes_of_one_person_are_one_and_others_are_not() -> None:
    body = ins(r("а")) + ins(r("б")) + ins(r("в"), OTHER) + r("г") + ins(r("д"), OTHER) + dels("е") + dels("ж")
    assert told(read(p(body))) == [
        ("вставка", "аб", 0),
        ("вставка", "в", 0),
        ("вставка", "д", 0),
        ("удаление", "еж", 0),
    ]


def test_what_one_put_in_and_another_took_out_is_taken_out() -> None:
    source = read(p(r("а") + ins(dels("лишнее", OTHER))))
    assert (words(source), told(source)) == (["а"], [("удаление", "лишнее", 0)])


def test_a_move_is_told_of_where_the_words_were_and_where_they_are() -> None:
    away = f'<w:moveFromRangeStart w:id="1" w:name="х" w:author="а"/><w:moveFrom {AUTHOR}>{r("срок")}</w:moveFrom>'
    here = f"<w:moveTo {AUTHOR}>{r('срок')}</w:moveTo>"
    source = read(p(r("а ") + away) + p(r("б ") + here))
    assert words(source) == ["а ", "б срок"]
    assert told(source) == [("перенос", "срок", 0), ("перенос", "срок", 1)]


class TestParagraphs:
    def test_a_paragraph_taken_out_whole_is_no_block(self) -> None:
        source = read(p("а") + p(dels("лишний пункт"), mark=GONE) + p("б"))
        assert words(source) == ["а", "б"]
        assert told(source) == [("удаление", "лишний пункт", 1)]
        assert source.changes[0].place == Place(paragraph=2)
        assert source.blocks[1].place == Place(paragraph=3)

    def test_the_last_paragraph_taken_out_is_told_of_at_the_last_block(self) -> None:
        assert told(read(p("а") + p(dels("б"), mark=GONE))) == [("удаление", "б", 0)]

    def test_it_does_not_count_in_its_list(self) -> None:
        body = listed("а", 1) + listed(dels("б"), 1, mark=GONE) + listed("в", 1)
        found = paragraphs(read(body, numbering=LISTS))
        assert [(each.number, each.words) for each in found] == [("1.", "а"), ("2.", "в")]

    def test_an_empty_paragraph_taken_out_is_told_of(self) -> None:
        source = read(p("а") + p("<w:bookmarkStart/>", mark=GONE) + p("б"))
        assert (words(source), told(source)) == (["а", "б"], [("удаление", "¶", 1)])

    def test_two_paragraphs_whose_border_was_taken_out_are_one(self) -> None:
        styles = style("Пункт", '<w:jc w:val="both"/>')
        source = read(p("Утвердить ", mark=GONE) + p("состав.", styled("Пункт")), styles=styles)
        assert [(each.words, each.style) for each in paragraphs(source)] == [("Утвердить состав.", "Пункт")]
        assert told(source) == [("удаление", "¶", 0)]

    def test_several_in_a_row_are_one(self) -> None:
        assert words(read(p("а", mark=GONE) + p("б", mark=GONE) + p("в") + p("г"))) == ["абв", "г"]

    def test_the_look_is_that_of_the_words_that_stay(self) -> None:
        source = read(
            p("Пункт", styled("Пункт"), mark=GONE) + p(dels("прочее")), styles=style("Пункт")
        )  # fmt: skip
        assert [(each.words, each.style) for each in paragraphs(source)] == [("Пункт", "Пункт")]

    def test_before_a_table_or_the_end_it_stays_a_paragraph(self) -> None:
        assert words(read(p("а", mark=GONE) + table(row("б")) + p("в", mark=GONE))) == ["а", "б", "в"]

    def test_a_paragraph_split_in_two_is_told_of(self) -> None:
        assert told(read(p("а", mark=NEW) + p("б"))) == [("вставка", "¶", 0)]

    def test_a_paragraph_put_in_whole_is_told_of_once(self) -> None:
        assert told(read(p("а") + p(ins(r("новый пункт")), mark=NEW))) == [("вставка", "новый пункт", 1)]

    def test_in_cells_the_same_holds(self) -> None:
        source = read(p("а") + table(row(cell(p("б", mark=GONE) + p("в") + p(dels("г"), mark=GONE)))))
        assert words(source) == ["а", "бв"]
        assert told(source) == [("удаление", "¶", 1), ("удаление", "г", 1)]
        assert str(source.changes[0].place) == "таблица 1, строка 1, графа 1"


class TestRows:
    def test_a_row_taken_out_is_told_of_with_its_words(self) -> None:
        gone = row(cell(p(dels("1.2"))), cell(p(dels("отчёт"))), properties=GONE)
        source = read(table(row("1.1", "план"), gone, row("1.3", "совет")))
        assert words(source) == ["1.1\tплан\n1.3\tсовет"]
        assert told(source) == [("удаление", "1.2\tотчёт", 0)]
        assert str(source.changes[0].place) == "таблица 1, строка 2"

    def test_a_row_put_in_is_told_of(self) -> None:
        source = read(table(row("а"), row(cell(p("б")), properties=NEW)))
        assert (words(source), told(source)) == (["а\nб"], [("вставка", "б", 0)])

    def test_a_table_of_which_no_row_stays_is_no_block(self) -> None:
        source = read(p("а") + table(row(cell(p(dels("б"))), properties=GONE)) + p("в"))
        assert words(source) == ["а", "в"]
        assert told(source) == [("удаление", "б", 1)]

    def test_cells_may_be_taken_out_too(self) -> None:
        source = read(table(row("а", cell(p(dels("б")), f"<w:cellDel {AUTHOR}/>"))))
        assert (words(source), told(source)) == (["а"], [("удаление", "б", 0)])

    def test_a_cell_put_in_is_told_of(self) -> None:
        source = read(table(row("а", cell("б", f"<w:cellIns {AUTHOR}/>"))))
        assert (words(source), told(source)) == (["а\tб"], [("вставка", "б", 0)])

    def test_what_goes_on_from_a_row_that_is_gone_is_a_cell(self) -> None:
        first = row(cell(p(dels("а")), '<w:vMerge w:val="restart"/>'), properties=GONE)
        source = read(table(first, row(cell("б", "<w:vMerge/>"))))
        assert [each.joined for each in source.blocks[0].rows[0].cells] == [False]  # type: ignore[union-attr]


class TestLooks:
    def test_a_change_of_looks_is_told_of_with_the_words(self) -> None:
        bold = f"<w:b/><w:rPrChange {AUTHOR}><w:rPr/></w:rPrChange>"
        source = read(p(r("а") + r("важно", bold) + r(" очень", bold) + r("б")))
        assert told(source) == [("оформление", "важно очень", 0)]

    def test_so_is_one_of_a_paragraph(self) -> None:
        moved = f'<w:jc w:val="right"/><w:pPrChange {AUTHOR}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
        source = read(p("гриф", moved))
        assert told(source) == [("оформление", "гриф", 0)]
        assert paragraphs(source)[0].alignment == "right"

    def test_so_are_those_of_tables_rows_cells_and_sections(self) -> None:
        cells = cell("б", f"<w:tcPrChange {AUTHOR}><w:tcPr/></w:tcPrChange>")
        rows = row(cells, properties=f"<w:trPrChange {OTHER}><w:trPr/></w:trPrChange>")
        whole = table(rows).replace(
            "<w:tblPr/>", f"<w:tblPr><w:tblPrChange {AUTHOR}><w:tblPr/></w:tblPrChange></w:tblPr>"
        )
        section = f"<w:sectPr><w:sectPrChange {AUTHOR}><w:sectPr/></w:sectPrChange></w:sectPr>"
        source = read(p("а", section) + whole)
        assert told(source) == [("оформление", text, block) for text, block in (("", 0), ("", 1), ("б", 1), ("б", 1))]


def comment(number: int, text: str) -> str:
    return f'<w:comment w:id="{number}" w:author="Юрист" w:date="2026-10-05T09:30:00Z">{p(text)}</w:comment>'


def start(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/>{r(f"""<w:commentReference w:id="{number}"/>""")}'


class TestRemarks:
    def test_a_comment_has_its_author_its_words_and_what_it_is_about(self) -> None:
        body = p("до") + p(r("Срок ") + start(1) + r("15 ") + r("октября", "<w:b/>") + end(1) + r(" прошёл"))
        (remark,) = read(body, comments=comment(1, "Уже было")).remarks
        assert remark == ("Юрист", "2026-10-05T09:30:00Z", "Уже было", "15 октября", 1, Place(paragraph=2))

    def test_it_may_reach_over_paragraphs_and_tables(self) -> None:
        body = p(start(1) + r("а")) + table(row("б", "в")) + start(2) + p("г") + end(2) + p(r("д") + end(1))
        remarks = read(body, comments=comment(1, "всё") + comment(2, "пункт")).remarks
        assert [(each.text, each.quote.split(), each.block) for each in remarks] == [
            ("всё", ["а", "б", "в", "г", "д"], 0),
            ("пункт", ["г"], 2),
        ]

    def test_a_comment_on_words_that_are_gone_stays(self) -> None:
        mark = r('<w:commentReference w:id="1"/>')
        body = p(start(1) + dels("лишнее") + '<w:commentRangeEnd w:id="1"/>' + mark) + p("б")
        assert [(each.text, each.quote) for each in read(body, comments=comment(1, "зачем")).remarks] == [("зачем", "")]
        inside = (
            f'<w:del {AUTHOR}>{start(1)}{r("<w:delText>лишнее</w:delText>")}{mark}</w:del><w:commentRangeEnd w:id="1"/>'
        )
        assert [each.quote for each in read(p(inside), comments=comment(1, "зачем")).remarks] == ["лишнее"]

    def test_a_mark_without_a_comment_and_a_comment_without_a_mark_are_nothing(self) -> None:
        assert read(p(start(5) + r("а") + end(5)), comments=comment(1, "нигде")).remarks == ()

    def test_a_long_quote_is_cut(self) -> None:
        (remark,) = read(p(start(1) + r("слово " * 1000) + end(1)), comments=comment(1, "много")).remarks
        assert remark.quote.endswith("…")
        assert len(remark.quote) < 600


@pytest.mark.parametrize("story", ["header", "footnotes"])
def test_changes_beside_the_text_are_told_of(story: str) -> None:
    changed = p(r("Приказ ") + dels("старый") + ins(r("новый")))
    if story == "footnotes":
        changed = f'<w:footnote w:id="1">{changed}</w:footnote>'
    source = read(p("а") + p(r('<w:footnoteReference w:id="1"/>')), **{story: changed})
    assert [extra.words for extra in source.extras] == ["Приказ новый"]
    assert [change.kind for change in source.changes] == ["удаление", "вставка"]
