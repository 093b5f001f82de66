"""The head of a noun phrase: which word it is, what agrees with it, and the forms of both.

Works on nominative readings only, because posts, bodies and titles are stored in the nominative. Where the tail of
a phrase joins in stands in `posts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from docgen.language.dictionary import Reading, nominative, readings
from docgen.language.phrases import Token, next_solid

_FROZEN_PARTS: Final = frozenset(
    {
        *("пресс", "статс", "шеф", "вице", "экс", "премьер", "генерал", "капитан", "штаб", "блок", "контр", "обер"),
        *("медиа", "веб", "бизнес", "арт", "мини", "онлайн", "интернет", "ит", "видео", "аудио", "фото", "кино"),
        *("чек", "кейс", "блиц", "тест", "стенд", "флеш", "топ", "пилот", "теле", "радио"),
    }
)
_AGENTS: Final = re.compile(r"(?:тор|ёр|тель|лог|вед|ист|граф|коуч)\Z")
_SELF_STANDING: Final = re.compile(r"(?:щиеся|щийся|щаяся|служащ..|исполняющ..)\Z")
_HYPHEN: Final = re.compile(r"[-‑]")

Feature = tuple[bool, str]
"""Plural or not, and the gender (empty in the plural)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the head phrase, part by part of a hyphenated one: the reading of each, None for a part that stays."""

    index: int
    parts: tuple[str, ...]
    chosen: tuple[Reading | None, ...]

    @property
    def reading(self) -> Reading:
        """The reading that decides number and gender: that of the last part."""
        last = self.chosen[-1]
        assert last is not None
        return last

    @property
    def features(self) -> frozenset[Feature]:
        """The numbers and genders the word can have: several for «глава» and for «детский сад-школа»."""
        if self.reading.plural:
            return frozenset({(True, "")})
        genders = {gender for reading in self.chosen if reading for gender in reading.gender}
        return frozenset((False, gender) for gender in (genders - {"c"} | set("mf") if "c" in genders else genders))

    def fits(self, plural: bool, gender: str) -> bool:
        """Whether the word can stand with a head of this number and gender."""
        return (plural, "" if plural else gender) in self.features

    @property
    def known(self) -> bool:
        """Whether the dictionary has the word, or every declining part of it."""
        return all(reading is None or reading.known for reading in self.chosen)

    def form(self, case: str, gender: str, animate: bool) -> str:
        """The word in the case, in lower case."""
        pieces = []
        for part, reading in zip(self.parts, self.chosen, strict=True):
            form = reading.form(case, gender=gender, animate=animate) if reading else None
            pieces.append(form or part)
        return "-".join(pieces)


@dataclass(frozen=True, slots=True)
class Head:
    """A head phrase: agreeing adjectives and the noun, or an adjective in the place of one («заведующий»)."""

    adjectives: tuple[Word, ...]
    noun: Word | None
    end: int
    plural: bool
    gender: str
    animate: bool

    @property
    def main(self) -> Word:
        """The noun, or the adjective that stands for it."""
        return self.noun or self.adjectives[-1]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words that decline."""
        return (*self.adjectives, self.noun) if self.noun else self.adjectives

    def forms(self, case: str) -> list[tuple[int, str]]:
        """Where each word of the phrase stands and what it becomes."""
        return [(word.index, word.form(case, self.gender, self.animate)) for word in self.words]

    def beside(self, tokens: list[Token], index: int, case: str) -> str | None:
        """The form of the word after the head if it agrees: «сестра диетическая», «город Смоленск»; else None."""
        for word in _adjectives(tokens, index):
            if word.fits(self.plural, self.gender) and word.reading.known:
                return word.form(case, self.gender, self.animate)
        if self.main.reading.lemma == "город" and not self.plural:
            for reading in readings(tokens[index].text):
                if "Geox" in reading.tag and reading.case == "nom" and reading.known and not reading.plural:
                    return reading.form(case)
        return None

    def could_be_genitive(self, tokens: list[Token]) -> bool:
        """Whether every word of the phrase can also be read as a genitive («директора», «комиссии»)."""
        return all(_readings_in(tokens[word.index].text, "gen") for word in self.words)

    def doubts(self, tokens: list[Token], kind: str, case: str) -> list[str]:
        """What is doubtful about this head, in Russian."""
        text = tokens[self.main.index].text
        found = []
        if not self.main.known:
            found.append(f"слова «{text}» нет в словаре")
        if kind == "post" and self.plural and self.could_be_genitive(tokens):
            found.append(f"«{text}» прочитано как множественное число")
        thing = self.noun is not None and self.noun.known and not self.noun.reading.animate
        if kind == "post" and case == "acc" and thing and self.animate:
            found.append(f"«{text}» принято за лицо")
        return found


