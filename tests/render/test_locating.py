"""Which template prints a document: the most specific file, the office's own folder first."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import TemplateError
from docgen.render.locating import candidates, house_of, shipped, template_for
from tests.builders import order, plan, schools, workspace

SEVEN = ["номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат"]


def own(root: Path, *names: str) -> Path:
    for name in names:
        path = root / "шаблоны" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return root / "шаблоны"


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (order(), "orders/order.docx"),
        (order(вид="распоряжение"), "orders/order.docx"),
        (plan(), "plans/plan-4.docx"),
        (plan(графы=SEVEN), "plans/plan-7.docx"),
        (plan(графы=["срок"]), "plans/plan.docx"),
        (plan(графы=[*SEVEN[:5], "документ"]), "plans/plan-wide.docx"),
        (schools(), "plans/clusters.docx"),
    ],
)
def test_our_own_templates_print_what_has_no_other(document, name):
    assert template_for(document, workspace()) == shipped() / name
    assert (shipped() / name).is_file()


def test_the_most_specific_of_the_offices_own_templates_wins(tmp_path):
    names = list(candidates(order(вид="распоряжение"), workspace().reference))
    assert names == [
        "orders/распоряжение-департамент.docx", "orders/департамент.docx", "orders/распоряжение.docx", "orders/order.docx"
    ]  # fmt: skip
    for name in reversed(names):
        folder = own(tmp_path, name)
        assert template_for(order(вид="распоряжение"), workspace(root=tmp_path)) == folder / name


def test_a_plan_or_list_may_have_a_template_of_its_own(tmp_path):
    folder = own(tmp_path, "plans/план1.docx", "plans/список1.docx")
    assert template_for(plan(), workspace(root=tmp_path)) == folder / "plans/план1.docx"
    assert template_for(schools(), workspace(root=tmp_path)) == folder / "plans/список1.docx"
    assert template_for(plan(код="план2"), workspace(root=tmp_path)) == shipped() / "plans/plan-4.docx"


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    folder = own(tmp_path, "orders/other.docx")
    (tmp_path / "outside.docx").write_bytes(b"")
    (folder / "orders/order.docx").symlink_to(tmp_path / "outside.docx")
    with pytest.raises(TemplateError, match="за пределы папки"):
        template_for(order(), workspace(root=tmp_path))
    (folder / "orders/order.docx").unlink()
    (folder / "orders/order.docx").symlink_to(folder / "orders/other.docx")
    assert template_for(order(), workspace(root=tmp_path)) == folder / "orders/order.docx"


def test_the_house_lies_in_the_folder_of_the_template_or_above_it(tmp_path):
    folder = own(tmp_path, "orders/order.docx")
    assert house_of(folder / "orders/order.docx") is None
    own(tmp_path, "house.docx")
    assert house_of(folder / "orders/order.docx") == folder / "house.docx"
    own(tmp_path, "orders/house.docx")
    assert house_of(folder / "orders/order.docx") == folder / "orders/house.docx"
    assert house_of(shipped() / "orders/order.docx") == shipped() / "house.docx"
