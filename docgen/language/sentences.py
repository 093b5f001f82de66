"""Sentences of an order that docgen composes itself: points, approvals, repeal, control, the preamble.

The formulas are those of GOST R 7.0.97 and of the habit described in std §4 and §5; words of the clerk's are only
joined to them.
"""

from __future__ import annotations

import re

from docgen.language.agreement import agree
from docgen.language.inflection import inflect
from docgen.language.mentions import DOUBTFUL_FORM, gender_of
from docgen.language.printing import Printing
from docgen.language.requisites import KIND_GENITIVE, authors
from docgen.language.resolve import compose, merged
from docgen.language.resolved import Piece, Resolved, ResolvedParagraph, Words
from docgen.model.order import SELF_CONTROL, Order, Point
from docgen.model.text import EMPTY, Reference, Run, Text
from docgen.model.walking import walk
from docgen.patterns import pattern

_ENDS = (".", ":", ";", "!", "?", "…")
_LEADS_TERM = pattern(
    r"(до|не позднее|в срок|в сроки|в течение|с \d|ежемесячно|ежеквартально|ежегодно)\b", re.IGNORECASE
)
_ABBREVIATED = pattern(r"(?:(?<!\w)(?:гг?|др|пр|т\.\s?[дп]|руб|чел|[А-ЯЁ])|\.\.)\.$")
"""Words whose own stop ends a sentence: «2026 г.», «Коваль Т.Ю.», an ellipsis. It is never taken away."""
Parts = list[tuple[str | Piece, bool]]


def point_sentence(point: Point, printing: Printing) -> Resolved:
    """The whole sentence of a point, with its end mark: a colon when sub-points follow, else a full stop (std:T03)."""
    printing.own_deadline = point.deadline
    try:
        end = ":" if point.points else "."
        if point.control is not None:
            lead = _control(point, printing)
        elif point.repeals:
            lead = _repeal(point, printing)
        elif point.in_force is not None:
            lead = _in_force(point, printing)
        elif point.approves is not None:
            lead = _approval(point, printing)
        else:
            lead = _addressee(point, printing) if point.addressee else []
        return _paragraphs(printing, lead, _with_deadline(point), end)
    finally:
        printing.own_deadline = None


LINE = 75
"""The most letters that a line of an order holds, so that three lines can be told before there are any."""

KEPT_LINES = 3


def kept_points(printing: Printing) -> frozenset[int]:
    """The ``id()`` of the last points: together they make the three lines that stand over the signature (L11)."""
    if printing.kept is None:
        points = [model for _, model in walk(printing.document) if isinstance(model, Point)]
        lines, kept = 0, []
        while points and lines < KEPT_LINES:
            kept.append(points.pop())
            lines += 1 + len(str(point_sentence(kept[-1], printing))) // LINE
        printing.kept = frozenset(map(id, kept))
    return printing.kept


def _with_deadline(point: Point) -> Text | None:
    """The text of a point; a deadline that it does not place itself stands at its end, before the end mark or the list."""
    text = point.text or EMPTY
    if point.deadline is None or any(reference.target == "срок" for reference in text.references):
        return point.text
    joint = " {срок}" if _LEADS_TERM.match(str(point.deadline)) else " (срок – {срок})"
    before, listed = str(text), ""
    for index, paragraph in enumerate(text.paragraphs):
        if paragraph.dash:
            lines = [line for line in str(text).split("\n") if line.strip()]
            before, listed = "\n".join(lines[:index]), "\n".join(["", *lines[index:]])
            break
    source = before.rstrip()
    stop = source[-1:] if source.endswith((".", ":", ";")) and not _ABBREVIATED.search(source) else ""
    return Text.parse(source.removesuffix(stop) + joint + stop + listed)


