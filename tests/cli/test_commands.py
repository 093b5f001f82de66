"""The command line: what the commands print, write and answer with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from docgen.rules import registered
from docgen.work.rule_list import load_all_rules
from docgen.work.starting import NEW_KINDS
from tests.builders import SMALL_ORDER, write_workspace
from tests.commands import Ran, Runner, run_as_program
from tests.needs import PROJECT

MISSPELT = SMALL_ORDER.replace("орган: департамент", "орган: департмент")
WARNED = SMALL_ORDER.replace("порядок\nподпись", 'порядок\n  - код: п2\n    номер: "5"\n    текст: а\nподпись')
JSON_FIELDS = ["rule", "severity", "file", "line", "column", "place", "path", "quote", "message", "hint", "fix"]


@pytest.fixture
def docgen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command line, started in an empty folder."""
    return Runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def office(docgen: Runner) -> Runner:
    """The command line, started in a workspace with one order."""
    write_workspace(docgen.folder, {"приказ.yaml": SMALL_ORDER})
    return docgen


def rewrite(runner: Runner, text: str) -> None:
    (runner.folder / "приказ.yaml").write_text(text, encoding="utf-8")


# new


def test_everything_that_new_starts_checks_clean_together(docgen: Runner) -> None:
    assert docgen("new", "комплект", "-o", "область").code == 0
    started = (docgen.folder / "область" / "комплект.yaml").read_text(encoding="utf-8")
    write_workspace(docgen.folder / "область", {"комплект.yaml": started})
    for kind in ("приказ", "распоряжение", "постановление"):
        assert docgen("new", kind, "-o", f"область/{kind}/{kind}.yaml").code == 0
        assert docgen("new", "план", "-o", f"область/{kind}/plan.yaml").code == 0
        text = (docgen.folder / f"область/{kind}/plan.yaml").read_text(encoding="utf-8")
        (docgen.folder / f"область/{kind}/plan.yaml").write_text(
            text.replace("код: plan\n", f"код: план-{kind}\n"), encoding="utf-8"
        )
    assert docgen("new", "список", "-o", "область/школы.yaml").code == 0
    ran = docgen("check", "область")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Проверено документов: 7. Замечаний нет.\n"
    for kind in ("приказ", "распоряжение", "постановление"):
        assert docgen("render", f"область/{kind}/{kind}.yaml", "-o", "готово").code == 0


def test_new_knows_every_kind_of_document() -> None:
    assert set(NEW_KINDS) == {
        "приказ", "распоряжение", "постановление", "план", "список", "состав", "пары", "положение", "график", "форма",
        "таблица", "ответственные", "скан", "комплект",
    }  # fmt: skip


def test_new_does_not_overwrite(office: Runner) -> None:
    ran = office("new", "приказ", "-o", "приказ.yaml")
    assert ran.code == 1
    assert "Файл «приказ.yaml» уже есть." in ran.err
    assert (office.folder / "приказ.yaml").read_text(encoding="utf-8") == SMALL_ORDER


def test_new_names_the_kinds_when_it_knows_none_such(docgen: Runner) -> None:
    ran = docgen("new", "приказз", "-o", "приказ.yaml")
    assert ran.code == 2
    assert "вида «приказз» нет" in ran.err and "распоряжение" in ran.err


# check


def test_a_clean_check_says_so(office: Runner) -> None:
    assert office("check", ".") == Ran(0, "Проверено документов: 1. Замечаний нет.\n", "")


def test_findings_are_shown_with_their_line_underlined_and_what_to_do(office: Runner) -> None:
    rewrite(office, MISSPELT)
    ran = office("check", "приказ.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "приказ.yaml:3:8: ошибка: Кода «департмент» нет в справочнике организаций.\n"
        "    орган: департмент\n"
        "           ~~~~~~~~~~\n"
        "    Вероятно, имелось в виду «департамент».\n"
        "    [неизвестный-код]\n"
        "Ошибок: 1, предупреждений: 0, замечаний: 0.\n"
    )


