"""Who signs, controls and is named in the new documents: the holders of posts on their day, asked once each.

Reference data say who holds a post; a rollover never carries a person over silently (ground-truth F.6).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from docgen.model.base import parse_date
from docgen.model.composition import Member
from docgen.model.months import date_text
from docgen.model.order import SELF_CONTROL, Order, Point
from docgen.model.party import Person, Post
from docgen.model.reference import ReferenceData
from docgen.model.requisites import Agreement, Drafter, Signatory, Submission, Visa
from docgen.model.targets import references_in
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.patterns import pattern
from docgen.transforms.checklist import Checklist, Group, Item, says_yes
from docgen.transforms.succession import NewPost

STAFF = "кадровая служба"
POSTS = "комплект/должность"
PEOPLE = "комплект/лицо"

_ANSWER = pattern(r"(\S+)(?:\s+с\s+(\d{1,2}\.\d{1,2}\.\d{4}))?")


@dataclass
class Holders:
    """The posts and people of the new documents, each with the first document that names them and its day."""

    posts: dict[str, tuple[str, date]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def collect(
        self, documents: Iterable[Document], shown: str, day: date, heirs: Mapping[str, str], known: Container[str]
    ) -> None:
        """Note the people and the posts of an order and its annexes; of a post that is gone, the one in its place.

        ``known`` are the people of the reference data: a text may name them, too.
        """
        for document in documents:
            for named in references_in(document) if isinstance(document, Order) else ():
                if named.target in known:
                    self.people.setdefault(named.target, shown)
            for _, model in walk(document):
                post, person = _named(model, in_order=isinstance(document, Order))
                if person:
                    self.people.setdefault(person, shown)
                elif post:
                    self.posts.setdefault(heirs.get(post, post), (shown, day))


def _named(model: object, *, in_order: bool) -> tuple[str | None, str | None]:
    """The post and the person that a part of a document names."""
    if isinstance(model, (Signatory, Submission, Visa, Agreement, Member)):
        return model.post, model.person
    if isinstance(model, Point) and in_order:
        return None if model.control == SELF_CONTROL else model.control, model.person
    return None, model.person if isinstance(model, Drafter) else None


def replaced_people(answers: Checklist, reference: ReferenceData) -> dict[str, str]:
    """The people whom an answer replaced by others of the reference data."""
    found = {}
    for id_ in reference.people:
        answer = answers.answer(f"{PEOPLE}/{id_}")
        if answer in reference.people:
            found[id_] = answer
    return found


def ask_people(holders: Holders, reference: ReferenceData, checklist: Checklist) -> None:
    """Ask about each person who is named outright."""
    for id_, shown in holders.people.items():
        person = reference.people.get(id_)
        if person is None:
            continue
        asked = Item(
            f"{PEOPLE}/{id_}", Group.CONFIRM, shown, f"лицо «{id_}»", "лицо", _name(person), _name(person),
            f"{_name(person)} и в новом году на прежнем месте? Если нет, впишите код другого лица из справочника.", who=STAFF,
        )  # fmt: skip
        answer = checklist.answer(asked.id)
        if not answer:
            checklist.add(asked)
        elif says_yes(answer):
            checklist.settle(asked, Group.MOVED)
        elif answer in reference.people:
            checklist.settle(asked, Group.MOVED, _name(reference.people[answer]))
        else:
            checklist.misunderstood(asked, f"Впишите «да» или код лица из справочника: {_some(reference.people)}.")


def ask_posts(
    holders: Holders, reference: ReferenceData, new: Mapping[str, NewPost], start: date, checklist: Checklist
) -> dict[str, dict[str, Any]]:
    """Ask who holds each post; the new holders by post, as data for the reference file, where an answer names one."""
    changed: dict[str, dict[str, Any]] = {}
    example = next(iter(reference.people), "петров")
    for id_, (shown, day) in holders.posts.items():
        post = Post.model_validate(new[id_].data) if id_ in new else reference.posts.get(id_)
        if post is None:
            continue
        ids = [id_ for id_ in (post.acting_on(day),) if id_] or list(post.holders_on(day))
        names = ", ".join(_name(reference.people[each]) for each in ids if each in reference.people)
        acting = " (исполняет обязанности)" if post.acting_on(day) else ""
        question = (
            f"На {date_text(day)} должность «{post.name}» занимает {names}{acting}: верно?" if names
            else f"На {date_text(day)} должность «{post.name}» никто не занимает: впишите код лица."
        )  # fmt: skip
        asked = Item(
            f"{POSTS}/{id_}", Group.CONFIRM if names else Group.SUPPLY, shown, f"должность «{id_}»", "должность", post.name,
            names,
            f"{question} Если другой, впишите код лица и день: «{example} с {date_text(start)}».",
            who=STAFF,
        )  # fmt: skip
        answer = checklist.answer(asked.id)
        if not answer:
            checklist.add(asked)
            continue
        if says_yes(answer) and names:
            checklist.settle(asked, Group.MOVED)
            continue
        named = _ANSWER.fullmatch(answer)
        since = _day(named[2]) if named and named[2] else start
        if named is None or named[1] not in reference.people or since is None:
            checklist.misunderstood(asked, f"Впишите «да» или код лица из справочника: {_some(reference.people)}.")
            continue
        changed[id_] = {"с": date_text(since), "значение": named[1]}
        checklist.settle(asked, Group.MOVED, _name(reference.people[named[1]]))
    return changed


def with_holder(entry: dict[str, Any], holder: dict[str, Any]) -> dict[str, Any]:
    """A post's entry with a new holder from a day on; the one before holds it to the eve of that day."""
    old = entry.get("занимает")
    dated = [old] if isinstance(old, dict) else [{"значение": old}] if isinstance(old, str) else list(old or [])
    eve = date_text(parse_date(holder["с"]) - timedelta(days=1))
    ended = [_ended(each, eve) if isinstance(each, dict) and "по" not in each else each for each in dated]
    if holder in dated:
        return entry
    return {**entry, "занимает": [*ended, holder]}


def _ended(held: dict[str, Any], last: str) -> dict[str, Any]:
    """The same with its last day, which stands behind the first one."""
    head = {"с": held["с"]} if "с" in held else {}
    return {**head, "по": last, **held}


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:
        return None


def _name(person: Person) -> str:
    initials = "".join(f"{part[0]}." for part in (person.first_name, person.patronymic) if part)
    return f"{person.surname} {initials}".strip()


def _some(ids: Iterable[str]) -> str:
    known = sorted(ids)
    return ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
