"""An office's own template that lacks a column: told at the check, at the document that wants the column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.render.locating import shipped
from docgen.work.checking import check_paths
from docgen.work.rendering import render_file
from tests.builders import write_workspace

PLAN = """\
вид: план
код: план1
название: План
графы: [номер, мероприятие, результат]
мероприятия:
  - код: м1
    мероприятие: Проведение совещания
    результат: отчёт
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a plan and a template of its own for it, in which the test stands."""
    monkeypatch.chdir(tmp_path)
    write_workspace(tmp_path, {"план.yaml": PLAN})
    (tmp_path / "шаблоны" / "plans").mkdir(parents=True)
    shutil.copy(shipped() / "plans" / "plan-4.docx", tmp_path / "шаблоны" / "plans" / "план1.docx")
    return tmp_path


def test_a_column_that_the_own_template_lacks_is_found_before_printing(here: Path) -> None:
    (finding,) = check_paths([Path()]).findings
    assert (finding.where, finding.rule) == ("план.yaml:4:1", "нет-графы-в-шаблоне")
    assert finding.message == "В таблице шаблона «шаблоны/plans/план1.docx» нет графы «результат»."
    with pytest.raises(InputError) as raised:
        render_file(Path("план.yaml"), Path("out.docx"))
    assert raised.value.findings == (finding,)


def test_a_template_that_has_the_columns_is_no_finding(here: Path) -> None:
    Path("план.yaml").write_text(
        PLAN.replace("результат]", "срок]").replace("    результат: отчёт\n", ""), encoding="utf-8"
    )
    assert check_paths([Path()]).findings == []


def test_a_broken_template_is_told_once(here: Path) -> None:
    Path("шаблоны/plans/план1.docx").write_bytes(b"Word")
    (finding,) = check_paths([Path()]).findings
    assert finding.document == "шаблоны/plans/план1.docx"
    assert str(here) not in finding.message
