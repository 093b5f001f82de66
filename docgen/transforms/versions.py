"""Versions of one document as entries: which entry of a list in one version is which in another.

An entry is known by its ``код`` wherever it stands, so that it may move from one list to another of the same key; one
without a ``код`` is known by its place and by what it says. What differs between versions is the business of
``merging``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.findings import Path
from docgen.likeness import paired, share_of_words, words_of

ID_KEY = "код"
ALIKE = 0.5
"""How alike two entries without ids must be to be one and the same."""

Ident = int
"""What an entry is known by in all versions."""
ROOT: Ident = 0


class Home(NamedTuple):
    """A list: the entry that holds it, and the keys that lead there."""

    owner: Ident
    keys: Path


class Listing:
    """Stands in an entry's value where a list is; what is in the list is told by ``Version.lists``."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listing)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "[…]"


LISTING = Listing()


@dataclass
class Entry:
    """An item of a list (or the whole document): where it stands, and its value with lists taken out."""

    home: Home
    value: Any


@dataclass
class Registry:
    """The entries that all versions share: the next new ident, and the idents of those with a ``код``."""

    count: int = ROOT
    codes: dict[tuple[str, str, int], Ident] = field(default_factory=dict)

    def new(self) -> Ident:
        """An ident that no entry has."""
        self.count += 1
        return self.count


class Version:
    """One version of a document, its entries known by the same idents as in the versions before it."""

    def __init__(self, data: Any, registry: Registry, earlier: Sequence[Version] = ()) -> None:
        self.entries: dict[Ident, Entry] = {}
        self.lists: dict[Home, list[Ident]] = {}
        self._registry = registry
        self._earlier = earlier
        self._codes = set(_codes_in(data))
        self._seen: Counter[tuple[str, str]] = Counter()
        self._taken: set[Ident] = set()
        self._plain: dict[Ident, Any] = {ROOT: data}
        self.entries[ROOT] = Entry(Home(-1, ()), None)
        self.entries[ROOT].value = self._taken_apart(data, ROOT, ())

    def _taken_apart(self, value: Any, owner: Ident, keys: Path) -> Any:
        """The value with its lists put into ``lists``, their items into ``entries``."""
        if isinstance(value, dict):
            return {key: self._taken_apart(child, owner, (*keys, key)) for key, child in value.items()}
        if not isinstance(value, list):
            return value
        home = Home(owner, keys)
        self.lists[home] = idents = self._idents(home, value)
        for ident, item in zip(idents, value, strict=True):
            self._plain[ident] = item
            self.entries[ident] = Entry(home, None)
        for ident, item in zip(idents, value, strict=True):
            self.entries[ident].value = self._taken_apart(item, ident, ())
        return LISTING

    def _idents(self, home: Home, items: list[Any]) -> list[Ident]:
        key = str(home.keys[-1]) if home.keys else ""
        found: list[Ident | None] = [None] * len(items)
        names: dict[int, tuple[str, str, int]] = {}
        for index, item in enumerate(items):
            if code := _code(item):
                self._seen[key, code] += 1
                names[index] = (key, code, self._seen[key, code])
                found[index] = self._registry.codes.get(names[index])
                if found[index] in self._taken:
                    found[index] = None
        self._taken.update(ident for ident in found if ident is not None)
        for version in self._earlier:
            self._recognise(home, items, found, version, exactly=version is not self._earlier[0])
        idents = [ident if ident is not None else self._registry.new() for ident in found]
        for index, name in names.items():
            self._registry.codes.setdefault(name, idents[index])
        self._taken.update(idents)
        return idents

    def _recognise(
        self, home: Home, items: list[Any], found: list[Ident | None], version: Version, *, exactly: bool
    ) -> None:
        """Find those items again in an earlier version by what they say, where one of the two has no ``код``."""
        waiting = [index for index, ident in enumerate(found) if ident is None]
        free = [ident for ident in version.lists.get(home, ()) if ident not in self._taken]
        free = [ident for ident in free if (home.keys[-1:], _code(version.plain(ident))) not in self._codes]
        if not waiting or not free:
            return
        for before, after in matched(
            [version.plain(ident) for ident in free], [items[index] for index in waiting], exactly=exactly
        ):
            ident, index = free[before], waiting[after]
            if not (_code(version.plain(ident)) and _code(items[index])):
                found[index] = ident
                self._taken.add(ident)

    def plain(self, ident: Ident) -> Any:
        """The entry as the plain data that it was read from."""
        return self._plain[ident]

    def path(self, ident: Ident) -> Path:
        """The path of an entry in this version's data."""
        if ident == ROOT:
            return ()
        home = self.entries[ident].home
        return (*self.path(home.owner), *home.keys, self.lists[home].index(ident))

    def holders(self, ident: Ident) -> Iterator[Ident]:
        """The entries around an entry, the nearest first."""
        while ident != ROOT:
            ident = self.entries[ident].home.owner
            yield ident

    def inside(self, ident: Ident) -> Iterator[Ident]:
        """The entry and all inside it, in order."""
        yield ident
        for home in homes_in(ident, self.entries[ident].value):
            for child in self.lists.get(home, ()):
                yield from self.inside(child)


