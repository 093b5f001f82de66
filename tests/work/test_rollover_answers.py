"""Answers to the checklist of a rollover: none is passed over, none is lost, and none changes what it was not asked about."""

import shutil
from pathlib import Path

import pytest

from docgen.errors import DocgenError
from docgen.files.xlsx_checklist import read_answers
from docgen.transforms.checklist import OPEN, Group
from docgen.work.rollover import rollover
from tests.builders import write_workspace
from tests.needs import PROJECT
from tests.work.test_rollover import FILES, PLAN, files, fill_in, items, new_order

TERM = "план-2026-2027/м1/срок"
DAY = "приказ-2026-2027/дата"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_workspace(tmp_path / "2026", FILES)


@pytest.fixture
def out(folder: Path, tmp_path: Path) -> Path:
    rollover(folder, "2027/2028", tmp_path / "2027")
    return tmp_path / "2027"


def faults(folder: Path, out: Path, answers: object) -> list[str]:
    with pytest.raises(DocgenError) as raised:
        rollover(folder, "2027/2028", out, answers=answers)  # type: ignore[arg-type]
    assert all(f.hint for f in raised.value.findings)
    return [f.rule for f in raised.value.findings]


# --- none is lost


def test_answers_of_one_checklist_do_not_wipe_those_of_the_other(folder: Path, out: Path) -> None:
    book = out / "переход-2027-2028.xlsx"
    fill_in(book, {DAY: "18.10.2027"})
    before = files(out)
    assert faults(folder, out, out / "переход-2027-2028.txt") == ["файл-изменён-после-перехода"]
    assert files(out) == before


def test_answers_that_came_in_parts_do_not_wipe_each_other(folder: Path, out: Path, tmp_path: Path) -> None:
    book = out / "переход-2027-2028.xlsx"
    lawyer, staff = tmp_path / "юрист.xlsx", tmp_path / "кадры.xlsx"
    for path, answers in ((lawyer, {DAY: "18.10.2027"}), (staff, {TERM: "ноябрь 2027"})):
        shutil.copy(book, path)
        fill_in(path, answers)
    rollover(folder, "2027/2028", out, answers=lawyer)
    before = files(out)
    assert set(faults(folder, out, staff)) == {"файл-изменён-после-перехода"}
    assert files(out) == before


def test_an_answer_may_be_changed_in_either_checklist(folder: Path, out: Path) -> None:
    book, text = out / "переход-2027-2028.xlsx", out / "переход-2027-2028.txt"
    fill_in(book, {DAY: "18.10.2027"})
    rollover(folder, "2027/2028", out, answers=book)
    text.write_text(
        text.read_text(encoding="utf-8").replace("ответ: 18.10.2027", "ответ: 19.10.2027"), encoding="utf-8"
    )
    rollover(folder, "2027/2028", out, answers=text)
    assert "планируемая дата: 19.10.2027" in new_order(out)
    assert read_answers(book)[DAY] == "19.10.2027"


def test_answers_about_an_order_that_is_not_issued_wait_for_it(folder: Path, out: Path) -> None:
    book = out / "переход-2027-2028.xlsx"
    issued = "приказ-2026-2027/издаётся"
    fill_in(book, {DAY: "18.10.2027", TERM: "ноябрь 2027", issued: "нет"})
    result = rollover(folder, "2027/2028", out, answers=book)
    assert [f.rule for f in result.findings] == ["ответ-без-вопроса"]  # one, however many they are
    fill_in(book, {issued: "да"})
    rollover(folder, "2027/2028", out, answers=book)
    assert "планируемая дата: 18.10.2027" in new_order(out)
    assert "срок: ноябрь 2027" in (out / "plans" / "план-2027-2028.yaml").read_text(encoding="utf-8")


def test_a_file_that_was_taken_out_of_the_new_year_stays_out(folder: Path, out: Path) -> None:
    (out / "plans" / "план-2027-2028.yaml").unlink()
    result = rollover(folder, "2027/2028", out, answers={DAY: "18.10.2027"})
    assert not (out / "plans" / "план-2027-2028.yaml").exists()
    assert [f.rule for f in result.findings] == ["файл-убран-после-перехода"]
    rollover(folder, "2027/2028", out, answers={DAY: "18.10.2027"}, force=True)
    assert (out / "plans" / "план-2027-2028.yaml").exists()