def test_findings_as_json_have_these_fields_in_this_order(office: Runner) -> None:
    rewrite(office, MISSPELT)
    ran = office("check", "--format", "json", ".")
    (finding,) = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert list(finding) == JSON_FIELDS
    assert finding == {
        "rule": "неизвестный-код", "severity": "ошибка", "file": "приказ.yaml", "line": 3, "column": 8,
        "place": "приказ.yaml:3:8", "path": ["орган"], "quote": "департмент",
        "message": "Кода «департмент» нет в справочнике организаций.",
        "hint": "Вероятно, имелось в виду «департамент».",
        "fix": {"path": ["орган"], "span": None, "text": "департамент"},
    }  # fmt: skip


def test_a_clean_check_as_json_is_an_empty_list(office: Runner) -> None:
    ran = office("check", "--format", "json", "приказ.yaml")
    assert (ran.code, json.loads(ran.out)) == (0, [])


def test_warnings_do_not_fail_a_check(office: Runner) -> None:
    rewrite(office, WARNED)
    ran = office("check", ".")
    assert ran.code == 0
    assert "предупреждение" in ran.err and ran.err.endswith("Ошибок: 0, предупреждений: 1, замечаний: 0.\n")


def test_several_paths_are_checked_in_one_go(office: Runner) -> None:
    (office.folder / "второй.yaml").write_text(MISSPELT.replace("код: порядок", "код: второй"), encoding="utf-8")
    rewrite(office, MISSPELT)
    ran = office("check", "приказ.yaml", "второй.yaml")
    assert ran.err.count("неизвестный-код") == 2


def test_a_path_is_shown_as_the_user_wrote_it(office: Runner, tmp_path: Path) -> None:
    rewrite(office, MISSPELT)
    ran = office("check", str(tmp_path))
    assert ran.err.startswith(f"{tmp_path}/приказ.yaml:3:8: ошибка:")


def test_fix_puts_ids_in_and_the_second_time_does_nothing(office: Runner) -> None:
    rewrite(office, SMALL_ORDER.replace("- код: п1\n    текст", "- текст"))
    first = office("check", "--fix", ".")
    assert first.code == 0
    assert "+  - код: п1" in first.out and "Замечаний нет." in first.out
    assert (office.folder / "приказ.yaml").read_text(encoding="utf-8") == SMALL_ORDER
    assert office("check", "--fix", ".").out == "Проверено документов: 1. Замечаний нет.\n"


def test_fix_keeps_json_apart_from_the_difference(office: Runner) -> None:
    rewrite(office, SMALL_ORDER.replace("- код: п1\n    текст", "- текст"))
    ran = office("check", "--fix", "--format", "json", ".")
    assert json.loads(ran.out) == []
    assert "+  - код: п1" in ran.err


# render and show


def test_render_says_what_it_wrote(office: Runner) -> None:
    ran = office("render", "приказ.yaml", "-o", "готово")
    assert ran == Ran(0, "Записано: готово/приказ.docx\n", "")
    assert (office.folder / "готово" / "приказ.docx").read_bytes()[:2] == b"PK"


def test_render_takes_the_name_from_date_and_number(office: Runner) -> None:
    rewrite(office, SMALL_ORDER + "состояние: зарегистрирован\nрегистрация: {дата: 17.09.2026, номер: 212-ОД}\n")
    assert office("render", "приказ.yaml", "-o", ".").out == "Записано: Приказ от 17.09.2026 № 212-ОД.docx\n"


def test_render_shows_warnings_and_prints_all_the_same(office: Runner) -> None:
    rewrite(office, WARNED)
    ran = office("render", "приказ.yaml", "-o", "приказ.docx")
    assert ran.code == 0
    assert "пропуск-номера" in ran.err and "Записано" in ran.out


