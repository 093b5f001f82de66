"""What an edit of a line or a cell makes of the fields that it prints."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.findings import Finding, Path
from docgen.language.printing import Printing
from docgen.model.deadline import AnyDeadline, Deadline, Verbatim
from docgen.model.order import Point
from docgen.model.party import Responsible
from docgen.model.requisites import Signatory
from docgen.model.text import Reference
from docgen.patterns import pattern
from docgen.readers.blocks import Place
from docgen.readers.edits.finding import composed, not_understood
from docgen.readers.edits.lookup import Lookup, is_filled_in, registration
from docgen.readers.edits.origins import Field, Origin, origins, printed_reference, source_lines, spots_of
from docgen.readers.edits.patching import Hit, Patch, escaped, patched, with_patches
from docgen.readers.edits.said import Said
from docgen.readers.edits.stretches import stretches
from docgen.readers.edits.tokens import norms, plain_blanks, seen, tokens

_COMPOSED_HINT = "Эти слова печатаются по данным и справочникам: измените поле, из которого они составлены."
_REFERENCE_HINT = "Эти слова печатает ссылка «{{{target}}}»: измените ссылку или запись, на которую она указывает."

_APART = pattern(r"(?P<words>[^(]*)\(\s*срок\s*[–-]\s*(?P<day>[^()]*(?:\([^()]*\))?[^()]*)\)")
"""A deadline in brackets, with the words before it."""
_VERBATIM = "дословно:"
_MARKS = (".", ",", ";", ":")


@dataclass
class Line:
    """The edit of one line: patches of texts, values of other fields, and what could be brought in nowhere."""

    patches: dict[Path, list[Patch]] = field(default_factory=dict)
    values: dict[Path, Any] = field(default_factory=dict)
    days: dict[Path, str] = field(default_factory=dict)
    """Of the deadlines among the values: the words that were written."""
    findings: list[Finding] = field(default_factory=list)


class LineReader:
    """Reads the edits of the lines of one document."""

    def __init__(self, printing: Printing, lookup: Lookup) -> None:
        self.printing = printing
        self.lookup = lookup

    def read(self, said: Said, printed: str, edited: str, place: Place) -> Line:
        """What the edit of a printed line comes to."""
        if norms(printed) == norms(edited) or (said.role == "рамка" and is_filled_in(printed, edited)):
            return Line()
        if values := self._as_a_whole(said, edited):
            return Line(values=dict(values))
        known: Sequence[Origin | None] = origins(norms(printed), said.fields, self.printing)
        printed, known = self._as_numbered_now(said, printed, edited, known)
        for whole in (False, True):
            line = self._line(said, printed, edited, known, place, whole=whole)
            if line.findings or self._says(said, known, printed, line, edited):
                break
        else:
            why = "по отдельным словам её в поля не разнести."
            return Line(findings=[not_understood(edited, said.entry, place, why)])
        if line.findings and said.role == "школа":  # another school stands there: its words are taken as they are
            school = self.lookup.school(seen(edited))
            return Line(values={(*said.entry, key): school.get(key) for key in ("название", "место", "муниципалитет")})
        return line

    def _line(
        self, said: Said, printed: str, edited: str, known: Sequence[Origin | None], place: Place, *, whole: bool
    ) -> Line:
        line = Line()
        found = patched(printed, edited, said.fields, known, whole=whole)
        for index, patches in found.patches.items():
            self._put(line, said.fields[index], patches, place)
        for hit in found.hits:
            self._resolve(hit, said, line, place)
        return line

    def _says(self, said: Said, known: Sequence[Origin | None], printed: str, line: Line, edited: str) -> bool:
        """Whether the line prints what was written, once the new values are in its fields."""
        now: list[str] = []
        done: set[int] = set()
        for norm, origin in zip(norms(printed), known, strict=True):
            if origin is None:
                now.append(norm)
            elif origin.field not in done:
                done.add(origin.field)
                now.extend(self._field_words(said, said.fields[origin.field], line))
        apart = {"срок"} if any(each.kind == "deadline" and each.printed for each in said.fields) else set()
        return _without_marks(now, apart) == _without_marks(norms(edited), apart)

    def _field_words(self, said: Said, field: Field, line: Line) -> Sequence[str]:
        """The words that a field prints in the line with its new value."""
        day = line.days.get((*said.entry, "срок"))
        deadline = field.deadline if day is None else Verbatim(day)
        if field.kind == "text":
            source = with_patches(field.source, line.patches.get(field.path, ()))
            if len(source_lines(source)) <= field.line:
                return ()
            new = replace(field, source=source, deadline=deadline)
            return [spot.norm for spot in spots_of(0, new, self.lookup.now)]
        value = line.values.get(field.path, field.source)
        if field.kind == "deadline" and field.printed and deadline is not None:
            placed = any("{срок}" in patch.text for found in line.patches.values() for patch in found)
            return () if placed else norms(self.printing.deadline(deadline))
        if field.printed and value == field.source:
            return norms(field.printed)
        return norms(self._named(said, field, value) if field.printed and value else str(value or ""))

    def _named(self, said: Said, field: Field, id_: str) -> str:
        if field.kind == "person":
            return self.lookup.full_name(id_) if said.role == "исполнитель" else self.lookup.initials(id_)
        return self.lookup.municipality_words(id_) if field.kind == "municipality" else field.printed

    def _as_numbered_now(
        self, said: Said, printed: str, edited: str, known: Sequence[Origin | None]
    ) -> tuple[str, Sequence[Origin | None]]:
        """The printed line with the numbers that its references have now, if that is nearer to the edited one."""
        words = tokens(seen(printed))
        now, origins_now, start = "", [], 0
        for origin, group in itertools.groupby(range(len(words)), key=lambda place: known[place]):
            places = list(group)
            kept = [origin] * len(places)
            if (
                origin is not None
                and origin.reference is not None
                and origin.reference.target in self.lookup.renumbered
            ):
                said_now = printed_reference(origin.reference, self.lookup.now, said.fields[origin.field].case)
                now += seen(printed)[start : words[places[0]].start] + said_now
                start = words[places[-1]].end
                kept = [origin] * len(norms(said_now))
            origins_now.extend(kept)
        now += seen(printed)[start:]
        if norms(now) == norms(printed) or _distance(now, edited) >= _distance(printed, edited):
            return printed, known
        return now, origins_now

    def _as_a_whole(self, said: Said, edited: str) -> dict[Path, Any] | None:
        """Lines that are understood whole: the control, a signature, the date and number."""
        document: Any = self.printing.document
        if said.role == "регистрация":
            return registration(edited)
        if said.role == "контроль":
            return self.lookup.control(said.entry, _at(document, said.entry), edited)
        if said.role == "подпись":
            post, _, name = edited.strip().replace("\n", "\t").rpartition("\t")
            signatory = _at(document, said.entry)
            assert isinstance(signatory, Signatory)
            return self.lookup.signatory(said.entry, signatory, post.strip(), name.strip()) if post else None
        return None

    def _put(self, line: Line, field: Field, patches: list[Patch], place: Place) -> None:
        if field.kind == "text":
            line.patches.setdefault(field.path, []).extend(patches)
            return
        new = with_patches(field.source, patches).strip()
        why = _refusal(field, new)
        if why:
            line.findings.append(not_understood(new, field.path, place, why))
        else:
            line.values[field.path] = new or None

    def _resolve(self, hit: Hit, said: Said, line: Line, place: Place) -> None:
        """Find out what was meant by an edit of words that no field holds."""
        field = said.fields[hit.field] if hit.field >= 0 else None
        if field is None or hit.reference is None:
            line.findings.append(composed(hit, said.entry, place, self._hint(said)))
        elif field.kind != "text":
            self._resolve_id(hit, field, said, line, place)
        elif hit.reference.target == "срок" and field.deadline is not None:
            words, day = _with_deadline(hit.became)
            if not hit.became:
                line.patches.setdefault(field.path, []).append(Patch(hit.start, hit.end, escaped(hit.tail).strip()))
            elif hit.tail:
                line.patches.setdefault(field.path, []).append(Patch(hit.end, hit.end, escaped(hit.tail)))
            if words and hit.became:
                line.patches.setdefault(field.path, []).append(Patch(hit.start, hit.start, f"{escaped(words)} "))
            path = (*said.entry, "срок")
            line.values[path], line.days[path] = self.deadline(field.deadline, day), day
        elif hit.start < hit.end and (new := self._reference(hit, hit.reference, field)) is not None:
            if new != field.source[hit.start : hit.end]:
                line.patches.setdefault(field.path, []).append(Patch(hit.start, hit.end, new))
        else:
            hint = _REFERENCE_HINT.format(target=hit.reference.target)
            told = hit._replace(became=(hit.became + hit.tail).strip())
            line.findings.append(composed(told, field.path, place, hint))

    def _reference(self, hit: Hit, reference: Reference, field: Field) -> str | None:
        """What stands in the source for the words of a reference now: itself or another, and what was written after it."""
        said = hit.became + hit.tail
        for token in reversed(tokens(said)):
            words, rest = said[: token.end], said[token.end :]
            if self.lookup.same_number(reference, words, field.case):
                return field.source[hit.start : hit.end] + escaped(rest)
            if found := self.lookup.reference(reference, words, field.case):
                return found + escaped(rest)
        return None

    def _resolve_id(self, hit: Hit, field: Field, said: Said, line: Line, place: Place) -> None:
        """The same for a field that holds an id, or a deadline that stands apart."""
        if field.kind == "deadline" and field.deadline is not None:
            self._resolve_apart(hit, field, field.deadline, said, line, place)
            return
        hit = hit._replace(became=(hit.became + hit.tail).strip(), tail="")
        new: str | None = None
        if field.kind == "person":
            named = self.lookup.full_name if said.role == "исполнитель" else self.lookup.initials
            new = self.lookup.person(hit.became, named)
        elif field.kind == "municipality":
            new = self.lookup.municipality(hit.became)
        if new is not None or (not hit.became and field.kind == "municipality"):
            line.values[field.path] = new
        else:
            line.findings.append(composed(hit, field.path, place, self._hint(said)))

    def _resolve_apart(self, hit: Hit, field: Field, old: AnyDeadline, said: Said, line: Line, place: Place) -> None:
        """A deadline that the text does not place itself; words around it go to the end of the text."""
        apart = _APART.fullmatch(hit.became)
        words, day = (apart["words"].rstrip(), apart["day"]) if apart else _with_deadline(hit.became)
        value = self.deadline(old, day)
        text = next((each for each in said.fields if each.kind == "text"), None)
        around = words or hit.tail
        is_understood = bool(hit.end) or not (value or "").startswith(_VERBATIM)
        if not is_understood or (text is None and around):
            line.findings.append(composed(hit, field.path, place, self._hint(said)))
            return
        if norms(hit.was) != norms(hit.became):
            line.values[field.path], line.days[field.path] = value, day
        if text is not None and around:
            end = source_lines(text.source)[text.line][1]
            lead = f"{'' if not words or norms(words)[0] in _MARKS else ' '}{escaped(words)}"
            tail = f" {{срок}}{escaped(hit.tail)}" if hit.tail else ""
            line.patches.setdefault(text.path, []).append(Patch(end, end, lead + tail))

    def _hint(self, said: Said) -> str:
        document: Any = self.printing.document
        point = _at(document, said.entry) if said.role == "пункт" and said.entry else None
        if isinstance(point, Point) and point.approves:
            return "Название приложения меняется в нём самом («название»), а пункт печатает его отсюда."
        if isinstance(point, Point) and point.repeals:
            return "Акты, утратившие силу, называет поле «утратили силу»; как они названы, сказано в «акты» или справочнике."
        if said.role == "контроль":
            return "Контроль называет поле «контроль»: код должности из справочника или «за собой»."
        if said.role in ("подпись", "член", "исполнитель"):
            return "Люди и должности берутся из справочников: заведите запись и назовите её код."
        return _COMPOSED_HINT

    def deadline(self, old: AnyDeadline | None, words: str) -> str | None:
        """The deadline that these words are, in the clerk's own wording where it prints them."""
        said = plain_blanks(seen(words)).strip().rstrip(";,")
        if not said:
            return None
        source = "" if old is None else str(getattr(old, "written", None) or old)
        candidates = [said]
        if old is not None and isinstance(old, Deadline):
            printed = self.printing.deadline(old)
            known = (Field((), "deadline", source),)
            found = patched(printed, said, known, origins(norms(printed), known, self.printing))
            if not found.hits:
                candidates.insert(0, with_patches(source, found.patches.get(0, [])))
        for candidate in candidates:
            try:
                parsed = Deadline.parse(candidate)
            except ValueError:
                continue
            if candidate == said or norms(self.printing.deadline(parsed)) == norms(said):
                return candidate
        return f"{_VERBATIM} {said}"


