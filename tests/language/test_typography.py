"""Typography by standard §7: what changes, what must not, and the laws."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.language.typography import NBSP, TypographyStyle, typography, typography_quoted
from tests.counts import scaled


def shown(text: str, style: TypographyStyle | None = None) -> str:
    """The set text with ~ for the non-breaking blank."""
    return typography(text, style or TypographyStyle()).replace(NBSP, "~")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('план "О школах"', "план «О школах»"),
        ('"МБОУ "СШ"" и "Лицей"', "«МБОУ „СШ“» и «Лицей»"),
        ("“План” и „план“", "«План» и «план»"),
        ("«МБОУ «Школа»»", "«МБОУ „Школа“»"),
        ('("Радуга")', "(«Радуга»)"),
        ('Школа "Радуга', 'Школа "Радуга'),
        ('труба 5"', 'труба 5"'),
    ],
)
def test_paired_quotes_are_set_by_level_and_unpaired_ones_stay(written: str, printed: str) -> None:
    assert shown(written) == printed


def test_a_house_may_nest_the_same_mark_with_one_closing() -> None:
    assert shown('"О "карте""', TypographyStyle(same_single=True)) == "«О «карте»"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("школа - центр", "школа~– центр"),
        ("школа — центр", "школа~– центр"),
        ("школа -- центр", "школа~– центр"),
        ("(далее - План)", "(далее~– План)"),
        ("- пункт", "–~пункт"),
        ("учитель-предметник", "учитель-предметник"),
        ("приказ 850-ОД", "приказ 850-ОД"),
        ("№ 1012 - ОД", "№~1012 - ОД"),
    ],
)
def test_a_hyphen_between_blanks_is_a_dash(written: str, printed: str) -> None:
    assert shown(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("№5", "№~5"),
        ("№№ 1, 2", "№~1, 2"),
        ("§ 5", "§~5"),
        ("15 октября 2022 г.", "15~октября~2022~г."),
        ("«17» сентября 2021г.", "«17»~сентября~2021~г."),
        ("в 2022 году", "в 2022~году"),
        ("17.09.2021 № 850-ОД", "17.09.2021 №~850-ОД"),
        ("3 экз., 5 л., 12 чел., 2 часа, 7 руб.", "3~экз., 5~л., 12~чел., 2~часа, 7~руб."),
        ("10 000 руб.", "10~000~руб."),
        ("г. Смоленск, г.Вязьма", "г.~Смоленск, г.~Вязьма"),
        ("в 2022 г. Департамент", "в 2022~г. Департамент"),
        ("ст. 5, п.3", "ст.~5, п.~3"),
        ("и т. д., и т.п., т.е.", "и~т.~д., и~т.~п., т.~е."),
    ],
)
def test_blanks_that_must_not_break(written: str, printed: str) -> None:
    assert shown(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("слово  слово", "слово слово"),
        ("слово , слово ; слово .", "слово, слово; слово."),
        ("« внутри » ( скобки )", "«внутри» (скобки)"),
        ("10\u202f000\u202fруб.", "10~000~руб."),
    ],
)
def test_superfluous_blanks_go(written: str, printed: str) -> None:
    assert shown(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2022 - 2023 годы", "2022–2023~годы"),
        ("НА 2018 - 2019 ГОДЫ", "НА 2018–2019~ГОДЫ"),
        ("2022-2025 гг.", "2022–2025~гг."),
        ("5-7 классы", "5–7 классы"),
        ("стр.5-7", "стр.~5–7"),
        ("октябрь - ноябрь 2022", "октябрь–ноябрь~2022"),
        ("01.09.2022-30.09.2022", "01.09.2022–30.09.2022"),
        ("9-х и 11-х классов", "9-х и 11-х классов"),
        ("№ 1-3", "№~1-3"),
        ("тел. 22-33", "тел. 22-33"),
        ("22-33-44", "22-33-44"),
        ("2022-09-17", "2022-09-17"),
        ("ГОСТ Р 7.0.97-2016", "ГОСТ Р 7.0.97-2016"),
        ("ст. 12-1", "ст.~12-1"),
        ("кластер 1 - 5 школ", "кластер 1~– 5 школ"),
    ],
)
def test_ranges_take_an_en_dash_and_numbers_of_documents_do_not(written: str, printed: str) -> None:
    assert shown(written) == printed


@pytest.mark.parametrize(
    ("house", "written", "printed"),
    [
        ("дробь", "на 2022-2023 учебный год", "на 2022/2023 учебный год"),
        ("дробь", "в 2021 – 2022 и 2022-2023 учебных годах", "в 2021/2022 и 2022/2023 учебных годах"),
        ("дробь", "2022-2025 учебные годы", "2022–2025 учебные годы"),
        ("тире", "на 2022/2023 учебный год", "на 2022–2023 учебный год"),
        ("как есть", "2022 - 2023 учебный год", "2022-2023 учебный год"),
        ("как есть", "2022/2023 учебный год", "2022/2023 учебный год"),
    ],
)
def test_a_school_year_is_written_as_the_house_writes_it(house: str, written: str, printed: str) -> None:
    assert shown(written, TypographyStyle(school_year=house)) == printed  # type: ignore[arg-type]


def test_percent_and_initials_follow_the_house() -> None:
    house = TypographyStyle(percent="5%", initials="И. О.")
    assert shown("5% и 10 %") == "5~% и 10~%"
    assert shown("5% и 10 %", house) == "5% и 10%"
    assert shown("И.В. Шелабина, Талкина О. С., О.С.Талкина") == "И.В.~Шелабина, Талкина~О.С., О.С.~Талкина"
    assert shown("И.В. Шелабина, Талкина О.С.", house) == "И.~В.~Шелабина, Талкина~О.~С."


def test_a_place_held_for_a_reference_counts_as_a_word() -> None:
    assert shown("приложение №\U000f0000 - план") == "приложение №~\U000f0000~– план"


def test_a_quoted_act_keeps_all_but_two_blanks() -> None:
    quoted = typography_quoted('О плане "2022 - 2023" № 5 от 2022 г., 5%')
    assert quoted.replace(NBSP, "~") == 'О плане "2022 - 2023" №~5 от 2022~г., 5%'


_PIECES = [
    *" \u00a0\n\t\"«»„“”().,;:!?-–—%№§/'",
    *("слово", "Школа", "И.В.", "О.", "Шелабина", "г.", "п.", "т.д.", "и т.", "год", "годы", "учебный", "уч."),
    *("2022", "2023", "2022-2023", "17.09.2021", "октябрь", "мая", "5", "10 000", "руб.", "850-ОД", "л.", "с."),
    *("\U000f0000", "\u202f", " - ", "--", "х", "М", "№ ", "и ", ","),
]
_STYLES = [
    TypographyStyle(),
    TypographyStyle("тире", "5%", "И. О.", "—", True),
    TypographyStyle("как есть", "5 %", "И. О.", "–", False),
]
texts = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join) | st.text(max_size=30)


@given(texts, st.sampled_from(_STYLES))
@settings(max_examples=scaled(10000), deadline=None)
@example("2022-2023 и 2023-2024 уч.", _STYLES[2])
def test_what_is_set_twice_is_set_the_same(text: str, style: TypographyStyle) -> None:
    once = typography(text, style)
    assert typography(once, style) == once


@given(texts, st.sampled_from(_STYLES))
@settings(max_examples=scaled(10000), deadline=None)
def test_only_quotes_dashes_and_blanks_change(text: str, style: TypographyStyle) -> None:
    def rest(value: str) -> str:
        return re.sub(r"[\s\u00a0\u2000-\u200a\u202f\"«»„“”‟–—\-/№]", "", value)

    assert rest(typography(text, style)) == rest(text)


@given(texts)
@settings(max_examples=scaled(2000), deadline=None)
def test_line_breaks_survive_in_number(text: str) -> None:
    assert typography(text).count("\n") == text.count("\n")
