"""Who enters a commission and who leaves it: the amendments of a composition, where nobody carries a number."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from docgen.language.view import View
from docgen.model.amendment import Amendment, Line
from docgen.model.composition import Composition, Member
from docgen.model.walking import walk
from docgen.transforms.amended_tree import Node, pairs_of
from docgen.transforms.amendment_words import plain_blanks, word_changes
from docgen.transforms.editions import Said


def member_amendments(said: Said, says: Said, old: Node, new: Node, annex: str | None) -> Iterator[Amendment]:
    """Those who leave, those who stay in another post or role, those who enter, each where the list has them."""
    before, after = member_lines(said), member_lines(says)
    ours, theirs = old.below("члены"), new.below("члены")
    pairs = [(ours[one], theirs[other]) for one, other in pairs_of(ours, theirs)]
    same = [(one, other) for one, other in pairs if member_name(before[one.path]) == member_name(after[other.path])]
    stays, known = {id(one) for one, _ in same}, {id(other): one for one, other in same}
    for node in ours:
        if id(node) not in stays:
            yield Amendment("вывести из состава", "член", annex=annex, old=before[node.path])
    for index, node in enumerate(theirs):
        text = after[node.path]
        if id(node) not in known:
            follows = after[theirs[index - 1].path] if index else ""
            yield Amendment("ввести в состав", "член", annex=annex, lines=(Line(text),), after=follows,
                            data=copy.deepcopy(node.own))  # fmt: skip
            continue
        was = before[known[id(node)].path]
        if was == text:
            continue
        changes = word_changes(_about(was), _about(text))
        for change in changes or ():
            yield Amendment(change.kind, "член", member_name(was), annex, old=change.old, new=change.new, after=change.after,
                            data=node.own)  # fmt: skip
        if not changes:
            yield Amendment("изложить", "член", member_name(was), annex, lines=(Line(text),), data=node.own)


def member_lines(said: Said) -> dict[tuple[str | int, ...], str]:
    """«Фамилия Имя Отчество – должность, роль» of each member, by its path."""
    document = said.document
    assert isinstance(document, Composition)
    view: Any = View(document, said.printing)
    lines = [
        (" ".join(part for part in (member.surname, member.given) if part), member.about)
        for group in view.groups for member in group.members
    ]  # fmt: skip
    paths = [path for path, model in walk(document) if isinstance(model, Member)]
    return {path: plain_blanks(f"{name} – {about}" if name else str(about))
            for path, (name, about) in zip(paths, lines, strict=True)}  # fmt: skip


def member_name(line: str) -> str:
    """By what a member is known: the name; the whole line where nobody is named yet."""
    return line if line.startswith("(") else line.partition(" – ")[0]


def _about(line: str) -> str:
    return line.partition(" – ")[2]