def _paragraphs(printing: Printing, lead: Parts, text: Text | None, end: str) -> Resolved:
    """The lead and the text in one sentence, its first letter capital; later paragraphs follow as they are."""
    own = text.paragraphs if text else ()
    parts = list(lead)
    first = own[0] if own and not own[0].dash else None
    if first is not None:
        if parts:
            parts.append((" ", False))
        for piece in first.pieces:
            if isinstance(piece, Run):
                parts.append((piece.text, piece.bold))
            else:
                parts.extend((part, piece.bold) for part in printing.mentions.mention(piece))
    rest = own[1:] if first is not None else own
    own_end = ":" if rest and rest[0].dash else "." if rest else end
    sentence = _capital(merged(compose(parts, printing.style)))
    sentence = sentence if rest and lead_ends(first) else _ended(sentence, own_end)
    paragraphs = [ResolvedParagraph(sentence)] if sentence else []
    paragraphs.extend(printing.text(Text("", rest)).paragraphs)
    if rest:
        last = paragraphs[-1]
        paragraphs[-1] = ResolvedParagraph(_ended(last.pieces, end if end == ":" else "."), last.dash)
    return Resolved(tuple(paragraphs))


def lead_ends(paragraph: object) -> bool:
    """Whether a paragraph that a list follows already carries its own end mark."""
    pieces = getattr(paragraph, "pieces", ())
    last = pieces[-1] if pieces else None
    return isinstance(last, Run) and last.text.rstrip().endswith(_ENDS)


