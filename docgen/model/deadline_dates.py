"""Reading the dated parts of a deadline: days, months, quarters, half-years, periods (gt:C.1 and what clerks add).

Each reader takes the script and a position and returns the parts found there with the position behind them, or None.
A date that cannot be is a ``ValueError`` at once; what merely is not a date is left for ``deadline_phrases``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from docgen.model import months
from docgen.model.deadline_parts import BARE, KEPT, SPREAD, Interval, Part, digits, last_day
from docgen.model.deadline_script import Found, Script
from docgen.model.school_year import PeriodKind, period_of

_M = months.WORD
_Y = r"(?:19|20|21)\d\d(?!\d)"
_G = r"(?:\s*(?:г\.\s?г\.|гг?\.?|год(?:а|у|ом|ы|ов|ах)?)(?![а-я]))?"
_N = (
    r"(?:(?:[1-4](?!\d)|iv|i{1,3})(?:\s?-\s?(?:ый|ой|ая|ое|ого|ом|й|я|е|го|м|ю))?(?![а-я])|перв(?:ый|ого|ом|ая|ой|ую|ое)|"
    r"втор(?:ой|ого|ом|ая|ую|ое)|трет(?:ий|ьего|ьем|ья|ьей|ью|ье)|четверт(?:ый|ого|ом))"
)
_AND = r"\s*(?:[-,]|и(?=\s))\s*"

_DAY = re.compile(
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|«?\s?(?P<d>\d{{1,2}})\s?»?(?:-?(?:го|ое|е)(?![а-я]))?"
    rf"(?:\s*(?P<mw>{_M})(?:,?\s*(?P<yw>{_Y}){_G})?"
    rf"|\s?\.\s?(?P<md>\d{{1,2}})(?!\d)(?:\s?\.\s?(?P<yd>{_Y}|\d\d(?!\d|\.\d)){_G})?)?)(?!\d)"
)
_JOIN = re.compile(_AND + r"(?:до\s+)?")
_DASH = re.compile(r"\s*-\s*")
_TO = re.compile(r"\s*(?:-\s*)?(?:по|до)\s+")
_MONTHS = re.compile(rf"(?P<months>{_M}(?:{_AND}{_M})*),?\s*(?P<y>{_Y}){_G}")
_MONTH = re.compile(_M)
_YEARED_MONTH = re.compile(rf"(?P<m>{_M})\s*(?P<y>{_Y}){_G}")
_SPREAD_MONTH = re.compile(rf"(?P<m>{_M})(?:\s*(?P<y>{_Y}){_G})?")
_DIGITAL_MONTHS = re.compile(rf"(?:(?P<m>\d\d?)(?:\.(?P<y>{_Y}))?\s*-\s*)?(?P<m2>\d\d?)\.(?P<y2>{_Y}){_G}")
_MONTHS_INSIDE = rf"(?:\s*\(\s*(?P<m>{_M})(?:\s*-\s*(?P<m2>{_M}))?(?:\s*(?P<yi>{_Y}){_G})?\s*\))?"
_QUARTER = re.compile(
    rf"(?P<head>(?P<n>{_N}(?:{_AND}{_N})*)\s*(?:квартал(?:а|е|у|ы|ов|ах|ом)?|кв\.)(?![а-я])){_MONTHS_INSIDE}"
    rf"(?:,?\s*(?P<y>{_Y}){_G})?"
)
_NUMBER = re.compile(_N)
_SCHOOL = r"(?:учебн[а-я]+\s+год[а-я]*|уч\.?\s*г(?:од[а-я]*|\.))"
_HALF = re.compile(
    rf"(?P<head>(?P<n>{_N})\s*полугоди(?:ем|е|я|ю|и)(?![а-я]))"
    rf"(?:,?\s*(?P<y>{_Y})(?:\s*[/-]\s*(?P<y2>{_Y}|\d\d(?!\d))(?:\s*{_SCHOOL})?|{_G}))?"
)
_DECADE = re.compile(
    rf"(?P<head>(?P<n>{_N})\s*(?P<unit>декад|половин)[аыеу]\s+(?P<m>{_M}))\s*(?P<y>{_Y}){_G}"
)
_YEARS = re.compile(
    rf"(?P<y>{_Y})\s*[/-]\s*(?P<y2>{_Y}|\d\d(?!\d))(?P<words>\s*(?:{_SCHOOL}|годы|годов|годах|годам|год[ау]?|"
    rf"г\.\s?г\.|гг?\.?))?(?![а-я])"
)
_YEAR = re.compile(rf"(?P<y>{_Y})(?:\s*(?:календарн[а-я]+\s+)?год(?:а|у|ом)?(?![а-я])|\s*г\.?(?![а-я]))?")
_SPREAD_YEARS = re.compile(rf"(?P<y>{_Y}){_G}\s*(?:-\s*)?(?:по|до)\s+(?P<y2>{_Y})(?:{_G})")

_ORDINALS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "п": 1, "в": 2, "т": 3, "ч": 4}


def _ordinal(word: str) -> int:
    head = word.split("-")[0].strip()
    return _ORDINALS.get(head) or _ORDINALS[head[0]]


def _day(script: Script, day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise script.fault(f"месяца {month} не бывает. Месяцы пишут от 01 до 12.")
    last = last_day(year, month)
    if not 1 <= day <= last.day:
        raise script.fault(
            f"даты {day:02d}.{month:02d}.{year} нет в календаре. Последний день этого месяца – {digits(last)}."
        )
    return date(year, month, day)


def _ordered(script: Script, start: date, end: date, span: tuple[int, int]) -> Interval:
    if start <= end:
        return start, end
    raise script.fault(
        f"«{script.slice(span)}» кончается раньше, чем начинается. Если срок переходит через Новый год, "
        "назовите оба года: декабрь 2026 – январь 2027."
    )


def _year(item: re.Match[str]) -> int | None:
    if item["iso"]:
        return int(item["iso"][:4])
    year = item["yw"] or item["yd"]
    return (int(year) if len(year) == 4 else 2000 + int(year)) if year else None


def _dates(script: Script, items: Sequence[re.Match[str]]) -> list[date]:
    """The dates of days of which the last is complete; the others borrow month and year from their right."""
    month, year = 0, 0
    found: list[date] = []
    for item in reversed(items):
        year = _year(item) or year
        if item["iso"]:
            day, month = int(item["iso"][8:]), int(item["iso"][5:7])
        else:
            day = int(item["d"])
            month = months.number(item["mw"]) if item["mw"] else int(item["md"] or month)
        found.append(_day(script, day, month, year))
    return found[::-1]


def read_days(script: Script, pos: int, lead: str = "") -> Found | None:
    """Days: ``15.10.2026``, ``28-30 сентября 2021``, ``15 и 20 октября 2026 г.``, ``27.03.2023 - 28.04.2023``."""
    items: list[re.Match[str]] = []
    joins: list[str] = []
    while True:
        item = _DAY.match(script.norm, pos)
        if item is None:
            return None
        items.append(item)
        if _year(item) is not None:
            break
        join = _JOIN.match(script.norm, item.end())
        if join is None or len(items) > 30:
            return None
        joins.append(join[0].strip()[0])
        pos = join.end()
    if joins[-1:] != ["-"] and (dash := _DASH.match(script.norm, items[-1].end())):
        last = _DAY.match(script.norm, dash.end())
        if last is not None and _year(last) is not None:
            items.append(last)
            joins.append("-")
    return _days(script, items, joins, lead), items[-1].end()


def _days(script: Script, items: Sequence[re.Match[str]], joins: Sequence[str], lead: str) -> list[Part]:
    days = _dates(script, items)
    parts: list[Part] = []
    i = 0
    while i < len(items):
        ranged = i < len(joins) and joins[i] == "-"
        j = i + ranged
        span = items[i].start(), items[j].end()
        form = "" if _year(items[j]) else BARE
        if ranged:
            parts.append(Part("DAY-RANGE", span, (_ordered(script, days[i], days[j], span),), core=span, form=form))
        else:
            parts.append(Part("POINT", span, ((days[i], days[i]),), lead=lead, core=span, form=form))
        i = j + 1
    return parts


def read_months(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Months: ``октябрь 2021``, ``январь-март 2023``, ``ноябрь 2022 – май 2023``, ``октябрь, декабрь 2026``."""
    found = _MONTHS.match(script.norm, pos)
    if found is None:
        return None
    end = found.end()
    words = list(_MONTH.finditer(script.norm, pos, found.end("months")))
    year = int(found["y"])
    dash = _DASH.match(script.norm, end)
    to = _YEARED_MONTH.match(script.norm, dash.end()) if dash else None
    if to and len(words) == 1:
        return [_month_range(script, (words[0], year), (to, int(to["y"])), (pos, to.end()))], to.end()
    if len(words) == 1:
        return [_month(script, words[0], year, (pos, end))], end
    return _many_months(script, words, year, end), end


