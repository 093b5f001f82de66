"""What an order prints around its points: letterhead, date and number, preamble, signatures, marks, sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from docgen.language import requisites, sentences
from docgen.language.printing import Print, Printing
from docgen.language.recipients import recipients
from docgen.language.resolved import Resolved
from docgen.language.typography import typography
from docgen.language.view import Computed, View, printed
from docgen.model.annex import Annex
from docgen.model.order import Order
from docgen.model.requisites import Agreement, Drafter, Restriction, Signatory, Submission, Visa


@printed(Order, name="letterhead", says="Строки бланка: вышестоящая организация, авторы")
def order_letterhead(order: Order, printing: Printing) -> list[str]:
    """The lines of the letterhead."""
    return [line for body in requisites.letterhead(order, printing) for line in body]


class Letterhead(Computed):
    """One body on the letterhead."""

    SAYS: ClassVar[Mapping[str, str]] = {"lines": "Строки одной организации"}

    lines: list[str]


@printed(Order, name="letterheads", says="Бланк по организациям: у каждой lines; вышестоящая и соавторы отдельно")
def order_letterheads(order: Order, printing: Printing) -> list[Letterhead]:
    """The letterhead body by body, so that they can be set apart."""
    return [Letterhead(lines=each) for each in requisites.letterhead(order, printing)]


@printed(Restriction, name="lines", says="Строки пометки: слова и номер экземпляра")
def restriction_lines(restriction: Restriction, printing: Printing) -> list[str]:
    """The lines of the restriction mark."""
    return requisites.restriction_lines(restriction)


@printed(Order, name="heading", says="Вид документа заголовком: «ПРИКАЗ»")
def order_heading(order: Order, printing: Printing) -> str:
    """The kind of act as its heading: «ПРИКАЗ»."""
    word = order.kind.upper()
    return " ".join(word) if printing.profile.letter_spaced_kind else word


@printed(Order, name="date", says="Дата подписания или место для неё")
def order_date(order: Order, printing: Printing) -> str:
    """The date of signing or a blank, in the form of the house."""
    return requisites.heading_date(order, printing)


@printed(Order, name="number_line", says="«№ 850-ОД» или место для номера")
def order_number_line(order: Order, printing: Printing) -> str:
    """«№ 850-ОД» or the sign with a blank."""
    return f"№\u00a0{requisites.registration_number(order, printing)}"


@printed(Order, name="city", says="Место составления: приказа или организации")
def order_city(order: Order, printing: Printing) -> str | None:
    """The place of issue: the order's own, else that of the body."""
    body = printing.workspace.reference.organisations.get(order.authority)
    place = order.city or (body.city if body else None)
    return typography(place, printing.style) if place else None


@printed(Order, name="preamble", says="Преамбула; если командует сам орган, его наименование в её конце")
def order_preamble(order: Order, printing: Printing) -> Resolved | None:
    """The preamble up to the command word."""
    return sentences.preamble_sentence(order, printing)


@printed(Order, name="formula", says="Слово «приказываю» без двоеточия; нет, если у вида его нет")
def order_formula(order: Order, printing: Printing) -> str | None:
    """The command word without its colon: «приказываю»; None where the kind has none."""
    return printing.profile.formula(order.kind, order.authority).word or None


@printed(Order, name="formula_own_line", says="Стоит ли это слово отдельной строкой")
def order_formula_own_line(order: Order, printing: Printing) -> bool:
    """Whether the command word stands on a line of its own."""
    return bool(printing.profile.formula(order.kind, order.authority).own_line)


@printed(Order, name="draft", says="Печатается ли пометка «ПРОЕКТ»")
def order_draft(order: Order, printing: Printing) -> bool:
    """Whether this print is marked as a draft."""
    return printing.print is Print.DRAFT


@printed(Order, name="edition", says="Редакция ГОСТ Р 7.0.97, по которой оформлен документ: 2016 или 2025")
def order_edition(order: Order, printing: Printing) -> str:
    """The edition of the standard by which the order is laid out."""
    return printing.profile.edition_for(printing.day)


@printed(Order, name="signature_room", says="Оставить ли место для отметки об электронной подписи")
def order_signature_room(order: Order, printing: Printing) -> bool:
    """Whether room is left for the mark of the electronic signature (5.23)."""
    return printing.profile.signature_room


@printed(Order, name="code_room", says="Оставить ли место для штрихкода внизу первого листа (ГОСТ 2025)")
def order_code_room(order: Order, printing: Printing) -> bool:
    """Whether room is left for the bar code, which only the edition of 2025 knows (requisite 31)."""
    return printing.profile.code_room and printing.profile.edition_for(printing.day) == "2025"


@printed(Order, name="signatories", says="Все подписи по порядку: post и name")
def order_signatories(order: Order, printing: Printing) -> Annotated[list[View], Signatory]:
    """Every signature, the head's first."""
    return [View(signatory, printing) for signatory in (order.signatory, *order.cosignatories)]


@printed(Submission, name="organisation", says="Организация, внёсшая проект, кратко")
def submission_organisation(submission: Submission, printing: Printing) -> str | None:
    """The short name of the body that laid the draft."""
    body = printing.workspace.reference.organisations.get(submission.organisation or "")
    return typography(printing.mentions.short_name(body), printing.style) if body else None


