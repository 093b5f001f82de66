"""Two pieces of a text put together: words over a hyphen, words that stand twice, looks of both pieces."""

import pytest

from docgen.readers.blocks import Paragraph, Place, Run
from docgen.readers.joining import joined, joint, repeated_words


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("в те-", "чение года", "течение"),
        ("образователь-", "ных школ", "образовательных"),
        ("психолого-педагоги-", "ческой помощи", "педагогической"),
        ("инструктивно-", "методических", "инструктивно-методических"),
        ("школ-", "наставников", "школ-наставников"),
        ("Санкт-", "Петербурга", "Санкт-Петербурга"),
        ("МОЦ-", "центр", "МОЦ-центр"),
        ("кое-", "где", "кое-где"),
        ("меро\u00ad", "приятий", "мероприятий"),
    ],
)
def test_words_over_a_hyphen(first: str, second: str, word: str) -> None:
    how = joint(first, second)
    assert (how.word, how.sure) == (word, True)
    assert (first[: len(first) - how.cut] + how.between + second).count(word) == 1


def test_what_the_dictionary_does_not_know_is_joined_and_not_sure() -> None:
    how = joint("предпрофиль-", "ный")
    assert (how.word, how.sure, how.cut) == ("предпрофильный", False, 1)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("школ области", "и садов", "школ области и садов"),
        ("2026-", "2027 годы", "2026-2027 годы"),
        ("план –", "это", "план – это"),
        ("слово -", "другое", "слово - другое"),
        ("конец\u00ad", "«кавычка", "конец «кавычка"),
    ],
)
def test_pieces_without_a_parted_word(first: str, second: str, whole: str) -> None:
    how = joint(first, second)
    assert first[: len(first) - how.cut] + how.between + second == whole
    assert how.word == ""


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ("для учителей сельских школ", "сельских школ области", "сельских школ"),
        ("и профессионального образования)", "ого образования, центр", "ого образования"),
        ("учебного года", "года", "года"),
        ("школы по", "по плану", ""),
        ("руководители школы", "школы-наставники", ""),
    ],
)
def test_words_at_both_edges(first: str, second: str, twice: str) -> None:
    assert repeated_words(first, second) == twice


def test_looks_and_place_of_both_pieces_stay() -> None:
    first = Paragraph((Run("Об "), Run("итогах и мониторин-", bold=True)), Place(line=3), alignment="center")
    whole, how = joined(first, Paragraph((Run("ге", bold=True), Run(" школ")), Place(line=7)))
    assert whole == Paragraph(
        (Run("Об "), Run("итогах и мониторинге", bold=True), Run(" школ")), Place(line=3), alignment="center"
    )
    assert how.word == "мониторинге"
    other, _ = joined(Paragraph((Run("Один"),)), Paragraph((Run("два", bold=True),)))
    assert other.runs == (Run("Один "), Run("два", bold=True))
