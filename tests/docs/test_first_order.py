"""The first order, done as the page says: every file typed, every command run, every answer seen."""

from __future__ import annotations

import pytest

from docs.making.walkthrough import walk
from tests.commands import Runner


@pytest.fixture
def made(tmp_path, monkeypatch, capsys):
    """A folder in which the page has been followed to its end, with docgen to run there."""
    docgen = Runner(tmp_path, monkeypatch, capsys)
    ran: list[str] = []

    def run(words: list[str]) -> str:
        ran.append(words[0])
        answer = docgen(*words)
        return answer.out + answer.err

    def expected(said: str, page: str) -> None:
        assert said == page

    walk(tmp_path, run, expected)
    assert ran == ["new", "new", "new", "check", "check", "render", "render", "render"]
    return tmp_path, docgen


def test_it_goes_as_the_page_says(made):
    folder, _ = made
    names = sorted(path.name for path in (folder / "готово").iterdir())
    assert names == ["Приказ от 16.09.2026 № 118-О.docx", "приказ.docx"]


def test_a_change_after_signing_is_named(made):
    folder, docgen = made
    order = folder / "мой-комплект" / "orders" / "приказ.yaml"
    order.write_text(order.read_text(encoding="utf-8").replace("30.06.2027", "29.06.2027"), encoding="utf-8")
    checked = docgen("check", "мой-комплект")
    assert checked.code == 1
    assert "[изменён-после-подписания]" in checked.err
