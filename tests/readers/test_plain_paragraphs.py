"""Lines of a text as paragraphs: wrapped lines, titles, marks of bold, what belongs to the page."""

import pytest

from docgen.readers.blocks import Paragraph
from tests.readers.plain_text import FILLER, blocks, read, said, words

WRAPPED = """    Во исполнение плана работы департамента по подготовке образователь-
ных организаций к новому учебному году и в целях повышения качества
Образования в области приказываю провести все, что намечено планом в
срок. Школы области готовят отчёт о том, что ими сделано, и сдают его.
    Второй абзац начинается с отступа и продолжается на следующей строке
до самого конца, а потом кончается точкой. Третье предложение идёт за ним
в том же абзаце.
    Контроль за исполнением настоящего приказа возложить на заместителя
начальника отдела И.И. Орлову."""


def test_lines_broken_to_fit_the_page_are_one_paragraph() -> None:
    source = read(WRAPPED)
    said_words = [block.words for block in source.blocks]
    assert len(said_words) == 3
    assert said_words[0].startswith("Во исполнение плана работы департамента по подготовке образовательных организаций")
    assert said_words[0].endswith(
        "все, что намечено планом в срок. Школы области готовят отчёт о том, что ими сделано, и сдают его."
    )
    assert said_words[2] == (
        "Контроль за исполнением настоящего приказа возложить на заместителя начальника отдела И.И. Орлову."
    )
    assert [block.place.line for block in source.blocks] == [1, 5, 8]
    assert said(source, "абзац-разорван")[0].message == "Строки 1–4 соединены в один абзац."
    assert said(source, "перенос-слова")[0].message == "Слово «образовательных» собрано из строк 1 и 2."


@pytest.mark.parametrize(
    "text",
    [
        "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ\nБЕРЁЗОВСКОЙ ОБЛАСТИ",
        "Приложение № 1\nк приказу Департамента образования\nБерёзовской области\nот 17.09.2026 № 850-ОД",
        "Начальник отдела общего образования управления образования\nИ.И. Орлова",
        "В школах области проводятся мероприятия по плану отдела:\nсеминары для учителей области, которые работают;\nобучение",
        "Приказ составлен на основании плана работы и в целях его исполнения\nп р и к а з ы в а ю:",
    ],
)
def test_short_lines_stay_apart(text: str) -> None:
    assert words(text) == text.split("\n")


def test_the_lines_of_a_letterhead_stay_apart() -> None:
    head = "Муниципальное бюджетное общеобразовательное учреждение города\nсредняя школа № 5 имени Орловой"
    assert words(f"{head}\n\nП Р И К А З")[:2] == head.split("\n")
    assert words(head) == [head.replace("\n", " ")]


def test_a_title_in_a_narrow_column_is_one_paragraph() -> None:
    title = "Об организации методической\nпомощи общеобразовательным\nорганизациям Берёзовской\nобласти в 2026 году"
    assert words(f"{title}\nВ целях помощи приказываю:") == [
        "Об организации методической помощи общеобразовательным организациям Берёзовской области в 2026 году",
        "В целях помощи приказываю:",
    ]


def test_a_title_in_capitals_is_one_paragraph() -> None:
    text = "ПРИКАЗ\n\nОБ УТВЕРЖДЕНИИ ПЛАНА МЕРОПРИЯТИЙ\nПО ПОДГОТОВКЕ ШКОЛ\nВ целях подготовки приказываю:"
    title = "ОБ УТВЕРЖДЕНИИ ПЛАНА МЕРОПРИЯТИЙ ПО ПОДГОТОВКЕ ШКОЛ"
    assert words(text) == ["ПРИКАЗ", title, "В целях подготовки приказываю:"]


def test_bold_over_several_lines_is_one_bold_paragraph() -> None:
    title, rest = blocks("**План мероприятий\nпо подготовке школ\nобласти**\nСрок: май")
    assert isinstance(title, Paragraph)
    assert title.bold
    assert (title.words, rest.words) == ("План мероприятий по подготовке школ области", "Срок: май")


@pytest.mark.parametrize(
    ("text", "said", "bold"),
    [
        ("**Один** и два", ["Один и два"], [True, False]),
        ("Цена **не закрыта", ["Цена **не закрыта"], [False]),
        ("5*3 и * пункт", ["5*3 и * пункт"], [False]),
        ("## Глава &laquo;А&raquo;&nbsp;1", ["Глава «А» 1"], [True]),
        ("1\\. Утвердить \\*план\\*", ["1. Утвердить *план*"], [False]),
        ("<p>Один</p> <p>два <b>три</b></p><foo>", ["Один", "два три", "<foo>"], [False, False, True, False]),
        ("<ul><li>- один;</li><li>два</li></ul>", ["- один;", "– два"], [False, False]),
        ("а<br/>б", ["а", "б"], [False, False]),
        ("- 3.1. Обеспечить", ["3.1. Обеспечить"], [False]),
        ("- 3 школы", ["- 3 школы"], [False]),
        ("x < y & z", ["x < y & z"], [False]),
    ],
)
def test_marks_inside_lines(text: str, said: list[str], bold: list[bool]) -> None:
    found = [block for block in blocks(text) if isinstance(block, Paragraph)]
    assert [block.shown for block in found] == said
    assert [run.bold for block in found for run in block.runs] == bold


