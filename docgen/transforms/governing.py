"""The words around a name: which case they ask for, and which of them agree with its gender.

Only the nearest words are looked at. What they do not tell is told to the caller, who asks a person.
"""

from __future__ import annotations

import re

from docgen.language.dictionary import Reading, readings
from docgen.model.text import CASES
from docgen.patterns import pattern

NEAR = 200
"""Characters on either side of a name that are looked at."""
_ALL = frozenset(CASES)
_PREPOSITIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("в", "во", "на"), frozenset({"вин", "пр"})),
    **dict.fromkeys(("о", "об", "обо", "при"), frozenset({"пр"})),
    **dict.fromkeys(("к", "ко", "согласно", "благодаря", "вопреки"), frozenset({"дат"})),
    **dict.fromkeys(("от", "из", "для", "у", "без", "до", "после", "около", "кроме", "вместо"), frozenset({"род"})),
    **dict.fromkeys(("через", "про"), frozenset({"вин"})),
    **dict.fromkeys(("с", "со"), frozenset({"тв", "род"})),
    **dict.fromkeys(("под", "над", "перед", "между"), frozenset({"тв"})),
    "за": frozenset({"вин", "тв"}),
    "по": frozenset({"дат"}),
}  # fmt: skip
_BEFORE = pattern(r"([а-яёА-ЯЁ-]+|[^\s\u00a0])[\s\u00a0]*[«(]?\Z")
_DATIVE = pattern(r"(?:подведомственн|подчин[её]нн|подотч[её]тн|подконтрольн|принадлежащ)[а-яё]*\Z")
_OPENS = frozenset(".!?:;–—-(,")
_TO = frozenset({"в", "во", "на"})
_MOVES = pattern(
    r"(?:представ|предостав|направ|переда|сообщ|обрат|внес|внос|поступ|посыл|отправ|адрес|включ|подава|подат)[а-яё]*[^.;]*\Z"
)


def cases_before(words: str) -> frozenset[str]:
    """The cases that the words before a name leave open.

    >>> sorted(cases_before("подведомственных ")), sorted(cases_before("приказ "))
    (['дат'], ['род'])
    """
    words = words[-NEAR:]
    for _ in range(_ADJECTIVES):
        match = _BEFORE.search(words)
        found = readings(match[1]) if match else ()
        if match is None or not found or found[0].part != "adjective" or _DATIVE.search(match[1].lower()):
            break
        words = words[: match.start()]
    if match is None or match[1] in _OPENS:
        return frozenset({"им"})
    word = match[1].lower()
    if word in _PREPOSITIONS:
        # «направить … в администрацию»
        return frozenset({"вин"}) if word in _TO and _MOVES.search(words.lower()) else _PREPOSITIONS[word]
    if _DATIVE.search(word):
        return frozenset({"дат"})
    if found and found[0].part == "noun":
        return frozenset({"род"})
    if found and ("VERB" in found[0].tag or "INFN" in found[0].tag):
        return frozenset({"дат", "вин"})
    return _ALL


_ADJECTIVES = 3
_ROUND = frozenset("аиоуэАИОУЭ")
_ABOUT = pattern(r"(?<![а-яё])(об?)([\s\u00a0]+)\Z", re.IGNORECASE)


def with_vowel(before: str, name: str) -> str:
    """The words before a name with «о» or «об» as its first sound wants it."""
    match = _ABOUT.search(before, max(len(before) - NEAR, 0))
    if match is None:
        return before
    said = match[1][0] + ("б" if name[:1] in _ROUND else "")
    return f"{before[: match.start()]}{said}{match[2]}"


# --- agreement

_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
_LAST_WORD = pattern(r"([а-яёА-ЯЁ]+)([\s\u00a0]+)\Z")
_NEXT_WORD = pattern(r"\A([\s\u00a0]+)((?:не|уже|также|ежегодно|самостоятельно)[\s\u00a0]+)?([а-яёА-ЯЁ]+)")
_CLAUSE = pattern(r"[.!?;]")
_ANY_WORD = pattern(r"[а-яё]{2,}")
_PRONOUNS = {"он": "m", "она": "f", "оно": "n", "который": "m", "которая": "f", "которое": "n"}