def _submitted(submission: Submission, printing: Printing) -> requisites.Signing:
    signatory = Signatory.model_construct(post=submission.post, person=submission.person, capacity=None)
    return requisites.signing(signatory, printing)


@printed(Submission, name="post", says="Должность внёсшего проект")
def submission_post(submission: Submission, printing: Printing) -> str:
    """The post of the one who laid the draft."""
    return _submitted(submission, printing).post


@printed(Submission, name="name", says="«И.О. Фамилия» внёсшего проект")
def submission_name(submission: Submission, printing: Printing) -> str:
    """His name."""
    return _submitted(submission, printing).name


@printed(Agreement, name="lines", says="Строки грифа «СОГЛАСОВАНО»")
def agreement_lines(agreement: Agreement, printing: Printing) -> list[str]:
    """The lines of the mark of agreement."""
    return requisites.agreement_lines(agreement, printing)


@printed(Visa, name="post", says="Должность визирующего")
def visa_post(visa: Visa, printing: Printing) -> str:
    """The post of the one who agrees."""
    return requisites.visa_name(visa, printing).post


@printed(Visa, name="name", says="«Фамилия И.О.» визирующего")
def visa_name(visa: Visa, printing: Printing) -> str:
    """His name."""
    return requisites.visa_name(visa, printing).name


@printed(Annex, name="document", says="Название приложения, которое стоит в самом приказе")
def annex_document(annex: Annex, printing: Printing) -> str | None:
    """The title of an annex that stands inside the order; the annex itself is printed by its own template."""
    return str(printing.text(annex.document.title)) if annex.document else None


class AcquaintedLine(Computed):
    """One line of the sheet of acquaintance."""

    SAYS: ClassVar[Mapping[str, str]] = {"post": "Должность", "name": "«Фамилия И.О.»"}

    post: str
    name: str


@printed(Order, name="acquainted", says="Строки листа ознакомления: post и name")
def order_acquainted(order: Order, printing: Printing) -> list[AcquaintedLine]:
    """Those who are to be acquainted with the order."""
    named = (line for id_ in order.acquainted for line in requisites.acquainted_names(id_, printing))
    return [AcquaintedLine(post=post, name=name) for post, name in named]


@printed(Order, name="copies", says="Сколько всего экземпляров на бумаге: «12 экземпляров»")
def order_copies(order: Order, printing: Printing) -> str | None:
    """How many paper copies the distribution takes, in words that agree with the number."""
    counts = [line.copies for line in recipients(order, printing) if line.copies.isdecimal()]
    if not counts:
        return None
    from docgen.language.numbers import counted

    return counted(sum(int(count) for count in counts), "экземпляр", "экземпляра", "экземпляров")


class RecipientLine(Computed):
    """One line of the distribution list."""

    SAYS: ClassVar[Mapping[str, str]] = {"to": "Кому", "copies": "Сколько экземпляров или «ЭДО»"}

    to: str
    copies: str


@printed(Order, name="recipients", says="Строки листа рассылки: to и copies")
def order_recipients(order: Order, printing: Printing) -> list[RecipientLine]:
    """The distribution list, built from addressees and parties."""
    lines = recipients(order, printing)
    return [RecipientLine(to=typography(line.to, printing.style), copies=line.copies) for line in lines]


@printed(Order, name="draft_named", says="«к проекту приказа «О …»» для листа согласования")
def order_draft_named(order: Order, printing: Printing) -> str:
    """What the sheet of agreement belongs to."""
    return requisites.draft_named(order, printing)


@printed(Order, name="named", says="«приказом Департамента … от … № … «О …»» для листа ознакомления")
def order_named(order: Order, printing: Printing) -> str:
    """The order by date, number and heading, in the instrumental."""
    return requisites.order_named(order, printing, "тв")


@printed(Order, name="named_of", says="«приказа Департамента … от … № … «О …»» для листа рассылки")
def order_named_of(order: Order, printing: Printing) -> str:
    """The order by date, number and heading, in the genitive."""
    return requisites.order_named(order, printing, "род")


class CertifiedCopy(Computed):
    """The mark of a certified copy (GOST R 7.0.97, 5.26)."""

    SAYS: ClassVar[Mapping[str, str]] = {
        "post": "Должность заверившего",
        "name": "«И.О. Фамилия» заверившего",
        "date": "Дата заверения",
        "original": "«Подлинник документа находится в … в деле № … за … год»; пусто у копии для своих",
    }

    post: str
    name: str
    date: str
    original: str | None


@printed(Order, name="certified", says="Отметка о заверении копии; у самого документа пусто")
def order_certified(order: Order, printing: Printing) -> CertifiedCopy | None:
    """Who certifies the copy, by the names of that day."""
    mark = printing.certified
    return CertifiedCopy(**requisites.certified(order, mark, printing)._asdict()) if mark else None


@printed(Drafter, name="person", says="Исполнитель: фамилия, имя, отчество")
def drafter_person(drafter: Drafter, printing: Printing) -> str:
    """The full name of the executor."""
    found = printing.workspace.reference.people.get(drafter.person)
    return requisites.full_name(found, printing) if found else f"[{drafter.person}]"
