"""The requisites of an order in words: date and number, marks of annexes, signatures, agreements, the sheets.

The forms are those of GOST R 7.0.97, section 5, and of the habit described in std §2, §4.2 and §5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from docgen.language.agreement import approved, person_initials
from docgen.language.dates import digital, hand_filled, in_words
from docgen.language.mentions import BLANK_NUMBER
from docgen.language.printing import CopyMark, Print, Printing
from docgen.language.resolved import Anchor, Piece, Resolved, ResolvedParagraph, Words, words
from docgen.language.typography import typography, typography_quoted
from docgen.model.citation import Registration
from docgen.model.order import Order, Status
from docgen.model.party import Organisation, Person, Post
from docgen.model.requisites import Agreement, Restriction, Signatory, Visa

KIND_GENITIVE = {"приказ": "приказа", "распоряжение": "распоряжения", "постановление": "постановления"}
_KIND_DATIVE = {"приказ": "приказу", "распоряжение": "распоряжению", "постановление": "постановлению"}
KIND_INSTRUMENTAL = {"приказ": "приказом", "распоряжение": "распоряжением", "постановление": "постановлением"}


def known_registration(order: Order, printing: Printing) -> Registration | None:
    """The date and number as far as this print shows them: all of a registered one, what a signed order has already."""
    signed = printing.print is Print.SIGN and order.status is Status.SIGNED
    return order.registration if signed or printing.print is Print.REGISTERED else None


def registration_date(order: Order, printing: Printing) -> str:
    """The date of the order in digits, or a blank to be filled in; a print for signing and a draft leave blanks."""
    registration = known_registration(order, printing)
    return digital(registration.date if registration else None)


def registration_number(order: Order, printing: Printing) -> str:
    """The number of the order, or a blank to be filled in; a print for signing and a draft leave blanks."""
    registration = known_registration(order, printing)
    return (registration.number if registration else None) or BLANK_NUMBER


def heading_date(order: Order, printing: Printing) -> str:
    """The date under the kind of the act in the form of the house (GOST R 7.0.97, 5.10; std §7)."""
    registration = known_registration(order, printing)
    day = registration.date if registration else None
    form = {"цифрами": digital, "словами": in_words, "от руки": hand_filled}[printing.profile.date_form]
    return f"от\u00a0{form(day)}" if printing.profile.date_lead else form(day)


def letterhead(order: Order, printing: Printing) -> Iterator[list[str]]:
    """The lines of the letterhead, body by body: of every one that issues the order, its superior before it (5.05)."""
    known = printing.workspace.reference.organisations
    for id_ in (order.authority, *order.joint):
        body = known.get(id_)
        if body is None:
            yield [f"[{id_}]"]
            continue
        superior = known.get(body.superior_on(printing.day) or "") if body.superior_shown else None
        if superior is not None:
            yield _own_lines(superior, printing)
        yield _own_lines(body, printing)


def _own_lines(body: Organisation, printing: Printing) -> list[str]:
    lines = body.letterhead_on(printing.day) or (body.name_on(printing.day).upper(),)
    return [typography_quoted(line) for line in lines]


def restriction_lines(restriction: Restriction | None) -> list[str]:
    """«Для служебного пользования» and «Экз. № 1» (5.14)."""
    if restriction is None:
        return []
    copy = [f"Экз. №\u00a0{restriction.copy_number}"] if restriction.copy_number else []
    return [restriction.mark, *copy]


def annex_mark(printing: Printing, index: int) -> tuple[Resolved, ...]:
    """The lines of the mark at the top of an annex, as the profile wants it (5.16 and 5.19; std §5)."""
    order = printing.order
    assert order is not None
    style = printing.profile.approval_mark
    label = annex_label(printing, index)
    act = [words(line) for line in _act_lines(order, printing, _KIND_DATIVE)]
    if style == "приложение" or not _approved(order, printing, index):
        return (label, *act)
    by = [words(line) for line in _act_lines(order, printing, KIND_INSTRUMENTAL, preposition="")]
    mark = (words(approved(printing.annexes[index].title.words)), *by)
    return mark if style == "гриф" else (label, *mark)


def _approved(order: Order, printing: Printing, index: int) -> bool:
    """Whether the annex is approved; one that the text only refers to carries the order's data alone (std §5)."""
    is_mentioned = False
    points = list(order.points)
    while points:
        point = points.pop()
        points.extend(point.points)
        if point.approves is not None and printing.annex_index(point.approves) == index:
            return True
        references = point.text.references if point.text else ()
        if any(printing.annex_index(reference.target) == index for reference in references):
            is_mentioned = True
            if str(point.text).lower().startswith("утвердить"):
                return True
    return not is_mentioned


