"""Reading what is no date: spans named by words, repetitions, schedules, conditions (gt:C.1 and what clerks add).

A phrase is a row of the table below. Its tail («по графику МКУО ЦОКО») is the clerk's wording up to the next thing
that can be read; dates stand in ``deadline_dates``.
"""

from __future__ import annotations

import re
from datetime import timedelta

from docgen.model.deadline_dates import READERS, read_spread
from docgen.model.deadline_parts import IMPLIED, KEPT, Part, digits
from docgen.model.deadline_script import Found, Script

_LABEL = (
    r"(?:(?:в\s+)?срок(?:и|ом)?(?:\s+(?:исполнения|проведения|выполнения|реализации))?(?:\s*[:-]\s*|\s+)|"
    r"в\s+период\s+)?"
)
LEAD = re.compile(
    rf"{_LABEL}(?:(?P<end>(?:(?:не\s+поздн(?:ее|ей)|не\s+позже|до|к|в)\s+конц[ауе]|не\s+поздн(?:ее|ей)|не\s+позже)\s+)|"
    r"(?P<until>до|ко?)\s+|(?P<by>по)\s+(?=[\d«])|(?P<since>(?:начиная\s+)?со?)\s+|"
    r"(?:в\s+течение|на\s+протяжении|во?|на|за|весь)\s+)?"
)
"""The words before a date; the named groups change its sense, the others are the clerk's."""

_YEAR = r"(?:19|20|21)\d\d(?:\s*[/-]\s*(?:(?:19|20|21)\d\d|\d\d)(?!\d))?"
_NUM = (
    r"(?:\d{1,3}(?:\s*\([а-я\s]+\))?|одн(?:ого|ой|у)|дв(?:ух|а|е)|тр(?:ех|и)|четыр(?:ех|е)|пят[иь]|шест[иь]|"
    r"сем[иь]|восьм[иь]|девят[иь]|десят[иь]|пятнадцат[иь]|двадцат[иь]|тридцат[иь])"
)
_UNIT = (
    r"(?:(?:рабоч|календарн|учебн)[а-я]+\s+)?"
    r"(?:д(?:ень|ня|ней)|недел[а-я]+|месяц[а-я]*|сут[а-я]+|час(?:а|ов)?|лет|год(?:а|ов)?)(?![а-я])"
)
_AFTER_UNIT = (
    rf"(?:(?:(?:(?:кажд|всего|перв|втор|трет)[а-я]*|[1-4]|iv|i{{1,3}})\s+)*(?:{_YEAR}\s+)?"
    r"(?:(?:учебн|календарн|отчетн)[а-я]+\s+)?"
    rf"(?:четверт|полугоди|триместр|квартал|месяц|недел|год|период)[а-я]*(?:\s+{_YEAR}(?:\s*(?:учебн[а-я]+\s+)?"
    r"(?:год[а-я]*|г\.))?)?)"
)
_ADJECTIVES = r"(?:[а-я]+(?:ому|ему|ым|им|ыми|ими|ой|ей)\s+){0,4}"
_BY = rf"(?:по|согласно|в\s+соответствии\s+со?)\s+{_ADJECTIVES}"
_RATE_UNIT = (
    r"учебн(?:ого|ый)\s+год(?:а)?|(?:учебн[а-я]+\s+)?четверт[ьи]|календарн[а-я]+\s+год(?:а)?|год(?:а|у)?|"
    r"месяца?|квартала?|полугоди[ея]|недел[юи]|д(?:ень|ня)|триместра?"
)
_RATE = (
    r"(?:(?P<min>не\s+(?:реже|менее))\s+(?:чем\s+)?)?(?:(?P<n>\d+(?:\s*-\s*\d+)?|одного|один|дв(?:ух|а)|тр(?:ех|и)|"
    r"четыр(?:ех|е)|пят[иь]|шест[иь]|десят[иь])(?:\s?-?(?:х|го|ти|и))?\s*)?раза?\s+(?:в\s+течение|в|за)\s+"
    rf"(?:кажд[а-я]+\s+)?(?P<unit>{_RATE_UNIT})(?![а-я])"
)
_BY_DAY = (
    r"(?:(?:до|не\s+поздн(?:ее|ей)|не\s+позже|к|кажд(?:ое|ого))\s+)?(?P<d>\d{1,2})(?:\s?-?(?:го|ого|му|ому|е|ое))?\s+"
    r"числ[аоу](?![а-я])(?P<each>\s+(?:кажд(?:ого)\s+)?(?:месяца|квартала)(?:,?\s+следующ[а-я]+\s+за\s+[а-я]+"
    r"(?:\s+(?:периодом|месяцем|кварталом))?)?)?"
)

