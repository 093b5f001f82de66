"""Acts that the rolled documents cite: those bound to the past year are to be replaced, the others are asked about.

An act for one year (ground-truth F.5, YEARLY) is not carried over: its title moves, its date and number go, so that the
citation shows what is missing until the act of the new year is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from docgen.model.base import parse_date
from docgen.model.citation import Citation
from docgen.model.months import date_text
from docgen.patterns import pattern
from docgen.transforms.checklist import Checklist, Group, Item, says_no, says_yes
from docgen.transforms.periods import Frame
from docgen.transforms.typed_acts import TypedAct
from docgen.transforms.year_mentions import Mention, mentions

LAWYER = "юридическая служба"

_ANSWER = pattern(r"(?:от\s+)?(\d{1,2}\.\d{1,2}\.\d{4})(?:\s*г\.)?\s*(?:№|N)?\s*(\S.*)")
_HOW = "Впишите дату и номер: 05.09.2027 № 301-ОД. «Да» – ссылаться на прежний акт."


def said_act(citation: Citation) -> str:
    """The act in short words for a person."""
    head = [citation.kind or "акт"]
    if citation.date:
        head.append(f"от {date_text(citation.date)}")
    if citation.number:
        head.append(f"№ {citation.number}")
    return " ".join(head) + (f" «{citation.title}»" if citation.title else "")


def date_and_number(answer: str) -> tuple[str, str] | None:
    """Date and number of «от 17.09.2027 № 212-ОД», None when it says no such thing."""
    match = _ANSWER.fullmatch(answer.strip())
    if match is None:
        return None
    try:
        return date_text(parse_date(match[1])), match[2].removeprefix("№").strip()
    except ValueError:
        return None


def yearly(title: str, frame: Frame) -> list[Mention]:
    """The mentions that bind a title to the year that ends: the current one or the one before it."""
    current = {frame.period.first - 1, frame.period.first}
    years = current | {frame.period.last}
    return [
        mention
        for mention in mentions(title)
        if (mention.kind == "учебный год" and mention.first.year in current)
        or (mention.kind in ("год", "срок") and mention.last.year in years)
        or (mention.kind == "годы" and (mention.first.year, mention.last.year) == (frame.period.first, frame.period.last))
    ]  # fmt: skip


def rolled_act(
    data: dict[str, Any], citation: Citation, item: Item, frame: Frame, checklist: Checklist
) -> dict[str, Any]:
    """The entry of a cited act in the new year; ``item`` says where it stands."""
    bound = yearly(citation.title or "", frame)
    item = replace(item, topic="акт", was=said_act(citation), became=said_act(citation), who=LAWYER)
    if not bound:
        _in_force(citation, item, frame, checklist)
        return data
    title = _moved(citation.title or "", bound, frame)
    made = {key: title if key == "название" else value for key, value in data.items() if key not in ("дата", "номер")}
    asked = replace(
        item, group=Group.SUPPLY, became=said_act(citation.model_copy(update={"title": title, "date": None, "number": None})),
        question=f"Акт принят на прошедший год: каким он заменён? {_HOW}",
    )  # fmt: skip
    answer = checklist.answer(asked.id)
    if not answer or says_no(answer):
        checklist.add(replace(asked, answer=answer))
        return made
    if says_yes(answer):
        checklist.settle(asked, Group.MOVED, item.was)
        return data
    named = date_and_number(answer)
    if named is None:
        checklist.misunderstood(asked, _HOW)
        return made
    made = {}
    for key, value in data.items():
        made[key] = title if key == "название" else dict(zip(("дата", "номер"), named, strict=True)).get(key, value)
    made |= {key: said for key, said in zip(("дата", "номер"), named, strict=True) if key not in made}
    checklist.settle(asked, Group.MOVED, f"{citation.kind or 'акт'} от {named[0]} № {named[1]} «{title}»")
    return made


def _in_force(citation: Citation, item: Item, frame: Frame, checklist: Checklist) -> None:
    ending = [
        mention.last.year
        for mention in mentions(citation.title or "")
        if mention.kind == "годы" and frame.period.start <= mention.last < frame.target.end
    ]
    until = f" По названию он действует по {ending[0]} год, а новый период длится дольше." if ending else ""
    asked = replace(item, group=Group.CONFIRM, question=f"Действует ли этот акт?{until}")
    answer = checklist.answer(asked.id)
    if says_yes(answer):
        checklist.settle(asked, Group.MOVED)
    elif says_no(answer):
        question = "Акт больше не действует: замените его в справочнике или уберите ссылки на него."
        checklist.add(replace(asked, group=Group.SUPPLY, question=question, answer=answer))
    elif answer:
        checklist.misunderstood(asked, "Ответьте «да» или «нет».")
    else:
        checklist.add(asked)


def _moved(title: str, bound: list[Mention], frame: Frame) -> str:
    pieces: list[str] = []
    done = 0
    for mention in bound:
        pieces += (title[done : mention.start], mention.moved(title, frame.years) or title[mention.start : mention.end])
        done = mention.end
    return "".join((*pieces, title[done:]))


def asked_typed_acts(
    found: list[tuple[TypedAct, Item]], own: Mapping[str, str], frame: Callable[[Item], Frame], checklist: Checklist
) -> None:
    """Ask about the acts that are cited in words, each once; ``own`` are the orders of the set by their numbers."""
    seen: dict[tuple[object, str], None] = {}
    for act, item in found:
        if (act.date, act.number) in seen:
            continue
        seen[act.date, act.number] = None
        asked = replace(
            item, id=f"комплект/акт словами/{act.number}", topic="акт", was=act.words, became=act.words, who=LAWYER,
            group=Group.CONFIRM, question="Действует ли акт, названный словами?", proposal="",
        )  # fmt: skip
        if act.number in own:
            asked = replace(
                asked, group=Group.SUPPLY,
                question=f"Это документ этого же комплекта («{own[act.number]}»): дата и номер в новом году будут другими. "
                "Впишите их или замените слова ссылкой.",
            )  # fmt: skip
        elif yearly(act.words, frame(item)):
            asked = replace(
                asked, group=Group.SUPPLY, question="Акт принят на прошедший год: назовите акт нового года."
            )
        if says_yes(checklist.answer(asked.id)):
            checklist.settle(asked, Group.MOVED)
        else:
            checklist.add(replace(asked, answer=checklist.answer(asked.id)))