# --- none is passed over


@pytest.mark.parametrize("answer", ["[да, нет]", "{а: б}"])
@pytest.mark.parametrize("shape", ["ответы:\n  - код: {code}\n    ответ: {answer}\n", "ответы:\n  {code}: {answer}\n"])
def test_an_answer_that_is_no_words_is_told(folder: Path, out: Path, tmp_path: Path, shape: str, answer: str) -> None:
    path = tmp_path / "ответы.txt"
    path.write_text(shape.replace("{code}", DAY).replace("{answer}", answer), encoding="utf-8")
    assert faults(folder, out, path) == ["ответ-не-понят"]


def test_an_answer_without_a_code_is_told(folder: Path, out: Path, tmp_path: Path) -> None:
    path = tmp_path / "ответы.txt"
    path.write_text("ответы:\n  - ответ: 18.10.2027\n  - да\n", encoding="utf-8")
    assert faults(folder, out, path) == ["ответ-не-понят"] * 2


def test_a_deadline_may_be_answered_as_a_document_writes_it(folder: Path, out: Path, tmp_path: Path) -> None:
    path = tmp_path / "ответы.txt"
    path.write_text(f"ответы:\n  - код: {TERM}\n    ответ: {{дословно: когда решит совет}}\n", encoding="utf-8")
    rollover(folder, "2027/2028", out, answers=path)
    assert "дословно: когда решит совет" in (out / "plans" / "план-2027-2028.yaml").read_text(encoding="utf-8")


def test_an_answer_where_nothing_is_asked_is_told(folder: Path, out: Path) -> None:
    told = items(rollover(folder, "2027/2028"))["приказ-2026-2027/состояние"]
    assert told.group is Group.MOVED
    assert faults(folder, out, {told.id: "подписан"}) == ["ответ-не-понят"]
    assert rollover(folder, "2027/2028", answers={told.id: "да"}).findings == ()


def test_every_answer_is_used_told_or_still_open(tmp_path: Path) -> None:
    folder = PROJECT / "examples" / "school"
    base = rollover(folder, "2027/2028")
    for item in base.items:
        try:
            result = rollover(folder, "2027/2028", answers={item.id: "чепуха"})
        except DocgenError:
            continue
        said = items(result).get(item.id)
        is_open = said is not None and said.group in OPEN and said.answer == "чепуха"
        assert is_open or result.difference != base.difference, item.id


def test_the_name_of_a_new_post_may_be_another(tmp_path: Path) -> None:
    answers = {"комплект/преемник/начальник-надзора": "директор департамента надзора Министерства"}
    result = rollover(PROJECT / "examples" / "region", "2027/2028", tmp_path / "2027", answers=answers)
    posts = (tmp_path / "2027" / "справочники" / "должности.yaml").read_text(encoding="utf-8")
    assert "название: директор департамента надзора Министерства" in posts
    assert items(result)["комплект/преемник/начальник-надзора"].became == answers["комплект/преемник/начальник-надзора"]


def test_that_a_new_plan_for_several_years_is_needed_is_remembered(tmp_path: Path) -> None:
    several = PLAN.replace("период: 2026/2027", "период: 2025-2027").replace("план-2026-2027", "план")
    old = write_workspace(tmp_path / "2026", {**FILES, "plans/программа.yaml": several})
    asked = "план/период"
    assert items(rollover(old, "2027/2028", answers={asked: "да"}))[asked].group is Group.SUPPLY
    assert items(rollover(old, "2027/2028", answers={asked: "нет"}))[asked].group is Group.MOVED


# --- what an answer means


@pytest.mark.parametrize("day", ["15.10.2026", "01.09.2026", "15.10.2072"])
def test_a_day_of_signing_of_another_year_is_a_slip(folder: Path, out: Path, day: str) -> None:
    assert faults(folder, out, {DAY: day}) == ["ответ-не-понят"]


