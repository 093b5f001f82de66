"""A: annexes, their marks and what the text of the order says of them."""

from __future__ import annotations

import re

from docgen.language.dictionary import readings
from docgen.model.order import Point
from tests import house
from tests.standard.paper import ORDERS, Made, Paper, Stretch, every_print, paper, usual
from tests.word import number, style_of, value

ANNEX_MARKS = tuple(style for style in house.MARKS if style.startswith("Annex"))
WORD = re.compile(r"(?i)\bприложени(?:е|я|ю|ем|и|й|ям|ями|ях)\b")
NUMBERS = re.compile(rf"{WORD.pattern} (?:№ ?)?(\d+(?:(?:, \d+)*(?: и \d+)?)?)")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def sentences(printed: Paper) -> str:
    """The text of the order."""
    styles = (*house.ORDER_TEXT, *house.ORDER_DASHES)
    return plain("\n".join(printed.first.of_style(*styles)))


def mark(annex: Stretch) -> list[str]:
    return list(map(plain, annex.of_style(*ANNEX_MARKS)))


def digits(printed: Paper) -> str:
    """How an annex of this house is numbered: with the sign or without."""
    return "Приложение № " if printed.workspace.profile.number_sign else "Приложение "


@every_print
def test_a01_every_annex_is_mentioned_and_numbered_in_the_order_of_mention(made: Made):
    """A01: and the text mentions no annex that is not there."""
    printed = paper(*made)
    count = len(printed.annexes)
    assert count == len(printed.order.annexes)
    text = re.sub(r"«[^»]*»", "", sentences(printed))
    mentioned = [int(figure) for found in NUMBERS.findall(text) for figure in re.findall(r"\d+", found)]
    if count > 1:
        assert list(dict.fromkeys(mentioned)) == list(range(1, count + 1))
        assert [mark(annex)[0] for annex in printed.annexes] == [f"{digits(printed)}{n}" for n in range(1, count + 1)]
    else:
        assert mentioned == []
        assert bool(WORD.search(text)) == bool(count)


@every_print
def test_a02_a_single_annex_has_no_number(made: Made):
    """A02: neither on its mark nor in the text."""
    printed = paper(*made)
    if len(printed.annexes) == 1:
        assert mark(printed.annexes[0])[0] == "Приложение"
        assert "(приложение)" in sentences(printed)


@every_print
def test_a03_the_mark_has_the_date_and_the_number_of_the_order(made: Made):
    """A03: in the upper right corner of the annex's first sheet, one line apart; filled in or left blank as the order is."""
    printed = paper(*made)
    registration = printed.order.registration
    for annex in printed.annexes:
        *_, last = mark(annex)
        if printed.registered and registration and registration.date:
            assert last == f"от {registration.date:%d.%m.%Y} № {registration.number}"
        else:
            assert last == "от ____________ № ______"
        first = [p for p in annex.paragraphs if not style_of(p).startswith("Restriction")][: len(mark(annex))]
        assert {style_of(paragraph) for paragraph in first} <= {*ANNEX_MARKS}
        for paragraph in first:
            assert printed.twips(paragraph, "spacing", "line") == 240
            assert printed.twips(paragraph, "ind", "left") > annex.text_width / 2
            assert printed.held(paragraph, "jc", "val") in (None, "left")


AGREED = {
    "УТВЕРЖДЕН": "план порядок состав график перечень регламент список реестр",
    "УТВЕРЖДЕНА": "инструкция форма программа дорожная структура смета концепция",
    "УТВЕРЖДЕНО": "положение расписание задание",
    "УТВЕРЖДЕНЫ": "правила рекомендации изменения критерии мероприятия пары",
}
"""Standard 8.3: the word by what is approved; «дорожная» is a map that is called so alone."""


def approved(printed: Paper) -> list[bool]:
    """Of each annex: whether a point approves it."""
    ids = [annex.id or (annex.document.id if annex.document else None) for annex in printed.order.annexes]

    def within(points: tuple[Point, ...]) -> set[str]:
        return {
            found
            for point in points
            for found in ({point.approves} if point.approves else set()) | within(point.points)
        }

    return [id_ in within(printed.order.points) for id_ in ids]


@every_print
def test_a04_the_word_of_approval_agrees_with_what_is_approved(made: Made):
    """A04: where the house writes it, and on what is approved; what the text only refers to has the order's data alone."""
    printed = paper(*made)
    both = printed.workspace.profile.approval_mark == "гост"
    by_noun = {noun: word for word, nouns in AGREED.items() for noun in nouns.split()}
    for annex, is_approved in zip(printed.annexes, approved(printed), strict=True):
        (title,) = annex.of_style("AnnexTitle")
        second = mark(annex)[1]
        if both and is_approved:
            assert second == by_noun[title.split()[0].lower()]
            assert re.match(r"(?:приказом|распоряжением|постановлением) ", mark(annex)[2])
        else:
            assert re.match(r"к (?:приказу|распоряжению|постановлению) ", second)


@every_print
def test_a05_every_annex_begins_a_page_and_a_section_of_its_own(made: Made):
    """A05: its pages are numbered from its first one, or on from the order's as the profile wants."""
    printed = paper(*made)
    sheets = sum(map(bool, (printed.order.visas, printed.order.acquainted, printed.order.distribution)))
    assert [each.kind for each in printed.stretches] == [
        "order",
        *["annex"] * len(printed.order.annexes),
        *["sheet"] * sheets,
    ]
    for stretch in printed.stretches:
        assert value(stretch.properties, "type", "val") in (None, "nextPage")
    starts = {number(annex.properties, "pgNumType", "start") for annex in printed.annexes}
    assert starts <= ({0} if printed.continued else {1})


@every_print
def test_a06_an_annex_has_a_title_of_its_own_without_a_stop(made: Made):
    """A06: below the mark."""
    for annex in paper(*made).annexes:
        (title,) = annex.of_style("AnnexTitle")
        assert title[0].isupper() and title[-1] not in ".;:,"
        styles = [style_of(paragraph) for paragraph in annex.paragraphs]
        assert max(styles.index(style) for style in styles if style in house.MARKS) < styles.index("AnnexTitle")


@every_print
def test_a07_according_to_takes_the_dative(made: Made):
    """A07: «согласно приложению», and so of points and rows."""
    printed = paper(*made)
    for word in re.findall(r"(?i)\bсогласно ([а-яё]+)", plain(printed.text)):
        assert any("datv" in reading.tag for reading in readings(word)), word


def test_a07_the_examples_say_it():
    """The rule above has something to look at: points and rows are referred to after «согласно»."""
    texts = [plain(usual(path).text) for path in ORDERS]
    assert sum(len(re.findall(r"(?i)\bсогласно [а-яё]+", text)) for text in texts) >= 4
