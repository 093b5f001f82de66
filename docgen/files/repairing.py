"""Reading on past what YAML cannot parse, so that all faults of a text are named at once.

The text is parsed, the error diagnosed and masked, and the text parsed again, until it is read or there is
no way on. What an error means is the business of ``diagnosing``; a text that parses never comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from docgen.files.diagnosing import MASKS, MOST_FAULTS, REMOVED, UNMASK, Fault, diagnose
from docgen.files.nodes import Doubtful, Grower, Node
from docgen.files.parsers import FASTEST

MOST_CHARACTERS = 5_000_000
"""How many characters may be parsed again and again before the search for further faults ends."""


@dataclass(slots=True)
class Repair:
    """What came of reading a broken text. ``whole``: nothing of it was lost, and the data may be used."""

    seen: str
    root: Node | None = None
    whole: bool = True
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Doubtful] = field(default_factory=list)


def remove(text: str, positions: Iterable[int]) -> str:
    """The text with the characters at these positions masked so that values come out without them."""
    characters = list(text)
    for position in positions:
        characters[position] = REMOVED
    return "".join(characters)


def repair(text: str, seen: str, forms: frozenset[str], parser: Callable[[str], Any] = FASTEST) -> Repair:
    """The tree of a text that does not parse as it stands, and every fault found on the way.

    ``seen`` is the text as the parser gets it, character for character as long as ``text``.
    """
    result = Repair(seen)
    unmaskable = MASKS.search(text) is not None
    for _ in range(min(MOST_FAULTS, MOST_CHARACTERS // max(len(text), 1) + 1)):
        grower = None
        try:
            grower = Grower(result.seen, forms=forms, unmask=UNMASK, parser=parser)
            result.root = grower.document()
        except yaml.MarkedYAMLError as error:
            result.doubts = grower.doubts if grower else []
            found = diagnose(text, result.seen, error, _quote_before(parser, result.seen, error))
            result.faults += found.faults
            result.whole = result.whole and found.whole
            if unmaskable or found.seen in (None, result.seen):
                break
            result.seen = found.seen or ""
        except (yaml.YAMLError, ValueError, OverflowError):
            # only the pure parser: an escape for a character that does not exist
            message = "В двойных кавычках записан знак «\\U…», которого не существует."
            result.faults.append(Fault(0, 1, message, "Уберите его."))
            break
        else:
            result.doubts = grower.doubts
            return result
    result.root, result.whole = None, False
    return result


def _quote_before(parser: Callable[[str], Any], seen: str, error: yaml.MarkedYAMLError) -> Callable[[], int | None]:
    """What finds the start of a quoted value that runs over several lines into the line of the error."""
    at: int = error.problem_mark.index if error.problem_mark else 0

    def find() -> int | None:
        line_start = seen.rfind("\n", 0, at) + 1
        found: int | None = None
        stream = parser(seen)
        try:
            while (event := stream.get_event()) is not None:
                start, end = event.start_mark.index, event.end_mark.index
                is_quoted = getattr(event, "style", None) in ("'", '"')
                found = start if is_quoted and start < line_start < end <= at else None
        except yaml.YAMLError:
            pass
        return found

    return find
