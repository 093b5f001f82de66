"""Words that agree: the approval word with what is approved, and initials beside a surname.

Agreement of whole phrases stands in `posts`; nothing here declines anything.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from docgen.language.typography import NBSP

APPROVED: Final = ("УТВЕРЖДЕН", "УТВЕРЖДЕНА", "УТВЕРЖДЕНО", "УТВЕРЖДЕНЫ")

_MASCULINE: Final = "план порядок состав график перечень регламент список реестр комплекс приказ отчёт отчет макет"
_FEMININE: Final = "инструкция форма программа структура смета концепция карта схема модель таблица"
_NEUTER: Final = "положение расписание задание содержание"
_PLURAL: Final = "правила рекомендации изменения критерии мероприятия показатели требования списки формы пары меры"
_NOUNS: Final = {
    noun: place for place, nouns in enumerate((_MASCULINE, _FEMININE, _NEUTER, _PLURAL)) for noun in nouns.split()
}
_PLACES: Final = {"m": 0, "f": 1, "n": 2}


def approved(title: str) -> str:
    """The approval word that agrees with the approved document: УТВЕРЖДЕН, -А, -О or -Ы (standard §8.3).

    >>> approved("Состав рабочей группы"), approved("Дорожная карта"), approved("Правила приёма")
    ('УТВЕРЖДЕН', 'УТВЕРЖДЕНА', 'УТВЕРЖДЕНЫ')
    """
    return agree(APPROVED, title)


def agree(forms: tuple[str, str, str, str], title: str) -> str:
    """The one of four forms (masculine, feminine, neuter, plural) that agrees with the head noun of a title.

    The table of the standard decides first, the dictionary after it; two titles joined by «и» right after the head
    are plural. A title whose head is not found takes the masculine («документ»).
    """
    words = title.strip(' \u00a0«„"').lower().split(None, 2)
    place = _NOUNS.get(words[0]) if words else 0
    if place is not None and not (len(words) > 2 and words[1] == "и"):
        return forms[place]
    return forms[_place_by_dictionary(title)]


@lru_cache(maxsize=1024)
def _place_by_dictionary(title: str) -> int:
    from docgen.language.heads import find_head
    from docgen.language.phrases import next_solid, tokenise

    tokens = tokenise(title.strip(' \u00a0«„"').replace("»", " ", 1) if title[:1] in '«„"' else title)
    start = next_solid(tokens, 0)
    head = find_head(tokens, start, "title") if start is not None else None
    if head is None:
        return 0
    joint = next_solid(tokens, head.end)
    if joint is not None and tokens[joint].text == "и":
        second = next_solid(tokens, joint + 1)
        if second is not None and find_head(tokens, second, "title"):
            return 3
    return 3 if head.plural else _PLACES[head.gender]


def person_initials(
    surname: str,
    first_name: str | None,
    patronymic: str | None,
    order: str = "after",
    style: Literal["И.О.", "И. О."] = "И.О.",
) -> str:
    """«И.О. Фамилия» (``before``: signatures, marks) or «Фамилия И.О.» (``after``: body text), std:Y09.

    The surname may be in any case; names given as initials stay so. Blanks are non-breaking.
    """
    initials = [_initial(name) for name in (first_name, patronymic) if name and name.strip(" .")]
    joined = (NBSP if style == "И. О." else "").join(initials)
    if not joined:
        return surname
    return f"{joined}{NBSP}{surname}" if order == "before" else f"{surname}{NBSP}{joined}"


def _initial(name: str) -> str:
    """«А.» of «Анна», «А.-М.» of «Анна-Мария»."""
    return "-".join(f"{part.strip()[0].upper()}." for part in name.split("-") if part.strip(" ."))
