"""What the reference data and the settings of a set become in the new year: acts, posts, the name of the set.

Entries are added or completed, never taken away: the papers of last year still look them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.model.base import Model
from docgen.model.citation import Citation
from docgen.model.plan import PlanPart
from docgen.model.reference import ActFile, PostFile
from docgen.model.targets import references_in
from docgen.model.walking import walk
from docgen.model.workspace import Document, WorkspaceFile
from docgen.transforms.checklist import Checklist, Group, Item, says_yes
from docgen.transforms.cited import rolled_act
from docgen.transforms.holders import with_holder
from docgen.transforms.periods import Frame, moved_text
from docgen.transforms.reissuing import OFFICE
from docgen.transforms.renaming import Renamer
from docgen.transforms.rolling import Move
from docgen.transforms.succession import NewPost

Data = dict[str, Any]


def acts_used(documents: Iterable[Document]) -> set[str]:
    """The ids that the texts and the bases of these documents name; what a point repeals is not used any more."""
    found: set[str] = set()
    for document in documents:
        found.update(reference.target for reference in references_in(document))
        found.update(act for _, model in walk(document) if isinstance(model, PlanPart) for act in model.acts)
    return found


def rolled_acts(
    data: Data, file: ActFile, name: str, frame: Frame, used: set[str], kept: set[str], checklist: Checklist
) -> Data:
    """A file of acts in the new year. Acts that a kept document cites stay as they are, whatever is answered."""
    entries: list[Any] = []
    for entry, citation in zip(data.get("записи", []), file.entries, strict=True):
        if citation.id not in used:
            entries.append(entry)
            continue
        item = Item(f"комплект/акт/{citation.id}", Group.MOVED, name, f"акт «{citation.id}»", "акт")
        made = rolled_act(entry, citation, item, frame, checklist)
        entries.append(entry if citation.id in kept else made)
    return {**data, "записи": entries}


def rolled_local_acts(data: Data, citations: Sequence[Citation], move: Move, checklist: Checklist) -> Data:
    """An order with the acts that it names itself; those that are orders of the set follow them."""
    made: list[Any] = []
    for entry, citation in zip(data.get("акты", []), citations, strict=True):
        if citation.document:
            made.append({**entry, "документ": move.ids.get(citation.document, citation.document)})
            continue
        item = Item(f"{move.head}/акт/{citation.id}", Group.MOVED, move.shown, f"акт «{citation.id}»", "акт")
        made.append(rolled_act(entry, citation, item, move.frame, checklist))
    return {**data, "акты": made} if made else data


def rolled_posts(data: Data, file: PostFile, new: Iterable[NewPost], holders: Mapping[str, dict[str, Any]]) -> Data:
    """A file of posts with the new entries after the old ones, and with the new holders."""
    own = {post.id for post in file.entries}
    entries = list(data.get("записи", []))
    entries += [dict(post.data) for post in new if post.old in own]
    made = [with_holder(entry, holders[entry["код"]]) if entry.get("код") in holders else entry for entry in entries]
    return {**data, "записи": made}


def rolled_settings(data: Data, file: Model, name: str, frame: Frame, checklist: Checklist) -> Data:
    """The settings of the set: its year and its name."""
    made = dict(data)
    if isinstance(file, WorkspaceFile) and file.period is not None:
        made["учебный год"] = str(frame.target)
        checklist.add(
            Item("комплект/учебный год", Group.MOVED, name, "учебный год", "период", str(frame.period), str(frame.target))
        )  # fmt: skip
    if isinstance(title := data.get("название"), str):
        made["название"] = new = moved_text(title, frame).text
        if new != title:
            checklist.add(Item("комплект/название", Group.MOVED, name, "название", "название", title, new))
    return made


def rolled_profile(data: Data, name: str, renamer: Renamer, heirs: Mapping[str, str], checklist: Checklist) -> Data:
    """The profile: its name, when the body that it is named after has another; its formulas are asked about."""
    made = dict(data)
    if isinstance(title := data.get("название"), str):
        made["название"] = new = renamer.renamed(title).text
        if new != title:
            checklist.add(Item("комплект/профиль", Group.MOVED, name, "название", "название", title, new))
    for number, formula in enumerate(data.get("формулы") or [], 1):
        body = str(formula.get("орган")) if isinstance(formula, dict) else ""
        if body in heirs:
            question = f"Формула записана для органа «{body}»: запишите такую же для «{heirs[body]}», если она та же."
            word = str(formula.get("слово", ""))
            place = f"формула {number}"
            item = Item(
                f"комплект/формула/{number}", Group.CONFIRM, name, place, "профиль", word, word, question, who=OFFICE
            )
            if says_yes(answer := checklist.answer(item.id)):
                checklist.settle(item, Group.MOVED)
            else:
                checklist.add(replace(item, answer=answer))
    return made
