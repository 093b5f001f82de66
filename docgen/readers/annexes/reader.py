"""An annex as the document that it looks like, proved by printing.

Each kind of document is tried in turn, the most particular first; the first whose print says all words of the file in
their order is taken, else the one that changes and leaves the fewest, and a person is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from docgen.findings import Severity
from docgen.model.cluster import ClusterList
from docgen.model.validation import validated
from docgen.patterns import pattern
from docgen.readers.annexes.clusters import clusters_of
from docgen.readers.annexes.columns import recognised
from docgen.readers.annexes.compositions import composition_of
from docgen.readers.annexes.forms import form_of, scan_of
from docgen.readers.annexes.layout import Layout, laid_out, note_title, without_stamp
from docgen.readers.annexes.pairs import pairs_of
from docgen.readers.annexes.plan import plan_of
from docgen.readers.annexes.proof import FAILED, Proof, Trial, proof
from docgen.readers.annexes.regulation import regulation_of
from docgen.readers.annexes.schedules import schedule_of
from docgen.readers.annexes.sheets import note_sheet_name, school_sheet_of, sheet_blocks
from docgen.readers.annexes.table_annexes import table_of
from docgen.readers.blocks import NOWHERE, Block, Table
from docgen.readers.draft import Context, Draft
from docgen.readers.segments import Segment
from docgen.rules import Scope, rule

OTHER_WORDS = rule(
    "слова-приложения-изменились", "Прочитанное приложение напечатается не теми словами, что в файле",
    severity=Severity.WARNING, scope=Scope.FILE,
)  # fmt: skip

Reader = Callable[[Layout, Context], Draft | None]
_PARTICULAR: tuple[Reader, ...] = (schedule_of, pairs_of, plan_of, composition_of, clusters_of)
"""The kinds that a document is known by even where no mark says that it is an annex."""
_TABLES: tuple[Reader, ...] = (table_of, partial(table_of, merged=False))
_ANY: tuple[Reader, ...] = (scan_of, *_PARTICULAR[:3], form_of, *_PARTICULAR[3:], *_TABLES, regulation_of)

_UNLIKE = "не похоже ни на приказ, ни на план, ни на список"
_NAMES_TABLE = pattern(
    r"(?:перечень|список|таблица|реестр|график|сведения|показатели|план|распределение|приложение)\b", re.IGNORECASE
)
_NAMES_TEXT = pattern(r"(?:положение|порядок|правила|инструкция|регламент|памятка|методика|программа)\b", re.IGNORECASE)


def read_annex(segment: Segment, context: Context) -> Draft | None:
    """The annex of a segment as the document that it looks like.

    Without a mark it has to look like a plan, a list or another known document; otherwise all of it is left over and
    there is none.
    """
    if segment.kind == "annex":
        return annex_of(segment.blocks, context)
    stamp, blocks = without_stamp(segment.blocks)
    layout = laid_out(blocks)
    title = " ".join(paragraph.words for paragraph in layout.title).strip()
    readers = [*_PARTICULAR]
    if title.lower().startswith("форма "):
        readers.append(form_of)
    if _NAMES_TABLE.match(title) or _is_one_table(layout):
        readers += _TABLES
    if _NAMES_TEXT.match(title):
        readers += [*_TABLES, regulation_of]
    draft = _understood(layout, readers, context)
    for block in stamp:
        context.leave(block, "гриф утверждения: документ утверждает приказ, а не гриф" if draft else _UNLIKE)
    if draft is None:
        _leave_all(layout, context)
    return draft


def _is_one_table(layout: Layout) -> bool:
    """Whether nothing but a title stands above the one table of a file, and little below it."""
    headed = layout.grid is not None and layout.grid.headed
    return headed and bool(layout.title) and not layout.before and not layout.beyond and len(layout.after) <= 1


def annex_of(blocks: Sequence[Block], context: Context) -> Draft:
    """The blocks of an annex, those of its mark left out, as the document that they look like."""
    layout = laid_out(blocks)
    return _understood(layout, _ANY, context) or _title_alone(layout, context)


def sheet_annex(table: Table, context: Context, above: Sequence[Block] = ()) -> Draft | None:
    """A table of a workbook as the document that it looks like; ``above`` is what stands over it on its sheet.

    A table without a header that says something is left over, and there is no document.
    """
    layout = laid_out((*above, *sheet_blocks(table)))
    trial = Trial(context.name, context.known)
    draft = school_sheet_of(layout, trial)
    if draft is not None and validated(ClusterList, draft.data)[0] is not None:
        _take(trial, context)
    else:
        grid = layout.grid
        known = grid is not None and grid.headed and (layout.title or recognised(grid.headings))
        draft = _understood(layout, (*_PARTICULAR, form_of, *_TABLES) if known else (), context)
    if draft is None:
        _leave_all(layout, context)
        return None
    note_sheet_name(draft, table)
    return draft


def _understood(layout: Layout, readers: Sequence[Reader], context: Context) -> Draft | None:
    """The document that says the words of the annex, or the one that changes and leaves the fewest of them."""
    taken: tuple[Proof, Draft, Trial] | None = None
    for reader in readers:
        trial = Trial(context.name, context.known)
        draft = reader(layout, trial)
        if draft is None:
            continue
        proved = proof(draft, layout, trial)
        if taken is None or proved.weight < taken[0].weight:
            taken = (proved, draft, trial)
        if not proved.weight:
            break
    if taken is None or taken[0] == FAILED:
        return None
    proved, draft, trial = taken
    _take(trial, context)
    if not proved.holds:
        _tell(proved, layout, context)
    return draft


def _take(trial: Trial, context: Context) -> None:
    context.findings.extend(trial.findings)
    context.leftovers.extend(trial.leftovers)


def _title_alone(layout: Layout, context: Context) -> Draft:
    """A document of the title alone: what else is in the annex fits none that can be printed."""
    draft = Draft({"вид": "положение"})
    note_title(layout, draft)
    for block in layout.blocks:
        if not any(block is part for part in layout.title):
            context.leave(block, "приложение не похоже ни на один известный вид")
    return draft


def _leave_all(layout: Layout, context: Context) -> None:
    for block in layout.blocks:
        context.leave(block, _UNLIKE)


def _tell(proved: Proof, layout: Layout, context: Context) -> None:
    first = layout.blocks[0].place if layout.blocks else NOWHERE
    context.findings.append(
        OTHER_WORDS.finding(
            f"Приложение прочитано не слово в слово: потеряно слов {proved.lost}, добавлено {proved.added}. "
            f"Первое расхождение – у слов «{proved.first}».",
            quote=proved.first, document=context.name, place=f"{context.name}: {first}",
            hint="Сверьте это место с оригиналом и поправьте прочитанный файл.",
        )
    )  # fmt: skip
