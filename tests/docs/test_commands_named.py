"""The commands that the pages tell to type exist, with their keys; and every command that exists is told of."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from docgen.cli.main import _COMMANDS, parser
from docgen.cli.parsing import parsed
from docs.making.pages import PROJECT, REFERENCE, blocks, prose, written

PAGES = [PROJECT / "README.md", *written(), *sorted(REFERENCE.glob("*.md"))]
_INLINE = re.compile(r"`(docgen [^`]+)`")


def commands(page: Path) -> list[str]:
    """What the page says to type: whole lines of its blocks, and commands inside sentences."""
    typed = [
        line.removeprefix(".venv/bin/")
        for block in blocks(page)
        if block.language == "sh"
        for line in block.text.splitlines()
        if line.removeprefix(".venv/bin/").startswith("docgen ")
    ]
    said = _INLINE.findall(prose(page))
    return typed + [command for command in said if "…" not in command and "\\|" not in command]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_can_be_typed(page):
    for command in commands(page):
        words = shlex.split(command)[1:]
        if words == ["--help"]:
            continue
        try:
            parsed(parser(words[0]), words)
        except SystemExit as end:
            # A command named alone, «docgen render», is told of, not typed.
            assert end.code == 0 or (len(words) == 1 and words[0] in _COMMANDS), f"{page.name}: {command}"


@pytest.mark.parametrize("page", [PROJECT / "README.md", PROJECT / "README.ru.md"], ids=lambda page: page.name)
def test_the_table_of_commands_is_whole(page):
    text = page.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `docgen (\w+)", text, re.MULTILINE))
    assert told == set(_COMMANDS)
