"""Texts become words: typography runs over references, bold and live numbers keep their places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from docgen.language.resolve import compose, merged, resolve_text
from docgen.language.resolved import NOTHING, Live, Resolved, ResolvedParagraph, Words, words
from docgen.language.typography import TypographyStyle, typography
from docgen.model.text import Text
from tests.counts import scaled
from tests.strategies import HELD, markup

HOUSE = TypographyStyle()
NUMBER = Live("5", "_Ref1", True)


def resolved(source: str, *parts: object) -> Resolved:
    """The text with every reference named by these parts."""
    return resolve_text(Text.parse(source), lambda reference: parts, HOUSE)


def pieces(source: str, *parts: object) -> tuple:
    return resolved(source, *parts).paragraphs[0].pieces


def test_an_empty_text_prints_nothing():
    assert resolve_text(Text.parse(" \n "), lambda reference: (), HOUSE) is NOTHING
    assert not NOTHING
    assert NOTHING.plain is None


def test_plain_words_take_the_typography_of_the_house():
    assert resolved('приказ №5 "О плане" - 2026 г.').plain == "приказ №\u00a05 «О плане»\u00a0– 2026\u00a0г."


def test_the_number_sign_is_tied_to_a_live_number():
    assert pieces("приложение № {а}", NUMBER) == (Words("приложение №\u00a0"), NUMBER)
    assert pieces("приложение №{а}", NUMBER) == (Words("приложение №\u00a0"), NUMBER)


def test_a_dash_beside_a_reference_is_a_dash():
    assert pieces("{а} - это план", NUMBER) == (NUMBER, Words("\u00a0– это план"))


def test_quotes_pair_over_a_reference():
    assert pieces('план "{а}" принят', NUMBER) == (Words("план «"), NUMBER, Words("» принят"))


def test_words_of_a_reference_take_part_in_the_sentence():
    assert pieces('план "{а}" - принят', "о мерах") == (Words("план «о мерах»\u00a0– принят"),)


def test_a_ready_piece_is_never_set():
    cited = Words(' "О плане" - 5 %')
    assert pieces("по {а} сразу", cited) == (Words("по "), cited, Words(" сразу"))


def test_bold_words_keep_their_weight_between_references():
    assert pieces("а **б {а} в** г", NUMBER) == (
        Words("а "), Words("б ", True), NUMBER, Words(" в", True), Words(" г")
    )  # fmt: skip


def test_a_bold_reference_in_words_is_bold():
    assert pieces("**{а}**", "приказ") == (Words("приказ", True),)


def test_a_ready_piece_in_bold_is_bold():
    assert pieces("**{а}**", Words("приказ")) == (Words("приказ", True),)


def test_neighbouring_words_of_one_weight_are_joined():
    parts = (Words("а"), Words("б"), Words("в", True), NUMBER, Words("г"), Words("д"))
    assert merged(parts) == (Words("аб"), Words("в", True), NUMBER, Words("гд"))


def test_dash_items_keep_their_level():
    assert [paragraph.dash for paragraph in resolved("а\n- б\n-- в").paragraphs] == [0, 1, 2]
    assert str(resolved("а\n- б\n-- в")) == "а\n–\u00a0б\n–\u00a0в"


@pytest.mark.parametrize(
    ("made", "plain"),
    [
        (words("а"), "а"),
        (words(""), None),
        (Resolved((ResolvedParagraph((Words("а", True),)),)), None),
        (Resolved((ResolvedParagraph((NUMBER,)),)), None),
        (Resolved((ResolvedParagraph((Words("а"),), 1),)), None),
        (Resolved((ResolvedParagraph((Words("а"),)), ResolvedParagraph((Words("б"),)))), None),
        (Resolved((ResolvedParagraph(()),)), ""),
    ],
)
def test_words_are_plain_when_they_are_one_ordinary_paragraph(made, plain):
    assert made.plain == plain


@given(source=markup.filter(lambda said: not any(ord(sign) in HELD for sign in said)))
@settings(max_examples=scaled(1000), deadline=None)
def test_a_text_prints_the_same_whether_its_references_are_words_or_set_in_beforehand(source):
    text = Text.parse(source)
    whole = [
        typography("".join("план" if not hasattr(piece, "text") else piece.text for piece in paragraph.pieces))
        for paragraph in text.paragraphs
    ]
    printed = resolve_text(text, lambda reference: ("план",), HOUSE)
    bold = any(piece.bold for paragraph in text.paragraphs for piece in paragraph.pieces)
    if not bold:
        assert [str(paragraph) for paragraph in printed.paragraphs] == whole


def test_signs_of_the_private_plane_cannot_forge_a_reference():
    forged = chr(0xF0000)
    assert compose([(f"а{forged}б", False), (NUMBER, False)], HOUSE) == (Words("аб"), NUMBER)
