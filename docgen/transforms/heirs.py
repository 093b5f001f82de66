"""Posts and bodies in whose place others stand in the new documents, for each day on which one is to be signed.

What the reference data do not tell is asked; a post that has to be written anew is an entry beside the old one, so that the
papers of last year keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.model.months import date_text
from docgen.model.reference import ReferenceData
from docgen.transforms.checklist import Checklist, Group, Item, says_no, says_yes
from docgen.transforms.holders import STAFF
from docgen.transforms.succession import NewPost, Succession

HEIRS = "комплект/преемник"


@dataclass
class Heirs:
    """What stands in the place of what, by day; notes each thing once."""

    reference: ReferenceData
    checklist: Checklist
    new_posts: dict[str, NewPost] = field(default_factory=dict)
    """The posts that have to be written into the reference data, by their new ids."""
    _successions: dict[date, Succession] = field(default_factory=dict)
    _noted: set[str] = field(default_factory=set)

    def on(self, day: date) -> Succession:
        """What has changed among bodies and posts up to that day."""
        if day not in self._successions:
            self._successions[day] = Succession(self.reference, day)
        return self._successions[day]

    def of(self, data: Any, day: date, shown: str) -> dict[str, str]:
        """The ids that a document of that day names and that others stand in the place of."""
        succession = self.on(day)
        used = _ids_in(data)
        found: dict[str, str] = {}
        for id_ in sorted(used & self.reference.organisations.keys()):
            if id_ in succession.bodies:
                found[id_] = succession.bodies[id_]
                self._note_body(id_, found[id_], shown)
            elif id_ in succession.orphans:
                found |= self._asked(id_, self.reference.organisations.keys(), shown, "организация", day)
        for id_ in sorted(used & self.reference.posts.keys()):
            found |= self._of_post(id_, succession, shown)
        return found

    def _of_post(self, id_: str, succession: Succession, shown: str) -> dict[str, str]:
        post = self.reference.posts[id_]
        if id_ in succession.posts:
            self._note(
                f"{id_}/должность", "должность", post.name, self.reference.posts[succession.posts[id_]].name, shown
            )
            return {id_: succession.posts[id_]}
        if new := succession.new_post(post):
            self.new_posts.setdefault(new.id, new)
            doubt = f" {new.doubt}." if new.doubt else ""
            self._ask_new(new, post.name, shown, doubt)
            return {id_: new.id}
        if post.organisation in succession.bodies or post.organisation in succession.orphans:
            return self._asked(id_, self.reference.posts.keys(), shown, "должность", succession.day)
        return {}

    def _note_body(self, id_: str, heir: str, shown: str) -> None:
        old, new = self.reference.organisations[id_], self.reference.organisations[heir]
        last = old.until
        until = f" (по {date_text(last)})" if last else ""
        self._note(f"{id_}/орган", "орган", f"{old.name[-1].value}{until}", new.name[-1].value, shown)

    def _note(self, key: str, topic: str, was: str, became: str, shown: str) -> None:
        if key not in self._noted:
            self._noted.add(key)
            self.checklist.add(Item(f"комплект/{key}", Group.MOVED, shown, "и далее", topic, was, became))

    def _ask_new(self, new: NewPost, was: str, shown: str, doubt: str) -> None:
        id_ = f"{HEIRS}/{new.old}"
        if id_ in self._noted:
            return
        self._noted.add(id_)
        item = Item(
            id_, Group.CONFIRM, shown, "справочник должностей", "должность", was, str(new.data["название"]),
            f"В справочник добавлена должность «{new.id}». Верно ли название?{doubt}", who=STAFF,
        )  # fmt: skip
        answer = self.checklist.answer(id_)
        if not answer:
            self.checklist.add(item)
        elif says_yes(answer):
            self.checklist.settle(item, Group.MOVED)
        elif says_no(answer):
            self.checklist.misunderstood(item, "Впишите верное название должности или «да».")
        else:
            self.new_posts[new.id].rename(answer)
            self.checklist.settle(item, Group.MOVED, answer)

    def _asked(self, id_: str, known: Iterable[str], shown: str, what: str, day: date) -> dict[str, str]:
        """An heir that only a person can name."""
        key = f"{HEIRS}/{id_}"
        answer = self.checklist.answer(key)
        heir = {id_: answer} if answer in set(known) else {}
        if key in self._noted:
            return heir
        self._noted.add(key)
        item = Item(
            key, Group.SUPPLY, shown, "и далее", what, id_, answer if heir else id_,
            f"На {date_text(day)} {what} «{id_}» уже не действует, а кто вместо неё, справочники не говорят. Впишите код.",
            who=STAFF,
        )  # fmt: skip
        if heir:
            self.checklist.settle(item, Group.MOVED)
        elif answer:
            self.checklist.misunderstood(item, f"Кода «{answer}» в справочниках нет.")
        else:
            self.checklist.add(item)
        return heir


def _ids_in(data: Any) -> set[str]:
    """Everything in plain data that may be an id: whole values, and the heads of references."""
    found: set[str] = set()
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            # An act keeps the body that issued it.
            stack.extend(child for key, child in value.items() if key != "акты")
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, str):
            if "{" in value:
                heads = (piece.partition("}")[0] for piece in value.split("{")[1:])
                found.update(head.partition(":")[0].partition(".")[0].strip() for head in heads)
            elif len(value) < 80:
                found.add(value)
    return found
