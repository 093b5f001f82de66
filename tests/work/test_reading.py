"""read: a foreign file becomes a workspace that checks, and a report that says what was not sure."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import docgen
from docgen.errors import InputError
from docgen.files.folders import is_folder
from docgen.findings import has_errors
from docgen.model.order import Order, Status
from docgen.work.checking import check_paths
from docgen.work.reading import read_into
from tests.commands import run_as_program
from tests.needs import PROJECT, needs_shared
from tests.readers import hostile
from tests.readers.compare import seed

REGION = PROJECT / "examples" / "region"


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A registered order of the example, printed."""
    workspace = docgen.load(REGION)
    path = tmp_path / "Приказ о помощи.docx"
    path.write_bytes(docgen.to_docx(workspace.documents["помощь"], workspace))
    return path


class TestTheSamples:
    """What the sample orders hold, by ground-truth B."""

    @needs_shared
    @pytest.mark.parametrize(
        ("number", "kinds", "counts"),
        [
            ("000", ["приказ", "план", "список"],
             [{"пунктов": 5, "подпунктов": 9, "приложений": 2}, {"разделов": 4, "строк": 42},
              {"кластеров": 2, "школ": 68, "школ в кластере 1": 21, "школ в кластере 2": 47}]),
            ("001", ["приказ", "план"], [{"пунктов": 4, "приложений": 1}, {"строк": 25}]),
            ("003", ["приказ"], [{"пунктов": 6, "подпунктов": 9}]),
            ("004", ["приказ", "план", "план", "план"],
             [{"пунктов": 6, "приложений": 3}, *(
                 {"разделов": 3, "строк": rows, "строк «региональный»": regional, "строк «муниципальный»": municipal,
                  "строк «институциональный»": own}
                 for rows, regional, municipal, own in ((45, 23, 11, 11), (39, 21, 7, 11), (34, 14, 8, 12))
             )]),
            ("002", ["реестр"], [{"учебных лет": 7, "актов": 18}]),
        ],
    )  # fmt: skip
    def test_every_part_is_found(self, number, kinds, counts, tmp_path):
        read_into(seed(number), tmp_path / "р")
        (report,) = (tmp_path / "р").glob("отчёт-*.json")
        documents = json.loads(report.read_text(encoding="utf-8"))["documents"]
        assert [document["kind"] for document in documents] == kinds
        for document, expected in zip(documents, counts, strict=True):
            said = {word: count for word, count in document["counts"].items() if count}
            assert said.items() >= expected.items()

    @needs_shared
    @pytest.mark.parametrize("number", ["000", "001", "003", "004"])
    def test_what_was_read_checks_without_errors(self, number, tmp_path):
        read_into(seed(number), tmp_path / "р")
        found = check_paths([tmp_path / "р"]).findings
        assert [finding for finding in found if has_errors([finding])] == []

    @needs_shared
    def test_a_number_that_nobody_can_read_stays_open(self, tmp_path):
        reading, _ = read_into(seed("004"), tmp_path / "р")
        order = reading.documents[0]
        assert isinstance(order, Order)
        assert order.status is Status.SIGNED
        assert order.registration is not None
        assert order.registration.number is None
        (asked,) = (finding for finding in reading.findings if finding.rule == "номер-не-ясен")
        assert all(shown in asked.message for shown in ("859-098", "859-07", "259-09", "859-ОД"))


def test_a_new_workspace_holds_all_that_the_documents_refer_to(printed, tmp_path):
    reading, written = read_into(printed, tmp_path / "новый")
    assert (tmp_path / "новый" / "комплект.yaml").is_file()
    assert (tmp_path / "новый" / "справочники" / "организации.yaml").is_file()
    assert written.report == tmp_path / "новый" / "отчёт-Приказ-о-помощи.md"
    assert not has_errors(check_paths([tmp_path / "новый"]).findings)
    assert [read.draft.data["вид"] for read in reading.read] == ["приказ", "план", "список"]


def test_inside_a_workspace_its_reference_data_are_used(printed, tmp_path):
    shutil.copytree(REGION, tmp_path / "область", ignore=shutil.ignore_patterns(".docgen"))
    reading, written = read_into(printed, tmp_path / "область" / "прошлое")
    order = reading.documents[0]
    assert isinstance(order, Order)
    assert order.authority == "департамент"
    assert order.signatory.post == "начальник"
    names = {path.name for path in written.files}
    assert "комплект.yaml" not in names
    assert not {"организации.yaml", "лица.yaml", "должности.yaml"} & names


