"""derive: workspaces for all municipalities, merged again when the region changes; packages sent and taken back."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from docgen.cli.main import main
from docgen.errors import InputError
from docgen.files.workspace import open_workspace
from docgen.files.yaml import read_yaml
from docgen.findings import has_errors
from docgen.model.order import Order
from docgen.work.checking import check_paths
from docgen.work.deriving import Derivation, Wanted, derive_into
from docgen.work.deriving_collecting import collect
from docgen.work.deriving_packing import QUESTIONS, pack
from docgen.work.rendering import render_file
from tests.needs import PROJECT
from tests.work import derived_region

REGION = PROJECT / "examples" / "region"
ROADMAPS = REGION / "orders" / "roadmaps.yaml"
TODAY = derived_region.TODAY


def derive(out: Path, *, only: str = "", source: Path = ROADMAPS, day: bool = False) -> Derivation:
    return derive_into([source], Wanted(out, TODAY, only, TODAY if day else None))


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("all") / "муниципалитеты"
    derive(out)
    return out


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Derivation]:
    folder = tmp_path_factory.mktemp("changed")
    source = folder / "region"
    shutil.copytree(REGION, source)
    out = folder / "out"
    order = source / "orders" / "roadmaps.yaml"
    derive(out, source=order, day=True)
    derived_region.register_all_but(out, "каменский")
    derived_region.edit_of_kamensk(out / "каменский")
    derived_region.change(source / "plans" / "roadmap-1.yaml")
    return out, derive(out, source=order, day=True)


class TestAll:
    """All 27 municipalities in one command."""

    def test_each_has_a_workspace_with_an_order_and_three_roadmaps(self, out: Path) -> None:
        folders = [path.parent for path in out.glob("*/комплект.yaml")]
        assert len(folders) == 27
        for folder in folders:
            assert len(list(folder.glob("plans/*.yaml"))) == 3
            assert len(list(folder.glob("orders/*.yaml"))) == 1

    @pytest.mark.parametrize("municipality", ["заречск", "каменский", "гремячинский", "ельниковский"])
    def test_a_workspace_has_no_errors_and_prints(self, out: Path, municipality: str, tmp_path: Path) -> None:
        checked = check_paths([out / municipality])
        assert not has_errors(checked.findings), [f.message for f in checked.findings]
        printed = render_file(out / municipality / "orders" / "дорожные-карты.yaml", tmp_path / "приказ.docx")
        assert printed.path.stat().st_size > 10_000

    def test_once_more_changes_nothing(self, out: Path, tmp_path: Path) -> None:
        again = tmp_path / "снова"
        shutil.copytree(out, again)
        before = content(again)
        derived = derive(again)
        assert {page.state for page in derived.pages} == {"без изменений"}
        after = {
            name: data for name, data in content(again).items() if ".docgen" not in name and not name.endswith(".md")
        }
        assert after == {name: before[name] for name in after}

    def test_the_summary_names_everybody(self, out: Path) -> None:
        assert (out / "сводка.md").read_text(encoding="utf-8").count("| выведено впервые |") == 27


class TestTheRegionChangesItsPlan:
    """Two deadlines moved, a row dropped, one added, one reworded; 26 of 27 orders are registered."""

    def test_26_amending_orders_and_one_merged_plan(self, changed: tuple[Path, Derivation]) -> None:
        out, derived = changed
        drafts = sorted(out.glob("*/orders/*-изменения.yaml"))
        assert len(drafts) == 26
        states = [page.state for page in derived.pages]
        assert states.count("обновлено") == 1
        assert all("о внесении изменений" in state for state in states if state != "обновлено")
        order = open_workspace(drafts[0]).file(drafts[0]).model
        assert isinstance(order, Order)
        assert str(order.title).startswith("О внесении изменений")
        assert not has_errors(check_paths([drafts[0]]).findings)
        assert (drafts[0].parents[1] / "редакция.txt").is_file()

    def test_what_is_registered_is_not_rewritten(self, changed: tuple[Path, Derivation]) -> None:
        out, _ = changed
        data = read_yaml(out / "заречск" / "plans" / "карта1.yaml").data
        assert "м113" in str(data)
        assert "м320" not in str(data)

    def test_one_conflict_and_no_local_edit_lost(self, changed: tuple[Path, Derivation]) -> None:
        out, derived = changed
        page = next(page for page in derived.pages if page.id == "каменский")
        conflicts = [f for f in page.findings if f.rule == "правки-разошлись"]
        assert len(conflicts) == 1
        assert "«май 2027»" in conflicts[0].message
        assert "«11.04.2027»" in conflicts[0].message
        assert sum(each.conflicts for each in derived.pages) == 1
        text = (out / "каменский" / "plans" / "карта1.yaml").read_text(encoding="utf-8")
        assert "срок: 11.04.2027" in text
        assert "(по вторникам)" in text
        assert "# Записка для себя" in text
        assert "код: с1" in text
        assert "Поддержка учеников, которым трудно учиться" in text
        assert "код: м320" in text
        assert "код: м113" not in text

    def test_the_report_says_what_has_changed(self, changed: tuple[Path, Derivation]) -> None:
        out, _ = changed
        report = (out / "каменский" / "отчёт.md").read_text(encoding="utf-8")
        assert "строка м111, срок: «декабрь 2026» → «январь 2027»" in report
        assert "добавлено, строка м320" in report
        assert "исключено, строка м113" in report


class TestAWordFile:
    """The region sends its changed plan as a Word file."""

    def test_the_same_rows_change_as_from_data(self, tmp_path: Path) -> None:
        source = tmp_path / "region"
        shutil.copytree(REGION, source)
        order = source / "orders" / "roadmaps.yaml"
        derive(tmp_path / "а", only="каменский", source=order)
        shutil.copytree(tmp_path / "а", tmp_path / "б")
        plan = source / "plans" / "roadmap-1.yaml"
        before = plan.read_bytes()
        derived_region.change(plan)
        render_file(plan, tmp_path / "новая карта.docx")
        by_data = derive(tmp_path / "а", only="каменский", source=order).pages[0].changes
        plan.write_bytes(before)
        wanted = Wanted(tmp_path / "б", TODAY, "каменский")
        derived = derive_into([order, tmp_path / "новая карта.docx"], wanted)
        assert any(f.rule == "план-узнан" for f in derived.findings)
        assert sorted(derived.pages[0].changes) == sorted(by_data)

    def test_a_file_that_is_another_s_is_refused(self, tmp_path: Path) -> None:
        shutil.copytree(REGION, tmp_path / "region")
        render_file(tmp_path / "region" / "orders" / "отчёт.yaml", tmp_path / "отчёт.docx")
        with pytest.raises(InputError) as caught:
            derive_into([ROADMAPS, tmp_path / "отчёт.docx"], Wanted(tmp_path / "x", TODAY, "каменский"))
        assert caught.value.findings[0].rule == "план-не-узнан"
        with pytest.raises(InputError):
            derive_into([tmp_path / "отчёт.docx"], Wanted(tmp_path / "x", TODAY, "каменский"))


class TestOne:
    """One municipality, and its school."""

    def test_own_bodies_come_into_the_next_derivation(self, tmp_path: Path) -> None:
        derive(tmp_path, only="каменский")
        derived_region.own_bodies(tmp_path)
        derived = derive(tmp_path, only="каменский")
        text = (tmp_path / "plans" / "карта1.yaml").read_text(encoding="utf-8")
        assert "проводимых Управлением образования" in text
        assert "ОМСУ, МОЦ" not in text
        assert not has_errors(check_paths([tmp_path]).findings)
        assert not [question for question in derived.pages[0].questions if question.code.startswith("омсу")]

    def test_a_row_refused_below_does_not_come_back(self, tmp_path: Path) -> None:
        derive(tmp_path, only="каменский")
        plan = tmp_path / "plans" / "карта3.yaml"
        data = read_yaml(plan).data
        assert isinstance(data, dict)
        text = plan.read_text(encoding="utf-8")
        start, end = text.index("      - код: м206"), text.index("      - код: м207")
        refused = "не применимо:\n  - откуда: карта3/м206\n    причина: вебинара не будет\n\nграфы:"
        plan.write_text((text[:start] + text[end:]).replace("графы:", refused, 1), encoding="utf-8")
        derive(tmp_path, only="каменский")
        after = plan.read_text(encoding="utf-8")
        assert "код: м206" not in after
        assert after.count("вебинара не будет") == 1

    def test_a_school_s_plan_comes_from_the_municipal_one(self, tmp_path: Path) -> None:
        derive(tmp_path / "район", only="каменский")
        derived = derive(tmp_path / "школа", only="ш4", source=tmp_path / "район")
        assert derived.pages[0].name.startswith("МБОУ СОШ № 1")
        assert not has_errors(check_paths([tmp_path / "школа"]).findings)
        data = read_yaml(tmp_path / "школа" / "plans" / "карта1-каменский.yaml").data
        assert isinstance(data, dict)
        assert data["школа"] == "ш4"

    def test_an_unknown_municipality_is_named_with_the_nearest(self, tmp_path: Path) -> None:
        with pytest.raises(InputError) as caught:
            derive(tmp_path / "x", only="каменскй")
        assert "каменский" in caught.value.findings[0].hint
        assert not (tmp_path / "x").exists()

    def test_a_file_in_the_way_is_not_overwritten(self, tmp_path: Path) -> None:
        (tmp_path / "plans").mkdir()
        (tmp_path / "plans" / "карта1.yaml").write_text("вид: план\nкод: свой\nназвание: Свой\n", encoding="utf-8")
        before = content(tmp_path)
        with pytest.raises(InputError) as caught:
            derive(tmp_path, only="каменский")
        assert caught.value.findings[0].rule == "файл-не-выведен"
        assert content(tmp_path) == before

    @pytest.mark.parametrize("words", ["", "вид: план\n", "не yaml: [", "вид: приказ\nпункты: 3\n"])
    def test_a_faulty_source_makes_findings(
        self, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        source = tmp_path / "план.yaml"
        source.write_text(words, encoding="utf-8")
        assert main(["derive", str(source), "--for", "каменский", "-o", str(tmp_path / "out")]) == 1
        assert "Traceback" not in capsys.readouterr().err

    def test_order_dates_that_are_over_are_named(self, tmp_path: Path) -> None:
        wanted = Wanted(tmp_path, TODAY, "каменский", TODAY.replace(month=12, day=20))
        derived = derive_into([ROADMAPS], wanted)
        over = [f.message for f in derived.findings if f.rule == "срок-прошёл-до-приказа"]
        assert any("1.7" in message for message in over)


def test_the_example_is_what_derive_gives(tmp_path: Path) -> None:
    example, source = PROJECT / "examples" / "derived", REGION / "plans" / "roadmap-3.yaml"
    derive(tmp_path, only="белые-ключи", source=source)
    for path in (example / "справочники").glob("*округ*.yaml"):
        shutil.copy(path, tmp_path / "справочники")
    derive(tmp_path, only="белые-ключи", source=source, day=True)
    made, kept = (_rows(folder / "plans" / "карта3.yaml") for folder in (tmp_path, example))
    assert {code: row for code, row in kept.items() if code != "с1"} == {k: v for k, v in made.items() if k != "м206"}
    order = "orders/дорожные-карты.yaml"
    assert read_yaml(tmp_path / order).data == read_yaml(example / order).data


def _rows(path: Path) -> dict[str, Any]:
    data: Any = read_yaml(path).data
    return {row["код"]: row for section in data["разделы"] for row in section["мероприятия"]}


class TestPackages:
    """Packages go out, come back filled in, and the answers are kept."""

    @pytest.fixture
    def sent(self, tmp_path: Path) -> Path:
        out = tmp_path / "out"
        for id_ in ("каменский", "заречск", "ельниковский"):
            derived = derive_into([ROADMAPS], Wanted(out / id_, TODAY, id_))
            pack(derived, out / id_)
            (out / "пакеты").mkdir(exist_ok=True)
            (out / id_ / "пакеты" / f"{id_}.zip").rename(out / "пакеты" / f"{id_}.zip")
        return out

    def test_a_package_holds_order_plans_and_questions(self, sent: Path) -> None:
        with zipfile.ZipFile(sent / "пакеты" / "каменский.zip") as package:
            names = package.namelist()
            book = load_workbook(io.BytesIO(package.read(QUESTIONS)))
        assert {"дорожные-карты-каменский.docx", "карта1-каменский.xlsx", "отчёт.md"} <= set(names)
        sheet = book["Вопросы"]
        assert sheet.protection.sheet
        assert any("очно" in str(rule.formula1) for rule in sheet.data_validations.dataValidation)

    def test_answers_are_kept_and_used(self, sent: Path, tmp_path: Path) -> None:
        returns = tmp_path / "returns" / "каменский"
        returns.mkdir(parents=True)
        answers = {"омсу.название": "Отдел образования администрации Каменского района", "омсу.кратко": "Отдел образования",
                   "карта1/м314.срок": "14.04.2027", "руководитель.фио": "Зорина Вера Павловна"}  # fmt: skip
        with zipfile.ZipFile(sent / "пакеты" / "каменский.zip") as package:
            returned = derived_region.filled(package.read(QUESTIONS), answers)
        (returns / QUESTIONS).write_bytes(returned)
        collected = collect(returns.parent, sent)
        assert [f.quote for f in collected.findings if f.rule == "не-ответили"] == ["ельниковский", "заречск"]
        kept = read_yaml(sent / "ответы" / "каменский.yaml").data
        assert isinstance(kept, dict)
        assert kept["ответы"] == answers
        again = collect(returns.parent, sent)
        assert not again.written

    def test_answers_come_into_the_next_derivation(self, tmp_path: Path) -> None:
        derive(tmp_path, only="каменский")
        (tmp_path / "ответы").mkdir()
        (tmp_path / "ответы" / "каменский.yaml").write_text(
            "муниципалитет: каменский\nответы:\n  карта1/м314.срок: 14.04.2027\n  омсу.название: Отдел образования\n"
            "  руководитель.фио: Зорина Вера Павловна\n",
            encoding="utf-8",
        )
        derive(tmp_path, only="каменский")
        text = (tmp_path / "plans" / "карта1.yaml").read_text(encoding="utf-8")
        assert "срок: 14.04.2027" in text
        assert "Отделом образования" in text
        assert "Зорина" in (tmp_path / "справочники" / "лица.yaml").read_text(encoding="utf-8")

    def test_rows_that_a_returned_plan_lacks_are_named(self, sent: Path, tmp_path: Path) -> None:
        returns = tmp_path / "returns" / "каменский"
        returns.mkdir(parents=True)
        shutil.copytree(sent / "каменский", tmp_path / "своё")
        plan = tmp_path / "своё" / "plans" / "карта3.yaml"
        text = plan.read_text(encoding="utf-8")
        start, end = text.index("      - код: м206"), text.index("      - код: м207")
        plan.write_text(text[:start] + text[end:], encoding="utf-8")
        render_file(plan, returns / "карта3.docx")
        findings = collect(returns.parent, sent).findings
        assert [f.quote for f in findings if f.rule == "строк-не-хватает"] == ["м206"]

    def test_nothing_came_back(self, sent: Path, tmp_path: Path) -> None:
        with pytest.raises(InputError):
            collect(tmp_path / "нет", sent)
        broken = tmp_path / "returns"
        broken.mkdir()
        (broken / "заречск.zip").write_bytes(b"PK\x03\x04 no zip")
        rules = {f.rule for f in collect(broken, sent).findings}
        assert {"пакет-не-читается", "не-ответили"} <= rules
