"""The checklist of a rollover: what moved, what was recomputed, what a person has to confirm, what has to be supplied.

Each item that asks has an id that stays the same from run to run, so that an answer given once is found again. Where the
answers come from and how the list is printed is the business of ``work``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from docgen.findings import Finding, Severity
from docgen.rules import Scope, rule

BAD_ANSWER = rule("ответ-не-понят", "Ответ в списке вопросов не подходит к вопросу", scope=Scope.SET)
STRAY_ANSWER = rule(
    "ответ-без-вопроса", "Ответ дан на вопрос, которого больше нет", severity=Severity.WARNING, scope=Scope.SET
)

YES = frozenset({"да", "верно", "+"})
NO = frozenset({"нет"})


class Group(enum.StrEnum):
    """The four lists."""

    MOVED = "перенесено"
    RECOMPUTED = "пересчитано"
    CONFIRM = "подтвердить"
    SUPPLY = "восполнить"


OPEN = frozenset({Group.CONFIRM, Group.SUPPLY})
"""The lists that wait for a person."""


@dataclass(frozen=True)
class Item:
    """One line of the checklist. ``became`` is what stands in the new file, ``proposal`` what stands beside it."""

    id: str
    group: Group
    document: str
    place: str
    topic: str
    was: str = ""
    became: str = ""
    question: str = ""
    proposal: str = ""
    who: str = ""
    answer: str = ""
    """What a person said; an item that is settled by it stands among those that moved or were recomputed."""


@dataclass
class Checklist:
    """The items of one run, and the answers that were given before it."""

    answers: Mapping[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)
    _heard: set[str] = field(default_factory=set)

    def add(self, item: Item) -> None:
        """Put an item down; two with one id are told apart."""
        id_, number = item.id, 2
        while id_ in self._asked:
            id_, number = f"{item.id}#{number}", number + 1
        self._asked.add(id_)
        self.items.append(item if id_ == item.id else replace(item, id=id_))

    def answer(self, id_: str) -> str:
        """What was answered to the item of that id, empty when nothing was."""
        self._heard.add(id_)
        return self.answers.get(id_, "").strip()

    def settle(self, item: Item, group: Group, became: str | None = None) -> None:
        """Put down an item that its answer has settled."""
        answer = self.answer(item.id)
        self.add(replace(item, group=group, answer=answer, became=item.became if became is None else became))

    def misunderstood(self, item: Item, why: str) -> None:
        """Put down an item whose answer does not fit, and say so."""
        answer = self.answer(item.id)
        self.findings.append(
            BAD_ANSWER.finding(
                f"Ответ «{answer}» на вопрос «{item.question}» не подходит.", document=item.document, quote=answer,
                place=f"{item.document}, {item.place}", hint=why,
            )
        )  # fmt: skip
        self.add(replace(item, answer=answer))

    def strays(self) -> Iterable[Finding]:
        """Answers to what was not asked this time, and to lines that take none."""
        told = {item.id: item for item in self.items if item.id in self._asked}
        for id_, answer in self.answers.items():
            if id_ in told and id_ not in self._heard and answer.strip() and not says_yes(answer):
                item = told[id_]
                yield BAD_ANSWER.finding(
                    f"Ответ «{answer}» вписан в строку, о которой не спрашивают: «{item.was}» → «{item.became}».",
                    document=item.document, quote=answer, place=f"{item.document}, {item.place}",
                    hint="Сотрите его, а другое впишите после перехода в сам файл.",
                )  # fmt: skip
        if unasked := self._unasked:
            some = ", ".join(f"«{id_}»" for id_ in list(unasked)[:_MOST])
            more = f" и ещё {len(unasked) - _MOST}" if len(unasked) > _MOST else ""
            yield STRAY_ANSWER.finding(
                f"Даны ответы на вопросы, которых в этом переходе нет: {some}{more}.", quote=next(iter(unasked)),
                hint="Они не понадобились и стоят в списке «Перенесено»; если вопрос изменился, найдите его в новом списке.",
            )  # fmt: skip

    def keep_strays(self) -> None:
        """Put down the answers to what was not asked: when the question comes back, its answer is there."""
        for id_, answer in self._unasked.items():
            self.items.append(Item(id_, Group.MOVED, _STRAYS, "вопроса нет", "ответ", id_, id_, answer=answer))

    @property
    def _unasked(self) -> dict[str, str]:
        return {id_: said for id_, said in self.answers.items() if said.strip() and id_ not in self._asked}


_MOST = 3
"""Codes that a message names."""
_STRAYS = "ответы без вопросов"


def says_yes(answer: str) -> bool:
    """Whether the answer agrees with what is proposed."""
    return answer.casefold().rstrip(".") in YES


def says_no(answer: str) -> bool:
    """Whether the answer declines."""
    return answer.casefold().rstrip(".") in NO
