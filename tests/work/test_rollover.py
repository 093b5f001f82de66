"""Rolling a workspace over: answers, a second run, names with the year in them, what stays, what is refused."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from docgen.errors import DocgenError
from docgen.files.yaml import read_yaml
from docgen.model.origin import digest_of
from docgen.transforms.checklist import OPEN, Group, Item
from docgen.work.checking import check_paths
from docgen.work.rollover import Rollover, rollover
from docgen.work.showing import show_file
from tests.builders import write_workspace
from tests.needs import PROJECT

ORDER = """\
# Приказ года.
вид: приказ
код: приказ-2026-2027
состояние: зарегистрирован
орган: департамент
регистрация: {дата: 15.10.2026, номер: 100-ОД}
период: 2026/2027
заголовок: О плане на 2026/2027 учебный год  # заголовок
преамбула: Во исполнение {программа:род}, с учетом итогов 2025/2026 учебного года
пункты:
  - код: п1
    утверждает: план-2026-2027
  - код: п2
    номер: "2"
    текст: Представить отчет о плане ({план-2026-2027.м1}) {срок}
    срок: в срок до 29.01.2027 и 15.07.2027
  - код: п3
    контроль: за собой
приложения:
  - код: план-2026-2027
    файл: ../plans/план-2026-2027.yaml
подпись: {должность: начальник}
"""
PLAN = """\
вид: план
код: план-2026-2027
название: План мероприятий на 2026/2027 учебный год
период: 2026/2027
мероприятия:
  # Первая строка.
  - код: м1
    мероприятие: Мониторинг в 12 школах
    срок: октябрь 2026
    ответственные: Департамент
  - код: м2
    мероприятие: Совещание
    срок: "июнь 2027"
"""
ACTS = """\
вид: акты
записи:
  - код: программа
    вид: приказ
    орган: департамент
    дата: 01.09.2026
    номер: 55-ОД
    название: О программе на 2026/2027 учебный год