def annex_label(printing: Printing, index: int) -> Resolved:
    """«Приложение № 1», the number left out where there is one annex only."""
    number = str(index + 1) if len(printing.annexes) > 1 else ""
    if not number:
        return words("Приложение")
    sign = "№\u00a0" if printing.profile.number_sign else ""
    bookmark = printing.bookmarks.get(id(printing.annexes[index]))
    digit: Piece = Anchor(number, bookmark) if bookmark else Words(number)
    return Resolved((ResolvedParagraph((Words(f"Приложение {sign}"), digit)),))


def _act_lines(order: Order, printing: Printing, kinds: dict[str, str], preposition: str = "к ") -> list[str]:
    """«к приказу Департамента …» and «от … № …»: date and number from the order's own field (std:A03)."""
    return [
        typography(f"{preposition}{kinds[order.kind]} {authors(order, printing)}", printing.style),
        f"от\u00a0{registration_date(order, printing)} №\u00a0{registration_number(order, printing)}",
    ]


def authors(order: Order, printing: Printing, case: str = "род") -> str:
    """The bodies that issue the order, in a case: «Департамента … и Министерства …»."""
    known = printing.workspace.reference.organisations
    names = [
        printing.mentions.organisation(known[id_], case) if id_ in known else f"[{id_}]"
        for id_ in (order.authority, *order.joint)
    ]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} и {names[-1]}"


class Signing(NamedTuple):
    """Who signs: the post as it stands over the signature, «И.О. Фамилия», and the person's id if known."""

    post: str
    name: str
    person: str | None = None


def signing(signatory: Signatory, printing: Printing, *, full: bool = False) -> Signing:
    """The post, its first letter capital, and the name: the person named, who acts, or who holds the post (5.22)."""
    reference = printing.workspace.reference
    post = reference.posts.get(signatory.post)
    acting = post.acting_on(printing.day) if post else None
    holder = post.holder_on(printing.day) if post else None
    person = signatory.person or acting or holder
    capacity = signatory.capacity
    if capacity is None and acting is not None and person == acting:
        capacity = "исполняющий обязанности"
    name = post_words(post, signatory.post, printing, full=full)
    if capacity is not None and post is not None:
        name = f"{capacity} {printing.mentions.post(post, 'род', full=full)}"
    return Signing(typography(_capital(name), printing.style), initials_first(person, printing), person)


class Certified(NamedTuple):
    """The words of the mark of a certified copy."""

    post: str
    name: str
    date: str
    original: str | None


def certified(order: Order, mark: CopyMark, printing: Printing) -> Certified:
    """The mark of a certified copy by the names of the day of certification, which is later than the order's (5.26)."""
    then = replace(printing)
    then.__dict__["day"] = mark.day
    signed = signing(mark.signatory, then)
    place = (
        f"Подлинник документа находится в {authors(order, then, 'пр')} в деле №\u00a0{mark.case}."
        if mark.case
        else None
    )
    return Certified(signed.post, signed.name, digital(mark.day), typography(place, printing.style) if place else None)


def post_words(post: Post | None, id_: str, printing: Printing, *, full: bool) -> str:
    """The post in the nominative, with the body's name when it stands outside of the body's own letterhead."""
    if post is None:
        return f"[{id_}]"
    return (post.full if full else None) or post.name


