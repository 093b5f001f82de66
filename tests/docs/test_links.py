"""Links of the pages lead somewhere: to a file that is there, to a heading that it has."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from docs.making.pages import PROJECT, REFERENCE, prose, written
from tests.docs.anchors import anchors

PAGES = [PROJECT / "README.md", *written(), *sorted(REFERENCE.glob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def links(page: Path) -> list[str]:
    return [unquote(link) for link in _LINK.findall(prose(page)) if "://" not in link]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page):
    assert page.name == "матрица.md" or links(page)
    for link in links(page):
        path, _, place = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        if place:
            assert place in anchors(target.read_text(encoding="utf-8")), f"{page.name}: {link}"


def test_every_page_is_reached_from_the_first_one():
    start = PROJECT / "README.ru.md"
    seen, waiting = {start}, [start]
    while waiting:
        page = waiting.pop()
        for link in links(page):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert [page.name for page in PAGES if page not in seen and page.name != "README.md"] == []
