"""A name that gives way to another in running words, each mention in its own case: «Департаменту» becomes «Министерству».

Here stand the forms, the search and the agreement of the words beside a name; which names give way on which day is said in
``succession``. Cited acts and quoted titles are the caller's to protect. What is not certain is changed as it seems right
and said, so that a person looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from docgen.language.heads import find_head
from docgen.language.inflection import inflect
from docgen.language.phrases import next_solid, tokenise
from docgen.model.text import CASES
from docgen.transforms.governing import NEAR, agreed, cases_before, following_field, gendered_neighbours, with_vowel
from docgen.transforms.year_mentions import Span

_BLANK = r"[\s\u00a0]+"


@dataclass(frozen=True)
class Phrase:
    """A name in all its cases: by our words for cases («дат»)."""

    forms: Mapping[str, str]
    kind: str = "body"
    gender: str = ""
    certain: bool = True

    @classmethod
    def of(cls, name: str, kind: str = "body", explicit: Mapping[str, str] | None = None) -> Phrase:
        """The phrase of a nominative; explicit forms win over computed ones."""
        forms, certain = {"им": name}, True
        for case, code in CASES.items():
            if case == "им":
                continue
            given = (explicit or {}).get(case)
            made = inflect(name, code, kind)
            forms[case] = given or made.form
            certain = certain and (given is not None or made.certain)
        return cls(forms, kind, gender_of_phrase(name, kind), certain)


@lru_cache(maxsize=1024)
def gender_of_phrase(name: str, kind: str) -> str:
    """``m``, ``f``, ``n`` of the head of a name, ``p`` for a plural, empty when it has none («ЗОИРО»)."""
    tokens = tokenise(name)
    start = next_solid(tokens, 0)
    head = find_head(tokens, start, kind) if start is not None else None
    return "" if head is None else "p" if head.plural else head.gender


@dataclass(frozen=True)
class Renaming:
    """One name that gives way to another. ``doubt`` says why each mention is to be looked at, if it is."""

    old: Phrase
    new: Phrase
    doubt: str = ""
    rest: str = ""
    """The words of the full name that this short one leaves out: «образования и науки Заречной области»."""


class Renamed(NamedTuple):
    """One mention that was changed, and why a person has to look at it."""

    was: str
    became: str
    doubt: str = ""


class RenamedText(NamedTuple):
    """A text after the renaming, and what was changed in it."""

    text: str
    changes: tuple[Renamed, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person has to look at it, each reason once."""
        return tuple(dict.fromkeys(f"«{c.was}» → «{c.became}»: {c.doubt}" for c in self.changes if c.doubt))


