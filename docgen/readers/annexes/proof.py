"""The proof of what was understood: the draft is printed, and the words must be those of the file.

Where a plan has cells over several rows the file says words once that hold for each row, so a plan is compared column
by column; everything else in the order of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.language.plain_text import plain_text
from docgen.language.printing import Printing
from docgen.language.view import View
from docgen.model.composition import SchoolPairs
from docgen.model.plan import FIELD_OF, Plan
from docgen.model.profile import Profile, Typography
from docgen.model.table import Form
from docgen.model.validation import validated
from docgen.model.workspace import DOCUMENT_KINDS, Workspace
from docgen.patterns import pattern
from docgen.readers.annexes.grids import Grid
from docgen.readers.annexes.layout import Layout
from docgen.readers.annexes.plan_grid import plan_rows
from docgen.readers.blocks import Block, Paragraph
from docgen.readers.draft import Context, Draft
from docgen.readers.words import said_words

_AT_DIGITS = pattern(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
AS_WRITTEN = Profile.model_construct(
    kind="профиль", typography=Typography.model_construct(deadlines="как есть", school_year="как есть")
)
"""The house style of a file that was read: deadlines stay as they were written."""


@dataclass
class Trial(Context):
    """A context for one attempt to understand an annex: what it finds and leaves counts only if the attempt is taken."""

    left: list[Block] = field(default_factory=list)

    def leave(self, block: Block, why: str = "") -> None:
        """A block that the document of this attempt does not take."""
        self.left.append(block)
        super().leave(block, why)


class Proof(NamedTuple):
    """How the words of a draft differ from those of the file: how many are lost, added, and left out of the document."""

    lost: int = 0
    added: int = 0
    left: int = 0
    first: str = ""
    """The words of the file where the first difference stands; empty when the words and their order are the same."""

    @property
    def holds(self) -> bool:
        """Whether the draft says what it takes of the file word by word."""
        return not self.first

    @property
    def weight(self) -> int:
        """How much differs or is left; words in another order weigh little."""
        return 1000 * (self.lost + self.added + self.left) + bool(self.first)


FAILED = Proof(lost=10**6, first="–")
"""The proof of a draft that makes no document."""


def proof(draft: Draft, layout: Layout, trial: Trial) -> Proof:
    """The words of the draft as it would be printed against those of the annex that it does not leave over."""
    document, _ = validated(DOCUMENT_KINDS[draft.data["вид"]], draft.data)
    if document is None:
        return FAILED
    workspace = Workspace(reference=trial.known.reference, profile=AS_WRITTEN)
    printing = Printing.of(document, workspace)  # type: ignore[arg-type]  # a document by its kind
    printing.day = trial.known.day
    left = {id(block) for block in trial.left}
    said = compared_words("\n".join(_pieces(layout, left, document)))
    left_words = sum(len(compared_words(_shown(block))) for block in trial.left)
    return compared(_once(said), _once(printed_words(printing)))._replace(left=left_words)


def compared(said: list[str], printed: list[str]) -> Proof:
    """How two sequences of words differ."""
    if said == printed:
        return Proof()
    one, other = Counter(said), Counter(printed)
    at = next((i for i, (a, b) in enumerate(zip(said, printed, strict=False)) if a != b), min(len(said), len(printed)))
    near = " ".join(said[max(0, at - 2) : at + 6]) or " ".join(printed[max(0, at - 2) : at + 6])
    return Proof((one - other).total(), (other - one).total(), first=near or "–")


def compared_words(text: str) -> list[str]:
    """The words of a text as they are compared: a line to write on is none, and «2027г.» is set as «2027 г.»."""
    return said_words(_AT_DIGITS.sub(" ", text.replace("_", " ")))


def _once(words: list[str]) -> list[str]:
    """The words with one № for several: typography sets it so."""
    return [word for index, word in enumerate(words) if word != "№" or words[index - 1 : index] != ["№"]]


def _pieces(layout: Layout, left: set[int], document: Any) -> Iterator[str]:
    """The words of the annex piece by piece, without what is left over."""
    yield from (paragraph.shown for paragraph in (*layout.title, *layout.before))
    if layout.grid is not None:
        yield from (paragraph.shown for paragraph in layout.grid.above)
        yield " ".join(layout.grid.headings)
        yield from _by_column(layout.grid, document) if isinstance(document, Plan) else _by_row(layout.grid)
    for block in (*layout.after, *layout.beyond, *layout.signature):
        if id(block) not in left:
            yield _shown(block)


def _shown(block: Block) -> str:
    return block.shown if isinstance(block, Paragraph) else block.words


def _by_row(grid: Grid) -> Iterator[str]:
    return (" ".join(row.said) for row in grid.rows)


def _by_column(grid: Grid, plan: Plan) -> Iterator[str]:
    """Every column from top to bottom, the levels once for each group; then the rows across the table."""
    names = dict(enumerate(plan.columns))
    rows = plan_rows(grid, names)
    for at, name in names.items():
        if name != "уровень":
            yield from (each.row.words(at) for each in rows if each.kind != "раздел")
    if "уровень" in names.values():
        at = next(at for at, name in names.items() if name == "уровень")
        yield from _groups(_NEXT if each.kind == "раздел" else each.row.words(at) for each in rows)
    yield from (" ".join(each.row.words(at) for at in each.row.filled) for each in rows if each.kind == "раздел")


def printed_words(printing: Printing) -> list[str]:
    """The words of a document as its page has them."""
    document = printing.document
    if isinstance(document, Plan):
        return compared_words("\n".join(_plan(document, View(document, printing))))
    text = plain_text(printing)
    if isinstance(document, SchoolPairs) and not any(pair.curator for pair in document.pairs):
        text = text.replace(f" | {View(document, printing).curator_heading}", "", 1)
    for line in View(document, printing).fields if isinstance(document, Form) else ():
        text = text.replace(f"{line.label} ____________", f"{line.label} {line.hint or ''}", 1)
    return compared_words(text)


def _plan(plan: Plan, view: Any) -> Iterator[str]:
    yield f"{view.title} {view.intro or ''}"
    yield from (f"{part.number or ''} {part.title} {part.text or ''}" for part in view.parts)
    own = {column.id: index for index, column in enumerate(plan.own_columns_shown)}
    names = plan.columns_shown
    yield " ".join(view.headings.own[own[n]] if n in own else getattr(view.headings, FIELD_OF[n]) for n in names)
    groups = [*view.groups, *(group for section in view.sections for group in section.groups)]
    for name in (name for name in names if name != "уровень"):
        cells = [
            row.own[own[name]].text if name in own else getattr(row, FIELD_OF[name])
            for group in groups for row in group.rows
        ]  # fmt: skip
        yield from (str(cell or "") for cell in cells)
    if "уровень" in names:
        for section in (view, *view.sections):
            yield from _groups(group.level for group in section.groups)
    yield from (f"{section.number or ''} {section.title}" for section in view.sections)
    yield str(view.closing or "")
    if view.signatory:
        yield f"{view.signatory.post} {view.signatory.name}"


_NEXT = "\n"
"""What stands between the levels of one section and those of the next."""


def _groups(levels: Iterable[str]) -> Iterator[str]:
    """The levels where they change; nothing is said where a row goes on with the level above."""
    last = ""
    for level in levels:
        if level == _NEXT:
            last = ""
        elif level.lower() not in ("", "–", last):
            last = level.lower()
            yield level
