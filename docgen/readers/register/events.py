"""Events in a register: their form and theme, days, place, audience, speakers, what was published of them."""

from __future__ import annotations

from typing import Any, Final

from docgen.model.base import parse_date
from docgen.model.months import date_text
from docgen.patterns import pattern
from docgen.readers.register.words import event_words, same
from docgen.readers.spelled import FULL_NAME, INITIALS_LAST, plain_line

Data = dict[str, Any]

_DAY = r"\d{1,2}\.\d{1,2}\.\d{4}"
_DATES = pattern(rf"({_DAY})\s*г?\.?(?:\s*[-–—]\s*({_DAY})?)?(?:\s+(?=\D)(.*))?\Z")
_OPEN_RANGE = pattern(rf"({_DAY})\s*[-–—]\Z")
_IN_BRACKETS = pattern(rf"\s*\(((\d{{1,2}})\s*[-–]\s*({_DAY})|({_DAY})\s*[-–]\s*({_DAY})|({_DAY}))\)\.?")
_AT_END = pattern(rf"\s({_DAY})(?:\s*г\.?)?\Z")

FORMS: Final = (
    r"площадк|конкурс|методическ\w+\s+д[не]|семинар|конференци|совещани|консультаци|кругл\w+\s+стол|педсовет|вебинар|"
    r"мастер-класс|панорам|практикум|форум|фестивал|стажировк|тренинг|лекци|чтени"
)
_FORM = pattern(FORMS)
_FORM_ALONE = pattern(rf"(?:[\w-]+\s+){{0,3}}(?:[\w]+\s*[-–]\s*)?(?:{FORMS})\w*\Z")
_BEGINS_WITH_FORM = pattern(rf"(?:[\w-]+\s+){{0,3}}(?:{FORMS})")
_FORM_AND_THEME = pattern(r"([^«»\"]{3,80}?)\s*«(.+)»\s*\.?\Z")
_LONGEST_FORM = 5
"""Words of the form of an event before its theme."""
_PUBLISHED = r"(?:Программа|Материалы|Положение|Рекомендации|Презентаци[яи]|Запись|Статья|Сборник)"
_LABELS = pattern(rf"{_PUBLISHED}(?:[\s,;/]+{_PUBLISHED})*\s*[.:]?\Z")
_LABELS_AT_END = pattern(rf"[\s.]+({_PUBLISHED}(?:[\s,;/]+{_PUBLISHED})*)\Z")
_LABEL = pattern(_PUBLISHED)
_LEGEND = pattern(r"(?:материалы\s*)?\(\s*(\d\s*[-–]\s*\w+(?:\s*,\s*\d\s*[-–]\s*\w+)*)\s*\)\s*:?\Z")
_SPEAKER = pattern(rf"({INITIALS_LAST}|{FULL_NAME})((?:\s+\d)*)\.?\Z")
_AUTHOR = pattern(rf"\s*\(({FULL_NAME}[^()]*(?:\([^()]*\)[^()]*)?)\)\s*\Z")
_MODE = pattern(r",?\s*(?<!\w)(дистанционно|очно)(?!\w)\s*")
_AUDIENCE = pattern(
    r"(?<![\w-])(?:руководител\w+|заместител\w+|педагог\w*|педагогические\s+работники|учител\w+|школьные\s+команды|"
    r"методисты|родители|обучающиеся|директора|управленческие\s+команды)(?![\w-])"
)
_ROADMAPS = pattern(r"[«\"]?\s*дорожн\w+\s+карт\w+\s*[»\"]?\s*№.*\Z")
_NUMBERS = pattern(r"№?\s*(\d{1,2})\s*(?:[-–]\s*№?\s*(\d{1,2}))?")

_KINDS: Final = (
    "программа",
    "положение",
    "приказ",
    "материалы",
    "рекомендации",
    "статья",
    "презентация",
    "сборник",
    "запись",
)


def looks_like_event(words: str) -> bool:
    """Whether a line begins with the form of an event and has its days in brackets."""
    return _BEGINS_WITH_FORM.match(words.lower()) is not None and _IN_BRACKETS.search(words) is not None


def is_form(words: str) -> bool:
    """Whether a line is the form of an event and nothing more."""
    return _FORM_ALONE.match(words.lower().rstrip(" .:")) is not None


