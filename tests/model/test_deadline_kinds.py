"""What deadlines say: kind, days and the text a year later, one line a wording."""
# ruff: noqa: E501 - a row of the tables stays one line

from datetime import date

import pytest

from docgen.model.deadline import Deadline
from tests.deadline_cells import intervals_text, moved_text

SAME = "unchanged"
DATED = """
15.10.2026 | POINT | 15.10.2026 | 15.10.2027
до 15.10.2026 | POINT | 15.10.2026 | до 15.10.2027
до 15.10.2026 включительно | POINT + inclusive | 15.10.2026 | до 15.10.2027 включительно
до 1 октября 2026 г. | POINT | 01.10.2026 | до 1 октября 2027 г.
15 октября 2026 года | POINT | 15.10.2026 | 15 октября 2027 года
«15» октября 2026 г. | POINT | 15.10.2026 | «15» октября 2027 г.
не позднее 28 мая 2026 г. | POINT | 28.05.2026 | не позднее 28 мая 2027 г.
в срок, не позднее 15.10.2026 | POINT | 15.10.2026 | в срок, не позднее 15.10.2027
к 15.10.26 | POINT | 15.10.2026 | к 15.10.27
2026-10-15 | POINT | 15.10.2026 | 2027-10-15
в срок до 24.01.2026 и 14.07.2026 | LIST[POINT+POINT] | 24.01.2026; 14.07.2026 | в срок до 24.01.2027 и 14.07.2027
в сроки: до 19.07.2026, до 19.07.2027 | LIST[POINT+POINT] | 19.07.2026; 19.07.2027 | в сроки: до 19.07.2027, до 19.07.2028
15, 20 и 25 мая 2026 г. | LIST[POINT+POINT+POINT] | 15.05.2026; 20.05.2026; 25.05.2026 | 15, 20 и 25 мая 2027 г.
до 15 октября и 20 декабря 2026 | LIST[POINT+POINT] | 15.10.2026; 20.12.2026 | до 15 октября и 20 декабря 2027
5–6 ноября 2026 г. | DAY-RANGE | 05.11.2026–06.11.2026 | 5–6 ноября 2027 г.
15-18.02.2026 | DAY-RANGE | 15.02.2026–18.02.2026 | 15-18.02.2027
27.03.2026 - 28.04.2026 | DAY-RANGE | 27.03.2026–28.04.2026 | 27.03.2027 - 28.04.2027
27.03.2026 - 27.04.26 | DAY-RANGE | 27.03.2026–27.04.2026 | 27.03.2027 - 27.04.27
20 октября – 5 ноября 2026 г. | DAY-RANGE | 20.10.2026–05.11.2026 | 20 октября – 5 ноября 2027 г.
с 1 сентября по 31 октября 2026 | DAY-RANGE | 01.09.2026–31.10.2026 | с 1 сентября по 31 октября 2027
с 1 по 15 октября 2026 г. | DAY-RANGE | 01.10.2026–15.10.2026 | с 1 по 15 октября 2027 г.
в период с 28.12.2026 по 10.01.2027 | DAY-RANGE | 28.12.2026–10.01.2027 | в период с 28.12.2027 по 10.01.2028
МАЙ 2026 | MONTH | 01.05.2026–31.05.2026 | МАЙ 2027
в феврале 2028 года | MONTH | 01.02.2028–29.02.2028 | в феврале 2029 года
09.2026 | MONTH | 01.09.2026–30.09.2026 | 09.2027
дек. 2026 | MONTH | 01.12.2026–31.12.2026 | дек. 2027
май 2026/2027 учебного года | MONTH | 01.05.2027–31.05.2027 | май 2027/2028 учебного года
октябрь – декабрь 2026 г. | MONTH-RANGE | 01.10.2026–31.12.2026 | октябрь – декабрь 2027 г.
октябрь 2026 – декабрь 2026 | MONTH-RANGE | 01.10.2026–31.12.2026 | октябрь 2027 – декабрь 2027
в октябре-ноябре 2026 | MONTH-RANGE | 01.10.2026–30.11.2026 | в октябре-ноябре 2027
с октября по декабрь 2026 г. | MONTH-RANGE | 01.10.2026–31.12.2026 | с октября по декабрь 2027 г.
09-12.2026 | MONTH-RANGE | 01.09.2026–31.12.2026 | 09-12.2027
12.2026 - 02.2027 | MONTH-RANGE-CROSS | 01.12.2026–28.02.2027 | 12.2027 - 02.2028
сентябрь 2026 г.- май 2027 г. | MONTH-RANGE-CROSS | 01.09.2026–31.05.2027 | сентябрь 2027 г.- май 2028 г.
с октября 2026 года по май 2027 года | MONTH-RANGE-CROSS | 01.10.2026–31.05.2027 | с октября 2027 года по май 2028 года
октябрь, декабрь 2026 | LIST[MONTH+MONTH] | 01.10.2026–31.10.2026; 01.12.2026–31.12.2026 | октябрь, декабрь 2027
октябрь и май 2026/27 учебного года | LIST[MONTH+MONTH] | 01.10.2026–31.10.2026; 01.05.2027–31.05.2027 | октябрь и май 2027/28 учебного года
март 2026; июнь 2026; май 2027. | LIST[MONTH+MONTH+MONTH] | 01.03.2026–31.03.2026; 01.06.2026–30.06.2026; 01.05.2027–31.05.2027 | март 2027; июнь 2027; май 2028.
II квартал 2026 | QUARTER | 01.04.2026–30.06.2026 | II квартал 2027
во втором квартале 2026 г. | QUARTER | 01.04.2026–30.06.2026 | во втором квартале 2027 г.
4-й кв. 2026 | QUARTER | 01.10.2026–31.12.2026 | 4-й кв. 2027
III квартал (август 2026) | QUARTER(MONTH) | 01.08.2026–31.08.2026 | III квартал (август 2027)
1 квартал (январь-февраль) 2026 | QUARTER(MONTH-RANGE) | 01.01.2026–28.02.2026 | 1 квартал (январь-февраль) 2027
I–II кварталы 2026 | QUARTERS | 01.01.2026–31.03.2026; 01.04.2026–30.06.2026 | I–II кварталы 2027
второе полугодие 2026 года | HALF-YEAR | 01.07.2026–31.12.2026 | второе полугодие 2027 года
I полугодие 2026/27 учебного года | SCHOOL-HALF | 01.09.2026–31.12.2026 | I полугодие 2027/28 учебного года
2 полугодие 2026-2027 уч. года | SCHOOL-HALF | 01.01.2027–31.08.2027 | 2 полугодие 2027-2028 уч. года
первая декада октября 2026 | DECADE | 01.10.2026–10.10.2026 | первая декада октября 2027
в 3-й декаде февраля 2026 г. | DECADE | 21.02.2026–28.02.2026 | в 3-й декаде февраля 2027 г.
вторая половина мая 2026 | HALF-MONTH | 16.05.2026–31.05.2026 | вторая половина мая 2027
2026/27 | PERIOD | 01.09.2026–31.08.2027 | 2027/28
2026/2027 учебный год | PERIOD | 01.09.2026–31.08.2027 | 2027/2028 учебный год
в течение 2026-27 учебного года | PERIOD | 01.09.2026–31.08.2027 | в течение 2027-28 учебного года
на 2026 год | PERIOD | 01.01.2026–31.12.2026 | на 2027 год
на 2024-2027 годы | PERIOD | 01.01.2024–31.12.2027 | на 2025-2028 годы
с 2026 по 2028 год | PERIOD | 01.01.2026–31.12.2028 | с 2027 по 2029 год
до конца 2026 года | END-OF-PERIOD | 31.12.2026 | до конца 2027 года
до окончания 2026/2027 учебного года | END-OF-PERIOD | 31.08.2027 | до окончания 2027/2028 учебного года
до конца октября 2026 г. | END-OF-MONTH | 31.10.2026 | до конца октября 2027 г.
не позднее октября 2026 г. | END-OF-MONTH | 31.10.2026 | не позднее октября 2027 г.
до конца III квартала 2026 | END-OF-QUARTER | 30.09.2026 | до конца III квартала 2027
с 1 сентября 2026 г. | FROM | – | с 1 сентября 2027 г.
начиная с октября 2026 | FROM | – | начиная с октября 2027
по итогам 2026-2027 учебного года | AFTER-PERIOD | – | по итогам 2027-2028 учебного года
ноябрь 2026 (по согласованию с ОМСУ) | MONTH + on agreement | 01.11.2026–30.11.2026 | ноябрь 2027 (по согласованию с ОМСУ)
ноябрь 2026 (кроме каникул) | MONTH + note: кроме каникул | 01.11.2026–30.11.2026 | ноябрь 2027 (кроме каникул)
ноябрь 2026 (при условии оплаты), апрель 2027 | LIST[MONTH+MONTH] + condition: при условии оплаты | 01.11.2026–30.11.2026; 01.04.2027–30.04.2027 | ноябрь 2027 (при условии оплаты), апрель 2028
ноябрь 2026, далее – по мере необходимости | MONTH + then on demand | 01.11.2026–30.11.2026 | ноябрь 2027, далее – по мере необходимости
ноябрь 2026; далее ежеквартально | MONTH + then quarterly | 01.11.2026–30.11.2026 | ноябрь 2027; далее ежеквартально
ноябрь 2026 (до 15.11.2026) | LIST[MONTH+POINT] | 01.11.2026–30.11.2026; 15.11.2026 | ноябрь 2027 (до 15.11.2027)
ежемесячно, сентябрь 2026 – май 2027 | MONTH-RANGE-CROSS + monthly | 01.09.2026–31.05.2027 | ежемесячно, сентябрь 2027 – май 2028
по графику на 2026-2027 учебный год | PERIOD + by schedule | 01.09.2026–31.08.2027 | по графику на 2027-2028 учебный год
до 15.10.2026 до 12:00 | POINT + time: до 12:00 | 15.10.2026 | до 15.10.2027 до 12:00
в течение месяца, но не позднее 15.10.2026 | POINT + relative: в течение месяца | 15.10.2026 | в течение месяца, но не позднее 15.10.2027
"""
UNDATED = """
в течение года | YEAR
в течение всего календарного года | YEAR
на протяжении учебного года | SCHOOL-YEAR
Учебный год | SCHOOL-YEAR
весь период реализации Плана | WHOLE-PERIOD
до конца учебного года | END-OF-SCHOOL-YEAR
до конца года | END-OF-YEAR
постоянно | CONTINUOUS
незамедлительно | AT-ONCE
ежемесячно в течение учебного года | SCHOOL-YEAR + monthly
ежеквартально, до 5-го числа | QUARTERLY + by day: 5
ежеквартально до 5 числа месяца, следующего за отчетным | QUARTERLY + by day: 5
до 25 числа каждого месяца | MONTHLY + by day: 25
ежегодно до 1 февраля | YEARLY + by day: 01.02
ежегодно, до 15 января и 15 июля | YEARLY + by day: 15.01 + by day: 15.07
ежегодно в октябре | YEARLY + in month: в октябре
ежегодно во II квартале | YEARLY + in span: во II квартале
ежемесячно, первая декада | MONTHLY + in decade: 1 декада
еженедельно по пятницам | WEEKLY
1 раз в месяц | N-PER-MONTH
раз в квартал | N-PER-QUARTER
один раз в год | N-PER-YEAR
1–2 раза в четверть | N-PER-SCHOOL-QUARTER
не реже одного раза в полугодие | MIN-RATE
по мере необходимости, но не реже 1 раза в год | MIN-RATE + on demand
после каждой четверти | AFTER-PERIOD
в конце каждой четверти и учебного года | AFTER-PERIOD
по утвержденному графику | SCHEDULE
по плану-графику МКУ | SCHEDULE
по графику, утвержденному приказом от 17.09.2021 № 850-ОД | SCHEDULE
в соответствии с графиком проверок и мониторингов | SCHEDULE
согласно плану работы МОЦ | PLAN
по согласованию с Департаментом | ON-AGREEMENT
по запросу ОМСУ | ON-REQUEST
при необходимости | ON-DEMAND
по мере поступления заявок | ON-DEMAND
в сроки, установленные Департаментом | SET-ELSEWHERE
в течение 10 рабочих дней со дня подписания | RELATIVE
в течение 10 (десяти) дней со дня подписания приказа от 17.09.2021 № 850-ОД | RELATIVE
за 3 дня до начала мероприятия | RELATIVE
не позднее чем за 5 дней до заседания | RELATIVE
в трёхдневный срок | RELATIVE
в 3-дневный срок со дня получения | RELATIVE
после завершения мероприятия | RELATIVE
до начала учебного года | RELATIVE
за последние 3-4 года | RELATIVE
три и более лет подряд | RELATIVE
"""