def _without_marks(words: Sequence[str], apart: Collection[str]) -> list[str]:
    """The words in lower case without signs, and without those that are put around a deadline as it needs them."""
    low = (word.lower() for word in words if word[:1].isalnum())
    return [word for word in low if word not in apart]


def _with_deadline(words: str) -> tuple[str, str]:
    """The words before a deadline and the deadline, where words were written on the way to it."""
    for token in tokens(words):
        try:
            Deadline.parse(words[token.start :])
        except ValueError:
            continue
        return words[: token.start].rstrip(), words[token.start :]
    return "", words


def _distance(one: str, other: str) -> int:
    """How many words are not in both texts in the same order."""
    codes = stretches(norms(one), norms(other))
    return sum(max(code.end - code.start, code.other_end - code.other) for code in codes if code.kind != "equal")


def _refusal(field: Field, new: str) -> str:
    """Why a field cannot take a value; empty when it can."""
    if field.kind == "parties" and new:
        try:
            Responsible.parse(new)
        except ValueError as error:
            return str(error)
    return ""


_KEYS = {"пункты": "points", "подпись": "signatory", "подписывают также": "cosignatories", "исполнитель": "drafter"}


def _at(document: Any, path: Path) -> Any:
    """The model at the path of a line's entry."""
    value = document
    for part in path:
        value = value[part] if isinstance(part, int) else getattr(value, _KEYS[str(part)])
    return value
