"""Reading dates that name no year: ``октябрь``, ``II квартал``, ``до 15 октября``, ``первая декада``.

They are read after everything else has failed. Their kinds are listed in ``deadline_parts``; what year a plan's
period gives them is ``deadline_seasons``'s, and nothing here guesses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docgen.model.deadline_dates import DASH, DAY, JOIN, LEAD, MOST_DAYS, TO, limit_of
from docgen.model.deadline_months import HALF_YEAR, QUARTERS, half_of, quarters_of, slice_of
from docgen.model.deadline_parts import SPREAD, YEARLESS, Part, Season, Span
from docgen.model.deadline_script import MONTH, NUMBER, Found, Pattern, Script, Unread
from docgen.model.months import GENITIVE, NOMINATIVE, number

_LEAP_YEAR = 2024
_RANGE = Pattern(rf"(?P<m>{MONTH})(?:\s*-\s*(?P<m2>{MONTH}))?")
_SPREAD = Pattern(rf"(?P<m>{MONTH})\s*(?:-\s*)?(?:по|до)\s+(?P<m2>{MONTH})")
_SLICE = Pattern(rf"(?P<n>{NUMBER})\s*(?P<unit>декад|половин)[аыеу](?![а-я])")
_OF_MONTH = Pattern(rf"\s+(?:(?P<m>{MONTH})|месяца(?![а-я]))")
_OF_SCHOOL_YEAR = Pattern(r"\s*(?:учебного\s+года(?![а-я])|уч\.?\s*г(?:ода(?![а-я])|\.))")
_ENDING = frozenset({"MONTH", "QUARTER", "HALF-YEAR"})


def read_yearless(script: Script, pos: int) -> Found | None:
    """The parts without a year at the position with the words before them, or None."""
    lead = LEAD.match(script.norm, pos)
    assert lead is not None  # every part of the pattern is optional
    found = _spread(script, lead.end(), lead.start("since")) if lead["since"] else None
    if found is None:
        found = next((found for read in _READERS if (found := read(script, lead.end()))), None)
        if found is None:
            return None
        found = _bent(script, lead, found[0]), found[1]
    parts, end = found
    parts[0] = parts[0]._replace(span=(pos, parts[0].span[1]))
    return parts, end


def _part(script: Script, kind: str, core: Span, wording: str, *seasons: Season) -> Part:
    return Part(YEARLESS + kind, core, core=core, words=(script.slice(core),), wording=wording, yearless=seasons)


def _bent(script: Script, lead: re.Match[str], parts: list[Part]) -> list[Part]:
    """The parts in the sense that «до», «до конца» and «с» lend them."""
    first = parts[0]
    kind = first.kind.removeprefix(YEARLESS)
    if lead["since"] and first.yearless:
        month, day = start = first.yearless[0][0]
        wording = f"с {day} {GENITIVE[month]}"
        return [first._replace(kind="YEARLESS-FROM", wording=wording, yearless=((start, start),)), *parts[1:]]
    if kind in ("POINT", "DAY-RANGE"):
        limit = limit_of(lead)
        return [part._replace(lead=limit) if part.kind == "YEARLESS-POINT" else part for part in parts]
    if lead["end"] and kind in _ENDING:
        name = GENITIVE[first.yearless[0][1][0]] if kind == "MONTH" else _genitive(first.wording)
        return [first._replace(kind=f"YEARLESS-END-OF-{kind}", wording=f"до конца {name}")]
    if lead["until"] and kind in ("MONTH", "MONTH-RANGE"):
        # «ежегодно до октября» may stay; alone it lacks the year and could be understood in two ways besides.
        span = lead.start(), first.span[1]
        return [Part("IN-MONTH", span, wording=script.slice(span))]
    if lead["end"] or lead["until"] or lead["since"]:
        raise Unread(
            f"Срок «{script.quote}»: «{script.slice((lead.start(), parts[-1].span[1]))}» можно понять двояко. "
            "Назовите последний день с годом: до 15.10.2026."
        )
    return parts


def _genitive(wording: str) -> str:
    """«2 квартала» of «2 квартал», «1 полугодия» of «1 полугодие»."""
    return f"{wording}а" if wording.endswith("квартал") else f"{wording[:-1]}я"


def _read_days(script: Script, pos: int) -> Found | None:
    """Days: ``15 октября``, ``15.10``, ``15 и 20 мая``, ``5–6 ноября``, ``20 октября – 5 ноября``."""
    items: list[re.Match[str]] = []
    joins: list[str] = []
    while True:
        item = DAY.match(script.norm, pos)
        if item is None or item["iso"] or item["yw"] or item["yd"] or len(items) > MOST_DAYS:
            return None
        items.append(item)
        if item["mw"] or item["md"]:
            break
        join = JOIN.match(script.norm, item.end())
        if join is None:
            return None
        joins.append(join[0].strip()[0])
        pos = join.end()
    if joins[-1:] != ["-"] and (dash := DASH.match(script.norm, items[-1].end())):
        last = DAY.match(script.norm, dash.end())
        if last is not None and (last["mw"] or last["md"]) and not (last["yw"] or last["yd"]):
            items.append(last)
            joins.append("-")
    return _days(script, items, joins), items[-1].end()


def _days(script: Script, items: list[re.Match[str]], joins: list[str]) -> list[Part]:
    days = _month_days(script, items)
    parts: list[Part] = []
    i = 0
    while i < len(items):
        j = i + (i < len(joins) and joins[i] == "-")
        span = items[i].start(), items[j].end()
        if i == j:
            month, day = days[i]
            parts.append(_part(script, "POINT", span, f"{day} {GENITIVE[month]}", (days[i], days[i])))
        else:
            parts.append(_day_range(script, span, (days[i], days[j])))
        i = j + 1
    return parts


def _month_days(script: Script, items: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Month and day of each item; a day alone borrows the month from its right."""
    month = 0
    found = []
    for item in reversed(items):
        month = number(item["mw"]) if item["mw"] else int(item["md"] or month)
        day = int(item["d"])
        if not 1 <= day <= script.month(month, _LEAP_YEAR)[1].day:
            raise script.fault(f"«{script.slice(item.span())}»: такого числа в месяце не бывает.")
        found.append((month, day))
    return found[::-1]


