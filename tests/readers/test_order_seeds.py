"""The orders of the sample documents have the structures of ground-truth B.0."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from docgen.model.order import Order
from docgen.model.validation import validated
from docgen.readers.draft import Context
from docgen.readers.known import Known
from docgen.readers.orders.reader import OrderDraft, read_order
from docgen.readers.plain.reader import read_plain
from docgen.readers.segments import segments
from tests.needs import SHARED, needs_shared
from tests.readers.written import lost

pytestmark = [needs_shared, pytest.mark.seeds]


@cache
def read(seed: str) -> tuple[OrderDraft, Context]:
    (path,) = (SHARED / "seeds").glob(f"{seed}_*.txt")
    data = path.read_bytes()
    order, *annexes = segments(read_plain(data, path.name).blocks)
    shared = Context(path.name, Known(text=data.decode()))
    draft = read_order(order, shared, annexes)
    assert not lost(order.blocks, draft, shared)
    return draft, shared


def numbers(entries: list[dict[str, Any]]) -> list[Any]:
    return [(entry["номер"], numbers(entry["пункты"])) if "пункты" in entry else entry["номер"] for entry in entries]


def found(data: dict[str, Any], key: str) -> list[Any]:
    """The values of a field of the points, in order."""
    values = []
    for point in data["пункты"]:
        values += [point[key]] if key in point else []
        values += found(point, key) if "пункты" in point else []
    return values


SEEDS = ("000", "001", "003", "004")


@pytest.mark.parametrize("seed", SEEDS)
def test_each_makes_an_order(seed: str) -> None:
    model, faults = validated(Order, read(seed)[0].data)
    assert model is not None, faults


@pytest.mark.parametrize(
    ("seed", "shown"),
    [
        ("000", ["1", "2", ("3", ["3.1", "3.2", "3.3", "3.3"]), ("4", [f"4.{n}" for n in range(1, 6)]), "5"]),
        ("001", ["1", "2", "3", "4"]),
        ("003", ["1", "2", ("3", ["3.1", "3.2", "3.3"]), "4", ("5", [f"5.{n}" for n in range(1, 7)]), "6"]),
        ("004", ["1", "2", "3", "4", "5", "6"]),
    ],
)
def test_points_keep_the_numbers_that_they_show(seed: str, shown: list[Any]) -> None:
    assert numbers(read(seed)[0].data["пункты"]) == shown


@pytest.mark.parametrize(
    ("seed", "registered", "period"),
    [
        ("000", {"дата": "17.09.2021", "номер": "850-ОД"}, "2021/2022"),
        ("001", {"дата": "21.01.2022", "номер": "156"}, "2022"),
        ("003", {"дата": "30.11.2022", "номер": "1012-ОД"}, "2022-2023 годы"),
        ("004", {"дата": "18.10.2022"}, "2022/2023"),
    ],
)
def test_date_number_and_period(seed: str, registered: dict[str, str], period: str) -> None:
    data = read(seed)[0].data
    assert (data["регистрация"], data["период"]) == (registered, period)
    assert data["состояние"] == ("зарегистрирован" if "номер" in registered else "подписан")


def test_what_a_person_must_decide_is_asked() -> None:
    rules = {seed: sorted(finding.rule for finding in read(seed)[1].findings) for seed in SEEDS}
    assert rules == {
        "000": ["отметка-расходится", "отметка-расходится"],
        "001": [],
        "003": ["нет-приложения-в-файле", "номер-исправлен"],
        "004": ["номер-не-ясен"],
    }
    (finding,) = read("004")[1].findings
    assert all(number in finding.message for number in ("859-098", "859-07", "259-09", "859-ОД"))


def test_the_deadlines_of_the_points() -> None:
    assert found(read("000")[0].data, "срок") == [
        "в срок до 30.01.2022 и 20.07.2022", "до 15.10.2021", "в срок до 25.01.2022 и 15.07.2022",
    ]  # fmt: skip
    assert found(read("003")[0].data, "срок") == [
        "в сроки: до 20.07.2022, до 20.07.2023", "до 16.12.2022", "в сроки: до 15.07.2022, до 15.07.2023",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seed", "definitions", "recommended"),
    [
        ("000", ["План", "ГАУ ДПО СОИРО", "ОМСУ"], 1),
        ("003", ["ГАУ ДПО СОИРО", "ОМСУ"], 1),
        ("004", [*(f"План мероприятий № {n}" for n in (1, 2, 3)), "ГАУ ДПО СОИРО"], 0),
    ],
)
def test_addressees_and_definitions(seed: str, definitions: list[str], recommended: int) -> None:
    data = read(seed)[0].data
    assert found(data, "далее") == definitions
    assert len(found(data, "рекомендовать")) == recommended


def test_a_body_is_a_reference_where_its_name_is_sound_and_words_where_a_mark_is_lost() -> None:
    sound, broken = read("003")[0].data["пункты"][2], read("000")[0].data["пункты"][2]
    assert (sound["кому"], sound["лицо"]) == ("{соиро}", "кольцова")
    assert broken["кому"].endswith("(Кольцова О.С.)")
    assert "{" not in broken["кому"]


def test_control_and_signatures() -> None:
    assert read("003")[0].data["пункты"][-1]["контроль"] == "за собой"
    for seed in ("000", "004"):
        assert "Н.В. Шелабину" in read(seed)[0].data["пункты"][-1]["текст"]
    for seed in SEEDS:
        draft, shared = read(seed)
        post = shared.known.reference.posts[draft.data["подпись"]["должность"]]
        name = "начальник управления образования" if seed == "001" else "начальник Департамента"
        assert post.name == name
        holder = post.holder_on(shared.known.day)
        assert holder == ("щурова" if seed == "001" else "талкина")
    assert "проект внесён" in read("001")[0].data


def test_approvals_are_tied_to_their_annexes() -> None:
    ties = {seed: [(tie.path[-1], tie.annex) for tie in read(seed)[0].ties] for seed in SEEDS}
    assert ties == {"000": [(0, 0), (1, 1)], "001": [(0, 0)], "003": [], "004": [(0, 0), (1, 1), (2, 2)]}


def test_the_house_style() -> None:
    styles = {seed: read(seed)[0].style for seed in SEEDS}
    assert [styles[seed].own_line for seed in SEEDS] == [True, False, True, True]
    assert all(style.spaced_word for style in styles.values())
    assert styles["001"].date_lead
    assert (styles["000"].approval_mark, styles["000"].number_sign) == ("приложение", True)
