"""Laws of reading orders: no input is a traceback, no word is lost, a big order takes no more work than it has points."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.model.order import Order
from docgen.model.validation import validated
from docgen.readers.orders.reader import read_order
from docgen.readers.segments import segments
from tests.counts import scaled
from tests.readers.work import calls, no_hang
from tests.readers.written import context, lost, read, written

LINES = (
    "ПРОЕКТ", "Для служебного пользования", "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ", "П Р И К А З", "ПРИКАЗ",
    "РАСПОРЯЖЕНИЕ № 5 от 12.10.2026", "12.10.2026 → № 15-ОД", "« 30 » 11 20 22 г.", "№ 859-098", "г. Заречск",
    "**О смотре**", "О внесении изменений в приказ", "В целях порядка", "приказываю:", "п р и к а з ы в а ю:",
    "Совет постановляет:", "1. Провести смотр.", "#2.#Утвердить план:", "1) раз;",
    "2.1. Институту (О.С. Орлова) (далее – Институт):", "- первый;", "•второй.", "4¹. Всё.", "а) буква;",
    "3.3.3.3.3. Глубоко", "пункт 3 изложить в следующей редакции:", "«3. Контроль «за» собой.", "4. Всё.».",
    "Контроль за исполнением настоящего приказа возложить на заместителя директора Орлову Е.П.",
    "Настоящий приказ вступает в силу с мая.", "Утвердить список (приложение № 2).",
    "Признать утратившим силу приказ Совета от 01.09.2025 № 5 «О смотре».", "¦Школа¦Срок¦", "¦Первая¦до 01.05.2027¦",
    "Начальник Департамента → Е.П. Орлова", "Директор", "Орлова Е.П.", "И.о. директора⏎____________ П.И. Зимин",
    "СОГЛАСОВАНО", "письмом Совета музеев", "от 14.01.2026 № 04-118/27", "Проект внесен:⏎МКУ ЦК",
    "Исп.: Орлова Е.П., 00-11-22", "ЛИСТ СОГЛАСОВАНИЯ", "¦№¦Должность¦Фамилия¦Подпись¦", "¦1¦Методист¦Седых К.А.¦ ¦",
    "СПИСОК РАССЫЛКИ", "Всего 3 экземпляра.", "С приказом ознакомлены:", "Приложение № 1", "к приказу Департамента",
    "УТВЕРЖДЕНО", "приказом Совета от ______ № ____", "Список школ", "Приложение к приказу от 12.10.2026 № 15",
    "}{ \\ ** {п1:тв}", "(", "«»", "№", "_____",
)  # fmt: skip
MOST_CALLS = 6_000
"""Calls for a point with an organisation, a deadline, an act; it takes some 2700."""
FILES = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=30)


def one_line(words: str) -> str:
    """Words as one line of the notation: its own signs taken out of what is made up."""
    return words if words in LINES else "".join(sign for sign in words if sign.isprintable() and sign not in "#¦⏎→•|>*")


@settings(max_examples=scaled(3000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES)
def test_every_word_of_any_blocks_is_told_or_left_over(lines: list[str]) -> None:
    blocks = written("\n".join(map(one_line, lines)))
    found = segments(blocks)
    kept = [block for segment in found for block in segment.every_block]
    assert [block for block in blocks if block not in kept] == []
    for index, segment in enumerate(found):
        if segment.kind != "order":
            continue
        annexes = [each for each in found[index + 1 :] if each.kind == "annex"]
        shared = context("\n".join(lines))
        draft = read_order(segment, shared, annexes)
        assert not lost(segment.blocks, draft, shared)
        model, faults = validated(Order, draft.data)
        assert model is not None, faults


@settings(deadline=None)
@given(FILES)
def test_reading_twice_gives_the_same(lines: list[str]) -> None:
    text = "ШКОЛА\nПРИКАЗ\n12.10.2026 № 1\nО смотре\nприказываю:\n1. Провести смотр.\n" + "\n".join(
        map(one_line, lines)
    )
    assert read(text)[0].data == read(text)[0].data


def test_the_work_for_a_big_order_is_that_for_its_points() -> None:
    body = "\n".join(
        f"{n}. Государственному учреждению «Центр № {n}» (П.И. Зимин) (далее – Центр {n}):\n"
        f"{n}.1. Представить отчет в срок до {n % 28 + 1:02d}.05.2027 в соответствии с пунктом {n} настоящего приказа.\n"
        f"{n}.2. Исполнять приказ Департамента образования от 01.09.2025 № {n}-ОД «О смотре № {n}»."
        for n in range(1, 31)
    )
    text = f"ШКОЛА\nПРИКАЗ\n12.10.2026 № 1\nО смотре\nприказываю:\n{body}\nДиректор → Е.П. Орлова"
    draft, _ = read(text)
    assert calls(lambda: read(text)) < 90 * MOST_CALLS
    assert len(draft.data["пункты"]) == 30


def test_hostile_lines_are_read_to_their_end() -> None:
    for sign in (
        "п ",
        "1.",
        "« ",
        "( ",
        "№ ",
        "приказ от ",
        "до 01.01.2027, ",
        "Иванов И.И. ",
        "- ",
        "(далее – ",
        "___ ",
        "П Р И ",
    ):
        with no_hang():
            read(f"ШКОЛА\nПРИКАЗ\n12.10.2026 № 1\nО смотре\nприказываю:\n1. {sign * 3000}\nДиректор → Е.П. Орлова")
            read(f"{sign * 3000}\nПРИКАЗ\n{sign * 3000}\n№ 1\n{sign * 3000}\nприказываю:\n1. Работать.")
