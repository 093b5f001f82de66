"""Reading days and periods of a deadline, and finding the reader for a date (gt:C.1 and what clerks add).

Each reader takes the script and a position and returns the parts found there with the position behind them,
or None. A date that cannot be is a ``ValueError`` at once; what merely is no date is ``deadline_phrases``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from docgen.model import months
from docgen.model.deadline_months import (
    read_decade,
    read_digital_months,
    read_half_year,
    read_months,
    read_quarters,
    read_spread_months,
)
from docgen.model.deadline_parts import BARE, KEPT, SPREAD, Part
from docgen.model.deadline_script import AND, MONTH, SCHOOL_WORD, YEAR, YEAR_WORD, Found, Pattern, Script
from docgen.model.months import date_text
from docgen.model.school_year import period_of

_LABEL = (
    r"(?:(?:в\s+)?срок(?:и|ом)?(?:\s+(?:исполнения|проведения|выполнения|реализации))?(?:\s*[:,-]\s*|\s+)|"
    r"в\s+период\s+)?"
)
_NOT_LATER = r"не\s+(?:поздн(?:ее|ей)|позже)"
LEAD = Pattern(
    rf"{_LABEL}(?:(?P<end>(?:(?:{_NOT_LATER}|до|к|в)\s+(?:конц[ауе]|окончани[яю])|{_NOT_LATER})\s+)|"
    r"(?P<until>до|ко?)\s+|(?P<by>по)\s+(?=[\d«])|(?P<since>(?:начиная\s+)?со?)\s+|"
    r"(?:в\s+течение|на\s+протяжении|во?|на|за|весь)\s+)?"
)
DAY = Pattern(
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?:«\s?)?(?P<d>\d{{1,2}})(?:\s?»)?(?:-?(?:го|ое|е)(?![а-я]))?"
    rf"(?:\s*(?P<mw>{MONTH})(?:,?\s*(?P<yw>{YEAR}){YEAR_WORD})?"
    rf"|\s?\.\s?(?P<md>\d{{1,2}})(?!\d)(?:\s?\.\s?(?P<yd>{YEAR}|\d\d(?!\d|\.\d)){YEAR_WORD})?)?)(?!\d)"
)
JOIN = Pattern(AND + r"(?:до\s+)?")
DASH = Pattern(r"\s*-\s*")
TO = Pattern(r"\s*(?:-\s*)?(?:по|до)\s+")
_YEARS = Pattern(
    rf"(?P<y>{YEAR})\s*[/-]\s*(?P<y2>{YEAR}|\d\d(?!\d))(?P<words>\s*(?:{SCHOOL_WORD}|годы|годов|годах|годам|"
    r"год[ау]?|г\.\s?г\.|гг?\.?))?(?![а-я])"
)
_YEAR = Pattern(rf"(?P<y>{YEAR})(?:\s*(?:календарн[а-я]+\s+)?год(?:а|у|ом)?(?![а-я])|\s*г\.?(?![а-я]))?")
_SPREAD_YEARS = Pattern(rf"(?P<y>{YEAR}){YEAR_WORD}\s*(?:-\s*)?(?:по|до)\s+(?P<y2>{YEAR}){YEAR_WORD}")
MOST_DAYS = 30
_ENDING = frozenset({"MONTH", "QUARTER", "HALF-YEAR", "PERIOD"})


def read_dated(script: Script, pos: int) -> Found | None:
    """The dated parts at the position with the words before them, or None."""
    lead = LEAD.match(script.norm, pos)
    assert lead is not None  # every part of the pattern is optional
    at = lead.end()
    found = _read_spread(script, at, lead.start("since")) if lead["since"] else None
    if found is None:
        limit = limit_of(lead)
        for read in _READERS.get(script.norm[at : at + 1], ()):
            found = read(script, at, limit)
            if found:
                break
        else:
            return None
        if lead["end"] or lead["until"] or lead["since"]:
            _bend(script, lead, found[0])
    parts, end = found
    parts[0] = parts[0]._replace(span=(pos, parts[0].span[1]))
    return parts, end


def limit_of(lead: re.Match[str]) -> str:
    """The word for «not later than» that a day takes from the words before it, or nothing."""
    if lead["until"]:
        return "до" if lead["until"] == "до" else "к"
    if lead["by"]:
        return "по"
    return "не позднее" if lead["end"] and lead["end"].startswith("не") else ""


def _bend(script: Script, lead: re.Match[str], parts: list[Part]) -> None:
    """Give the parts the sense that «до конца», «до» and «с» lend them."""
    first = parts[0]
    if lead["since"]:
        form = KEPT if first.kind in ("PERIOD", "SCHOOL-HALF") else ""
        parts[0] = first._replace(kind="FROM", intervals=(), since=first.intervals[0][0], form=form)
    elif first.kind not in ("POINT", "DAY-RANGE"):
        last = parts[-1].intervals[-1][1]
        if not (lead["end"] and len(parts) == 1 and first.kind in _ENDING):
            before = date_text(first.intervals[0][0] - timedelta(days=1))
            raise script.fault(
                f"«{script.slice((lead.start(), parts[-1].span[1]))}» можно понять двояко. "
                f"Назовите день: «до {before} включительно» или «до {date_text(last)} включительно»."
            )
        parts[0] = first._replace(kind=f"END-OF-{first.kind}", intervals=((last, last),))


def read_days(script: Script, pos: int, lead: str = "") -> Found | None:
    """Days: ``15.10.2026``, ``28-30 сентября 2021``, ``15 и 20 мая 2026 г.``, ``27.03 - 28.04.2023``."""
    items: list[re.Match[str]] = []
    joins: list[str] = []
    while True:
        item = DAY.match(script.norm, pos)
        if item is None:
            return None
        items.append(item)
        if _year(item) is not None:
            break
        join = JOIN.match(script.norm, item.end())
        if join is None or len(items) > MOST_DAYS:
            return None
        joins.append(join[0].strip()[0])
        pos = join.end()
    if joins[-1:] != ["-"] and (dash := DASH.match(script.norm, items[-1].end())):
        last = DAY.match(script.norm, dash.end())
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
            interval = script.ordered(days[i], days[j], span)
            parts.append(Part("DAY-RANGE", span, (interval,), core=span, form=form))
        else:
            parts.append(Part("POINT", span, ((days[i], days[i]),), lead=lead, core=span, form=form))
        i = j + 1
    return parts


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
        found.append(script.day(day, month, year))
    return found[::-1]


def _year(item: re.Match[str]) -> int | None:
    if item["iso"]:
        return int(item["iso"][:4])
    year = item["yw"] or item["yd"]
    return (int(year) if len(year) == 4 else 2000 + int(year)) if year else None


def read_period(script: Script, pos: int, _lead: str = "") -> Found | None:
    """Periods: ``2026/27``, ``2026/2027 учебный год``, ``2021-2024 годы``, ``2026 год``."""
    if found := _YEARS.match(script.norm, pos):
        span = found.start(), found.end("y2")
        period = period_of(int(found["y"]), found["y2"], found["words"] or "", script.slice(span))
        return [Part("PERIOD", found.span(), ((period.start, period.end),), core=span)], found.end()
    if found := _YEAR.match(script.norm, pos):
        year = int(found["y"])
        days = date(year, 1, 1), date(year, 12, 31)
        return [Part("PERIOD", found.span(), (days,), core=found.span("y"), form=KEPT)], found.end()
    return None


def _read_spread(script: Script, pos: int, start: int) -> Found | None:
    """Ranges written «с … по …»; ``pos`` stands behind «с», ``start`` on it."""
    norm = script.norm
    if (day := DAY.match(norm, pos)) and (to := TO.match(norm, day.end())):
        last = DAY.match(norm, to.end())
        if last is not None and _year(last) is not None:
            first, final = _dates(script, (day, last))
            span = start, last.end()
            days = script.ordered(first, final, span)
            return [Part("DAY-RANGE", span, (days,), core=span, form=SPREAD)], last.end()
    if years := _SPREAD_YEARS.match(norm, pos):
        days = script.ordered(date(int(years["y"]), 1, 1), date(int(years["y2"]), 12, 31), years.span())
        return [Part("PERIOD", years.span(), (days,), core=years.span(), form=KEPT)], years.end()
    return read_spread_months(script, pos, start)


_Reader = Callable[[Script, int, str], Found | None]
_NUMBERED: tuple[_Reader, ...] = (read_quarters, read_half_year, read_decade)
# By the first letter, in the order in which they are tried.
_READERS: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys("яфмаисонд", (read_months,)),
    **dict.fromkeys("пвтчi", _NUMBERED),
    **dict.fromkeys("0123456789", (read_days, *_NUMBERED, read_digital_months, read_period)),
    "«": (read_days,),
}