def test_render_does_not_overwrite_a_foreign_file_without_force(office: Runner) -> None:
    (office.folder / "приказ.docx").write_bytes(b"mine")
    ran = office("render", "приказ.yaml", "-o", "приказ.docx")
    assert ran.code == 1
    assert "сделал не docgen" in ran.err and "--force" in ran.err
    assert office("render", "приказ.yaml", "-o", "приказ.docx", "--force").code == 0


def test_render_prints_the_kind_that_is_asked_for(office: Runner) -> None:
    assert office("render", "приказ.yaml", "-o", "а.docx", "--print", "sign").code == 0
    ran = office("render", "приказ.yaml", "-o", "б.docx", "--print", "registered")
    assert ran.code == 1
    assert "нет-даты-и-номера" in ran.err


def test_render_takes_another_template(office: Runner) -> None:
    template = str(PROJECT / "templates" / "orders" / "order.docx")
    assert office("render", "приказ.yaml", "-o", "а.docx", "--template", template).code == 0
    ran = office("render", "приказ.yaml", "-o", "б.docx", "--template", "нет.docx")
    assert ran.code == 1
    assert "Файл шаблона «нет.docx» не найден." in ran.err


def test_show_prints_the_document_with_its_numbers(office: Runner) -> None:
    ran = office("show", "приказ.yaml")
    assert ran.code == 0
    assert "1. Соблюдать порядок." in ran.out


