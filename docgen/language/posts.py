"""Posts, bodies and titles in the cases: the head phrase declines, what follows stays (standard §9.2, v2.1).

«начальник отдела – главный бухгалтер», «органы местного самоуправления, осуществляющие управление», «План
мероприятий («дорожная карта») по …». The search for the head stands in `heads`. No list of posts grows here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from docgen.language.dictionary import place
from docgen.language.heads import Head, find_head, reads_as_genitive_group
from docgen.language.phrases import Token, as_written, next_solid, tokenise
from docgen.patterns import pattern

_FROZEN_START: Final = pattern(r"(?:и\.\s*о\.|врио|врид)(?!\w)", re.IGNORECASE)
_COLLECTIVE: Final = frozenset({"коллектив", "персонал", "состав", "руководство", "большинство", "ряд", "часть"})
_CONJUNCTIONS: Final = ("и", "или")
_PAIRS: Final = ("«»", "„“", '""')


def decline_phrase(
    text: str, case: str, kind: str, gender: str | None, number: str | None
) -> tuple[str, tuple[str, ...]]:
    """The phrase in another case, and in Russian whatever makes the form doubtful.

    ``kind`` is ``post`` (people: animate), ``body`` or ``title`` (inanimate; in a title the bracketed quoted
    name declines with its noun). ``gender`` is that of the holder, ``number`` (``sing``, ``plur``) settles
    «директора».
    """
    if _FROZEN_START.match(text):
        return text, ()
    phrase = _Phrase(text, case, kind, number)
    phrase.decline(gender)
    return "".join(phrase.out), tuple(dict.fromkeys(phrase.doubts))


class _Phrase:
    """One phrase on its way into a case: its tokens, what they become, and the doubts met on the way."""

    def __init__(self, text: str, case: str, kind: str, number: str | None) -> None:
        self.text, self.case, self.kind, self.number = text, case, kind, number
        self.yo = "ё" in text.lower()
        self.tokens: list[Token] = tokenise(text)
        self.out = [token.text for token in self.tokens]
        self.doubts: list[str] = []

    def decline(self, gender: str | None) -> None:
        """Decline the head phrase and whatever is coordinate with it."""
        start = next_solid(self.tokens, 0)
        if start is not None and self.tokens[start].kind == "quote":
            self._leading_quote(start)
            return
        if start is not None and self.tokens[start].abbreviation:
            return
        head = find_head(self.tokens, start, self.kind, self.number) if start is not None else None
        if head is None and self.kind == "body" and len(self.tokens) == 1 and (town := place(self.text)):
            self.out = [as_written(self.text, town.form(self.case) or self.text, self.yo)]
            if not town.known:
                self.doubts.append(f"слова «{self.text}» нет в словаре")
            return
        if head is None:
            self.doubts.append(f"в «{self.text}» не найдено главное слово в именительном падеже")
            return
        if head.noun is None and self.kind != "post" and not head.main.reading.substantive:
            self.doubts.append(f"в «{self.text}» не найдено существительное")
        if gender == "f" and self.kind == "post" and self.tokens[head.main.index].text.endswith("щий"):
            self.doubts.append(f"должность «{self.text}» в мужском роде, а лицо – женщина")
        self._put(head)
        self._after(head)
        self._town(head)

    def _town(self, head: Head) -> None:
        """«города Смоленска»: the name of a town agrees with the word before it (standard §8; Rosenthal, § 197)."""
        index = next_solid(self.tokens, head.end)
        if self.kind != "body" or index is None or next_solid(self.tokens, index + 1) is not None:
            return
        if head.main.reading.lemma == "город" and (town := place(self.tokens[index].text)):
            form = town.form(self.case)
            self.out[index] = as_written(self.tokens[index].text, form, self.yo) if form else self.out[index]

    def _put(self, head: Head) -> None:
        """Write the forms of a head phrase."""
        for index, form in head.forms(self.case):
            self.out[index] = as_written(self.tokens[index].text, form, self.yo)
        doubts = head.doubts(self.tokens, self.kind, self.case)
        self.doubts += [d for d in doubts if not (self.number and "число" in d)]
        lemma = head.main.reading.lemma
        if self.kind == "post" and self.case == "acc" and lemma in _COLLECTIVE:
            self.doubts.append(f"«{lemma}» – собирательное слово: винительный падеж взят неодушевлённый")

    def _after(self, head: Head) -> None:
        """The exceptions to «everything after the head stays»."""
        position = self._postposed(head)
        index = next_solid(self.tokens, position)
        if index is None:
            return
        token = self.tokens[index]
        if token.text.lower() in _CONJUNCTIONS and self._coordinate(head, index, direct=True):
            return
        if token.kind == "bracket" and not _quoted(token.text[1:-1]):
            self._bracket(head, index)
            position = index + 1
        self._scan(head, position)

    def _postposed(self, head: Head) -> int:
        """Decline what agrees right after the head («сестра диетическая»); the position after it."""
        position = head.end
        if head.noun is None:
            return position
        while (index := next_solid(self.tokens, position)) is not None and self.tokens[index].kind == "word":
            if self.tokens[index].abbreviation or reads_as_genitive_group(self.tokens, index):
                break
            form = head.beside(self.tokens, index, self.case)
            if form is None:
                break
            self.out[index] = as_written(self.tokens[index].text, form, self.yo)
            position = index + 1
        return position

    def _bracket(self, head: Head, index: int) -> None:
        """«учитель (преподаватель)»: a bracket right after the head declines if it is of its nature."""
        text = self.tokens[index].text
        if self.kind == "post":
            self.doubts.append(f"скобки «{text}» в «{self.text}»: проверьте, склоняются ли они")
        declined = self._inside(text[1:-1], head)
        if declined is not None:
            self.out[index] = f"({declined})"

    def _inside(self, inner: str, head: Head | None) -> str | None:
        """The words of a bracket in the case, if they are a nominative phrase (of the head's nature)."""
        tokens = tokenise(inner)
        start = next_solid(tokens, 0)
        if start is None or tokens[start].kind != "word" or tokens[start].abbreviation:
            return None
        found = find_head(tokens, start, self.kind)
        if found is None or (head and (found.animate is not head.animate or found.plural is not head.plural)):
            return None
        out = [token.text for token in tokens]
        for index, form in found.forms(self.case):
            out[index] = as_written(tokens[index].text, form, self.yo)
        return "".join(out)

    def _scan(self, head: Head, position: int) -> None:
        """Look through the tail for a dash, a comma, «и» or a bracketed name that belongs with the head."""
        direct = True
        index = next_solid(self.tokens, position)
        while index is not None:
            token = self.tokens[index]
            joint = token.kind in ("dash", "comma", "slash") or token.text.lower() in _CONJUNCTIONS
            if joint and self._coordinate(head, index, direct=direct and token.kind == "comma"):
                return
            if token.kind == "bracket":
                self._late_bracket(index)
            direct = False
            index = next_solid(self.tokens, index + 1)

    def _late_bracket(self, index: int) -> None:
        """«План мероприятий («дорожная карта»)»: the quoted name declines with its noun (std:P05)."""
        inner = self.tokens[index].text[1:-1]
        if self.kind == "post":
            self.doubts.append(f"скобки «({inner})» в «{self.text}» оставлены без изменения")
        elif (
            self.kind == "title"
            and _quoted(inner)
            and _declinable(inner)
            and (declined := self._inside(inner[1:-1], None)) is not None
        ):
            self.out[index] = f"({inner[0]}{declined}{inner[-1]})"

    def _coordinate(self, head: Head, joint: int, *, direct: bool) -> bool:
        """Decline the phrase after a joint if it stands in the head's place; says whether it did.

        ``direct`` means that nothing parts the joint from the head: what follows cannot be its genitive.
        """
        index = next_solid(self.tokens, joint + 1)
        if index is None or self.tokens[index].kind != "word" or self.tokens[index].abbreviation:
            return False
        dash = self.tokens[joint].kind in ("dash", "slash")
        if dash and self.kind != "post":
            return False
        other = find_head(self.tokens, index, self.kind)
        if other is None or not self._belongs(head, other, joint, direct):
            return False
        if other.noun is None and not dash:
            other = replace(other, animate=head.animate)
        self._put(other)
        self._after(other)
        return True

    def _belongs(self, head: Head, other: Head, joint: int, direct: bool) -> bool:
        """Whether a phrase further on belongs to the head and not to the genitives of its tail."""
        sign = self.tokens[joint].kind
        if other.noun is None:
            return sign in ("dash", "slash") or other.main.fits(head.plural, head.gender)
        homonym = other.could_be_genitive(self.tokens)
        if self.kind != "post":
            return self._thing_belongs(head, other, direct, homonym, comma=sign == "comma")
        if not other.animate:
            return direct and sign == "word"
        if sign in ("dash", "slash"):
            return not (homonym and self.tokens[other.main.index].text[:1].isupper())
        if not homonym or direct or (sign == "comma" and head.plural):
            return True
        self._left(other)
        return False

    def _thing_belongs(self, head: Head, other: Head, direct: bool, homonym: bool, *, comma: bool) -> bool:
        """The same for bodies and titles: a list of bodies declines, a title only right after its head."""
        if direct and not (comma and self.kind == "body"):
            return True
        if other.main.reading.lemma == head.main.reading.lemma and other.plural == head.plural:
            return True
        if homonym:
            return False
        self._left(other, declined=comma and self.kind == "body")
        return comma and self.kind == "body"

    def _left(self, other: Head, *, declined: bool = False) -> None:
        text = self.tokens[other.main.index].text
        what = "просклонено" if declined else "оставлено без изменения"
        self.doubts.append(f"«{text}» в «{self.text}» {what}")

    def _leading_quote(self, index: int) -> None:
        """«Дорожная карта» at the start of a title declines inside its quotes; a bare proper name stays."""
        text = self.tokens[index].text
        declined = self._inside(text[1:-1], None) if self.kind == "title" else None
        if declined is None:
            self.doubts.append(f"перед названием {text} нет родового слова, оно оставлено без изменения")
            return
        self.out[index] = text[0] + declined + text[-1]
        if not _declinable(text):
            self.doubts.append(f"название {text} просклонено в кавычках: проверьте")


def _declinable(inner: str) -> bool:
    """A quoted name is a common one, and so declines, when it begins small; «Дорожная карта» always is."""
    return inner[1:2].islower() or inner[1:-1].lower() == "дорожная карта"


def _quoted(inner: str) -> bool:
    return len(inner) > 2 and inner[0] + inner[-1] in _PAIRS