def _month(script: Script, word: re.Match[str], year: int, core: tuple[int, int], form: str = "") -> Part:
    month = months.number(word[0])
    days = (date(year, month, 1), last_day(year, month))
    return Part("MONTH", core, (days,), core=core, words=(script.slice(word.span()),), form=form)


def _month_range(
    script: Script,
    first: tuple[re.Match[str], int],
    last: tuple[re.Match[str], int],
    core: tuple[int, int],
    form: str = "",
) -> Part:
    (word, year), (last_word, last_year) = first, last
    days = _ordered(
        script, date(year, months.number(word[0]), 1), last_day(last_year, months.number(last_word[0])), core
    )
    kind = "MONTH-RANGE" if year == last_year else "MONTH-RANGE-CROSS"
    names = tuple(script.slice(_MONTH.match(m.string, m.start()).span()) for m in (word, last_word))  # type: ignore[union-attr]
    return Part(kind, core, (days,), core=core, words=names, form=form)


def _many_months(script: Script, words: list[re.Match[str]], year: int, end: int) -> list[Part]:
    runs: list[list[re.Match[str]]] = [[words[0]]]
    for before, word in pairwise(words):
        if "-" in script.norm[before.end() : word.start()]:
            runs[-1].append(word)
        else:
            runs.append([word])
    parts = []
    for run in runs:
        final = run is runs[-1]
        core = run[0].start(), end if final else run[-1].end()
        form = "" if final else BARE
        if len(run) == 1:
            parts.append(_month(script, run[0], year, core, form))
        else:
            parts.append(_month_range(script, (run[0], year), (run[-1], year), core, form))
    if any(b.intervals < a.intervals for a, b in pairwise(parts)):
        raise script.fault(
            f"месяцы «{script.slice((words[0].start(), end))}» идут не по порядку, а год назван один. "
            "Назовите год у каждого месяца."
        )
    return parts


