"""An order as a foreign file has it: from its blocks to plain data under the keys of ``model.order``.

The heading, the points and what stands under them are taken apart in modules of their own; here they are put together,
names are matched, and what cannot be told for certain becomes a finding. Every block that says something ends in the
draft or among the leftovers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import Path
from docgen.model.base import id_from
from docgen.readers.blocks import Block, Paragraph, Place, Row, Table
from docgen.readers.draft import LIKELY, SURE, Context, Draft, Leftover
from docgen.readers.linewise import Line, joined
from docgen.readers.marks import AnnexMark, restriction
from docgen.readers.orders.annex_ties import Tie, missing_annexes, tied
from docgen.readers.orders.below import read_below
from docgen.readers.orders.citing import Citing, with_references
from docgen.readers.orders.definitions import learn_definitions
from docgen.readers.orders.findings import (
    NO_ANNEX_IN_FILE,
    NO_ISSUER,
    NO_POINTS,
    NO_SIGNATURE,
    NO_TITLE,
    SIGNED_OTHERWISE,
    TABLE_IN_POINT,
)
from docgen.readers.orders.heading import Heading, read_heading
from docgen.readers.orders.house_style import HouseStyle, note_marks, note_typography
from docgen.readers.orders.issuers import UNKNOWN, issuers
from docgen.readers.orders.point_forms import Meaning, point_data, understood
from docgen.readers.orders.point_ids import numbers_once, point_ids, walked
from docgen.readers.orders.points import RawPoint, read_points
from docgen.readers.orders.preambles import preamble_runs, preamble_source, without_subject
from docgen.readers.orders.proof import Proof
from docgen.readers.orders.registration import registration, status
from docgen.readers.orders.signatories import UNKNOWN_POST, Putting, matched
from docgen.readers.orders.signatures import points_end
from docgen.readers.orders.titles import bare_title, is_amending
from docgen.readers.periods import period_in
from docgen.readers.segments import Segment, annex_code, annex_title
from docgen.readers.spelled import plain_line
from docgen.rules import Rule


@dataclass
class OrderDraft(Draft):
    """An order as read, with what its reader needs to put it together with its annexes.

    ``data`` has no ``приложения`` and no ``акты``: its points name the annexes by ``annex_code``, counted in the order in
    which they were given, and cited acts stand in the reference data. A body or a post that the file does not name is
    «орган» or «подписант», so that the draft still makes a model; a finding says so.
    """

    style: HouseStyle = field(default_factory=HouseStyle)
    ties: list[Tie] = field(default_factory=list)
    """Which point approves which annex."""
    amending: bool = False


def read_order(segment: Segment, context: Context, annexes: Sequence[Segment] = ()) -> OrderDraft:
    """The order that these blocks are; ``annexes`` are those that stand behind it, in their order."""
    return _Reading(segment.blocks, context, tuple(annexes)).read()


class _Reading:
    """One order while it is read."""

    def __init__(self, blocks: tuple[Block, ...], context: Context, annexes: tuple[Segment, ...]) -> None:
        self._blocks, self._context, self._known = blocks, context, context.known
        self._heading: Heading = read_heading(blocks)
        self._marks: list[AnnexMark] = [segment.mark for segment in annexes if segment.mark is not None]
        self._annexes = annexes
        self._codes = [annex_code(position) for position in range(1, len(annexes) + 1)]
        kind = self._heading.kind.kind if self._heading.kind else "приказ"
        self._draft = OrderDraft({"вид": kind}, style=HouseStyle(kind))

    def read(self) -> OrderDraft:
        """The draft."""
        draft, heading = self._draft, self._heading
        if heading.kind is None:
            for block in self._blocks:
                self._context.leave(block, "не похоже на приказ")
            return draft
        end = points_end(self._blocks, heading.body)
        points, tables = read_points(self._blocks, heading.body, end)
        self._registration()
        bodies = self._issuers()
        self._learn(points)
        citing = self._citing(points)
        meanings = {id(point): understood(point, self._known, citing) for _, point in walked(points)}
        below = matched(read_below(self._blocks, end), self._known, bodies[0] if bodies else None)
        subject = self._house_style(points)
        proof = self._proof(points)
        self._title(citing, proof)
        self._preamble(citing, proof, subject)
        self._points(points, meanings, citing, proof)
        putting = Putting(draft.data, proof, self._known, self._tell, self._leave)
        putting.put(below)
        for signed in putting.printed_otherwise:
            words = joined(signed.lines)
            self._find(
                SIGNED_OTHERWISE, f"Подпись «{words}» напечатается не этими словами.", signed.lines[0].place, words,
                "Проверьте должность и имя в справочниках.",
            )  # fmt: skip
        self._rest(tables)
        return draft

    def _tell(self, path: Path, place: Place, words: str, confidence: float = SURE) -> None:
        self._draft.tell(path, place, words, confidence)

    def _leave(self, item: Line | Block | Row, why: str) -> None:
        words = item.text if isinstance(item, Line) else item.shown if isinstance(item, Paragraph) else item.words
        if words.strip():
            self._context.leftovers.append(Leftover(words, item.place, why))

    def _find(self, fault: Rule, message: str, place: Place, quote: str, hint: str) -> None:
        where = f"{self._context.name}: {place}" if str(place) else self._context.name
        self._context.findings.append(fault.finding(message, quote=quote, place=where, hint=hint))

    def _tell_lines(self, path: Path, lines: Sequence[Line | None], confidence: float = SURE) -> None:
        for line in lines:
            if line is not None:
                self._tell(path, line.place, line.text, confidence)

    def _registration(self) -> None:
        heading, data, style = self._heading, self._draft.data, self._draft.style
        made, findings = registration(heading, self._marks, self._context.name)
        self._context.findings.extend(findings)
        number = made.get("номер", "")
        data["код"] = id_from(f"{data['вид']}-{number}".lower()) if number else data["вид"]
        data["состояние"] = status(made, heading)
        self._tell_lines(("вид",), [heading.kind_line])
        self._tell_lines(("состояние",), heading.draft)
        if made:
            data["регистрация"] = made
        exact = heading.date is None or heading.date.exact
        self._tell_lines(("регистрация", "дата"), [heading.date_line], SURE if exact else LIKELY)
        self._tell_lines(("регистрация", "номер"), [heading.number_line])
        if heading.date is not None:
            style.date_form = heading.date.form
            self._known.day = heading.date.day or self._known.day
        style.date_lead = heading.date_lead
        style.letter_spaced_kind = bool(heading.kind and " " in heading.kind.shown)
        if (mark := restriction([line.text for line in heading.restriction])) is not None:
            data["гриф"] = mark
            self._tell_lines(("гриф",), heading.restriction)
        else:
            for line in heading.restriction:
                self._leave(line, "пометка не понята")

    def _issuers(self) -> list[str]:
        heading, data = self._heading, self._draft.data
        bodies = issuers(heading, self._marks, self._known)
        data["орган"] = bodies[0] if bodies else UNKNOWN
        if len(bodies) > 1:
            data["совместно с"] = bodies[1:]
        if not bodies:
            self._find(
                NO_ISSUER, "Не нашлось, кто издал приказ: бланка над словом «ПРИКАЗ» нет.", Place(), "",
                "Впишите код организации: «орган: …».",
            )  # fmt: skip
        self._tell_lines(("орган",), heading.letterhead)
        body = self._known.reference.organisations.get(data["орган"])
        if heading.city and (body is None or body.city != heading.city):
            data["город"] = heading.city
        self._tell_lines(("город",), [heading.city_line])
        return bodies

    def _learn(self, points: list[RawPoint]) -> None:
        """The short names that the order introduces."""
        learnt: set[str] = set()
        for runs in preamble_runs(self._heading):
            learn_definitions(plain_line("".join(run.text for run in runs)), self._known, learnt)
        for _, point in walked(points):
            learn_definitions(point.paragraphs[0].words, self._known, learnt)

    def _citing(self, points: list[RawPoint]) -> Citing:
        self._ids = point_ids(points)
        amending = is_amending(self._heading.title_words)
        self._draft.amending = amending
        annexes = {str(position): code for position, code in enumerate(self._codes, 1)}
        if len(annexes) == 1:
            annexes = {"": self._codes[0]}
        # An amending order speaks of the points and annexes of another act.
        own = {} if amending else numbers_once(points, self._ids)
        citing = Citing(self._known, own, {} if amending else annexes)
        citing.learn(self._heading.title_words)
        for runs in preamble_runs(self._heading):
            citing.learn(plain_line("".join(run.text for run in runs)))
        return citing

    def _house_style(self, points: list[RawPoint]) -> str | None:
        """Notes how the house writes; the preamble without the body's name, if that stands before the command word."""
        style, formula = self._draft.style, self._heading.formula
        words = [point.words for _, point in walked(points)]
        runs = preamble_runs(self._heading)
        words.extend("".join(run.text for run in one) for one in runs)
        note_typography(style, "\n".join(words))
        note_marks(style, self._marks, "\n".join(words))
        if formula is None:
            return None
        style.word = formula.word
        style.spaced_word, style.own_line = formula.spaced, formula.alone
        if not formula.word.lower().endswith("ет") or not runs:
            return None
        organisations = self._known.reference.organisations
        ids = [self._draft.data["орган"], *self._draft.data.get("совместно с", [])]
        names = [organisations[id_].name_on(self._known.day) for id_ in ids if id_ in organisations]
        said = plain_line("".join(run.text for run in runs[-1]))
        cut = without_subject(said, names) if names else None
        style.subject = cut is not None
        return cut

    def _proof(self, points: list[RawPoint]) -> Proof:
        own = self._draft.data
        data: dict[str, Any] = {key: own[key] for key in ("вид", "код", "орган")}
        data |= {key: own[key] for key in ("совместно с", "регистрация") if key in own}
        data |= {"состояние": "зарегистрирован", "заголовок": "", "подпись": {"должность": UNKNOWN_POST}}
        data["пункты"] = self._stubs(points) or [{}]
        annexes = [(code, annex_title(segment)) for code, segment in zip(self._codes, self._annexes, strict=True)]
        return Proof(data, annexes, self._known.reference, self._draft.style.profile())

    def _stubs(self, points: Sequence[RawPoint]) -> list[dict[str, Any]]:
        """The points with their ids and numbers alone."""
        return [
            self._numbered(point) | ({"пункты": self._stubs(point.points)} if point.points else {}) for point in points
        ]

    def _numbered(self, point: RawPoint) -> dict[str, Any]:
        return {"код": self._ids[id(point)], "номер": point.number or "нет"}

    def _title(self, citing: Citing, proof: Proof) -> None:
        heading, data = self._heading, self._draft.data
        words = bare_title(heading.title_words)
        if (period := period_in(words, quoted=not self._draft.amending)) is not None:
            data["период"] = period
        data["заголовок"] = with_references(words, citing.found(words), proof.text) if words else ""
        if not words:
            place = heading.kind_line.place if heading.kind_line else Place()
            self._find(NO_TITLE, "Заголовок приказа не нашёлся.", place, "", "Впишите его: «заголовок: О …».")
        for line in heading.title:
            why = "приказ вносит изменения в другой" if self._draft.amending else ""
            said = words if heading.authority else line.text
            self._draft.tell(("заголовок",), line.place, said, SURE, why)

    def _preamble(self, citing: Citing, proof: Proof, subject: str | None) -> None:
        heading, runs = self._heading, preamble_runs(self._heading)
        for paragraph in heading.preamble:
            self._tell(("преамбула",), paragraph.place, paragraph.shown)
        for line in heading.strange:
            self._leave(line, "стоит над пунктами приказа")
        sources = [preamble_source(one, citing, proof) for one in runs]
        if sources and heading.formula is None:
            sources[-1] = sources[-1].removesuffix(":")
        if subject is not None:
            sources[-1] = with_references(subject, citing.found(subject), proof.text)
            whole = "\n".join("".join(run.text for run in one) for one in runs)
            if not proof.preamble("\n".join(sources), whole):
                self._draft.style.subject = False
                sources[-1] = preamble_source(runs[-1], citing, proof)
        if source := "\n".join(source for source in sources if source):
            self._draft.data["преамбула"] = source

    def _points(self, points: list[RawPoint], meanings: dict[int, Meaning], citing: Citing, proof: Proof) -> None:
        data = self._draft.data
        if not points:
            self._find(NO_POINTS, "Пункты приказа не нашлись.", Place(), "", "Впишите их: «пункты: …».")
            data["пункты"] = [{"код": "п1", "номер": "нет", "текст": ""}]
            return
        titles = [annex_title(segment) for segment in self._annexes]
        data["пункты"] = self._point_list(points, (), meanings, citing, proof, titles)
        for found in missing_annexes(points, meanings, self._marks, len(self._annexes)):
            words = found.point.paragraphs[0].words
            self._find(
                NO_ANNEX_IN_FILE, f"Пункт «{words[:80]}» называет {found.named}, а в файле этого приложения нет.",
                found.point.place, found.named, "Прочитайте файл приложения и впишите его в «приложения».",
            )  # fmt: skip

    def _point_list(
        self, points: Sequence[RawPoint], path: Path, meanings: dict[int, Meaning], citing: Citing, proof: Proof,
        titles: list[str],
    ) -> list[dict[str, Any]]:  # fmt: skip
        made = []
        for index, point in enumerate(points):
            here = (*path, "пункты", index)
            meaning = meanings[id(point)]
            ties = tied(meaning, self._marks, titles)
            self._draft.ties.extend(Tie(here, at) for at in ties)
            fields = point_data(point, meaning, citing, proof, [self._codes[at] for at in ties])
            entry = self._numbered(point) | fields
            if point.points:
                entry["пункты"] = self._point_list(point.points, here, meanings, citing, proof, titles)
            made.append(entry)
            for at, paragraph in enumerate(point.paragraphs):
                shown = f"{point.number}. {paragraph.words}" if point.number and not at else paragraph.words
                self._tell(here, paragraph.place, shown)
        return made

    def _rest(self, tables: Sequence[int]) -> None:
        """What is missing, and the tables among the points."""
        data = self._draft.data
        if "подпись" not in data:
            data["подпись"] = {"должность": UNKNOWN_POST}
            self._find(
                NO_SIGNATURE, "Подпись под приказом не нашлась.", Place(), "",
                "Впишите код должности: «подпись: должность: …».",
            )  # fmt: skip
        for index in tables:
            table = self._blocks[index]
            assert isinstance(table, Table)
            first = plain_line(table.rows[0].words) if table.rows else ""
            self._find(
                TABLE_IN_POINT, f"Таблица «{first[:60]}» стоит среди пунктов приказа: в пункте таблиц не бывает.",
                table.place, first[:60], "Сделайте её приложением: «приложения: - документ: вид: таблица …».",
            )  # fmt: skip
            self._context.leave(table, "таблица среди пунктов")
