"""Years in running words: what moves with the school year, what stays as history, what a person is asked about."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model.school_year import Period
from docgen.transforms.periods import Fate, Frame, moved_text
from docgen.transforms.typed_acts import typed_acts
from docgen.transforms.year_mentions import mentions
from tests.counts import scaled

SCHOOL = Frame(Period.school_year(2022), 1, date(2022, 10, 18))
CALENDAR = Frame(Period.parse("2022"), 1, date(2022, 1, 14))


def moved(text: str, frame: Frame = SCHOOL) -> str:
    return moved_text(text, frame, [(act.start, act.end) for act in typed_acts(text)]).text


def fates(text: str, frame: Frame = SCHOOL) -> list[Fate]:
    return [change.verdict.fate for change in moved_text(text, frame).changes]


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("на 2022 – 2023 учебный год в области", "на 2023 – 2024 учебный год в области"),
        ("в 2022-2023 учебном году", "в 2023-2024 учебном году"),
        ("в 2022–2023 учебном году", "в 2023–2024 учебном году"),
        ("на 2022/2023 учебный год", "на 2023/2024 учебный год"),
        ("на 2022/23 уч. г.", "на 2023/24 уч. г."),
        ("Список на 2022-2023 годы", "Список на 2023-2024 годы"),
        ("эффективные практики 2022/2023 учебного года", "эффективные практики 2023/2024 учебного года"),
        ("до конца 2022/2023 учебного года", "до конца 2023/2024 учебного года"),
        ("меры, принятые в 2023 году", "меры, принятые в 2024 году"),
        ("бюджетные заявки на 2024 год", "бюджетные заявки на 2025 год"),
        ("предложения на 2023/2024 учебный год", "предложения на 2024/2025 учебный год"),
        ("отчет за декабрь 2022 года – март 2023 года", "отчет за декабрь 2023 года – март 2024 года"),
        ("I квартал 2023 года", "I квартал 2024 года"),
        ("приказ «Об утверждении плана в 2022-2023 учебном году»", "приказ «Об утверждении плана в 2023-2024 учебном году»"),
        ("показатели 2023 и 2024 годов", "показатели 2024 и 2025 годов"),
    ],
)  # fmt: skip
def test_a_period_moves_in_every_spelling(text: str, became: str) -> None:
    assert moved(text) == became
    assert all(fate is Fate.MOVES for fate in fates(text))


@pytest.mark.parametrize(
    "text",
    [
        "на 2021-2024 годы",
        "за последние 3-4 года, три и более лет подряд",
        "https://example.org/2022-2023/plan и pochta2022@example.org",
        "приказ от 25.06.2022 № 602-ОД «О комплексе мер на 2022-2023 учебный год»",
        "«Комплекса мер на 2022 год», утвержденного приказом Департамента (далее – Департамент) от 25.06.2022 № 602",
        "на период до 2036 года",
        "кабинет № 2022, телефон 8-2022-2023",
        "{план-2022:дат}",
    ],
)
def test_what_is_not_the_period_stays_and_is_not_asked(text: str) -> None:
    assert moved(text) == text
    acts = [(act.start, act.end) for act in typed_acts(text)]
    assert not moved_text(text, SCHOOL, acts).changes


@pytest.mark.parametrize(
    "text",
    [
        "по данным мониторинга 2022 года",
        "в апреле 2022 года проведен опрос",
        "апрель 2022 г.",
        "весной 2022 года обследованы школы",
        "в 2022 году было выявлено",
        "на 01.10.2022 не закрыты вакансии",
        "за первое полугодие 2020-2021 учебного года",
        "с февраля 2018 года",
        "ГИА-2022",
        "реализация программы до 2025 года",
    ],
)
def test_history_stays_and_is_flagged(text: str) -> None:
    assert moved(text) == text
    assert fates(text) == [Fate.STAYS_ASKED]
    assert moved_text(text, SCHOOL).doubts


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("в 2021/2022 учебном году были выявлены проблемы", "в 2022/2023 учебном году были выявлены проблемы"),
        ("с учетом итогов 2021/2022 учебного года", "с учетом итогов 2022/2023 учебного года"),
        ("школы, вошедшие в перечень осенью 2022 года", "школы, вошедшие в перечень осенью 2023 года"),
        ("в 2022/2023 учебном году работали", "в 2023/2024 учебном году работали"),
    ],
)
def test_the_year_before_moves_and_is_to_be_confirmed(text: str, became: str) -> None:
    assert moved(text) == became
    assert fates(text) == [Fate.MOVES_ASKED]


@pytest.mark.parametrize(
    ("text", "became", "fate"),
    [
        ("План на 2022 год", "План на 2023 год", Fate.MOVES),
        ("в течение 2022 года", "в течение 2023 года", Fate.MOVES),
        ("итоги 2021/2022 учебного года", "итоги 2022/2023 учебного года", Fate.MOVES),
        ("в 2021 году были", "в 2022 году были", Fate.MOVES_ASKED),
        ("мониторинг 2021 года", "мониторинг 2021 года", Fate.STAYS_ASKED),
    ],
)
def test_the_year_of_a_calendar_plan(text: str, became: str, fate: Fate) -> None:
    assert moved(text, CALENDAR) == became
    assert fates(text, CALENDAR) == [fate]


def test_years_whose_last_one_passes_are_asked_about() -> None:
    assert fates("Программа на 2020-2023 годы", SCHOOL) == []
    assert fates("Программа на 2020-2022 годы", Frame(Period.school_year(2022), 2)) == [Fate.STAYS_ASKED]


def test_a_leap_day_has_no_counterpart() -> None:
    frame = Frame(Period.school_year(2023), 1, date(2023, 10, 1))
    assert moved("провести 29.02.2024", frame) == "провести 29.02.2024"
    assert fates("провести 29.02.2024", frame) == [Fate.STAYS_ASKED]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("по приказу Департамента от 17 сентября 2021 г. № 850-ОД «О «помощи» школам» и далее",
         "приказу Департамента от 17 сентября 2021 г. № 850-ОД «О «помощи» школам»"),
        ("приказ «О мерах» от 01.02.2020 № 3 исполнен", "приказ «О мерах» от 01.02.2020 № 3"),
        ("(протокол от 01.02.2027 № 4)", "протокол от 01.02.2027 № 4"),
        ("№ 5-од от 01.02.2020", "№ 5-од от 01.02.2020"),
    ],
)  # fmt: skip
def test_acts_cited_in_words_are_found_whole(text: str, act: str) -> None:
    assert [found.words for found in typed_acts(text)] == [act]


def test_an_act_without_date_and_number_is_no_citation() -> None:
    assert not list(typed_acts("Приказ Департамента «Об утверждении плана на 2022/2023 учебный год»"))


YEARS = st.integers(2019, 2026)
PIECES = st.one_of(
    st.sampled_from(
        ["план ", "отчет ", "за ", "в ", "на ", "были ", "; ", "{п1} ", "«", "» ", "№ 5 ", "31.12.", "5 % "]
    ),
    YEARS.map(lambda year: f"{year}/{year + 1} учебный год "),
    YEARS.map(lambda year: f"{year}-{year + 1} учебном году "),
    YEARS.map(lambda year: f"{year} года "),
    YEARS.map(lambda year: f"{year} "),
    YEARS.map(lambda year: f"октябрь {year} "),
    YEARS.map(lambda year: f"{year}-{year + 3} годы "),
    YEARS.map(lambda year: f"01.03.{year} "),
)


@settings(max_examples=scaled(500), deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join), st.integers(1, 2))
def test_only_years_change_and_each_by_as_much(text: str, years: int) -> None:
    frame = Frame(Period.school_year(2022), years, date(2022, 10, 18))
    result = moved_text(text, frame)
    assert len(result.text) == len(text)
    for change in result.changes:
        before = [int(digits) for digits in _years(change.was)]
        after = [int(digits) for digits in _years(change.became)]
        assert after == [year + years * change.verdict.fate.moves for year in before]


@settings(max_examples=scaled(500), deadline=None)
@given(st.lists(YEARS.map(lambda y: f"на {y}/{y + 1} учебный год; до конца {y} года; октябрь {y} г. "), max_size=4))
def test_there_and_back_gives_the_start(pieces: list[str]) -> None:
    text = "".join(pieces)
    there = Frame(Period.school_year(2022), 1)
    back = Frame(Period.school_year(2023), -1)
    forth = moved_text(text, there)
    again = moved_text(forth.text, back)
    shifted = {change.mention.start for change in forth.changes if change.verdict.fate is Fate.MOVES}
    for change in forth.changes:
        if change.mention.start in shifted and change.mention.kind == "учебный год":
            assert again.text[change.mention.start : change.mention.end] == change.was


@settings(max_examples=scaled(500), deadline=None)
@given(st.text(st.sampled_from("0123456789 /-–.годаучебный№«»{}вна"), max_size=40))
def test_any_words_are_read_without_a_fault(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) and m.first <= m.last for m in mentions(text))
    moved_text(text, SCHOOL)


def _years(text: str) -> list[str]:
    import re

    return re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", text)


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("с 1 сентября 2022 г. по 31 мая 2023 г.", "с 1 сентября 2023 г. по 31 мая 2024 г."),
        ("с 01.09.2022 по 31.05.2023", "с 01.09.2023 по 31.05.2024"),
        ("01.09.2022 – 31.05.2023", "01.09.2023 – 31.05.2024"),
        ("с сентября 2022 года по май 2023 года", "с сентября 2023 года по май 2024 года"),
        ("лето 2022 – весна 2023", "лето 2023 – весна 2024"),
    ],
)
def test_the_ends_of_a_span_never_part(text: str, became: str) -> None:
    assert moved(text) == became
    assert fates(text) == [Fate.MOVES_ASKED]


def test_a_span_that_is_over_stays_and_one_without_its_day_is_asked() -> None:
    assert moved("с 1 мая 2022 года по 30 мая 2022 года") == "с 1 мая 2022 года по 30 мая 2022 года"
    assert moved("с 01.12.2023 по 29.02.2024") == "с 01.12.2023 по 29.02.2024"
    assert fates("с 01.12.2023 по 29.02.2024") == [Fate.STAYS_ASKED]


def test_a_month_and_the_day_of_its_report_are_two_times() -> None:
    assert [mention.kind for mention in mentions("отчет за декабрь 2022 года до 15.01.2023")] == ["срок", "день"]
