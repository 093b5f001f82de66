"""amend on files: the draft, the consolidated text, two amendments in a row, and what cannot be amended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.transforms.amendment_words import plain_blanks
from docgen.work.amending import amend
from docgen.work.checking import check_paths
from docgen.work.showing import show_file
from tests.needs import PROJECT


@pytest.fixture
def region(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    shutil.copytree(PROJECT / "examples/region", folder)
    return folder


def change(folder: Path, source: str, target: str, *changes: tuple[str, str]) -> Path:
    """A copy of a file with words replaced, each once."""
    text = (folder / source).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / target).write_text(text, encoding="utf-8")
    return folder / target


def test_the_draft_says_what_was_changed_and_the_consolidated_text_is_beside_it(region):
    orders = region / "orders"
    new = change(
        region, "orders/help.yaml", "orders/help-new.yaml", ("срок: до 16.10.2026", "срок: до 23.10.2026"),
        ("      - код: п4-2\n        текст: Создать МОЦ условия, необходимые для выполнения муниципальных планов\n", ""),
    )  # fmt: skip
    made = amend(orders / "help.yaml", new, orders / "изменения.yaml")
    shown = show_file(orders / "изменения.yaml")
    assert "1.1. В подпункте 4.1 цифры «16.10.2026» заменить цифрами «23.10.2026»." in shown
    assert "1.2. Подпункт 4.2 признать утратившим силу." in shown
    assert "О внесении изменений в приказ Департамента образования и науки Заречной области от 17.09.2026" in shown
    assert {path.name for path in made.written} == {
        "изменения.yaml", "изменения-редакция.yaml", "изменения-редакция.txt",
    }  # fmt: skip
    text = show_file(orders / "изменения-редакция.yaml")
    assert "4.1. Принять до 23.10.2026" in text
    assert "4.3. Закрепить" in text and "\n4.2." not in text
    assert "(в редакции приказа от ______ № ______)" in (orders / "изменения-редакция.txt").read_text(encoding="utf-8")
    faults = [
        f for f in check_paths([orders / "изменения-редакция.yaml"]).findings if f.document.endswith("редакция.yaml")
    ]
    assert faults == []


def test_a_second_amendment_names_the_edition_of_the_first(region):
    orders = region / "orders"
    new = change(region, "orders/help.yaml", "orders/help-new.yaml", ("срок: до 16.10.2026", "срок: до 23.10.2026"))
    amend(orders / "help.yaml", new, orders / "изменения.yaml")
    registered = ("состояние: проект", "состояние: зарегистрирован\nрегистрация: {дата: 02.11.2026, номер: 300-ОД}")
    change(region, "orders/изменения.yaml", "orders/изменения.yaml", registered)
    again = change(
        region,
        "orders/изменения-редакция.yaml",
        "orders/help-again.yaml",
        ("срок: до 23.10.2026", "срок: до 30.10.2026"),
    )
    made = amend(orders / "help.yaml", again, orders / "изменения-2.yaml")
    shown = plain_blanks(show_file(orders / "изменения-2.yaml"))
    assert made.findings == []
    assert "(в редакции приказа от 02.11.2026 № 300-ОД) следующее изменение:" in shown
    assert "В подпункте 4.1 цифры «23.10.2026» заменить цифрами «30.10.2026»." in shown


def test_a_new_edition_without_the_earlier_amendments_is_warned_of(region):
    orders = region / "orders"
    new = change(region, "orders/help.yaml", "orders/help-new.yaml", ("срок: до 16.10.2026", "срок: до 23.10.2026"))
    amend(orders / "help.yaml", new, orders / "изменения.yaml")
    registered = ("состояние: проект", "состояние: зарегистрирован\nрегистрация: {дата: 02.11.2026, номер: 300-ОД}")
    change(region, "orders/изменения.yaml", "orders/изменения.yaml", registered)
    made = amend(orders / "help.yaml", orders / "help.yaml")
    assert [finding.rule for finding in made.findings] == ["новая-редакция-без-прежних-изменений"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("orders/help.yaml", "orders/help.yaml", "нечего-изменять"),
        ("orders/roadmaps.yaml", "orders/roadmaps.yaml", "основной-не-подписан"),
        ("orders/help.yaml", "orders/roadmaps.yaml", "не-тот-же-приказ"),
        ("orders/help.yaml", "orders/сопровождение.yaml", "не-тот-же-приказ"),
        ("plans/help-plan.yaml", "orders/help.yaml", "не-приказ"),
    ],
)
def test_what_cannot_be_amended_is_named(region, old, new, rule):
    with pytest.raises(InputError) as raised:
        amend(region / old, region / new, region / "orders/изменения.yaml")
    assert rule in {finding.rule for finding in raised.value.findings}
    assert not (region / "orders/изменения.yaml").exists()


def test_a_signature_is_not_changed_by_an_amendment(region):
    new = change(region, "orders/help.yaml", "orders/new.yaml", ("должность: начальник", "должность: зам1"))
    with pytest.raises(InputError) as raised:
        amend(region / "orders/help.yaml", new, region / "orders/изменения.yaml")
    assert [finding.rule for finding in raised.value.findings] == ["изменение-не-выразить"]


def test_nothing_that_stands_there_is_overwritten(region):
    orders = region / "orders"
    new = change(region, "orders/help.yaml", "orders/help-new.yaml", ("срок: до 16.10.2026", "срок: до 23.10.2026"))
    (orders / "изменения-редакция.txt").write_text("моё", encoding="utf-8")
    with pytest.raises(InputError):
        amend(orders / "help.yaml", new, orders / "изменения.yaml")
    assert not (orders / "изменения.yaml").exists()


def test_the_new_edition_may_stand_in_a_copy_of_the_workspace(region, tmp_path):
    copy = tmp_path / "копия"
    shutil.copytree(region, copy)
    new = copy / "orders" / "help.yaml"
    text = new.read_text(encoding="utf-8")
    new.write_text(text.replace("29.01.2027 и 20.07.2027", "05.02.2027 и 20.07.2027"), encoding="utf-8")
    made = amend(region / "orders" / "help.yaml", new, region / "orders" / "изменение.yaml")
    assert made.written[0].name == "изменение.yaml"
    assert "05.02.2027" in (region / "orders" / "изменение.yaml").read_text(encoding="utf-8")
