"""Letters of a text: encodings, letters spoilt by a wrong one, Latin letters in Russian words, signs that say nothing."""

import pytest

from docgen.readers.plain.reader import read_plain
from tests.readers.plain_text import FILLER, read, said, words

TEXT = "Приказ № 850-ОД «О плане» – Шаг и Эхо, ёлка. Школам области провести семинары для учителей."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_encodings(encoding: str) -> None:
    source = read_plain(TEXT.encode(encoding), "текст.txt")
    assert [block.words for block in source.blocks] == [TEXT]
    assert bool(source.findings) == (encoding != "utf-8")


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_encodings_without_typographic_signs(encoding: str) -> None:
    plain = TEXT.replace("«", '"').replace("»", '"').replace("–", "-").replace("№", "N")
    source = read_plain(plain.encode(encoding), "текст.txt")
    assert [block.words for block in source.blocks] == [plain]
    assert [finding.rule for finding in source.findings] == ["кодировка-не-utf8"]


def test_drawn_tables_of_old_programs() -> None:
    drawn = "┌───┬──────────┐\n│ 1 │ Семинар  │\n├───┼──────────┤\n│ 2 │ Слёт     │\n└───┴──────────┘"
    source = read_plain(f"Приказ о плане работы школ области\n{drawn}".encode("cp866"), "текст.txt")
    assert [block.words for block in source.blocks] == ["Приказ о плане работы школ области", "1\tСеминар\n2\tСлёт"]


def test_broken_bytes_are_shown_and_said() -> None:
    data = bytearray(TEXT.encode() * 3)
    data[0] = 0xFF
    source = read_plain(bytes(data), "текст.txt")
    assert source.findings[0].rule == "повреждённые-байты"
    assert "\ufffd" in source.blocks[0].words


def spoilt(text: str, encoding: str) -> str:
    """The text saved in UTF-8 and opened as another encoding."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("encoding", ["cp1251", "cp1252", "latin-1"])
def test_text_that_was_read_in_a_wrong_encoding(encoding: str) -> None:
    source = read(f"{FILLER}\n{spoilt(TEXT, encoding)}")
    assert source.blocks[1].words == TEXT
    [finding] = said(source, "чужая-кодировка-букв")
    assert finding.where == "текст.txt: строка 2"


def test_text_that_was_spoilt_twice_or_in_another_way() -> None:
    assert words(spoilt(spoilt("Приказ № 850", "cp1251"), "cp1251")) == ["Приказ № 850"]
    assert words(TEXT.encode("cp1251").decode("cp1252")) == [TEXT]
    assert words("от 17.09.2026 в„– 850 вЂ“ и приказ ¹ 5") == ["от 17.09.2026 № 850 – и приказ № 5"]


def test_a_whole_text_with_letters_in_wrong_places() -> None:
    plain = "Об утверждении плана мероприятий по подготовке школ области к новому учебному году"
    for shown in (plain.encode("koi8-r").decode("cp1251"), plain.encode("cp1251").decode("koi8-r")):
        assert [block.words for block in read(shown).blocks] == [plain]


@pytest.mark.parametrize(
    "text", ["ГОСТ Р\u00a07.0.97", "Рёбра и Сёмга", "категории «В»", "школа¹ № 5", "пункт В» и", "в „кавычках“", "café"]
)
def test_real_words_are_not_mended(text: str) -> None:
    assert words(text) == [text.replace("\u00a0", " ")]
    assert not said(read(f"{FILLER}\n{text}"), "чужая-кодировка-букв")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("ШНPО и CОШ № 5", "ШНРО и СОШ № 5"),
        ("C целью помощи", "С целью помощи"),
        ("работа c 2026 года o школах", "работа с 2026 года о школах"),
        ("A.B. Орлова и Орлова A.B.", "А.В. Орлова и Орлова А.В."),
        ("школы ОО и OO области", "школы ОО и ОО области"),
        ("IТ-куб", "IT-куб"),
        ("XХ век", "XX век"),
        ("<p>C целью</p>", "С целью"),
    ],
)
def test_latin_letters_in_russian_words(text: str, mended: str) -> None:
    assert words(text) == [mended]
    assert said(read(f"{FILLER}\n{text}"), "латиница-вместо-кириллицы")


@pytest.mark.parametrize(
    "text",
    ["глава X. Общие", "XX век и III квартал", "категории B детей", "витамин C нужен", "мессенджер MAX и Zoom", "Wi-Fi-точка",
     "почта ac@mo.ru, http://ac.ru/co", "уровень A1", "класс A будет"],
)  # fmt: skip
def test_real_latin_stays(text: str) -> None:
    assert words(text) == [text]


def test_signs_that_say_nothing() -> None:
    source = read(f"{FILLER}\r\nпри\u00adказ\u200b\u00a0о\u2003плане\x00\x07\rдва\x85три\u2028четыре")
    assert [block.words for block in source.blocks[1:]] == ["приказ о плане", "два", "три", "четыре"]
    assert [block.place.line for block in source.blocks[1:]] == [2, 3, 3, 3]
    [dropped] = said(source, "управляющие-знаки")
    assert (dropped.message, dropped.line) == ("В строке отброшены управляющие знаки: 2.", 2)


def test_a_soft_hyphen_at_the_end_of_a_line_parts_a_word() -> None:
    line = "Провести в школах области семинары, которые намечены планом меро"
    for hyphen in ("\u00ad", "¬", "-"):
        assert words(f"{line}{hyphen}\nприятий") == [f"{line}приятий"]