def find_head(tokens: list[Token], start: int, kind: str, number: str | None = None) -> Head | None:
    """The nominative head phrase that begins at ``start`` (adverbs before it are skipped), or None.

    A noun is the head where it can be; a word that is noun and adjective alike («ведущий», «учёный») gives way to an
    agreeing noun further on.
    """
    run: list[tuple[Word, ...]] = []
    features: frozenset[Feature] | None = None
    index: int | None = start
    end = start
    while index is not None and _plain_word(tokens[index]):
        nouns = _nouns(tokens, index, kind, number, features)
        adjectives = _narrowed(_adjectives(tokens, index), number, features)
        further = _features(adjectives)
        if nouns and not (adjectives and _noun_follows(tokens, index, kind, number, further)):
            return _with_noun(nouns[0], run, kind)
        if adjectives:
            run.append(adjectives)
            features, end = further, index + 1
            if not _noun_follows(tokens, index, kind, number, further):
                break
        elif run or not _adverb(tokens[index].text):
            break
        index = _next_word(tokens, index, bool(run))
    return _without_noun(run, features, end, kind) if run and features else None


def reads_as_genitive_group(tokens: list[Token], index: int) -> bool:
    """Whether the word and the next one make a genitive («инженер второй категории»)."""
    following = next_solid(tokens, index + 1)
    if following is None or tokens[following].kind != "word":
        return False
    first, second = (_readings_in(tokens[i].text, "gen") for i in (index, following))
    return any(
        a.part == "adjective" and b.part == "noun" and a.plural == b.plural and (a.plural or a.gender == b.gender)
        for a in first
        for b in second
    )


def _with_noun(noun: Word, run: list[tuple[Word, ...]], kind: str) -> Head:
    features = noun.features
    for words in run:
        features = features & _features(words) or features
    plural, gender = sorted(features)[-1]
    adjectives = tuple(_chosen(words, (plural, gender)) for words in run)
    return Head(adjectives, noun, noun.index + 1, plural, gender, _animate(noun, kind))


def _without_noun(run: list[tuple[Word, ...]], features: frozenset[Feature], end: int, kind: str) -> Head:
    plural, gender = sorted(features)[0]
    adjectives = tuple(_chosen(words, (plural, gender)) for words in run)
    return Head(adjectives, None, end, plural, gender, kind == "post" or adjectives[-1].reading.substantive)


def _chosen(words: tuple[Word, ...], feature: Feature) -> Word:
    return next((word for word in words if feature in word.features), words[0])


def _animate(noun: Word, kind: str) -> bool:
    """Animacy by the kind of phrase: an unknown word in a post is a person, and so is a known one in -тор, -лог."""
    reading = noun.reading
    if kind != "post":
        return all(part is None or bool(part.animate) for part in noun.chosen)
    if not noun.known or reading.animate:
        return True
    return reading.gender == "m" and bool(_AGENTS.search(reading.lemma))


# --- candidates


def _nouns(
    tokens: list[Token], index: int, kind: str, number: str | None, features: frozenset[Feature] | None
) -> list[Word]:
    """The nominative nouns a word can be, the likeliest first: known ones, then persons in posts, things elsewhere."""
    text = tokens[index].text
    whole = [r for r in _nominative_nouns(text, kind) if r.known]
    parts = _HYPHEN.split(text)
    if whole or len(parts) == 1:
        words = [Word(index, (text,), (r,)) for r in whole or _nominative_nouns(text, kind)]
    else:
        words = [_hyphenated(index, parts, last, kind) for last in _nominative_nouns(parts[-1], kind)]
    words = [w for w in words if features is None or w.features & features]
    if number:
        words = [w for w in words if w.reading.plural == (number == "plur")]
    return sorted(words, key=lambda w: (not w.known, bool(w.reading.animate) != (kind == "post")))


