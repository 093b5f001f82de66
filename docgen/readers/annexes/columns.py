"""What the headings of a table's columns mean: one lexicon for plans, another for schedules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from docgen.patterns import pattern
from docgen.readers.words import said_words


class _Sign(NamedTuple):
    """Words by which a heading is known, and how much they weigh against those of other columns."""

    column: str
    words: re.Pattern[str]
    weight: int


_NUMBER = _Sign("номер", pattern(r"(?:№|n|no|номер)(?: п ?п| строки| пункта)?|п п"), 6)
_THINGS = r"школ|организац|учрежден|муниципал|фамили|фио|документ"

_PLAN = (
    _Sign("уровень", pattern(r"уровень\b"), 5),
    _Sign("срок", pattern(r"(?:срок|сроки|дата|даты|период|периодичность|когда)\b"), 5),
    _Sign("срок", pattern(r".*\b(?:срок|сроки)\b"), 4),
    _Sign("ответственные", pattern(r".*\b(?:ответственн|исполнител)"), 5),
    _Sign("ответственные", pattern(r"кто (?:отвечает|проводит|принимает|исполняет|готовит|ведет|сопровождает)\b"), 5),
    _Sign("результат", pattern(r".*(?:результат|ожидаем|управленческие решения)|(?:итог|выход|продукт)"), 5),
    _Sign("мероприятие", pattern(r".*\bмероприят"), 4),
    _Sign("описание", pattern(r"описание|особенности|о чем\b|.*(?:специфик|целевая аудитория)"), 4),
    _Sign("документ", pattern(r"документ|.*подтверждающ"), 4),
    _Sign("мероприятие", pattern(r"(?:показател|направлени|действи|меры?\b|что (?:проводится|делается|сделать))"), 3),
    _Sign("мероприятие", pattern(rf"(?:содержание|наименование|виды? (?:деятельности|работ))(?!.*(?:{_THINGS}))"), 2),
)

_SCHEDULE = (
    _Sign("срок", pattern(r"(?:срок|сроки|дата|даты|день|когда)\b"), 5),
    _Sign("время", pattern(r"время\b"), 5),
    _Sign("место", pattern(r"(?:место|адрес|где|площадка|кабинет)\b"), 5),
    _Sign("ответственные", pattern(r".*\b(?:ответственн|исполнител)"), 5),
    _Sign("ответственные", pattern(r"кто (?:отвечает|проводит|принимает|ведет|готовит)\b"), 5),
    _Sign("участники", pattern(r"участник|категори|целевая|для кого\b|кто (?:участвует|представляет|сдает)\b"), 5),
    _Sign("мероприятие", pattern(r".*\bмероприят|(?:тема|что проводится|форма|вид|содержание|наименование)\b"), 4),
)


def plan_columns(headings: Sequence[str]) -> dict[int, str]:
    """The columns of a plan by their places; what is not among the usual ones is missing."""
    return _known(headings, _PLAN)


def schedule_columns(headings: Sequence[str]) -> dict[int, str]:
    """The columns of a schedule by their places; one unknown heading beside known ones tells what takes place."""
    found = _known(headings, _SCHEDULE)
    unknown = [place for place in range(len(headings)) if place not in found]
    if len(unknown) == 1 and "мероприятие" not in found.values():
        found[unknown[0]] = "мероприятие"
    return dict(sorted(found.items()))


def is_plan(headings: Sequence[str]) -> bool:
    """Whether a table with these headings is a plan: it says what is done and by when."""
    found = plan_columns(headings)
    if not {"мероприятие", "срок"} <= set(found.values()):
        return False
    # «Ответственный, № п/п, мероприятие, срок» lists measures by those who answer for them: that is no plan.
    return (found.get(0), found.get(1)) != ("ответственные", "номер")


def number_column(headings: Sequence[str]) -> int | None:
    """The place of the column of numbers, if there is one."""
    found = _known(headings, ())
    return next((place for place, column in found.items() if column == "номер"), None)


def school_columns(headings: Sequence[str]) -> dict[int, str]:
    """The columns of a table of schools by their places: «школа», «муниципалитет», «место», «кластер», «номер»."""
    return _known(headings, _SCHOOLS)


_SCHOOLS = (
    _Sign("школа", pattern(r".*(?:школ|организац|учрежден|\bоо\b|\bоу\b)"), 5),
    _Sign("муниципалитет", pattern(r".*(?:муниципал|\bрайон|\bокруг)"), 6),
    _Sign("место", pattern(r".*населенн|место\b|город\b"), 6),
    _Sign("кластер", pattern(r"(?:номер )?кластер|групп"), 6),
)


def _known(headings: Sequence[str], signs: Sequence[_Sign]) -> dict[int, str]:
    """Each column once, the weightiest words first and the leftmost of equals."""
    said = [" ".join(said_words(heading)) for heading in headings]
    likely = [
        (-sign.weight, place, sign.column)
        for place, words in enumerate(said)
        for sign in (_NUMBER, *signs)
        if (sign.words.fullmatch(words) if sign is _NUMBER else sign.words.match(words))
    ]
    found: dict[int, str] = {}
    for _, place, column in sorted(likely):
        if place not in found and column not in found.values():
            found[place] = column
    return dict(sorted(found.items()))


def recognised(headings: Sequence[str]) -> int:
    """How many of the headings are those of a plan, a schedule or a list of schools: a header has at least two."""
    return max(len(_of_weight(headings, signs)) for signs in (_PLAN, _SCHEDULE, _SCHOOLS))


def _of_weight(headings: Sequence[str], signs: Sequence[_Sign]) -> Mapping[int, str]:
    short = [heading if len(heading) <= LONGEST_HEADING else "" for heading in headings]
    return _known(short, signs)


LONGEST_HEADING = 160
"""Letters of a heading; what is longer is a sentence."""
