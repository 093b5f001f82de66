"""Reading months, quarters, half-years and parts of a month (gt:C.1 and what clerks add).

As in ``deadline_dates``, a reader returns the parts at a position and the position behind them, or None.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from docgen.model import months
from docgen.model.deadline_parts import BARE, KEPT, SPREAD, Interval, Part, Span, last_day
from docgen.model.deadline_script import (
    AND,
    MONTH,
    NUMBER,
    SCHOOL_WORD,
    YEAR,
    YEAR_WORD,
    Found,
    Pattern,
    Script,
)
from docgen.model.school_year import period_of
from docgen.patterns import pattern

_MONTHS = Pattern(
    rf"(?P<months>{MONTH}(?:{AND}{MONTH})*),?\s*(?P<y>{YEAR})(?:"
    rf"\s*[/-]\s*(?P<y2>{YEAR}|\d\d(?!\d))(?:\s*{SCHOOL_WORD}|(?<=/\d\d)|(?<=/\d{{4}}))|(?!\s*/){YEAR_WORD})"
)
_TO_MONTH = Pattern(rf"\s*-\s*(?P<m>{MONTH})\s*(?P<y>{YEAR}){YEAR_WORD}")
_SPREAD = Pattern(
    rf"(?P<m>{MONTH})(?:\s*(?P<y>{YEAR}){YEAR_WORD})?\s*(?:-\s*)?(?:по|до)\s+"
    rf"(?P<m2>{MONTH})\s*(?P<y2>{YEAR}){YEAR_WORD}"
)
_DIGITAL_SPREAD = Pattern(rf"(?P<m>\d\d?)(?:\.(?P<y>{YEAR}))?\s+по\s+(?P<m2>\d\d?)\.(?P<y2>{YEAR}){YEAR_WORD}")
_DIGITAL = Pattern(rf"(?:(?P<m>\d\d?)(?:\.(?P<y>{YEAR}))?\s*-\s*)?(?P<m2>\d\d?)\.(?P<y2>{YEAR}){YEAR_WORD}")
_INSIDE = rf"\(\s*(?P<m>{MONTH})(?:\s*-\s*(?P<m2>{MONTH}))?(?:\s*(?P<yi>{YEAR}){YEAR_WORD})?\s*\)"
QUARTERS = Pattern(
    rf"(?P<head>(?P<n>{NUMBER}(?:{AND}{NUMBER})*)\s*(?:квартал(?:а|е|у|ы|ов|ах|ом)?|кв\.)(?![а-я]))"
    rf"(?:\s*{_INSIDE})?(?:(?(yi)[^\S\n]*|\s*)(?P<y>{YEAR})(?!\s*[/-]\s*\d){YEAR_WORD})?"
)
HALF_YEAR = Pattern(
    rf"(?P<head>(?P<n>{NUMBER})\s*полугоди(?:ем|е|я|ю|и)(?![а-я]))(?:\s*(?P<y>{YEAR})"
    rf"(?:\s*[/-]\s*(?P<y2>{YEAR}|\d\d(?!\d))(?:\s*{SCHOOL_WORD})?|{YEAR_WORD}))?"
)
_DECADE = Pattern(
    rf"(?P<head>(?P<n>{NUMBER})\s*(?P<unit>декад|половин)[аыеу]\s+(?P<m>{MONTH}))\s*(?P<y>{YEAR}){YEAR_WORD}"
)
_MONTH = pattern(MONTH)
_NUMBER = pattern(NUMBER)
_NUMBERS = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "п": 1,
    "в": 2,
    "т": 3,
    "ч": 4,
}


def read_months(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Months: ``май 2021``, ``январь-март 2023``, ``ноябрь 2022 – май 2023``, ``октябрь, декабрь 2026``."""
    found = _MONTHS.match(script.norm, pos)
    if found is None:
        return None
    end, year = found.end(), int(found["y"])
    runs = _runs(script, pos, found.end("months"))
    if found["y2"]:
        return [_month_of_school_year(script, found, run) for run in runs], end
    if len(runs) > 1:
        return _many_months(script, runs, year, end), end
    run = runs[0]
    if len(run) == 1 and (to := _TO_MONTH.match(script.norm, end)):
        last = to.span("m")
        return [_months(script, (run[0], last), (year, int(to["y"])), (pos, to.end()))], to.end()
    return [_months(script, (run[0], run[-1]), (year, year), (pos, end))], end


