"""The command line on templates: what list, new and check --annotate print, write and answer with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import SMALL_ORDER, write_workspace
from tests.commands import Ran, Runner, run_as_program
from tests.ooxml.remarks import remarks
from tests.render.builders import docx_of, p


@pytest.fixture
def docgen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command line, started in a folder with one faulty template."""
    (tmp_path / "план.docx").write_bytes(docx_of(p("{{ plan.titel }}")))
    return Runner(tmp_path, monkeypatch, capsys)


def test_list_names_our_templates_and_new_without_a_name_does_the_same(docgen: Runner) -> None:
    ran = docgen("template", "list")
    assert (ran.code, ran.err) == (0, "")
    assert ["plans/clusters", "список школ по кластерам"] in [line.split(maxsplit=1) for line in ran.out.splitlines()]
    assert docgen("template", "new") == ran


def test_new_says_what_it_wrote_and_what_to_do_next(docgen: Runner) -> None:
    ran = docgen("template", "new", "order", "-o", "мои/")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Записано: мои/order.docx\nЗаписано: мои/house.docx\nОткройте «мои/order.docx» в Word")
    assert "docgen template check мои/order.docx" in ran.out
    again = docgen("template", "new", "order", "-o", "мои/")
    assert (again.code, again.out) == (1, "")
    assert "Файл «order.docx» уже есть." in again.err
    forced = docgen("template", "new", "order", "-o", "мои/", "--force")
    assert forced.code == 0
    assert "Записано: мои/house.docx" not in forced.out


def test_new_of_an_unknown_template_is_an_error(docgen: Runner) -> None:
    ran = docgen("template", "new", "приказ", "-o", "мои/")
    assert (ran.code, ran.out) == (1, "")
    assert "Шаблона «приказ» у docgen нет." in ran.err and "orders/order" in ran.err


def test_annotate_prints_the_findings_and_writes_them_into_a_copy(docgen: Runner) -> None:
    plain = docgen("template", "check", "план.docx")
    ran = docgen("template", "check", "план.docx", "--annotate", "копия.docx")
    assert ran == Ran(1, "Записано: копия.docx\n", plain.err)
    (remark,) = remarks((docgen.folder / "копия.docx").read_bytes())
    assert remark.on == "{{ plan.titel }}"


def test_annotate_without_a_place_writes_beside_the_template(docgen: Runner) -> None:
    assert docgen("template", "check", "план.docx", "--annotate").out == "Записано: план-замечания.docx\n"
    ran = docgen("template", "check", "план.docx", "--annotate")
    assert (ran.code, ran.out) == (1, "")
    assert "plan.titel" in ran.err and "Файл «план-замечания.docx» уже есть." in ran.err
    assert docgen("template", "check", "план.docx", "--annotate", "--force").out == "Записано: план-замечания.docx\n"


def test_annotate_keeps_json_apart_from_what_was_written(docgen: Runner) -> None:
    ran = docgen("template", "check", "--format", "json", "план.docx", "--annotate", "копии/")
    assert [finding["rule"] for finding in json.loads(ran.out)] == ["неизвестное-поле-в-метке"]
    assert (ran.code, ran.err) == (1, "Записано: копии/план-замечания.docx\n")


def test_annotate_of_a_clean_template_writes_nothing(docgen: Runner) -> None:
    (docgen.folder / "план.docx").write_bytes(docx_of(p("{{ plan.title }}")))
    assert docgen("template", "check", "план.docx", "--annotate") == Ran(
        0, "Проверено шаблонов: 1. Замечаний нет.\n", ""
    )
    assert [path.name for path in docgen.folder.iterdir()] == ["план.docx"]


def test_annotate_of_what_is_no_word_file_prints_its_findings_only(docgen: Runner) -> None:
    (docgen.folder / "план.docx").write_bytes(b"x")
    ran = docgen("template", "check", "план.docx", "--annotate")
    assert (ran.code, ran.out) == (1, "")
    assert "шаблон-не-word" in ran.err
    assert [path.name for path in docgen.folder.iterdir()] == ["план.docx"]


def test_annotate_over_the_template_is_refused(docgen: Runner) -> None:
    ran = docgen("template", "check", "план.docx", "--annotate", "план.docx", "--force")
    assert (ran.code, ran.out) == (1, "")
    assert "копия-поверх-шаблона" in ran.err


def test_the_whole_way_in_a_process_of_its_own(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"приказ.yaml": SMALL_ORDER})
    made = run_as_program("template", "new", "order", folder=tmp_path)
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith("Записано: шаблоны/orders/order.docx\nЗаписано: шаблоны/house.docx\n")
    checked = run_as_program("template", "check", "шаблоны/orders/order.docx", "--annotate", folder=tmp_path)
    assert checked == Ran(0, "Проверено шаблонов: 1. Замечаний нет.\n", "")
    assert run_as_program("render", "приказ.yaml", "-o", "готово/", folder=tmp_path).code == 0