@dataclass(frozen=True)
class Renamer:
    """All names that give way on one day, ready to be looked for."""

    renamings: tuple[Renaming, ...]

    @cached_property
    def _by_form(self) -> dict[str, list[tuple[Renaming, str]]]:
        """What each form of an old name may be: the name and the case; the longest names are known first."""
        found: dict[str, list[tuple[Renaming, str]]] = {}
        for renaming in self.renamings:
            for case, form in renaming.old.forms.items():
                known = found.setdefault(_key(form), [])
                if not known or known[0][0] is renaming:
                    known.append((renaming, case))
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = sorted({form for r in self.renamings for form in r.old.forms.values()}, key=len, reverse=True)
        if not forms:
            return None
        written = "|".join(dict.fromkeys(_written(form) for form in forms))
        return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])")

    def renamed(self, text: str, protected: Sequence[Span] = ()) -> RenamedText:
        """One line of words with the new names in it."""
        if self._pattern is None:
            return RenamedText(text, ())
        done: list[str] = []
        changes: list[Renamed] = []
        taken = position = 0
        rest = text  # words after a name may change with it: places are counted from the end, which stays
        while match := self._pattern.search(rest, position):
            start, position = match.span()
            moved = len(text) - len(rest)
            if any(start + moved < stop and begin < position + moved for begin, stop in protected):
                continue
            before, after = rest[taken:start], rest[position : position + NEAR]
            if other := self._is_other(match.group(), after):
                changes.append(other)
                continue
            context = "".join(done[-2:])[-NEAR:] + before
            change, before, following = self._changed(match.group(), context, before, after)
            changes.append(change)
            done += (before, change.became)
            if following != after:
                rest = rest[:position] + following + rest[position + NEAR :]
            taken = position
        return RenamedText("".join((*done, rest[taken:])), tuple(changes))

    def _is_other(self, words: str, after: str) -> Renamed | None:
        """That a one-word name is that of another body: «Департамент финансов», «наш департамент» stay and are asked about."""
        renaming = self._by_form[_key(words)][0][0]
        name = renaming.old.forms["им"]
        if words[:1].islower() and name[:1].isupper() and " " not in name:
            return Renamed(words, words, "написано со строчной буквы: этот ли это орган; оставлено как было")
        field = following_field(name, after) if renaming.old.kind == "body" else ""
        if not field or field.split()[0] in renaming.rest.casefold().split():
            return None
        return Renamed(words, words, f"вместе с «{field}» это может быть другой орган; оставлено как было")

    def _changed(self, words: str, whole: str, before: str, after: str) -> tuple[Renamed, str, str]:
        """The change of one mention, with the words before and after it as they agree with the new name."""
        options = self._by_form[_key(words)]
        renaming = options[0][0]
        doubts = [renaming.doubt] if renaming.doubt else []
        case = _case(options, whole, doubts)
        became = _like(words, renaming.new.forms[case], renaming.old.forms[case])
        if not (renaming.old.certain and renaming.new.certain):
            doubts.append("падеж нового названия образован неуверенно")
        if renaming.rest and following_field(renaming.old.forms["им"], after):
            doubts.append("название сокращено не так, как в справочнике")
        old, new = renaming.old.gender, renaming.new.gender
        if old and new and old != new and renaming.old.kind == "body":
            before, after, said = agreed(before, after, case, old, new)
            doubts += (*said, *gendered_neighbours(after, case, old, new))
        before = with_vowel(before, became)
        return Renamed(words, became, "; ".join(dict.fromkeys(doubts))), before, after


def _case(options: Sequence[tuple[Renaming, str]], before: str, doubts: list[str]) -> str:
    """The case in which a form stands, where the words before it tell; else the first that it may be."""
    renaming = options[0][0]
    possible = [case for case in CASES if case in {case for _, case in options}]
    left_open = cases_before(before) if len(possible) > 1 else frozenset(possible)
    likely = [case for case in possible if case in left_open] or possible
    if len({renaming.new.forms[case] for case in likely}) > 1:
        doubts.append(f"падеж не ясен: {', '.join(likely)}")
    return likely[0]


def _key(form: str) -> str:
    """A form as it is looked up: blanks and the capital of the first letter do not count, nor do capitals throughout."""
    return " ".join(form.split()).casefold()


def _written(form: str) -> str:
    """The pattern of a form: as it stands, with a capital at the head of a sentence, or all in capitals."""
    words = [re.escape(word) for word in form.split()]
    plain = _BLANK.join(words)
    first = form[:1]
    if first.isalpha() and not form[:2].isupper():
        plain = f"[{first.lower()}{first.upper()}]{plain[1:]}"
    shouted = _BLANK.join(re.escape(word.upper()) for word in form.split())
    return f"{plain}|{shouted}" if shouted != plain else plain


def _like(words: str, new: str, old: str) -> str:
    """The new form with the capitals of the words that it replaces."""
    if words.isupper() and not old.isupper() and len(words) > 1:
        return new.upper()
    if words[:1].isupper() and old[:1].islower():
        return new[:1].upper() + new[1:]
    if words[:1].islower() and old[:1].isupper() and not new[:2].isupper():
        return new[:1].lower() + new[1:]
    return new


def renamer(renamings: Iterable[Renaming]) -> Renamer:
    """The renamer of these names, those without a change left out; of two with one old name the first counts."""
    kept: dict[str, Renaming] = {}
    for renaming in renamings:
        name = _key(renaming.old.forms["им"])
        if name and renaming.old.forms != renaming.new.forms:
            kept.setdefault(name, renaming)
    return Renamer(tuple(sorted(kept.values(), key=lambda r: -len(r.old.forms["им"]))))
