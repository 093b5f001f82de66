"""Surnames in the cases: pytrovich corrected by rules of endings, with the dictionary as the second opinion.

A rule here speaks of an ending, never of one person. Where the ending leaves two ways open (-ой, -чий, a
fleeting vowel, an unknown stress) the likelier form is given and the doubt is told. First names and
patronymics stand in `names`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from docgen.language import endings
from docgen.language.dictionary import Reading, common_noun, nominative, readings
from docgen.language.endings import VOWELS, Declined, as_written, either, made_by_pytrovich, plain, syllables

_PREFIXES: Final = frozenset({"аль", "эль", "бен", "ибн", "тер", "дер", "ван", "фон", "де", "ле", "ла", "сен"})
_FROZEN_ENDS: Final = ("-заде", "-оглы", "-кызы")
_ADJECTIVE_IKH: Final = tuple("кгхжшщчн")
"""The letters before -их of a frozen adjective surname (Долгих); after others it is foreign (Эрлих)."""


def decline_surname(surname: str, case: str, gender: str) -> Declined:
    """A surname, double ones part by part. ``gender`` is ``m`` or ``f`` (standard §8.2)."""
    if surname.lower().endswith(_FROZEN_ENDS):
        return Declined(surname)
    parts = re.split(r"([-‑])", surname)
    out, doubts = [], []
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        frozen = part in "-‑" or (not last and _stays_in_double(part, gender))
        declined = Declined(part) if frozen else _decline_part(part, case, gender, last)
        out.append(declined.form)
        doubts += [declined.doubt] if declined.doubt else []
    return Declined("".join(out), "; ".join(doubts))


def _stays_in_double(part: str, gender: str) -> bool:
    """Whether the first part of a double surname is no surname by itself («Тер-», «Бонч-»)."""
    if part.lower() in _PREFIXES:
        return True
    consonant = part.lower()[-1] not in VOWELS
    return gender == "m" and consonant and made_by_pytrovich("surname", "m", "gen", part, known_gender=False) == part


def _decline_part(part: str, case: str, gender: str, last: bool) -> Declined:
    low = part.lower()
    known = [r for r in _known_surnames(low) if r.gender in (gender, "c")]
    if any("Fixd" in r.tag and r.gender == "c" for r in known) and low[-1] in VOWELS:
        return Declined(part)
    declined = (_male if gender == "m" else _female)(part, low, case)
    if declined is None:
        declined = Declined(made_by_pytrovich("surname", gender, case, part, known_gender=last))
    return _second_opinion(part, declined, known, case)


def _second_opinion(part: str, declined: Declined, known: list[Reading], case: str) -> Declined:
    """The dictionary's word on a surname it knows: agreement removes a doubt, disagreement makes one."""
    theirs = {form for r in known if (form := r.form(case, animate=True))}
    if not theirs:
        return declined
    if plain(declined.form) in {plain(form) for form in theirs}:
        return Declined(declined.form)
    other = as_written(part, sorted(theirs)[0])
    theirs_better = part.lower()[-1] not in VOWELS + "й" and not part.lower().endswith("ец")
    taken, left = (other, declined.form) if theirs_better else (declined.form, other)
    return Declined(taken, f"фамилия «{part}»: «{taken}» или «{left}»")


@lru_cache(maxsize=4096)
def _known_surnames(low: str) -> tuple[Reading, ...]:
    return tuple(r for r in readings(low) if r.known and r.case == "nom" and not r.plural and "Surn" in r.tag)


# --- men


def _male(part: str, low: str, case: str) -> Declined | None:
    """The form by the rules of this module, or None when pytrovich's rule for the ending is right."""
    if low[-1] in "ая":
        return _ending_in_a(part, low, case, "m")
    if low.endswith("й"):
        return _male_y(part, low, case)
    noun = common_noun(low)
    if noun and noun.gender == "m" and low[-1] not in VOWELS and _fleeting(low, noun):
        return _like_noun(part, noun, case)
    frozen = low.endswith("ых") or (low.endswith("их") and low[:-2].endswith(_ADJECTIVE_IKH))
    if low.endswith(("их", "ых")) and (noun or not frozen):
        doubt = either(part, endings.HARD.apply(part, case), part) if noun else ""
        return Declined(endings.HARD.apply(part, case), doubt)
    if low.endswith("ц") and low[-2:-1] == "е":
        return _male_ets(part, low, case, noun)
    if low.endswith(("ок", "ек", "ёк")) and not noun:
        return _male_ok(part, low, case)
    if case == "ins":
        return _male_instrumental(part, low, noun)
    return None


