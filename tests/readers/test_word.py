"""What a Word file says: paragraphs, their looks, what stands inside and beside them."""

from __future__ import annotations

import pytest

from docgen.readers.blocks import Extra, Paragraph, Place, Run
from docgen.readers.word.reader import read_word
from tests.ooxml.specimen import archive
from tests.readers.word_xml import (
    LISTS,
    box,
    cell,
    field,
    listed,
    mark,
    p,
    paragraphs,
    parts,
    r,
    read,
    row,
    style,
    styled,
    table,
    word,
    words,
)

LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
UPRIGHT = '<w:pgSz w:w="11906" w:h="16838"/>'


class TestWords:
    def test_runs_of_one_look_are_one_and_bold_and_italic_are_kept(self) -> None:
        (block,) = read(p(r("По") + r("ручить ") + r("школе", "<w:b/>") + r(" срочно", "<w:i/>"))).blocks
        assert isinstance(block, Paragraph)
        assert block.runs == (Run("Поручить "), Run("школе", bold=True), Run(" срочно", italic=True))

    def test_weight_comes_from_styles_and_their_bases_and_a_run_can_take_it_back(self) -> None:
        styles = style("Шапка", runs="<w:b/>") + style("Шапка малая", base="Шапка")
        source = read(p(r("Приказ") + r("№ 5", '<w:b w:val="0"/>'), styled("Шапка малая")), styles=styles)
        assert paragraphs(source)[0].runs == (Run("Приказ", bold=True), Run("№ 5"))

    def test_bold_of_a_character_style_within_a_bold_paragraph_is_switched_off(self) -> None:
        styles = style("Шапка", runs="<w:b/>") + style("Выделение", runs="<w:b/>", base="", kind="character")
        emphasis = '<w:rStyle w:val="Выделение"/>'
        source = read(p(r("а", emphasis)) + p(r("б", emphasis), styled("Шапка")), styles=styles)
        assert [each.bold for each in paragraphs(source)] == [True, False]

    def test_signs_that_are_elements_become_characters(self) -> None:
        content = r("<w:t>школа</w:t><w:noBreakHyphen/><w:t>интернат</w:t><w:tab/><w:t>при</w:t><w:softHyphen/>"
                    "<w:t>каз</w:t><w:br/><w:t>№ 1</w:t><w:cr/><w:ptab/>")  # fmt: skip
        assert words(read(p(content))) == ["школа\u2011интернат\tприказ\n№ 1\n\t"]

    @pytest.mark.parametrize(
        ("font", "code", "shown"),
        [("Symbol", "F0B7", "•"), ("Wingdings", "F0FE", "☑"), ("Wingdings", "6F", "□"), ("Symbol", "F061", "α"),
         ("MS Gothic", "2611", "☑"), ("Times New Roman", "2013", "–")],
    )  # fmt: skip
    def test_symbols_are_read_as_ordinary_characters(self, font: str, code: str, shown: str) -> None:
        assert words(read(p(r(f'<w:sym w:font="{font}" w:char="{code}"/>')))) == [shown]

    def test_a_symbol_that_nobody_knows_is_told_of(self) -> None:
        source = read(p(r('<w:sym w:font="Webdings" w:char="F04C"/>')))
        assert words(source) == ["□"]
        (finding,) = source.findings
        assert finding.rule == "неизвестный-знак"
        assert "«Webdings»" in finding.message
        assert finding.place == "приказ.docx: абзац 1"

    def test_characters_of_the_private_area_are_read_as_what_they_show(self) -> None:
        assert words(read(p("\uf0b7 отчёт"))) == ["• отчёт"]

    def test_xml_set_out_in_lines_reads_as_one_line(self) -> None:
        body = "<w:p><w:r><w:t>\n    Утвердить\n    состав\n  </w:t></w:r></w:p>"
        assert words(read(body)) == ["Утвердить состав"]

    def test_comments_and_character_data_of_the_xml_do_not_cut_words(self) -> None:
        assert words(read("<w:p><w:r><w:t>при<!-- а -->ка<![CDATA[з & ко]]></w:t></w:r></w:p>")) == ["приказ & ко"]

    @pytest.mark.parametrize(
        "inside",
        [
            '<w:hyperlink r:id="x">{}</w:hyperlink>',
            '<w:smartTag w:element="date">{}</w:smartTag>',
            "<w:sdt><w:sdtPr><w:alias w:val='х'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            '<w:customXml w:element="x"><w:customXmlPr/>{}</w:customXml>',
            '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
            "<w:bdo><w:dir>{}</w:dir></w:bdo>",
            '<w:unknownTomorrow xmlns:z="z"><z:z>{}</z:z></w:unknownTomorrow>',
        ],
    )
    def test_words_inside_whatever_stands_in_a_paragraph_are_read(self, inside: str) -> None:
        assert words(read(p(r("до ") + inside.format(r("05.10.2026")) + r(" г.")))) == ["до 05.10.2026 г."]

    def test_words_of_formulas_are_read(self) -> None:
        assert words(read(p("<m:oMathPara><m:oMath><m:r><m:t>K=a/b</m:t></m:r></m:oMath></m:oMathPara>"))) == ["K=a/b"]

    @pytest.mark.parametrize(
        "outside",
        [
            "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
            '<w:customXml w:element="x">{}</w:customXml>',
            '<mc:AlternateContent><mc:Choice Requires="wps">{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>'
            "</mc:AlternateContent>",
            "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        ],
    )
    def test_blocks_inside_whatever_stands_in_the_body_are_read_once(self, outside: str) -> None:
        source = read(p("до") + outside.format(p("внутри") + table(row("ячейка"))) + p("после"))
        assert words(source) == ["до", "внутри", "ячейка", "после"]
        assert [str(block.place) for block in source.blocks] == ["абзац 1", "абзац 2", "таблица 1", "абзац 3"]

    def test_a_run_that_stands_outside_paragraphs_is_read(self) -> None:
        assert words(read(p("до") + r("между"))) == ["до", "между"]

    def test_hidden_words_are_read_and_told_of(self) -> None:
        source = read(p(r("видно") + r(" скрыто", "<w:vanish/>")))
        assert words(source) == ["видно скрыто"]
        assert [finding.rule for finding in source.findings] == ["скрытый-текст"]


class TestFields:
    def test_only_the_last_result_of_a_field_is_read(self) -> None:
        assert words(read(p(r("п. ") + field("REF п1 \\r \\h", r("3.1")) + r(" приказа")))) == ["п. 3.1 приказа"]

    def test_a_result_that_stands_in_the_code_of_another_field_is_not_shown(self) -> None:
        inner = field("PAGE", r("4"))
        outer = mark("begin") + r("<w:instrText> IF </w:instrText>") + inner + mark("separate") + r("да") + mark("end")
        assert words(read(p(outer))) == ["да"]

    def test_a_field_may_reach_over_paragraphs(self) -> None:
        first = mark("begin") + r("<w:instrText> TOC </w:instrText>") + mark("separate") + r("Раздел 1")
        assert words(read(p(first) + p("Раздел 2") + p(mark("end") + r("дальше")))) == [
            "Раздел 1",
            "Раздел 2",
            "дальше",
        ]

    def test_a_field_that_never_ends_hides_nothing(self) -> None:
        assert words(read(p(mark("begin") + r("Утвердить")) + p("состав"))) == ["Утвердить", "состав"]

    @pytest.mark.parametrize(("result", "shown"), [("", "район"), ('<w:result w:val="1"/>', "город")])
    def test_a_drop_down_of_an_old_form_shows_its_choice(self, result: str, shown: str) -> None:
        choices = f'<w:ddList>{result}<w:listEntry w:val="район"/><w:listEntry w:val="город"/></w:ddList>'
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{choices}</w:ffData></w:fldChar></w:r>'
        code = r("<w:instrText> FORMDROPDOWN </w:instrText>")
        assert words(read(p(begin + code + mark("separate") + mark("end")))) == [shown]


class TestLooks:
    def test_the_style_is_called_by_its_name(self) -> None:
        source = read(p("а", styled("heading 1")) + p("б") + p("в", styled("Нет такого")), styles=style("heading 1"))
        assert [each.style for each in paragraphs(source)] == ["heading 1", "Normal", "Неттакого"]

    @pytest.mark.parametrize(
        ("said", "alignment"),
        [("left", "left"), ("start", "left"), ("end", "right"), ("both", "both"), ("distribute", "both"), ("?", "")],
    )
    def test_alignment_by_whatever_name(self, said: str, alignment: str) -> None:
        assert paragraphs(read(p("а", f'<w:jc w:val="{said}"/>')))[0].alignment == alignment

    def test_alignment_and_indent_come_from_styles_their_bases_and_the_defaults(self) -> None:
        defaults = '<w:docDefaults><w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>'
        styles = style("База", '<w:ind w:left="709"/>') + style("Гриф", '<w:jc w:val="right"/>', base="База")
        source = read(p("а", styled("Гриф")) + p("б"), styles=defaults + styles)
        assert [(each.alignment, each.indent) for each in paragraphs(source)] == [("right", 709), ("both", 0)]

    def test_an_indent_may_have_a_unit(self) -> None:
        assert paragraphs(read(p("а", '<w:ind w:start="12.7mm"/>')))[0].indent == 720

    def test_styles_based_on_each_other_in_a_circle_end(self) -> None:
        styles = style("А", '<w:jc w:val="center"/>', base="Б") + style("Б", runs="<w:b/>", base="А")
        (block,) = paragraphs(read(p("а", styled("А")), styles=styles))
        assert (block.alignment, block.bold) == ("center", True)


def read_lists(body: str) -> list[Paragraph]:
    return paragraphs(read(body, numbering=LISTS))


class TestNumbers:
    def test_what_word_counts_is_the_number_and_what_is_typed_stays_among_the_words(self) -> None:
        found = read_lists(listed("Утвердить", 1) + listed("Назначить", 1, 1) + p("1.2. Провести") + listed("", 1, 1))
        assert [(each.number, each.words) for each in found] == [
            ("1.", "Утвердить"),
            ("1.1.", "Назначить"),
            ("", "1.2. Провести"),
            ("1.2.", ""),
        ]

    def test_bullets_are_dashes_of_two_levels(self) -> None:
        found = read_lists(listed("а", 2) + listed("б", 2, 1) + listed("в", 2, 2) + listed("г", 3) + p("д"))
        assert [(each.number, each.dash) for each in found] == [("", 1), ("", 2), ("", 2), ("", 1), ("", 0)]

    def test_words_that_a_list_sets_without_counting_are_shown(self) -> None:
        assert read_lists(listed("к приказу", 4))[0].shown == "Приложение к приказу"

    def test_the_indent_of_a_list_holds_where_the_paragraph_has_none_of_its_own(self) -> None:
        found = read_lists(listed("а", 1, 1) + listed("б", 1, 1, '<w:ind w:left="100"/>'))
        assert [each.indent for each in found] == [2552, 100]

    def test_cells_are_counted_with_the_body_and_text_boxes_by_themselves(self) -> None:
        body = listed("а", 1) + p(box(listed("в рамке", 1))) + table(row(cell(listed("б", 1)))) + listed("в", 1)
        source = read(body, numbering=LISTS)
        assert [each.number for each in source.paragraphs() if each.words] == ["1.", "1.", "2.", "3."]


class TestPages:
    @pytest.mark.parametrize(
        "body",
        [
            p("а") + p("б", "<w:pageBreakBefore/>"),
            p("а") + p(r('<w:br w:type="page"/>') + r("б")),
            p(r("а") + r('<w:br w:type="page"/>')) + p("б"),
            p(r("а") + r('<w:br w:type="page"/>') + r("б")),
            p("а", f"<w:sectPr>{UPRIGHT}</w:sectPr>") + p("б"),
            p("а", f"<w:sectPr>{LANDSCAPE}</w:sectPr>")
            + p("б")
            + f'<w:sectPr><w:type w:val="continuous"/>{UPRIGHT}</w:sectPr>',
        ],
        ids=["before", "leading", "trailing", "within", "section", "turned"],
    )
    def test_a_new_page_is_told_of_the_paragraph_that_begins_it(self, body: str) -> None:
        assert [(each.words, each.starts_page) for each in paragraphs(read(body))] == [("а", False), ("б", True)]

    @pytest.mark.parametrize("way", ["continuous", "nextColumn"])
    def test_a_section_may_go_on_on_the_same_page(self, way: str) -> None:
        first = p("а", f'<w:sectPr><w:type w:val="nextPage"/>{UPRIGHT}</w:sectPr>')
        source = read(first + p("б") + f'<w:sectPr><w:type w:val="{way}"/>{UPRIGHT}</w:sectPr>')
        assert [each.starts_page for each in paragraphs(source)] == [False, False]

    def test_a_paragraph_of_a_break_alone_turns_the_page_for_what_follows(self) -> None:
        source = read(p("а") + p(r('<w:br w:type="page"/>')) + table(row("б")))
        assert [block.starts_page for block in source.blocks] == [False, False, True]  # type: ignore[union-attr]

    def test_the_style_may_ask_for_a_page_and_the_paragraph_may_refuse(self) -> None:
        styles = style("Глава", "<w:pageBreakBefore/>")
        source = read(
            p("а", styled("Глава")) + p("б", styled("Глава") + '<w:pageBreakBefore w:val="0"/>'), styles=styles
        )
        assert [each.starts_page for each in paragraphs(source)] == [True, False]

    def test_the_number_stands_before_the_first_of_two_pages_only(self) -> None:
        found = read_lists(listed(r("а") + r('<w:br w:type="page"/>') + r("б"), 1))
        assert [(each.number, each.words) for each in found] == [("1.", "а"), ("", "б")]


class TestBeside:
    def test_text_boxes_stand_once_right_after_the_paragraph_that_holds_them(self) -> None:
        held = r("Дата") + box(p("УТВЕРЖДАЮ"), p("директор"), table(row("подпись"))) + r(" и номер")
        source = read(p(held) + p("дальше"))
        assert words(source) == ["Дата и номер", "УТВЕРЖДАЮ", "директор", "подпись", "дальше"]
        assert {str(block.place) for block in source.blocks[:4]} == {"абзац 1"}

    def test_a_text_box_in_a_cell_stays_in_the_cell(self) -> None:
        source = read(table(row(cell(p(r("а") + box(p("в рамке")))), "б")))
        assert source.blocks[0].words == "а в рамке\tб"

    def test_word_art_is_read_after_its_paragraph(self) -> None:
        art = r('<w:pict><v:shape><v:textpath string="ПРОЕКТ"/></v:shape></w:pict>')
        assert words(read(p(r("а") + art))) == ["а", "ПРОЕКТ"]

    def test_notes_are_extras_with_the_place_that_calls_them(self) -> None:
        footnotes = (
            f'<w:footnote w:type="separator" w:id="0">{p("линия")}</w:footnote>'
            f'<w:footnote w:id="2">{p("По согласованию.")}{p("Второй абзац.")}</w:footnote>'
        )
        endnotes = f'<w:endnote w:id="2">{p("В конце.")}</w:endnote>'
        called = r("школа") + r('<w:footnoteReference w:id="2"/>') + r('<w:endnoteReference w:id="2"/>')
        source = read(p("до") + p(called), footnotes=footnotes, endnotes=endnotes)
        assert words(source) == ["до", "школа"]
        at = Place(paragraph=2)
        assert source.extras == (
            Extra("сноска", "По согласованию.\nВторой абзац.", at),
            Extra("сноска", "В конце.", at),
        )

    def test_a_note_that_calls_itself_is_read_once(self) -> None:
        call = r('<w:footnoteReference w:id="1"/>')
        source = read(p(call + call), footnotes=f'<w:footnote w:id="1">{p(r("сноска") + call)}</w:footnote>')
        assert [extra.words for extra in source.extras] == ["сноска"]

    def test_headers_and_footers_are_extras_and_page_numbers_are_told_apart(self) -> None:
        page = p(r("стр. ") + field("PAGE", r("2")) + r(" из ") + field("NUMPAGES", r("9")))
        source = read(p("текст"), header=p("Департамент образования"), footer=page)
        assert source.extras == (
            Extra("колонтитул", "Департамент образования"),
            Extra("номер страницы", "стр. 2 из 9"),
        )
        assert all(extra.is_furniture for extra in source.extras)

    def test_a_header_that_says_more_than_the_page_is_a_header(self) -> None:
        source = read(p("текст"), header=p(r("Приложение, с. ") + field("PAGE", r("2"))))
        assert source.extras == (Extra("колонтитул", "Приложение, с. 2"),)

    @pytest.mark.parametrize("shown", [False, True])
    def test_the_header_of_first_pages_is_read_where_they_have_one(self, shown: bool) -> None:
        title = "<w:titlePg/>" if shown else ""
        body = f'{p("текст")}<w:sectPr><w:headerReference w:type="first" r:id="header"/>{UPRIGHT}{title}</w:sectPr>'
        made = parts(body, header=p("БЛАНК"))
        made["word/document.xml"] = made["word/document.xml"].replace(
            '<w:headerReference w:type="default" r:id="header"/>', ""
        )
        extras = read_word(archive(made), "приказ.docx").extras
        assert [extra.words for extra in extras] == (["БЛАНК"] if shown else [])

    def test_pictures_and_inserted_files_are_told_of_with_their_places(self) -> None:
        picture = r("<w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing>")
        source = read(p(picture) + p("а") + p(r("<w:object/>")) + '<w:altChunk r:id="x"/>')
        assert {finding.rule: finding.place for finding in source.findings} == {
            "рисунок-не-прочитан": "приказ.docx: абзац 1; абзац 3",
            "вставленный-файл": "приказ.docx: абзац 3",
        }
        assert "в файле: 2." in source.findings[0].message


def test_a_strict_file_reads_like_any_other() -> None:
    body = p("Утвердить", '<w:jc w:val="end"/><w:ind w:start="1in"/>') + table(row("а", "б"))
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, text in parts(body).items()
    }  # fmt: skip
    source = read_word(archive(strict), "приказ.docx")
    assert words(source) == ["Утвердить", "а\tб"]
    (first,) = paragraphs(source)
    assert (first.alignment, first.indent) == ("right", 1440)


def test_a_part_in_utf16_is_read() -> None:
    made: dict[str, str | bytes] = dict(parts(p("Приказ")))
    made["word/document.xml"] = str(made["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")
    assert words(read_word(archive(made), "приказ.docx")) == ["Приказ"]  # type: ignore[arg-type]


def test_a_file_without_styles_lists_or_settings_is_read() -> None:
    made = {name: text for name, text in parts(p("Приказ", styled("Нет"))).items() if "styles" not in name}
    assert words(read_word(archive(made), "приказ.docx")) == ["Приказ"]


def test_empty_paragraphs_stay_and_are_counted() -> None:
    source = read("<w:p/>" + p("а") + "<w:p/>")
    assert [(block.words, block.place.paragraph) for block in source.blocks] == [("", 1), ("а", 2), ("", 3)]


def test_a_file_that_says_nothing_has_no_words() -> None:
    source = read_word(word(""), "пусто.docx")
    assert (source.name, source.form, source.blocks) == ("пусто.docx", "word", ())