def _hyphenated(index: int, parts: list[str], last: Reading, kind: str) -> Word:
    """«учитель-логопед»: each part declines in the number of the last, save frozen first parts («пресс-»)."""
    chosen: list[Reading | None] = []
    for part in parts[:-1]:
        fitting = [r for r in _nominative_nouns(part, kind) if r.known and r.plural == last.plural]
        frozen = part.lower() in _FROZEN_PARTS or (part.isupper() and len(part) > 1)
        chosen.append(fitting[0] if fitting and not frozen else None)
    return Word(index, tuple(parts), (*chosen, last))


def _nominative_nouns(text: str, kind: str) -> list[Reading]:
    found = [r for r in nominative(text) if r.part == "noun"]
    if kind == "body" and not found:
        found = [r for r in readings(text) if "Geox" in r.tag and r.case == "nom" and r.known]
    return found


def _adjectives(tokens: list[Token], index: int) -> tuple[Word, ...]:
    """The nominative adjectives and participles a word can be; «который» begins a clause and is none."""
    text = tokens[index].text
    if not text.isalpha() and not _HYPHEN.search(text):
        return ()
    whole = [r for r in nominative(text) if r.part == "adjective"]
    known = [r for r in whole if r.known]
    parts = _HYPHEN.split(text)
    if known or len(parts) == 1:
        words = [Word(index, (text,), (r,)) for r in known or whole]
    else:
        frozen = (None,) * (len(parts) - 1)
        last = [r for r in nominative(parts[-1]) if r.part == "adjective"]
        words = [Word(index, tuple(parts), (*frozen, r)) for r in last]
    return tuple(w for w in words if w.reading.lemma != "который")


def _narrowed(
    words: tuple[Word, ...], number: str | None, features: frozenset[Feature] | None
) -> tuple[Word, ...]:
    if number:
        words = tuple(w for w in words if w.reading.plural == (number == "plur"))
    return tuple(w for w in words if features is None or w.features & features)


def _features(words: Iterable[Word]) -> frozenset[Feature]:
    return frozenset(feature for word in words for feature in word.features)


def _noun_follows(
    tokens: list[Token], index: int, kind: str, number: str | None, features: frozenset[Feature]
) -> bool:
    """Whether an agreeing noun ends the run after this adjective («ведущий специалист», not «ведущий приём»)."""
    position = _next_word(tokens, index, inside=True)
    if position is None or not _plain_word(tokens[position]) or _governs(tokens, index, position):
        return False
    if _nouns(tokens, position, kind, number, features):
        return True
    adjectives = _narrowed(_adjectives(tokens, position), number, features)
    return bool(adjectives) and _noun_follows(tokens, position, kind, number, _features(adjectives))


def _governs(tokens: list[Token], index: int, position: int) -> bool:
    """Whether the word takes the next one as its object or genitive («осуществляющие функции», «обучающиеся школы»)."""
    text, following = tokens[index].text, tokens[position].text
    if _SELF_STANDING.search(text.lower()):
        return bool(_readings_in(following, "gen") or _readings_in(following, "acc"))
    found = [r for r in nominative(text) if r.known]
    transitive = bool(found) and all("PRTF" in r.tag and "tran" in r.tag and "actv" in r.tag for r in found)
    return transitive and bool(_readings_in(following, "acc"))


def _readings_in(text: str, case: str) -> list[Reading]:
    found = [r for r in readings(_HYPHEN.split(text)[-1]) if r.case == case and not r.proper and r.part != "other"]
    return [r for r in found if r.known] or [r for r in found if not any(x.known for x in readings(text))]


def _next_word(tokens: list[Token], index: int, inside: bool) -> int | None:
    """The next word; between adjectives a comma or «и» may stand («педагогические и руководящие работники»)."""
    following = next_solid(tokens, index + 1)
    if following is not None and inside and (tokens[following].kind == "comma" or tokens[following].text == "и"):
        return next_solid(tokens, following + 1)
    return following


def _plain_word(token: Token) -> bool:
    return token.kind == "word" and not token.abbreviation


def _adverb(text: str) -> bool:
    return any("ADVB" in r.tag and r.known for r in readings(text))
