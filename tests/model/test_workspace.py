"""Where an order's annexes are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.model.workspace import Workspace
from tests.builders import order, plan

ROOT = Path("/комплект").resolve()
PLAN = plan(код="план1")


def workspace(document) -> Workspace:
    files = {ROOT / "orders" / "приказ.yaml": document, ROOT / "plans" / "план.yaml": PLAN}
    return Workspace(root=ROOT, files=files, homes={"приказ1": ROOT / "orders" / "приказ.yaml"})


@pytest.mark.parametrize("id_", ["приказ1", None])
def test_the_path_of_an_annex_is_written_from_the_folder_of_its_order(id_):
    document = order(код=id_, приложения=[{"файл": "../plans/план.yaml"}])
    assert workspace(document).annexes(document) == (PLAN,)


def test_a_changed_copy_of_an_order_without_an_id_is_still_that_order():
    document = order(код=None, приложения=[{"файл": "../plans/план.yaml"}])
    copy = document.model_copy(update={"city": "г. Заречск"})
    assert workspace(document).annexes(copy) == (PLAN,)


def test_an_order_from_elsewhere_looks_from_the_root():
    document = order(код="другой", приложения=[{"файл": "plans/план.yaml"}])
    assert workspace(order()).annexes(document) == (PLAN,)


def test_a_missing_annex_is_named():
    document = order(приложения=[{"файл": "нет.yaml"}])
    with pytest.raises(KeyError, match=r"нет\.yaml"):
        workspace(document).annexes(document)


def test_a_file_that_is_annexed_twice_makes_two_annexes():
    document = order(приложения=[{"файл": "../plans/план.yaml"}, {"файл": "../plans/план.yaml"}])
    first, second = workspace(document).annexes(document)
    assert first == second
    assert first is not second
