"""What a deadline can do: it keeps wording, compares, shifts, binds; what cannot be is refused in words."""

import copy
import pickle
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from docgen.errors import CannotShift
from docgen.model.deadline import AnyDeadline, Deadline, Verbatim
from docgen.model.school_year import Period


def test_the_wording_around_the_dates_is_kept() -> None:
    deadline = Deadline.parse("в срок до 25.01.2026 и 15.07.2026 (по согласованию)")
    assert deadline.kept == ("в срок до", "и", "(по согласованию)")
    assert deadline.canonical() == "до 25.01.2026, до 15.07.2026"


def test_the_end_is_that_of_the_part_that_ends_last() -> None:
    deadline = Deadline.parse("апрель 2026 г., 13.04.2026")
    assert (deadline.start, deadline.end) == (date(2026, 4, 1), date(2026, 4, 30))


def test_an_open_end_has_a_start_only() -> None:
    deadline = Deadline.parse("с 1 сентября 2026 г.")
    assert (deadline.start, deadline.end) == (date(2026, 9, 1), None)


def test_equality_is_of_the_wording_and_sameness_of_the_meaning() -> None:
    one, two = Deadline.parse("октябрь 2026 г. (по графику)"), Deadline.parse("Октябрь 2026")
    assert one != two
    assert one.same_as(two)
    assert not one.same_as(Deadline.parse("ноябрь 2026"))
    assert not Deadline.parse("до 15.10.2026").same_as(Deadline.parse("15.10.2026"))
    assert not Deadline.parse("по графику МКУ").same_as(Deadline.parse("по графику ЦОКО"))
    assert not one.same_as(Verbatim("октябрь 2026"))


def test_deadlines_sort_by_their_end_and_those_without_come_last() -> None:
    texts = ["в течение года", "ноябрь 2026", "до 15.10.2026", "октябрь–ноябрь 2026"]
    ordered = sorted([Deadline.parse(text) for text in texts], key=Deadline.key)
    assert [str(deadline) for deadline in ordered] == [texts[2], texts[1], texts[3], texts[0]]
    assert Deadline.parse("май 2026") < Deadline.parse("июнь 2026")
    assert not Deadline.parse("в течение года") < Deadline.parse("ежемесячно")


def test_a_deadline_is_a_value() -> None:
    deadline = Deadline.parse("до 15.10.2026")
    assert pickle.loads(pickle.dumps(deadline)) == deadline
    assert pickle.loads(pickle.dumps(deadline)).parts == deadline.parts
    assert copy.deepcopy(deadline) == deadline
    assert hash(Deadline.parse("до 15.10.2026")) == hash(deadline)
    assert deadline != "до 15.10.2026"
    with pytest.raises(AttributeError):
        deadline.text = "другое"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "period", "end"),
    [
        ("в течение года", "2026/2027", date(2027, 8, 31)),
        ("в течение года", "2026", date(2026, 12, 31)),
        ("в течение учебного года", "2026/2027", date(2027, 8, 31)),
        ("ежемесячно", "2026/2027", date(2027, 8, 31)),
        ("ежемесячно до 5 числа", "2026/2027", date(2027, 8, 5)),
        ("ежемесячно до 31 числа", "2026/2027", date(2027, 8, 31)),
        ("ежегодно до 1 февраля", "2026/2027", date(2027, 2, 1)),
        ("ежегодно до 1 октября", "2026/2027", date(2026, 10, 1)),
        ("ежегодно до 29 февраля", "2026/2027", date(2027, 2, 28)),
        ("2 раза в год", "2024-2026", date(2026, 12, 31)),
        ("постоянно", "2026", date(2026, 12, 31)),
        ("с 1 октября 2026 г.", "2026/2027", date(2027, 8, 31)),
        ("до конца учебного года", "2026/2027", date(2027, 8, 31)),
        ("ноябрь 2026", "2026/2027", date(2026, 11, 30)),
        ("март 2027, в течение учебного года", "2026/2027", date(2027, 8, 31)),
        ("октябрь", "2026/2027", date(2026, 10, 31)),
        ("до 15 октября", "2026/2027", date(2026, 10, 15)),
        ("II квартал", "2026/2027", date(2027, 6, 30)),
        ("II квартал", "2026", date(2026, 6, 30)),
        ("I, IV кварталы", "2026/2027", date(2027, 3, 31)),
        ("сентябрь – май", "2026/2027", date(2027, 5, 31)),
        ("февраль", "2027/2028", date(2028, 2, 29)),
        ("до 29 февраля", "2026/2027", date(2027, 2, 28)),
        ("28 декабря – 10 января", "2026/2027", date(2027, 1, 10)),
        ("1 полугодие", "2026", date(2026, 6, 30)),
        ("1 полугодие", "2026/2027", date(2026, 12, 31)),
        ("до конца 2 полугодия", "2026/2027", date(2027, 8, 31)),
        ("вторая декада октября", "2026/2027", date(2026, 10, 20)),
        ("с 1 октября", "2026/2027", date(2027, 8, 31)),
        ("до 15 октября, в течение года", "2026/2027", date(2027, 8, 31)),
        ("октябрь", "2024-2026", None),
        ("сентябрь – май", "2026", None),
        ("III квартал", "2026/2027", None),
        ("первая декада", "2026/2027", None),
        ("до 5 числа", "2026/2027", None),
        ("по графику", "2026/2027", None),
        ("по итогам полугодия", "2026/2027", None),
        ("не реже 1 раза в четверть", "2026/2027", None),
        ("по мере необходимости", "2026/2027", None),
    ],
)
def test_a_period_bounds_what_has_no_end_of_its_own(text: str, period: str, end: date | None) -> None:
    assert Deadline.parse(text).bound(Period.parse(period)) == end