def _capital(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    if pieces and isinstance(pieces[0], Words) and pieces[0].text:
        text = pieces[0].text
        return (Words(text[0].upper() + text[1:], pieces[0].bold), *pieces[1:])
    return pieces


def _ended(pieces: tuple[Piece, ...], end: str) -> tuple[Piece, ...]:
    """The pieces with an end mark, unless they carry one; a colon replaces a full stop before sub-points."""
    if not pieces:
        return pieces
    last = pieces[-1]
    if isinstance(last, Words):
        text = last.text.rstrip()
        if text.endswith(_ENDS) and not (end == ":" and text.endswith(".")):
            return pieces
        bare = text.removesuffix(".") if end == ":" and not _ABBREVIATED.search(text) else text
        return (*pieces[:-1], Words(bare + end, last.bold))
    return (*pieces, Words(end))


def _definition(point: Point) -> Parts:
    return [(f" (далее – {point.definition})", False)] if point.definition else []


def _approval(point: Point, printing: Printing) -> Parts:
    """«Утвердить план … (далее – План) (приложение № 1)»: the title once stored, here in the accusative."""
    index = printing.annex_index(point.approves or "")
    if index is None:
        return [(f"Утвердить [{point.approves}]", False)]
    title = printing.of_annex(index).text(printing.annexes[index].title)
    parts: Parts = [("Утвердить ", False), (_accusative_title(title, printing), False)]
    parts.extend(_definition(point))
    parts.append((" (", False))
    reference = Reference(point.approves or "", "им")
    parts.extend((part, False) for part in printing.mentions.mention(reference))
    parts.append((")", False))
    return parts


def _accusative_title(title: Resolved, printing: Printing) -> str:
    """The title of an annex in the accusative, its first word in lower case: «план мероприятий …» (std:P05)."""
    plain = str(title).replace("\n", " ")
    inflected = inflect(plain, "acc", "title")
    if not inflected.certain:
        printing.findings.append(
            DOUBTFUL_FORM.finding(
                f"Винительный падеж названия «{plain}» вычислен неуверенно: {inflected.reason}",
                path=("название",), quote=plain,
                hint="Проверьте пункт, который утверждает приложение, или напишите его текст сами (текст: …).",
            )
        )  # fmt: skip
    form = inflected.form
    return form[:1].lower() + form[1:] if form[1:2].islower() else form


def _addressee(point: Point, printing: Printing) -> Parts:
    """«Государственному учреждению … (О.С. Кольцова) (далее – …)» or «Рекомендовать руководителям …» (std §8.1: dative)."""
    assert point.addressee is not None
    parts: Parts = [("Рекомендовать ", False)] if point.recommended else []
    for index, paragraph in enumerate(point.addressee.paragraphs):
        if index:
            parts.append((" ", False))
        for piece in paragraph.pieces:
            if isinstance(piece, Run):
                parts.append((piece.text, piece.bold))
            else:
                parts.extend((part, piece.bold) for part in printing.mentions.mention(piece, "дат"))
    if point.person:
        person = printing.workspace.reference.people.get(point.person)
        name = printing.mentions.person(person, "им", order="before") if person else f"[{point.person}]"
        parts.append((f" ({name})", False))
    parts.extend(_definition(point))
    return parts


_REPEALED = {
    "m": "Признать утратившим силу", "f": "Признать утратившей силу", "n": "Признать утратившим силу",
    "plural": "Признать утратившими силу",
}  # fmt: skip


def _repeal(point: Point, printing: Printing) -> Parts:
    """«Признать утратившим силу приказ … от … № … «…»», plural for several; the bodies' names stay (std §4, item 7)."""
    acts = [printing.act(id_) for id_ in point.repeals]
    kinds = [printing.cited(act).kind for act in acts if act]
    several = len(point.repeals) > 1
    gender = "plural" if several else agree(("m", "f", "n", "plural"), kinds[0]) if kinds else "m"
    parts: Parts = [(_REPEALED[gender] + (":" if several else ""), False)]
    for index, (id_, act) in enumerate(zip(point.repeals, acts, strict=True)):
        parts.append((" " if index == 0 else "; ", False))
        parts.extend((part, False) for part in (printing.mentions.act(act, "вин") if act else (f"[{id_}]",)))
    return parts


def _in_force(point: Point, printing: Printing) -> Parts:
    """«Настоящий приказ вступает в силу со дня его подписания» (std §4, item 8)."""
    kind = printing.order.kind if printing.order else "приказ"
    this = "Настоящее" if kind.endswith("е") else "Настоящий"
    parts: Parts = [(f"{this} {kind} вступает в силу ", False)]
    for paragraph in point.in_force.paragraphs if point.in_force else ():
        for piece in paragraph.pieces:
            if isinstance(piece, Run):
                parts.append((piece.text, piece.bold))
            else:
                parts.extend((part, piece.bold) for part in printing.mentions.mention(piece, "род"))
    return parts


def preamble_sentence(order: Order, printing: Printing) -> Resolved | None:
    """The preamble; «Администрация … » closes it where the body, not its head, commands: «постановляет» (std §4, 1 and 2)."""
    own = printing.text(order.preamble) if order.preamble else None
    if not printing.profile.formula(order.kind, order.authority).subject:
        return own
    name = authors(order, printing, "им")
    if not own:
        return Resolved((ResolvedParagraph((Words(name),)),))
    last = own.paragraphs[-1]
    joined = merged((*last.pieces, *compose([(f" {name}", False)], printing.style)))
    return Resolved((*own.paragraphs[:-1], ResolvedParagraph(joined, last.dash)))


def _control(point: Point, printing: Printing) -> Parts:
    """«Контроль за исполнением настоящего приказа …» (std §4, item 9)."""
    kind = KIND_GENITIVE[printing.order.kind if printing.order else "приказ"]
    lead = f"Контроль за исполнением настоящего {kind}"
    if point.control == SELF_CONTROL:
        keeps = "оставляем" if printing.order and printing.order.joint else "оставляю"
        return [(f"{lead} {keeps} за собой", False)]
    reference = printing.workspace.reference
    post = reference.posts.get(point.control or "")
    if post is None:
        return [(f"{lead} возложить на [{point.control}]", False)]
    acting = post.acting_on(printing.day)
    person = point.person or acting or post.holder_on(printing.day)
    holder = reference.people.get(person or "")
    name = f" {printing.mentions.person(holder, 'вин')}" if holder else ""
    whom = printing.mentions.post(post, "вин")
    if acting is not None and person == acting:
        is_woman = holder is not None and gender_of(holder) == "ж"
        whom = f"исполняющ{'ую' if is_woman else 'его'} обязанности {printing.mentions.post(post, 'род')}"
    return [(f"{lead} возложить на {whom}{name}", False)]
