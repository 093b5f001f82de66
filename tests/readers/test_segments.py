"""Where orders and annexes begin in a foreign file, and what is neither."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from docgen.readers.blocks import Paragraph, Run
from docgen.readers.marks import AnnexMark
from docgen.readers.plain.reader import read_plain
from docgen.readers.segments import Segment, annex_title, segments
from tests.needs import SHARED, needs_shared
from tests.readers.written import paragraph, table, written

ORDER = """
ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ
ПРИКАЗ
12.10.2026 → № 15-ОД
О смотре
приказываю:
1. Провести смотр (приложение).
Начальник Департамента → Е.П. Орлова
"""


def kinds(text: str) -> list[str]:
    return [segment.kind for segment in segments(written(text))]


def marked(text: str) -> AnnexMark:
    """The mark of the one annex behind an order."""
    (annex,) = [segment for segment in segments(written(ORDER + text)) if segment.kind == "annex"]
    assert annex.mark is not None
    return annex.mark


class TestMarks:
    @pytest.mark.parametrize(
        "text",
        [
            "Приложение № 2\nк приказу Департамента\nобразования области\nот 12.10.2026 № 15-ОД\n|План|",
            "Приложение № 2 к приказу Департамента⏎образования области от⏎«12» 10 2026 г. № 15-ОД\n|План|",
            ">Приложение № 2\n>к приказу Департамента образования области от 12.10.2026 № 15-ОД\n|План|",
            "ПРИЛОЖЕНИЕ № 2 к приказу Департамента образования области от 12 октября 2026 г. № 15-ОД\nПлан",
            "¦ ¦Приложение № 2⏎к приказу Департамента⏎образования области⏎от 12.10.2026 № 15-ОД¦\nПлан",
        ],
    )
    def test_one_mark_is_read_however_its_lines_break(self, text: str) -> None:
        mark = marked(text)
        assert (mark.number, mark.kind, mark.authority) == ("2", "приказ", "Департамента образования области")
        assert (mark.date, mark.act_number) == (datetime.date(2026, 10, 12), "15-ОД")
        assert not mark.approved

    def test_a_mark_of_the_standard_has_a_label_and_the_approval(self) -> None:
        mark = marked(
            "Приложение 1\nУТВЕРЖДЕНО\nприказом Департамента образования\nот ____________ № ______\n|Положение|"
        )
        assert (mark.number, mark.number_sign, mark.approved) == ("1", False, "УТВЕРЖДЕНО")
        assert (mark.kind, mark.date, mark.act_number) == ("приказ", None, "")

    def test_an_approval_alone_is_a_mark_when_an_act_approves(self) -> None:
        mark = marked("УТВЕРЖДЕНЫ приказом Департамента образования от 12.10.2026 № 15-ОД\n|Правила|")
        assert (mark.labelled, mark.approved, mark.act_number) == (False, "УТВЕРЖДЕНЫ", "15-ОД")

    def test_a_single_annex_shows_no_number_and_its_act_may_take_many_lines(self) -> None:
        mark = marked("Приложение\nк приказу начальника\nуправления образования\nрайона\nот 12.10.2026 № 15\nПлан")
        assert (mark.number, mark.authority, len(mark.lines)) == ("", "начальника управления образования района", 5)

    def test_the_restriction_above_a_mark_belongs_to_it(self) -> None:
        mark = marked("Для служебного пользования\nЭкз. № 1\nПриложение\nк приказу от 12.10.2026 № 15-ОД\nСписок")
        assert mark.restriction == ("Для служебного пользования", "Экз. № 1")
        assert mark.lines[0] == "Приложение"
        assert len(mark.blocks) == 4

    @pytest.mark.parametrize(
        "text",
        [
            "1.1. Приложение № 2 к приказу изложить в новой редакции.",
            "Приложение № 2 к приказу от 12.10.2026 № 15-ОД изложить в новой редакции.",
            "Приложение: список на 2 л. в 1 экз.",
            "Приложение к положению о смотре",
            "#2.#Приложение № 1",
            "УТВЕРЖДЁН\nпедагогическим советом",
        ],
    )
    def test_a_mention_is_no_mark(self, text: str) -> None:
        assert kinds(ORDER + text) == ["order"]

    def test_what_an_amending_order_quotes_is_no_mark(self) -> None:
        text = """
            П Р И К А З
            12.11.2026 № 20-ОД
            О внесении изменений в приказ от 17.09.2026 № 212-ОД
            приказываю:
            1. Дополнить приказ приложением следующего содержания:
            «Приложение № 3
            к приказу Департамента от 17.09.2026 № 212-ОД
            Приложение № 4
            Перечень».
            Начальник → Е.П. Орлова
            Приложение
            к приказу от 12.11.2026 № 20-ОД
            План
        """
        assert kinds(text) == ["order", "annex"]


class TestTitles:
    def test_lines_of_one_look_are_one_title(self) -> None:
        blocks = [paragraph(words) for words in ("**План**", "**работы на 2027 год**", "Раздел первый.")]
        assert annex_title(Segment("annex", tuple(blocks))) == "План работы на 2027 год"

    def test_without_looks_a_title_goes_on_in_small_letters_only(self) -> None:
        blocks = [paragraph("План работы"), paragraph("на 2027 год"), paragraph("Цели названы ниже")]
        assert annex_title(Segment("annex", tuple(blocks))) == "План работы на 2027 год"

    def test_a_style_of_its_own_bounds_a_title(self) -> None:
        blocks = [Paragraph((Run("Состав"),), style="AnnexTitle"), Paragraph((Run("группы"),), style="Intro")]
        assert annex_title(Segment("annex", tuple(blocks))) == "Состав"


class TestOrders:
    def test_two_orders_in_one_file_are_two(self) -> None:
        found = segments(written(ORDER + "Приложение\nк приказу от 12.10.2026 № 15-ОД\nСписок\n" + ORDER))
        assert [segment.kind for segment in found] == ["order", "annex", "order"]
        assert found[2].blocks[0].words == "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ"

    def test_sheets_behind_the_annexes_belong_to_the_order(self) -> None:
        text = ORDER + "Приложение\nк приказу от 12.10.2026 № 15-ОД\nСписок\nЛИСТ ОЗНАКОМЛЕНИЯ\nС приказом ознакомлены:"
        order, annex = segments(written(text))
        assert [block.words for block in order.blocks][-2:] == ["ЛИСТ ОЗНАКОМЛЕНИЯ", "С приказом ознакомлены:"]
        assert [block.words for block in annex.blocks] == ["Список"]

    def test_a_plan_without_a_mark_behind_the_signature_is_apart(self) -> None:
        rows = [["№", "Мероприятие", "Срок"], *([str(n), "Совещание", "март 2027"] for n in range(9))]
        blocks = [*written(ORDER), paragraph("**План работы**"), table(rows)]
        order, other = segments(blocks)
        assert (order.kind, other.kind) == ("order", "other")
        assert other.blocks[0].words == "План работы"

    def test_a_sentence_that_begins_with_the_word_is_no_order(self) -> None:
        assert kinds("Приказ подписан 12.10.2026 № 15.\nПРИКАЗ\nвсегда исполняют\nв срок") == ["other"]

    def test_an_order_shown_in_a_form_is_no_order(self) -> None:
        text = (
            ORDER
            + "Приложение\nк приказу от 12.10.2026 № 15-ОД\nФорма приказа\nПРИКАЗ\n____________ № ______\nО смотре"
        )
        assert kinds(text) == ["order", "annex"]

    def test_what_stands_before_the_letterhead_is_neither(self) -> None:
        before = "\n".join(f"Строка сайта номер {n}, которая кончается точкой." for n in range(9))
        assert kinds(f"{before}\n{ORDER}") == ["other", "order"]

    def test_no_block_is_lost_and_their_order_stays(self) -> None:
        blocks = written("Вступление.\n" + ORDER + "Приложение\nк приказу от 12.10.2026 № 15-ОД\nСписок")
        assert [block for segment in segments(blocks) for block in segment.every_block] == blocks

    def test_nothing_gives_nothing(self) -> None:
        assert segments([]) == []


@needs_shared
@pytest.mark.seeds
@pytest.mark.parametrize(
    ("seed", "numbers"),
    [("000", ["1", "2"]), ("001", [""]), ("002", None), ("003", []), ("004", ["1", "2", "3"])],
)  # fmt: skip
def test_the_sample_documents(seed: str, numbers: list[str] | None) -> None:
    (path,) = (SHARED / "seeds").glob(f"{seed}_*.txt")
    found = segments(read_plain(path.read_bytes(), path.name).blocks)
    if numbers is None:
        assert {segment.kind for segment in found} == {"other"}
        return
    assert [segment.kind for segment in found] == ["order", *("annex" for _ in numbers)]
    assert [segment.mark.number for segment in found[1:] if segment.mark] == numbers
    assert all(segment.mark and segment.mark.date for segment in found[1:])


def test_a_second_order_takes_the_mixed_letters_of_its_letterhead_from_the_top_of_its_page() -> None:
    order = ORDER.replace("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ\n", "Бюджетное общеобразовательное учреждение\n«Школа № 12»\n")
    one = written(order)
    found = segments([*one, replace(one[0], starts_page=True), *one[1:]])
    assert [segment.kind for segment in found] == ["order", "order"]
    assert [segment.blocks[0].words for segment in found] == ["Бюджетное общеобразовательное учреждение"] * 2