@pytest.mark.parametrize("text", ["29.02.2028", "до 29 февраля 2028 г.", "01.02.2028-29.02.2028", "с 29.02.2028"])
def test_29_february_cannot_be_moved_and_says_so(text: str) -> None:
    with pytest.raises(CannotShift) as error:
        Deadline.parse(text).shift(1)
    (finding,) = error.value.findings
    assert finding.rule == "срок-не-переносится"
    assert finding.quote == text
    assert "29 февраля 2029 г. не бывает" in finding.message
    assert finding.hint == "Назовите день сами: 28.02.2029 или 01.03.2029."
    assert Deadline.parse(text).shift(4).text == text.replace("2028", "2032")


def test_a_february_is_moved_whole() -> None:
    assert Deadline.parse("февраль 2028").shift(1).end == date(2029, 2, 28)
    assert Deadline.parse("февраль 2027").shift(1).end == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["декабрь 2198", "до 15.10.99"])
def test_years_that_could_not_be_read_again_are_not_written(text: str) -> None:
    with pytest.raises(CannotShift, match="нельзя перенести"):
        Deadline.parse(text).shift(5)


def test_years_in_the_clerks_wording_do_not_move() -> None:
    text = "ноябрь 2026 (мониторинг 2025 года, приказ от 17.09.2021 № 850-ОД)"
    assert str(Deadline.parse(text).shift(1)) == text.replace("ноябрь 2026", "ноябрь 2027")


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("во отдельному графику", "«во отдельному графику» → «по отдельному графику»"),
        ("октябрь 2026 май 2027", "пропущена запятая: «октябрь 2026 май 2027» → «октябрь 2026, май 2027»"),
        ("март 2026, в те-\nчение года", "разорванное слово: «те- чение» → «течение»"),
        ("март 2026, в те\u23ceчение года", "разорванное слово: «те\u23ceчение» → «течение»"),
        ("после каждой четверти и года \u23ce года", "повтор на разрыве: «года \u23ce года» → «года»"),
        ("ноябрь2026", "пропущен пробел: «ноябрь2026» → «ноябрь 2026»"),
        ("15октября 2026г.", "пропущен пробел: «15октября 2026г.» → «15 октября 2026 г.»"),
        ("в течении года", "«в течении года» → «в течение года»"),
        ("Втечение учебного года", "«Втечение учебного» → «В течение учебного»"),
        ("в течениегода", "«в течениегода» → «в течение года»"),
        ("oктябрь 2026", "латинские буквы: «oктябрь» → «октябрь»"),
        ("c 1 по 15 октября 2026", "латинские буквы: «c» → «с»"),
    ],
)
def test_a_slip_is_mended_and_reported(text: str, repair: str) -> None:
    deadline = Deadline.parse(text)
    assert deadline.repair == (repair,)
    assert str(deadline) == text
    assert str(deadline.shift(1).shift(-1)) == text


