"""The amendments that an order says: its formulas read back, whether docgen, a clerk or a reader wrote them down.

Printed words are read, so that it does not matter in which fields a point keeps them. What is not understood is a
finding and is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Finding
from docgen.findings import Path as FieldPath
from docgen.language.mentions import noun
from docgen.language.sentences import point_sentence
from docgen.model.amendment import Amendment, Line, Unit
from docgen.model.order import Order, Point
from docgen.model.walking import walk
from docgen.patterns import pattern
from docgen.rules import Scope, rule
from docgen.transforms.amendment_says import NAMED
from docgen.transforms.amendment_words import plain_blanks
from docgen.transforms.editions import Edition

NOT_UNDERSTOOD = rule(
    "изменение-не-понято", "Формула изменения не прочитана, применить её нельзя", scope=Scope.DOCUMENT, source="std:M02"
)

_SWAP = str.maketrans("«»„“", "„“«»")
_NUMBER = r"[0-9]+[⁰¹²³⁴-⁹]*(?:\.[0-9]+[⁰¹²³⁴-⁹]*)*"
_UNITS: tuple[Unit, ...] = ("пункт", "подпункт", "строка", "раздел", "позиция", "кластер")
_HEAD = pattern(r"Внести в .*изменени[ея]:?", re.DOTALL)
_WHERE = pattern(r"[Вв] приложени[ие](?: (?:№ ?)?(?P<annex>\d+))?(?: к [^:«]*)?:")
_PREFIX = pattern(
    r"[Вв] приложении(?: (?:№ ?)?(?P<annex>\d+))?(?: к (?:указанному )?приказу)? (?P<rest>(?![:]).+)", re.DOTALL
)
_END = r"[.;]?"


@dataclass
class AmendmentsRead:
    """The amendments in their order, and what was not understood."""

    amendments: list[Amendment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass
class _Statement:
    """One amendment as written: its sentence, the lines of a new edition, the annex that it stands under."""

    text: str
    lines: list[str]
    annex: str | None
    path: FieldPath


def amendments_of(edition: Edition) -> AmendmentsRead:
    """What an amending order says is to be changed."""
    read = AmendmentsRead()
    for statement in _statements(edition):
        found = _read(statement, edition)
        if found is not None:
            read.amendments.append(found)
            continue
        read.findings.append(
            NOT_UNDERSTOOD.finding(
                f"Изменение не понято: «{statement.text[:160]}».", path=statement.path, quote=statement.text,
                hint="Пишите формулами: «в пункте 2 слова «…» заменить словами «…»», «пункт 3 изложить в следующей "
                "редакции: «3. …»», «пункт 5 признать утратившим силу».",
            )
        )  # fmt: skip
    return read


def _statements(edition: Edition) -> Iterator[_Statement]:
    lines = _lines(edition)
    annex: tuple[str, str] | None = None
    index = 0
    while index < len(lines):
        number, text, path = lines[index]
        index += 1
        if annex is not None and not number.startswith(f"{annex[0]}."):
            annex = None
        if not path or _HEAD.fullmatch(text) or not _may_amend(text):
            continue
        if match := _WHERE.fullmatch(text):
            annex = (number, match["annex"] or "")
            continue
        content: list[str] = []
        if text.endswith(":"):
            while index < len(lines):
                inner_number, inner, _ = lines[index]
                content.append(f"{inner_number}. {inner}" if inner_number else inner)
                index += 1
                if _closes(content, [text for _, text, path in lines[index : index + 1] if path]):
                    break
        yield _Statement(text, content, annex[1] if annex else None, path)


_VERBS = ("измен", "замен", "изложить", "дополнить", "исключить", "утратив", "ввести", "вывести")


def _may_amend(text: str) -> bool:
    """Whether a point says anything about another act; control, entry into force and the like do not."""
    low = text.lower()
    return bool(_WHERE.fullmatch(text)) or any(verb in low for verb in _VERBS)


def _closes(content: list[str], following: list[str]) -> bool:
    """Whether the last line ends the new edition: a paragraph with its quotes, or the last of the cells.

    A cell of several paragraphs has names in quotes at their ends, so that its own quotes are counted. Where they do
    not balance, as they do not in houses that save a closing mark, the point ``following`` tells.
    """
    last = content[-1].rstrip()
    if not last.endswith(("»", "».", "»;")):
        return False
    start = 0
    if _CELL_START.match(content[0]):
        if last.endswith("»;"):
            return False
        start = max(index for index, line in enumerate(content) if _CELL_START.match(line))
    whole = "\n".join(content[start:])
    return whole.count("«") <= whole.count("»") or any(map(_may_amend, following))


def _lines(edition: Edition) -> list[tuple[str, str, FieldPath]]:
    """The printed lines of the points: the number of each point before its first one."""
    printing = edition.printing
    order = printing.document
    assert isinstance(order, Order)
    numbers = printing.numbers[id(order)]
    lines: list[tuple[str, str, FieldPath]] = []
    for path, model in walk(order):
        if isinstance(model, Point):
            number = numbers[id(model)].shown if id(model) in numbers else ""
            first, *rest = plain_blanks(str(point_sentence(model, printing))).split("\n")
            lines.append((number, first, path))
            lines.extend(("", line, ()) for line in rest)
    return lines


def _read(statement: _Statement, edition: Edition) -> Amendment | None:
    text, annex = statement.text, statement.annex
    if annex is None and (match := _PREFIX.fullmatch(text)):
        annex, text = match["annex"] or "", match["rest"]
    text = text[:1].lower() + text[1:]
    for form, make in _FORMS:
        if match := form.fullmatch(text):
            found = make(match.groupdict(), statement.lines, edition)
            if found is not None:
                own_annex = found.annex if found.unit == "приложение" else annex
                return Amendment(**{**found.__dict__, "annex": own_annex})
    return None


Groups = dict[str, str | None]


def _named(words: str, case: str) -> dict[str, Any] | None:
    """The unit that is named in that case: «графе «Срок» строки 2.3», «позицию 12 кластера 2»."""
    place = 0 if case == "вин" else 1
    for unit, forms in NAMED.items():
        if words == forms[place]:
            return {"unit": unit}
    if match := re.fullmatch(rf"абзаце? перв(?:ый|ом) (?:под)?пункта ({_NUMBER})", words):
        return {"unit": "абзац", "number": match[1]}
    if match := re.fullmatch(r"сведения(?:х)? о «(.+)»", words):
        return {"unit": "член", "number": _inner(match[1])}
    if match := re.fullmatch(rf"граф[уе] «(.+)» (\w+) ({_NUMBER})", words):
        of = next((unit for unit in _UNITS if noun(unit, "род") == match[2]), None)
        return {"unit": of, "column": _inner(match[1]), "number": match[3]} if of else None
    if match := re.fullmatch(rf"(\w+) ({_NUMBER})(?: кластера ({_NUMBER}))?", words):
        what = next((unit for unit in _UNITS if noun(unit, case) == match[1]), None)
        return {"unit": what, "number": match[2], "inside": match[3] or ""} if what else None
    return None


def _inner(words: str) -> str:
    """Words out of quotes: those one level down come up again, a closing mark that was saved comes back."""
    if "„" in words or "“" in words:
        return words.translate(_SWAP)
    return words + "»" * (words.count("«") - words.count("»"))


def _replaced(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    unit = _named(groups["where"] or "", "пр")
    if unit is None:
        return None
    old, new = _inner(groups["old"] or ""), _inner(groups["new"] or "")
    return Amendment("заменить слова", **unit, old=old, new=new)


def _added(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    unit = _named(groups["where"] or "", "пр")
    if unit is None:
        return None
    return Amendment("дополнить словами", **unit, after=_inner(groups["after"] or ""), new=_inner(groups["new"] or ""))


def _without(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    unit = _named(groups["where"] or "", "пр")
    return Amendment("исключить слова", **unit, old=_inner(groups["old"] or "")) if unit else None


def _repealed(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    words = groups["what"] or ""
    if match := re.fullmatch(r"приложение(?: (?:№ ?)?(\d+))?", words):
        return Amendment("утратил силу", "приложение", match[1] or "", match[1] or "")
    unit = _named(words, "вин")
    return Amendment("утратил силу", **unit) if unit else None


def _dropped(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    unit = _named(groups["what"] or "", "вин")
    if unit is None:
        return None
    return Amendment("изложить" if unit["unit"] in NAMED else "исключить", **unit)


def _set_out(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    unit = _named(groups["what"] or "", "вин")
    content = _content(lines)
    return Amendment("изложить", **unit, lines=content) if unit and content else None


def _put_in(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    unit = next((unit for unit in _UNITS if noun(unit, "тв") == groups["unit"]), None)
    content = _content(lines)
    if unit is None or not content:
        return None
    first = content[0]
    number = groups["number"] or (first.text if first.column == "№ п/п" else first.number)
    return Amendment("дополнить", unit, number, inside=groups["inside"] or "", lines=content)


def _annexed(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    kind = "дополнить" if groups.get("instrumental") else "изложить"
    number = groups["number"] or ""
    index = int(groups["by"] or "1") - 1
    if index >= len(edition.annexes):
        return None
    # The new annex carries on under its own id; the one that it replaces keeps its place.
    return Amendment(kind, "приложение", number, number, data=edition.annexes[index].plain(),  # type: ignore[arg-type]
                     lines=(Line(edition.annex_ids[index]),))  # fmt: skip


def _member(groups: Groups, lines: Sequence[str], edition: Edition) -> Amendment | None:
    who = _inner(groups["who"] or "")
    if groups["verb"] == "вывести":
        return Amendment("вывести из состава", "член", old=who)
    return Amendment("ввести в состав", "член", lines=(Line(who),))


_BY = r"согласно приложению(?: (?:№ ?)?(?P<by>\d+))? к настоящему \w+" + _END
_FORMS = [
    (pattern(form, re.DOTALL), make)
    for form, make in (
        (r"во? (?P<where>.+?) (?:слово|слова|цифры|цифру) «(?P<old>.+)» заменить (?:словом|словами|цифрами|цифрой) "
         r"«(?P<new>.+)»" + _END, _replaced),
        (r"во? (?P<where>.+?) после (?:слова|слов|цифр|цифры) «(?P<after>.+)» дополнить (?:словом|словами|цифрами) "
         r"«(?P<new>.+)»" + _END, _added),
        (r"во? (?P<where>.+?) (?:слово|слова|цифры) «(?P<old>.+)» исключить" + _END, _without),
        (r"(?P<what>.+?) признать утративш(?:им|ей|ими) силу" + _END, _repealed),
        (rf"приложение(?: (?:№ ?)?(?P<number>\d+))? изложить в (?:новой|следующей) редакции {_BY}", _annexed),
        (rf"дополнить (?P<instrumental>приложением)(?: (?:№ ?)?(?P<number>\d+))? {_BY}", _annexed),
        (r"(?P<what>.+?) изложить в (?:новой|следующей) редакции:", _set_out),
        (rf"(?:кластер (?P<inside>{_NUMBER}) )?дополнить (?P<unit>\w+)(?: (?P<number>{_NUMBER}))? следующего содержания:",
         _put_in),
        (r"(?P<verb>ввести) в состав[^:]*: «(?P<who>.+)»" + _END, _member),
        (r"(?P<verb>вывести) из состава[^:]*: «(?P<who>.+)»" + _END, _member),
        (r"(?P<what>.+?) исключить" + _END, _dropped),
    )
]  # fmt: skip
"""The formulas, the more particular ones first."""

_CELL_START = pattern(r"(?:– )?графа «")
_CELL = pattern(r"(?:– )?графа «(?P<column>.*?)»: «(?P<text>.*)", re.DOTALL)
_NUMBERED = pattern(rf"({_NUMBER})\. (.+)", re.DOTALL)


def _content(lines: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a new edition without its quotes; none when the quotes do not close."""
    if not lines:
        return ()
    if _CELL_START.match(lines[0]):
        return _cells(lines)
    first, last = lines[0], lines[-1].rstrip()
    closing = re.search(r"»[.;]?$", last)
    if not first.startswith("«") or closing is None:
        return ()
    bare = list(lines)
    bare[-1] = last[: closing.start()]
    bare[0] = bare[0][1:]
    return tuple(_line(line) for line in _one_level_up(bare))


def _one_level_up(lines: list[str]) -> list[str]:
    """The lines of one quotation: marks inside it came down a level where the outer ones stand, first and last."""
    return [_inner(line) if index in (0, len(lines) - 1) else line for index, line in enumerate(lines)]


def _line(text: str) -> Line:
    if text.startswith("– "):
        return Line(text[2:], dash=1)
    match = _NUMBERED.fullmatch(text)
    return Line(match[2], match[1]) if match else Line(text)


def _cells(lines: Sequence[str]) -> tuple[Line, ...]:
    joined: list[str] = []
    for line in lines:
        if _CELL_START.match(line):
            joined.append(line)
        else:
            joined[-1] += f"\n{line}"
    cells = []
    for cell in joined:
        match = _CELL.fullmatch(cell)
        closing = re.search(r"»[.;]?$", cell)
        if match is None or closing is None:
            return ()
        text = match["text"][: closing.start() - match.start("text")]
        whole = "\n".join(_one_level_up(text.split("\n")))
        cells.append(Line(whole, column=_inner(match["column"])))
    return tuple(cells)
