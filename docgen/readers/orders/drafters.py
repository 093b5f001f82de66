"""The mark of the executor of a foreign order: a name, perhaps a post, a phone, perhaps an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docgen.patterns import pattern
from docgen.readers.linewise import Line, joined
from docgen.readers.spelled import FULL_NAME, NAME, plain_line

_PHONE: Final = pattern(
    r"(?P<phone>(?:тел(?:ефон)?\.?:?\s*)?(?:\+7|8)?[\s-]?(?:\(\d{3,5}\)[\s-]?)?\d{1,3}(?:[\s-]?\d{2,3}){1,3}(?:\s*\(?доб\.?\s*\d+\)?)?)(?!\d)",
    re.IGNORECASE,
)
_MAIL: Final = pattern(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")
_DRAFTER: Final = pattern(
    rf"(?P<label>(?i:исп(?:олнитель(?![а-яё])|\.)\s*:?\s*))?(?P<name>{FULL_NAME}|{NAME})(?P<rest>(?:[\s,;:].*)?)$"
)
_LABEL: Final = pattern(r"исп(?:олнитель(?![а-яё])|\.)\s*:?\s*", re.IGNORECASE)
_DIGIT: Final = pattern(r"\d")


@dataclass
class Drafted:
    """The mark of the executor as it stands."""

    name: str
    post: str
    phone: str
    mail: str
    lines: list[Line]


def drafter(lines: Sequence[Line]) -> Drafted | None:
    """The executor's mark that begins here: a name, perhaps a post, a phone; None without a phone."""
    for count in range(1, min(len(lines), 4) + 1):
        if any(line.numbered for line in lines[:count]):
            return None
        words = joined(lines[:count])
        if _LABEL.fullmatch(words):
            continue
        match = _DRAFTER.match(words)
        if match is None:
            return None
        rest = match["rest"]
        mail = _MAIL.search(rest)
        without = f"{rest[: mail.start()]} {rest[mail.end() :]}" if mail else rest
        phone = _PHONE.search(without)
        if phone is None or len(_DIGIT.findall(phone["phone"])) < 5:
            continue
        taken = count
        if not mail and count < len(lines) and (mail := _MAIL.fullmatch(lines[count].text)):
            taken += 1
        post = plain_line(f"{without[: phone.start()]} {without[phone.end() :]}".strip(" ,;:.")).strip(" ,;:")
        found = mail.group() if mail else ""
        return Drafted(plain_line(match["name"]), post, plain_line(phone["phone"]), found, list(lines[:taken]))
    return None


def begins_drafter(text: str) -> bool:
    """Whether a line may begin the executor's mark: it says so, or it is a name with a phone."""
    if _LABEL.match(text):
        return True
    match = _DRAFTER.match(text)
    return match is not None and bool(_PHONE.search(match["rest"]))