def test_italic_is_read() -> None:
    [paragraph] = blocks("*наклонно* и <i>так</i>")
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.italic) for run in paragraph.runs] == [("наклонно", True), (" и ", False), ("так", True)]


def test_the_mark_of_a_list_before_a_number_is_said() -> None:
    [marker] = said(read(f"{FILLER}\n - 3.1. Обеспечить"), "метка-списка")
    assert (marker.message, marker.line) == ("Перед номером «3.1.» отброшен знак списка «-».", 2)


def test_lines_set_off_by_blanks_are_aligned() -> None:
    width = "Во исполнение плана работы департамента по подготовке образования области\nк новому году\n"
    text = (
        width * 3
        + "                                 ПРИКАЗ\n\n                                              Приложение № 1"
    )
    found = {block.words: block.alignment for block in read(text).blocks if isinstance(block, Paragraph)}
    assert (found["ПРИКАЗ"], found["Приложение № 1"]) == ("center", "right")


def test_a_page_begins_after_a_form_feed() -> None:
    found = blocks("Один\n\fДва\nТри")
    assert [(block.words, block.starts_page) for block in found] == [("Один", False), ("Два", True), ("Три", False)]
    assert [block.place.line for block in found] == [3, 4, 5]


def test_a_paragraph_goes_on_after_a_page() -> None:
    long = "1. Провести в школах области семинары, которые намечены планом работы"
    assert words(f"{long}\n\n— 2 —\n\nи сдать отчёт.") == [f"{long} и сдать отчёт."]
    assert words(f"{long}\n\n2\n\nи сдать отчёт.") == [f"{long} и сдать отчёт."]
    assert words(f"{long}\n\nи сдать отчёт.") == [long, "и сдать отчёт."]
    assert words(f"{long}\n\n— 2 —\n\nп р и к а з ы в а ю:") == [long, "п р и к а з ы в а ю:"]


FURNITURE = [
    ("- 2 -", "номер страницы"),
    ("— 12 —", "номер страницы"),
    ("Страница 2 из 10", "номер страницы"),
    ("стр. 3", "номер страницы"),
    ("ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "штамп"),
    ("Документ подписан усиленной квалифицированной электронной подписью. Владелец: Орлова И.И.", "штамп"),
    ("КонсультантПлюс", "колонтитул"),
    ("www.consultant.ru", "колонтитул"),
    ("Дата сохранения: 01.02.2026", "колонтитул"),
]


@pytest.mark.parametrize(("line", "kind"), FURNITURE)
def test_furniture_of_pages_is_taken_out(line: str, kind: str) -> None:
    source = read(f"{FILLER}\n\n{line}\n\nОдин.")
    assert [block.words for block in source.blocks] == [FILLER, "Один."]
    assert [(extra.kind, extra.words, extra.place.line) for extra in source.extras] == [(kind, line, 3)]


@pytest.mark.parametrize(
    "line", ["2", "КОДЕКС", "Владелец: школа", "2026", "1/2 ставки", "КонсультантПлюс: примечание."]
)
def test_what_may_be_text_stays(line: str) -> None:
    assert words(f"Один.\n\n{line}\n\nДва.") == ["Один.", line, "Два."]


def test_a_stamp_has_several_lines() -> None:
    stamp = [
        "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
        "Сертификат: 0123456789abcdef0123",
        "Владелец: Орлова",
        "Действителен с 01.01.2026",
    ]
    source = read("\n".join([FILLER, *stamp, "Владелец здания – школа."]))
    assert [extra.words for extra in source.extras] == stamp
    assert source.blocks[-1].words == "Владелец здания – школа."


def test_bare_numbers_beside_form_feeds_and_growing_ones_are_pages() -> None:
    assert words("Один.\n2\n\fДва.\n\n7\n\nТри.") == ["Один.", "Два.", "7", "Три."]
    pages = "".join(f"{'Строка.' + chr(10)}" * 12 + f"\n{number}\n\n" for number in (2, 3, 4))
    assert "2" not in words(pages)
    assert len(read(f"{FILLER}\n{pages}").extras) == 3


def test_a_running_header_stands_on_three_pages() -> None:
    pages = "\f".join(f"Приказ области о школах\nСлова {n}." for n in "абвг")
    assert words(pages) == ["Приказ области о школах", "Слова а.", "Слова б.", "Слова в.", "Слова г."]
    assert {extra.kind for extra in read(f"{FILLER}\n{pages}").extras} == {"колонтитул"}


def test_rules_of_dashes_say_nothing_and_blanks_to_write_in_stay() -> None:
    assert words("Один.\n---\nДва.\n* * *\n____________ И.И. Орлова") == ["Один.", "Два.", "____________ И.И. Орлова"]
