"""Which bodies and posts are there on the day of a new document, and which have given way to others by then.

From the reference data alone: a body that ends names its successor, a name that changes has its days, a post of a body that
is gone is sought among the posts of the successor. Where the data do not tell, a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from docgen.model.base import Dating, on
from docgen.model.party import Municipality, Organisation, Post
from docgen.model.reference import ReferenceData
from docgen.transforms.renaming import Phrase, Renamer, Renaming, renamer

Id = str


@dataclass(frozen=True)
class Succession:
    """What has changed among bodies and posts up to one day."""

    reference: ReferenceData
    day: date

    @cached_property
    def bodies(self) -> dict[Id, Id]:
        """The bodies that are gone by the day, each with the one that stands in its place."""
        found = {}
        for body in self.reference.organisations.values():
            if self._is_gone(body) and (heir := self._heir(body)):
                found[body.id] = heir
        return found

    @cached_property
    def orphans(self) -> tuple[Id, ...]:
        """The bodies that are gone and have no successor that is there."""
        gone = (body.id for body in self.reference.organisations.values() if self._is_gone(body))
        return tuple(id_ for id_ in gone if id_ not in self.bodies)

    def _is_gone(self, body: Organisation) -> bool:
        return body.until is not None and body.until < self.day

    def _heir(self, body: Organisation) -> Id | None:
        seen = {body.id}
        following = body.successor
        while following and following not in seen:
            seen.add(following)
            heir = self.reference.organisations.get(following)
            if heir is None:
                return None
            if heir.exists_on(self.day):
                return heir.id
            following = heir.successor
        return None

    @cached_property
    def renamer(self) -> Renamer:
        """What to put in the place of every old name."""
        return renamer((*self._of_posts(), *self._of_bodies(), *self._of_changed_names()))

    @cached_property
    def names(self) -> Renamer:
        """The names of bodies alone, for putting them into the name of a post."""
        return renamer((*self._of_bodies(), *self._of_changed_names()))

    def _of_bodies(self) -> Iterator[Renaming]:
        for old_id, new_id in self.bodies.items():
            old, new = (self.reference.organisations[id_] for id_ in (old_id, new_id))
            last = old.until or self.day
            full = _phrase_on(new, self.day)
            short = Phrase.of(new.short_on(self.day)) if new.short else full
            for dating in old.name:
                yield Renaming(_phrase_on(old, dating.until or last, dating.value), full)
            rest = _rest(old.name_on(last), old.short_on(last))
            yield from (Renaming(Phrase.of(dating.value), short, rest=rest) for dating in old.short)
            for alias in old.aliases:
                long = " " in alias and len(alias) > len(old.short_on(last))
                yield Renaming(Phrase.of(alias), full if long else short)

    def _of_changed_names(self) -> Iterator[Renaming]:
        """Bodies and municipalities that go by another name by then."""
        bodies = [body for body in self.reference.organisations.values() if body.exists_on(self.day)]
        entries: list[Organisation | Municipality] = [*bodies, *self.reference.municipalities.values()]
        for entry in entries:
            now = _phrase_on(entry, self.day)
            for dating in _past(entry.name, self.day):
                yield Renaming(_phrase_on(entry, dating.until or self.day, dating.value), now)
        for body in bodies:
            short = Phrase.of(body.short_on(self.day))
            yield from (Renaming(Phrase.of(dating.value), short) for dating in _past(body.short, self.day))

    def _of_posts(self) -> Iterator[Renaming]:
        for old_id, new_id in self.posts.items():
            old, new = self.reference.posts[old_id], self.reference.posts[new_id]
            yield Renaming(_of_post(old, full=False), _of_post(new, full=False))
            if old.full:
                yield Renaming(_of_post(old, full=True), _of_post(new, full=bool(new.full)))

    # --- posts

    @cached_property
    def posts(self) -> dict[Id, Id]:
        """The posts of bodies that are gone, each with the post of the successor that stands in its place."""
        found = {}
        for post in self.reference.posts.values():
            heir = self.bodies.get(post.organisation or "")
            if heir and (match := self._counterpart(post, heir)):
                found[post.id] = match
        return found

    def _counterpart(self, post: Post, heir: Id) -> Id | None:
        """The post of the successor: the one of the same name, else the only one that the same person holds."""
        others = [other for other in self.reference.posts.values() if other.organisation == heir]
        names = {self.names.renamed(name).text for name in (post.name, post.full) if name} | {post.name}
        same = [other.id for other in others if {other.name, other.full} & names]
        if len(same) == 1:
            return same[0]
        body = self.reference.organisations[post.organisation or ""]
        last = body.until or self.day
        holder = post.holder_on(last) or on(post.holder, date.max)
        held = [other.id for other in others if holder and other.holder_on(self.day) == holder]
        return held[0] if len(held) == 1 else None

    def new_post(self, post: Post) -> NewPost | None:
        """A post for the new day made of one whose name still names a body that is gone; None when there is no need.

        The head of a body is not made up: what he is called is not in the name of the old post.
        """
        gone = post.organisation in self.bodies
        if post.id in self.posts or (post.organisation in self.orphans):
            return None
        name = self.names.renamed(post.name)
        full = self.names.renamed(post.full) if post.full else None
        if not gone and not name.changes and not (full and full.changes):
            return None
        if gone and _is_head(post, self.reference.organisations[post.organisation or ""]):
            return None
        body = self.bodies.get(post.organisation or "", post.organisation)
        data = post.plain()
        data["код"] = self._free(f"{post.id}-{body if gone else self.day.year}")
        data["название"] = name.text
        if full:
            data["полностью"] = full.text
        if body:
            data["организация"] = body
        for key in ("занимает", "исполняет обязанности"):
            if isinstance(held := data.get(key), list) and len(held) == 1 and set(held[0]) == {"значение"}:
                data[key] = held[0]["значение"]
        for key, changed in (("формы", name.changes), ("формы полного", full and full.changes)):
            if changed:
                data.pop(key, None)
        doubts = (*name.doubts, *(full.doubts if full else ()))
        return NewPost(post.id, data, "; ".join(dict.fromkeys(doubts)))

    def _free(self, id_: str) -> Id:
        number, wanted = 2, id_
        while wanted in self.reference:
            wanted, number = f"{id_}-{number}", number + 1
        return wanted


@dataclass(frozen=True)
class NewPost:
    """An entry for the posts of the reference data, and the post in whose place it stands."""

    old: Id
    data: dict[str, Any] = field(hash=False)
    doubt: str = ""

    @property
    def id(self) -> Id:
        """The id of the new post."""
        return str(self.data["код"])

    def rename(self, name: str) -> None:
        """Call the post as a person did; forms of the name before are none of this one."""
        self.data["название"] = name
        self.data.pop("формы", None)


def _is_head(post: Post, body: Organisation) -> bool:
    """Whether a post is the head of a body: one noun and the name of the body («начальник Департамента»)."""
    names = {dating.value for dating in (*body.name, *body.short)}
    forms = {Phrase.of(name).forms["род"] for name in names} | {form for d in body.forms if (form := d.value.genitive)}
    return any(post.name.partition(" ")[2] == form for form in forms) or " " not in post.name


def _phrase_on(entry: Organisation | Municipality, day: date, name: str | None = None) -> Phrase:
    """A name with the explicit forms that hold with it."""
    name = name or entry.name_on(day)
    explicit = {}
    if entry.name_on(day) == name:
        explicit = {case: form for case in ("род", "дат", "вин", "тв", "пр") if (form := entry.form_on(case, day))}
    return Phrase.of(name, "body", explicit)


def _of_post(post: Post, *, full: bool) -> Phrase:
    forms = post.full_forms if full and post.full else post.forms
    explicit = {case: form for case in ("род", "дат", "вин", "тв", "пр") if forms and (form := forms.form(case))}
    return Phrase.of((post.full if full else None) or post.name, "post", explicit)


def _rest(full: str, short: str) -> str:
    """What a short name leaves out of the full one."""
    return full[len(short) :].strip() if full.startswith(f"{short} ") else ""


def _past(names: tuple[Dating[str], ...], day: date) -> list[Dating[str]]:
    """The names that held once and hold no longer."""
    now = on(names, day)
    return [dating for dating in names if dating.until is not None and dating.until < day and dating.value != now]
