"""«СОГЛАСОВАНО» and «Проект внесен» under a foreign order: who agreed, who laid the draft."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.language.inflection import inflect
from docgen.language.recognise import nominative_phrase
from docgen.model.months import date_text
from docgen.patterns import pattern
from docgen.readers.known import Known
from docgen.readers.linewise import Line, joined
from docgen.readers.orders.signatures import KEYWORD, LONGEST_LINE, MOST_LINES, POST, Signed, signature, signature_forms
from docgen.readers.spelled import find_date, find_number, name_alone, post_and_name

_SUBMITTED: Final = pattern(
    r"проект\s+(?:приказа\s+|распоряжения\s+|постановления\s+)?(?:внес[её]н|подготовлен)\s*:?\s*(?P<rest>.*)",
    re.IGNORECASE,
)


def submission(lines: Sequence[Line]) -> tuple[str, Signed] | None:
    """The body and the signature under «Проект внесен»; None where another line stands."""
    match = _SUBMITTED.fullmatch(lines[0].text) if lines else None
    if match is None:
        return None
    first = [lines[0]._replace(text=match["rest"])] if match["rest"].strip() else []
    following = [*first, *lines[1 : MOST_LINES + 1]]
    body: list[Line] = []
    while following and not POST.match(following[0].text) and len(body) < 3:
        body.append(following.pop(0))
    signed = signature(following)
    if signed is None:
        return None
    signed.lines = [
        lines[0],
        *(line for line in body if line not in first),
        *(line for line in signed.lines if line not in first),
    ]
    return joined(body), signed


_AGREED: Final = pattern(r"СОГЛАСОВАН[ОЫ]?\s*:?|Согласован[оы]\s*:?")
_DOCUMENT: Final = pattern(
    r"(?P<kind>письмом|протоколом|решением|приказом|заключением|справкой)(?:\s+(?P<body>.+))?", re.IGNORECASE
)


@dataclass
class Agreed:
    """A mark of agreement as it stands."""

    post: str = ""
    name: str = ""
    document: str = ""
    body: str = ""
    date: datetime.date | None = None
    number: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All that stands there."""
        return joined(self.lines)


def agreement(lines: Sequence[Line]) -> Agreed | None:
    """The mark of agreement that begins here; None where another line stands, or nothing follows the word."""
    if not lines or _AGREED.fullmatch(lines[0].text) is None:
        return None
    mark = Agreed(lines=[lines[0]])
    words: list[Line] = []
    for line in lines[1:8]:
        if line.numbered or KEYWORD.match(line.text) or len(line.text) > LONGEST_LINE:
            break
        date, number = find_date(line.text), find_number(line.text)
        pair, name = post_and_name(line.text), name_alone(line.text)
        mark.lines.append(line)
        if number is not None and words:
            mark.date, mark.number = date.day if date else None, number.number
            break
        if pair or name:
            mark.name = pair[1] if pair else name or ""
            words.extend([line._replace(text=pair[0])] if pair else [])
        elif date is not None and mark.name:
            mark.date = date.day
            break
        elif mark.name:
            mark.lines.pop()
            break
        else:
            words.append(line)
    said = joined(words)
    if (document := _DOCUMENT.fullmatch(said)) and not mark.name:
        mark.document, mark.body = document["kind"], document["body"] or ""
    else:
        mark.post = said
    return mark if words else None


def agreement_forms(mark: Agreed, known: Known) -> Iterator[dict[str, Any]]:
    """The plain data that a mark of agreement may have, the plainest first; none when its names are not certain."""
    more: dict[str, Any] = {}
    if mark.date:
        more["дата"] = date_text(mark.date)
    if mark.number:
        more["номер"] = mark.number
    if not mark.document:
        signed = Signed(mark.post, mark.name)
        # One who acts has no field here: who acts in which post stands in the reference data.
        before = len(known.drafted.get("должности", ()))
        forms = signature_forms(signed, known, None)
        is_new = len(known.drafted.get("должности", ())) > before
        acting = is_new and any("в качестве" in form for form in forms)
        yield from ({**form, **more} for form in forms if "в качестве" not in form)
        if acting and (post := known.post(signed.post[:1].lower() + signed.post[1:])) is not None:
            yield {"должность": post.id, "лицо": forms[-1]["лицо"], **more}
        return
    kind = nominative_phrase(mark.document, "ins", "title")
    body = known.organisation(mark.body, "gen") if mark.body else None
    certain = kind is not None and inflect(kind, "ins", "title").form == mark.document
    if certain and (body is not None or not mark.body):
        yield {**({"организация": body.id} if body else {}), "документ": kind, **more}
