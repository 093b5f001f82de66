"""Which rows of a plan another row leans on: the events that it takes part in, the regional row on the same matter.

Told by the titles in quotes first, then by the stems of the words: «семинары-практикумы» is «семинаров-практикумов».
"""

from __future__ import annotations

import re

from docgen.model.plan import Level
from docgen.patterns import pattern
from docgen.transforms.derivation_rows import Row

_EVENT = pattern(
    r"(?<!\w)(?:вебинар|семинар|практикум|конкурс|день(?!\w)|дни(?!\w)|дня(?!\w)|конференци|фестивал|форум|марафон|панорам"
    r"|слет|слёт|олимпиад|чтени|мастерск|сесси|клуб|ярмарк|декадник|неделя|круглый\s+стол|выставк|смотр|турнир"
    r"|мастер-класс|совещани\w*-инструктаж)\w*",
    re.IGNORECASE,
)
_TITLE = pattern(r"«(?P<title>(?:[^«»]|«[^«»]*»)+)»")
_WORD = pattern(r"[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁё]+)*")
_GROUP = pattern(r"\*{0,2}\s*\d?\.?\s*(?P<level>регионального|муниципального)\s+уровня", re.IGNORECASE)
_LEADS = pattern(r"участи|обеспечен|организац|проведен|направлен|просмотр|обсужден|работа", re.IGNORECASE)
_LEAST, _LEAST_LED, _SAME_TITLE, _STEM = 0.6, 0.4, 0.85, 5


def is_event(row: Row) -> bool:
    """Whether a row is an event by its first words: «Единый муниципальный методический день»."""
    opening = row.words.split("\n")[0].split("«")[0].split(":")[0]
    return bool(_EVENT.search(" ".join(opening.split()[:5])))


def titles_in(words: str) -> list[str]:
    """The titles in quotes, the bracketed kind of a plan («дорожная карта») left out."""
    found = [match["title"] for match in _TITLE.finditer(words)]
    return [title for title in found if not title.casefold().startswith("дорожн")]


def links_of(row: Row, rows: list[Row], *, takes_part: bool) -> tuple[Row, ...]:
    """The rows that this one leans on, in the order in which it names them.

    Who takes part names events of any level from its own upwards; any other municipal row leans on the regional row on
    the same matter alone.
    """
    found: list[Row] = []
    for item, wanted in _items(row.words):
        candidates = [each for each in rows if each is not row and _may_lead(row, each, wanted, takes_part)]
        link = _by_title(item, candidates) or _by_words(item, row, candidates, takes_part=takes_part)
        if link is not None and link not in found:
            found.append(link)
    return tuple(found)


def link_of_item(item: str, row: Row, rows: list[Row]) -> Row | None:
    """The row that one line of a participation names."""
    candidates = [each for each in rows if each is not row]
    return _by_title(item, candidates) or _by_words(item, row, candidates, takes_part=True)


def _items(words: str) -> list[tuple[str, Level | None]]:
    """The lines of a list with the level under whose heading they stand; without a list all of the words."""
    wanted: Level | None = None
    found: list[tuple[str, Level | None]] = []
    for line in words.split("\n"):
        if match := _GROUP.search(line):
            wanted = Level.REGIONAL if match["level"].casefold().startswith("рег") else Level.MUNICIPAL
        elif line.startswith("- "):
            found.append((line[2:], wanted))
    return found or [(words, None)]


def _may_lead(row: Row, other: Row, wanted: Level | None, takes_part: bool) -> bool:
    if _LEADS.match(other.words) and takes_part and not other.words.startswith("Организация и проведение"):
        return False  # who takes part does so in an event, not in another participation
    if wanted is not None:
        return other.level is wanted
    if row.level is Level.INSTITUTIONAL and takes_part:
        return other.level is not Level.INSTITUTIONAL
    return other.level is Level.REGIONAL or other.level is None


def _by_title(item: str, candidates: list[Row]) -> Row | None:
    for title in titles_in(item):
        stems = _stems(title, drop=frozenset())
        alike = [
            (_overlap(stems, _stems(named, drop=frozenset())), -place, other)
            for place, other in enumerate(candidates)
            for named in titles_in(other.words)
        ]
        best = max(alike, key=lambda each: each[:2], default=None)
        if best is not None and best[0] >= _SAME_TITLE:
            return best[2]
    return None


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)


def _by_words(item: str, row: Row, candidates: list[Row], *, takes_part: bool) -> Row | None:
    """The row with the most of the words; of two alike the one whose first word the row names («мониторингах»)."""
    stems = _stems(item) - _stems(" ".join(word for word in _WORD.findall(item) if _LEADS.match(word)))
    lead = _stems(row.words.split("\n")[0])
    best: tuple[float, Row] | None = None
    for other in candidates:
        theirs = _stems(other.words)
        share = len(stems & theirs) / (len(stems) or 1) if takes_part else _overlap(stems, theirs)
        first = _stems(" ".join(other.words.split()[:1]))
        score = share + (0.2 if first & (lead | stems) else 0.0) - len(theirs - stems) * 0.001
        least = _LEAST_LED if takes_part and len(_stems(_opening(other.words)) - stems) == 0 else _LEAST
        if share >= least and (best is None or score > best[0]):
            best = (score, other)
    return best[1] if best else None


def _opening(words: str) -> str:
    return " ".join(words.split()[:2])


_COMMON = frozenset({"далее", "област", "муниц", "регио", "рамка"})


def _stems(words: str, drop: frozenset[str] = _COMMON) -> set[str]:
    """The beginnings of the words that mean something, and abbreviations whole."""
    found = set()
    for word in _WORD.findall(words):
        if word.isupper() and len(word) > 1:
            found.add(word)
        elif len(word) > 3:
            found.add(word.casefold().replace("ё", "е")[:_STEM])
    return found - drop
