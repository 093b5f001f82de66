"""Merging three versions of a document: the laws, what survives, and what is named a conflict."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docgen.transforms.merging import changes_between, merge
from tests.transforms.edits import documents, edited, example, examples

THREE = documents.flatmap(lambda base: st.tuples(st.just(base), edited(base), edited(base)))
WITH_IDS = examples.flatmap(
    lambda base: st.tuples(st.just(base), edited(base, with_ids=True), edited(base, with_ids=True))
)


@given(THREE)
@settings(max_examples=150, deadline=None)
def test_a_side_without_changes_leaves_the_other_as_it_is(three: tuple[Any, Any, Any]) -> None:
    base, changed, _ = three
    assert merge(base, base, changed).data == changed
    assert merge(base, changed, base).data == changed
    assert merge(base, changed, changed).data == changed


@given(THREE)
@settings(max_examples=60, deadline=None)
def test_refusing_everything_leaves_ours_and_nothing_given_is_changed(three: tuple[Any, Any, Any]) -> None:
    before = copy.deepcopy(three)
    merge(*three)
    assert three == before
    assert merge(*three, accept=lambda change: False).data == three[1]


@given(WITH_IDS)
@settings(max_examples=100, deadline=None)
def test_merging_once_more_changes_nothing(three: tuple[Any, Any, Any]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    again = merge(base, merged.data, theirs)
    assert again.data == merged.data  # what came in is there, what did not is a conflict once more
    assert again.changes == []


@given(documents, documents, documents)
@settings(max_examples=60, deadline=None)
def test_documents_that_have_nothing_in_common_are_merged_without_a_crash(base: Any, ours: Any, theirs: Any) -> None:
    merge(base, ours, theirs)
    assert merge(base, base, theirs).data == theirs
    assert merge(base, ours, base).data == ours


ROADMAP = example("plans/roadmap-1.yaml")
MEASURES = [(s, m) for s, section in enumerate(ROADMAP["разделы"]) for m, _ in enumerate(section["мероприятия"])]


@given(st.sets(st.sampled_from(MEASURES), min_size=2, max_size=8), st.data())
@settings(max_examples=60, deadline=None)
def test_edits_of_different_entries_both_survive(places: set[tuple[int, int]], data: st.DataObject) -> None:
    ours, theirs = copy.deepcopy(ROADMAP), copy.deepcopy(ROADMAP)
    expected = copy.deepcopy(ROADMAP)
    removed = []
    for section, row in places:
        side = data.draw(st.sampled_from([ours, theirs]))
        kind = data.draw(st.sampled_from(["срок", "ответственные", "новый ключ", "удаление"]))
        for each in (side, expected):
            measure = each["разделы"][section]["мероприятия"][row]
            if kind == "удаление":
                measure["удалить"] = "да"
            else:
                measure[kind] = f"новое {row}"
        removed.append((section, row))
    for each in (ours, theirs, expected):
        for section in each["разделы"]:
            section["мероприятия"] = [m for m in section["мероприятия"] if "удалить" not in m]
    assume(ROADMAP not in (ours, theirs))
    merged = merge(ROADMAP, ours, theirs)
    assert merged.data == expected
    assert merged.conflicts == []


def points(*texts: str) -> dict[str, Any]:
    return {"пункты": [{"код": text.split()[0], "текст": text} for text in texts]}


def said(data: dict[str, Any]) -> list[str]:
    return [point["текст"] for point in data["пункты"]]


CASES = {
    "insertions keep their neighbours": (
        points("a", "b", "c"), points("a", "н", "b", "c"), points("a", "b", "т", "c"), ["a", "н", "b", "т", "c"],
    ),
    "ours stands first where both insert": (
        points("a", "b"), points("a", "н", "b"), points("a", "т", "b"), ["a", "н", "т", "b"],
    ),
    "a deletion and an edit of the neighbour": (
        points("a", "b", "c"), points("a", "c"), points("a", "b", "c новое"), ["a", "c новое"],
    ),
    "a move and an edit of the same entry": (
        points("a", "b", "c"), points("a новое", "b", "c"), points("b", "c", "a"), ["b", "c", "a новое"],
    ),
    "two moves": (
        points("a", "b", "c", "d"), points("b", "a", "c", "d"), points("a", "b", "d", "c"), ["b", "a", "d", "c"],
    ),
    "both delete the same": (points("a", "b"), points("a"), points("a"), ["a"]),
    "both add the same": (points("a"), points("a", "н"), points("a", "н"), ["a", "н"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_entries_of_one_list(name: str) -> None:
    base, ours, theirs, expected = CASES[name]
    merged = merge(base, ours, theirs)
    assert said(merged.data) == expected
    assert merged.conflicts == []


def clusters(*schools: str) -> dict[str, Any]:
    """«аб», «в»: two clusters with schools of these letters."""
    return {
        "кластеры": [
            {"код": f"к{number}", "школы": [{"код": code, "название": f"школа {code}"} for code in codes]}
            for number, codes in enumerate(schools, 1)
        ]
    }


def in_clusters(data: dict[str, Any]) -> list[str]:
    return ["".join(school["код"] for school in cluster.get("школы", [])) for cluster in data["кластеры"]]


def test_a_school_moves_to_another_cluster_and_keeps_the_name_that_ours_gave_it() -> None:
    base, ours = clusters("абв", "где"), clusters("абв", "где")
    ours["кластеры"][0]["школы"][1]["название"] = "школа имени Героя"
    merged = merge(base, ours, clusters("ав", "гбде"))
    assert in_clusters(merged.data) == ["ав", "гбде"]
    assert merged.data["кластеры"][1]["школы"][1]["название"] == "школа имени Героя"
    assert [(change.kind, change.before, change.path) for change in merged.changes] == [
        ("перенос", ("кластеры", 0, "школы", 1), ("кластеры", 1, "школы", 1))
    ]


def test_a_cluster_goes_and_its_schools_stay_in_another() -> None:
    merged = merge(clusters("аб", "вг", "д"), clusters("аб", "вг", "дж"), {"кластеры": [*clusters("абвг")["кластеры"],
        {"код": "к3", "школы": [{"код": "д", "название": "школа д"}]}]})  # fmt: skip
    assert in_clusters(merged.data) == ["абвг", "дж"]


def test_a_move_into_its_own_inside_is_a_conflict() -> None:
    base = {"пункты": [{"код": "а", "текст": "а"}, {"код": "б", "текст": "б"}]}
    ours = {"пункты": [{"код": "а", "текст": "а", "пункты": [{"код": "б", "текст": "б"}]}]}
    theirs = {"пункты": [{"код": "б", "текст": "б", "пункты": [{"код": "а", "текст": "а"}]}]}
    merged = merge(base, ours, theirs)
    assert merged.data == ours
    assert [conflict.why for conflict in merged.conflicts] == ["связь"]


def test_an_edit_of_one_field_on_both_sides_is_a_conflict_with_all_three_values() -> None:
    base, ours, theirs = ({"пункты": [{"код": "п1", "срок": day}]} for day in ("до 1.10", "до 2.10", "до 3.10"))
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert merged.data == ours
    assert (conflict.change.was, conflict.ours, conflict.change.became) == ("до 1.10", "до 2.10", "до 3.10")
    assert conflict.path == ("пункты", 0, "срок")


def test_an_insisted_change_comes_in_against_ours() -> None:
    base, ours, theirs = ({"пункты": [{"код": "п1", "срок": day}]} for day in ("до 1.10", "до 2.10", "до 3.10"))
    assert merge(base, ours, theirs, insist=[0]).data == theirs


def test_a_deletion_against_an_edit_is_a_conflict_whichever_side_deletes() -> None:
    base, edit, deletion = points("a", "b"), points("a", "b новое"), points("a")
    kept = merge(base, edit, deletion)
    assert kept.data == edit
    assert [(conflict.change.kind, conflict.why) for conflict in kept.conflicts] == [("удаление", "правка")]
    gone = merge(base, deletion, edit)
    assert gone.data == deletion
    assert [(conflict.change.kind, conflict.why) for conflict in gone.conflicts] == [("правка", "удаление")]
    assert gone.conflicts[0].change.became == "b новое"


def test_a_section_is_not_deleted_when_ours_put_something_into_it() -> None:
    base = clusters("а", "б")
    merged = merge(base, clusters("а", "бн"), clusters("а"))
    assert in_clusters(merged.data) == ["а", "бн"]
    assert [conflict.change.kind for conflict in merged.conflicts] == ["удаление"]


def test_an_entry_put_into_what_ours_deleted_is_a_conflict() -> None:
    merged = merge(clusters("а", "б"), clusters("а"), clusters("а", "бн"))
    assert in_clusters(merged.data) == ["а"]
    assert [(conflict.change.kind, conflict.why) for conflict in merged.conflicts] == [("вставка", "связь")]


def test_entries_without_ids_are_known_by_what_they_say() -> None:
    base = {"визы": [{"должность": "зам", "поступил": "01.10.2026"}, {"должность": "юрист", "поступил": "02.10.2026"}]}
    ours = {"визы": [{"должность": "новый"}, *base["визы"]]}
    theirs = {"визы": [base["визы"][0], {"должность": "юрист", "поступил": "02.10.2026", "согласован": "03.10.2026"}]}
    merged = merge(base, ours, theirs)
    assert merged.data["визы"] == [{"должность": "новый"}, *theirs["визы"]]


def test_cells_of_a_row_are_merged_by_their_place() -> None:
    rows = [["Берёзовский район", "МБОУ «СОШ № 1»", "41,7"], ["Каменский район", "МБОУ СОШ № 2", "36,0"]]
    base = {"строки": rows}
    ours = {"строки": [["Берёзовский район", "МБОУ «СОШ № 1»", "40,0"], rows[1]]}
    theirs = {"строки": [["Берёзовский округ", "МБОУ «СОШ № 1»", "41,7"], rows[1]]}
    assert merge(base, ours, theirs).data["строки"][0] == ["Берёзовский округ", "МБОУ «СОШ № 1»", "40,0"]


def test_a_file_that_got_its_ids_in_the_meantime_is_the_same_file() -> None:
    base = {"пункты": [{"текст": "Назначить ответственных за отчет"}, {"текст": "Утвердить график"}]}
    ours = {"пункты": [{"код": f"п{n}", **point} for n, point in enumerate(base["пункты"], 1)]}
    theirs = {"пункты": [{"текст": "Утвердить график"}]}
    assert merge(base, ours, theirs).data == {"пункты": [{"код": "п2", "текст": "Утвердить график"}]}


LONG = "Представить {срок} в Департамент сводный отчет о том, что сделано по {п4-1:дат}, и предложения"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (LONG.replace("сводный", "полный"), LONG.replace("предложения", "выводы"),
         "Представить {срок} в Департамент полный отчет о том, что сделано по {п4-1:дат}, и выводы"),
        (LONG.replace("сводный ", ""), LONG + " школ", LONG.replace("сводный ", "") + " школ"),
        (LONG.replace("сводный", "полный"), LONG.replace("отчет", "доклад"), None),
        (LONG.replace("{п4-1:дат}", "{п4-2:дат}"), LONG.replace("{п4-1:дат}", "{п4-3:дат}"), None),
        (LONG + " школ", LONG + " муниципалитетов", None),
    ],
)  # fmt: skip
def test_words_of_a_long_text_are_merged_where_the_edits_do_not_touch(
    ours: str, theirs: str, expected: str | None
) -> None:
    merged = merge({"текст": LONG}, {"текст": ours}, {"текст": theirs})
    assert merged.data == {"текст": ours if expected is None else expected}
    assert bool(merged.conflicts) == (expected is None)


def test_the_changes_of_one_side_are_told_in_its_order() -> None:
    base = points("a", "b", "c", "d")
    found = changes_between(base, points("т", "b", "a", "c новое"))
    assert [(change.kind, change.path) for change in found] == [
        ("вставка", ("пункты", 0)), ("перенос", ("пункты", 1)), ("правка", ("пункты", 3, "текст")),
        ("удаление", ("пункты", 3)),
    ]  # fmt: skip
