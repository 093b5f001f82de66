"""Names of people in the cases: pytrovich, with the endings it gets wrong put right and every guess told.

A full name (surname first), a surname with initials on either side, a single surname. Exceptions by name do
not grow here: rules are by ending and by what the dictionary says of a word; a bearer who declines otherwise
has the form stored beside the nominative (standard §8.2, §9.1).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docgen.language.dictionary import readings
from docgen.language.endings import Declined, made_by_pytrovich
from docgen.language.surnames import decline_surname
from docgen.patterns import pattern

_TOKEN: Final = pattern(r"[А-Яа-яЁё]{1,2}\.|[^\W\d_]+(?:['’ʼ\-‑][^\W\d_]+)*|.", re.DOTALL)
_WORD: Final = pattern(r"[^\W\d_]+(?:['’ʼ\-‑][^\W\d_]+)*\Z")
_CYRILLIC: Final = pattern(r"[А-Яа-яЁё'’ʼ\-‑]+\Z")
_MALE_PATRONYMIC: Final = pattern(r"[а-яё]{2,}(?:ич|ыч)\Z", re.IGNORECASE)
_FEMALE_PATRONYMIC: Final = pattern(r"[а-яё]{2,}(?:вна|ична|инична)\Z", re.IGNORECASE)
_SON: Final = frozenset({"оглы", "оглу", "улы", "уулу", "угли"})
_DAUGHTER: Final = frozenset({"кызы", "гызы", "кизи"})
_EK_ENDINGS: Final = {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "pre": "е"}
"""First names in -ек keep the vowel (Джека, Ирека); pytrovich drops it."""
_STRESSED_PATRONYMICS: Final = ("ильич", "кузьмич", "фомич", "лукич")
_FEMALE_ENDINGS: Final = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")
_MALE_ENDINGS: Final = ("ов", "ев", "ёв", "ин", "ын", "ий", "ый", "ой")


def decline_person(text: str, case: str, gender: str | None) -> tuple[str, tuple[str, ...]]:
    """The name in another case, and in Russian whatever makes the form doubtful.

    ``gender`` is ``m`` or ``f``; when it is None the patronymic tells it, and without a patronymic the form
    follows a guess and says so. Initials, blanks and particles (оглы, кызы) stay as they are.
    """
    tokens = _TOKEN.findall(text)
    words = [i for i, token in enumerate(tokens) if _WORD.match(token) and len(token) > 1]
    initials = any(token.endswith(".") and len(token) > 1 for token in tokens)
    roles, doubts = _assign_roles([tokens[i] for i in words], initials)
    by_role = {role: tokens[i] for i, role in zip(words, roles, strict=True)}
    told = _gender_of_patronymic(by_role)
    if gender is None and told is None:
        return _without_gender(text, tokens, words, roles, case, doubts)
    if gender and told and gender != told:
        doubts.append(f"отчество «{by_role['patronymic']}» не подходит к указанному полу лица")
    form, more = _decline(tokens, words, roles, case, gender or told or "m")
    return form, tuple(doubts + more)


class NameParts(NamedTuple):
    """A name taken apart: the first name and the patronymic may be initials; ``gender`` is what the patronymic tells."""

    surname: str
    first_name: str
    patronymic: str
    gender: str | None


def name_parts(text: str) -> NameParts:
    """Who is who in «Фамилия Имя Отчество», «Имя Отчество Фамилия», «Фамилия И.О.» or «И.О. Фамилия»."""
    tokens = _TOKEN.findall(text)
    words = [token for token in tokens if _WORD.match(token) and len(token) > 1]
    initials = [token for token in tokens if token.endswith(".") and len(token) > 1]
    roles, _ = _assign_roles(words, bool(initials))
    by_role = dict(zip(roles, words, strict=True))
    found = {role: " ".join(w for w, r in zip(words, roles, strict=True) if r == role) for role in by_role}
    patronymic = " ".join(found[role] for role in ("patronymic", "frozen") if role in found)
    first, middle = found.get("first", ""), patronymic
    if initials:
        first, middle = initials[0], "".join(initials[1:])
    return NameParts(found.get("surname", ""), first, middle, _gender_of_patronymic(by_role))


def _without_gender(
    text: str, tokens: list[str], words: list[int], roles: list[str], case: str, doubts: list[str]
) -> tuple[str, tuple[str, ...]]:
    """The likelier form when nobody said the gender; no doubt if both genders give one form."""
    guess = _guessed_gender([tokens[i] for i in words], roles)
    form, more = _decline(tokens, words, roles, case, guess)
    other, _ = _decline(tokens, words, roles, case, "f" if guess == "m" else "m")
    if other != form:
        who = "мужчина" if guess == "m" else "женщина"
        more = [f"не указан пол лица «{text}»: взято «{who}», иначе было бы «{other}»", *more]
    return form, tuple(doubts + more)


def _decline(tokens: list[str], words: list[int], roles: list[str], case: str, gender: str) -> tuple[str, list[str]]:
    out = list(tokens)
    doubts: list[str] = []
    for index, role in zip(words, roles, strict=True):
        word = tokens[index]
        if role == "frozen":
            continue
        if not _CYRILLIC.match(word):
            doubts.append(f"«{word}» написано не кириллицей и оставлено без изменения")
            continue
        if role == "surname":
            declined = decline_surname(word, case, gender)
        else:
            declined = _decline_given(word, case, gender, role)
        out[index] = declined.form
        doubts += [declined.doubt] if declined.doubt else []
    return "".join(out), doubts


def _assign_roles(words: list[str], initials: bool) -> tuple[list[str], list[str]]:
    """Which word is what: surname first by contract, name first when the middle word is a patronymic."""
    if not words:
        return [], ["в имени нет фамилии"]
    if initials or len(words) == 1:
        roles = ["surname"] * len(words)
        return roles, [] if len(words) == 1 else ["при инициалах несколько слов фамилии"]
    tail = ["frozen"] if words[-1].lower() in _SON | _DAUGHTER else []
    core = words[: len(words) - len(tail)]
    if tail and len(core) > 1:
        lead = ["surname", "first"] if len(core) > 2 else ["first"]
        return [*lead, *["frozen"] * (len(words) - len(lead))], []
    if len(words) == 2:
        return _two_words(words), []
    if len(words) == 3:
        name_first = _is_patronymic(words[1]) and not _is_patronymic(words[2])
        return ["first", "patronymic", "surname"] if name_first else ["surname", "first", "patronymic"], []
    roles = ["surname", "first", "patronymic"] + ["frozen"] * (len(words) - 3)
    return roles, ["в имени больше трёх слов: просклонены первые три"]


def _two_words(words: list[str]) -> list[str]:
    if _is_patronymic(words[1]) and _dictionary_genders(words[0]):
        return ["first", "patronymic"]
    return ["surname", "first"]


def _is_patronymic(word: str) -> bool:
    return bool(_MALE_PATRONYMIC.match(word) or _FEMALE_PATRONYMIC.match(word)) or _particle(word) is not None


def _particle(word: str) -> str | None:
    """The gender told by a particle written into the word («Вагиф-оглы», «Вагифкызы»)."""
    low = word.lower()
    if len(low) > 6 and low.endswith(tuple(_SON)):
        return "m"
    return "f" if len(low) > 6 and low.endswith(tuple(_DAUGHTER)) else None


def _gender_of_patronymic(by_role: dict[str, str]) -> str | None:
    frozen = by_role.get("frozen", "").lower()
    if frozen in _SON or frozen in _DAUGHTER:
        return "m" if frozen in _SON else "f"
    patronymic = by_role.get("patronymic", "")
    if _MALE_PATRONYMIC.match(patronymic):
        return "m"
    return "f" if _FEMALE_PATRONYMIC.match(patronymic) else _particle(patronymic)


def _dictionary_genders(word: str) -> set[str]:
    """The genders of a first name that the dictionary knows; empty when it is no first name."""
    found = [r for r in readings(word) if "Name" in r.tag and r.case == "nom" and r.known and not r.plural]
    return {g for r in found for g in ("mf" if r.gender == "c" else r.gender)}


def _guessed_gender(words: list[str], roles: list[str]) -> str:
    for word, role in zip(words, roles, strict=True):
        if role == "first" and len(genders := _dictionary_genders(word)) == 1:
            return genders.pop()
    for word, role in zip(words, roles, strict=True):
        if role == "surname" and word.lower().endswith(_FEMALE_ENDINGS):
            return "f"
        if role == "surname" and word.lower().endswith(_MALE_ENDINGS):
            return "m"
    return "m"


def _decline_given(word: str, case: str, gender: str, role: str) -> Declined:
    """A first name or a patronymic."""
    low = word.lower()
    if role == "patronymic":
        return _decline_patronymic(word, low, case, gender)
    form = word + _EK_ENDINGS[case] if gender == "m" and low.endswith("ек") else ""
    form = form or made_by_pytrovich("first", gender, case, word)
    known = {
        r.form(case)
        for r in readings(low)
        if "Name" in r.tag and r.case == "nom" and r.known and not r.plural and r.gender in (gender, "c")
    }
    plain = {f.replace("ё", "е") for f in known if f}
    if plain and form.lower().replace("ё", "е") not in plain:
        other = sorted(plain)[0].capitalize()
        taken, left = (other, form) if other != word else (form, other)
        return Declined(taken, f"имя «{word}»: «{taken}» или «{left}»")
    if not plain and _rare_first_name(low, gender):
        return Declined(form, f"имени «{word}» нет в словаре: проверьте форму «{form}»")
    if plain == set() and _belongs_to_other(low, gender):
        return Declined(form, f"имя «{word}» не подходит к полу лица")
    return Declined(form)


def _rare_first_name(low: str, gender: str) -> bool:
    """Endings where an unknown name may decline or not: female -ль, male -ёк, -ец, -иа, -уа."""
    if gender == "f":
        return low.endswith("ль")
    return low.endswith(("ёк", "ец", "уа", "иа"))


def _belongs_to_other(low: str, gender: str) -> bool:
    genders = _dictionary_genders(low)
    return bool(genders) and gender not in genders


def _decline_patronymic(word: str, low: str, case: str, gender: str) -> Declined:
    if _particle(word) or low.endswith(tuple(_SON | _DAUGHTER)):
        return Declined(word)
    if gender == "m" and low.endswith(("ич", "ыч")):
        stressed = low in _STRESSED_PATRONYMICS
        ending = {"gen": "а", "dat": "у", "acc": "а", "ins": "ом" if stressed else "ем", "pre": "е"}[case]
        return Declined(word + (ending.upper() if word.isupper() else ending))
    form = made_by_pytrovich("patronymic", gender, case, word)
    regular = _MALE_PATRONYMIC.match(word) or _FEMALE_PATRONYMIC.match(word)
    doubt = "" if regular else f"отчество «{word}» необычно: проверьте форму «{form}»"
    return Declined(form, doubt)