def homes_in(owner: Ident, value: Any, keys: Path = ()) -> Iterator[Home]:
    """The lists that stand in an entry's value."""
    if isinstance(value, Listing):
        yield Home(owner, keys)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from homes_in(owner, child, (*keys, key))


def matched(old: Sequence[Any], new: Sequence[Any], *, exactly: bool = False) -> Iterator[tuple[int, int]]:
    """The items of two lists that are the same: equal ones, those alike between them, equal ones elsewhere."""
    keys, other = [_key(item) for item in old], [_key(item) for item in new]
    words = [_words(item) for item in old]
    news = [_words(item) for item in new]

    def alike(before: int, after: int) -> float:
        if exactly or isinstance(old[before], dict) != isinstance(new[after], dict):
            return 0.0
        return share_of_words(words[before], news[after])

    pairs = paired(keys, other, alike, ALIKE)
    if not exactly:
        pairs = [*pairs, *_in_one_place(pairs, old, new)]
    yield from pairs
    gone = {keys[index]: index for index in reversed(range(len(old))) if index not in {before for before, _ in pairs}}
    for index in range(len(new)):
        if index not in {after for _, after in pairs} and other[index] in gone:
            yield gone.pop(other[index]), index


def _in_one_place(pairs: list[tuple[int, int]], old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Words and cells of which as many stand between two recognised ones as stood there: they were written anew."""
    before, after = -1, -1
    for start, other in [*pairs, (len(old), len(new))]:
        if start - before == other - after:
            for step in range(1, start - before):
                if not isinstance(old[before + step], dict) and not isinstance(new[after + step], dict):
                    yield before + step, after + step
        before, after = start, other


def _code(item: Any) -> str | None:
    code = item.get(ID_KEY) if isinstance(item, dict) else None
    return code if isinstance(code, str) and code else None


def _codes_in(data: Any, keys: Path = ()) -> Iterator[tuple[Path, str | None]]:
    """The codes of a document with the last key of the list that each stands in."""
    if isinstance(data, dict):
        for key, child in data.items():
            yield from _codes_in(child, (key,))
    elif isinstance(data, list):
        for item in data:
            if code := _code(item):
                yield keys, code
            yield from _codes_in(item, ())


def _key(item: Any) -> str:
    bare = {key: value for key, value in item.items() if key != ID_KEY} if isinstance(item, dict) else item
    return json.dumps(bare, ensure_ascii=False, sort_keys=True)


def _words(item: Any) -> Counter[str]:
    return words_of(_texts(item))


def _texts(item: Any) -> Iterable[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for key in item if isinstance(item, dict) else range(len(item)):
            if key != ID_KEY:
                yield from _texts(item[key])