def test_what_is_right_needs_no_repair() -> None:
    for text in (
        "октябрь 2026 г.",
        "II квартал 2026",
        "5-6 мая 2026",
        "октябрь 2026 (по графику)",
        "ноябрь 2026\nмай 2027",
    ):
        assert Deadline.parse(text).repair == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Срок пуст"),
        ("  \n ", "Срок пуст"),
        ("когда-нибудь", "«когда-нибудь» не понят"),
        ("октябрь 2026 и потом", "непонятно «потом»"),
        ("ноярбь 2026", "Возможно, «ноябрь»?"),
        ("Октябрь, 15.11.2026", "у «Октябрь» нет года"),
        ("II квартал, май 2026", "у «II квартал» нет года"),
        ("октябрь 2026 – май", "у «май» нет года"),
        ("II квартал 2026/27", "у «II квартал» нет года"),
        ("до октября", "у «до октября» нет года"),
        ("до II квартала", "«до II квартала» можно понять двояко"),
        ("с сентября по 15 октября", "границы названы по-разному"),
        ("до 31 апреля", "такого числа в месяце не бывает"),
        ("15-5 октября", "кончается раньше, чем начинается"),
        ("III, II квартал", "«III, II» идут не по порядку"),
        ("3 полугодие", "два полугодия"),
        ("4 декада", "три декады"),
        ("31.02.2026", "даты 31.02.2026 нет в календаре. Последний день этого месяца – 28.02.2026."),
        ("29 февраля 2026 г.", "даты 29.02.2026 нет в календаре"),
        ("ежегодно до 31 апреля", "«31 апреля»: такого числа в месяце не бывает"),
        ("ежегодно до 15.13", "месяца 13 не бывает"),
        ("15.13.2026", "месяца 13 не бывает"),
        ("00.2026", "месяца 0 не бывает"),
        ("30.10.2026-15.10.2026", "кончается раньше, чем начинается"),
        ("декабрь-январь 2026", "назовите оба года: декабрь 2026 – январь 2027"),
        ("май 2027 – октябрь 2026", "кончается раньше, чем начинается"),
        ("декабрь, январь 2026", "Назовите год у каждого месяца"),
        ("2026/2028 учебный год", "второй год идёт сразу за первым. Пишите: 2026/2027."),
        ("2027-2024 годы", "кончается раньше, чем начинается"),
        ("1 квартал (май) 2026", "май не входит в 1 квартал, это 2 квартал"),
        ("1 квартал (март 2026) 2027", "названы два года: 2026 и 2027"),
        ("2, 1 квартал 2026", "идут не по порядку"),
        ("3 полугодие 2026", "два полугодия"),
        ("4 декада мая 2026", "три декады"),
        ("до сентября 2026", "«до 31.08.2026 включительно» или «до 30.09.2026 включительно»"),
        ("до 2027 года", "«до 31.12.2026 включительно» или «до 31.12.2027 включительно»"),
        ("за 3 дня до 15.10.2026", "Назовите сам день"),
        ("с сентября 2026 по 15.10.2026", "границы названы по-разному"),
        ("октябрь 2026 (кроме каникул", "скобка не закрыта"),
        ("октябрь 2026 –", "непонятно «–»"),
        ("октябрь 2026 (31.02.2026)", "даты 31.02.2026 нет в календаре"),
        ("(по договорённости)", "не понят"),
        ("октябрь 2026 " * 50, "слишком длинный: 650 знаков, а может быть 500"),
    ],
)
def test_what_cannot_be_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(ValueError) as error:
        Deadline.parse(text)
    assert said in str(error.value)
    assert text[:8].strip() in str(error.value)


def test_a_refusal_says_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"Пишите, например: до 15\.10\.2026, .*2026/27, в течение года.*«дословно»"):
        Deadline.parse("как получится")


def test_before_a_day_without_inclusive_is_no_fault() -> None:
    assert Deadline.parse("в срок до 15.10.2026").end == date(2026, 10, 15)


def test_brackets_in_brackets_are_read_to_a_depth() -> None:
    assert Deadline.parse("май 2026 (по графику (приложение 2))").modifiers == ("by schedule", "note: приложение 2")
    assert Deadline.parse("(" * 200 + "май 2026" + ")" * 200 + " июнь 2026").kind == "MONTH"


def test_a_verbatim_deadline_has_words_only() -> None:
    words = Verbatim("когда выпадет снег")
    assert (words.kind, words.describe(), str(words)) == ("VERBATIM", "VERBATIM", "когда выпадет снег")
    assert (words.start, words.end, words.intervals, words.repair, words.modifiers) == (None, None, (), (), ())
    assert (words.parts, words.qualifiers, words.kept) == ((), (), ("когда выпадет снег",))
    assert words.shift(1) is words
    assert words.bound(Period.parse("2026")) is None
    assert words.canonical() == "когда выпадет снег"
    assert words.same_as(Verbatim("когда выпадет снег")) and not words.same_as(Deadline.parse("май 2026"))
    assert Deadline.parse("май 2026") < words and not words < Deadline.parse("май 2026")
    assert pickle.loads(pickle.dumps(words)) == words


def test_models_take_deadlines_ready_made() -> None:
    class Row(BaseModel):
        deadline: AnyDeadline
        period: Period

    period = Period.parse("2026")
    for deadline in (Deadline.parse("май 2026"), Verbatim("потом")):
        row: Any = Row(deadline=deadline, period=period)
        assert row.deadline is deadline and row.period is period