def test_show_of_a_faulty_document_shows_its_faults(office: Runner) -> None:
    rewrite(office, MISSPELT)
    ran = office("show", "приказ.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "неизвестный-код" in ran.err


@pytest.mark.parametrize("command", ["render", "show"])
def test_reference_data_are_no_document(command: str, office: Runner) -> None:
    ran = office(command, "справочники/лица.yaml", *(("-o", "а.docx") if command == "render" else ()))
    assert ran.code == 1
    assert "Файл вида «лица» – не документ." in ran.err


# templates


def test_template_check_of_the_shipped_templates_is_clean(docgen: Runner) -> None:
    files = sorted(str(path) for path in (PROJECT / "templates").rglob("*.docx"))
    ran = docgen("template", "check", *files)
    assert ran == Ran(0, f"Проверено шаблонов: {len(files)}. Замечаний нет.\n", "")


def test_template_check_as_json(docgen: Runner) -> None:
    (docgen.folder / "план.docx").write_bytes(b"x")
    ran = docgen("template", "check", "--format", "json", "план.docx")
    (finding,) = json.loads(ran.out)
    assert ran.code == 1
    assert list(finding) == JSON_FIELDS
    assert (finding["file"], finding["rule"], finding["line"]) == ("план.docx", "шаблон-не-word", None)


def test_template_fields_are_listed_with_what_they_print(docgen: Runner) -> None:
    everything = docgen("template", "fields").out
    assert "signatory" in everything and "Кто подписывает" in everything
    plans = docgen("template", "fields", str(PROJECT / "templates" / "plans" / "plan-4.docx")).out
    assert "measures" in plans and "Ожидаемый результат" in plans


# schema, rules, version, usage


def test_the_schema_describes_every_kind_of_file(docgen: Runner) -> None:
    schema = json.loads(docgen("schema").out)
    kinds = {kind for reference in schema["oneOf"] for kind in kinds_of(schema, reference)}
    assert kinds == {
        "приказ", "распоряжение", "постановление", "план", "список",
        "состав", "пары", "положение", "график", "форма", "таблица", "ответственные", "скан",
        "организации", "лица", "должности", "муниципалитеты", "акты", "школы", "сокращения", "календарь",
        "комплект", "профиль", "реестр",
    }  # fmt: skip
    assert docgen("schema", "-o", "схема.json").code == 0
    assert json.loads((docgen.folder / "схема.json").read_text(encoding="utf-8")) == schema


def test_the_example_keeps_to_the_schema(docgen: Runner) -> None:
    from docgen.files.yaml import read_yaml

    schema = json.loads(docgen("schema").out)
    files = sorted((PROJECT / "examples").rglob("*.yaml"))
    assert len(files) > 10
    for file in files:
        data: Any = read_yaml(file).data
        (wanted,) = [reference for reference in schema["oneOf"] if data["вид"] in kinds_of(schema, reference)]
        assert list(misfits(data, wanted, schema, file.name)) == []


def test_what_is_not_in_the_schema_does_not_keep_to_it(docgen: Runner) -> None:
    schema = json.loads(docgen("schema").out)
    (plan,) = [reference for reference in schema["oneOf"] if "план" in kinds_of(schema, reference)]
    assert set(misfits({"вид": "план", "название": [], "сорк": "а"}, plan, schema, "")) == {
        ": сорк",
        ".название: string",
    }


def resolved(schema: Any, node: Any) -> Any:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


def kinds_of(schema: Any, reference: Any) -> list[str]:
    kind = resolved(schema, resolved(schema, reference)["properties"]["вид"])
    return kind.get("enum") or [kind["const"]]


def misfits(data: Any, node: Any, schema: Any, at: str) -> Any:
    """What in plain data does not keep to a node of the schema: as much of JSON Schema as ours uses."""
    node = resolved(schema, node)
    if options := node.get("anyOf") or node.get("oneOf"):
        found = [list(misfits(data, option, schema, at)) for option in options]
        if all(found):
            yield from min(found, key=len)
        return
    types = {"object": dict, "array": list, "string": str, "null": type(None), "integer": int}
    if "type" in node and not isinstance(data, types[node["type"]]):
        yield f"{at}: {node['type']}"
    elif isinstance(data, dict):
        yield from (f"{at}: {key}" for key in node.get("required", ()) if key not in data)
        for key, value in data.items():
            inner = node.get("properties", {}).get(key) or node.get("additionalProperties")
            yield from misfits(value, inner, schema, f"{at}.{key}") if inner else [f"{at}: {key}"]
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from misfits(value, node.get("items", {}), schema, f"{at}.{index}")
    elif data not in node.get("enum", [node.get("const", data)]) or not re.search(node.get("pattern", ""), data):
        yield f"{at}: {data}"


def test_rules_lists_every_registered_rule(docgen: Runner) -> None:
    lines = docgen("rules").out.splitlines()
    load_all_rules()
    assert [line.partition(":")[0] for line in lines] == [rule.name for rule in registered()]
    assert all(re.fullmatch(r"[^:]+: (ошибка|предупреждение|замечание), \w+, \S+ .+", line) for line in lines)


def test_version_is_a_number(docgen: Runner) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", docgen("version").out)


@pytest.mark.parametrize(
    "line", ["", "check", "render приказ.yaml", "нет-такой", "check --format xml .", "check --нет .", "template"]
)
def test_wrong_usage_ends_with_code_two(line: str, office: Runner) -> None:
    ran = office(*line.split())
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert re.search("[а-я]", ran.err)


def test_help_is_in_russian(docgen: Runner) -> None:
    ran = docgen("--help")
    assert ran.code == 0
    assert all(name in ran.out for name in ("new", "check", "render", "show", "template", "schema", "rules"))
    assert not re.search(r"usage|show this help|positional|options:", ran.out)


# As a person runs it


def test_the_whole_way_in_a_process_of_its_own(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"приказ.yaml": SMALL_ORDER})
    assert run_as_program("check", ".", folder=tmp_path) == Ran(0, "Проверено документов: 1. Замечаний нет.\n", "")
    ran = run_as_program("render", "приказ.yaml", "-o", "готово", folder=tmp_path)
    assert (ran.code, ran.out) == (0, "Записано: готово/приказ.docx\n")
    (tmp_path / "готово" / "приказ.docx").write_bytes(b"mine")
    ran = run_as_program("render", "приказ.yaml", "-o", "готово", folder=tmp_path)
    assert ran.code == 1
    assert "чужой-файл" in ran.err and "Traceback" not in ran.err
    assert run_as_program("check", folder=tmp_path).code == 2
