"""Acts in a register: an issuer, a number, a date, a title; what an entry lacks it has not, and is said."""

from __future__ import annotations

from typing import Any

from docgen.model.base import parse_date
from docgen.model.months import date_text
from docgen.patterns import pattern
from docgen.readers.known import Known
from docgen.readers.periods import period_in
from docgen.readers.register.words import act_words, group_words, material_words, same

Data = dict[str, Any]

_KIND = pattern(r"(приказ|распоряжение|постановление|решение|письмо|указ|закон)\s", 2)
_MANY = pattern(r"((?:приказы|распоряжения|постановления|решения)\s[^«\"№]{3,150}?)\s*(?=[«\"])", 2)
_NUMBER_DATE = pattern(
    r"№\s*(?P<number>[^\s«\"]{1,20})?\s*(?<!\w)от(?!\w)\s*(?P<date>\d{1,2}\.\d{1,2}\.\d{4})?(?:\s*г\.?(?=\s))?(?=\s|$|[«\"])"
)
_DATE_NUMBER = pattern(
    r"(?<!\w)от\s*(?P<date>\d{1,2}\.\d{1,2}\.\d{4})?(?:\s*г\.)?\s*№\s*(?P<number>[^\s«\"]{1,20})?(?=\s|$|[«\"])"
)
_SHAPES = ((_NUMBER_DATE, "№-от"), (_DATE_NUMBER, "от-№"))
_AMENDED = pattern(r"\s*\(с\s+изменениями\s+от\s+(\d{1,2}\.\d{1,2}\.\d{4})(?:\s*г\.)?(?:\s+№\s*([^\s)]{1,20}))?\)\Z", 2)
_PAGES = pattern(r"\s*\(стр\.\s*(\d{1,4}(?:\s*[-–]\s*\d{1,4})?)\)\Z", 2)
_QUOTES = {"«": "»", '"': '"', "“": "”"}


def looks_like_act(words: str) -> bool:
    """Whether a line begins as an act in a register: its kind, who issued it, then number or date."""
    return _KIND.match(words) is not None and any(shape.search(words) for shape, _ in _SHAPES)


def read_act(words: str, ordinal: str | None, links: list[Data], known: Known) -> Data | None:
    """The act of a line without ordinal and links, or None when it does not read as one whole."""
    kind = _KIND.match(words)
    shapes = [(found, order) for shape, order in _SHAPES if (found := shape.search(words))]
    if kind is None or not shapes:
        return None
    found, order = min(shapes, key=lambda shape: shape[0].start())
    if found.start() < kind.end():
        return None
    act: Data = {"порядковый номер": ordinal} if ordinal else {}
    act["вид"] = kind[1].lower()
    issuer = words[kind.end() : found.start()].strip()
    if issuer:
        if match := known.organisation(issuer, "gen", create=False):
            act["орган"] = match.id
        act["орган текстом"] = issuer
    if (date := _date(found["date"])) is not None:
        act["дата"] = date
    if found["number"]:
        act["номер"] = found["number"]
    if order == "от-№":
        act["порядок"] = order
    _read_tail(act, words[found.end() :].strip(" ,;."))
    if links:
        act["ссылки"] = links
    shown = f"{ordinal or ''} {words} {' '.join(link.get('подпись', '') for link in links)}"
    return act if any(same(act_words(act, blanks=blanks), shown) for blanks in (True, False)) else None


def _read_tail(act: Data, tail: str) -> None:
    """Title, amendments and pages, from the end of the line inwards."""
    amendments: list[Data] = []
    while (amended := _AMENDED.search(tail)) is not None and (date := _date(amended[1])) is not None:
        amendments.insert(0, {"дата": date, **({"номер": amended[2]} if amended[2] else {})})
        tail = tail[: amended.start()]
    tail, pages = without_pages(tail)
    title = unquoted(tail)
    if title:
        act["название"] = title
        if period := period_in(title):
            act["период"] = period
    if amendments:
        act["изменения"] = amendments
    if pages:
        act["страницы"] = pages


def read_group(words: str, links: list[Data]) -> Data | None:
    """«Приказы образовательных организаций «…» https://…», or None."""
    many = _MANY.match(words)
    if many is None:
        return None
    title = unquoted(words[many.end() :].strip(" ,;."))
    group: Data = {"чьи": many[1].strip(), "название": title}
    if period := period_in(title):
        group["период"] = period
    if links:
        group["ссылки"] = links
    return group if same(group_words({**group, "ссылки": []}), words) else None


def read_material(words: str, ordinal: str | None, links: list[Data]) -> Data:
    """Anything else with a title."""
    material: Data = {"порядковый номер": ordinal} if ordinal else {}
    title, pages = without_pages(words.strip())
    if title:
        material["название"] = title
    if period := period_in(title):
        material["период"] = period
    if pages:
        material["страницы"] = pages
    if links:
        material["ссылки"] = links
    if not same(material_words({**material, "ссылки": []}), f"{ordinal or ''} {words}"):
        material = {**material, "название": words}
        material.pop("страницы", None)
    return material


def without_pages(words: str) -> tuple[str, str | None]:
    """The words without «(стр. 75)», and those pages."""
    match = _PAGES.search(words)
    return (words[: match.start()], match[1]) if match else (words, None)


def unquoted(words: str) -> str:
    """A title without the quotes around the whole of it; those inside stay."""
    title = words.strip(" ,;")
    if title.startswith('"') and title.count('"') == 1:
        return title[1:].strip()
    closing = _QUOTES.get(title[:1])
    if closing is None or len(title) < 2:
        return title
    if title.endswith(closing) and (closing == '"' or _closes_last(title, title[0], closing)):
        return title[1:-1].strip()
    return title


def _closes_last(title: str, opening: str, closing: str) -> bool:
    depth = 0
    for index, sign in enumerate(title):
        depth += (sign == opening) - (sign == closing)
        if depth == 0:
            return index == len(title) - 1
    return True  # a quote inside was not closed: the last one still ends the title


def _date(words: str | None) -> str | None:
    try:
        return date_text(parse_date(words)) if words else None
    except ValueError:
        return None