def test_a_bare_day_keeps_the_words_around_it(folder: Path, out: Path) -> None:
    order = folder / "orders" / "приказ-2026-2027.yaml"
    text = order.read_text(encoding="utf-8").replace("в срок до 29.01.2027 и 15.07.2027", "не позднее 29.01.2027")
    order.write_text(text, encoding="utf-8")
    rollover(folder, "2027/2028", out, answers={"приказ-2026-2027/п2/срок": "27.01.2028"})
    assert "срок: не позднее 27.01.2028" in new_order(out)


def test_a_bare_day_in_the_place_of_a_month_is_the_day(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out, answers={TERM: "18.10.2027"})
    assert "срок: 18.10.2027" in (out / "plans" / "план-2027-2028.yaml").read_text(encoding="utf-8")


def test_what_has_to_be_answered_is_told_whole(folder: Path, out: Path) -> None:
    with pytest.raises(DocgenError) as raised:
        rollover(folder, "2027/2028", out, answers={"приказ-2026-2027/отмена": "наверное"})
    (told,) = raised.value.findings
    assert told.hint and told.hint.endswith("«нет» – не признавать.")


def test_the_days_of_a_holder_stand_in_their_order(folder: Path, out: Path, tmp_path: Path) -> None:
    posts = folder / "справочники" / "должности.yaml"
    text = posts.read_text(encoding="utf-8")
    posts.write_text(
        text.replace("занимает: орлова", "занимает: [{с: 01.02.2020, значение: орлова}]"), encoding="utf-8"
    )
    rollover(folder, "2027/2028", tmp_path / "2", answers={"комплект/должность/начальник": "орлова с 01.10.2027"})
    said = (tmp_path / "2" / "справочники" / "должности.yaml").read_text(encoding="utf-8")
    assert said.index("с: 01.02.2020") < said.index("по: 30.09.2027") < said.index("с: 01.10.2027")


@pytest.mark.parametrize("day", ["18 октября 2027 года", "18 Октября 2027 г.", "18.10.2027 г.", "18.10.2027г."])
def test_a_day_is_understood_as_people_write_it(folder: Path, out: Path, day: str) -> None:
    rollover(folder, "2027/2028", out, answers={DAY: day})
    assert "планируемая дата: 18.10.2027" in new_order(out)


@pytest.mark.parametrize("day", ["31 ноября 2027 года", "18 ноябрь-декабрь 2027", "18 сего 2027", "октябрь 2027"])
def test_words_that_are_no_day_are_told(folder: Path, out: Path, day: str) -> None:
    assert faults(folder, out, {DAY: day}) == ["ответ-не-понят"]


# --- another rollover in the place of this one


def test_the_new_year_of_another_workspace_is_not_overwritten(out: Path, tmp_path: Path) -> None:
    name = FILES["комплект.yaml"].replace("Школы", "Лицеи")
    other = write_workspace(
        tmp_path / "other", {"комплект.yaml": name, "orders/лицей.yaml": FILES["plans/план-2026-2027.yaml"]}
    )
    before = files(out)
    with pytest.raises(DocgenError) as raised:
        rollover(other, "2027/2028", out)
    assert [f.rule for f in raised.value.findings] == ["папка-другого-перехода"]
    assert files(out) == before
    rollover(other, "2027/2028", out, force=True)
    assert (out / "orders" / "приказ-2027-2028.yaml").is_file()  # what is not overwritten is not deleted either


@pytest.mark.parametrize("named", [True, False])
def test_another_year_is_not_written_over_this_one(tmp_path: Path, named: bool) -> None:
    settings = FILES["комплект.yaml"] if named else "вид: комплект\nформат: 1\n"
    folder, out = write_workspace(tmp_path / "2026", {**FILES, "комплект.yaml": settings}), tmp_path / "2027"
    rollover(folder, "2027/2028", out)
    before = files(out)
    with pytest.raises(DocgenError) as raised:
        rollover(folder, "2028/2029", out)
    assert [f.rule for f in raised.value.findings] == ["папка-другого-перехода"]
    assert files(out) == before
