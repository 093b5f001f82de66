"""What the pages quote from the examples still stands there, word for word."""

from __future__ import annotations

import re
import textwrap

import pytest

from docs.making.pages import EXAMPLES, TASKS, Block, blocks

_FROM = re.compile(r"Из `examples/([^`]+)`:$")
QUOTED = [(page, block) for page in sorted(TASKS.glob("*.md")) for block in blocks(page) if _FROM.search(block.lead)]


def stands_in(excerpt: str, source: str) -> bool:
    """Whether these lines stand one after another in the source, however far to the right."""
    wanted = excerpt.rstrip("\n").split("\n")
    lines = source.split("\n")
    return any(
        textwrap.dedent("\n".join(lines[start : start + len(wanted)])).split("\n") == wanted
        for start in range(len(lines))
    )


@pytest.mark.parametrize(("page", "block"), QUOTED, ids=lambda value: getattr(value, "stem", ""))
def test_the_excerpt_stands_in_the_example(page, block: Block):
    name = _FROM.search(block.lead)[1]
    source = (EXAMPLES / name).read_text(encoding="utf-8")
    assert stands_in(block.text, source), f"{page.name}: not in {name}:\n{block.text}"


@pytest.mark.parametrize("page", sorted(TASKS.glob("*.md")), ids=lambda page: page.stem)
def test_every_task_quotes_an_example(page):
    assert any(quoted == page for quoted, _ in QUOTED)
