"""What references may point at."""

from __future__ import annotations

from docgen.model.citation import Citation
from docgen.model.targets import annex_ids, order_targets, own_targets, reference_targets, references_in
from docgen.model.text import Reference
from tests.builders import annexed, order, plan, reference, schools

PLAN = plan([{"код": "м1", "мероприятие": "а"}], код="план1")
LIST = schools(
    код="список1", кластеры=[{"код": "к1", "название": "Группа", "школы": [{"код": "ш1", "название": "СОШ"}]}]
)


def test_points_and_sub_points_are_targets_with_their_numbers():
    points = [{"код": "п1", "текст": "а", "пункты": [{"код": "п2", "текст": "б"}]}, {"текст": "в"}]
    found = own_targets(order(points))
    assert {id_: (target.kind, target.number, target.level) for id_, target in found.items()} == {
        "п1": ("пункт", "1", 0), "п2": ("подпункт", "1.1", 1)
    }  # fmt: skip


def test_rows_sections_clusters_and_schools_are_targets():
    sections = [{"код": "р1", "название": "Раздел", "мероприятия": [{"код": "м2", "мероприятие": "б"}]}]
    found = {**own_targets(plan([], разделы=sections)), **own_targets(LIST)}
    assert {id_: (target.kind, target.number) for id_, target in found.items()} == {
        "р1": ("раздел", "1"), "м2": ("строка", "1.1"), "к1": ("кластер", "1"), "ш1": ("позиция", "1")
    }  # fmt: skip
    assert all(target.numbered for target in found.values())


def test_an_order_reaches_its_annexes_and_what_is_in_them():
    cited = [{"код": "акт1", "вид": "приказ"}]
    document = order([{"код": "п1", "текст": "а"}], приложения=annexed(PLAN, LIST), акты=cited)
    found = order_targets(document, (PLAN, LIST))
    assert {id_: (target.kind, target.number) for id_, target in found.items()} == {
        "акт1": ("акт", ""), "план1": ("приложение", "1"), "план1.м1": ("строка", "1"), "список1": ("приложение", "2"),
        "список1.к1": ("кластер", "1"), "список1.ш1": ("позиция", "1"), "п1": ("пункт", "1"),
    }  # fmt: skip


def test_a_point_wins_over_an_annex_of_the_same_id():
    document = order([{"код": "план1", "текст": "а"}], приложения=annexed(PLAN))
    assert order_targets(document, (PLAN,))["план1"].kind == "пункт"


def test_an_annex_goes_by_its_own_id_else_by_that_of_its_document():
    document = order(приложения=[{"файл": "план1.yaml"}, {"код": "перечень", "файл": "список1.yaml"}])
    assert annex_ids(document, (PLAN, LIST)) == ("план1", "перечень")


def test_entries_of_the_reference_data_are_targets_without_numbers():
    act = Citation.model_validate({"код": "акт1", "вид": "закон"})
    found = reference_targets(reference(act))
    kinds = {id_: found[id_].kind for id_ in ("институт", "орлова", "зам", "берёзовский", "акт1")}
    assert kinds == {
        "институт": "организация", "орлова": "лицо", "зам": "должность", "берёзовский": "муниципалитет", "акт1": "акт"
    }  # fmt: skip
    assert not any(target.numbered for target in found.values())


def test_all_references_of_a_document_are_found():
    inner = [{"текст": "{г:дат}"}]
    document = order([{"кому": "{б}", "текст": "в {в} и **{в2}**", "пункты": inner}], преамбула="{а:тв}")
    found = list(references_in(document))
    assert sorted(found, key=lambda reference: reference.target) == [
        Reference("а", "тв"), Reference("б"), Reference("в"), Reference("в2", "", True), Reference("г", "дат")
    ]  # fmt: skip