def read_spread_months(script: Script, pos: int, start: int) -> Found | None:
    """Months written «с … по …»; ``pos`` stands behind «с», ``start`` on it."""
    if found := _SPREAD.match(script.norm, pos):
        years = int(found["y"] or found["y2"]), int(found["y2"])
        ends = found.span("m"), found.span("m2")
        return [_months(script, ends, years, (start, found.end()), SPREAD)], found.end()
    digital = _DIGITAL_SPREAD.match(script.norm, pos)
    return _digital(script, digital, KEPT) if digital else None


def read_digital_months(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Months by number: ``09.2026``, ``09-12.2026``, ``12.2022 - 02.2023``."""
    found = _DIGITAL.match(script.norm, pos)
    return _digital(script, found, "") if found else None


def _digital(script: Script, found: re.Match[str], form: str) -> Found:
    year, month = int(found["y2"]), int(found["m2"])
    first_year = int(found["y"] or year)
    first = script.month(int(found["m"] or month), first_year)
    days = script.ordered(first[0], script.month(month, year)[1], found.span())
    kind = "MONTH" if found["m"] is None else _range_kind(days)
    return [Part(kind, found.span(), (days,), core=found.span(), form=form)], found.end()


def _range_kind(days: Interval) -> str:
    return "MONTH-RANGE" if days[0].year == days[1].year else "MONTH-RANGE-CROSS"


def _runs(script: Script, start: int, end: int) -> list[list[Span]]:
    """The months of a list, those joined by a dash together."""
    runs: list[list[Span]] = []
    done = start
    for word in _MONTH.finditer(script.norm, start, end):
        if runs and "-" in script.norm[done : word.start()]:
            runs[-1].append(word.span())
        else:
            runs.append([word.span()])
        done = word.end()
    return runs


def _months(script: Script, ends: tuple[Span, Span], years: tuple[int, int], core: Span, form: str = "") -> Part:
    """The part of one month (both ends the same) or of a range."""
    first, last = (months.number(script.norm[start:end]) for start, end in ends)
    start, end = date(years[0], first, 1), last_day(years[1], last)
    word = script.slice(ends[0])
    if ends[0] == ends[1]:
        return Part("MONTH", core, ((start, end),), core=core, words=(word,), form=form)
    days = script.ordered(start, end, core)
    return Part(_range_kind(days), core, (days,), core=core, words=(word, script.slice(ends[1])), form=form)


def _month_of_school_year(script: Script, found: re.Match[str], run: list[Span]) -> Part:
    """Months of «май 2026/2027 учебного года»: those from September on are in its first year."""
    quote = script.slice((found.start("y"), found.end("y2")))
    first = period_of(int(found["y"]), found["y2"], "учебный год", quote).first
    numbers = [months.number(script.norm[start:end]) for start, end in (run[0], run[-1])]
    years = (first + (numbers[0] < 9), first + (numbers[1] < 9))
    end = found.end() if run[-1][1] == found.end("months") else run[-1][1]
    return _months(script, (run[0], run[-1]), years, (run[0][0], end), KEPT)


def _many_months(script: Script, runs: list[list[Span]], year: int, end: int) -> list[Part]:
    """The parts of «сентябрь-октябрь, декабрь 2026»: all in the year that stands at the last one."""
    parts = []
    for run in runs:
        final = run is runs[-1]
        core = run[0][0], end if final else run[-1][1]
        parts.append(_months(script, (run[0], run[-1]), (year, year), core, "" if final else BARE))
    if any(after.intervals < before.intervals for before, after in pairwise(parts)):
        raise script.fault(
            f"месяцы «{script.slice((runs[0][0][0], end))}» идут не по порядку, а год назван один. "
            "Назовите год у каждого месяца."
        )
    return parts


def read_quarters(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Quarters: ``1 квартал 2023``, ``II квартал (апрель) 2023``, ``1 квартал (март 2023)``, ``1, 2 …``."""
    found = QUARTERS.match(script.norm, pos)
    if found is None or not (found["y"] or found["yi"]):
        return None
    year = script.year(found, found["y"], found["yi"])
    quarters = quarters_of(script, found)
    if found["m"]:
        return [_quarter_of_months(script, found, year)], found.end()
    days = tuple((date(year, quarter * 3 - 2, 1), last_day(year, quarter * 3)) for quarter in quarters)
    kind = "QUARTER" if len(quarters) == 1 else "QUARTERS"
    words = (script.slice(found.span("head")),)
    return [Part(kind, found.span(), days, core=found.span(), words=words)], found.end()


def quarters_of(script: Script, found: re.Match[str]) -> list[int]:
    """The numbers of the quarters that ``QUARTERS`` matched; raises when out of order or beside alien months."""
    numbers = list(_NUMBER.finditer(script.norm, *found.span("n")))
    quarters = [number_of(number[0]) for number in numbers]
    if len(quarters) == 2 and "-" in script.norm[numbers[0].end() : numbers[1].start()]:
        quarters = list(range(quarters[0], quarters[1] + 1))
    if not quarters or any(after <= before for before, after in pairwise(quarters)):
        raise script.fault(f"кварталы «{script.slice(found.span('n'))}» идут не по порядку.")
    for word in (found["m"], found["m2"]):
        month = months.number(word) if word else 0
        if word and (month + 2) // 3 not in quarters:
            name, quarter = months.NOMINATIVE[month], (month + 2) // 3
            raise script.fault(f"{name} не входит в {quarters[0]} квартал, это {quarter} квартал.")
    return quarters


def _quarter_of_months(script: Script, found: re.Match[str], year: int) -> Part:
    first, last = months.number(found["m"]), months.number(found["m2"] or found["m"])
    days = script.ordered(date(year, first, 1), last_day(year, last), found.span())
    inside = script.slice((found.start("m"), found.end("m2" if found["m2"] else "m")))
    kind = "QUARTER(MONTH)" if first == last else "QUARTER(MONTH-RANGE)"
    words = (script.slice(found.span("head")), inside)
    return Part(kind, found.span(), (days,), core=found.span(), words=words)


def read_half_year(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Half-years: ``1 полугодие 2023`` of the calendar year, ``первое полугодие 2022-2023 учебного года``."""
    found = HALF_YEAR.match(script.norm, pos)
    if found is None or not found["y"]:
        return None
    year, half = int(found["y"]), half_of(script, found)
    if found["y2"] is None:
        days = date(year, half * 6 - 5, 1), last_day(year, half * 6)
        words = (script.slice(found.span("head")),)
        return [Part("HALF-YEAR", found.span(), (days,), core=found.span(), words=words)], found.end()
    core = found.start("y"), found.end("y2")
    school = period_of(year, found["y2"], "учебный год", script.slice(core))
    days = (school.start, date(year, 12, 31)) if half == 1 else (date(year + 1, 1, 1), school.end)
    return [Part("SCHOOL-HALF", found.span(), (days,), core=core)], found.end()


def read_decade(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Parts of a month: ``первая декада октября 2026``, ``2 половина мая 2026``."""
    found = _DECADE.match(script.norm, pos)
    if found is None:
        return None
    month, year = months.number(found["m"]), int(found["y"])
    number, length, count = slice_of(script, found)
    last = last_day(year, month) if number == count else date(year, month, number * length)
    days = date(year, month, (number - 1) * length + 1), last
    kind = "DECADE" if count == 3 else "HALF-MONTH"
    words = (script.slice(found.span("head")),)
    return [Part(kind, found.span(), (days,), core=found.span(), words=words)], found.end()


def half_of(script: Script, found: re.Match[str]) -> int:
    """The number of the half-year that ``HALF_YEAR`` matched; raises when a year has no such half."""
    half = number_of(found["n"])
    if half > 2:
        raise script.fault("в году два полугодия: первое и второе.")
    return half


def slice_of(script: Script, found: re.Match[str]) -> tuple[int, int, int]:
    """The number of a decade or a half of a month, its length in days and how many a month has; raises for others."""
    number = number_of(found["n"])
    length, count = (10, 3) if found["unit"] == "декад" else (15, 2)
    if number > count:
        raise script.fault(f"в месяце {'три декады' if count == 3 else 'две половины'}.")
    return number, length, count


def number_of(word: str) -> int:
    """The number from 1 to 4 that ``NUMBER`` matched."""
    head = word.partition("-")[0].strip()
    return _NUMBERS.get(head) or _NUMBERS[head[0]]