# kind, pattern, whether a tail may follow; ё is already е, the case low, every dash a hyphen.
_TABLE: tuple[tuple[str, str, bool], ...] = (
    ("SCHOOL-YEAR", r"(?:в\s+течение|на\s+протяжении)\s+(?:всего\s+)?(?:учебного|уч\.)\s+года", False),
    ("SCHOOL-YEAR", r"(?:весь\s+)?учебный\s+год", False),
    ("YEAR", r"(?:в\s+течение|на\s+протяжении)\s+(?:всего\s+)?(?:календарного\s+)?года", False),
    ("YEAR", r"(?:весь|круглый)\s+(?:календарный\s+)?год", False),
    ("END-OF-SCHOOL-YEAR", r"(?:до|к)\s+конц[ау]\s+учебного\s+года", False),
    ("END-OF-YEAR", r"(?:до|к)\s+конц[ау]\s+(?:календарного\s+)?года", False),
    ("WHOLE-PERIOD", r"весь\s+период|в\s+течение\s+(?:всего\s+)?(?:периода|срока)", True),
    ("MONTHLY", r"ежемесячно|помесячно|каждый\s+месяц", False),
    ("QUARTERLY", r"ежеквартально|поквартально|каждый\s+квартал", False),
    ("YEARLY", r"ежегодно|каждый\s+год", False),
    ("HALF-YEARLY", r"каждое\s+полугодие", False),
    ("SCHOOL-QUARTERLY", r"каждую\s+(?:учебную\s+)?четверть", False),
    ("WEEKLY", r"(?:еженедельно|каждую\s+неделю)(?:,?\s+по\s+[а-я]+(?:ам|ям|кам))?|кажд(?:ый|ую|ое)\s+"
               r"(?:понедельник|вторник|среду|четверг|пятницу|субботу)", False),
    ("DAILY", r"ежедневно|каждый\s+день", False),
    ("RATE", _RATE, False),
    ("AFTER-PERIOD", rf"(?:по\s+(?:итогам|окончании|завершении|результатам)|после(?:\s+(?:окончания|завершения))?|"
                     rf"в\s+конце)\s+{_AFTER_UNIT}(?:\s*(?:,|и(?=\s))\s*{_AFTER_UNIT})*", False),
    ("ON-DEMAND", r"(?:по|при|в\s+случае)\s+(?:мере\s+)?(?:возникновения\s+)?необходимости", False),
    ("ON-DEMAND", r"по\s+мере", True),
    ("ON-REQUEST", r"по\s+(?:[а-я]+\s+)?(?:запрос|заявк|обращени|требовани|поручени)(?:у|ам|е|ю|ям)", True),
    ("ON-AGREEMENT", r"по\s+(?:[а-я]+\s+)?согласованию", True),
    ("CONTINUOUS", r"постоянно|на\s+постоянной\s+основе|непрерывно|систематически|регулярно|круглогодично", False),
    ("SCHEDULE", _BY + r"(?:план(?:у|ам|ом|ами)-)?(?:график(?:у|ам|ом|ами)|расписани(?:ю|ям|ем|ями))", True),
    ("PLAN", _BY + r"(?:план(?:у|ам|ом|ами)|дорожн(?:ой|ым|ыми)\s+карт(?:е|ой|ам|ами))", True),
    ("SET-ELSEWHERE", r"в\s+(?:установленн|указанн|определенн|утвержденн)[а-я]+\s+срок[а-я]*|согласно\s+приложени[юям]+|"
                      r"в\s+срок[а-я]*,?\s+(?:установленн|указанн|определенн|утвержденн|предусмотренн)[а-я]+", True),
    ("TIME", r"(?:в|до|к|с|не\s+позднее)\s+\d{1,2}(?::\d\d(?:\s*ч(?:ас[а-я]*|\.))?|(?:\.\d\d)?\s*ч(?:ас[а-я]*|\.))", False),
    ("BY-DAY", _BY_DAY, False),
    ("RELATIVE", rf"(?:в\s+течение|через|спустя|за|не\s+(?:поздн(?:ее|ей)|позже|менее|ранее)(?:\s+чем)?(?:\s+(?:за|через))?)"
                 rf"\s+(?:первых\s+|последни[ехй]+\s+)?{_NUM}(?:\s?-\s?{_NUM})?\s*{_UNIT}", True),
    ("RELATIVE", r"в\s+течение\s+(?:месяца|недели|дня|суток|часа|квартала|полугодия)|за\s+(?:день|неделю|месяц|сутки)\s+до",
     True),
    ("RELATIVE", rf"в\s+(?:{_NUM}|одно)?\s?-?\s?(?:дневный|недельный|месячный)\s+срок|{_NUM}\s+и\s+более\s+лет\s+подряд",
     True),
    ("RELATIVE", r"со?\s+(?:дня|даты|момента)|в\s+день", True),
    ("AT-ONCE", r"незамедлительно|немедленно|безотлагательно", False),
    ("RELATIVE", r"(?:после|по\s+(?:итогам|окончании|завершении|результатам))(?=\s+[а-я])", True),
    ("CONDITION", r"при\s+(?:наличии|условии)|в\s+случае|если", True),
    ("INCLUSIVE", r"включительно", False),
)  # fmt: skip
_PHRASES = tuple((kind, re.compile(rf"(?:{pattern})(?![а-я])"), tail) for kind, pattern, tail in _TABLE)