def _male_y(part: str, low: str, case: str) -> Declined | None:
    stem = low[:-2]
    if low.endswith("ой"):
        pattern = endings.ADJ_VELAR if stem[-1:] in "кгхжшщч" else endings.ADJ_HARD
        as_noun = endings.SOFT
    elif low.endswith("чий"):
        pattern, as_noun = endings.ADJ_SOFT, endings.SOFT_IY
    elif low.endswith("гий"):
        pattern, as_noun = endings.ADJ_VELAR, endings.SOFT_IY
    elif low.endswith("ий"):
        return _male_iy(part, low, case)
    elif low.endswith("ей") and (noun := common_noun(low)) and _fleeting(low, noun):
        return _like_noun(part, noun, case)
    elif low.endswith("ый"):
        return _male_yy(part, low, case)
    else:
        return None if low[-2:-1] in "аеу" else Declined(endings.SOFT.apply(part, case))
    adjective, noun_like = pattern.apply(part, case), as_noun.apply(part, case)
    taken, left = (noun_like, adjective) if _reads_as_noun(low) else (adjective, noun_like)
    if low.endswith("ой") and syllables(low) == 1 and not _reads_as_adjective(low):
        return Declined(noun_like)
    if low.endswith("гий") and taken == adjective:
        return Declined(adjective)
    return Declined(taken, either(part, taken, left))


def _male_iy(part: str, low: str, case: str) -> Declined | None:
    """-ий: adjectives after ж ш щ н к х (pytrovich), otherwise a noun; the dictionary may know better."""
    if low[-3:-2] in "жшщнкх":
        if not any("Name" in r.tag and r.known and r.case == "nom" for r in readings(low)):
            return None
        form = made_by_pytrovich("surname", "m", case, part)
        return Declined(form, either(part, form, endings.SOFT_IY.apply(part, case)))
    form = endings.SOFT_IY.apply(part, case)
    if _reads_as_adjective(low):
        return Declined(form, either(part, form, endings.ADJ_SOFT.apply(part, case)))
    return Declined(form)


def _male_yy(part: str, low: str, case: str) -> Declined | None:
    """-ый: an adjective (pytrovich), save the few names and nouns that the dictionary knows (Батый)."""
    if not any(r.part == "noun" and r.known and r.case == "nom" and "Surn" not in r.tag for r in readings(low)):
        return None
    form = endings.SOFT.apply(part, case)
    return Declined(form, either(part, form, endings.ADJ_HARD.apply(part, case)))


def _male_ets(part: str, low: str, case: str, noun: Reading | None) -> Declined | None:
    """-ец: the vowel falls out after one consonant (Кравца), stays after two (Швеца)."""
    stem = low[:-2]
    if stem[-1:] in VOWELS:
        return None
    keeps = bool(noun) or (len(stem) > 1 and stem[-2] not in VOWELS) or len(stem) < 2
    pattern = endings.HARD if keeps else endings.LETS if stem.endswith("л") else endings.ETS
    form = pattern.apply(part, case)
    library = made_by_pytrovich("surname", "m", case, part)
    if not keeps and case == "ins" and not library.lower().endswith("ецем"):
        form = library if not stem.endswith("л") else form
    if case == "ins" and not noun:
        stressed, unstressed = f"{form[:-2]}ом", f"{form[:-2]}ем"
        return Declined(form, either(part, form, unstressed if plain(form) == plain(stressed) else stressed))
    agreed = noun or library.lower()[:-2] == form.lower()[:-2]
    doubt = "" if agreed else either(part, form, library)
    return Declined(form, doubt)


def _male_ok(part: str, low: str, case: str) -> Declined:
    """-ок, -ек, -ёк without a noun in the dictionary: the vowel may fall out; in -енок it usually does."""
    kept, dropped = endings.HARD.apply(part, case), endings.NOK.apply(part, case)
    if low.endswith(("енок", "ёнок")):
        return Declined(dropped, either(part, dropped, kept))
    return Declined(kept, "" if low.endswith(("чек", "щек")) else either(part, kept, dropped))


def _male_instrumental(part: str, low: str, noun: Reading | None) -> Declined | None:
    """-ым only for possessive -ов, -ев, -ин, -ын (not Лев, Мин); -ом or -ем after ж ш ч щ by stress."""
    if low[-1] in "вн":
        possessive = low.endswith(("ов", "ев", "ёв", "ин", "ын"))
        if syllables(low) == 1:
            possessive = low[-1] == "в" and len(low) > 4
        if not possessive:
            return Declined(endings.HARD.apply(part, "ins"))
        if noun and noun.gender == "m":
            form = made_by_pytrovich("surname", "m", "ins", part)
            return Declined(form, either(part, form, endings.HARD.apply(part, "ins")))
        return None
    if low[-1] in "жшчщ" and not low.endswith(("ич", "ыч")):
        if noun and noun.gender == "m":
            return Declined(as_written(part, noun.form("ins") or part))
        form = endings.HUSHING.apply(part, "ins")
        return Declined(form, either(part, form, endings.HARD.apply(part, "ins")))
    return None