"""
FILES = {
    "комплект.yaml": "вид: комплект\nформат: 1\nназвание: Школы, 2026/2027\nучебный год: 2026/2027\n",
    "orders/приказ-2026-2027.yaml": ORDER,
    "plans/план-2026-2027.yaml": PLAN,
    "справочники/акты.yaml": ACTS,
}

Roll = Callable[..., Rollover]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_workspace(tmp_path / "2026", FILES)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "2027"


def items(result: Rollover) -> dict[str, Item]:
    return {item.id: item for item in result.items}


def new_order(out: Path) -> str:
    return (out / "orders" / "приказ-2027-2028.yaml").read_text(encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- names


def test_ids_and_files_that_hold_the_year_get_the_new_one_in_every_reference(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    order = new_order(out)
    assert "код: приказ-2027-2028" in order
    assert "утверждает: план-2027-2028" in order
    assert "({план-2027-2028.м1})" in order
    assert "файл: ../plans/план-2027-2028.yaml" in order
    assert "код: план-2027-2028" in (out / "plans" / "план-2027-2028.yaml").read_text(encoding="utf-8")
    assert not list(out.rglob("*2026-2027*"))
    assert [f.rule for f in check_paths([out]).findings] == ["неполная-ссылка-на-акт"]


def test_a_name_that_is_taken_stays(folder: Path, out: Path) -> None:
    (folder / "plans" / "план-2027-2028.yaml").write_text(
        "вид: план\nкод: план-2027-2028\nназвание: План\nпериод: 2027/2028\nмероприятия:\n"
        "  - код: м1\n    мероприятие: Сбор\n",
        encoding="utf-8",
    )
    rollover(folder, "2027/2028", out)
    assert "код: план-2026-2027" in (out / "plans" / "план-2026-2027.yaml").read_text(encoding="utf-8")
    assert files(out)["plans/план-2027-2028.yaml"] == files(folder)["plans/план-2027-2028.yaml"]


def test_folders_of_a_year_move_with_their_documents(tmp_path: Path, out: Path) -> None:
    named = {name.replace("plans/", "2026-2027/plans/"): text for name, text in FILES.items()}
    named["orders/приказ-2026-2027.yaml"] = ORDER.replace("../plans", "../2026-2027/plans")
    rollover(write_workspace(tmp_path / "2026", named), "2027/2028", out)
    assert (out / "2027-2028" / "plans" / "план-2027-2028.yaml").is_file()
    assert "файл: ../2027-2028/plans/план-2027-2028.yaml" in new_order(out)


# --- what goes along and what stays behind


def test_what_was_printed_and_what_docgen_remembers_stays_behind(folder: Path, out: Path) -> None:
    from docgen.work.rendering import render_file

    printed = folder / "готово.docx"
    render_file(folder / "plans" / "план-2026-2027.yaml", str(printed))
    (folder / "готово.pdf").write_bytes(b"%PDF-")
    (folder / "памятка.docx").write_bytes(b"ours")
    (folder / ".скрыто").write_text("x", encoding="utf-8")
    result = rollover(folder, "2027/2028", out)
    assert not (out / "готово.docx").exists() and not (out / "готово.pdf").exists()
    assert (out / "памятка.docx").read_bytes() == b"ours"
    assert not (out / ".скрыто").exists()
    assert not (out / ".docgen" / "base").exists()
    assert "Не скопировано: готово.docx" in result.report


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_in_the_folder_does_not_keep_us_waiting(folder: Path, out: Path) -> None:
    os.mkfifo(folder / "труба")
    assert "труба (не файл)" in rollover(folder, "2027/2028", out).report


def test_a_link_to_nothing_stays_behind(folder: Path, out: Path) -> None:
    (folder / "ссылка.pdf").symlink_to(folder / "нет.pdf")
    assert "ссылка.pdf (не файл)" in rollover(folder, "2027/2028", out).report


def test_the_old_workspace_is_not_touched(folder: Path, out: Path) -> None:
    before = files(folder)
    rollover(folder, "2027/2028", out)
    assert files(folder) == before


def test_an_order_of_another_period_and_a_repealed_one_stay_as_they_are(folder: Path, out: Path) -> None:
    old = ORDER.replace("код: приказ-2026-2027", "код: старый").replace("период: 2026/2027", "период: 2025/2026")
    gone = ORDER.replace("код: приказ-2026-2027", "код: отменён").replace("зарегистрирован", "утратил силу")
    for name, text in (("старый", old), ("отменён", gone)):
        without_annex = text.partition("приложения:")[0].replace(
            "    утверждает: план-2026-2027", "    текст: Исполнить план"
        )
        without_annex = without_annex.replace("({план-2026-2027.м1}) ", "") + "подпись: {должность: начальник}\n"
        (folder / "orders" / f"{name}.yaml").write_text(without_annex, encoding="utf-8")
    result = rollover(folder, "2027/2028", out)
    for name in ("старый", "отменён"):
        assert files(out)[f"orders/{name}.yaml"] == files(folder)[f"orders/{name}.yaml"]
        assert items(result)[f"{name}/остаётся"].group is Group.MOVED
    # An act that a kept order cites keeps its date and number.
    assert files(out)["справочники/акты.yaml"] == files(folder)["справочники/акты.yaml"]


def test_comments_survive_and_untouched_lines_too(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    order = new_order(out)
    assert order.startswith("# Приказ года.\nвид: приказ\n")
    assert "заголовок: О плане на 2027/2028 учебный год  # заголовок\n" in order
    plan = (out / "plans" / "план-2027-2028.yaml").read_text(encoding="utf-8")
    assert "  # Первая строка.\n  - код: м1\n" in plan and 'срок: "июнь 2028"' in plan


# --- answers

ANSWERS = {
    "приказ-2026-2027/дата": "01.11.2027",
    "приказ-2026-2027/преамбула": "Во исполнение {программа:род}",
    "приказ-2026-2027/п2/срок": "да",
    "приказ-2026-2027/отмена": "да",
    "план-2026-2027/м1/мероприятие": "Мониторинг в 9 школах",
    "план-2026-2027/м1/срок": "ноябрь 2027",
    "комплект/акт/программа": "02.09.2027 № 66-ОД",
    "комплект/должность/начальник": "да",
}


def check_answered(out: Path, *, also_unasked: bool = True) -> None:
    order = new_order(out)
    assert "планируемая дата: 01.11.2027" in order
    assert "преамбула: Во исполнение {программа:род}\n" in order
    assert "срок: в срок до 28.01.2028 и 14.07.2028" in order
    said = show_file(out / "orders" / "приказ-2027-2028.yaml").replace("\u00a0", " ")
    repeal = "3. Признать утратившим силу приказ Департамента образования от 15.10.2026 № 100-ОД"
    assert f"{repeal} «О плане на 2026/2027 учебный год»." in said
    assert said.index(repeal) < said.index("4. Контроль")
    assert "от 02.09.2027 № 66-ОД «О программе на 2027/2028 учебный год»" in said
    plan = (out / "plans" / "план-2027-2028.yaml").read_text(encoding="utf-8")
    assert "Мониторинг в 9 школах" in plan
    assert ("срок: ноябрь 2027" in plan) is also_unasked
    assert [f.message for f in check_paths([out]).findings] == []


def test_answers_are_applied(folder: Path, out: Path) -> None:
    result = rollover(folder, "2027/2028", out, answers=ANSWERS)
    check_answered(out)
    assert all(items(result)[id_].group not in OPEN for id_ in ANSWERS)


def test_answers_come_back_from_the_workbook(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    book = out / "переход-2027-2028.xlsx"
    fill_in(book, ANSWERS)
    rollover(folder, "2027/2028", out, answers=book)
    check_answered(out)
    again = rollover(folder, "2027/2028", out, answers=book)
    assert again.written == ()


def fill_in(path: Path, answers: dict[str, str]) -> None:
    book = load_workbook(path)
    left = dict(answers)
    for sheet in book.worksheets:
        heading = next(row for row in sheet.iter_rows() if any(cell.value == "Код" for cell in row))
        columns = {cell.value: cell.column for cell in heading}
        for row in range(heading[0].row + 1, sheet.max_row + 1):
            code = sheet.cell(row, columns["Код"]).value
            if code in left:
                sheet.cell(row, columns["Ответ"]).value = left.pop(code)
    assert left == {}
    book.save(path)


def test_answers_come_back_from_the_text(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    path = out / "переход-2027-2028.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    code = ""
    for number, line in enumerate(lines):
        if "код:" in line:
            code = line.partition("код:")[2].strip().strip('"')
        if line.strip() == "ответ:" and code in ANSWERS:
            lines[number] = f'{line} "{ANSWERS[code]}"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rollover(folder, "2027/2028", out, answers=path)
    check_answered(out, also_unasked=False)  # the text holds the questions alone


def test_a_second_run_changes_nothing(folder: Path, out: Path) -> None:
    first = rollover(folder, "2027/2028", out)
    before = files(out)
    again = rollover(folder, "2027/2028", out)
    assert first.written and again.written == ()
    assert files(out) == before


def test_what_somebody_edited_meanwhile_is_merged(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    plan = out / "plans" / "план-2027-2028.yaml"
    edited = plan.read_text(encoding="utf-8").replace("мероприятие: Совещание", "мероприятие: Семинар  # решили иначе")
    plan.write_text(edited, encoding="utf-8")
    result = rollover(folder, "2027/2028", out, answers={"план-2026-2027/м1/срок": "ноябрь 2027"})
    said = plan.read_text(encoding="utf-8")
    assert "мероприятие: Семинар  # решили иначе" in said and "срок: ноябрь 2027" in said
    assert not [f for f in result.findings if f.rule == "изменено-и-переходом-и-вами"]


def test_where_both_changed_one_thing_ours_stays_and_is_told(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    plan = out / "plans" / "план-2027-2028.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("срок: октябрь 2027", "срок: декабрь 2027"), encoding="utf-8"
    )
    result = rollover(folder, "2027/2028", out, answers={"план-2026-2027/м1/срок": "ноябрь 2027"})
    assert "срок: декабрь 2027" in plan.read_text(encoding="utf-8")
    (told,) = [f for f in result.findings if f.rule == "изменено-и-переходом-и-вами"]
    assert "декабрь 2027" in told.message and "ноябрь 2027" in told.message and told.line


def test_an_order_that_is_not_issued_again_stays_the_act_it_was(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out, answers={"приказ-2026-2027/издаётся": "нет"})
    assert files(out)["orders/приказ-2026-2027.yaml"] == files(folder)["orders/приказ-2026-2027.yaml"]
    assert files(out)["plans/план-2026-2027.yaml"] == files(folder)["plans/план-2026-2027.yaml"]


def test_a_changed_answer_leaves_no_file_of_the_first_run_behind(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    rollover(folder, "2027/2028", out, answers={"приказ-2026-2027/издаётся": "нет"})
    assert [path.name for path in (out / "orders").iterdir()] == ["приказ-2026-2027.yaml"]
    assert not [f for f in check_paths([out]).findings if f.rule == "код-занят"]


def test_a_yearly_act_that_is_not_named_shows_what_is_missing(folder: Path, out: Path) -> None:
    result = rollover(folder, "2027/2028", out)
    said = show_file(out / "orders" / "приказ-2027-2028.yaml").replace("\u00a0", " ")
    assert "от ____________ № ______ «О программе на 2027/2028 учебный год»" in said
    assert items(result)["комплект/акт/программа"].group is Group.SUPPLY


def test_a_new_holder_of_a_post_is_written_with_his_day(folder: Path, out: Path) -> None:
    people = folder / "справочники" / "лица.yaml"
    more = "  - код: зимин\n    фамилия: Зимин\n    имя: Павел\n    отчество: Ильич\n    пол: м\n"
    people.write_text(people.read_text(encoding="utf-8") + more, encoding="utf-8")
    rollover(folder, "2027/2028", out, answers={"комплект/должность/начальник": "зимин с 01.10.2027"})
    said = show_file(out / "orders" / "приказ-2027-2028.yaml").replace("\u00a0", " ")
    assert "П.И. Зимин" in said
    posts = (out / "справочники" / "должности.yaml").read_text(encoding="utf-8")
    assert "по: 30.09.2027" in posts and "значение: орлова" in posts


@pytest.mark.parametrize(
    ("id_", "answer"),
    [
        ("приказ-2026-2027/дата", "осенью"),
        ("приказ-2026-2027/дата", "31.11.2027"),
        ("приказ-2026-2027/п2/срок", "когда-нибудь"),
        ("приказ-2026-2027/преамбула", "Во исполнение {программа:куда}"),
        ("приказ-2026-2027/отмена", "наверное"),
        ("комплект/акт/программа", "новый приказ"),
        ("комплект/должность/начальник", "неизвестный"),
        ("комплект/лицо/орлова", ""),
    ],
)
def test_an_answer_that_does_not_fit_is_told_and_nothing_is_written(
    folder: Path, out: Path, id_: str, answer: str
) -> None:
    if not answer:
        rollover(folder, "2027/2028", out, answers={id_: answer})
        return
    with pytest.raises(DocgenError) as raised:
        rollover(folder, "2027/2028", out, answers={id_: answer, "приказ-2026-2027/издаётся": "может быть"})
    told = [f for f in raised.value.findings if f.rule == "ответ-не-понят"]
    assert len(told) == 2  # all at once
    assert any(answer in f.message for f in told) and all(f.hint for f in told)
    assert not out.exists()


def test_an_answer_to_no_question_is_told(folder: Path, out: Path) -> None:
    result = rollover(folder, "2027/2028", out, answers={"приказ-2026-2027/п9/срок": "да"})
    assert [f.rule for f in result.findings] == ["ответ-без-вопроса"]


def test_words_that_begin_like_a_formula_stay_words_in_the_workbook(folder: Path, out: Path) -> None:
    order = folder / "orders" / "приказ-2026-2027.yaml"
    order.write_text(ORDER.replace("Представить отчет", "=1+1 в 2025/2026 учебном году; отчет"), encoding="utf-8")
    rollover(folder, "2027/2028", out)
    book = load_workbook(out / "переход-2027-2028.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert cells and all(cell.data_type == "s" for cell in cells)


# --- calendar years

CALENDAR = {
    **FILES,
    "orders/приказ-2026-2027.yaml": ORDER.replace("период: 2026/2027", "период: 2027").replace("2026-2027", "2027")
    .replace("на 2026/2027 учебный год", "на 2027 год").replace("15.10.2026", "21.01.2027"),
    "plans/план-2026-2027.yaml": PLAN.replace("период: 2026/2027", "период: 2027").replace("2026-2027", "2027")
    .replace("на 2026/2027 учебный год", "на 2027 год"),
}  # fmt: skip
CALENDAR["orders/приказ-2027.yaml"] = CALENDAR.pop("orders/приказ-2026-2027.yaml")
CALENDAR["plans/план-2027.yaml"] = CALENDAR.pop("plans/план-2026-2027.yaml")


def test_a_plan_for_a_calendar_year_asks(tmp_path: Path, out: Path) -> None:
    result = rollover(write_workspace(tmp_path / "2026", CALENDAR), "2027/2028", out)
    asked = items(result)["приказ-2027/период"]
    assert (asked.group, asked.proposal) == (Group.CONFIRM, "2028")
    plan = (out / "plans" / "план-2028.yaml").read_text(encoding="utf-8")
    assert "код: план-2028" in plan and "период: 2028" in plan and "на 2028 год" in plan


def test_a_calendar_year_that_is_kept_keeps_its_documents(tmp_path: Path, out: Path) -> None:
    folder = write_workspace(tmp_path / "2026", CALENDAR)
    rollover(folder, "2027/2028", out, answers={"приказ-2027/период": "2027"})
    assert files(out)["plans/план-2027.yaml"] == files(folder)["plans/план-2027.yaml"]
    assert files(out)["orders/приказ-2027.yaml"] == files(folder)["orders/приказ-2027.yaml"]


@pytest.mark.parametrize("name", ["municipality", "school"])
def test_the_other_examples_roll_over_too(tmp_path: Path, name: str) -> None:
    out = tmp_path / "2027"
    result = rollover(PROJECT / "examples" / name, "2027/2028", out)
    found = check_paths([out]).findings
    assert {f.rule for f in found} == {"неполная-ссылка-на-акт"}
    asked = {item.id.rpartition("/")[2] for item in result.items if item.topic == "акт" and item.group is Group.SUPPLY}
    assert {f.message.partition("«")[2].partition("»")[0] for f in found} == asked


def test_marks_of_execution_are_not_carried_over(tmp_path: Path) -> None:
    out = tmp_path / "2027"
    rollover(PROJECT / "examples" / "school", "2027/2028", out)
    plan = (out / "plans" / "план.yaml").read_text(encoding="utf-8")
    assert "04.02.2027" not in plan and "перенесено с" not in plan


# --- refusals


def refused(folder: Path, to: str, out: Path | None = None) -> list[str]:
    with pytest.raises(DocgenError) as raised:
        rollover(folder, to, out)
    assert all(f.message and f.where for f in raised.value.findings)
    return [f.rule for f in raised.value.findings]


@pytest.mark.parametrize("to", ["2027", "2027/2029", "следующий", "", "2025/2026", "2026-27-28"])
def test_a_year_that_cannot_be_rolled_to(folder: Path, out: Path, to: str) -> None:
    with pytest.raises(DocgenError) as raised:
        rollover(folder, to, out)
    assert [f.rule for f in raised.value.findings] == ["не-тот-год"]
    assert not out.exists()


@pytest.mark.parametrize("to", ["2026/2027", "2026-2027", "2026/27"])
def test_the_year_that_it_has_already_changes_nothing(folder: Path, out: Path, to: str) -> None:
    result = rollover(folder, to, out)
    assert not result.changed and result.written == () and not out.exists()


def test_a_rolled_workspace_rolled_to_its_year_changes_nothing(folder: Path, out: Path, tmp_path: Path) -> None:
    rollover(folder, "2027/2028", out)
    assert not rollover(out, "2027/2028", tmp_path / "ещё").changed


def test_a_year_later_once_more(folder: Path, out: Path, tmp_path: Path) -> None:
    rollover(folder, "2027/2028", out, answers={"комплект/акт/программа": "02.09.2027 № 66-ОД"})
    twice, at_once = tmp_path / "2028", tmp_path / "сразу"
    rollover(out, "2028/2029", twice)
    rollover(folder, "2028/2029", at_once)
    for name in ("plans/план-2028-2029.yaml", "комплект.yaml"):
        assert files(twice)[name] == files(at_once)[name]
    assert not list(twice.rglob("переход-2027-2028*"))


def test_what_is_no_workspace_is_refused(tmp_path: Path, folder: Path, out: Path) -> None:
    (tmp_path / "пусто").mkdir()
    assert refused(tmp_path / "пусто", "2027/2028", out) == ["не-комплект"]
    assert refused(tmp_path / "нет", "2027/2028", out) == ["не-комплект"]
    assert refused(folder / "plans", "2027/2028", out) == ["не-комплект"]
    assert refused(folder / "plans" / "план-2026-2027.yaml", "2027/2028", out) == ["не-комплект"]


def test_a_workspace_without_a_year_is_refused(tmp_path: Path, out: Path) -> None:
    bare = write_workspace(tmp_path / "2026", {})
    assert refused(bare, "2027/2028", out) == ["год-комплекта-неизвестен"]


def test_the_year_may_be_told_by_the_documents(tmp_path: Path, out: Path) -> None:
    files_ = {**FILES, "комплект.yaml": "вид: комплект\nформат: 1\n"}
    assert rollover(write_workspace(tmp_path / "2026", files_), "2027/2028", out).written


def test_all_faults_of_all_files_are_told_at_once(folder: Path, out: Path) -> None:
    plan = folder / "plans" / "план-2026-2027.yaml"
    plan.write_text(PLAN.replace("октябрь 2026", "скоро").replace('"июнь 2027"', "потом"), encoding="utf-8")
    (folder / "orders" / "битый.yaml").write_text("вид: приказ\n  код: [", encoding="utf-8")
    acts = folder / "справочники" / "акты.yaml"
    acts.write_text(ACTS.replace("01.09.2026", "31.09.2026"), encoding="utf-8")
    found = refused(folder, "2027/2028", out)
    assert found.count("срок-не-понят") == 2
    assert {"битый-yaml", "дата-не-понята"} <= set(found)
    assert not out.exists()


@pytest.mark.parametrize("place", ["2026/новый", "2026", "."])
def test_the_new_year_does_not_lie_in_the_old_one(folder: Path, tmp_path: Path, place: str) -> None:
    before = files(folder)
    assert refused(folder, "2027/2028", tmp_path / place) == ["не-та-папка"]
    assert files(folder) == before


def test_the_new_year_does_not_lie_in_another_workspace(folder: Path, tmp_path: Path) -> None:
    other = write_workspace(tmp_path / "чужой", {})
    assert refused(folder, "2027/2028", other / "2027") == ["не-та-папка"]


def test_nothing_is_overwritten_unasked(folder: Path, out: Path) -> None:
    out.mkdir()
    (out / "комплект.yaml").write_text("вид: комплект\nформат: 1\n", encoding="utf-8")
    (out / "своё.txt").write_text("моё", encoding="utf-8")
    before = files(out)
    assert refused(folder, "2027/2028", out) == ["файл-уже-есть"]
    assert files(out) == before
    rollover(folder, "2027/2028", out, force=True)
    assert (out / "своё.txt").read_text(encoding="utf-8") == "моё"
    assert (out / "orders" / "приказ-2027-2028.yaml").is_file()


def test_a_filled_in_checklist_is_not_overwritten(folder: Path, out: Path) -> None:
    rollover(folder, "2027/2028", out)
    fill_in(out / "переход-2027-2028.xlsx", ANSWERS)
    plan = folder / "plans" / "план-2026-2027.yaml"
    plan.write_text(PLAN.replace("Совещание", "Семинар в 2025/2026 учебном году"), encoding="utf-8")
    assert refused(folder, "2027/2028", out) == ["файл-изменён-после-перехода"]


def test_a_file_in_the_place_of_the_folder_is_told(folder: Path, out: Path) -> None:
    out.write_text("x", encoding="utf-8")
    assert refused(folder, "2027/2028", out)
    assert out.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_file_of_answers_that_is_none_is_told(folder: Path, out: Path, tmp_path: Path, content: bytes) -> None:
    for name in ("ответы.xlsx", "ответы.txt"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DocgenError) as raised:
            rollover(folder, "2027/2028", out, answers=tmp_path / name)
        assert all(f.message for f in raised.value.findings)
    assert not out.exists()


def test_a_missing_file_of_answers_is_told(folder: Path, out: Path, tmp_path: Path) -> None:
    for name in ("нет.xlsx", "нет.txt"):
        with pytest.raises(DocgenError):
            rollover(folder, "2027/2028", out, answers=tmp_path / name)


def test_the_report_is_the_same_whether_written_or_not(folder: Path, out: Path) -> None:
    only_shown = rollover(folder, "2027/2028")
    written = rollover(folder, "2027/2028", out)
    assert only_shown.report == written.report
    assert "+период: 2027/2028" in only_shown.difference and "-период: 2026/2027" in only_shown.difference
    assert only_shown.written == ()


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    rollover(folder, "2027/2028", tmp_path / "раз")
    rollover(folder, "2027/2028", tmp_path / "два")
    assert files(tmp_path / "раз") == files(tmp_path / "два")


def test_the_data_of_the_report_are_whole(folder: Path, out: Path) -> None:
    result = rollover(folder, "2027/2028", out)
    data = json.loads((out / "переход-2027-2028.json").read_text(encoding="utf-8"))
    assert data["counts"] == {str(group): sum(item.group is group for item in result.items) for group in Group}
    assert set(data["files"]) == {name for name in files(out) if not name.startswith((".docgen", "переход"))}


def test_a_workspace_moved_elsewhere_rolls_the_same(folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / "другое место")
    assert rollover(folder, "2027/2028").report == rollover(other, "2027/2028").report


def test_origins_follow_their_source_with_the_digest_of_what_stands_there_now(folder: Path, out: Path) -> None:
    plan = folder / "plans" / "план-2026-2027.yaml"
    rows = read_yaml(plan).data
    assert isinstance(rows, dict)
    first = rows["мероприятия"][0]
    own = (
        "вид: план\nкод: район\nназвание: План района\nпериод: 2026/2027\nоткуда: план-2026-2027\nмероприятия:\n"
        f"  - код: р1\n    откуда: план-2026-2027/м1#{digest_of(first)}\n    мероприятие: Мониторинг\n"
        "  - код: р2\n    откуда: [план-2026-2027/м2#0123ab]\n    мероприятие: Совещание\n"
    )
    (folder / "plans" / "район.yaml").write_text(own, encoding="utf-8")
    rollover(folder, "2027/2028", out)
    new = read_yaml(out / "plans" / "план-2027-2028.yaml").data
    said = (out / "plans" / "район.yaml").read_text(encoding="utf-8")
    assert isinstance(new, dict)
    assert "откуда: план-2027-2028\n" in said
    assert f"план-2027-2028/м1#{digest_of(new['мероприятия'][0])}" in said
    assert "план-2027-2028/м2#0123ab" in said  # it told of an older state, and still does