_WORDINGS = {
    "YEAR": "в течение года", "SCHOOL-YEAR": "в течение учебного года", "END-OF-YEAR": "до конца года",
    "END-OF-SCHOOL-YEAR": "до конца учебного года", "MONTHLY": "ежемесячно", "QUARTERLY": "ежеквартально",
    "YEARLY": "ежегодно", "HALF-YEARLY": "каждое полугодие", "SCHOOL-QUARTERLY": "каждую четверть",
    "WEEKLY": "еженедельно", "DAILY": "ежедневно", "CONTINUOUS": "постоянно", "AT-ONCE": "незамедлительно", "INCLUSIVE": "включительно",
}  # fmt: skip
_RATE_UNITS = (
    ("учебн", "SCHOOL-YEAR", "в течение учебного года"), ("четв", "SCHOOL-QUARTER", "в четверть"),
    ("полуг", "HALF-YEAR", "в полугодие"), ("месяц", "MONTH", "в месяц"), ("кварт", "QUARTER", "в квартал"),
    ("недел", "WEEK", "в неделю"), ("трим", "TRIMESTER", "в триместр"), ("д", "DAY", "в день"),
    ("", "YEAR", "в год"),
)  # fmt: skip
_COUNTS = {"од": "1", "дв": "2", "тр": "3", "че": "4", "пя": "5", "ше": "6", "де": "10"}
_STOP = re.compile(r"[();]|$")
_BREAK = re.compile(r"(?P<strong>\s*,\s*(?:но\s+|а\s+также\s+|и\s+)?|\s*\n\s*|\s+и\s+)|\s+")
_CITED = re.compile(r"(?:^|\s)(?:от|№)$")
_YEARS = re.compile(_YEAR)


def read_dated(script: Script, pos: int) -> Found | None:
    """The dated parts at the position with the words before them, or None."""
    lead = LEAD.match(script.norm, pos)
    assert lead is not None  # every part of the pattern is optional
    at = lead.end()
    if lead["since"]:
        spread = read_spread(script, at, lead.start("since"))
        if spread:
            return [spread[0][0]._replace(span=(pos, spread[1]))], spread[1]
    word = _limit(lead)
    for read in READERS:
        if found := read(script, at, word):
            parts, end = found
            if lead["end"] or lead["until"] or lead["since"]:
                parts = _sense(script, lead, parts)
            first = parts[0]
            return [first._replace(span=(pos, first.span[1])), *parts[1:]], end
    return None


def _limit(lead: re.Match[str]) -> str:
    if lead["until"]:
        return "до" if lead["until"] == "до" else "к"
    if lead["by"]:
        return "по"
    return "не позднее" if lead["end"] and "конц" not in lead["end"] else ""


