"""Reading what is no date: spans named by words, repetitions, schedules, conditions (gt:C.1 and beyond).

A phrase is a row of the table below. Its tail («по графику МКУО ЦОКО») is the clerk's wording up to the next
thing that can be read; dates stand in ``deadline_dates``.
"""

from __future__ import annotations

import re

from docgen.model.deadline_dates import read_dated
from docgen.model.deadline_parts import IMPLIED, KEPT, Part
from docgen.model.deadline_script import Found, Pattern, Script
from docgen.model.deadline_yearless import read_yearless
from docgen.patterns import pattern

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
_AFTER = r"(?:по\s+(?:итогам|окончании|завершении|результатам)|после)"
_SET = r"(?:установленн|указанн|определенн|утвержденн|предусмотренн)[а-я]+"
_NOT_LATER = r"не\s+(?:поздн(?:ее|ей)|позже|менее|ранее)"
_RATE_UNIT = (
    r"учебн(?:ого|ый)\s+год(?:а)?|(?:учебн[а-я]+\s+)?четверт[ьи]|календарн[а-я]+\s+год(?:а)?|год(?:а|у)?|"
    r"месяца?|квартала?|полугоди[ея]|недел[юи]|д(?:ень|ня)|триместра?"
)
_RATE = (
    r"(?:по\s+)?(?:(?P<min>не\s+(?:реже|менее))\s+(?:чем\s+)?)?(?:(?P<n>\d+(?:\s*-\s*\d+)?|одного|один|дв(?:ух|а)|тр(?:ех|и)|"
    r"четыр(?:ех|е)|пят[иь]|шест[иь]|десят[иь])(?:\s?-?(?:х|го|ти|и))?\s*)?раз[ау]?\s+(?:в\s+течение|в|за)\s+"
    rf"(?:кажд[а-я]+\s+)?(?P<unit>{_RATE_UNIT})(?![а-я])"
)
_BY_DAY = (
    r"(?:(?:до|не\s+поздн(?:ее|ей)|не\s+позже|к|кажд(?:ое|ого))\s+)?(?P<d>\d{1,2})(?:\s?-?(?:го|ого|му|ому|е|ое))?\s+"
    r"числ[аоу](?![а-я])(?P<each>\s+(?:кажд(?:ого)\s+)?(?:месяца|квартала)(?:,?\s+следующ[а-я]+\s+за\s+[а-я]+"
    r"(?:\s+(?:периодом|месяцем|кварталом))?)?)?"
)

# Kind, whether a tail may follow, pattern; ё is already е, the case low, every dash a hyphen.
_TABLE: tuple[tuple[str, bool, str], ...] = (
    ("SCHOOL-YEAR", False, r"(?:в\s+течение|на\s+протяжении)\s+(?:всего\s+)?(?:учебного|уч\.)\s+года"),
    ("SCHOOL-YEAR", False, r"(?:весь\s+)?учебный\s+год"),
    ("YEAR", False, r"(?:в\s+течение|на\s+протяжении)\s+(?:всего\s+)?(?:календарного\s+)?года"),
    ("YEAR", False, r"(?:весь|круглый)\s+(?:календарный\s+)?год"),
    ("END-OF-SCHOOL-YEAR", False, r"(?:до|к)\s+(?:конц[ау]|окончани[яю])\s+учебного\s+года"),
    ("END-OF-YEAR", False, r"(?:до|к)\s+(?:конц[ау]|окончани[яю])\s+(?:календарного\s+)?года"),
    ("WHOLE-PERIOD", True, r"весь\s+период|в\s+течение\s+(?:всего\s+)?(?:периода|срока)"),
    ("MONTHLY", False, r"ежемесячно|помесячно|каждый\s+месяц"),
    ("QUARTERLY", False, r"ежеквартально|поквартально|каждый\s+квартал"),
    ("YEARLY", False, r"ежегодно|каждый\s+год"),
    ("HALF-YEARLY", False, r"каждое\s+полугодие"),
    ("SCHOOL-QUARTERLY", False, r"каждую\s+(?:учебную\s+)?четверть"),
    ("WEEKLY", False, r"(?:еженедельно|каждую\s+неделю)(?:,?\s+по\s+[а-я]+[ая]м)?"),
    ("WEEKLY", False, r"кажд(?:ый|ую)\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу)"),
    ("DAILY", False, r"ежедневно|каждый\s+день"),
    ("RATE", False, _RATE),
    ("AFTER-PERIOD", False, rf"(?:{_AFTER}|после\s+(?:окончания|завершения)|в\s+конце)\s+{_AFTER_UNIT}"
                            rf"(?:\s*(?:,|и(?=\s))\s*{_AFTER_UNIT})*"),
    ("ON-DEMAND", False, r"(?:по|при|в\s+случае)\s+(?:мере\s+)?(?:возникновения\s+)?необходимости"),
    ("ON-DEMAND", True, r"по\s+мере"),
    ("ON-REQUEST", True, r"по\s+(?:[а-я]+\s+)?(?:запрос|заявк|обращени|требовани|поручени)(?:у|ам|е|ю|ям)"),
    ("ON-AGREEMENT", True, r"по\s+(?:[а-я]+\s+)?согласованию"),
    ("CONTINUOUS", False, r"постоянно|на\s+постоянной\s+основе|непрерывно|систематически|регулярно"),
    ("SCHEDULE", True, _BY + r"(?:план(?:ам|ом|ами|у)-)?(?:график(?:ам|ом|ами|у)|расписани(?:ем|ям|ями|ю))"),
    ("PLAN", True, _BY + r"(?:план(?:ам|ом|ами|у)|дорожн(?:ой|ым|ыми)\s+карт(?:ой|ам|ами|е))"),
    ("SET-ELSEWHERE", True, rf"в\s+{_SET}\s+срок[а-я]*|в\s+срок[а-я]*,?\s+{_SET}"),
    ("SET-ELSEWHERE", True, r"согласно\s+приложени(?:ям|ю)"),
    ("TIME", False, r"(?:в|до|к|с|не\s+позднее)\s+\d{1,2}(?::\d\d(?:\s*ч(?:ас[а-я]*|\.))?|"
                    r"(?:\.\d\d)?\s*ч(?:ас[а-я]*|\.))"),
    ("BY-DAY", False, _BY_DAY),
    ("RELATIVE", True, rf"(?:в\s+течение|через|спустя|за|{_NOT_LATER}(?:\s+чем)?(?:\s+(?:за|через))?)\s+"
                       rf"(?:первых\s+|последни[ехй]+\s+)?{_NUM}(?:\s?-\s?{_NUM})?\s*{_UNIT}"),
    ("RELATIVE", True, r"в\s+течение\s+(?:месяца|недели|дня|суток|часа|квартала|полугодия)"),
    ("RELATIVE", True, r"за\s+(?:день|неделю|месяц|сутки)\s+до|со?\s+(?:дня|даты|момента)|в\s+день"),
    ("RELATIVE", True, rf"в\s+(?:{_NUM}|одно)?\s?-?\s?(?:дневный|недельный|месячный)\s+срок"),
    ("RELATIVE", True, rf"{_NUM}\s+и\s+более\s+лет\s+подряд"),
    ("RELATIVE", True, rf"{_AFTER}(?=\s+[а-я])|(?:до|к)\s+(?:начал[ау]|окончани[яю]|завершени[яю])"),
    ("AT-ONCE", False, r"незамедлительно|немедленно|безотлагательно"),
    ("CONDITION", True, r"при\s+(?:наличии|условии)|в\s+случае|если"),
    ("INCLUSIVE", False, r"включительно"),
)  # fmt: skip
_PHRASES = tuple((kind, tail, Pattern(rf"(?:{pattern})(?![а-я])")) for kind, tail, pattern in _TABLE)

