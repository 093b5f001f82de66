"""Reading our own YAML: strings only, every path with its line, every fault with its place."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from docgen.files.nodes import DEEPEST
from docgen.files.parsers import PureParser
from docgen.files.splicing import SetValue, splice
from docgen.files.yaml import LARGEST, Source, parse_yaml, read_yaml
from docgen.findings import Finding, Severity
from docgen.nearness import nearest
from tests.counts import scaled

ORDER = """\
# Приказ
вид: приказ
пункты:
  - код: п1
    текст: Утвердить прилагаемую
      дорожную карту
    срок: 01.10.2026   # важно
  - код: п2
    текст: |
      Направить отчёт
      и ещё раз отчёт
    исполнители: [Школа, {с: 1, по: 2}]
примечание:
"""


def parse(text: str) -> Source:
    return parse_yaml(text, "приказ.yaml")


def only(source: Source) -> Finding:
    assert len(source.findings) == 1, source.findings
    return source.findings[0]


class TestData:
    @pytest.mark.parametrize(
        "written", ["0123", "09.2026", "да", "no", "~", "null", "1e3", "2026-10-01", "0x1F", "=", ".inf", "«да»"]
    )
    def test_every_scalar_is_the_text_as_written(self, written: str) -> None:
        assert parse(f"а: {written}\n").data == {"а": written}

    def test_an_empty_value_is_none_and_an_empty_text_is_not(self) -> None:
        assert parse("а:\nб: ''\nв: [x]\nг: {д: }\n").data == {"а": None, "б": "", "в": ["x"], "г": {"д": None}}

    def test_lines_end_in_lf_whatever_the_file_has(self) -> None:
        source = parse("а: |\r\n  раз\r\n  два\r\nб: в\r\n  г\r\n")
        assert source.data == {"а": "раз\nдва\n", "б": "в г"}
        assert source.newline == "\r\n"
        assert not source.findings

    def test_the_pure_parser_reads_the_same(self) -> None:
        assert parse_yaml(ORDER, "ф", parser=PureParser).data == parse(ORDER).data


class TestPlaces:
    @pytest.mark.parametrize(
        ("path", "line", "column", "stands"),
        [
            (("вид",), 2, 6, "приказ"),
            (("пункты", 0, "срок"), 7, 11, "01.10.2026"),
            (("пункты", 1), 8, 5, "код: п2"),
            (("пункты", 1, "исполнители", 0), 12, 19, "Школа"),
            (("пункты", 1, "исполнители", 1, "по"), 12, 37, "2"),
            (("пункты", 0, "нет такого", 5), 4, 5, "код: п1"),
        ],
    )
    def test_a_value_knows_its_line_and_characters(
        self, path: tuple[str | int, ...], line: int, column: int, stands: str
    ) -> None:
        location = parse(ORDER).locate(path)
        assert location[:2] == (line, column)
        assert ORDER[location.start : location.end].startswith(stands)

    def test_a_key_knows_its_line(self) -> None:
        source = parse(ORDER)
        assert source.key_location(("пункты", 1, "исполнители"))[:2] == (12, 5)
        assert source.key_location(("пункты", 1))[:2] == (8, 5)
        assert source.key_location(())[:2] == (2, 1)

    @pytest.mark.parametrize(
        ("path", "quote", "line", "column"),
        [
            (("пункты", 0, "срок"), "2026", 7, 17),
            (("пункты", 0, "текст"), "дорожную", 6, 7),
            (("пункты", 1, "текст"), "ещё", 11, 9),
            (("пункты", 1, "исполнители", 0), "кола", 12, 20),
        ],
    )
    def test_a_span_inside_a_value_gives_the_column(
        self, path: tuple[str | int, ...], quote: str, line: int, column: int
    ) -> None:
        source = parse(ORDER)
        value: object = source.data
        for part in path:
            value = value[part]  # type: ignore[index]
        start = str(value).index(quote)
        marked = source.mark(Finding("правило", "текст", path=path, span=(start, start + len(quote))))
        assert (marked.line, marked.column, marked.quote) == (line, column, quote)
        assert quote in marked.source
        assert marked.where == f"приказ.yaml:{line}:{column}"

    def test_a_second_occurrence_is_told_from_the_first(self) -> None:
        source = parse('а: \'отчёт и отчёт\'\nб: "отчёт, \\"отчёт\\""\n')
        assert source.mark(Finding("п", "т", path=("а",), span=(8, 13))).column == 13
        assert source.mark(Finding("п", "т", path=("б",), span=(8, 13))).column == 14

    def test_a_finding_on_a_key_points_at_the_key(self) -> None:
        source = parse("пункты:\n  - текст: а\n    тескт: б\nпусто:\n")
        assert source.mark(Finding("п", "т", path=("пункты",))).line == 1
        empty = source.mark(Finding("п", "т", path=("пусто",)))
        assert (empty.line, empty.column) == (4, 1)
        unknown = source.mark(Finding("п", "т", path=("пункты", 0, "тескт"), quote="тескт"))
        assert (unknown.line, unknown.column) == (3, 5)
        assert source.mark(Finding("п", "т", path=("пункты", 0, "тескт"))).column == 12

    def test_a_line_that_is_known_already_stays(self) -> None:
        marked = parse(ORDER).mark(Finding("п", "т", line=4, column=2, document="другой.yaml"))
        assert marked.where == "другой.yaml:4:2"
        assert marked.source == "  - код: п1"


MENDED = [
    ("а: {институт:дат} направить", "{институт:дат} направить", 4),
    ("а: {институт:дат}", "{институт:дат}", 4),
    ("а: {институт: дат}", "{институт: дат}", 4),
    ("а: Срок: до 01.10: ок", "Срок: до 01.10: ок", 4),
    ("а: **Всем** школам", "**Всем** школам", 4),
    ("а: *Примечание", "*Примечание", 4),
    ("а: @почта", "@почта", 4),
    ("а: %доля", "%доля", 4),
    ("а: `код`", "`код`", 4),
    ("а: &Школа", "&Школа", 4),
    ("а: !Важно: да", "!Важно: да", 4),
    ("а: - пункт", "- пункт", 4),
    ("а: > 5 школ", "> 5 школ", 4),
    ('а: "Точка роста" в школе', '"Точка роста" в школе', 4),
    ("а: [1] раздел", "[1] раздел", 4),
    ("а: [x, y", "[x, y", 4),
    ('а: "C:\\путь"', "C:\\путь", 7),
]


class TestFaults:
    @pytest.mark.parametrize(("line", "value", "column"), MENDED)
    def test_a_value_without_its_quotes_is_named_read_and_mended(self, line: str, value: str, column: int) -> None:
        source = parse(f"вид: приказ\n{line}\nб: дальше\n")
        finding = only(source)
        assert (finding.rule, finding.line, finding.column) == ("битый-yaml", 2, column)
        assert finding.path == ("а",)
        assert finding.hint
        assert source.data == {"вид": "приказ", "а": value, "б": "дальше"}
        assert finding.fix is not None
        mended = parse(splice(source, [SetValue(finding.fix.path, finding.fix.text)]))
        assert mended.data == source.data
        assert not mended.findings
        assert mended.text.endswith("\nб: дальше\n")

    @pytest.mark.parametrize(
        ("text", "line", "column", "words"),
        [
            ("а:\n\tб: 1\n", 2, 1, "табуляции"),
            ("а: б\nсрок:до 01.10\nв: г\n", 2, 1, "После двоеточия нет пробела: «срок:до 01.10»"),
            ("срок:до 01.10\nв: г\n", 1, 1, "нет пробела"),
            ('а: "не закрыта\nб: в\n', 1, 4, "Кавычка открыта и не закрыта"),
            ('а: "не закрыта\nб: "в"\n', 1, 4, "Кавычка открыта и не закрыта"),
            ("а: б\nпродолжение\nв: г\n", 2, 1, "не похожа на «ключ: значение»"),
            ("а: 1\n  б: 2\n", 2, 3, "сдвинута вправо"),
            ("а:\n   б: 2\n  в: 3\n", 3, 3, "Отступ строки «в: 3» (пробелов: 2)"),
            ("а:\n  - б\n - в\n", 3, 2, "Отступ строки «- в» (пробелов: 1)"),
            ("а: б\n%в\n", 2, 1, "вне документа"),
            (f"а: {'[' * 60}", 1, 43, f"глубже {DEEPEST}"),
        ],
    )
    def test_broken_yaml_is_named_in_plain_words(self, text: str, line: int, column: int, words: str) -> None:
        finding = only(parse(text))
        assert (finding.rule, finding.line, finding.column) == ("битый-yaml", line, column)
        assert words in finding.message
        assert finding.hint

    def test_all_faults_are_named_at_once(self) -> None:
        source = parse(
            "пункты:\n"
            "  - текст: {институт:дат} направить\n"
            "    срок:до 01.10\n"
            "  - текст: **Всем** делать\n"
            "    список: [{школа} и всё, б]\n"
            '    имя: "Точка роста" в школе\n'
            "    срок: Когда: скоро\n"
            "код: 1\n"
            "код: 2\n"
        )
        assert [(finding.rule, finding.line) for finding in source.findings] == [
            ("битый-yaml", 2),
            ("битый-yaml", 3),
            ("битый-yaml", 4),
            ("битый-yaml", 5),
            ("битый-yaml", 6),
            ("битый-yaml", 7),
            ("повтор-ключа", 9),
        ]
        assert source.data is None
        assert not source.readable

    def test_a_reference_in_a_list_is_read_as_text(self) -> None:
        source = parse("а: [{школа}, {институт:дат}, б]\n")
        assert source.data == {"а": ["{школа}", "{институт:дат}", "б"]}
        assert [finding.path for finding in source.findings] == [("а", 0), ("а", 1)]

    def test_a_flow_mapping_of_ours_is_no_fault(self) -> None:
        assert not parse("а: {с: 01.09.2026, по: 31.05.2027}\nб: {}\n").findings

    def test_a_repeated_key_names_the_first_one(self) -> None:
        finding = only(parse("а:\n  б: 1\n  в: 2\n  б: 3\n"))
        assert (finding.rule, finding.line, finding.path) == ("повтор-ключа", 4, ("а", "б"))
        assert "строке 2" in finding.message
        assert finding.related == ("приказ.yaml:2",)

    @pytest.mark.parametrize(
        "text", ["а: *якорь\n", "а: &якорь б\n", "а: !тег б\n".replace("тег", "tag"), "а: !!str 1\n", "<<: б\n"]
    )
    def test_anchors_tags_and_merges_are_refused(self, text: str) -> None:
        source = parse(text.replace("якорь", "x"))
        finding = only(source)
        assert (finding.rule, finding.severity) == ("якорь-или-тег", Severity.ERROR)

    def test_aliases_do_not_multiply(self) -> None:
        bomb = "а0: &а0 [х, х]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
        source = parse(bomb.replace("а0", "a0"))
        assert source.data is not None
        assert {finding.rule for finding in source.findings} == {"якорь-или-тег"}

    def test_a_dash_that_slipped_under_its_neighbour_is_a_warning(self) -> None:
        source = parse("а:\n  - раз\n   - два\n")
        finding = only(source)
        assert (finding.rule, finding.line, finding.severity) == ("приклеенный-пункт", 3, Severity.WARNING)
        assert source.data == {"а": ["раз - два"]}

    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("", "пустой-файл"),
            ("# только замечание\n", "пустой-файл"),
            ("- а\n- б\n", "нет-ключей"),
            ("просто текст\n", "нет-ключей"),
            ("а: б\n---\nв: г\n", "несколько-документов"),
        ],
    )
    def test_a_file_that_is_no_single_mapping_is_named(self, text: str, rule: str) -> None:
        assert only(parse(text)).rule == rule

    def test_a_control_character_is_named_and_left_out(self) -> None:
        source = parse("а: б\x07в\n")
        finding = only(source)
        assert (finding.rule, finding.line, finding.column) == ("запрещённый-знак", 1, 5)
        assert "U+0007" in finding.message
        assert source.data == {"а": "бв"}
        assert finding.fix is not None
        assert splice(source, [SetValue(finding.fix.path, finding.fix.text)]) == "а: бв\n"

    def test_a_control_character_behind_an_escape_is_named_too(self) -> None:
        source = parse('а: "б\\0в"\n')
        assert only(source).rule == "запрещённый-знак"
        assert source.data == {"а": "бв"}

    @pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\r"])
    def test_a_line_break_that_editors_do_not_show_is_read_as_a_blank(self, sign: str) -> None:
        source = parse(f"а: б{sign}в\n")
        assert only(source).rule == "необычный-перевод-строки"
        assert source.data == {"а": "б в"}

    def test_a_fault_repeated_without_end_is_counted(self) -> None:
        findings = parse("а: 1\n" * 100).findings
        assert len(findings) == 20
        assert "ещё 79" in findings[-1].message


class TestFiles:
    def write(self, folder: Path, data: bytes) -> Path:
        path = folder / "файл.yaml"
        path.write_bytes(data)
        return path

    @pytest.mark.parametrize(
        ("data", "rule"),
        [
            ("вид: приказ\n".encode(), None),
            (codecs.BOM_UTF8 + "вид: приказ\n".encode(), "метка-порядка-байтов"),
            ("вид: приказ\n".encode("cp1251"), "кодировка-не-utf8"),
            (codecs.BOM_UTF16_LE + "вид: приказ\n".encode("utf-16-le"), "кодировка-не-utf8"),
            (codecs.BOM_UTF16_BE + "вид: приказ\n".encode("utf-16-be"), "кодировка-не-utf8"),
        ],
    )
    def test_foreign_encodings_are_read_with_a_note_and_kept(
        self, tmp_path: Path, data: bytes, rule: str | None
    ) -> None:
        source = read_yaml(self.write(tmp_path, data), "как написано.yaml")
        assert source.data == {"вид": "приказ"}
        assert [finding.rule for finding in source.findings] == [rule] * (rule is not None)
        assert all(finding.severity is Severity.NOTE for finding in source.findings)
        assert source.name == "как написано.yaml"
        assert source.as_bytes() == data

    def test_utf16_without_its_mark_is_read(self, tmp_path: Path) -> None:
        data = "вид: приказ\nномер: 850-ОД\n".encode("utf-16-le")
        assert read_yaml(self.write(tmp_path, data)).data == {"вид": "приказ", "номер": "850-ОД"}

    def test_a_sign_that_the_encoding_lacks_makes_the_file_utf8(self, tmp_path: Path) -> None:
        source = read_yaml(self.write(tmp_path, "вид: приказ\n".encode("cp1251")))
        assert source.as_bytes("вид: ≤\n") == "вид: ≤\n".encode()

    @pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", b"%PDF-1.7", bytes(range(256)), b"\x98\x98\x98"])
    def test_what_is_no_text_is_refused(self, tmp_path: Path, data: bytes) -> None:
        source = read_yaml(self.write(tmp_path, data))
        assert only(source).rule == "не-текст"
        assert not source.readable

    def test_a_broken_byte_in_utf8_is_named_with_its_line(self, tmp_path: Path) -> None:
        data = "вид: приказ\nтекст: направить отчёт\n".encode()
        source = read_yaml(self.write(tmp_path, data[:-3] + b"\xff" + data[-3:]))
        finding = source.findings[0]
        assert (finding.rule, finding.line, finding.severity) == ("повреждённые-байты", 2, Severity.ERROR)

    def test_a_missing_file_a_folder_and_a_huge_file_are_findings(self, tmp_path: Path) -> None:
        huge = tmp_path / "огромный.yaml"
        with huge.open("wb") as file:
            file.truncate(LARGEST + 1)
        for path, rule in (
            (tmp_path / "нет.yaml", "нечитаемый-файл"),
            (tmp_path, "нечитаемый-файл"),
            (tmp_path / "а\0б", "нечитаемый-файл"),
            (huge, "слишком-большой-файл"),
        ):
            source = read_yaml(path)
            assert only(source).rule == rule
            assert source.data is None
            assert source.locate(("пункты", 0)) == (1, 1, 0, 0)


FRAGMENTS = [
    *"{}[]\"':-#|>*&!%@`,?\\\t \n\r",
    *["\n  ", "\n    - ", ": ", "- ", " #", "---\n", "...\n", "<<: ", "\r\n", "\0", "\ufeff", "\u2028", "\ud800"],
    *["\\x", '"\\U', "{а:дат}", "а: б", "!!", "&a ", "*a", ">-\n", "|+\n", "? "],
]


class TestAnything:
    @hypothesis_settings(max_examples=scaled(3000), deadline=None)
    @given(st.text(max_size=200) | st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
    @example('а: "\\UFFFFFFFF"')
    def test_no_text_makes_a_traceback(self, text: str) -> None:
        for source in (parse(text), parse_yaml(text, "ф", parser=PureParser)):
            assert source.findings or isinstance(source.data, dict)
            for finding in source.findings:
                assert finding.line is None or 1 <= finding.line <= text.count("\n") + 1

    @hypothesis_settings(max_examples=scaled(2000), deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(FRAGMENTS), st.integers(0, 3)), max_size=6))
    def test_no_damage_to_a_document_makes_a_traceback(self, damages: list[tuple[int, str, int]]) -> None:
        text = ORDER
        for place, fragment, lost in damages:
            text = text[:place] + fragment + text[place + lost :]
        source = parse(text)
        assert source.findings or isinstance(source.data, dict)
        for finding in source.findings:
            if finding.fix is not None:
                splice(source, [SetValue(finding.fix.path, finding.fix.text)])

    @hypothesis_settings(max_examples=scaled(1000), deadline=None)
    @given(st.binary(max_size=200))
    @example(b"\x00 ")  # UTF-16 without its mark is written without it
    def test_no_bytes_make_a_traceback(self, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
        path = tmp_path_factory.getbasetemp() / "байты.yaml"
        path.write_bytes(data)
        source = read_yaml(path)
        if source.readable and not any(finding.rule == "повреждённые-байты" for finding in source.findings):
            assert source.as_bytes() == data


class TestNearest:
    @pytest.mark.parametrize(
        ("word", "found"),
        [
            ("сроки", "срок"),
            ("Срок", "срок"),
            ("cpoк", "срок"),  # Latin c and p
            ("chjr", "срок"),  # the English keyboard
            ("испонители", "исполнители"),
            ("соисполнители", "исполнители"),
            ("совсем другое", None),
        ],
    )
    def test_the_word_that_was_meant_is_found(self, word: str, found: str | None) -> None:
        assert nearest(word, ["срок", "исполнители", "текст"]) == found
