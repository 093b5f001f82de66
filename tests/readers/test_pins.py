"""Literal numbers of a read file: those that counting gives anyway are dropped, the others stay."""

from hypothesis import given
from hypothesis import strategies as st

from docgen.model.numbering import numbered
from docgen.model.order import Order
from docgen.model.plan import Plan
from docgen.readers.pins import needless_pins, pinned, without_pins


def order(*points):
    return {
        "вид": "приказ", "орган": "департамент", "заголовок": "О мерах", "подпись": {"должность": "начальник"},
        "пункты": list(points),
    }  # fmt: skip


def point(number, *below):
    made = {"номер": number, "текст": f"делать дело {number}"}
    return made | ({"пункты": list(below)} if below else {})


def kept(data, model=Order):
    return pinned(without_pins(data, needless_pins(model.model_validate(data))))


def test_numbers_in_order_are_dropped():
    assert kept(order(point("1"), point("2", point("2.1"), point("2.2")), point("3"))) == []


def test_a_number_that_stands_twice_stays_and_the_next_ones_follow_it():
    assert kept(order(point("1", point("1.1"), point("1.2"), point("1.2")), point("2"))) == ["1.2"]


def test_a_gap_is_pinned_once():
    assert kept(order(point("1"), point("3"), point("4"))) == ["3"]


def test_rows_under_sections_are_counted_with_the_section():
    data = {
        "вид": "план", "название": "План",
        "разделы": [
            {"номер": "1", "название": "Первый", "мероприятия": [{"номер": "1.1", "мероприятие": "Раз"}]},
            {"номер": "2", "название": "Второй",
             "мероприятия": [{"номер": n, "мероприятие": "Два"} for n in ("2.1", "2.3", "2.4")]},
        ],
    }  # fmt: skip
    assert kept(data, Plan) == ["2.3"]


NUMBERS = st.lists(st.integers(1, 6).map(str), min_size=1, max_size=8)


@given(NUMBERS)
def test_law_the_numbers_shown_are_the_same_without_the_needless_pins(numbers):
    data = order(*map(point, numbers))
    before = Order.model_validate(data)
    after = Order.model_validate(without_pins(data, needless_pins(before)))
    assert [str(number) for _, number in numbered(after)] == numbers
