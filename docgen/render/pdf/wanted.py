"""What the finished PDF of a document has to be: its names, its parts, its fonts, as the document says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.language.printing import Printing
from docgen.language.requisites import annex_label, known_registration
from docgen.model.order import Order
from docgen.render.document import described, sheets_of
from docgen.render.pdf.archive import Wanted
from docgen.render.pdf.fonts import asked_fonts
from docgen.render.pdf.metadata import Named
from docgen.render.pdf.scans import Scanned

SHEETS = {"visas": "Лист согласования", "acquainted": "Лист ознакомления", "recipients": "Список рассылки"}
"""What the outline calls the sheets that follow an order."""


def wanted_of(printing: Printing, docx: bytes, scans: Mapping[int, Scanned] | None = None) -> Wanted:
    """What the PDF of this Word file has to be; ``scans`` by the place of their part, the document itself being 0."""
    document = printing.document
    named = described(document, printing)
    registration = known_registration(document, printing) if isinstance(document, Order) else None
    day = registration.date if registration else None
    return Wanted(
        named=Named(_plain(named.title), _plain(named.body), _plain(named.subject), day),
        parts=(_plain(named.title), *annex_titles(printing), *(SHEETS[sheet] for sheet in sheets_of(document))),
        fonts=asked_fonts(docx),
        scans=scans or {},
        two_sided=printing.profile.two_sided,
    )


def annex_titles(printing: Printing) -> Iterator[str]:
    """«Приложение № 1. План мероприятий …» for each annex."""
    for index, annex in enumerate(printing.annexes):
        title = printing.of_annex(index).text(annex.title)
        yield _plain(f"{annex_label(printing, index)}. {title}")


def _plain(text: str) -> str:
    """The words on one line, blanks that do not break as ordinary ones."""
    return " ".join(text.split())