def agreed(before: str, after: str, case: str, old: str, new: str) -> tuple[str, str, list[str]]:
    """The words beside a name put into its new gender: an adjective just before it, a verb in the past just after it.

    Says in Russian what was changed.
    """
    said: list[str] = []
    if match := _LAST_WORD.search(before, max(len(before) - NEAR, 0)):
        made = _adjective(match[1], case, old, new)
        if made and made != match[1]:
            said.append(f"согласовано «{match[1]}» → «{made}»")
            before = before[: match.start()] + made + match[2]
    match = _NEXT_WORD.match(after)
    if match and case == "им":
        made = _past(match[3], old, new)
        if made and made != match[3]:
            said.append(f"согласовано «{match[3]}» → «{made}»")
            after = f"{match[1]}{match[2] or ''}{made}{after[match.end() :]}"
    return before, after, said


def _adjective(word: str, case: str, old: str, new: str) -> str | None:
    for reading in readings(word):
        agrees = reading.part == "adjective" and reading.known and reading.case == CASES[case]
        if agrees and not reading.plural and reading.gender in (old, ""):
            return _as(word, _inflected(reading, {_GENDERS[new], "sing"})) if new in _GENDERS else None
    return None


def _past(word: str, old: str, new: str) -> str | None:
    found = readings(word)
    reading = next((r for r in found if "past" in r.tag and ("VERB" in r.tag or "PRTS" in r.tag)), None)
    if reading is None or reading is not found[0] or _GENDERS.get(old, "?") not in reading.tag:
        return None
    return _as(word, _inflected(reading, {_GENDERS[new]} if new in _GENDERS else {"plur"}))


def _inflected(reading: Reading, grammemes: set[str]) -> str | None:
    made = reading.parse.inflect(grammemes)
    return str(made.word) if made else None


def _as(word: str, form: str | None) -> str | None:
    if form is None:
        return None
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def gendered_neighbours(after: str, case: str, old: str, new: str) -> list[str]:
    """Words of the same clause that seem to agree with the old gender and would not with the new one, in Russian."""
    tail = _CLAUSE.split(after[:NEAR], maxsplit=1)[0]
    found: list[str] = []
    for match in _ANY_WORD.finditer(tail.lower()):
        word = match.group()
        disagrees = case == "им" and (made := _past(word, old, new)) is not None and made != word
        if disagrees or _PRONOUNS.get(word) == old:
            found.append(word)
    return [f"проверьте согласование слов: {', '.join(dict.fromkeys(found))}"] if found else []


# --- another body of the same kind

_FIELDS = pattern(
    r"\A[\s\u00a0]+(?:(?:общего|социального|экономического|государственного|сельского|городского|муниципального|внутренней"
    r"|информационных|имущественных|природных|дорожного|транспортного)[\s\u00a0]+)?"
    r"(?:образовани|просвещени|наук|здравоохранени|финанс|культур|спорт|физическ|труд|занятост|имуществ|экономик|экономическ|"
    r"сельск|строительств|архитектур|градостроительств|транспорт|информационн|информатизац|социальн|молод[её]жн|природн|лесн|"
    r"внутренн|юстиц|энергетик|жилищн|цифров|инвестиц|промышленност|туризм|безопасност|правов)[а-яё]*(?![а-яё])",
    re.IGNORECASE,
)
_KINDS = pattern(
    r"(?:департамент|министерство|управление|комитет|отдел|администрация|служба|агентство|инспекция|комиссия)\Z",
    re.IGNORECASE,
)


def following_field(name: str, after: str) -> str:
    """What makes of a one-word name that of another body, «финансов» after «Департамент»; empty when nothing does."""
    match = _FIELDS.match(after[:NEAR].lower()) if _KINDS.match(name.lower()) else None
    return " ".join(match.group().split()) if match else ""
