"""Short ids for what is read: made of the number that stands there, told apart by a letter where two are alike."""

from __future__ import annotations

from docgen.patterns import pattern

_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_SIGNS = pattern(r"[^0-9A-Za-zА-Яа-яЁё]+")


class Ids:
    """The ids of one document; none is given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._tried: dict[str, int] = {}

    def of(self, letter: str, number: str) -> str:
        """An id such as «м1-4» for the number 1.4."""
        return self.free(letter + _SIGNS.sub("-", number).strip("-").lower())

    def free(self, wanted: str) -> str:
        """The wanted id; when it is taken «м3-11а» or «срок-2»."""
        candidate = wanted
        count = self._tried.get(wanted, 0)
        while candidate in self._taken:
            letter = wanted[-1:].isdigit() and count < len(_LETTERS)
            candidate = f"{wanted}{_LETTERS[count]}" if letter else f"{wanted}-{count + 2}"
            count += 1
        self._tried[wanted] = count
        self._taken.add(candidate)
        return candidate
