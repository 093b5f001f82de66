"""A clerk's mistakes: anything in the place of anything, in a whole workspace. Each is told at a line, in Russian."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from docgen.errors import DocgenError
from docgen.files.dumping import dump
from docgen.findings import Finding
from docgen.work.checking import check_paths
from docgen.work.fixing import fix_ids
from docgen.work.rendering import render_file
from tests.builders import write_workspace
from tests.counts import scaled
from tests.laws.offices import side_files
from tests.strategies import Data, annexes, orders, plans, small_annexes

_ENGLISH = re.compile(r"Input should|valid (?:string|list|dict)|Traceback|Error\b|\bNone\b|object at|\['|\{'|expected")

WRONG: list[Any] = [
    "", None, "да", "нет", "5", "-1", "слово", "{", "{нет}", "**", "31.02.2026", [], {}, ["слово"], [["слово"]], [None],
    {"слово": "слово"}, {"код": "п1"}, [{"код": "п1"}], {"с": "01.01.2026", "значение": "орлова"}, "слово " * 200,
]  # fmt: skip
"""What may stand anywhere by mistake."""


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of everything inside."""
    if path:
        yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from places(value, (*path, key))


@st.composite
def mistaken(draw: DrawFn, data: Data) -> Data:
    """The data with up to three mistakes: another value, a key of another place, an entry that stands twice."""
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from([*places(data), ("вид",)]))
        owner = data
        for part in path[:-1]:
            owner = owner[part]
        wrong = draw(st.sampled_from(WRONG))
        how = draw(st.sampled_from(["иначе", "нет", "лишнее"]))
        if how == "иначе" or (how == "лишнее" and isinstance(owner, dict) and not isinstance(wrong, str)):
            owner[path[-1]] = copy.deepcopy(wrong)
        elif how == "нет":
            owner.pop(path[-1], None) if isinstance(owner, dict) else owner.pop(path[-1])
        elif isinstance(owner, dict):
            owner[wrong or "слово"] = owner.get(path[-1])
        else:
            owner.append(owner[path[-1]])
    return data


@st.composite
def workspaces(draw: DrawFn) -> dict[str, str]:
    """A workspace of an order, annexes in it and beside it, and reference data or a profile, all with mistakes."""
    order = {**draw(orders()), "приложения": [*draw(st.lists(annexes, max_size=2)), {"файл": "план.yaml"}]}
    other = draw(st.one_of(plans(), small_annexes()))
    side = draw(side_files)
    name = {"профиль": "профиль.yaml", "комплект": "комплект.yaml"}.get(side["вид"], "справочники/ещё.yaml")
    drawn = {"приказ.yaml": order, "план.yaml": other, name: side}
    return {path: dump(draw(mistaken(data))) for path, data in drawn.items()}


def is_told(finding: Finding, files: dict[str, str]) -> bool:
    """Whether a person can read what is wrong and find the place."""
    said = f"{finding.message} {finding.hint}"
    # What the finding repeats of the file is not its own wording.
    own = said.replace(finding.quote, "") if finding.quote else said
    lines = files.get(finding.document, "").count("\n") + 1
    is_placed = finding.line is None or finding.document not in files or 1 <= finding.line <= lines
    return bool(re.match("[А-ЯЁ«]", finding.message)) and not _ENGLISH.search(own) and is_placed


@given(files=workspaces())
@settings(max_examples=scaled(600), deadline=None)
def test_any_mistakes_are_told_in_words_at_their_lines(files: dict[str, str]) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_workspace(folder, files)
        shown = {str(folder / name): text for name, text in files.items()}
        findings = check_paths([folder]).findings
        assert [finding for finding in findings if not is_told(finding, shown)] == []
        for name in ("приказ.yaml", "план.yaml"):
            try:
                render_file(folder / name, folder / f"{name}.docx")
            except DocgenError as error:
                assert [finding for finding in error.findings if not is_told(finding, shown)] == []
        list(fix_ids([folder]))
        after = {finding.rule for finding in check_paths([folder]).findings}
        assert "битый-yaml" not in after - {finding.rule for finding in findings}
