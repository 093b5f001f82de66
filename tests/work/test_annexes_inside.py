"""Annexes that stand inside the file of their order, on disk: what they are taken from, checked, saved and frozen."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.findings import Finding
from docgen.work.checking import check_paths
from tests.builders import write_workspace

ORDER = """\
вид: приказ
код: порядок
орган: департамент
заголовок: Об утверждении порядка
пункты:
  - код: п1
    текст: соблюдать {кто}
подпись:
  должность: начальник
приложения:
  - код: кто
    документ: {вид: ответственные, название: Ответственные, план: план1}
"""
PLAN = """\
вид: план
код: план1
название: План
мероприятия:
  - код: м1
    мероприятие: Проведение совещания
    срок: до 15.10.2026
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the test stands in, so that findings name files as a person there would."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(path: str = ".") -> list[str]:
    return [shown(finding) for finding in check_paths([Path(path)]).findings]


def shown(finding: Finding) -> str:
    return f"{finding.where.rpartition(':')[0]} {finding.rule} «{finding.quote}»"


def test_duties_of_a_plan_with_faults_are_refused_and_the_plan_is_named(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": ORDER, "план.yaml": PLAN.replace("до 15.10.2026", "когда-нибудь")})
    assert found() == ["план.yaml:7 срок-не-понят «когда-нибудь»", "приказ.yaml:12 неизвестный-код «план1»"]
    (finding,) = check_paths([Path("приказ.yaml")]).findings
    assert finding.message == "План «план1» не прочитан: в его файле ошибки."


def test_a_faulty_document_beside_them_does_not_stop_the_search_for_the_plan(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": ORDER.replace("план1", "плаан1"), "план.yaml": PLAN, "а.yaml": "вид: план\n"})
    (finding,) = check_paths([Path("приказ.yaml")]).findings
    assert "имелось в виду «план1»" in finding.hint


def test_duties_are_not_taken_from_an_order(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": ORDER.replace("план: план1", "план: порядок"), "план.yaml": PLAN})
    (finding,) = check_paths([Path()]).findings
    assert finding.message == "Документ «порядок» не план: вид у него «приказ»."
