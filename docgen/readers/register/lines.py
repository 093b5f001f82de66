"""The lines of a register's page and what kind each is: a year, a level, a heading, an entry, a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from docgen.model.school_year import SchoolYear
from docgen.patterns import pattern
from docgen.readers.blocks import Block, Paragraph, Place, Source
from docgen.readers.spelled import plain_line
from docgen.readers.words import said_words


class Line(NamedTuple):
    """One line of words with its place; ``cells`` are those of a row of a table of events."""

    words: str
    place: Place
    cells: tuple[str, ...] = ()


def page_lines(source: Source) -> list[Line]:
    """The lines of all blocks that say something: rows of a table of events, the cells of other tables one by one."""
    return [line for block in source.blocks for line in _block_lines(block)]


def _block_lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from _paragraph_lines(block)
        return
    if block.rows and is_event_header([cell.words for cell in block.rows[0].cells]):
        for row in block.rows:
            yield Line(plain_line(row.words), row.place, tuple(cell.words for cell in row.cells))
        return
    for row in block.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for line in _paragraph_lines(paragraph):
                    yield line if line.place != Place() else line._replace(place=cell.place)


def _paragraph_lines(paragraph: Paragraph) -> Iterator[Line]:
    words = paragraph.words
    lead = paragraph.number or ("•" if paragraph.dash else "")
    for index, text in enumerate(words.split("\n") if words.strip() else [""]):
        said = plain_line(f"{lead} {text}" if lead and index == 0 else text)
        if said:
            yield Line(said, paragraph.place)


COLUMNS: Final = (
    ("дата", pattern(r"дата|срок|когда")), ("место", pattern(r"место|где")), ("форма", pattern(r"форма|тема|мероприяти|назв")),
    ("участники", pattern(r"категори|участник|для кого")), ("карты", pattern(r"номер\s.*карт|дорожн")),
    ("материалы", pattern(r"информационн|материал|ссылк")),
)  # fmt: skip
"""The columns of a table of events, by how their headings begin."""


def column_of(heading: str) -> str | None:
    """The column that a heading names."""
    low = plain_line(heading).lower()
    return next((name for name, found in COLUMNS if found.match(low)), None) if len(low) < 70 else None


def is_event_header(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a table of events: it has days, and a place or an audience."""
    found = {column_of(heading) for heading in headings}
    return "дата" in found and "форма" in found and bool(found & {"место", "участники"})


_YEAR = pattern(r"(20\d\d)\s*[-–—/]\s*(20\d\d)\s+учебный\s+год\s*[.:]?\Z")
_LEVEL = pattern(r"(региональный|муниципальный|институциональный)\s+уровень\s*[.:]?\Z")
_ORDINAL = pattern(r"(\d{1,3})[.)]\s*(.*)\Z")
_BULLET = pattern(r"[•●▪◦‣-]\s+(.*)\Z")
_URL = pattern(r"(https?://\S+?)[;,.]?\Z")

DOWNLOAD: Final = r"(?:скачать|смотреть|открыть|ссылка)(?:\s+\d{1,2})?"
_LINKS = pattern(rf"{DOWNLOAD}(?:\s*[/,;]?\s+{DOWNLOAD}|\s*/\s*{DOWNLOAD})*\s*[:;.]?\Z")
_LINKS_AT_END = pattern(rf"(?<=\s)({DOWNLOAD}(?:\s*[/,;]?\s*{DOWNLOAD})*)\Z")
_LINK = pattern(DOWNLOAD)
_WITH_ADDRESS = pattern(r"(.*?)\s*(https?://\S+?)[;,.]?\Z")
_LINK_INTRO = pattern(r"(?:ссылк[аи]|и\s+по\s+направлениям\s+ссылки|подробнее)\s*:?\Z")


def year_of(words: str) -> str | None:
    """The school year of a heading «2023/2024 учебный год»."""
    match = _YEAR.match(words.lower())
    if match is None or int(match[2]) != int(match[1]) + 1:
        return None
    return str(SchoolYear(int(match[1])))