# --- women, and men in -а


def _female(part: str, low: str, case: str) -> Declined | None:
    if low[-1] not in "ая":
        return None
    if low.endswith(("ая", "яя")):
        return _female_adjective(part, low, case)
    if low.endswith(("ова", "ева", "ёва", "ина", "ына", "ска", "цка")):
        return _female_possessive(part, low, case)
    return _ending_in_a(part, low, case, "f")


def _female_adjective(part: str, low: str, case: str) -> Declined | None:
    """-ая: by the dictionary's adjective (Большой, but Хорошей), else soft after ж ш щ ч, else pytrovich."""
    for reading in nominative(low):
        if reading.part == "adjective" and reading.known and reading.gender == "f":
            return Declined(as_written(part, reading.form(case) or part))
    return Declined(endings.ADJ_HUSHING.apply(part, case)) if low[-3:-2] in "жшщч" else None


def _female_possessive(part: str, low: str, case: str) -> Declined | None:
    """-ова, -ина: a possessive (Щуровой), unless the word is a noun (Совы) or could be one (Калина)."""
    noun = common_noun(low)
    library = made_by_pytrovich("surname", "f", case, part)
    short = syllables(low) == 2 and low.endswith(("ова", "ева"))
    if not short and noun is None:
        return None
    as_noun = (endings.A_VELAR if low.endswith("ка") else endings.A_HARD).apply(part, case)
    if library == as_noun:
        return Declined(library)
    if low.endswith(("ина", "ына")):
        return Declined(library, either(part, library, as_noun))
    return Declined(as_noun, "" if short and noun else either(part, as_noun, library))


def _ending_in_a(part: str, low: str, case: str, gender: str) -> Declined | None:
    """-а, -я: hushing stems take -ей or -ой by stress; a form left unchanged is asked about."""
    before = low[-2:-1]
    noun = common_noun(low)
    if low.endswith("а") and before in "жшчщц":
        pattern = endings.A_TS if before == "ц" else endings.A_HUSHING
        form = pattern.apply(part, case)
        if case != "ins":
            return Declined(form)
        if noun and noun.gender in "fc":
            return Declined(as_written(part, noun.form("ins") or part))
        return Declined(form, "" if before == "ц" else either(part, form, endings.A_HARD.apply(part, case)))
    library = made_by_pytrovich("surname", gender, case, part)
    regular = endings.A_VELAR if before in "кгх" else endings.A_HARD
    if low.endswith("на") and gender == "f":
        return Declined(regular.apply(part, case))
    if low.endswith("а") and before not in VOWELS and library == part:
        if noun:
            return Declined(regular.apply(part, case))
        if low not in _FRENCH:
            return Declined(part, either(part, part, regular.apply(part, case)))
    return None


_FRENCH: Final = frozenset({"дюма", "тома", "дега", "люка", "петипа", "гамарра"})
"""Surnames with the French final stress that pytrovich leaves unchanged and rightly so."""


# --- words


def _reads_as_noun(low: str) -> bool:
    """Whether -ой or -чий declines as a noun (Прибой → Прибоя, Топчий → Топчия).

    A noun of the dictionary decides by its own genitive (рабочий → рабочего); an unknown -чий is a noun.
    """
    known = [r for r in nominative(low) if r.known and not r.plural and r.gender == "m"]
    if not known:
        return low.endswith("чий")
    return any(r.part == "noun" and (r.form("gen") or "").endswith("я") for r in known)


def _reads_as_adjective(low: str) -> bool:
    return any(r.part == "adjective" and r.known for r in nominative(low))


def _fleeting(low: str, noun: Reading) -> bool:
    """Whether the noun loses a vowel in the genitive (заяц – зайца)."""
    genitive = noun.form("gen") or low
    stem = low[:-1] if low[-1] in "ьй" else low
    return not plain(genitive).startswith(plain(stem))


def _like_noun(part: str, noun: Reading, case: str) -> Declined:
    form = as_written(part, noun.form(case, animate=True) or part)
    kept = made_by_pytrovich("surname", "m", case, part)
    return Declined(form, either(part, form, kept) if plain(kept) != plain(form) else "")
