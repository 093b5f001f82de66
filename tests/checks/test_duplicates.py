"""One id, one thing."""

from __future__ import annotations

import pytest

from docgen.checks.duplicates import check_duplicates, check_missing_ids, missing_ids
from tests.builders import annexed, order, plan, schools


def faults(document, names=None) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(finding.rule, finding.path, finding.quote) for finding in check_duplicates(document, names or {})]


def test_different_ids_are_right():
    points = [{"код": "п1", "текст": "а", "пункты": [{"код": "п2", "текст": "б"}]}]
    assert faults(order(points, акты=[{"код": "акт1", "вид": "приказ"}])) == []


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (order([{"код": "п", "текст": "а"}, {"код": "п", "текст": "б"}]), ("пункты", 1, "код")),
        (
            order([{"код": "п", "текст": "а", "пункты": [{"код": "п", "текст": "б"}]}]),
            ("пункты", 0, "пункты", 0, "код"),
        ),
        (order([{"код": "п", "текст": "а"}], акты=[{"код": "п", "вид": "приказ"}]), ("пункты", 0, "код")),
        (plan([{"код": "м", "мероприятие": "а"}] * 2), ("мероприятия", 1, "код")),
    ],
)
def test_an_id_used_twice_is_found_at_its_second_place(document, path):
    assert [(rule, at) for rule, at, _ in faults(document)] == [("повтор-кода", path)]


def test_an_id_of_the_reference_data_is_taken():
    document = order([{"код": "зам", "текст": "а"}])
    (finding,) = check_duplicates(document, {"зам": "должность"})
    assert (finding.path, finding.quote) == (("пункты", 0, "код"), "зам")
    assert "должность" in finding.message


def test_the_documents_own_id_is_not_one_of_its_entries():
    assert faults(order([{"код": "приказ1", "текст": "а"}])) == []


@pytest.mark.parametrize("again", ["план1.yaml", "./план1.yaml", "..\\x\\..\\план1.yaml"])
def test_a_file_annexed_twice_is_a_warning(again):
    first = "план1.yaml" if not again.startswith("..") else "../план1.yaml"
    document = order(приложения=[{"код": "а", "файл": first}, {"код": "б", "файл": again}])
    (finding,) = check_duplicates(document, {})
    assert (finding.rule, finding.path) == ("повтор-приложения", ("приложения", 1, "файл"))


def test_entries_without_an_id_are_counted_in_one_note():
    document = order([{"код": "п1", "текст": "а", "пункты": [{"текст": "б"}]}, {"текст": "в"}])
    (finding,) = check_missing_ids(document)
    assert (finding.rule, finding.severity, finding.path) == ("нет-кода", "замечание", ("пункты", 0, "пункты", 0))
    assert "2" in finding.message


def test_entries_without_an_id_are_listed_in_order_annexes_aside():
    listed = schools(
        код=None, кластеры=[{"название": "а", "школы": [{"код": "ш", "название": "СОШ"}, {"название": "СОШ"}]}]
    )
    assert [path for path, _ in missing_ids(listed)] == [(), ("кластеры", 0), ("кластеры", 0, "школы", 1)]
    bare = order([{"код": "п1", "текст": "а"}], приложения=[{"файл": "план1.yaml"}])
    assert list(missing_ids(bare)) == []


def test_a_document_with_all_ids_has_no_note():
    assert list(check_missing_ids(order([{"код": "п1", "текст": "а"}], приложения=annexed(plan())))) == []
