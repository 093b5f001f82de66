"""The example region rolled to the next year, its department replaced by a ministry: what a clerk finds there."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.files.workspace import open_workspace
from docgen.model.order import Order, Status
from docgen.model.walking import walk
from docgen.model.workspace import Document
from docgen.transforms.checklist import OPEN, Group, Item
from docgen.transforms.typed_acts import typed_acts
from docgen.work.checking import check_paths
from docgen.work.rendering import render_file
from docgen.work.rollover import Rollover, rollover
from docgen.work.showing import show_file
from tests.needs import PROJECT

REGION = PROJECT / "examples" / "region"
ORDERS = sorted(path.name for path in (REGION / "orders").glob("*.yaml"))


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rollover]:
    out = tmp_path_factory.mktemp("годы") / "2027"
    return out, rollover(REGION, "2027/2028", out)


def by_id(result: Rollover) -> dict[str, Item]:
    return {item.id: item for item in result.items}


def outside_acts(text: str) -> str:
    """The words of a printed document without the acts that it cites, those that have no number yet among them."""
    text = text.replace("\u00a0", " ").replace("от ____________ № ______", "от 01.01.2001 № 1")
    for act in sorted(typed_acts(text), key=lambda act: -act.start):
        text = text[: act.start] + text[act.end :]
    return text


def test_nothing_is_wrong_with_the_new_year(rolled: tuple[Path, Rollover]) -> None:
    assert [finding.message for finding in check_paths([rolled[0]]).findings] == []


@pytest.mark.parametrize("name", ORDERS)
def test_no_mention_of_the_old_body_is_left_outside_cited_acts(rolled: tuple[Path, Rollover], name: str) -> None:
    said = outside_acts(show_file(rolled[0] / "orders" / name))
    assert not re.findall(r"\w*[Дд]епартамент\w*", said)


FORMS = {
    "orders/roadmaps.yaml": [
        "согласованной работы Министерства образования и науки Заречной области (далее – Министерство)",
        "подведомственных Министерству, и руководителям",
        "докладывать о расхождениях начальнику отдела развития и оценки качества общего образования",
        "возложить на первого заместителя министра Бондарчук Н.В.",
        "Министр Е.П. Ладынина",
        "совет по развитию качества образования при Министерстве;",
        "Министерство (управление контроля и надзора)",
        "разговор с руководством Министерства",
        "Приказ Министерства, рассылка",
    ],
    "orders/clusters.yaml": ["в Министерство образования и науки Заречной области (далее – Министерство) оценку"],
    "orders/проверка.yaml": ["Начальнику управления контроля и надзора Министерства Береговому П.И."],
    "orders/отчёт.yaml": ["заместителя министра Дрогач И.П."],
    "orders/сопровождение.yaml": ["на первого заместителя министра Бондарчук Н.В. и начальника управления помощи семье"],
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_every_case_form_is_right(rolled: tuple[Path, Rollover], name: str) -> None:
    said = " ".join(show_file(rolled[0] / name).replace("\u00a0", " ").split())
    for form in FORMS[name]:
        assert form in said


def test_cited_acts_keep_the_body_that_issued_them(rolled: tuple[Path, Rollover]) -> None:
    said = show_file(rolled[0] / "orders" / "clusters.yaml").replace("\u00a0", " ")
    assert "приказом Департамента образования и науки Заречной области от 09.06.2025 № 417-ОД" in said


def test_an_order_of_the_set_is_cited_with_blanks_and_its_new_title(rolled: tuple[Path, Rollover]) -> None:
    said = show_file(rolled[0] / "orders" / "clusters.yaml").replace("\u00a0", " ")
    assert "от ____________ № ______ «Об утверждении планов мероприятий" in said
    assert "на 2027/2028 учебный год» и в целях" in said


def deadlines(folder: Path) -> Iterator[tuple[str, object]]:
    opened = open_workspace(folder)
    for path in sorted(folder.rglob("*.yaml")):
        model = opened.file(path).model
        documents: list[Document] = [model] if isinstance(model, Document) else []
        if isinstance(model, Order):
            documents += [annex.document for annex in model.annexes if annex.document]
        for document in documents:
            for _, part in walk(document):
                if found := getattr(part, "deadline", None):
                    yield f"{path.name}: {found}", found.intervals


def test_no_deadline_is_that_of_the_old_year(rolled: tuple[Path, Rollover]) -> None:
    old = {interval for _, found in deadlines(REGION) for interval in found}  # type: ignore[attr-defined]
    left = [name for name, found in deadlines(rolled[0]) if set(found) & old]  # type: ignore[call-overload]
    assert left == []


def test_every_order_is_a_draft_without_number(rolled: tuple[Path, Rollover]) -> None:
    opened = open_workspace(rolled[0])
    orders = [d for d in opened.workspace.documents.values() if isinstance(d, Order)]
    assert len(orders) == len(ORDERS)
    for order in orders:
        assert (order.status, order.registration) == (Status.DRAFT, None)
        assert order.planned is not None and order.planned.year in (2027, 2028)
        assert not any(visa.agreed or visa.received for visa in order.visas)


@pytest.mark.parametrize(
    ("id_", "group"),
    [
        ("комплект/учебный год", Group.MOVED),
        ("дорожные-карты/заголовок", Group.MOVED),
        ("карта1/р2/м202/срок", Group.RECOMPUTED),
        ("дорожные-карты/дата", Group.CONFIRM),
        ("дорожные-карты/издаётся", Group.CONFIRM),
        ("помощь/отмена", Group.CONFIRM),
        ("помощь/п4/п4-1/срок", Group.CONFIRM),
        ("помощь/преамбула", Group.CONFIRM),
        ("карта1/р1/м101/описание", Group.CONFIRM),
        ("комплект/должность/министр", Group.CONFIRM),
        ("комплект/лицо/мельник", Group.CONFIRM),
        ("комплект/лицо/бондарчук", Group.CONFIRM),
        ("комплект/акт/концепция", Group.CONFIRM),
        ("комплект/акт/комплекс-мер", Group.CONFIRM),
        ("комиссия/п6/утратили силу", Group.CONFIRM),
        ("состав-комиссии/сведения", Group.CONFIRM),
        ("карта1/вступление/1", Group.SUPPLY),
        ("школы/сведения", Group.SUPPLY),
        ("отчеты/особое-внимание/сведения", None),
        ("особое-внимание/сведения", Group.SUPPLY),
        ("план-помощи/р2/м204/срок", Group.SUPPLY),
    ],
)
def test_what_stands_in_which_list(rolled: tuple[Path, Rollover], id_: str, group: Group | None) -> None:
    item = by_id(rolled[1]).get(id_)
    assert (item.group if item else None) is group


def test_who_is_asked(rolled: tuple[Path, Rollover]) -> None:
    items = by_id(rolled[1])
    assert items["помощь/п4/п4-1/срок"].who == "исполнитель документа (Шевченко А.И.)"
    assert items["карта1/р1/м106/описание"].who == "Министерство (управление контроля и надзора)"
    assert items["комплект/акт/концепция"].who == "юридическая служба"
    assert all(item.who and item.question for item in rolled[1].items if item.group in OPEN)


def test_every_item_has_an_id_of_its_own(rolled: tuple[Path, Rollover]) -> None:
    ids = [item.id for item in rolled[1].items]
    assert len(set(ids)) == len(ids)


def comments(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip().startswith("#")]


@pytest.mark.parametrize("name", ["orders/roadmaps.yaml", "orders/help.yaml", "plans/schools.yaml", "комплект.yaml"])
def test_comments_survive(rolled: tuple[Path, Rollover], name: str) -> None:
    assert comments(rolled[0] / name) == comments(REGION / name)


def test_only_what_changes_is_written_anew(rolled: tuple[Path, Rollover]) -> None:
    old = (REGION / "plans" / "schools.yaml").read_text(encoding="utf-8").splitlines()
    new = (rolled[0] / "plans" / "schools.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in new if line not in old] == [
        "название: Список школ Заречной области с низкими результатами обучения на 2027/2028 учебный год"
    ]
    assert len(old) == len(new)
    assert (rolled[0] / "scans" / "памятка.pdf").read_bytes() == (REGION / "scans" / "памятка.pdf").read_bytes()


def test_pins_of_signed_papers_go_and_the_word_for_none_stays(rolled: tuple[Path, Rollover]) -> None:
    said = (rolled[0] / "annexes" / "особое-внимание.yaml").read_text(encoding="utf-8")
    assert "номер: нет" in said and 'номер: "7"' not in said
    schools = (rolled[0] / "annexes" / "школы-сопровождения.yaml").read_text(encoding="utf-8")
    assert "номер:" not in schools and "пропуск-номера" not in schools and "нет-кода" in schools


def test_the_new_orders_print(rolled: tuple[Path, Rollover], tmp_path: Path) -> None:
    copy = shutil.copytree(rolled[0], tmp_path / "2027")
    for name in ORDERS:
        assert render_file(copy / "orders" / name, str(tmp_path / f"{name}.docx")).path.is_file()


def test_the_report_says_the_four_lists(rolled: tuple[Path, Rollover]) -> None:
    out, result = rolled
    report = (out / "переход-2027-2028.md").read_text(encoding="utf-8")
    assert report == result.report
    for heading in ("## Восполнить", "## Подтвердить", "## Пересчитано", "## Перенесено"):
        assert heading in report
    data = json.loads((out / "переход-2027-2028.json").read_text(encoding="utf-8"))
    assert (data["from"], data["to"]) == ("2026/2027", "2027/2028")
    assert len(data["items"]) == len(result.items)


def from_october(folder: Path) -> Path:
    """The region whose department becomes a ministry on 1 October of the new year."""
    copy = shutil.copytree(REGION, folder / "октябрь")
    for path in (copy / "справочники").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("31.01.2027", "30.09.2027").replace("01.02.2027", "01.10.2027"), encoding="utf-8")
    return copy


def test_only_documents_after_the_day_name_the_new_body(tmp_path: Path) -> None:
    out = tmp_path / "2027"
    rollover(from_october(tmp_path), "2027/2028", out)
    before = show_file(out / "orders" / "help.yaml").replace("\u00a0", " ")  # planned for 17.09.2027
    assert "Представлять в Департамент образования и науки Заречной области (далее – Департамент)" in before
    assert "Начальник Департамента Е.П. Ладынина" in " ".join(before.split())
    assert "Министерство" not in outside_acts(before)
    for name in ORDERS:
        if name != "help.yaml":
            assert "епартамент" not in outside_acts(show_file(out / "orders" / name))
    assert [finding.message for finding in check_paths([out]).findings] == []