def _day_range(script: Script, span: Span, season: Season) -> Part:
    (first_month, first), (last_month, last) = season
    if first_month != last_month:
        wording = f"{first} {GENITIVE[first_month]} – {last} {GENITIVE[last_month]}"
    elif first <= last:
        wording = f"{first}–{last} {GENITIVE[last_month]}"
    else:
        raise script.fault(f"«{script.slice(span)}» кончается раньше, чем начинается. Поменяйте дни местами.")
    return _part(script, "DAY-RANGE", span, wording, season)


def _read_months(script: Script, pos: int) -> Found | None:
    """A month or a range of months: ``октябрь``, ``сентябрь – май``."""
    found = _RANGE.match(script.norm, pos)
    if found is None:
        return None
    first = number(found["m"])
    if found["m2"]:
        return [_months(script, found.span(), first, number(found["m2"]))], found.end()
    return [_part(script, "MONTH", found.span(), NOMINATIVE[first], ((first, 1), (first, 31)))], found.end()


def _months(script: Script, core: Span, first: int, last: int) -> Part:
    wording = f"{NOMINATIVE[first]}–{NOMINATIVE[last]}"
    return _part(script, "MONTH-RANGE", core, wording, ((first, 1), (last, 31)))


def _spread(script: Script, pos: int, start: int) -> Found | None:
    """Ranges written «с … по …»; ``pos`` stands behind «с», ``start`` on it."""
    part = None
    end = pos
    if found := _SPREAD.match(script.norm, pos):
        end = found.end()
        part = _months(script, (start, end), number(found["m"]), number(found["m2"]))
    elif (first := DAY.match(script.norm, pos)) and (to := TO.match(script.norm, first.end())):
        last = DAY.match(script.norm, to.end())
        if last and (last["mw"] or last["md"]) and not any(item[y] for item in (first, last) for y in ("yw", "yd")):
            end = last.end()
            one, two = _month_days(script, [first, last])
            part = _day_range(script, (start, end), (one, two))
    return ([part._replace(form=SPREAD)], end) if part else None


def _read_quarters(script: Script, pos: int) -> Found | None:
    """Quarters: ``II квартал``, ``1, 2 квартал``, ``2 квартал (апрель)``."""
    found = QUARTERS.match(script.norm, pos)
    if found is None:
        return None
    quarters = quarters_of(script, found)
    wording = f"{', '.join(map(str, quarters))} квартал"
    if found["m"]:
        first, last = number(found["m"]), number(found["m2"] or found["m"])
        names = "–".join(NOMINATIVE[month] for month in dict.fromkeys((first, last)))
        kind = "QUARTER(MONTH)" if first == last else "QUARTER(MONTH-RANGE)"
        wording = f"{(last + 2) // 3} квартал ({names})"
        return [_part(script, kind, found.span(), wording, ((first, 1), (last, 31)))], found.end()
    seasons = [((quarter * 3 - 2, 1), (quarter * 3, 31)) for quarter in quarters]
    kind = "QUARTER" if len(quarters) == 1 else "QUARTERS"
    return [_part(script, kind, found.span(), wording, *seasons)], found.end()


def _read_half_year(script: Script, pos: int) -> Found | None:
    """Half-years: ``1 полугодие``, ``второе полугодие учебного года``."""
    found = HALF_YEAR.match(script.norm, pos)
    if found is None:
        return None
    half = half_of(script, found)
    if school := _OF_SCHOOL_YEAR.match(script.norm, found.end()):
        season = ((9, 1), (12, 31)) if half == 1 else ((1, 1), (8, 31))
        span = found.start(), school.end()
        return [_part(script, "SCHOOL-HALF", span, f"{half} полугодие учебного года", season)], school.end()
    season = ((half * 6 - 5, 1), (half * 6, 31))
    return [_part(script, "HALF-YEAR", found.span(), f"{half} полугодие", season)], found.end()


def _read_slice(script: Script, pos: int) -> Found | None:
    """Parts of a month: ``вторая декада октября``, ``первая половина мая``; ``первая декада`` names no month."""
    found = _SLICE.match(script.norm, pos)
    if found is None:
        return None
    of = _OF_MONTH.match(script.norm, found.end())
    if of is None and found["unit"] == "половин":
        return None
    nth, length, count = slice_of(script, found)
    kind, name = ("DECADE", "декада") if count == 3 else ("HALF-MONTH", "половина")
    core = found.start(), of.end() if of else found.end()
    if of is None or not of["m"]:
        wording = f"{nth} {name}" + (" месяца" if count == 2 else "")
        return [Part(f"IN-{kind}", core, core=core, words=(script.slice(core),), wording=wording)], core[1]
    month = number(of["m"])
    season = (month, (nth - 1) * length + 1), (month, 31 if nth == count else nth * length)
    return [_part(script, kind, core, f"{nth} {name} {GENITIVE[month]}", season)], core[1]


_READERS: tuple[Callable[[Script, int], Found | None], ...] = (
    _read_quarters,
    _read_half_year,
    _read_slice,
    _read_days,
    _read_months,
)
