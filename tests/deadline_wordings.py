"""Hypothesis strategies for the wordings that clerks give to deadlines."""

from __future__ import annotations

from calendar import monthrange

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from docgen.model.months import GENITIVE, NOMINATIVE

BLANK = st.sampled_from([" ", "\u00a0"])
YEAR_WORDS = st.sampled_from(["", " г.", " года", "\u00a0г.", " г"])
DASHES = st.sampled_from(["-", "–", " – ", " - ", "- ", "—"])
YEARS = st.integers(2006, 2093)


@st.composite
def months(draw: DrawFn) -> str:
    word = draw(st.sampled_from(NOMINATIVE[1:]))
    word = draw(st.sampled_from([word, word.capitalize(), word.upper()]))
    return f"{word}{draw(BLANK)}{draw(YEARS)}{draw(YEAR_WORDS)}"


@st.composite
def month_ranges(draw: DrawFn) -> str:
    first, last = sorted(draw(st.lists(st.integers(1, 12), min_size=2, max_size=2, unique=True)))
    year = draw(YEARS)
    if draw(st.booleans()):
        return f"с {GENITIVE[first]} по {NOMINATIVE[last]} {year}{draw(YEAR_WORDS)}"
    return f"{NOMINATIVE[first]}{draw(DASHES)}{NOMINATIVE[last]} {year}{draw(YEAR_WORDS)}"


@st.composite
def cross_ranges(draw: DrawFn) -> str:
    year, word = draw(YEARS), draw(YEAR_WORDS)
    first, last = (NOMINATIVE[draw(st.integers(1, 12))] for _ in range(2))
    return f"{first} {year}{word}{draw(DASHES)}{last} {year + 1}{word}"


@st.composite
def days(draw: DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    lead = draw(st.sampled_from(["", "до ", "не позднее ", "в срок до ", "к "]))
    forms = [
        f"{day:02d}.{month:02d}.{year}",
        f"{day}.{month:02d}.{year % 100:02d}",
        f"{day} {GENITIVE[month]} {year}{draw(YEAR_WORDS)}",
        f"«{day:02d}» {GENITIVE[month]} {year} г.",
        f"{year}-{month:02d}-{day:02d}",
    ]
    return lead + draw(st.sampled_from(forms))


@st.composite
def day_ranges(draw: DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    first, last = sorted(draw(st.lists(st.integers(1, 28), min_size=2, max_size=2, unique=True)))
    forms = [
        f"{first}{draw(DASHES)}{last} {GENITIVE[month]} {year}{draw(YEAR_WORDS)}",
        f"с {first} по {last} {GENITIVE[month]} {year}{draw(YEAR_WORDS)}",
        f"{first:02d}.{month:02d}.{year}{draw(DASHES)}{last:02d}.{month:02d}.{year}",
        f"с {first:02d}.{month:02d} по {last:02d}.{month:02d}.{year}",
        f"{first:02d}{draw(DASHES)}{last:02d}.{month:02d}.{year}",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def quarters(draw: DrawFn) -> str:
    number, year = draw(st.integers(1, 4)), draw(YEARS)
    name = draw(st.sampled_from([str(number), ("I", "II", "III", "IV")[number - 1], f"{number}-й"]))
    month = NOMINATIVE[number * 3 - draw(st.integers(0, 2))]
    forms = [
        f"{name} квартал {year}{draw(YEAR_WORDS)}",
        f"{name} квартал ({month}) {year}{draw(YEAR_WORDS)}",
        f"{name} квартал ({month} {year})",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def spans(draw: DrawFn) -> str:
    year = draw(YEARS)
    forms = [
        f"{draw(st.integers(1, 2))} полугодие {year}{draw(YEAR_WORDS)}",
        f"{draw(st.sampled_from(['1', 'вторая', 'III']))} декада {GENITIVE[draw(st.integers(1, 12))]} {year}",
        f"{year}/{year + 1}",
        f"{year}/{(year + 1) % 100:02d}",
        f"в {year}-{year + 1} учебном году",
        f"на {year}-{year + 2} годы",
        f"{year} год",
        f"до конца {year} года",
        f"до конца {GENITIVE[draw(st.integers(1, 12))]} {year}{draw(YEAR_WORDS)}",
        f"с {GENITIVE[draw(st.integers(1, 12))]} {year}{draw(YEAR_WORDS)}",
        f"{draw(st.sampled_from(['1', 'первое']))} полугодие {year}-{year + 1} учебного года",
    ]
    return draw(st.sampled_from(forms))


DATED: SearchStrategy[str] = months() | month_ranges() | cross_ranges() | days() | day_ranges() | quarters() | spans()
UNDATED: SearchStrategy[str] = st.sampled_from(
    [
        "в течение года", "В течение учебного года", "постоянно", "ежемесячно", "ежеквартально", "по запросу",
        "по специальному графику", "По графику МКУО ЦОКО", "в соответствии с утверждённым графиком проверки",
        "не реже 1 раз в четверть", "2 раза в течение учебного года", "после каждой учебной четверти и учебного года",
        "в течение 10 рабочих дней со дня подписания", "до конца учебного года", "весь период", "по мере необходимости",
    ]
)  # fmt: skip
YEARLESS: SearchStrategy[str] = st.sampled_from(
    [
        "октябрь", "в Октябре", "ОКТЯБРЬ–ДЕКАБРЬ", "сентябрь – май", "с сентября по май", "II квартал", "1, 2 квартал",
        "2 квартал (май)", "1 полугодие", "второе полугодие учебного года", "вторая декада октября", "1 половина мая",
        "15 октября", "до 15.10", "не позднее «5» ноября", "5-6 ноября", "28 декабря – 10 января", "с 1 по 15 мая",
        "с 1 сентября", "до конца октября", "до конца II квартала", "15, 20 и 25 мая", "февраль", "до 29 февраля",
    ]
)  # fmt: skip
MODIFIERS = st.sampled_from(
    [
        "", "", "", " (по необходимости)", " (по отдельному графику)", " (далее - по мере необходимости)",
        " (при наличии школ)", " по установленному графику", " согласно плану работы", " (кроме каникул)",
    ]
)  # fmt: skip
SEPARATORS = st.sampled_from([", ", "; ", " и ", "\n", ","])


@st.composite
def dated_wordings(draw: DrawFn) -> str:
    """One to four dated parts, perhaps with something beside the last."""
    parts = draw(st.lists(DATED, min_size=1, max_size=4))
    text = parts[0]
    for part in parts[1:]:
        text += draw(SEPARATORS) + part
    return text + draw(MODIFIERS)


@st.composite
def yearless_wordings(draw: DrawFn) -> str:
    """One to three parts without a year, perhaps with something beside the last."""
    text = draw(YEARLESS)
    for part in draw(st.lists(YEARLESS, max_size=2)):
        text += draw(SEPARATORS) + part
    return text + draw(MODIFIERS)


WORDINGS: SearchStrategy[str] = (
    yearless_wordings() | dated_wordings() | UNDATED | st.builds("{}{}".format, UNDATED, MODIFIERS)
)
