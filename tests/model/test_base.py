"""What all models share: strict keys, plain data in and out, dates, ids, dated facts."""

from __future__ import annotations

import datetime
import re

import pytest
from pydantic import ValidationError

from docgen.model.base import date_text, on, parse_date, parse_id, plain_key
from docgen.model.order import Order
from docgen.model.party import Organisation, Post
from docgen.model.plan import Measure, MeasureLine, Plan
from docgen.model.walking import walk, walk_of
from tests.builders import DEPARTMENT, order, plan

DAY = datetime.date(2026, 10, 15)


def post(holder: object) -> Post:
    return Post.model_validate({"код": "д", "название": "глава", "занимает": holder})


@pytest.mark.parametrize("text", ["15.10.2026", " 15.10.2026 ", "2026-10-15"])
def test_a_date_is_read_from_figures(text):
    assert parse_date(text) == DAY


def test_a_date_is_read_without_its_zeros():
    assert parse_date("1.2.2026") == datetime.date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [("15 октября 2026", "не понята. Пишите день, месяц и год цифрами: 17.09.2026"), ("15.10.26", "не понята"),
     ("30.02.2026", "нет в календаре"), ("", "не понята"), ("15.13.2026", "нет в календаре")],
)  # fmt: skip
def test_a_date_that_cannot_be_read_is_quoted(text, said):
    with pytest.raises(ValueError, match=f"«{text}».*{said}"):
        parse_date(text)


@pytest.mark.parametrize("day", [DAY, datetime.date(999, 1, 2), datetime.date.min, datetime.date.max])
def test_a_written_date_reads_back(day):
    assert parse_date(date_text(day)) == day


@pytest.mark.parametrize("text", ["п3", "план-1", "3", "а_б", "Ёж"])
def test_an_id_is_a_short_word(text):
    assert parse_id(f" {text} ") == text


@pytest.mark.parametrize("text", ["", "п 3", "п.3", "-п", "п{3}", "п:3"])
def test_an_id_that_no_reference_could_carry_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(f"«{text}» не годится")):
        parse_id(text)


def test_keys_are_russian_and_unknown_ones_are_faults():
    good = {"вид": "план", "название": "План"}
    assert Plan.model_validate(good).title.words == "План"
    for wrong in ({**good, "автор": "а"}, {**good, "level": "региональный"}, {"вид": "план", "title": "План"}):
        with pytest.raises(ValidationError):
            Plan.model_validate(wrong)
    assert plain_key(Plan, "headings") == "заголовки граф"


def test_a_model_is_frozen():
    with pytest.raises(ValidationError):
        plan().title = "x"  # type: ignore[misc,assignment]


def test_plain_data_leave_out_what_is_usual():
    assert plan(["а"]).plain() == {
        "вид": "план", "код": "план1", "название": "План мероприятий", "мероприятия": [{"мероприятие": "а"}]
    }  # fmt: skip


def test_plain_data_are_what_a_file_would_hold():
    made = order([{"текст": "а", "рекомендовать": "да", "срок": "дословно: скоро"}], регистрация={"дата": "1.2.2026"})
    plain = made.plain()
    assert plain["регистрация"] == {"дата": "01.02.2026"}
    assert plain["пункты"] == [{"рекомендовать": "да", "текст": "а", "срок": "дословно: скоро"}]
    assert Order.model_validate(plain) == made


def test_empty_words_are_kept_where_something_is_required():
    listed = plan([{"мероприятие": ""}], разрешить=[{"замечание": "", "причина": ""}])
    assert Plan.model_validate(listed.plain()) == listed


@pytest.mark.parametrize(("text", "value"), [("да", True), (" Нет ", False), ("true", True), ("no", False)])
def test_yes_and_no_are_words(text, value):
    assert order([{"текст": "а", "рекомендовать": text}]).points[0].recommended is value


def test_a_fact_without_days_always_holds():
    assert post("орлова").holder_on(DAY) == "орлова"
    assert post("орлова").holder_on(datetime.date.min) == "орлова"


def test_the_first_and_last_day_belong_to_a_fact():
    dated = post([{"с": "01.10.2026", "по": "15.10.2026", "значение": "орлова"}])
    held = [dated.holder_on(datetime.date(2026, month, day)) for month, day in ((9, 30), (10, 1), (10, 15), (10, 16))]
    assert held == [None, "орлова", "орлова", None]


def test_a_later_entry_wins_while_it_holds():
    acting = post([{"значение": "орлова"}, {"с": "01.10.2026", "по": "20.10.2026", "значение": "зимин"}])
    assert [acting.holder_on(datetime.date(2026, 10, day)) for day in (1, 20, 21)] == ["зимин", "зимин", "орлова"]


def test_a_name_outside_all_dates_is_the_last_known():
    body = Organisation.model_validate(
        {"код": "о", "название": [{"по": "01.01.2020", "значение": "Отдел"}, {"с": "01.01.2025", "по": "31.12.2025",
         "значение": "Департамент"}]}
    )  # fmt: skip
    assert body.name_on(datetime.date(2019, 1, 1)) == "Отдел"
    assert body.name_on(DAY) == "Департамент"
    assert on(body.name, DAY) is None


def test_everything_inside_a_model_is_walked_with_its_path():
    made = order([{"текст": "а", "пункты": [{"текст": "б"}]}], регистрация={"номер": "1"})
    paths = [path for path, _ in walk(made)]
    assert paths == [(), ("регистрация",), ("пункты", 0), ("пункты", 0, "пункты", 0), ("подпись",)]
    assert [path for path, _ in walk(DEPARTMENT)][:2] == [(), ("название", 0)]


def test_models_of_some_kinds_come_in_the_order_of_the_walk():
    made = plan([{"мероприятие": "а", "строки": [{"мероприятие": "б"}]}, "в"])
    rows = [("мероприятия", 0), ("мероприятия", 0, "строки", 0), ("мероприятия", 1)]
    assert [path for path, _ in walk_of(made, Measure, MeasureLine)] == rows
    assert [path for path, _ in walk_of(made, MeasureLine, Measure)] == rows
    assert [path for path, _ in walk_of(made, MeasureLine)] == rows[1:2]
