"""How an office writes its orders, as one of them shows: what a profile must say so that a print has the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docgen.patterns import pattern
from docgen.readers.marks import AnnexMark
from docgen.readers.spelled import DateForm

MarkStyle = Literal["гост", "приложение", "гриф"]


@dataclass
class HouseStyle:
    """The habits that a read order shows; what it does not show is None."""

    kind: str = "приказ"
    word: str = ""
    """The command word, solid, in its letters; empty where the order has none."""
    own_line: bool = False
    subject: bool = False
    """Whether the body's name stands before the word: «Администрация … постановляет:»."""
    spaced_word: bool = False
    """Whether spaces are set between the letters of the command word."""
    letter_spaced_kind: bool = False
    date_form: DateForm | None = None
    date_lead: bool = False
    approval_mark: MarkStyle | None = None
    number_sign: bool | None = None
    school_year: Literal["дробь", "тире"] | None = None
    percent: Literal["5 %", "5%"] | None = None
    initials: Literal["И.О.", "И. О."] | None = None

    def profile(self) -> dict[str, Any]:
        """The plain data of a profile that prints these words; dates and school years stay as they are written."""
        formula: dict[str, Any] = {"вид": self.kind, "слово": self.word}
        if self.own_line:
            formula["отдельной строкой"] = "да"
        if self.subject:
            formula["орган перед словом"] = "да"
        data: dict[str, Any] = {"вид": "профиль", "формулы": [formula]}
        if self.approval_mark:
            data["отметка приложения"] = self.approval_mark
        if self.number_sign is False:
            data["знак № у приложений"] = "нет"
        if self.letter_spaced_kind:
            data["вид вразрядку"] = "да"
        if self.date_form and self.date_form != "цифрами":
            data["дата документа"] = self.date_form
        if self.date_lead:
            data["от перед датой"] = "да"
        typography: dict[str, str] = {"учебный год": self.school_year or "как есть", "сроки": "как есть"}
        if self.percent:
            typography["проценты"] = self.percent
        if self.initials:
            typography["инициалы"] = self.initials
        data["типографика"] = typography
        return data


_MENTIONED = pattern(r"\(приложени[ея]\s+(№\s*)?\d", re.IGNORECASE)


def note_marks(style: HouseStyle, marks: Sequence[AnnexMark], words: str) -> None:
    """Note how annexes are marked, and whether «№» stands before their numbers."""
    if any(mark.approved and mark.labelled for mark in marks):
        style.approval_mark = "гост"
    elif any(mark.approved for mark in marks):
        style.approval_mark = "гриф"
    elif marks:
        style.approval_mark = "приложение"
    signs = {mark.number_sign for mark in marks if mark.number} or {bool(sign) for sign in _MENTIONED.findall(words)}
    if len(signs) == 1:
        style.number_sign = signs.pop()


_PERCENT = pattern(r"\d(\s?)%")
_QUOTED = pattern(r"«[^«»]*»")
_SCHOOL_YEAR = pattern(r"20\d\d\s?([/–—-])\s?20\d\d(?=\s+уч)", re.IGNORECASE)
_INITIALS = pattern(r"(?<![\w.])[А-ЯЁ]\.([ \u00a0]?)[А-ЯЁ]\.")


def note_typography(style: HouseStyle, words: str) -> None:
    """Note how percents, school years and initials are set in the words of an order, where they are set in one way."""
    words = _QUOTED.sub("", words)  # the titles of cited acts keep their own ways
    blanks = {bool(blank) for blank in _PERCENT.findall(words)}
    if len(blanks) == 1:
        style.percent = "5 %" if blanks.pop() else "5%"
    slashes = {sign == "/" for sign in _SCHOOL_YEAR.findall(words)}
    if len(slashes) == 1:
        style.school_year = "дробь" if slashes.pop() else "тире"
    if gaps := _INITIALS.findall(words):
        style.initials = "И. О." if sum(map(bool, gaps)) * 2 > len(gaps) else "И.О."
