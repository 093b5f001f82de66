"""What the finished PDF of a document has to be: its names, its parts, its fonts, as the document says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.language.printing import Printing
from docgen.language.requisites import annex_label, known_registration
from docgen.model.order import Order
from docgen.model.plan import Section
from docgen.model.walking import walk_of
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
        sections={index: found for index, part in enumerate(_parts(printing)) if (found := tuple(_sections(part)))},
        fonts=asked_fonts(docx),
        scans=scans or {},
        two_sided=printing.profile.two_sided,
    )


def annex_titles(printing: Printing) -> Iterator[str]:
    """«Приложение № 1. План мероприятий …» for each annex."""
    for index, annex in enumerate(printing.annexes):
        title = printing.of_annex(index).text(annex.title)
        yield _plain(f"{annex_label(printing, index)}. {title}")


def _parts(printing: Printing) -> Iterator[Printing]:
    """The printing of the document itself, then of each of its annexes."""
    yield printing
    yield from (printing.of_annex(index) for index in range(len(printing.annexes)))


def _sections(printing: Printing) -> Iterator[tuple[str, str]]:
    """The titles of a plan's sections as they are printed, each with its number; without those that have none."""
    numbers = printing.numbers[id(printing.document)]
    for _, section in walk_of(printing.document, Section):
        if number := numbers.get(id(section)):
            yield _plain(str(printing.text(section.title))), number.shown


def _plain(text: str) -> str:
    """The words on one line, blanks that do not break as ordinary ones."""
    return " ".join(text.split())