def level_of(words: str) -> str | None:
    """The level of a heading «Региональный уровень»."""
    match = _LEVEL.match(words.lower())
    return match[1] if match else None


_SECTIONS: Final = tuple(
    (kind, pattern(words))
    for kind, words in (
        ("акты", r"нормативн\S*\s*-?\s*правов|нормативные\s+(?:акты|документы)|приказы\Z|документы\Z"),
        ("коуч-практики", r"план\S*\s.*коуч"),
        ("планы", r"план(?:ы)?(?:\s+(?:работы|мероприятий))?\Z"),
        ("мероприятия", r"мероприятия\Z"),
        ("мониторинг", r"мониторинг"),
        ("практики", r"(?:эффективные|лучшие)\s+практики|банк\s.*опыта"),
        ("материалы", r"методические\s+(?:материалы|рекомендации)\Z|материалы\Z"),
        ("объективность", r"обеспечение\s+объективности"),
        ("программы", r"программы\b"),
        ("отчёты", r"отч[её]ты\Z"),
        ("участники", r"участники\b"),
        ("консультации", r"консультаци|оказание\s+консультаци"),
        ("причины", r"выявление\s+причин"),
    )
)
_LONGEST_HEADING = 130
_CONTACTS = pattern(r"контакты\s*:?\Z")


def section_of(words: str) -> str | None:
    """The kind of section that a heading opens, or None when the line is no heading."""
    low = words.lower().rstrip(" :.")
    if len(words) > _LONGEST_HEADING or any(sign in words for sign in '«»"№•') or _ORDINAL.match(words):
        return None
    if _LINKS_AT_END.search(low):
        return None
    return next((kind for kind, found in _SECTIONS if found.match(low)), None)


def is_contacts(words: str) -> bool:
    """Whether the heading of contacts stands here."""
    return _CONTACTS.match(words.lower()) is not None


def ordinal_of(words: str) -> tuple[str, str] | None:
    """The ordinal of an entry and what follows it on the line."""
    match = _ORDINAL.match(words)
    if match is None or (match[2][:1].isdigit() and not match[0].startswith(f"{match[1]}. ")):
        return None  # a date
    return match[1], match[2].strip()


def bullet_of(words: str) -> str | None:
    """What stands behind a bullet."""
    match = _BULLET.match(words)
    return match[1].strip() if match else None


def url_of(words: str) -> str | None:
    """The address that a line consists of."""
    match = _URL.match(words)
    return match[1] if match else None


def says_nothing(words: str) -> bool:
    """Whether a line has signs only: the dot that is left of a number."""
    return not said_words(words)


def with_address(words: str) -> tuple[str, str] | None:
    """The words of a line and the address at its end."""
    match = _WITH_ADDRESS.match(words)
    return (match[1], match[2]) if match else None


def links_of(words: str) -> list[dict[str, Any]]:
    """The links of a line of link words: «Скачать / Скачать»; empty when it is none."""
    if _LINKS.match(words.lower()) is None:
        return []
    return [{"подпись": words[found.start() : found.end()]} for found in _LINK.finditer(words.lower())]


def link_intro(words: str) -> str | None:
    """The words before addresses: «И по направлениям ссылки:»."""
    return words.rstrip(" :") if _LINK_INTRO.match(words.lower()) else None


def without_links(words: str) -> tuple[str, list[dict[str, Any]]]:
    """The words of an entry and the links at the end of its line."""
    match = _LINKS_AT_END.search(words.lower())
    if match is None:
        return words, []
    return words[: match.start()].rstrip(), links_of(words[match.start() :])


def address_link(address: str, label: str | None = None) -> dict[str, Any]:
    """A link to an address, with the format of its file when the address tells it."""
    link: dict[str, Any] = {"подпись": label} if label else {}
    link["адрес"] = address
    name = address.partition("?")[0].rpartition("/")[2]
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix in ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "odt"):
        link["формат"] = suffix
    return link