YEARLESS = """
октябрь | YEARLESS-MONTH | октябрь
в Октябре | YEARLESS-MONTH | октябрь
октябрь (по графику) | YEARLESS-MONTH + by schedule | октябрь
по графику, октябрь | YEARLESS-MONTH + by schedule | октябрь
октябрь, декабрь | LIST[YEARLESS-MONTH+YEARLESS-MONTH] | октябрь, декабрь
октябрь-ноябрь | YEARLESS-MONTH-RANGE | октябрь–ноябрь
сентябрь – май | YEARLESS-MONTH-RANGE | сентябрь–май
с сентября по май | YEARLESS-MONTH-RANGE | сентябрь–май
ежемесячно, сентябрь – май | YEARLESS-MONTH-RANGE + monthly | сентябрь–май
II квартал | YEARLESS-QUARTER | 2 квартал
во втором квартале | YEARLESS-QUARTER | 2 квартал
1, 2 квартал | YEARLESS-QUARTERS | 1, 2 квартал
I–II кварталы | YEARLESS-QUARTERS | 1, 2 квартал
II квартал (апрель) | YEARLESS-QUARTER(MONTH) | 2 квартал (апрель)
1 квартал (январь-февраль) | YEARLESS-QUARTER(MONTH-RANGE) | 1 квартал (январь–февраль)
1 полугодие | YEARLESS-HALF-YEAR | 1 полугодие
второе полугодие учебного года | YEARLESS-SCHOOL-HALF | 2 полугодие учебного года
вторая декада октября | YEARLESS-DECADE | 2 декада октября
первая половина октября | YEARLESS-HALF-MONTH | 1 половина октября
первая декада | MONTHLESS-DECADE | 1 декада
в первой половине месяца | MONTHLESS-HALF-MONTH | 1 половина месяца
до 5-го числа | MONTHLESS-DAY | до 5 числа
15 октября | YEARLESS-POINT | 15 октября
до 15 октября | YEARLESS-POINT | до 15 октября
до 15.10 | YEARLESS-POINT | до 15 октября
до 15.10. | YEARLESS-POINT | до 15 октября
до 15 января и 15 июля | LIST[YEARLESS-POINT+YEARLESS-POINT] | до 15 января, до 15 июля
до 15 и 20 мая | LIST[YEARLESS-POINT+YEARLESS-POINT] | до 15 мая, до 20 мая
5-6 ноября | YEARLESS-DAY-RANGE | 5–6 ноября
20 октября - 5 ноября | YEARLESS-DAY-RANGE | 20 октября – 5 ноября
с 1 по 15 октября | YEARLESS-DAY-RANGE | 1–15 октября
с 1 сентября | YEARLESS-FROM | с 1 сентября
с октября | YEARLESS-FROM | с 1 октября
до конца октября | YEARLESS-END-OF-MONTH | до конца октября
до конца III квартала | YEARLESS-END-OF-QUARTER | до конца 3 квартала
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "described", "intervals", "moved"), rows(DATED))
def test_a_dated_wording_is_read_and_moved(text: str, described: str, intervals: str, moved: str) -> None:
    deadline = Deadline.parse(text)
    assert deadline.describe() == described
    assert intervals_text(deadline) == intervals
    assert moved_text(deadline) == moved
    assert str(deadline.shift(1).shift(-1)) == str(deadline) == text
    assert Deadline.parse(deadline.canonical()).same_as(deadline)


@pytest.mark.parametrize(("text", "described"), rows(UNDATED))
def test_a_wording_without_dates_is_read_and_stays(text: str, described: str) -> None:
    deadline = Deadline.parse(text)
    assert deadline.describe() == described
    assert (deadline.start, deadline.end, deadline.intervals) == (None, None, ())
    assert deadline.shift(1) is deadline
    assert Deadline.parse(deadline.canonical()).same_as(deadline)


@pytest.mark.parametrize(("text", "described", "canonical"), rows(YEARLESS))
def test_a_wording_without_a_year_is_read_and_stays(text: str, described: str, canonical: str) -> None:
    deadline = Deadline.parse(text)
    assert (deadline.describe(), deadline.canonical(), deadline.repair) == (described, canonical, ())
    assert (deadline.start, deadline.end, deadline.intervals) == (None, None, ())
    assert deadline.shift(1) is deadline
    assert str(deadline) == text
    own = Deadline.parse(canonical)
    assert own.same_as(deadline) and own.canonical() == canonical


# Expressions that stand in the prose of the samples, not in their tables (gt:C.4).
PROSE = """
в срок до 30.01.2022 и 20.07.2022 | LIST[POINT+POINT]
до 15.10.2021 | POINT
в сроки: до 20.07.2022, до 20.07.2023 | LIST[POINT+POINT]
на 2021 – 2022 учебный год | PERIOD
в 2021-2022 учебном году | PERIOD
на 2022 год | PERIOD
в 2022 году | PERIOD
до конца 2022 года | END-OF-PERIOD
на 2022-2023 годы | PERIOD
2022/2023 учебного года | PERIOD
в апреле 2022 года | MONTH
29.02.2024 | POINT
27.03.2023 - 28.04.2023 | DAY-RANGE
(15-18.02.2022) | DAY-RANGE
за первое полугодие 2020-2021 учебного года | SCHOOL-HALF
с февраля 2018 года по октябрь 2018 года | MONTH-RANGE
на 2021-2024 годы | PERIOD
2018 - 2019 | PERIOD
2018-2021 | PERIOD
"""


@pytest.mark.parametrize(("text", "kind"), rows(PROSE))
def test_an_expression_of_prose_is_read(text: str, kind: str) -> None:
    assert Deadline.parse(text).kind == kind
    assert Deadline.parse(text).end


def test_blanks_that_do_not_break_and_line_breaks_are_blanks() -> None:
    assert Deadline.parse("15\u00a0октября\u00a02026\u00a0г.").end == date(2026, 10, 15)
    assert Deadline.parse("октябрь\n2026").end == date(2026, 10, 31)
    assert Deadline.parse("октябрь-\nноябрь 2026").kind == "MONTH-RANGE"
