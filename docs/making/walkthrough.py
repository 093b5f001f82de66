"""The first order, done as ``docs/первый-приказ.md`` says: every file typed, every command run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from docs.making.pages import FIRST_ORDER, Block, blocks

_WHOLE = re.compile(r"^Файл `([^`]+)`:$")
_CHANGE = re.compile(r"[Вв] файле `([^`]+)` вместо `([^`]+)` напишите:$")


def walk(folder: Path, run: Callable[[list[str]], str], expected: Callable[[str, str], None]) -> None:
    """Do what the page says in a folder: ``run`` runs a command, ``expected`` is told its answer and that of the page."""
    said = ""
    for block in blocks(FIRST_ORDER):
        if block.language == "yaml":
            _type(block, folder)
        elif block.language == "sh":
            said = "".join(run(line.split()[1:]) for line in block.text.splitlines() if line.startswith("docgen "))
        elif block.language == "text":
            expected(said, block.text)


def _type(block: Block, folder: Path) -> None:
    """What the reader types into a file: all of it, or a line in the place of another."""
    if whole := _WHOLE.search(block.lead):
        (folder / whole[1]).write_text(block.text, encoding="utf-8")
        return
    change = _CHANGE.search(block.lead)
    if change is None:
        raise ValueError(f"nothing says into which file this goes:\n{block.text}")
    file = folder / change[1]
    before = file.read_text(encoding="utf-8")
    if before.count(change[2]) != 1:
        raise ValueError(f"«{change[2]}» does not stand once in {file}")
    file.write_text(before.replace(change[2], block.text.rstrip("\n")), encoding="utf-8")
