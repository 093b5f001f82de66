"""Lines that name schools: the school of the register where it prints the same words, otherwise the words as a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from docgen.language.printed_lists import school_name, school_place
from docgen.language.printing import Printing
from docgen.model.cluster import School
from docgen.patterns import pattern
from docgen.readers.annexes.cells import single_blanks
from docgen.readers.annexes.names_printed import printing_of_names
from docgen.readers.blocks import Place
from docgen.readers.draft import LIKELY, SURE, Context
from docgen.readers.words import says_the_same

_SCHOOL = pattern(
    r"(?:(?:М[АБК]?ОУ|МБУ|ГБОУ|ОГБОУ|СОГБОУ|ГКОУ|ФГКОУ|ЧОУ|АНОО|НОУ|КОУ|СОШ|ООШ|НОШ|СШ)\b"
    r"|(?:муниципальн|государственн|областн|частн)\w+ (?:\w+ ){0,3}(?:общеобразовательн\w+ )?(?:учреждени|школ)"
    r"|(?:школа|гимназия|лицей)(?:-интернат)? ?(?:№|«|\"|им\.|имени)"
    r"|(?:[\w-]+(?:ск|цк|н)ая|средняя) (?:\w+ ){0,2}(?:школа|гимназия|СОШ|ООШ)\b)",
    re.IGNORECASE,
)
_LONGEST = 300


def names_school(words: str) -> bool:
    """Whether words are a line of a list of schools: they begin with the name of one."""
    said = single_blanks(words).lstrip('«"')
    return len(said) <= _LONGEST and _SCHOOL.match(said) is not None


class SchoolRead(NamedTuple):
    """A school as the data of a list holds it, and how sure that is."""

    data: dict[str, Any]
    confidence: float
    words: str
    place: Place


def schools_read(lines: Iterable[tuple[str, Place]], context: Context) -> list[SchoolRead]:
    """The schools of the lines in order; all are matched first, because every new one changes the register."""
    said = [(single_blanks(words).rstrip(";., "), place) for words, place in lines]
    found = [context.known.school(words) if names_school(words) else None for words, _ in said]
    printing = printing_of_names(context)
    read = []
    for (words, place), match in zip(said, found, strict=True):
        if match is not None and says_the_same(_printed(match.id, printing), words):
            read.append(SchoolRead({"школа": match.id}, match.confidence, words, place))
        else:
            read.append(SchoolRead({"название": words}, SURE if match is None else LIKELY, words, place))
    return read


def _printed(id_: str, printing: Printing) -> str:
    school = School.model_construct(entry=id_)
    return f"{school_name(school, printing)}{school_place(school, printing)}"