def _may_be_form(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1]
    short = len(words.split()) <= _LONGEST_FORM and not (last.isupper() and last.isalpha())
    return short and _FORM.search(words.lower()) is not None


def read_event(words: str, ordinal: str | None) -> Data:
    """The event that a line begins; its days and what was published may stand on the same line."""
    event: Data = {"порядковый номер": ordinal} if ordinal else {}
    if words:
        name_event(event, words)
    return event


def name_event(event: Data, words: str) -> None:
    """Adds the words that say what the event is: form, theme, days, what was published."""
    rest, labels = _labels_at_end(words)
    rest = _take_days(event, rest)
    if is_form(rest) and "форма" not in event:
        event["форма"] = rest.rstrip(" .:")
    elif (both := _FORM_AND_THEME.match(rest)) and "форма" not in event and _may_be_form(both[1]):
        event["форма"], event["название"] = both[1].strip(), both[2].strip()
    elif rest:
        event["название"] = plain_line(f"{event.get('название', '')} {rest}")
    for label in labels:
        add_material(event, label)


def _labels_at_end(words: str) -> tuple[str, list[str]]:
    match = _LABELS_AT_END.search(words)
    if match is None:
        return words, []
    return words[: match.start()].rstrip(), _LABEL.findall(match[1])


def _take_days(event: Data, words: str) -> str:
    """The words without the days of the event, which go into it; only if they are days of the calendar."""
    if "дата" in event:
        return words
    if match := _IN_BRACKETS.search(words):
        last = match[3] or match[5]
        first = f"{int(match[2]):02d}{match[3][match[3].index('.') :]}" if match[2] else match[4] or match[6]
        if _set_days(event, first, last):
            if match[2]:
                event["дата текстом"] = match[1]
            return plain_line(f"{words[: match.start()]} {words[match.end() :]}")
    if (match := _AT_END.search(words)) and _set_days(event, match[1], None):
        return words[: match.start()].rstrip()
    return words


def _set_days(event: Data, first: str, last: str | None) -> bool:
    days = [_day(each) for each in (first, last) if each]
    if None in days:
        return False
    event["дата"] = days[0]
    if len(days) > 1:
        event["по"] = days[1]
    return True


def days_of(words: str) -> tuple[list[str], str] | None:
    """The days that a line begins with and what follows them; None when it begins with none."""
    match = _DATES.match(words)
    if match is None:
        return None
    days = [day for each in (match[1], match[2]) if each and (day := _day(each))]
    return (days, (match[3] or "").strip()) if len(days) == 1 + bool(match[2]) else None


def is_open_range(words: str) -> bool:
    """Whether the last day of «27.03.2023 -» is on the next line."""
    return _OPEN_RANGE.match(words) is not None


def labels_of(words: str) -> list[str]:
    """What was published, when a line says only that: «Программа Материалы»."""
    return _LABEL.findall(words) if _LABELS.match(words) else []


def add_material(event: Data, title: str, ordinal: str | None = None, links: list[Data] | None = None) -> Data:
    """Adds something published of an event; a talk may name its author in brackets."""
    material: Data = {"порядковый номер": ordinal} if ordinal else {}
    kind = next((kind for kind in _KINDS if title.lower().startswith(kind[:-1])), None)
    if kind:
        material["вид"] = kind
    if author := _AUTHOR.search(title):
        material["автор"] = author[1].strip()
        title = title[: author.start()]
    if title:
        material["название"] = title
    if links:
        material["ссылки"] = links
    event.setdefault("материалы", []).append(material)
    return material


def legend_of(words: str) -> dict[str, str]:
    """What the numbers behind speakers mean: «Материалы (1 - статья, 2 - презентация):»."""
    match = _LEGEND.match(words.lower())
    if match is None:
        return {}
    pairs = (part.replace("–", "-").split("-", 1) for part in match[1].split(","))
    return {number.strip(): kind.strip() for number, kind in pairs}