def initials_first(person: str | None, printing: Printing) -> str:
    """«И.О. Фамилия» of a person by id, empty when nobody is known."""
    found = printing.workspace.reference.people.get(person or "")
    return printing.mentions.person(found, "им", order="before") if found else ""


def full_name(person: Person, printing: Printing) -> str:
    """«Фамилия Имя Отчество», or surname and initials where only initials are known."""
    if len(person.first_name.rstrip(".")) > 1:
        return " ".join(part for part in (person.surname, person.first_name, person.patronymic) if part)
    style = printing.profile.typography.initials
    return person_initials(person.surname, person.first_name, person.patronymic, order="after", style=style)


def agreement_lines(agreement: Agreement, printing: Printing) -> list[str]:
    """«СОГЛАСОВАНО» with the post, room for the signature, the name and the date, or with a document's data (5.20)."""
    reference = printing.workspace.reference
    body = reference.organisations.get(agreement.organisation or "")
    of_body = printing.mentions.organisation(body, "род") if body else ""
    if agreement.document is not None:
        kind = printing.mentions.inflected(agreement.document, "тв", "title", None, agreement.document)
        date, number = digital(agreement.date), agreement.number or BLANK_NUMBER
        lines = ["СОГЛАСОВАНО", f"{kind} {of_body}".strip(), f"от\u00a0{date} №\u00a0{number}"]
        return [typography(line, printing.style) for line in lines]
    signatory = Signatory.model_construct(post=agreement.post or "", person=agreement.person, capacity=None)
    signed = signing(signatory, printing, full=True)
    post = f"{signed.post} {of_body}".strip()
    return ["СОГЛАСОВАНО", typography(post, printing.style), f"____________ {signed.name}", digital(agreement.date)]


def acquainted_names(id_: str, printing: Printing) -> list[tuple[str, str]]:
    """The posts and names of those who are to be acquainted: an id of a person, or of a post that one or more hold."""
    reference = printing.workspace.reference
    if (post := reference.posts.get(id_)) is not None:
        acting = post.acting_on(printing.day)
        held = (acting,) if acting else post.holders_on(printing.day)
        return [_acquainted(post, holder, printing) for holder in held or (None,)]
    post = next((post for post in reference.posts.values() if id_ in post.holders_on(printing.day)), None)
    if post is not None:
        return [_acquainted(post, id_, printing)]
    person = reference.people.get(id_)
    return [("", printing.mentions.person(person, "им") if person else f"[{id_}]")]


def _acquainted(post: Post, holder: str | None, printing: Printing) -> tuple[str, str]:
    signatory = Signatory.model_construct(post=post.id, person=holder, capacity=None)
    person = printing.workspace.reference.people.get(holder or "")
    return signing(signatory, printing, full=True).post, printing.mentions.person(person, "им") if person else ""


def visa_name(visa: Visa, printing: Printing) -> Signing:
    """Post and name of one who agrees inside the office; the surname stands first, as in a table (std:Y09)."""
    signatory = Signatory.model_construct(post=visa.post, person=visa.person, capacity=None)
    signed = signing(signatory, printing)
    person = printing.workspace.reference.people.get(signed.person or "")
    return signed._replace(name=printing.mentions.person(person, "им") if person else "")


def draft_named(order: Order, printing: Printing) -> str:
    """«к проекту приказа «О …»»: what the sheet of agreement belongs to (std §4.2, M06)."""
    title = str(printing.text(order.title)).replace("\n", " ")
    return typography(f"к проекту {KIND_GENITIVE[order.kind]} «{title}»", printing.style)


def order_named(order: Order, printing: Printing, case: str) -> str:
    """«приказом Департамента … от … № … «О …»», by date, number and heading (std §4.2, M06)."""
    kind = KIND_INSTRUMENTAL[order.kind] if case == "тв" else KIND_GENITIVE[order.kind]
    title = str(printing.text(order.title)).replace("\n", " ")
    date, number = registration_date(order, printing), registration_number(order, printing)
    body = authors(order, printing)
    return typography(f"{kind} {body} от\u00a0{date} №\u00a0{number} «{title}»", printing.style)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
