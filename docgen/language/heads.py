"""The head of a noun phrase: which word it is, what agrees with it, and the forms of both.

Works on nominative readings only, because posts, bodies and titles are stored in the nominative. Where the
tail of a phrase joins in stands in `posts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from docgen.language.dictionary import nominative, readings
from docgen.language.phrases import Token, next_solid
from docgen.language.words import Feature, Word, adjective_words, is_adverb, noun_words, readings_in
from docgen.patterns import pattern

_AGENTS: Final = pattern(r"(?:тор|ёр|тель|лог|вед|ист|граф|коуч)\Z")
_SELF_STANDING: Final = pattern(r"(?:щиеся|щийся|щаяся|служащ..|исполняющ..)\Z")


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
        """The form of an agreeing word after the head («сестра диетическая», «город Смоленск»), else None."""
        for word in adjective_words(tokens[index].text, index):
            if word.fits(self.plural, self.gender) and word.reading.known:
                return word.form(case, self.gender, self.animate)
        if self.main.reading.lemma == "город" and not self.plural:
            for reading in readings(tokens[index].text):
                if "Geox" in reading.tag and reading.case == "nom" and reading.known and not reading.plural:
                    return reading.form(case)
        return None

    def could_be_genitive(self, tokens: list[Token]) -> bool:
        """Whether every word of the phrase can also be read as a genitive («директора», «комиссии»)."""
        return all(readings_in(tokens[word.index].text, "gen") for word in self.words)

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

    A noun is the head where it can be; a word that is noun and adjective alike («ведущий») gives way to an
    agreeing noun further on.
    """
    run: list[tuple[Word, ...]] = []
    features: frozenset[Feature] | None = None
    index: int | None = start
    end = start
    while index is not None and _plain_word(tokens[index]):
        nouns = noun_words(tokens[index].text, index, kind, number, features)
        adjectives = _narrowed(adjective_words(tokens[index].text, index), number, features)
        further = _features(adjectives)
        if nouns and not (adjectives and _noun_follows(tokens, index, kind, number, further)):
            return _with_noun(nouns[0], run, kind)
        if adjectives:
            run.append(adjectives)
            features, end = further, index + 1
            if not _noun_follows(tokens, index, kind, number, further):
                break
        elif run or not is_adverb(tokens[index].text):
            break
        index = _next_word(tokens, index, bool(run))
    return _without_noun(run, features, end, kind) if run and features else None


def reads_as_genitive_group(tokens: list[Token], index: int) -> bool:
    """Whether the word and the next one make a genitive («инженер второй категории»)."""
    following = next_solid(tokens, index + 1)
    if following is None or tokens[following].kind != "word":
        return False
    first, second = (readings_in(tokens[i].text, "gen") for i in (index, following))
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
    """Animacy by the kind of phrase: in a post an unknown word is a person, and so is one in -тор, -лог."""
    reading = noun.reading
    if kind != "post":
        return all(part is None or bool(part.animate) for part in noun.chosen)
    if not noun.known or reading.animate:
        return True
    return reading.gender == "m" and bool(_AGENTS.search(reading.lemma))


# --- the run of adjectives


def _narrowed(words: tuple[Word, ...], number: str | None, features: frozenset[Feature] | None) -> tuple[Word, ...]:
    if number:
        words = tuple(w for w in words if w.reading.plural == (number == "plur"))
    return tuple(w for w in words if features is None or w.features & features)


def _features(words: Iterable[Word]) -> frozenset[Feature]:
    return frozenset(feature for word in words for feature in word.features)


def _noun_follows(tokens: list[Token], index: int, kind: str, number: str | None, features: frozenset[Feature]) -> bool:
    """Whether an agreeing noun ends the run after this adjective («ведущий специалист»)."""
    position = _next_word(tokens, index, inside=True)
    if position is None or not _plain_word(tokens[position]) or _governs(tokens, index, position):
        return False
    if noun_words(tokens[position].text, position, kind, number, features):
        return True
    adjectives = _narrowed(adjective_words(tokens[position].text, position), number, features)
    return bool(adjectives) and _noun_follows(tokens, position, kind, number, _features(adjectives))


def _governs(tokens: list[Token], index: int, position: int) -> bool:
    """Whether the word takes the next one as object or genitive («осуществляющие функции»)."""
    text, following = tokens[index].text, tokens[position].text
    if _SELF_STANDING.search(text.lower()):
        return bool(readings_in(following, "gen") or readings_in(following, "acc"))
    found = [r for r in nominative(text) if r.known]
    transitive = bool(found) and all("PRTF" in r.tag and "tran" in r.tag and "actv" in r.tag for r in found)
    return transitive and bool(readings_in(following, "acc"))


def _next_word(tokens: list[Token], index: int, inside: bool) -> int | None:
    """The next word; between adjectives a comma or «и» may stand («общие и частные нормы»)."""
    following = next_solid(tokens, index + 1)
    if following is not None and inside and (tokens[following].kind == "comma" or tokens[following].text == "и"):
        return next_solid(tokens, following + 1)
    return following


def _plain_word(token: Token) -> bool:
    return token.kind == "word" and not token.abbreviation
