"""What a person is asked about a field, and what an answer makes of it.

«да» agrees with what is proposed, or with what stands there when nothing is; anything else is the value itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from docgen.model.base import parse_date
from docgen.model.deadline import AnyDeadline, Deadline, Verbatim
from docgen.model.months import GENITIVE
from docgen.model.text import Text
from docgen.patterns import pattern
from docgen.transforms.checklist import Checklist, Group, Item, says_no, says_yes
from docgen.transforms.terms import Term

_VERBATIM = "дословно:"
_YEAR_WORD = pattern(r"(?<=\d)\s*(?:г\.?|года)\Z")
_IN_WORDS = pattern(rf"(\d{{1,2}})\s+({'|'.join(GENITIVE[1:])})\s+(\d{{4}})")
_DAY = pattern(r"\d{1,2}\.\d{1,2}\.\d{4}")


def asked_line(checklist: Checklist, item: Item, found: Sequence[str], doubts: Sequence[str]) -> str:
    """The words of a line about which a person is asked: as they are, or as the answer has them.

    ``found`` are the figures of the past year, ``doubts`` why else the line is in doubt.
    """
    reasons = list(doubts)
    if found:
        reasons.insert(0, f"цифры прошлого года: {', '.join(dict.fromkeys(found))}")
    asked = replace(
        item, group=Group.SUPPLY if found else Group.CONFIRM,
        question=f"Верно ли это для нового года? {_sentence(reasons)}",
    )  # fmt: skip
    answer = checklist.answer(asked.id)
    if not answer:
        checklist.add(asked)
    elif says_yes(answer):
        checklist.settle(asked, Group.MOVED)
    elif says_no(answer) or not _is_text(answer):
        checklist.misunderstood(asked, "Впишите новый текст этого абзаца целиком или «да», если он верен.")
    else:
        checklist.settle(asked, Group.MOVED, answer)
        return answer
    return asked.became


def asked_term(checklist: Checklist, item: Item, term: Term) -> AnyDeadline:
    """The deadline about which a person is asked: as it was recomputed, or as the answer has it."""
    parts = [term.missing] if term.missing else []
    if term.why:
        parts.append(f"Верен ли срок? {_sentence(term.why)}")
    if term.proposal:
        parts.append(f"Предлагается: «{term.proposal}».")
    asked = replace(
        item, group=Group.SUPPLY if term.missing else Group.CONFIRM, question=" ".join(parts), proposal=term.proposal
    )
    answer = checklist.answer(asked.id)
    if not answer:
        checklist.add(asked)
        return term.became
    if says_no(answer) and term.proposal:
        checklist.settle(asked, Group.RECOMPUTED)
        return term.became
    try:
        said = term.proposal or written(term.became) if says_yes(answer) else _in_words_of(answer, term.became)
        became = read_deadline(said)
    except ValueError as error:
        checklist.misunderstood(asked, f"{error} Или «да», если срок верен.")
        return term.became
    checklist.settle(asked, Group.RECOMPUTED, str(became))
    return became


def _in_words_of(answer: str, deadline: AnyDeadline) -> str:
    """An answer that is a bare day, with the words around the only day that stands there: «до 19.11.2027»."""
    words = str(deadline)
    if not _DAY.fullmatch(answer) or len(deadline.parts) != 1 or len(_DAY.findall(words)) != 1:
        return answer
    return _DAY.sub(answer, words)


def asked_whether(checklist: Checklist, item: Item, *, otherwise: bool = True) -> bool:
    """The answer to a question of yes or no; ``otherwise`` until it is answered."""
    answer = checklist.answer(item.id)
    if not answer:
        checklist.add(item)
    elif says_yes(answer) or says_no(answer):
        checklist.settle(item, Group.MOVED)
        return says_yes(answer)
    else:
        checklist.misunderstood(item, "Ответьте «да» или «нет».")
    return otherwise


def read_day(answer: str) -> date:
    """The day that an answer names in figures or in words («18 октября 2027 г.»); raises ``ValueError`` for any other."""
    words = _YEAR_WORD.sub("", answer.strip())
    if found := _IN_WORDS.fullmatch(words.lower()):
        words = f"{found[1]}.{GENITIVE.index(found[2]):02d}.{found[3]}"
    return parse_date(words)


def read_deadline(value: Any) -> AnyDeadline:
    """The deadline as a file or an answer holds it; raises ``ValueError`` when it is none."""
    if isinstance(value, dict):
        return Verbatim(str(value.get("дословно", "")).strip())
    text = str(value).strip()
    if text.lower().startswith(_VERBATIM):
        return Verbatim(text[len(_VERBATIM) :].strip())
    return Deadline.parse(text)


def written(deadline: AnyDeadline, before: Any = "") -> Any:
    """The deadline as a file holds it; as it was ``before``, when it says the same."""
    if before and read_deadline(before) == deadline:
        return before
    if isinstance(deadline, Verbatim):
        return {"дословно": deadline.text} if isinstance(before, dict) else deadline.written
    return str(deadline)


def _sentence(reasons: Sequence[str]) -> str:
    said = "; ".join(reasons)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _is_text(words: str) -> bool:
    try:
        return bool(Text.parse(words))
    except ValueError:
        return False
