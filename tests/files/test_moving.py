"""Entries that are moved take their own lines along, and no other byte of the file changes."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.files.edits import edited, edits_between
from docgen.files.moving import with_moves
from docgen.files.yaml import Source, parse_yaml, read_yaml
from tests.needs import PROJECT

TEXT = """\
# приказ
пункты:
  # первый
  - код: п1
    текст: >-
      Создать
      группу   # не примечание, а слова

  # второй пункт
  # в две строки
  - код: п2
    текст: "б: б"
    пункты:
      - код: п2-1
        текст: в  # зачем
      - код: п2-2
        текст: г

  - код: п3
    текст: д
"""


def moved(text: str, data: Any) -> Source:
    return with_moves(parse_yaml(text, "п.yaml"), data)


def data_of(text: str) -> Any:
    return copy.deepcopy(parse_yaml(text, "п.yaml").data)


def test_an_item_takes_its_comments_and_its_folds_along() -> None:
    data = data_of(TEXT)
    data["пункты"].insert(2, data["пункты"].pop(0))
    made = moved(TEXT, data)
    assert made.data == data
    assert (
        made.text
        == """\
# приказ
пункты:

  # второй пункт
  # в две строки
  - код: п2
    текст: "б: б"
    пункты:
      - код: п2-1
        текст: в  # зачем
      - код: п2-2
        текст: г

  - код: п3
    текст: д
  # первый
  - код: п1
    текст: >-
      Создать
      группу   # не примечание, а слова
"""
    )


def test_an_item_that_goes_deeper_is_indented_with_all_its_lines() -> None:
    data = data_of(TEXT)
    data["пункты"][1]["пункты"].insert(1, data["пункты"].pop(0))
    data["пункты"][0]["пункты"] = data["пункты"][0].pop("пункты")
    made = moved(TEXT, data)
    assert made.data == data
    assert (
        """\
        текст: в  # зачем
      # первый
      - код: п1
        текст: >-
          Создать
          группу   # не примечание, а слова
"""
        in made.text
    )


def test_an_item_goes_to_the_beginning() -> None:
    data = data_of(TEXT)
    data["пункты"].insert(0, data["пункты"].pop())
    made = moved(TEXT, data)
    assert made.data == data
    assert made.text.startswith("# приказ\nпункты:\n  - код: п3\n    текст: д\n\n  # первый\n")


def test_what_has_not_moved_stays_byte_for_byte_and_edits_are_left_to_others() -> None:
    data = data_of(TEXT)
    data["пункты"][0]["текст"] = "другое"
    del data["пункты"][2]
    assert moved(TEXT, data).text == TEXT


def test_a_list_in_brackets_is_left_alone() -> None:
    text = "пункты: [{код: а}, {код: б}]\n"
    assert moved(text, {"пункты": [{"код": "б"}, {"код": "а"}]}).text == text


LIST = PROJECT / "examples/region/plans/schools.yaml"


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_moved_schools_keep_every_line_of_the_file(data: st.DataObject) -> None:
    source = read_yaml(LIST)
    wanted: Any = copy.deepcopy(source.data)
    for _ in range(data.draw(st.integers(1, 3))):
        clusters = wanted["кластеры"]
        start, end = data.draw(st.sampled_from(clusters))["школы"], data.draw(st.sampled_from(clusters))["школы"]
        if len(start) > 1:
            school = start.pop(data.draw(st.integers(0, len(start) - 1)))
            end.insert(data.draw(st.integers(0, len(end))), school)
    made = with_moves(source, wanted)
    assert made.data == wanted
    assert sorted(made.text.splitlines()) == sorted(source.text.splitlines())
    assert edited(made.data, edits_between(made.data, wanted)) == wanted