def speakers_of(words: str, legend: dict[str, str]) -> list[Data]:
    """The speakers of a line with the numbers of their materials; empty when a part of it is no name."""
    speakers: list[Data] = []
    for part in words.replace(";", ",").split(","):
        if not part.strip(" ."):
            continue
        match = _SPEAKER.match(part.strip())
        if match is None:
            return []
        speaker: Data = {"лицо": match[1]}
        materials = [
            {"порядковый номер": number, **({"вид": legend[number]} if number in legend else {})}
            for number in match[2].split()
        ]
        if materials:
            speaker["материалы"] = materials
        speakers.append(speaker)
    return speakers


def event_of_lines(days: list[str], lines: list[str], numbered: list[tuple[str, str]]) -> Data:
    """An event of a table whose cells stand one after another: place, form and theme, audience, road maps, materials."""
    event: Data = {"дата": days[0], **({"по": days[1]} if len(days) > 1 else {})}
    said = list(lines)
    if said and (found := _ROADMAPS.search(said[-1].lower())):
        note = said[-1][found.start() :].strip()
        said[-1] = said[-1][: found.start()].rstrip()
        _add_roadmaps(event, note)
    said = [each for each in said if each]
    _read_place(event, said)
    _read_theme(event, said)
    for ordinal, title in numbered:
        add_material(event, title, ordinal)
    whole = " ".join([*days, *lines, *(f"{ordinal}. {title}" for ordinal, title in numbered)])
    if same(event_words(event), whole):
        return event
    plain: Data = {
        "дата": days[0],
        **({"по": days[1]} if len(days) > 1 else {}),
        "название": plain_line(" ".join(lines)),
    }
    for ordinal, title in numbered:
        add_material(plain, title, ordinal)
    return plain


def event_of_cells(cells: dict[str, str]) -> Data | None:
    """An event of a table by its cells: «дата», «место», «форма», «участники», «карты»; None without days."""
    days = days_of(plain_line(cells.get("дата", "")))
    if days is None or days[1]:
        return None
    event: Data = {"дата": days[0][0], **({"по": days[0][1]} if len(days[0]) > 1 else {})}
    place = plain_line(cells.get("место", ""))
    if mode := _MODE.search(place):
        event["режим"] = mode[1]
        place = f"{place[: mode.start()]} {place[mode.end() :]}"
    if place.strip(" ,"):
        event["место"] = plain_line(place).strip(" ,")
    name_event(event, plain_line(cells.get("форма", "")))
    if audience := plain_line(cells.get("участники", "")):
        event["участники"] = _parts(audience)
    if cells.get("карты"):
        _add_roadmaps(event, plain_line(cells["карты"]))
    return event


def _read_place(event: Data, said: list[str]) -> None:
    """Takes the place and the mode off the beginning; a line between them and the theme belongs to the place."""
    mode = _MODE.search(said[0]) if said else None
    if mode is None:
        return
    place, rest = said[0][: mode.start()].strip(" ,"), said[0][mode.end() :].strip()
    said[:1] = [rest] if rest else []
    if not rest and len(said) > 1 and not _FORM.search(said[0].lower()) and _FORM.search(said[1].lower()):
        place = f"{place}, {said.pop(0)}"
    event["режим"] = mode[1]
    if place:
        event["место"] = place


def _read_theme(event: Data, said: list[str]) -> None:
    """What is left is the form and the theme, then the audience."""
    if not said:
        return
    if len(said) > 1:
        theme, audience = plain_line(" ".join(said[:-1])), said[-1]
    else:
        theme, audience = _without_audience(said[0])
    name_event(event, theme)
    if audience:
        event["участники"] = _parts(audience)


def _without_audience(words: str) -> tuple[str, str]:
    start = words.rfind("»") + 1
    match = _AUDIENCE.search(words.lower(), start)
    if match is None:
        return words, ""
    return words[: match.start()].rstrip(), words[match.start() :]


def _parts(audience: str) -> list[str]:
    return [part.strip() for part in audience.split(",") if part.strip()]


def _add_roadmaps(event: Data, note: str) -> None:
    """The numbers of the road maps, and the words about them as they stand."""
    numbers: list[str] = []
    for first, last in _NUMBERS.findall(note.partition("(")[0]):
        numbers += [str(number) for number in range(int(first), int(last or first) + 1)][:9]
    if numbers:
        event["дорожные карты"] = numbers
    event["пояснение"] = note


def _day(words: str) -> str | None:
    try:
        return date_text(parse_date(words))
    except ValueError:
        return None
