"""The abbreviations of a superior plan: those whose definitions stay above are explained below, misspelt ones are mended."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from docgen.language.recognise import nominative_phrase
from docgen.model.plan import Plan
from docgen.patterns import pattern
from docgen.transforms.derivation_facts import Facts

_DEFINED = pattern(r"\(?далее\s*[-–—]\s*(?P<short>[А-Я][А-Яа-я]*[А-Я])\)?")
_SHORT = pattern(r"(?<![\w«-])(?P<short>[А-Я][А-Яа-я]*[А-Я]{1,})(?![\w-])")
_LEAST = 4


def mended_abbreviations(words: str, plan: Plan) -> tuple[str, list[tuple[str, str]]]:
    """The words with abbreviations that differ from a defined one by a letter or their order («ШПРО», «ШНОР» for «ШНРО»)."""
    mended: list[tuple[str, str]] = []

    def mend(match: re.Match[str]) -> str:
        found = _meant(match["short"], *_known(plan))
        if found and (match["short"], found) not in mended:
            mended.append((match["short"], found))
        return found or match.group()

    return _SHORT.sub(mend, words), mended


@lru_cache(maxsize=64)
def _known_of(text: str) -> tuple[frozenset[str], frozenset[tuple[str, int]]]:
    defined = frozenset(match["short"] for match in _DEFINED.finditer(text))
    used: dict[str, int] = {}
    for match in _SHORT.finditer(text):
        used[match["short"]] = used.get(match["short"], 0) + 1
    return defined, frozenset(used.items())


def _known(plan: Plan) -> tuple[frozenset[str], frozenset[tuple[str, int]]]:
    return _known_of(_all_words(plan))


def _all_words(plan: Plan) -> str:
    texts = [plan.title, plan.intro, *(part.text for part in plan.parts), plan.closing]
    for measure in plan.all_measures:
        texts += [measure.measure, measure.description, measure.document, measure.result]
        texts.append(str(measure.responsible) if measure.responsible else None)  # type: ignore[arg-type]
    return "\n".join(str(text) for text in texts if text)


def _meant(short: str, defined: frozenset[str], used: frozenset[tuple[str, int]]) -> str:
    """The defined abbreviation that is meant by one that nobody has defined; empty when it is not plain."""
    if short in defined or len(short) < _LEAST:
        return ""
    counts = dict(used)
    alike = [
        each for each in defined
        if len(each) == len(short) and each[0] in ("Ш", short[0])
        and (sorted(each) == sorted(short) or sum(a != b for a, b in zip(each, short, strict=True)) == 1)
        and counts.get(each, 0) >= counts.get(short, 0)
    ]  # fmt: skip
    return alike[0] if len(alike) == 1 else ""


def terms_line(plan: Plan, body: dict[str, Any], facts: Facts, intro: str) -> str:
    """«В Плане мероприятий используются сокращения: …» for those that the rows use and nobody below defines."""
    words = f"{intro}\n{_texts(body)}"
    used = {match["short"] for match in _SHORT.finditer(words)}
    defined = {match["short"] for match in _DEFINED.finditer(words)}
    above = _all_words(plan)
    said = []
    for short in sorted(used - defined):
        if full := _expanded(short, above, facts):
            said.append(f"{short} – {full}")
    if not said:
        return ""
    return f"В Плане мероприятий используются сокращения: {'; '.join(said)}."


def _texts(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(_texts(child) for key, child in value.items() if key not in ("код", "откуда", "срок"))
    if isinstance(value, list):
        return "\n".join(_texts(child) for child in value)
    return str(value)


def _expanded(short: str, above: str, facts: Facts) -> str:
    """What an abbreviation stands for: by the reference data, else by the words before «далее»."""
    for term in facts.reference.abbreviations.values():
        if short in (term.short, *term.aliases):
            return term.full
    for body in facts.reference.organisations.values():
        if short == body.short_on(facts.day) and body.name_on(facts.day) != short:
            return body.name_on(facts.day)
    for match in _DEFINED.finditer(above):
        if match["short"] == short:
            return _before(above[: match.start()], short)
    return ""


def _before(words: str, short: str) -> str:
    """The words whose first letters the abbreviation is, brought into the nominative where that is certain."""
    bare = re.sub(r"\s+[А-ЯЁ][а-яё-]+\s+(?:области|края|республики)\s*$", "", words[-200:].rstrip(" ("))
    found = re.findall(r"[А-Яа-яё-]+", bare)
    taken: list[str] = []
    letters = list(short.casefold())
    for word in reversed(found):
        taken.append(word)
        if letters and word.casefold().startswith(letters[-1]):
            letters.pop()
        if not letters:
            phrase = " ".join(reversed(taken))
            phrase = phrase[0].lower() + phrase[1:] if len(short) < _LEAST else phrase
            cases: tuple[str, ...] = ("gen", "dat", "acc", "ins", "pre")
            return next((made for case in cases if (made := nominative_phrase(phrase, case))), phrase)
        if len(taken) > 2 * len(short):
            break
    return ""
