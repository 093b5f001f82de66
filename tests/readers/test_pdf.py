"""PDF files as blocks: by tags, by places on the page, by lines around cells; every word kept."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.findings import Severity
from docgen.readers.blocks import Paragraph, Source, Table
from docgen.readers.pdf.reader import read_pdf
from docgen.readers.words import said_words
from tests.counts import scaled
from tests.readers.pdf_files import artifact, grid, lines, marked, pdf, text

LONG = "Утвердить план мероприятий по поддержке школ района с низкими результатами"
FULL = (
    "В целях повышения качества образования в школах района и во исполнение плана",
    "работы управления образования на учебный год приказываю:",
)


def read(*pages: bytes, **values) -> Source:
    return read_pdf(pdf(*pages, **values), "приказ.pdf")


def said(source: Source) -> list[str]:
    """The words of each block."""
    return [block.shown if isinstance(block, Paragraph) else block.words for block in source.blocks]


def cells(table) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.words for cell in row.cells] for row in table.rows]


class TestWithoutTags:
    def test_lines_that_fill_the_page_are_one_paragraph(self):
        source = read(lines(*FULL, "Короткая строка.", LONG))
        assert said(source) == [" ".join(FULL), "Короткая строка.", LONG]
        assert [block.place.line for block in source.blocks] == [1, 3, 4]
        assert source.form == "pdf" and source.blocks[0].place.page == 1

    def test_a_number_or_a_dash_begins_a_paragraph(self):
        source = read(lines(FULL[0], "2. " + FULL[1], "– " + FULL[0], "1.2. Школам"))
        assert said(source) == [FULL[0], "2. " + FULL[1], "– " + FULL[0], "1.2. Школам"]

    def test_an_indent_and_a_wide_gap_begin_a_paragraph(self):
        content = text(FULL[0], 85, 700) + text(FULL[1], 120, 684) + text(FULL[0], 85, 640)
        assert len(read(content).blocks) == 3

    def test_a_paragraph_goes_over_the_end_of_a_page(self):
        source = read(text(FULL[0], 85, 80), text(FULL[1], 85, 780))
        assert said(source) == [" ".join(FULL)]
        assert len(read(text(FULL[0] + ".", 85, 80), text("Школам района", 85, 780)).blocks) == 2

    def test_centred_lines_are_one_paragraph_with_its_lines(self):
        head = text("АДМИНИСТРАЦИЯ", 274, 760) + text("КАМЕНСКОГО РАЙОНА", 262, 744)
        block = read(head + lines(*FULL)).blocks[0]
        assert block.words == "АДМИНИСТРАЦИЯ\nКАМЕНСКОГО РАЙОНА" and block.alignment == "center"

    def test_a_divided_word_is_joined_and_that_is_said(self):
        source = read(lines("Назначить ответственных исполнителей во всех школах района и обеспе-", "чить отчеты"))
        assert said(source) == ["Назначить ответственных исполнителей во всех школах района и обеспечить отчеты"]
        (finding,) = source.findings
        assert finding.rule == "перенос-слова" and finding.severity is Severity.NOTE
        assert finding.message == "«обеспе-» и «чить» – одно слово, разорванное строкой: «обеспечить»."
        assert finding.place == "приказ.pdf: страница 1, строка 1"

    @pytest.mark.parametrize(
        ("first", "second", "whole"),
        [
            ("учебно-", "воспитательной работе", "учебно-воспитательной"),
            ("психолого-", "медико-педагогической", "психолого-медико-педагогической"),
            ("постановление № 611-", "пп «О школах»", "611-пп"), ("на 2026-", "2027 годы", "2026-2027"),
            ("школ-", "наставников", "школ-наставников"),
        ],
    )  # fmt: skip
    def test_the_hyphen_of_a_compound_and_of_a_number_stays(self, first: str, second: str, whole: str):
        source = read(lines(f"{'Школам ' * 11}"[: 75 - len(first)] + f" {first}", second, FULL[0]))
        assert whole in source.blocks[0].words
        assert source.findings == ()

    def test_words_of_one_line_far_apart_are_parted_by_a_tab(self):
        assert said(read(text("Директор школы", 85, 700) + text("И.О. Орлова", 400, 700))) == [
            "Директор школы\tИ.О. Орлова"
        ]

    def test_letters_set_apart_are_one_word_where_blanks_are_drawn(self):
        spaced = b"BT /F1 12 Tf 85 700 Td [<041F> -250 <0420> -250 <0418> -250 <041A> -250 <0410> -250 <0417>] TJ ET\n"
        assert said(read(spaced + lines(*FULL, y=600)))[0] == "ПРИКАЗ"

    def test_gaps_are_blanks_where_none_are_drawn(self):
        words = ["Утвердить", "план", "работы", "школ", "района"]
        parts = " -300 ".join(f"<{word.encode('utf-16-be').hex()}>" for word in words)
        assert said(read(f"BT /F1 12 Tf 85 700 Td [{parts}] TJ ET\n".encode())) == [" ".join(words)]

    def test_numbers_of_pages_and_running_headers_are_no_text(self):
        pages = [
            text(str(number), 300, 810)
            + text("Управление образования", 220, 825)
            + lines(*FULL, f"Строка страницы {number}.")
            for number in range(2, 6)
        ]
        source = read(*pages)
        kinds = Counter(extra.kind for extra in source.extras)
        assert kinds == {"номер страницы": 4, "колонтитул": 4}
        assert not any(words.startswith(("2", "Управление")) for words in said(source))

    def test_the_mark_of_an_annex_stays_where_it_first_stands(self):
        pages = [text("Приложение № 1", 400, 800) + lines(*FULL) for _ in range(4)]
        assert said(read(*pages)).count("Приложение № 1") == 1

    def test_a_stamp_is_none_of_the_text(self):
        source = read(lines(*FULL) + text("Документ подписан электронной подписью", 300, 100, 8))
        assert [(extra.kind, extra.words) for extra in source.extras] == [
            ("штамп", "Документ подписан электронной подписью")
        ]

    def test_a_page_left_unfilled_says_that_the_next_one_begins_anew(self):
        source = read(lines(*FULL), lines("Приложение", *FULL), lines(*(f"Строка {n}." for n in range(39))))
        starts = [block.starts_page for block in source.blocks]
        assert starts[:5] == [False, True, False, True, False]

    def test_words_of_a_turned_page_are_read_upright(self):
        def turn(writer):
            from pypdf.generic import NameObject, NumberObject

            writer.pages[0][NameObject("/Rotate")] = NumberObject(90)

        drawn = b"q 0 1 -1 0 595 0 cm\n" + lines(*FULL, y=500) + b"Q\n"
        assert said(read(drawn, change=turn)) == [" ".join(FULL)]

    def test_words_of_a_form_are_read_and_a_form_inside_itself_ends(self):
        def add(writer):
            from pypdf.generic import DictionaryObject, NameObject

            from tests.readers.pdf_files import stream

            resources = writer.pages[0]["/Resources"]
            form = stream(text("Из вставки", 85, 600) + b"/X Do\n", Type="/XObject", Subtype="/Form")
            reference = writer._add_object(form)
            objects = DictionaryObject({NameObject("/X"): reference})
            resources[NameObject("/XObject")] = objects
            form[NameObject("/Resources")] = DictionaryObject({**resources})

        source = read(lines(*FULL) + b"q 1 0 0 1 0 -20 cm /X Do Q\n", change=add)
        assert said(source) == [" ".join(FULL), "Из вставки"]


ROWS = [["№", "Мероприятие", "Срок"], ["1", "Семинар для учителей", "до 15.10.2026"], ["2", "Конкурс", "май 2027"]]
XS, YS = (85.0, 120.0, 400.0, 540.0), (700.0, 670.0, 640.0, 610.0)


def ruled(rows=ROWS, xs=XS, ys=YS) -> bytes:
    drawn = [text(word, xs[c] + 5, ys[r] - 15) for r, row in enumerate(rows) for c, word in enumerate(row) if word]
    return grid(xs, ys) + b"".join(drawn)


class TestRuledTables:
    def test_a_table_is_found_by_its_lines(self):
        source = read(lines(LONG + ".", y=760) + ruled() + text("Директор", 85, 560))
        assert cells(source.blocks[1]) == ROWS
        assert [type(block) for block in source.blocks] == [Paragraph, Table, Paragraph]
        table = source.blocks[1]
        assert isinstance(table, Table) and table.columns == 3
        place = table.rows[1].cells[2].paragraphs[0].place
        assert (place.page, place.table, place.row, place.column) == (1, 1, 2, 3)

    def test_cells_over_columns_and_rows(self):
        drawn = b"85 700 m 540 700 l S 85 670 m 540 670 l S 120 640 m 540 640 l S 85 610 m 540 610 l S\n"
        drawn += b"85 700 m 85 610 l S 120 670 m 120 610 l S 400 670 m 400 610 l S 540 700 m 540 610 l S\n"
        words = [("Раздел", 90, 685), ("1", 90, 655), ("Семинар", 125, 655), ("май", 405, 655), ("Конкурс", 125, 625)]
        (table,) = read(drawn + b"".join(text(*each) for each in words) + text(LONG, 85, 500)).blocks[:1]
        shape = [[(cell.words, cell.span, cell.joined) for cell in row.cells] for row in table.rows]
        assert shape == [
            [("Раздел", 3, False)], [("1", 1, False), ("Семинар", 1, False), ("май", 1, False)],
            [("", 1, True), ("Конкурс", 1, False), ("", 1, False)],
        ]  # fmt: skip

    def test_lines_of_a_cell_are_one_paragraph_unless_they_end_early(self):
        rows = [["№", "Мероприятие", "Срок"], ["1", "", "до 15.10.2026"]]
        cell = lines("Семинар для учителей математики школ района и", "города", "Конкурс", x=125, y=663, step=11)
        source = read(ruled(rows, ys=(700.0, 680.0, 610.0)) + cell + text(LONG, 85, 500))
        assert cells(source.blocks[0])[1][1] == "Семинар для учителей математики школ района и города\nКонкурс"

    def test_a_table_over_pages_is_one_without_its_repeated_heading(self):
        second = [ROWS[0], ["3", "Отчет", "июнь 2027"], ["4", "Сбор сведений", "июль 2027"]]
        source = read(ruled(), ruled(second))
        (table,) = source.blocks
        assert cells(table) == [*ROWS, *second[1:]]
        assert [row.heading for row in table.rows] == [True, False, False, False, False]
        assert [extra.kind for extra in source.extras] == ["повтор шапки"]

    def test_a_frame_around_words_is_no_table(self):
        assert [type(block) for block in read(grid((80, 560), (720, 650)) + lines(*FULL)).blocks] == [Paragraph]


class TestTags:
    def test_paragraphs_are_those_of_the_tags(self):
        content = (
            marked(0, text(FULL[0], 85, 700))
            + marked(1, text("и школам", 85, 684))
            + marked(2, text("Школам", 85, 668))
        )
        source = read(content, tags=[("Document", [("P", [0, 1]), ("Пункт", [2])])], roles={"/Пункт": "/P"})
        assert said(source) == [f"{FULL[0]} и школам", "Школам"]
        assert [block.style for block in source.blocks] == ["P", "Пункт"]

    def test_labels_are_numbers_and_bullets_dashes(self):
        content = (
            marked(0, text("1.", 85, 700)) + marked(1, text("Утвердить план.", 120, 700))
            + marked(2, text("– ", 85, 684)) + marked(3, text("школам района", 120, 684))
            + marked(4, text("2.1. ", 85, 668)) + marked(5, text("Назначить ответственных", 120, 668))
        )  # fmt: skip
        items = [
            ("LI", [("Lbl", [0]), ("LBody", [1])]),
            ("LI", [("Lbl", [2]), ("LBody", [3])]),
            ("LI", [("P", [4, 5])]),
        ]
        source = read(content, tags=[("L", items)])
        found = [(block.number, block.dash, block.words) for block in source.blocks]
        assert found == [("1.", 0, "Утвердить план."), ("", 1, "школам района"), ("2.1.", 0, "Назначить ответственных")]

    def test_a_table_has_the_cells_of_its_tags(self):
        words = ["№", "Что", "Раздел", "1", "Семинар", "Конкурс"]
        content = b"".join(marked(n, text(word, 85 + 60 * n, 700 - 20 * n)) for n, word in enumerate(words))
        rows = [
            ("TR", [("TH", [("P", [0])]), ("TH", [("P", [1])])]), ("TR", [("TD", [("P", [2])], {"ColSpan": 2})]),
            ("TR", [("TD", [("P", [3])], {"RowSpan": 2}), ("TD", [("P", [4])])]), ("TR", [("TD", [("P", [5])])]),
        ]  # fmt: skip
        (table,) = read(content, tags=[("Table", rows)]).blocks
        shape = [[(cell.words, cell.span, cell.joined) for cell in row.cells] for row in table.rows]
        assert shape == [
            [("№", 1, False), ("Что", 1, False)], [("Раздел", 2, False)],
            [("1", 1, False), ("Семинар", 1, False)], [("", 1, True), ("Конкурс", 1, False)],
        ]  # fmt: skip
        assert [row.heading for row in table.rows] == [True, False, False, False]

    def test_the_empty_cells_of_a_row_parted_by_a_page_are_none(self):
        content = b"".join(marked(n, text(word, 85 + 60 * n, 700)) for n, word in enumerate(("1", "Семинар", "май")))
        row = ("TR", [*(("TD", [("P", [n])]) for n in range(3)), *(("TD", []) for _ in range(3))])
        (table,) = read(content, tags=[("Table", [row, ("TR", [("TD", [])] * 3), ("TR", [("TD", [])] * 3)])]).blocks
        assert table.columns == 3 and cells(table)[0] == ["1", "Семинар", "май"]

    def test_what_the_tags_leave_out_is_kept(self):
        content = marked(0, text(FULL[0], 85, 700)) + marked(1, text(FULL[1], 85, 684)) + text("Вне разметки", 85, 600)
        source = read(content, tags=[("P", [0, 1])])
        assert said(source) == [" ".join(FULL), "Вне разметки"]

    def test_tags_that_reach_little_are_not_trusted(self):
        content = marked(0, text("Начало", 85, 700)) + text(FULL[0], 85, 684) + text(FULL[1], 85, 668)
        assert said(read(content, tags=[("P", [0])])) == ["Начало", " ".join(FULL)]

    def test_artifacts_are_extras(self):
        rows = [("TR", [("TH", [("P", [0])])]), ("TR", [("TD", [("P", [1])])])]
        content = marked(0, text("Мероприятие", 85, 700)) + marked(1, text("Семинар", 85, 680))
        furniture = (
            artifact(text("2", 300, 800)) + artifact(text("Мероприятие", 85, 780)) + artifact(text("Проект", 500, 820))
        )
        source = read(content + furniture, tags=[("Table", rows)])
        assert [(extra.kind, extra.words) for extra in source.extras] == [
            ("номер страницы", "2"), ("повтор шапки", "Мероприятие"), ("колонтитул", "Проект"),
        ]  # fmt: skip

    def test_lines_to_write_on_are_tabs(self):
        content = marked(0, text("Школа", 85, 700)) + artifact(text("____________", 115, 700))
        assert said(read(content + marked(1, text(LONG, 85, 600)), tags=[("P", [0]), ("P", [1])])) == ["Школа\t", LONG]

    def test_a_line_broken_on_purpose_stays_broken(self):
        content = marked(0, text("АДМИНИСТРАЦИЯ", 85, 700) + text("КАМЕНСКОГО РАЙОНА", 85, 684))
        body = b"".join(text(f"{LONG} ", 85, 600 - 16 * n) for n in range(4))
        source = read(content + marked(1, body), tags=[("P", [0]), ("P", [1])])
        assert said(source) == ["АДМИНИСТРАЦИЯ\nКАМЕНСКОГО РАЙОНА", " ".join([LONG] * 4)]

    def test_words_given_for_what_is_drawn_stand_for_it(self):
        soft = text("обеспе", 85, 700) + b"/Span <</ActualText <FEFF00AD>>> BDC\n" + text("-", 121, 700) + b"EMC\n"
        content = marked(0, soft + text("чение школ", 85, 684)) + marked(1, text(LONG, 85, 600))
        source = read(content, tags=[("P", [0]), ("P", [1])])
        assert said(source)[0] == "обеспечение школ" and source.findings == ()

    def test_bold_words_are_bold(self):
        content = marked(0, text("Школам ", 85, 700) + text("срочно", 130, 700, font="F2")) + marked(
            1, text(LONG, 85, 600)
        )
        (block, _) = read(content, tags=[("P", [0]), ("P", [1])]).blocks
        assert [(run.text, run.bold) for run in block.runs] == [("Школам ", False), ("срочно", True)]


WORDS = st.text("абвгдежз-,.", min_size=1, max_size=8)
DRAWN = st.lists(
    st.tuples(WORDS, st.integers(20, 570), st.integers(20, 820), st.sampled_from((8, 12, 14))), min_size=1, max_size=25
)


def conserves(drawn: list[list[tuple[str, int, int, int]]], source: Source) -> None:
    """Every letter that was drawn is in a block or an extra, and no other letter is."""
    before = Counter("".join(word for page in drawn for word, *_ in page))
    blocks = "".join(block.shown if isinstance(block, Paragraph) else block.words for block in source.blocks)
    after = Counter(blocks + "".join(extra.words for extra in source.extras))
    letters = "абвгдежз"
    assert {sign: before[sign] for sign in letters} == {sign: after[sign] for sign in letters}


@given(pages=st.lists(DRAWN, min_size=1, max_size=3), tagged=st.booleans(), boxes=st.booleans())
@settings(max_examples=scaled(400), deadline=None)
def test_every_letter_is_kept(pages, tagged, boxes):
    """Law 4 for words strewn over pages, whatever the tags say of them."""
    russian = text(f"{LONG}, {' '.join(FULL)}", 20, 10, 4)
    contents = []
    for page in pages:
        content = grid(XS, YS) if boxes else b""
        for number, (word, x, y, size) in enumerate(page):
            piece = text(word, x, y, size)
            content += marked(number, piece) if tagged and number % 3 else piece
        contents.append(content)
    contents[-1] += russian
    tags = [("P", [(page, number) for number in range(1, len(words))]) for page, words in enumerate(pages)]
    try:
        source = read(*contents, tags=tags if tagged else ())
    except InputError as refused:  # the letters strewn may outweigh the sentences, and then nothing is read at all
        assert [finding.rule for finding in refused.findings] == ["pdf-не-по-русски"]
        reject()
    extra = [[(f"{LONG}, {' '.join(FULL)}", 0, 0, 0)]]
    conserves([*pages, *extra], source)


def test_the_same_words_come_from_tags_and_from_places():
    content = marked(0, text(FULL[0], 85, 700)) + marked(1, text(FULL[1], 85, 684))
    with_tags, without = read(content, tags=[("P", [0, 1])]), read(content)
    assert said_words(" ".join(said(with_tags))) == said_words(" ".join(said(without)))
