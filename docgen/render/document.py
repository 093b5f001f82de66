"""A document of the model into one Word file: templates chosen, fragments rendered and linked, properties written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from docgen.errors import TemplateError
from docgen.findings import Finding, Severity
from docgen.language import requisites
from docgen.language.printed_fields import AnnexView
from docgen.language.printing import Print, Printing
from docgen.language.view import View
from docgen.model.order import Order
from docgen.model.workspace import ROOT_NAMES, Document, Workspace
from docgen.render.faults import WITHOUT_TAGS
from docgen.render.fragments import fitted_fragment_of, fragment_of
from docgen.render.linking import Linked, house_at
from docgen.render.locating import columns_of, house_of, sheet_template, template_for
from docgen.render.opc import DECLARATION
from docgen.render.printers import escape


class Rendered(NamedTuple):
    """A finished file: its bytes, the digest in its seal, and what has to be asked about it."""

    data: bytes
    digest: str
    findings: tuple[Finding, ...]


def render_document(
    document: Document, workspace: Workspace, *, print: Print | None = None, template: Path | None = None
) -> Rendered:
    """The document, an order with its annexes, as one Word file.

    Raises ``TemplateError`` with all findings on the templates. The same input gives the same bytes.
    """
    printing = Printing.of(document, workspace, print)
    path = template or template_for(document, workspace)
    profile = workspace.profile
    linked = Linked(house_at(house_of(path) or path, profile), continued=profile.pages == "сквозные")
    order = View(document, printing) if isinstance(document, Order) else None
    annexes = [AnnexView(printing, index) for index in range(len(printing.annexes))]
    context: dict[str, Any] = {
        "order": order,
        "annexes": annexes,
        "annex": None,
        ROOT_NAMES[type(document)]: View(document, printing),
    }
    _add(linked, path, document, context)
    for index, annex in enumerate(printing.annexes):
        root = ROOT_NAMES[type(annex)]
        inner = {"order": order, "annex": annexes[index], root: View(annex, printing.of_annex(index))}
        _add(linked, template_for(annex, workspace), annex, inner)
    for sheet in sheets_of(document):
        _add(linked, sheet_template(sheet, workspace), document, context, apart=True)
    data, digest = linked.write(core_properties(document, printing))
    return Rendered(data, digest, tuple(dict.fromkeys(printing.findings)))


def sheets_of(document: Document) -> Iterator[str]:
    """The sheets that follow the order and its annexes: each only when there is somebody on it."""
    if isinstance(document, Order):
        if document.visas:
            yield "visas"
        if document.acquainted:
            yield "acquainted"
        if document.distribution is not None:
            yield "recipients"


def _add(linked: Linked, path: Path, document: Document, context: Mapping[str, Any], *, apart: bool = False) -> None:
    """Render a template as the next section; raises ``TemplateError`` when no tag of it names the document."""
    columns = columns_of(document)
    fragment = fragment_of(path) if columns is None else fitted_fragment_of(path, columns)
    linked.add(fragment, context, apart=apart)
    name = ROOT_NAMES[type(document)]
    if name in fragment.documents:
        return
    raise TemplateError(
        [
            WITHOUT_TAGS.finding(
                f"Шаблон «{path.name}» не печатает этот документ: в нём нет ни одной метки с «{name}.».",
                document=str(path), quote=path.name, severity=Severity.ERROR,
                hint=f"Возьмите другой шаблон или поставьте метки, например {{{{ {name}.title }}}}.",
            )
        ]
    )  # fmt: skip


class Described(NamedTuple):
    """A document as its properties name it, in Word and in PDF."""

    title: str
    subject: str
    body: str
    category: str


def described(document: Document, printing: Printing) -> Described:
    """The title with the act's date and number, the heading, the body that issues it, the kind (std §10, X02)."""
    title = str(printing.text(document.title)).replace("\n", " ")
    category = document.kind.capitalize()
    if not isinstance(document, Order):
        return Described(title, title, "", category)
    organisation = printing.workspace.reference.organisations.get(document.authority)
    body = organisation.name_on(printing.day) if organisation else ""
    known = printing.print is Print.REGISTERED and document.registration and document.registration.number
    act = (
        f" от {requisites.registration_date(document, printing)} № {requisites.registration_number(document, printing)}"
        if known
        else ""
    )
    return Described(f"{category}{act} «{title}»", title, body, category)


def core_properties(document: Document, printing: Printing) -> str:
    """``docProps/core.xml``: title, body, subject, language; fixed dates and no person's name (std §10, X02)."""
    named = described(document, printing)
    values = {
        "dc:title": named.title, "dc:subject": named.subject, "dc:creator": named.body or "docgen",
        "cp:category": named.category, "dc:language": "ru-RU",
    }  # fmt: skip
    elements = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{elements}{dates}</cp:coreProperties>'
    )
