"""Merge: what one version changed of the base, put into another version that changed the base as well.

Data are plain: dictionaries, lists, texts. Entries of lists are matched by ``versions`` and fields by their keys, so that
an entry may be moved, edited and stand among others that came or went, all at once. Nobody ever sees ``<<<<<<<``: where
both versions changed one thing differently, ours stays as it is and a ``Conflict`` holds all three values.

    merge(b, b, x).data == x        merge(b, x, b).data == x        merge(b, x, x).data == x
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from docgen.findings import Path
from docgen.likeness import rising
from docgen.transforms.fields import ABSENT, CONFLICT, differing, merged_value, value_at, with_value
from docgen.transforms.versions import ID_KEY, LISTING, ROOT, Home, Ident, Listing, Registry, Version, homes_in

Kind = Literal["правка", "вставка", "удаление", "перенос"]


@dataclass(frozen=True)
class Change:
    """One thing that theirs changed of the base.

    ``path`` is where it stands in theirs, of a deletion in the base; ``before`` is where the entry (of an edit: the
    field) stood in the base. ``was`` and ``became`` are plain values, None where there was or is nothing.
    """

    kind: Kind
    path: Path
    before: Path | None
    was: Any = None
    became: Any = None
    entry: Ident = ROOT
    keys: Path = ()


@dataclass(frozen=True)
class Conflict:
    """A change that did not come in, or only in part. ``path`` is where it would have stood in ours, as far as it goes.

    ``why`` says in a word what stands against it: ``правка`` (ours has another value), ``удаление`` (ours has no such
    entry), ``перенос`` (ours has it in another place), ``связь`` (its new place is not there).
    """

    change: Change
    path: Path
    ours: Any
    why: Literal["правка", "удаление", "перенос", "связь"]


@dataclass
class Merged:
    """The merged data, the changes that came in, and those that did not, with what stood in their way.

    What both sides changed alike is in neither list.
    """

    data: Any
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(
    base: Any, ours: Any, theirs: Any, *, accept: Callable[[Change], bool] | None = None, insist: Collection[int] = ()
) -> Merged:
    """Ours with the changes that theirs made of the base.

    ``accept`` is asked about each change, in the order of ``changes_between``; ``insist`` are the numbers in that order
    (from 0) of changes that are made even where ours says something else.
    """
    return _Merging(base, ours, theirs).merged(accept or (lambda change: True), frozenset(insist))


def changes_between(base: Any, theirs: Any) -> list[Change]:
    """What theirs changed of the base, as it stands there from top to bottom; deletions last."""
    return _Merging(base, base, theirs).changes


class _Place(NamedTuple):
    """A place in a list: after and before which of those that are there."""

    home: Home
    after: Ident | None
    before: Ident | None


class _Merging:
    """One merge: three versions, and the result as it grows out of ours."""

    def __init__(self, base: Any, ours: Any, theirs: Any) -> None:
        registry = Registry()
        self.base = Version(base, registry)
        self.ours = Version(ours, registry, (self.base,))
        self.theirs = Version(theirs, registry, (self.base, self.ours))
        self.changes = list(_changes(self.base, self.theirs))
        self.values = {ident: entry.value for ident, entry in self.ours.entries.items()}
        self.homes = {ident: entry.home for ident, entry in self.ours.entries.items()}
        self.lists = {home: list(idents) for home, idents in self.ours.lists.items()}
        self.insisting = self.is_new = False
        self._ours_moved = _moved(self.base, self.ours)
        self._waiting = {change.entry for change in self.changes if change.kind == "перенос"}

    def merged(self, accept: Callable[[Change], bool], insist: frozenset[int]) -> Merged:
        """The result; to be asked for once."""
        merged = Merged(None)
        makers = {"правка": self._edit, "вставка": self._insert, "перенос": self._move, "удаление": self._delete}
        for number, change in enumerate(self.changes):
            if not accept(change):
                continue
            self.insisting, self.is_new = number in insist, False
            conflicts = list(makers[change.kind](change))
            merged.conflicts.extend(conflicts)
            if self.is_new and not conflicts:
                merged.changes.append(change)
        merged.data = self._put_together(ROOT)
        return merged

    # What each kind of change does; each yields what stood in its way

    def _edit(self, change: Change) -> Iterator[Conflict]:
        ident = change.entry
        if ident not in self.values:
            yield Conflict(change, self._ours_path(ident), None, "удаление")
            return
        base = value_at(self.base.entries[ident].value, change.keys)
        ours = value_at(self.values[ident], change.keys)
        theirs = value_at(self.theirs.entries[ident].value, change.keys)
        value = theirs if self.insisting else merged_value(base, ours, theirs)
        if value is CONFLICT:
            yield Conflict(change, (*self.ours.path(ident), *change.keys), self._said(ident, change.keys), "правка")
            return
        self._set(ident, with_value(self.values[ident], change.keys, value, self.theirs.entries[ident].value))

    def _set(self, ident: Ident, value: Any) -> None:
        self.is_new = self.is_new or value != self.values.get(ident, ABSENT)
        self.values[ident] = value

    def _insert(self, change: Change) -> Iterator[Conflict]:
        for ident in self.theirs.inside(change.entry):
            if ident in self.base.entries:
                continue  # it was moved in here: a change of its own
            place = self._place(ident)
            if ident in self.values:
                value = merged_value(ABSENT, self.values[ident], self.theirs.entries[ident].value)
                if value is CONFLICT or self.homes[ident] != place.home:
                    yield Conflict(change, self.ours.path(ident), self.ours.plain(ident), "правка")
                else:
                    self._set(ident, value)
            elif place.home.owner not in self.values:
                yield Conflict(change, self._ours_path(place.home.owner), None, "связь")
                return
            else:
                self._set(ident, self.theirs.entries[ident].value)
                self._put(ident, place)

    def _move(self, change: Change) -> Iterator[Conflict]:
        ident, place = change.entry, self._place(change.entry)
        if ident not in self.values:
            yield Conflict(change, self._ours_path(ident), None, "удаление")
        elif place.home.owner not in self.values or ident in (place.home.owner, *self._holders(place.home.owner)):
            yield Conflict(change, self.ours.path(ident), self.ours.plain(ident), "связь")
        elif self._standsvalue_at(ident, place):
            return
        elif ident in self._ours_moved and not self.insisting:
            yield Conflict(change, self.ours.path(ident), self.ours.plain(ident), "перенос")
        else:
            self._put(ident, place)

    def _delete(self, change: Change) -> Iterator[Conflict]:
        ident = change.entry
        if ident not in self.values:
            return
        stays = any(each in self.theirs.entries for each in self._inside(ident))
        if stays or (not self.insisting and self._is_touched(ident)):
            yield Conflict(change, self.ours.path(ident), self.ours.plain(ident), "связь" if stays else "правка")
            return
        self.is_new = True
        self.lists[self.homes[ident]].remove(ident)
        for each in list(self._inside(ident)):
            del self.values[each], self.homes[each]

    # What they look at

    def _place(self, ident: Ident) -> _Place:
        """Where theirs has an entry: in which list, and between which of those that the result has there, too."""
        self._waiting.discard(ident)
        home = self.theirs.entries[ident].home
        siblings = self.theirs.lists[home]
        there, index = set(self.lists.get(home, ())), siblings.index(ident)
        after = (each for each in reversed(siblings[:index]) if each in there)
        before = (each for each in siblings[index + 1 :] if each in there and each not in self._waiting)
        return _Place(home, next(after, None), next(before, None))

    def _put(self, ident: Ident, place: _Place) -> None:
        """Put an entry into its place, below those that ours has put there by itself."""
        siblings = self.lists.setdefault(place.home, [])
        before = list(siblings)
        if ident in self.homes:
            self.lists[self.homes[ident]].remove(ident)
        index = siblings.index(place.after) + 1 if place.after is not None else 0
        if place.before is not None and place.before in siblings[index:]:
            index = siblings.index(place.before)
        else:
            while index < len(siblings) and not self._is_known(siblings[index]):
                index += 1
        siblings.insert(index, ident)
        self.homes[ident] = place.home
        self.is_new = self.is_new or siblings != before

    def _is_known(self, ident: Ident) -> bool:
        return ident in self.base.entries or ident in self.theirs.entries

    def _standsvalue_at(self, ident: Ident, place: _Place) -> bool:
        """Whether ours has the entry there already."""
        if self.homes[ident] != place.home:
            return False
        there = self.lists[place.home]
        index = there.index(ident)
        before = [each for each in there[:index] if each in self.theirs.entries]
        return (before[-1] if before else None) == place.after

    def _is_touched(self, ident: Ident) -> bool:
        """Whether ours changed anything inside an entry of the base, took something out of it or put it in, or moved it."""
        base, ours = self.base.entries, self.ours.entries
        now = list(self.ours.inside(ident))
        return set(self.base.inside(ident)) != set(now) or any(
            base[each].home != ours[each].home or _without_id(base[each].value) != _without_id(ours[each].value)
            for each in now
        )

    def _holders(self, ident: Ident) -> Iterator[Ident]:
        while ident != ROOT:
            ident = self.homes[ident].owner
            yield ident

    def _inside(self, ident: Ident) -> Iterator[Ident]:
        yield ident
        for home in homes_in(ident, self.values[ident]):
            for child in self.lists.get(home, ()):
                yield from self._inside(child)

    def _ours_path(self, ident: Ident) -> Path:
        """The path in ours of an entry, or of the nearest one around it that ours has."""
        version = self.base if ident in self.base.entries else self.theirs
        around = (each for each in (ident, *version.holders(ident)) if each in self.ours.entries)
        return self.ours.path(next(around))

    def _said(self, ident: Ident, keys: Path) -> Any:
        said = value_at(self.ours.plain(ident), keys)
        return None if said is ABSENT else said

    # Putting the result together

    def _put_together(self, ident: Ident) -> Any:
        return self._built(self.values[ident], ident, ())

    def _built(self, value: Any, ident: Ident, keys: Path) -> Any:
        if isinstance(value, Listing):
            return [self._put_together(child) for child in self.lists.get(Home(ident, keys), ())]
        if not isinstance(value, dict):
            return value
        return {
            key: self._built(value.get(key, LISTING), ident, (*keys, key))
            for key in self._keys(value, ident, keys)
            if not isinstance(value.get(key, LISTING), Listing) or self._is_shown(key in value, ident, (*keys, key))
        }

    def _keys(self, value: dict[str, Any], ident: Ident, keys: Path) -> list[str]:
        """The keys of a mapping, with those of lists that only theirs has."""
        said = value_at(self.theirs.entries[ident].value, keys) if ident in self.theirs.entries else None
        theirs = said if isinstance(said, dict) else {}
        names = list(value)
        before: str | None = None
        for key in theirs:
            if key not in names and isinstance(theirs[key], Listing):
                names.insert(names.index(before) + 1 if before in names else len(names), key)
            before = key
        return names

    def _is_shown(self, has_key: bool, ident: Ident, keys: Path) -> bool:
        """Whether a list stands in the result: one that was emptied only where theirs left it there empty."""
        home = Home(ident, keys)
        if self.lists.get(home):
            return True
        return home in self.theirs.lists if self.ours.lists.get(home) else has_key


def _without_id(value: Any) -> Any:
    """The value without the id, which is given to an entry without changing it."""
    return {key: child for key, child in value.items() if key != ID_KEY} if isinstance(value, dict) else value


def _changes(base: Version, theirs: Version) -> Iterator[Change]:
    moved = _moved(base, theirs)
    for ident in theirs.inside(ROOT):
        entry = theirs.entries[ident]
        if ident not in base.entries:
            if entry.home.owner in base.entries:
                yield Change("вставка", theirs.path(ident), None, None, theirs.plain(ident), ident)
            continue
        if ident in moved:
            yield Change("перенос", theirs.path(ident), base.path(ident), base.plain(ident), theirs.plain(ident), ident)
        for keys in differing(base.entries[ident].value, entry.value):
            if _shows_in_entries(base, theirs, ident, keys):
                continue
            was, became = (value_at(version.plain(ident), keys) for version in (base, theirs))
            yield Change(
                "правка", (*theirs.path(ident), *keys), (*base.path(ident), *keys),
                None if was is ABSENT else was, None if became is ABSENT else became, ident, keys,
            )  # fmt: skip
    for ident in base.inside(ROOT):
        if ident not in theirs.entries and base.entries[ident].home.owner in theirs.entries:
            yield Change("удаление", base.path(ident), base.path(ident), base.plain(ident), None, ident)


def _moved(base: Version, other: Version) -> set[Ident]:
    """The entries that stand in another list than in the base, or elsewhere among those that stayed in theirs."""
    moved: set[Ident] = set()
    for home, idents in other.lists.items():
        positions = {ident: place for place, ident in enumerate(base.lists.get(home, ()))}
        stayed = [ident for ident in idents if ident in positions]
        moved.update(ident for ident in idents if ident in base.entries and ident not in positions)
        kept = rising([positions[ident] for ident in stayed])
        moved.update(ident for place, ident in enumerate(stayed) if place not in kept)
    return moved


def _shows_in_entries(base: Version, theirs: Version, ident: Ident, keys: Path) -> bool:
    """Whether a difference is a list that came or went with its entries, which are changes of their own."""
    home = Home(ident, keys)
    is_bare = any(value_at(version.entries[ident].value, keys) is ABSENT for version in (base, theirs))
    return is_bare and bool(base.lists.get(home) or theirs.lists.get(home))