def test_what_lies_there_is_not_overwritten_unasked(printed, tmp_path):
    read_into(printed, tmp_path / "н")
    before = {path: path.read_bytes() for path in (tmp_path / "н").rglob("*.yaml")}
    (tmp_path / "н" / "комплект.yaml").write_text("вид: комплект\nформат: 1\nназвание: Моё\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_into(printed, tmp_path / "н")
    assert "Моё" in (tmp_path / "н" / "комплект.yaml").read_text(encoding="utf-8")
    assert all(path.read_bytes() == data for path, data in before.items() if path.name != "комплект.yaml")


class TestTheCommand:
    def test_it_says_what_was_found_and_where_the_report_lies(self, printed, tmp_path):
        ran = run_as_program("read", printed.name, "-o", "из Word", folder=tmp_path)
        assert ran.code == 0, ran.err
        assert "строк: " in ran.out
        assert "Отчёт: из Word/отчёт-Приказ-о-помощи.md" in ran.out.replace("\\", "/")

    def test_json_is_the_report(self, printed, tmp_path):
        ran = run_as_program("read", printed.name, "-o", "р", "--format", "json", folder=tmp_path)
        assert [document["kind"] for document in json.loads(ran.out)["documents"]] == ["приказ", "план", "список"]

    def test_it_wants_to_know_where_to(self, printed, tmp_path):
        ran = run_as_program("read", printed.name, folder=tmp_path)
        assert ran.code == 2
        assert "--into" in ran.err


READABLE = {"таблица-без-шапки.xlsx"}


@pytest.mark.parametrize("name", sorted(hostile.FILES))
def test_a_file_that_is_no_order_is_refused_and_nothing_is_written(name, tmp_path):
    (tmp_path / name).write_bytes(hostile.FILES[name]())
    ran = run_as_program("read", name, "-o", "прочитанное", folder=tmp_path)
    assert ran.code == 1, ran.out
    assert "Traceback" not in ran.err
    assert "ошибка" in ran.err
    assert not is_folder(tmp_path / "прочитанное")


@pytest.mark.parametrize("make", [hostile.zeros, hostile.folder_named_as_file, hostile.link_loop])
def test_what_is_no_file_or_too_big_is_refused(make, tmp_path):
    path = make(tmp_path)
    ran = run_as_program("read", path.name, "-o", "прочитанное", folder=tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (1, False)
    assert not is_folder(tmp_path / "прочитанное")


def test_every_sheet_of_a_workbook_has_a_file_of_its_own(tmp_path):
    book = openpyxl.Workbook()
    for name in ("Осень", "Весна"):
        sheet = book.create_sheet(name)
        sheet.append(["№", "Мероприятие", "Срок", "Ответственный"])
        sheet.append([1, f"Смотр: {name}", "май 2026 г.", "Методист"])
    book.save(tmp_path / "планы.xlsx")
    reading, written = read_into(tmp_path / "планы.xlsx", tmp_path / "прочитанное")
    assert len({read.file for read in reading.read}) == 2
    said = "".join(path.read_text(encoding="utf-8") for path in written.files if path.parent.name == "plans")
    assert "Смотр: Осень" in said
    assert "Смотр: Весна" in said


def test_the_report_counts_the_members_of_a_composition(tmp_path):
    source = tmp_path / "состав.txt"
    text = (
        "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nПРИКАЗ\n12.10.2026 № 15-ОД\nО комиссии\nприказываю:\n1. Утвердить состав комиссии "
        "(приложение).\nНачальник управления\tЕ.П. Орлова\n\nПриложение\nк приказу от 12.10.2026 № 15-ОД\n\nСостав комиссии\n"
        "Ершов Д.Д. – методист, председатель;\nКарпова Л.С. – методист, секретарь.\n"
    )
    source.write_text(text, encoding="utf-8")
    _, written = read_into(source, tmp_path / "прочитанное")
    assert "членов: 2" in written.report.read_text(encoding="utf-8")
