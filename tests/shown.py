"""What ``docgen show`` prints, in the words of the page.

A page says what the text leaves out (rows of column numbers, headings of sheets) and says once what stands in a merged
cell. All of these differences are here; whatever else differs is a fault.
"""

from __future__ import annotations

from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.model.table import Duties, Form
from docgen.model.workspace import Document, Workspace

DUTIES = "Ответственный | № п/п | Мероприятие | Срок"
"""The header of the table of duties, whose text has the parties as headings instead."""

SHEETS = {
    "ЛИСТ СОГЛАСОВАНИЯ": "№ Должность Фамилия, инициалы Поступил Согласован Замечания Подпись",
    "ЛИСТ ОЗНАКОМЛЕНИЯ": "№ Должность Фамилия, инициалы Подпись Дата",
    "СПИСОК РАССЫЛКИ": "№ Адресат Количество экземпляров",
}
"""The headings of the sheets' tables."""


def words(text: str) -> list[str]:
    """The words in order; a bullet of LibreOffice's text export is our dash."""
    return text.replace("\ufeff", "").replace("•", "–").replace("◦", "–").replace("|", " ").split()


def page_words(order: Order, workspace: Workspace) -> list[str]:
    """The words that the pages of an order with its annexes and sheets must hold."""
    printing = Printing.of(order, workspace)
    annexes = printing.annexes
    blocks = plain_text(printing).rstrip("\n").split("\n\n\n")
    body, drafter = _with_drafter(blocks[0], order)
    pages = [body]
    pages += [_annex(annex, block) for annex, block in zip(annexes, blocks[1 : 1 + len(annexes)], strict=True)]
    pages += [_sheet(block, drafter) for block in blocks[1 + len(annexes) :]]
    return words("\n".join(pages))


def _with_drafter(block: str, order: Order) -> tuple[str, str]:
    """The order, and the mark of its executor as the page has it: who, and below how to be reached."""
    if order.drafter is None:
        return block, ""
    above, _, mark = block.rpartition("\n\n")
    lines = mark.split("\n")
    who = 2 if order.drafter.post else 1
    mark = f"{', '.join(lines[:who])}\n{', '.join(lines[who:])}"
    return f"{above}\n{mark}", mark


def _annex(annex: Document, block: str) -> str:
    columns = annex.columns if isinstance(annex, Plan) else ()
    mark, title, body = block.split("\n\n", 2)
    if isinstance(annex, Duties):
        body = f"{DUTIES}\n{body}"
    elif isinstance(annex, Form):
        body = _blank(annex, body)
    return "\n".join((mark, title, _table(body, columns)))


def _blank(form: Form, body: str) -> str:
    """The lines to be filled in with the hints below them, room for a signature and a name, and empty cells."""
    hints = [field.hint or "" for field in form.fields]
    below = iter([*hints, *["/ /"] * len(form.signatures)])
    lines = [
        line.replace("____________", next(below)) if line.endswith("____________") else line
        for line in body.split("\n")
    ]
    return "\n".join(" | ".join("" if cell == "–" else cell for cell in line.split(" | ")) for line in lines)


def _table(body: str, columns: tuple[str, ...]) -> str:
    """The lines of an annex: the numbers of the columns under its header, in a plan each level and number once."""
    out: list[str] = []
    width, level = 0, ""
    for line in body.split("\n"):
        cells = line.split(" | ")
        if len(cells) > 1 and not width:
            width = len(cells)
            cells.extend(str(column) for column in range(1, width + 1))
        elif len(cells) != width:
            level = ""
        elif columns:
            cells = ["" if name == "номер" and cell == "–" else cell for name, cell in zip(columns, cells, strict=True)]
            if "уровень" in columns:
                at = columns.index("уровень")
                level, cells[at] = cells[at], "" if cells[at] == level else cells[at]
        out.append(" ".join(cells))
    return "\n".join(out)


def _sheet(block: str, drafter: str) -> str:
    """A sheet with its title, the header of its table, its rows counted, and blanks where something is to be written."""
    title, _, rest = block.partition("\n")
    if title not in SHEETS:
        title, rest = "ЛИСТ ОЗНАКОМЛЕНИЯ", block
        drafter = ""
    subject, *rows = rest.split("\n")
    total = [rows.pop()] if rows[-1].startswith("Всего ") else []
    counted = [f"{number} {row.replace('| –', '')}" for number, row in enumerate(rows, 1)] + total
    return "\n".join((title, subject, SHEETS[title], *counted, drafter))
