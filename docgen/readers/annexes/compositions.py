"""The composition of a commission read from a table or from lines: «Фамилия Имя Отчество – должность, роль»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from docgen.findings import Path
from docgen.language.recognise import nominative_person
from docgen.model.text import Text
from docgen.patterns import pattern
from docgen.readers.annexes.cells import single_blanks
from docgen.readers.annexes.grids import Grid, GridRow
from docgen.readers.annexes.layout import Layout, note_intro, note_signed, note_title
from docgen.readers.blocks import Paragraph, Place
from docgen.readers.draft import Context, Draft
from docgen.readers.known import Match
from docgen.readers.words import said_words, says_the_same

_TITLE = pattern(r"состав", re.IGNORECASE)
_GROUP = pattern(r"(?:члены|участники|состав)\b[^.;]{0,80}$", re.IGNORECASE)
_APART = pattern(" [–—-] ")
_ROLE = pattern(
    r"(?:председател|заместител\w+ (?:председател|руководител)|сопредседател|секретар|ответственн\w+ секретар"
    r"|руководител\w+ (?:рабоч|групп|комисс|проект)|член\b|координатор)",
    re.IGNORECASE,
)
_AGREED = pattern(r" ?\(по согласованию\)$", re.IGNORECASE)
_DASHES = ("– ", "— ", "- ")
_MOST_LINES = 2
"""The lines that a name may take: the surname, below it the name and the patronymic."""
_NOBODY = "(назначается отдельно)"


class _Seat(NamedTuple):
    """A line of the composition: who, and what stands behind the dash; a heading of a group has nothing behind it."""

    name: str
    about: str | None
    place: Place


def composition_of(layout: Layout, context: Context) -> Draft | None:
    """The annex as a composition, or None when its title or its lines are none of one."""
    title = " ".join(paragraph.words for paragraph in layout.title)
    if layout.after or layout.beyond or not _TITLE.match(title.strip()):
        return None
    intro, seats = (layout.before, _of_grid(layout.grid)) if layout.grid else _of_paragraphs(layout.before)
    headings = {tuple(said_words(seat.name)) for seat in seats if seat.about is None}
    if len(headings) > 1 or not any(seat.about for seat in seats):
        return None  # a composition has one group without roles, and its members
    draft = Draft({"вид": "состав"})
    note_title(layout, draft)
    note_intro(intro, draft)
    members = draft.data["члены"] = list[dict[str, Any]]()
    for index, seat in enumerate(seats):
        if seat.about is None:
            draft.data["остальные"] = seat.name
            continue
        has_role = all(above.about is not None for above in seats[:index])
        made = _member(seat, ("члены", len(members)), draft, context, has_role=has_role)
        if made is None:
            return None
        members.append({"код": f"ч{len(members) + 1}", **made})
    note_signed(layout, draft, context)
    return draft


def _of_grid(grid: Grid) -> list[_Seat]:
    """The rows of a table without a header; what was taken for one may be the first member."""
    if grid.headed and (grid.above or nominative_person(grid.headings[0], "nom") is None):
        return []
    return [seat for row in (*grid.head, *grid.rows) if (seat := _of_row(row)) is not None]


def _of_row(row: GridRow) -> _Seat | None:
    filled = row.filled
    if not filled or len(filled) > 2:
        return _Seat("", "", row.row.place) if filled else None
    about = row.words(filled[1]) if len(filled) == 2 else None
    name = row.words(filled[0])
    return _Seat(name if about is not None else name.rstrip(": "), about, row.place(filled[0]))


def _of_paragraphs(paragraphs: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], list[_Seat]]:
    """What stands before the members, and the members: a name with a dash behind it, in one paragraph or in several."""
    seats: list[_Seat] = []
    waiting: list[Paragraph] = []
    intro: Sequence[Paragraph] = ()
    for paragraph in paragraphs:
        words = single_blanks(paragraph.shown)
        name, about = _parted(words)
        if about is None and not _GROUP.match(words):
            waiting.append(paragraph)
            continue
        if not seats:
            intro, waiting = _without_last(waiting, 0 if name else _MOST_LINES)
        lines = [*(single_blanks(each.shown) for each in waiting), name]
        said = " ".join(line for line in lines if line)
        seats.append(_Seat(said if about is not None else said.rstrip(": "), about, paragraph.place))
        waiting = []
    return (intro, seats) if _takes_rest(seats, waiting) else ((), [])


def _takes_rest(seats: list[_Seat], rest: Sequence[Paragraph]) -> bool:
    """Whether nothing follows the members, or only lines with which the last of them goes on."""
    if not rest:
        return True
    last = seats[-1] if seats else None
    if last is None or not last.about or last.about.endswith((".", ";")) or len(rest) > _MOST_LINES:
        return False
    seats[-1] = last._replace(about=" ".join([last.about, *(single_blanks(each.shown) for each in rest)]))
    return True


def _parted(words: str) -> tuple[str, str | None]:
    """The words before the first dash that stands apart, and those behind it; None when there is no such dash."""
    apart = _APART.search(words) if not words.startswith(_DASHES) else None
    if apart is not None:
        return words[: apart.start()], words[apart.end() :]
    return ("", words[2:]) if words.startswith(_DASHES) else (words, None)


def _without_last(paragraphs: list[Paragraph], most: int) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs before a name that takes some of the last ones: as many as make a name."""
    for count in range(min(most, len(paragraphs)), 0, -1):
        words = " ".join(single_blanks(each.shown) for each in paragraphs[-count:])
        if nominative_person(words, "nom") is not None or says_the_same(words, _NOBODY):
            return paragraphs[:-count], paragraphs[-count:]
    return paragraphs, []


def _member(seat: _Seat, path: Path, draft: Draft, context: Context, *, has_role: bool) -> dict[str, Any] | None:
    """A member; those above the heading of the others have roles. None when the name is none that is sure."""
    data: dict[str, Any] = {}
    if not says_the_same(seat.name, _NOBODY):
        person = _known_person(seat.name, context) or context.known.person(seat.name)
        if person is None:
            return None
        data["лицо"] = person.id
        draft.tell((*path, "лицо"), seat.place, seat.name, person.confidence)
    words = (seat.about or "").rstrip(";. ")
    agreed = _AGREED.search(words)
    words = words[: agreed.start()] if agreed else words
    role = ""
    if has_role:
        before, _, tail = words.rpartition(", ")
        words, role = (before, tail) if before and _ROLE.match(tail) else ("", words)
    post = _known_post(words, context)
    if post is not None:
        data["должность"] = post
    elif words:
        data["кто"] = str(Text.literal(words))
    if role:
        data["роль"] = role
    if agreed:
        data["по согласованию"] = "да"
    draft.tell((*path, "должность" if post else "кто"), seat.place, seat.about or "")
    return data


def _known_person(words: str, context: Context) -> Match | None:
    """The person of reference data whose full name these words are, though nobody could tell their case."""
    said = said_words(words)
    for person in context.known.reference.people.values():
        if said == said_words(f"{person.surname} {person.first_name} {person.patronymic}"):
            return Match(person.id)
    return None


def _known_post(words: str, context: Context) -> str | None:
    """The post of reference data that prints these words; no post is made of a line of a composition."""
    said = said_words(words)
    posts = context.known.reference.posts.values() if said else ()
    return next((post.id for post in posts if said_words(post.full or post.name) == said), None)