def read_digital_months(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Months by number: ``09.2026``, ``09-12.2026``, ``12.2022 - 02.2023``."""
    found = _DIGITAL_MONTHS.match(script.norm, pos)
    if found is None:
        return None
    year, month = int(found["y2"]), int(found["m2"])
    first_year, first = int(found["y"] or year), int(found["m"] or month)
    for number in (first, month):
        _day(script, 1, number, year)
    days = _ordered(script, date(first_year, first, 1), last_day(year, month), found.span())
    kind = "MONTH" if found["m"] is None else "MONTH-RANGE" if first_year == year else "MONTH-RANGE-CROSS"
    return [Part(kind, found.span(), (days,), core=found.span())], found.end()


def read_quarters(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Quarters: ``1 квартал 2023``, ``II квартал (апрель) 2023``, ``1 квартал (март 2023)``, ``1, 2 квартал 2023``."""
    found = _QUARTER.match(script.norm, pos)
    if found is None:
        return None
    year = script.year(found, found["y"], found["yi"])
    numbers = list(_NUMBER.finditer(script.norm, pos, found.end("n")))
    quarters = [_ordinal(number[0]) for number in numbers]
    if len(quarters) == 2 and "-" in script.norm[numbers[0].end() : numbers[1].start()]:
        quarters = list(range(quarters[0], quarters[1] + 1))
    if not quarters or any(b <= a for a, b in pairwise(quarters)):
        raise script.fault(f"кварталы «{script.slice(found.span('n'))}» идут не по порядку.")
    words: tuple[str, ...] = (script.slice(found.span("head")),)
    if found["m"] is None:
        days = tuple((date(year, q * 3 - 2, 1), last_day(year, q * 3)) for q in quarters)
        kind = "QUARTER" if len(quarters) == 1 else "QUARTERS"
        return [Part(kind, found.span(), days, core=found.span(), words=words)], found.end()
    first, last = months.number(found["m"]), months.number(found["m2"] or found["m"])
    inside = script.slice((found.start("m"), found.end("m2" if found["m2"] else "m")))
    for month in (first, last):
        if (month + 2) // 3 not in quarters:
            raise script.fault(
                f"{months.NOMINATIVE[month]} не входит в {quarters[0]} квартал, это {(month + 2) // 3} квартал."
            )
    bounds = _ordered(script, date(year, first, 1), last_day(year, last), found.span())
    kind = "QUARTER(MONTH)" if first == last else "QUARTER(MONTH-RANGE)"
    return [Part(kind, found.span(), (bounds,), core=found.span(), words=(*words, inside))], found.end()


def read_half_year(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Half-years: ``1 полугодие 2023`` of the calendar year, ``первое полугодие 2022-2023 учебного года``."""
    found = _HALF.match(script.norm, pos)
    if found is None:
        return None
    year, half = script.year(found, found["y"]), _ordinal(found["n"])
    if half > 2:
        raise script.fault("в году два полугодия: первое и второе.")
    words = (script.slice(found.span("head")),)
    if found["y2"] is None:
        days = date(year, half * 6 - 5, 1), last_day(year, half * 6)
        return [Part("HALF-YEAR", found.span(), (days,), core=found.span(), words=words)], found.end()
    quote = script.slice((found.start("y"), found.end("y2")))
    school = period_of(year, found["y2"], "учебный год", quote)
    days = (school.start, date(year, 12, 31)) if half == 1 else (date(year + 1, 1, 1), school.end)
    return [Part("SCHOOL-HALF", found.span(), (days,), core=found.span(), words=words, form=KEPT)], found.end()


def read_decade(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Parts of a month: ``первая декада октября 2026``, ``2 половина мая 2026``."""
    found = _DECADE.match(script.norm, pos)
    if found is None:
        return None
    number, month, year = _ordinal(found["n"]), months.number(found["m"]), int(found["y"])
    length, count = (10, 3) if found["unit"] == "декад" else (15, 2)
    if number > count:
        unit = "три декады" if count == 3 else "две половины"
        raise script.fault(f"в месяце {unit}.")
    last = last_day(year, month) if number == count else date(year, month, number * length)
    days = date(year, month, (number - 1) * length + 1), last
    words = (script.slice(found.span("head")),)
    kind = "DECADE" if count == 3 else "HALF-MONTH"
    return [Part(kind, found.span(), (days,), core=found.span(), words=words)], found.end()


def read_period(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Periods: ``2026/27``, ``2026/2027 учебный год``, ``2021-2024 годы``, ``2026 год``."""
    if found := _YEARS.match(script.norm, pos):
        span = found.start(), found.end("y2")
        period = period_of(int(found["y"]), found["y2"], found["words"] or "", script.slice(span))
        form = KEPT if period.kind is PeriodKind.CALENDAR_YEAR else ""
        return [Part("PERIOD", found.span(), ((period.start, period.end),), core=span, form=form)], found.end()
    if found := _YEAR.match(script.norm, pos):
        year = int(found["y"])
        days = date(year, 1, 1), date(year, 12, 31)
        return [Part("PERIOD", found.span(), (days,), core=found.span("y"), form=KEPT)], found.end()
    return None


def read_spread(script: Script, pos: int, start: int) -> Found | None:
    """Ranges written «с … по …»; ``pos`` stands behind «с», ``start`` on it."""
    norm = script.norm
    if (day := _DAY.match(norm, pos)) and (to := _TO.match(norm, day.end())):
        last = _DAY.match(norm, to.end())
        if last is not None and _year(last) is not None:
            first, final = _dates(script, (day, last))
            span = start, last.end()
            days = _ordered(script, first, final, span)
            return [Part("DAY-RANGE", span, (days,), core=span, form=SPREAD)], last.end()
    if (word := _SPREAD_MONTH.match(norm, pos)) and (to := _TO.match(norm, word.end())):
        last = _YEARED_MONTH.match(norm, to.end())
        if last is not None:
            year = int(last["y"])
            ends = (word, int(word["y"] or year)), (last, year)
            return [_month_range(script, *ends, (start, last.end()), SPREAD)], last.end()
    if years := _SPREAD_YEARS.match(norm, pos):
        days = _ordered(script, date(int(years["y"]), 1, 1), date(int(years["y2"]), 12, 31), years.span())
        return [Part("PERIOD", years.span(), (days,), core=years.span(), form=KEPT)], years.end()
    return None


READERS: tuple[Callable[[Script, int, str], Found | None], ...] = (
    read_months, read_days, read_quarters, read_half_year, read_decade, read_digital_months, read_period,
)  # fmt: skip
"""The readers of dated parts in the order in which they are tried."""