_WORDINGS = {
    "YEAR": "в течение года", "SCHOOL-YEAR": "в течение учебного года", "END-OF-YEAR": "до конца года",
    "END-OF-SCHOOL-YEAR": "до конца учебного года", "MONTHLY": "ежемесячно", "QUARTERLY": "ежеквартально",
    "YEARLY": "ежегодно", "HALF-YEARLY": "каждое полугодие", "SCHOOL-QUARTERLY": "каждую четверть",
    "WEEKLY": "еженедельно", "DAILY": "ежедневно", "CONTINUOUS": "постоянно", "AT-ONCE": "незамедлительно",
    "INCLUSIVE": "включительно",
}  # fmt: skip
_RATE_UNITS = (
    ("учебн", "SCHOOL-YEAR", "в течение учебного года"), ("четв", "SCHOOL-QUARTER", "в четверть"),
    ("полуг", "HALF-YEAR", "в полугодие"), ("месяц", "MONTH", "в месяц"), ("кварт", "QUARTER", "в квартал"),
    ("недел", "WEEK", "в неделю"), ("трим", "TRIMESTER", "в триместр"), ("д", "DAY", "в день"),
    ("", "YEAR", "в год"),
)  # fmt: skip
_COUNTS = {"од": "1", "дв": "2", "тр": "3", "че": "4", "пя": "5", "ше": "6", "де": "10"}
_STOP = pattern(r"[();]|$")
_BREAK = pattern(r"(?P<strong>\s*,\s*(?:но\s+|а\s+также\s+|и\s+)?|\s*\n\s*|\s+и\s+)|\s+")
_CITED = pattern(r"(?:^|\s)(?:от|№)$")
_YEARS = pattern(_YEAR)


def read_phrase(script: Script, pos: int) -> Found | None:
    """The phrase without a date at the position, or None."""
    for kind, tailed, phrase in _PHRASES:
        if found := phrase.match(script.norm, pos):
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
        # «по графику, октябрь», but «по графику октября и ноября».
        if gap["strong"] and ("," in gap[0] or "\n" in gap[0]) and read_yearless(script, gap.end()):
            return gap.start()
    return len(script.norm[:end].rstrip(" ,.;\n\u00a0"))


def _starts(script: Script, pos: int, *, any_phrase: bool) -> bool:
    for kind, _, phrase in _PHRASES:
        if phrase.match(script.norm, pos) and (any_phrase or Part(kind, (0, 0)).rank > 1):
            return True
    try:
        return read_dated(script, pos) is not None
    except ValueError:
        return True


def _refuse_counting_from_a_date(script: Script, pos: int) -> None:
    gap = re.compile(r"[^\S\n]+").match(script.norm, pos)
    if gap and read_dated(script, gap.end()):
        raise script.fault("отсчёт от даты docgen не ведёт. Назовите сам день: до 12.10.2026.")
