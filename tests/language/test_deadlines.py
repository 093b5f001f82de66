"""Deadlines as a house prints them."""

import pytest
from hypothesis import given, settings

from docgen.language.deadlines import HOUSE, DeadlineStyle, print_deadline
from docgen.model.deadline import Deadline, Verbatim
from tests.counts import scaled
from tests.deadline_wordings import WORDINGS, dated_wordings

WORDS = DeadlineStyle(dates="словами")
BARE = DeadlineStyle(keep=False)


def printed(text: str, style: DeadlineStyle = HOUSE) -> str:
    return print_deadline(Deadline.parse(text), style).replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("октябрь-ноябрь 2022", "октябрь–ноябрь 2022_г."),
        ("Март - апрель 2022 года", "Март–апрель 2022_г."),
        ("ноябрь 2022-май 2023", "ноябрь 2022_г._– май 2023_г."),
        ("декабрь 2022- январь 2023 года", "декабрь 2022_г._– январь 2023_г."),
        ("09.2026", "сентябрь 2026_г."),
        ("12.2026 - 02.2027", "декабрь 2026_г._– февраль 2027_г."),
        ("в апреле 2026 года", "в апреле 2026_г."),
        ("октябрь, декабрь 2026", "октябрь, декабрь 2026_г."),
        ("декабрь 2022, июль 2023", "декабрь 2022_г., июль 2023_г."),
        ("ноябрь2022", "ноябрь 2022_г."),
        ("октябрь 2022 года.", "октябрь 2022_г."),
        ("ноябрь 2022 (далее – по мере необходимости)", "ноябрь 2022_г. (далее – по мере необходимости)"),
        ("Январь 2022 г. согласно плану работы", "Январь 2022_г. согласно плану работы"),
        ("до 15 октября 2026 года включительно", "до 15.10.2026 включительно"),
        ("в срок до 5.10.26 и 20 декабря 2026", "в срок до 05.10.2026 и 20.12.2026"),
        ("15 и 20 октября 2026 г.", "15.10.2026 и 20.10.2026"),
        ("28-30 сентября 2021", "28–30_сентября 2021_г."),
        ("15-18.02.2026", "15–18_февраля 2026_г."),
        ("27 марта - 28 апреля 2026", "27.03.2026–28.04.2026"),
        ("С 1 сентября по 31 октября 2026", "С 01.09.2026 по 31.10.2026"),
        ("с октября по декабрь 2026", "с октября по декабрь 2026_г."),
        ("с октября 2026 по май 2027 года", "с октября 2026_г. по май 2027_г."),
        ("с 1 октября 2026 года", "с 01.10.2026"),
        ("с октября 2026 года", "с октября 2026_г."),
        ("октябрь-ноябрь", "октябрь–ноябрь"),
        ("Сентябрь - Май (по плану-графику)", "Сентябрь–Май (по плану-графику)"),
        ("с сентября по май", "с сентября по май"),
        ("20 октября - 5 ноября", "20_октября_– 5_ноября"),
        ("5-6 ноября", "5–6_ноября"),
        ("до 15 октября", "до 15_октября"),
        ("до 5-го числа", "до 5-го числа"),
        ("II квартал", "II_квартал"),
        ("1-й квартал 2026", "1-й квартал 2026_г."),
        ("в 1-ом квартале 2026", "в 1-ом квартале 2026_г."),
        ("первая декада", "первая декада"),
        ("1 квартал 2023", "1_квартал 2023_г."),
        ("1 квартал (март 2023)", "1_квартал (март) 2023_г."),
        ("I - II кварталы 2023 года", "I–II кварталы 2023_г."),
        ("1, 2 квартал 2023 года", "1, 2 квартал 2023_г."),
        ("первая декада октября 2026", "первая декада октября 2026_г."),
        ("до конца октября 2026", "до конца октября 2026_г."),
        ("до конца 10.2026", "до конца октября 2026_г."),
        ("до конца 1 квартала 2026 года", "до конца 1_квартала 2026_г."),
        ("до конца 2026 года", "до конца 2026 года"),
        ("на 2026 год", "на 2026 год"),
        ("в 2026-27 учебном году", "в 2026/2027 учебном году"),
        ("на 2021-2024 годы", "на 2021–2024 годы"),
        ("1 полугодие 2026-2027 учебного года", "1 полугодие 2026/2027 учебного года"),
        ("в течение года (по отдельному графику)", "в течение года (по отдельному графику)"),
    ],
)
def test_only_what_is_a_date_is_written_anew(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("до 15.10.2026", "до 15_октября_2026_г."),
        ("27.03.2026 - 28.04.2026", "27_марта_– 28_апреля_2026_г."),
        ("28.12.2026-10.01.2027", "28_декабря_2026_г._– 10_января_2027_г."),
        ("с 01.10.2026 по 15.10.2026", "с 1 по 15_октября_2026_г."),
        ("15.10 и 20.10.2026", "15_октября и 20_октября_2026_г."),
        ("1-2 и 5-6 мая 2026", "1–2_мая и 5–6_мая 2026_г."),
    ],
)
def test_a_house_may_want_days_in_words(text: str, expected: str) -> None:
    assert printed(text, WORDS) == expected


def test_a_house_chooses_the_year_word_and_the_school_year() -> None:
    assert printed("май 2026", DeadlineStyle(year_word="года")) == "май 2026_года"
    assert printed("май - июнь 2026 г.", DeadlineStyle(year_word="нет")) == "май–июнь 2026"
    assert printed("2026/27", DeadlineStyle(school_year="тире")) == "2026–2027"
    assert printed("2026/27", DeadlineStyle(school_year="как есть")) == "2026/27"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("в апреле 2026 года (по графику)", "апрель 2026_г."),
        ("в срок до 25.01.2026 и 15.07.2026", "до 25.01.2026, до 15.07.2026"),
        ("октябрь, декабрь 2026", "октябрь 2026_г., декабрь 2026_г."),
        ("начиная с октября 2026", "с 01.10.2026"),
        ("не позднее октября 2026", "до конца октября 2026_г."),
        ("не позднее III квартала 2026", "до конца 3_квартала 2026_г."),
        ("в 2026-2027 учебном году", "2026/2027_учебный год"),
        ("В течение года (ежеквартально)", "в течение года"),
        ("до конца 2026 года", "до конца 2026 года"),
        ("II квартал (апрель) 2026 года", "2_квартал (апрель) 2026_г."),
    ],
)
def test_the_clerks_wording_may_be_left_out(text: str, expected: str) -> None:
    assert printed(text, BARE) == expected


def test_words_alone_are_printed_as_they_are() -> None:
    assert print_deadline(Verbatim("когда выпадет снег")) == "когда выпадет снег"
    assert print_deadline(Verbatim("когда выпадет снег"), BARE) == "когда выпадет снег"


@settings(max_examples=scaled(3000), deadline=None)
@given(WORDINGS)
def test_what_is_printed_says_the_same_and_prints_the_same_again(text: str) -> None:
    deadline = Deadline.parse(text)
    for style in (HOUSE, WORDS, BARE, DeadlineStyle(year_word="нет", school_year="тире")):
        again = Deadline.parse(print_deadline(deadline, style))
        assert again.intervals == deadline.intervals
        assert print_deadline(again, style) == print_deadline(deadline, style)


@settings(max_examples=scaled(1000), deadline=None)
@given(dated_wordings())
def test_printing_keeps_all_wording_around_the_dates(text: str) -> None:
    deadline = Deadline.parse(text)
    rest = print_deadline(deadline)
    for piece in deadline.kept:
        assert piece in rest
