"""What the words of an order name that is set anew each year: people, the day of entry into force."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.language.recognise import PERSON
from docgen.patterns import pattern

IN_FORCE = "вступает в силу"

_INITIALS_FIRST = pattern(r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")


def asked_of_orders(line: str, key: str, *, is_moved: bool) -> Iterator[str]:
    """What the words of an order name that is set anew each year: the day of entry into force, people."""
    if key == IN_FORCE and is_moved:
        yield "день вступления в силу назначают заново"
    if people := _people_in(line):
        yield f"названы лица: {', '.join(people)}"


def _people_in(line: str) -> list[str]:
    """«И.О. Фамилия» first: in «начальника Департамента Н.В. Орлову» the initials are not those of the Department."""
    first = _INITIALS_FIRST.findall(line)
    return [" ".join(words.split()) for words in (*first, *PERSON.findall(_INITIALS_FIRST.sub(" ", line)))]