def _sense(script: Script, lead: re.Match[str], parts: list[Part]) -> list[Part]:
    """What «до конца», «до» and «с» make of the dated parts behind them."""
    first = parts[0]
    if lead["since"]:
        form = KEPT if first.kind in ("PERIOD", "SCHOOL-HALF") else ""
        return [first._replace(kind="FROM", intervals=(), since=first.intervals[0][0], form=form), *parts[1:]]
    if first.kind in ("POINT", "DAY-RANGE"):
        return parts
    ends = {"MONTH": "MONTH", "QUARTER": "QUARTER", "HALF-YEAR": "HALF-YEAR", "PERIOD": "PERIOD"}
    if lead["end"] and len(parts) == 1 and first.kind in ends:
        last = first.intervals[0][1]
        return [first._replace(kind=f"END-OF-{first.kind}", intervals=((last, last),))]
    before = digits(first.intervals[0][0] - timedelta(days=1))
    last = digits(parts[-1].intervals[-1][1])
    raise script.fault(
        f"«{script.slice((lead.start(), parts[-1].span[1]))}» можно понять двояко. "
        f"Назовите день: «до {before} включительно» или «до {last} включительно»."
    )


def read_phrase(script: Script, pos: int) -> Found | None:
    """The phrase without a date at the position, or None."""
    for kind, pattern, tailed in _PHRASES:
        if found := pattern.match(script.norm, pos):
            if kind == "RATE":
                return [_rate(script, found)], found.end()
            if kind == "BY-DAY":
                return _by_day(found)
            end = _tail(script, found.end()) if tailed else found.end()
            if kind == "RELATIVE":
                _refuse_counting_from_a_date(script, end)
            return [_phrase(script, kind, (pos, end))], end
    return None


def _phrase(script: Script, kind: str, span: tuple[int, int]) -> Part:
    wording = _WORDINGS.get(kind)
    if wording is not None:
        return Part(kind, span, wording=wording)
    wording = script.slice(span)
    wording = wording.lower() if wording.isupper() else wording[0].lower() + wording[1:]
    core = None
    if kind == "AFTER-PERIOD" and (years := list(_YEARS.finditer(script.norm, *span))):
        core = years[0].start(), years[-1].end()
    return Part(kind, span, core=core, wording=wording, form=KEPT if core else "")


def _rate(script: Script, found: re.Match[str]) -> Part:
    number = (found["n"] or "1").replace(" ", "")
    number = number if number[0].isdigit() else _COUNTS[number[:2]]
    unit = found["unit"]
    four = "четв" if "четв" in unit else unit
    name, words = next((name, words) for start, name, words in _RATE_UNITS if four.startswith(start))
    last = int(number.split("-")[-1])
    one, few = last % 10 == 1 and last % 100 != 11, last % 10 in (2, 3, 4) and last % 100 not in (12, 13, 14)
    if found["min"]:
        return Part("MIN-RATE", found.span(), wording=f"не реже {number} {'раза' if one else 'раз'} {words}")
    return Part(f"N-PER-{name}", found.span(), wording=f"{number} {'раза' if few else 'раз'} {words}")


def _by_day(found: re.Match[str]) -> Found | None:
    day = int(found["d"])
    if not 1 <= day <= 31:
        return None
    part = Part("BY-DAY", found.span(), wording=str(day))
    if found["each"] or "кажд" in found[0]:
        monthly = "QUARTERLY" if "квартал" in found[0] else "MONTHLY"
        return [Part(monthly, found.span(), wording=_WORDINGS[monthly], form=IMPLIED), part], found.end()
    return [part], found.end()


def _tail(script: Script, pos: int) -> int:
    """The end of the clerk's own words: before a bracket, or before the next thing that can be read."""
    stop = _STOP.search(script.norm, pos)
    end = stop.start() if stop else len(script.norm)
    for gap in _BREAK.finditer(script.norm, pos, end):
        if gap.end() >= end:
            break
        if _CITED.search(script.norm, pos, gap.start()):
            continue
        if _starts(script, gap.end(), any_phrase=gap["strong"] is not None):
            return gap.start()
    return len(script.norm[:end].rstrip(" ,.;\n\u00a0"))


def _starts(script: Script, pos: int, *, any_phrase: bool) -> bool:
    for kind, pattern, _ in _PHRASES:
        if pattern.match(script.norm, pos) and (any_phrase or Part(kind, (0, 0)).rank > 1):
            return True
    try:
        return read_dated(script, pos) is not None
    except ValueError:
        return True


def _refuse_counting_from_a_date(script: Script, pos: int) -> None:
    gap = re.compile(r"[^\S\n]+").match(script.norm, pos)
    if gap and read_dated(script, gap.end()):
        raise script.fault("отсчёт от даты не считается сам. Назовите сам день: до 12.10.2026.")

