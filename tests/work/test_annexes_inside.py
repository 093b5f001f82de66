"""Annexes that stand inside the file of their order, on disk: what they are taken from, checked, saved and frozen."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

import docgen
from docgen.errors import InputError
from docgen.findings import Finding
from docgen.model.order import Order
from docgen.work.checking import check_paths
from docgen.work.fixing import fix_ids
from docgen.work.rendering import render_file
from tests.builders import order, plan, workspace, write_workspace

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


SIGNED = """\
вид: приказ
код: порядок
состояние: подписан
орган: департамент
заголовок: Об утверждении порядка
пункты:
  - код: п1
    текст: соблюдать {пол} и {план1}
подпись:
  должность: начальник
приложения:
  - код: пол
    документ:
      вид: положение
      название: Положение
      пункты:
        - текст: работать
  - код: план1
    файл: план.yaml
"""
WITHOUT_IDS = PLAN.replace("код: м1\n    ", "")


def signed_and_printed(folder: Path) -> Path:
    write_workspace(folder, {"приказ.yaml": SIGNED, "план.yaml": WITHOUT_IDS})
    render_file(Path("приказ.yaml"), Path("out.docx"))
    return Path("приказ.yaml")


def test_an_annex_inside_a_signed_order_is_frozen_with_it(here: Path) -> None:
    path = signed_and_printed(here)
    assert found(str(path)) == ["план.yaml:5 нет-кода «»"]
    path.write_text(SIGNED.replace("работать", "отдыхать"), encoding="utf-8")
    assert found(str(path))[1:] == ["приказ.yaml:12 изменён-после-подписания «пол»"]


def test_what_is_allowed_inside_a_signed_order_may_still_change(here: Path) -> None:
    path = signed_and_printed(here)
    allowed = "название: Положение\n      разрешить: [{замечание: нет-кода, причина: подписано}]"
    path.write_text(SIGNED.replace("название: Положение", allowed), encoding="utf-8")
    assert "изменён-после-подписания" not in {finding.rule for finding in check_paths([path]).findings}


def test_no_ids_are_put_into_what_was_signed(here: Path) -> None:
    path = signed_and_printed(here)
    before = path.read_bytes(), Path("план.yaml").read_bytes()
    assert list(fix_ids([Path()])) == []
    assert (path.read_bytes(), Path("план.yaml").read_bytes()) == before


def test_ids_are_put_into_the_annexes_inside_a_draft(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": SIGNED.replace("подписан", "проект"), "план.yaml": WITHOUT_IDS})
    assert len(list(fix_ids([Path()]))) == 2
    assert found() == []
    assert "        - код: п1\n          текст: работать\n" in Path("приказ.yaml").read_text(encoding="utf-8")


def with_small(**fields: object) -> Order:
    """An order with a list of fields to fill in, which has the faults given."""
    small = {"вид": "форма", "название": "Форма", "поля": [{"что": "Школа"}], **fields}
    return order([{"код": "п1", "текст": "соблюдать {ф}"}], приложения=[{"код": "ф", "документ": small}])


def test_python_finds_the_faults_of_annexes_inside_an_order_too() -> None:
    document = with_small(вступление="{нет}")
    (finding,) = docgen.check(document, workspace(document))
    assert (finding.rule, finding.path) == ("ссылка-в-никуда", ("приложения", 0, "документ", "вступление"))
    with pytest.raises(InputError) as raised:
        docgen.to_docx(document, workspace(document))
    assert [fault.path for fault in raised.value.findings] == [finding.path]


def test_python_names_an_annex_that_is_nowhere() -> None:
    document = order(["порядок"], приложения=[{"код": "ф"}])
    finding = docgen.check(document, workspace(document))[0]
    assert finding.message == "У приложения нет ни файла, ни самого документа."


def test_references_to_a_file_annexed_twice_follow_each_of_the_two() -> None:
    first = plan(["дело"], код="план1")
    twice = [{"код": code, "файл": "план1.yaml"} for code in ("а1", "а2")]
    document = order(["по {а1:дат} и {а2:дат}"], приложения=twice)
    xml = zipfile.ZipFile(io.BytesIO(docgen.to_docx(document, workspace(document, first)))).read("word/document.xml")
    named = re.findall(r" REF (\S+) ", xml.decode())
    assert len(set(named)) == 2
    assert all(f'w:name="{name}"' in xml.decode() for name in named)


def test_an_order_is_known_by_an_id_at_the_end_of_a_long_file(here: Path) -> None:
    head, _, rest = ORDER.partition("код: порядок\n")
    long = f"{head}{rest.replace('соблюдать {кто}', 'соблюдать порядок ' * 500 + '{кто}')}код: порядок\n"
    citing = ORDER.replace("порядок\nорган", "второй\nакты: [{код: акт1, документ: порядок}]\nорган")
    write_workspace(here, {"я.yaml": long, "план.yaml": PLAN, "а.yaml": citing.replace("{кто}", "{кто} по {акт1:дат}")})
    assert found() == []
